//! What became of a message.

/// The server has taken the message and answers for it from here on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The server's last reply, such as `250 2.0.0 Ok: queued as 4F2A`, for the administrator.
    pub server_reply: String,
}

/// The message was not taken, or nobody can tell. Displays as its sentence for the officer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// The server said no for good (5xx) to this recipient or this message. Trying again will not
    /// help; other messages are not affected.
    #[error("{sentence}")]
    Refused {
        /// The SMTP code, 500 to 599.
        code: u16,
        /// For the officer.
        sentence: String,
        /// The server's own words, for the administrator.
        reply: String,
    },
    /// Not now: a 4xx reply, no connection, or the connection lost before the message was
    /// complete. It has not arrived; try again later.
    #[error("{sentence}")]
    TryLater {
        /// The SMTP code, 400 to 499, when the server gave one.
        code: Option<u16>,
        /// For the officer.
        sentence: String,
        /// The server's own words or the technical reason, for the administrator.
        reply: String,
    },
    /// The whole message was handed over and the answer never came (RFC 1047): it may have
    /// arrived. Sending it again, with the same Message-ID, may deliver it twice.
    #[error("{sentence}")]
    Unsure {
        /// For the officer.
        sentence: String,
        /// The technical reason, for the administrator.
        reply: String,
    },
    /// The settings are wrong or the server is not to be found: no message will pass until somebody
    /// mends that. A missing network cable looks the same, so a held queue should be tried again
    /// now and then all the same.
    #[error("{sentence}")]
    Settings {
        /// For the officer and the administrator: what to mend.
        sentence: String,
        /// The server's own words or the technical reason, for the administrator.
        reply: String,
    },
}

impl NotSent {
    /// What happened, in a sentence for the officer.
    pub fn sentence(&self) -> &str {
        match self {
            Self::Refused { sentence, .. }
            | Self::TryLater { sentence, .. }
            | Self::Unsure { sentence, .. }
            | Self::Settings { sentence, .. } => sentence,
        }
    }

    /// The server's own words or the technical reason, for the administrator.
    pub fn reply(&self) -> &str {
        match self {
            Self::Refused { reply, .. }
            | Self::TryLater { reply, .. }
            | Self::Unsure { reply, .. }
            | Self::Settings { reply, .. } => reply,
        }
    }
}
