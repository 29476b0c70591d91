//! The mail room: one message out.
//!
//! A caller hands over a finished [`OutgoingMessage`] and learns exactly what became of it:
//! [`Accepted`] by the mail server, or [`NotSent`] with a sentence for the officer, the server's
//! own words for the administrator, and whether trying again can help. [`Transport`] says where
//! messages go: a mail server, a folder (practice), or memory (tests).
//!
//! This room must not know cases, SQL or pages; what to send, when, and the row that remembers it
//! belong to `app`. It never asks the time: the date of a message and the moments of
//! [`retry`] are passed in. Calls block until the server has answered or the time limit is over.

mod attachment;
mod compose;
mod folder;
mod header_text;
mod mailbox;
mod memory;
mod message;
mod not_mailable;
mod outcome;
pub mod retry;
mod secret;
pub mod secrets;
pub mod smtp;
mod transport;

/// A moment in UTC.
pub type Moment = chrono::DateTime<chrono::Utc>;

pub use attachment::Attachment;
pub use folder::Folder;
pub use mailbox::Mailbox;
pub use memory::Memory;
pub use message::{MessageParts, Origin, OutgoingMessage};
pub use not_mailable::NotMailable;
pub use outcome::{Accepted, NotSent};
pub use secret::Secret;
pub use smtp::{Connection, Security, SmtpSettings};
pub use transport::{Session, TestMessage, Transport};
