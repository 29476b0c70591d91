"""A mail server for the tests: a real one (aiosmtpd), and one that breaks off where it is told to.

Usage: smtp_server.py SETUP, where SETUP is a JSON object. Prints one JSON object a line: first
{"event": "listening", "port": N}, then what happens. Ends when its standard input is closed.

With "fault" in SETUP the second server answers; without, the first:
  replies   {"MAIL" | "RCPT" | "DATA": {address or "*": reply}}  instead of 250
  cert, key PEM files; "protection" is "starttls", "tls", or absent
  user, password: logging in is then required
"""

import asyncio
import email
import email.policy
import hashlib
import json
import socket
import ssl
import struct
import sys
import threading


def say(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


def certificate(setup):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(setup["cert"], setup["key"])
    return context


def described(content):
    message = email.message_from_bytes(content, policy=email.policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return {
        "headers": [[name, str(value)] for name, value in message.items()],
        "defects": [repr(defect) for part in message.walk() for defect in part.defects],
        "types": [part.get_content_type() for part in message.walk()],
        "text": text.get_content() if text else None,
        "html": html.get_content() if html else None,
        "attachments": [
            {
                "file_name": part.get_filename(),
                "media_type": part.get_content_type(),
                "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
            }
            for part in message.iter_attachments()
        ],
        "to_name": message["to"].addresses[0].display_name,
        "from_name": message["from"].addresses[0].display_name,
    }


class Handler:
    def __init__(self, replies):
        self.replies = replies

    def reply(self, command, address):
        table = self.replies.get(command, {})
        return table.get(address) or table.get("*")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        say("hello", name=hostname)
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        refusal = self.reply("MAIL", address)
        if refusal:
            return refusal
        envelope.mail_from = address
        return "250 2.1.0 Ok"

    async def handle_RCPT(self, server, session, envelope, address, options):
        refusal = self.reply("RCPT", address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        refusal = self.reply("DATA", envelope.rcpt_tos[0])
        if refusal:
            return refusal
        say(
            "message",
            sender=envelope.mail_from,
            recipients=envelope.rcpt_tos,
            encrypted=session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            logged_in=bool(session.authenticated),
            **described(envelope.original_content),
        )
        return "250 2.0.0 Ok: queued as 4F2A"


def real_server(setup):
    from aiosmtpd.smtp import SMTP, AuthResult

    options = {"data_size_limit": 40_000_000}
    if setup.get("protection") == "starttls":
        options |= {"tls_context": certificate(setup), "require_starttls": True}
    if "user" in setup:
        expected = (setup["user"].encode(), setup["password"].encode())

        def authenticator(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == expected, handled=False)

        options |= {"authenticator": authenticator, "auth_required": True}
    else:
        options |= {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}

    def connected():
        say("connected")
        return SMTP(Handler(setup.get("replies", {})), hostname="test.example", **options)

    async def serve():
        tls = certificate(setup) if setup.get("protection") == "tls" else None
        server = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0, ssl=tls)
        say("listening", port=server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


class Faulty:
    """One connection, answered in order until the fault."""

    def __init__(self, connection, fault):
        self.connection, self.fault = connection, fault
        self.lines = connection.makefile("rb")

    def send(self, reply):
        self.connection.sendall(reply.encode() + b"\r\n")

    def hang(self):
        threading.Event().wait()

    def drop(self):
        """Closes with a reset, as a server that crashes does."""
        linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.lines.close()
        self.connection.close()

    def close(self):
        self.lines.close()
        self.connection.close()

    def run(self):
        greeting = {"busy": "421 4.3.2 Too many connections", "unwelcome": "554 5.7.1 Not you",
                    "not-mail": "HTTP/1.1 400 Bad Request", "silent": None}.get(self.fault, "220 test.example")
        if greeting is None:
            return self.hang()
        self.send(greeting)
        if not greeting.startswith("220"):
            return self.close()
        while line := self.lines.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self.send("221 2.0.0 Bye")
                return self.close()
            if verb == b"RCPT" and self.fault == "drop-at-rcpt":
                return self.drop()
            if verb != b"DATA":
                self.send("250 Ok")
            elif self.fault == "drop-at-data":
                return self.drop()
            elif self.fault == "strange-go-ahead":
                self.send("250 Ok")
            elif not self.content():
                return None
        return self.close()

    def content(self):
        self.send("354 Go ahead")
        if self.fault == "hang-in-content":
            self.lines.readline()
            return self.hang()
        if self.fault == "drop-in-content":
            self.lines.readline()
            return self.drop()
        while self.lines.readline() != b".\r\n":
            pass
        say("complete")
        if self.fault == "drop-after-dot":
            return self.drop()
        if self.fault == "close-after-dot":
            return self.close()
        if self.fault == "hang-after-dot":
            return self.hang()
        if self.fault == "late-answer":
            if not self.lines.readline():
                return None
            self.send("250 2.0.0 Ok, to the message before")
            return True
        if self.fault == "nonsense-after-dot":
            self.send("hello?")
            return True
        self.send("250 2.0.0 Ok")
        if self.fault == "one-each":
            return self.close()
        return True


def faulty_server(fault):
    listener = socket.create_server(("127.0.0.1", 0))
    say("listening", port=listener.getsockname()[1])
    while True:
        connection, _ = listener.accept()
        say("connected")
        threading.Thread(target=Faulty(connection, fault).run, daemon=True).start()


def main():
    setup = json.loads(sys.argv[1])
    if "fault" in setup:
        server = threading.Thread(target=faulty_server, args=[setup["fault"]], daemon=True)
    else:
        try:
            import aiosmtpd  # noqa: F401
        except ImportError:
            say("missing")
            return
        server = threading.Thread(target=real_server, args=[setup], daemon=True)
    server.start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
