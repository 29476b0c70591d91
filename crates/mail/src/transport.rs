//! Where messages go.

use crate::{
    Accepted, Folder, Mailbox, Memory, Moment, NotMailable, NotSent, OutgoingMessage,
    message::{MessageParts, Origin},
    smtp::{Connection, SmtpSettings},
};

/// A way out for messages.
#[derive(Debug, Clone)]
pub enum Transport {
    /// To a mail server.
    Smtp(SmtpSettings),
    /// Into a folder: practice mode.
    Folder(Folder),
    /// Into memory: tests.
    Memory(Memory),
}

/// A transport that has been opened, for several messages in a row.
pub struct Session(Opened);

enum Opened {
    Smtp(Box<Connection>),
    Folder(Folder),
    Memory(Memory),
}

impl Transport {
    /// Connects where there is something to connect to.
    pub fn open(&self) -> Result<Session, NotSent> {
        Ok(Session(match self {
            Self::Smtp(settings) => Opened::Smtp(Box::new(Connection::open(settings)?)),
            Self::Folder(folder) => Opened::Folder(folder.clone()),
            Self::Memory(memory) => Opened::Memory(memory.clone()),
        }))
    }

    /// Delivers one message over a connection of its own.
    pub fn deliver(&self, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
        self.open()?.deliver(message)
    }
}

impl Session {
    /// Delivers one message. A failure of one message leaves the session fit for the next.
    pub fn deliver(&mut self, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
        match &mut self.0 {
            Opened::Smtp(connection) => connection.send(message),
            Opened::Folder(folder) => folder.deliver(message),
            Opened::Memory(memory) => memory.deliver(message),
        }
    }
}

/// The message behind "Send a test message".
#[derive(Debug, Clone)]
pub struct TestMessage {
    /// As in [`MessageParts::message_id`].
    pub message_id: String,
    /// When the test was asked for.
    pub date: Moment,
    /// The sender in the settings.
    pub from: Mailbox,
    /// Whoever tests.
    pub to: Mailbox,
}

impl TestMessage {
    /// The message with its words, ready for [`Transport::deliver`].
    pub fn message(self) -> Result<OutgoingMessage, NotMailable> {
        OutgoingMessage::new(MessageParts {
            message_id: self.message_id,
            date: self.date,
            from: self.from,
            reply_to: None,
            to: self.to,
            subject: "Test message from Heard".to_owned(),
            text: "This is a test message from Heard.\n\nIf you can read it, the mail settings work.\n".to_owned(),
            html: Some(
                "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>Test message from Heard</title></head>\n\
                 <body><p>This is a test message from Heard.</p>\n\
                 <p>If you can read it, the mail settings work.</p></body>\n</html>\n"
                    .to_owned(),
            ),
            attachments: vec![],
            origin: Origin::ByHand,
        })
    }
}
