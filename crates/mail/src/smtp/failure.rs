//! What went wrong, in sentences, and whether trying again can help.

use std::{error::Error as _, fmt::Display, io, path::Path};

use lettre::transport::smtp::{Error, response::Response};
use rustls::CertificateError;

use super::settings::{Security, SmtpSettings};
use crate::NotSent;

/// How far the dialogue had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Connecting, the server's greeting, EHLO.
    Greeting,
    /// STARTTLS and the EHLO after it.
    Encrypting,
    /// AUTH.
    LoggingIn,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// DATA.
    GoAhead,
    /// The message itself, refused by a reply or cut off before its end.
    Content,
}

/// The verdict on an error at `stage`, where the message cannot have been complete or the server
/// has answered it.
pub fn not_sent(stage: Stage, error: &Error, settings: &SmtpSettings) -> NotSent {
    match error.status().map(u16::from) {
        Some(code) => by_code(stage, code, reply_text(code, error), settings),
        None => without_code(stage, error, settings),
    }
}

/// Whether the connection is of no use after this failure.
pub fn ends_the_connection(failure: &NotSent) -> bool {
    match failure {
        NotSent::Refused { .. } => false,
        NotSent::TryLater { code, .. } => code.is_none_or(|code| code == 421),
        NotSent::Unsure { .. } | NotSent::Settings { .. } => true,
    }
}

/// The whole message left and no answer came.
pub fn unsure(reason: &str, settings: &SmtpSettings) -> NotSent {
    NotSent::Unsure {
        sentence: format!(
            "The message was handed to {} but its answer never came. The message may have arrived.",
            server(settings)
        ),
        reply: reason.to_owned(),
    }
}

/// The server answered DATA with a code that is neither yes nor no.
pub fn out_of_step(reply: &Response, settings: &SmtpSettings) -> NotSent {
    NotSent::TryLater {
        code: None,
        sentence: format!("{} gave an answer that makes no sense. Heard will try again.", capital(server(settings))),
        reply: text_of(reply),
    }
}

/// The settings have findings of their own.
pub fn settings_incomplete(findings: &[String]) -> NotSent {
    NotSent::Settings { sentence: findings.join(" "), reply: String::new() }
}

/// The name of the server has no address.
pub fn unknown_host(settings: &SmtpSettings, reason: &dyn Display) -> NotSent {
    let sentence = format!(
        "{} cannot be found. Check its name in the settings, and that this computer is connected to the network.",
        capital(server(settings))
    );
    NotSent::Settings { sentence, reply: reason.to_string() }
}

/// The file of root certificates cannot be used.
pub fn roots_unreadable(path: &Path, reason: &dyn Display) -> NotSent {
    let sentence =
        format!("The file of root certificates {} cannot be used. Choose a readable file in PEM form.", path.display());
    NotSent::Settings { sentence, reply: reason.to_string() }
}

/// No certificate can be verified on this computer.
pub fn no_trust(error: &Error) -> NotSent {
    let sentence = "The root certificates of this computer cannot be used for an encrypted connection. \
        Give a file of root certificates in the settings."
        .to_owned();
    NotSent::Settings { sentence, reply: error.to_string() }
}

/// STARTTLS is wanted and not offered.
pub fn no_starttls(settings: &SmtpSettings) -> NotSent {
    let sentence = format!(
        "{} does not offer STARTTLS, so the connection would not be encrypted. Nothing was sent. \
         Check the port, or choose another kind of protection.",
        capital(server(settings))
    );
    NotSent::Settings { sentence, reply: "STARTTLS is not among the extensions of the server".to_owned() }
}

/// A user name is given and the server knows no way to use it.
pub fn no_log_in(settings: &SmtpSettings) -> NotSent {
    let sentence = format!(
        "{} does not take a user name and password here. Leave them out, or check the port.",
        capital(server(settings))
    );
    NotSent::Settings {
        sentence,
        reply: "AUTH PLAIN and AUTH LOGIN are not among the extensions of the server".to_owned(),
    }
}

/// The server's reply with its code.
pub fn text_of(reply: &Response) -> String {
    let lines: Vec<&str> = reply.message().collect();
    format!("{} {}", reply.code(), lines.join(" ")).trim_end().to_owned()
}

/// The input/output error behind a failure, if there is one.
pub fn io_error(error: &Error) -> Option<&io::Error> {
    error.source().and_then(|source| source.downcast_ref())
}

fn by_code(stage: Stage, code: u16, reply: String, settings: &SmtpSettings) -> NotSent {
    if code < 500 {
        return NotSent::TryLater { code: Some(code), sentence: not_now(stage, settings), reply };
    }
    let settings_are_wrong = |sentence| NotSent::Settings { sentence, reply: reply.clone() };
    let refused = |sentence| NotSent::Refused { code, sentence, reply: reply.clone() };
    let name = capital(server(settings));
    match (stage, code) {
        (Stage::LoggingIn, _) => settings_are_wrong(format!(
            "{name} does not accept the user name and password. Check them in the settings."
        )),
        (_, 530 | 535) => settings_are_wrong(format!(
            "{name} wants a user name and password, or an encrypted connection. Add them in the settings."
        )),
        (_, 552) => refused(
            "The message with its attachments is too large for the mail server, or the mailbox is full.".to_owned(),
        ),
        (Stage::Greeting, _) => settings_are_wrong(format!(
            "{name} does not accept mail from this computer. Ask whoever looks after it to allow it."
        )),
        (Stage::Encrypting, _) => settings_are_wrong(format!(
            "{name} does not encrypt the connection. Check the port, or choose another kind of protection."
        )),
        (Stage::Sender, _) => settings_are_wrong(format!(
            "{name} does not accept mail from the sender's address. Check it in the settings, or ask whoever looks after the mail server to allow it."
        )),
        (Stage::Recipient, _) if reply.to_ascii_lowercase().contains("relay") => refused(format!(
            "{name} does not pass mail on to this address. Ask whoever looks after it to allow Heard to send outside."
        )),
        (Stage::Recipient, _) => refused(
            "The mail server does not accept this address. Check it, or reach the person another way.".to_owned(),
        ),
        (Stage::GoAhead | Stage::Content, _) => {
            refused("The mail server refused the message. Read its reply, and reach the person another way.".to_owned())
        }
    }
}

fn not_now(stage: Stage, settings: &SmtpSettings) -> String {
    let name = capital(server(settings));
    match stage {
        Stage::Greeting | Stage::Encrypting | Stage::LoggingIn | Stage::Sender => {
            format!("{name} is busy. Heard will try again.")
        }
        Stage::Recipient => {
            "The mail server does not take mail for this address at the moment. Heard will try again.".to_owned()
        }
        Stage::GoAhead | Stage::Content => {
            "The mail server does not take the message at the moment. Heard will try again.".to_owned()
        }
    }
}

fn without_code(stage: Stage, error: &Error, settings: &SmtpSettings) -> NotSent {
    let reply = error.to_string();
    if let Some(tls) = tls_error(error) {
        return NotSent::Settings { sentence: tls_sentence(tls, settings), reply };
    }
    let name = server(settings);
    if stage == Stage::Greeting && speaks_another_language(error) {
        let sentence =
            format!("What answers at {name} is not a mail server. Check the name, the port and the protection.");
        return NotSent::Settings { sentence, reply };
    }
    let happened = match io_error(error).map(io::Error::kind) {
        Some(io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            let seconds = settings.timeout.as_secs();
            let unit = if seconds == 1 { "second" } else { "seconds" };
            format!("{} did not answer within {seconds} {unit}.", capital(name))
        }
        Some(io::ErrorKind::ConnectionRefused) => format!("{} cannot be reached.", capital(name)),
        Some(_) | None => format!("The connection to {name} was lost before the message was complete."),
    };
    NotSent::TryLater { code: None, sentence: format!("{happened} Heard will try again."), reply }
}

/// A reply that is not SMTP, as against one that was cut off: the library words the second so.
fn speaks_another_language(error: &Error) -> bool {
    let cut_off = error.source().is_some_and(|source| source.to_string() == "incomplete response");
    let not_text = io_error(error).is_some_and(|error| error.kind() == io::ErrorKind::InvalidData);
    (error.is_response() && !cut_off) || not_text
}

fn tls_error(error: &Error) -> Option<&rustls::Error> {
    let source = error.source()?;
    let inside = source.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    inside.and_then(|inner| inner.downcast_ref()).or_else(|| source.downcast_ref())
}

fn tls_sentence(error: &rustls::Error, settings: &SmtpSettings) -> String {
    let name = capital(server(settings));
    let rustls::Error::InvalidCertificate(certificate) = error else {
        let advice = match settings.security {
            Security::Tls => "Check the port, or choose STARTTLS.",
            Security::StartTls | Security::None => "Check the port and the kind of protection.",
        };
        return format!("No encrypted connection to the mail server came about. {advice}");
    };
    use CertificateError as Wrong;
    if matches!(certificate, Wrong::Expired | Wrong::ExpiredContext { .. }) {
        format!("The certificate of {} has run out. Ask whoever looks after it to renew it.", server(settings))
    } else if matches!(certificate, Wrong::NotValidYet | Wrong::NotValidYetContext { .. }) {
        format!("The certificate of {} is not valid yet. Check the date of this computer.", server(settings))
    } else if matches!(certificate, Wrong::NotValidForName | Wrong::NotValidForNameContext { .. }) {
        format!("{name} shows a certificate for another name. Check the name in the settings.")
    } else {
        format!(
            "{name} shows a certificate that this computer does not trust. \
             Ask for the council's root certificate and give its file in the settings."
        )
    }
}

fn reply_text(code: u16, error: &Error) -> String {
    match error.source() {
        Some(text) => format!("{code} {text}"),
        None => code.to_string(),
    }
}

fn server(settings: &SmtpSettings) -> String {
    format!("the mail server {}:{}", settings.host, settings.port)
}

fn capital(sentence: String) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
