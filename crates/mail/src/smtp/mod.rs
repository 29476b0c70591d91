//! Handing messages to a mail server over SMTP (RFC 5321).
//!
//! [`SmtpSettings`] say where and how; a [`Connection`] sends any number of messages one after the
//! other. The dialogue is driven command by command, so that a failure is known to have happened
//! before or after the message was complete: the difference between "try again" and "it may have
//! arrived".

mod connection;
mod content;
mod failure;
mod open;
mod settings;

pub use connection::Connection;
pub use settings::{Security, SmtpSettings};

use crate::{Accepted, NotSent, OutgoingMessage};

/// Sends one message over a connection of its own.
pub fn send(settings: &SmtpSettings, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
    Connection::open(settings)?.send(message)
}
