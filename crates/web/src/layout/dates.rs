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
    /// The days from start to due; `None` where several dates are explained at once.
    pub strip: Option<StripView>,
    /// Procedure, version and since when it is in force.
    pub source: String,
    /// Where the rule can be read.
    pub href: Option<String>,
}

/// The days of a time limit, in weeks from Monday.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StripView {
    /// The same in one sentence, for those who do not see it and for paper.
    pub label: String,
    /// The weeks.
    pub rows: Vec<StripRow>,
    /// Class, sign and words of each mark that is there.
    pub key: Vec<(&'static str, &'static str, &'static str)>,
}

/// A week, or some left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StripRow {
    /// Its days; none where weeks are left out.
    pub cells: Vec<StripCell>,
    /// How many weeks are left out; empty in a week.
    pub gap: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StripCell {
    /// 1 on Monday to 7 on Sunday.
    pub column: u32,
    /// How it looks.
    pub class: &'static str,
    /// The day of the month, with the month where that begins.
    pub day: String,
    /// A letter beside it, where it is no ordinary day.
    pub sign: &'static str,
}
