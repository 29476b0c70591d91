//! Stages: what leads into each, what time there is in it, and who deals with it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Choice, ClockRule, Content, Limit, Milestone, People, clock_rule::is_default};
use crate::{
    feedback::{Kind, words},
    procedure::clock_rule::is_false,
};

/// A stage of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// The kinds of feedback that enter it.
    pub kinds: Vec<Kind>,
    /// The stages, by id, after which it may be entered. A case of its kinds begins in the stage
    /// that follows none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<String>,
    /// What lets a case begin here at once although the stage follows another: VIP, high risk.
    #[serde(default, rename = "straight_in", skip_serializing_if = "Vec::is_empty")]
    pub straight_in: Vec<Choice>,
    /// Who may ask for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub asked_by: AskedBy,
    /// Within what time it may be asked for; any time where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// Whether the council may refuse it, and what the refusal must say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<RefusalRule>,
    /// What a customer who is not content may do next in it, in the place of the procedure's `rights`; the letter that
    /// refuses this stage says it too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// What a customer may do next to whom this stage was refused, in the letter that does; otherwise its `rights`, or those
    /// of the procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rights_when_refused: Option<String>,
    /// What ends it; any one will do. What is no letter, such as a call or a meeting, lets it be closed once it has
    /// happened.
    #[serde(default = "answers", skip_serializing_if = "is_answers")]
    pub ends_with: Vec<Milestone>,
    /// Who does what in it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub people: People,
    /// The time limits of the stage.
    #[serde(default, rename = "clock")]
    pub clocks: Vec<ClockRule>,
}

fn answers() -> Vec<Milestone> {
    vec![Milestone::Responded, Milestone::Decided]
}

fn is_answers(milestones: &[Milestone]) -> bool {
    milestones == answers()
}

impl Stage {
    /// What ends it besides its letter: a call, a meeting.
    pub fn ends_without_a_letter(&self) -> impl Iterator<Item = Milestone> {
        let other =
            |each: &Milestone| each.ends_a_stage() && !matches!(each, Milestone::Responded | Milestone::Decided);
        self.ends_with.iter().copied().filter(other)
    }

    /// Whether a case may begin here without another stage before.
    pub fn begins(&self) -> bool {
        self.follows.is_empty()
    }
}

words!(
    /// Who may ask for a stage.
    #[derive(Default)]
    AskedBy {
        /// The customer.
        #[default]
        Customer = "customer", "the customer";
        /// The council.
        Council = "council", "the council";
        /// Either.
        Either = "either", "the customer or the council";
        /// Nobody: it follows of itself.
        Nobody = "nobody", "nobody; it follows of itself";
    }
);

/// The time within which something may be asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The periods it is made of.
    pub periods: Vec<Period>,
    /// Which of several decides.
    #[serde(default, skip_serializing_if = "is_default")]
    pub whichever: Whichever,
    /// The longest that even a waiver allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Limit>,
    /// Whether the council may take it later all the same, for a reason.
    #[serde(default, skip_serializing_if = "is_false")]
    pub waivable: bool,
}

/// One period of a window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// How long.
    pub limit: Limit,
    /// From when.
    pub from: Milestone,
    /// In which stage that happens; otherwise in the stage before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Whether it is counted backwards, as from a meeting.
    #[serde(default, skip_serializing_if = "is_false")]
    pub backwards: bool,
    /// Whether only whole days between count.
    #[serde(default, skip_serializing_if = "is_false")]
    pub clear: bool,
}

words!(
    /// Which of several periods decides.
    #[derive(Default)]
    Whichever {
        /// The one that ends last.
        #[default]
        Later = "later", "whichever is later";
        /// The one that ends first.
        Earlier = "earlier", "whichever is earlier";
        /// The first in the list whose start has happened: another path, another period.
        FirstKnown = "first-known", "the first that applies";
    }
);

/// What refusing a stage or a case takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalRule {
    /// The reasons there may be; any, where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Choice>,
    /// What the notice must say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<Content>,
}
