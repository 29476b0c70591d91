//! The content of a message after DATA, up to the server's answer.

use std::{cell::Cell, io, iter};

use lettre::transport::smtp::{Error, client::SmtpConnection, response::Response};

use super::{
    failure::{self, Stage},
    settings::SmtpSettings,
};
use crate::{Accepted, NotSent};

/// Up to this many bytes go out in one write. Written apart, as the library does, the final dot
/// waits for the acknowledgement of the text (Nagle and delayed acknowledgement): 40 ms a message.
const ONE_WRITE: usize = 64 * 1024;

/// Sends the content and waits for the answer.
pub fn hand_over(server: &mut SmtpConnection, content: &[u8], settings: &SmtpSettings) -> Result<Accepted, NotSent> {
    let (answer, complete) = match std::str::from_utf8(content) {
        Ok(text) if text.len() <= ONE_WRITE => in_one_write(server, text),
        Ok(_) | Err(_) => in_several_writes(server, content),
    };
    match answer {
        Ok(reply) if reply.code().is_positive() && !reply.has_code(354) => {
            Ok(Accepted { server_reply: failure::text_of(&reply) })
        }
        Ok(reply) => Err(failure::unsure(&failure::text_of(&reply), settings)),
        Err(error) if error.status().is_some() || !complete => Err(failure::not_sent(Stage::Content, &error, settings)),
        Err(error) => Err(failure::unsure(&error.to_string(), settings)),
    }
}

/// The second value tells whether the final dot may have left this computer.
fn in_one_write(server: &mut SmtpConnection, text: &str) -> (Result<Response, Error>, bool) {
    let answer = server.command(dot_stuffed(text));
    let never_left = answer
        .as_ref()
        .is_err_and(|error| failure::io_error(error).is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe));
    (answer, !never_left)
}

/// As [`in_one_write`]; the library asks for the next piece only when the last has been written,
/// so being asked for one more means that the final dot comes next.
fn in_several_writes(server: &mut SmtpConnection, content: &[u8]) -> (Result<Response, Error>, bool) {
    let dot_comes_next = Cell::new(false);
    let nothing_more = iter::from_fn(|| {
        dot_comes_next.set(true);
        None
    });
    let answer = server.message_iter(iter::once(content).chain(nothing_more));
    (answer, dot_comes_next.get())
}

/// The text as it goes over the wire (RFC 5321 section 4.5.2): a dot at the start of a line is
/// doubled, and a dot of its own ends it.
fn dot_stuffed(text: &str) -> String {
    let doubled = text.replace("\r\n.", "\r\n..");
    let first = if text.starts_with('.') { "." } else { "" };
    let end = if text.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" };
    format!("{first}{doubled}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_text_ends_the_message() {
        let table = [
            ("usual", "Dear Ada\r\n", "Dear Ada\r\n.\r\n"),
            ("no line end", "Dear Ada", "Dear Ada\r\n.\r\n"),
            ("a dot alone", "a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
            ("dots in a row", "a\r\n.\r\n.\r\n", "a\r\n..\r\n..\r\n.\r\n"),
            ("a dot first", ".a\r\n", "..a\r\n.\r\n"),
            ("a dot inside a line", "a.b\r\n", "a.b\r\n.\r\n"),
            ("empty", "", "\r\n.\r\n"),
        ];
        for (name, given, expected) in table {
            assert_eq!(dot_stuffed(given), expected, "{name}");
        }
    }
}
