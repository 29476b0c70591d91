//! What just happened, in a sentence at the head of the page, with the way to undo it.

/// One sentence, with what can be done about it.
#[derive(Debug, Clone, Default)]
pub struct Flash {
    /// How it is shown.
    pub tone: FlashTone,
    /// The sentence: *Saved as 2026-0412. Acknowledgement printed.*
    pub words: String,
    /// Links after it: *Log another*.
    pub links: Vec<Link>,
    /// The way back.
    pub undo: Option<Undo>,
}

/// A link in a sentence.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub words: String,
}

/// A form that takes the act back.
#[derive(Debug, Clone)]
pub struct Undo {
    /// Where the form is posted.
    pub action: String,
    /// Seconds left in which it can be taken back; nought when there is no limit.
    pub seconds: u32,
}

/// How a sentence is shown and announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FlashTone {
    /// Done.
    #[default]
    Ok,
    /// Something to know.
    Note,
    /// Something to look at soon.
    Warn,
    /// It did not work.
    Late,
}

impl FlashTone {
    /// The last part of its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Late => "late",
        }
    }

    /// What did not work is announced at once, the rest when the reader is free.
    pub fn role(self) -> &'static str {
        match self {
            Self::Late => "alert",
            Self::Ok | Self::Note | Self::Warn => "status",
        }
    }

    /// Its symbol.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warn => "warn",
            Self::Late => "no",
        }
    }
}
