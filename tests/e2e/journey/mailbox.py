"""A mail server that is not ours: aiosmtpd, reading with Python's email package.

Prints its port, then one line of JSON for every message it takes. Ends when its input is closed.
"""

import asyncio
import json
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP


def say(what):
    print(json.dumps(what), flush=True)


class Mailbox:
    async def handle_DATA(self, server, session, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
        say(
            {
                "sender": envelope.mail_from,
                "recipients": envelope.rcpt_tos,
                "from": [[one.display_name, one.addr_spec] for one in message["From"].addresses],
                "to": [[one.display_name, one.addr_spec] for one in message["To"].addresses],
                "subject": message["Subject"],
                "id": message["Message-ID"],
                "date": message["Date"].datetime.isoformat(),
                "defects": [str(defect) for part in message.walk() for defect in part.defects],
                "text": parts["plain"].get_content() if parts["plain"] else None,
                "html": parts["html"].get_content() if parts["html"] else None,
            }
        )
        return "250 Taken"


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Mailbox(), hostname="mail.test"), "127.0.0.1", 0)
    say({"port": server.sockets[0].getsockname()[1]})
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
