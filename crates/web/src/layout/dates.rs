//! How a due date and its working are shown. The words come from the callers; nothing is computed here.

/// A date with its second line and the bar's colour. The words carry the meaning; the bar repeats it.
#[derive(Debug, Clone)]
pub struct Due {
    /// The bar.
    pub tone: DueTone,
    /// *Due Thu 3 Dec*, *Today*, *On hold*.
    pub first: String,
    /// *4 working days left*, *Respond today*, *since Mon 23 Nov*.
    pub second: String,
}

/// The bar beside a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueTone {
    /// Past.
    Late,
    /// On the day, or one or two working days before.
    Soon,
    /// Met, or more than two working days left.
    Ok,
    /// On hold.
    Wait,
    /// No limit applies.
    Plain,
}

impl DueTone {
    /// The last part of its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Soon => "soon",
            Self::Ok => "ok",
            Self::Wait => "wait",
            Self::Plain => "plain",
        }
    }
}

/// The working of a date, for the panel *Why this date?*.
#[derive(Debug, Clone, Default)]
pub struct Why {
    /// The words that open it.
    pub summary: String,
    /// The rule: *15 working days from the day we received it*.
    pub rule: String,
    /// What was counted and what was left out, one sentence each.
    pub lines: Vec<String>,
    /// *Day 15 is Thu 3 Dec 2026.*
    pub result: String,
    /// Procedure, version and since when it is in force.
    pub source: String,
    /// Where the rule can be read.
    pub href: Option<String>,
}
