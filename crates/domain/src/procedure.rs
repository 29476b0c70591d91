//! A council's published procedure as values: what may be asked, in what time, and by whom.
//!
//! Procedures are TOML files kept under `procedures/`; this module holds their shape and says what
//! cannot work in one. Reading files, and finding the line of a problem, is the business of `app`.

use serde::{Deserialize, Serialize};

use crate::{calendar::WeekendReceipt, feedback::Kind, london::Date};

mod problems;

pub use problems::Problem;

/// One version of a procedure. A case keeps the version it began under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Name of the file without its ending; lower case, with hyphens.
    pub id: String,
    /// Counted up from 1 with every change of the words or numbers.
    pub version: u32,
    /// The title people know it by.
    pub name: String,
    /// The document it comes from.
    pub source: String,
    /// First day it is in force.
    pub in_force: Date,
    /// How a receipt on a day off is counted.
    #[serde(default)]
    pub weekend_receipt: WeekendReceipt,
    /// Whether office closures are left out of the count as bank holidays are.
    pub office_closures: bool,
    /// What each kind of feedback is, in the procedure's sense.
    #[serde(rename = "kind")]
    pub kinds: Vec<KindDefinition>,
    /// The stages a case may go through, in order.
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
    /// Whether and how far a response may be put off.
    pub extension: Option<ExtensionRule>,
    /// Whether a response needs a signature, and whose.
    pub signing: Signing,
    /// What a complaint may be about.
    #[serde(default, rename = "ground")]
    pub grounds: Vec<Choice>,
    /// What the procedure is not for.
    #[serde(default, rename = "exclusion")]
    pub exclusions: Vec<Exclusion>,
    /// What may be done to put things right.
    #[serde(default, rename = "remedy")]
    pub remedies: Vec<Choice>,
    /// What a response is checked for before it is signed.
    #[serde(default, rename = "check")]
    pub checks: Vec<Check>,
    /// What a customer who is not content may do next; goes into refusals and responses.
    pub rights: String,
}

/// What one kind of feedback is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindDefinition {
    /// Which kind.
    pub kind: Kind,
    /// The definition, in plain words.
    pub definition: String,
}

/// A stage of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// The kinds of feedback that enter it.
    pub kinds: Vec<Kind>,
    /// The time limits of the stage.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockRule>,
}

/// One time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    /// Name in files and history, unique in its stage.
    pub id: String,
    /// What has to be done, as an instruction: "Acknowledge".
    pub title: String,
    /// How long there is.
    pub limit: Limit,
    /// What starts the clock.
    pub from: Start,
    /// What stops it; any one will do.
    pub met_by: Vec<Milestone>,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a limit is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Days on which the council works.
    WorkingDays,
    /// Every day.
    CalendarDays,
    /// Months; the last day of a shorter month, moved to the next working day.
    CalendarMonths,
}

impl Limit {
    /// In words: "15 working days", "1 calendar month".
    pub fn words(self) -> String {
        let (one, more) = match self.unit {
            Unit::WorkingDays => ("working day", "working days"),
            Unit::CalendarDays => ("calendar day", "calendar days"),
            Unit::CalendarMonths => ("calendar month", "calendar months"),
        };
        format!("{} {}", self.number, if self.number == 1 { one } else { more })
    }
}

/// What starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// The day the council received it, whenever it was logged.
    Received,
    /// The day it was acknowledged; where that is late or missing, the last day on which it
    /// should have been (otherwise never acknowledging would stop the clock).
    Acknowledged,
}

/// Something that stops a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Milestone {
    /// The customer was told that we have it.
    Acknowledged,
    /// The full response left.
    Responded,
}

/// How a response may be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// Which clock it moves.
    pub clock: String,
    /// How far at most beyond the first due date, all extensions together.
    pub most: Limit,
    /// How many times.
    pub times: u32,
    /// Reasons to choose from; another may be written.
    #[serde(default)]
    pub reasons: Vec<String>,
}

/// Whether a response needs a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Whether the response goes out only over the signature of the Head of Service.
    pub head_of_service: bool,
    /// Whether a named deputy may sign in the Head's absence, recorded as "pp".
    pub deputy: bool,
}

/// One of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
}

/// Something the procedure is not for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// The questions whose "yes" lifts the exclusion.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// Something a response is checked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Name in files and history.
    pub id: String,
    /// What is asked of the response.
    pub title: String,
    /// How it is found out.
    pub by: CheckedBy,
    /// Whether signing without it needs a reason.
    #[serde(default)]
    pub required: bool,
}

/// How a check is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckedBy {
    /// Every point of the complaint has a finding and its number in the text.
    EveryPointAnswered,
    /// The text says sorry where a point is upheld.
    Apology,
    /// Every promise has a name or a date.
    ActionsDated,
    /// Reading age of the text.
    PlainWords,
    /// The text says what to do if the customer is not content.
    NextStep,
    /// The text names somebody to contact.
    NamedContact,
    /// The signer looks.
    Person,
}

impl Procedure {
    /// The stage a new case of this kind begins in; `None` where the procedure sets no limits.
    pub fn first_stage(&self, kind: Kind) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.kinds.contains(&kind))
    }

    /// The title of the ground with this id.
    pub fn ground(&self, id: &str) -> Option<&Choice> {
        self.grounds.iter().find(|ground| ground.id == id)
    }

    /// The exclusion with this id.
    pub fn exclusion(&self, id: &str) -> Option<&Exclusion> {
        self.exclusions.iter().find(|exclusion| exclusion.id == id)
    }

    /// The remedy with this id.
    pub fn remedy(&self, id: &str) -> Option<&Choice> {
        self.remedies.iter().find(|remedy| remedy.id == id)
    }
}
