//! What each letter must contain, and what a response is checked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::feedback::words;

/// What the letters of one occasion must contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterRule {
    /// Which letters.
    pub on: Occasion,
    /// In which stage; in every one where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// What they must contain.
    pub must: Vec<Content>,
}

words!(
    /// The occasion of a letter.
    Occasion {
        /// We have it.
        Acknowledgement = "acknowledgement", "Acknowledgement";
        /// It takes longer.
        Delay = "delay", "More time";
        /// How it stands.
        Update = "update", "Update";
        /// Not yet the full answer.
        Interim = "interim", "Interim reply";
        /// The full answer.
        Response = "response", "Response";
        /// Not taken.
        Refusal = "refusal", "Not accepted";
        /// The next stage is not opened.
        StageRefused = "stage-refused", "Next stage refused";
        /// Somebody else's business.
        Referral = "referral", "Referral";
    }
);

words!(
    /// Something a letter must contain.
    Content {
        /// The case number.
        Reference = "reference", "the case number";
        /// The stage.
        Stage = "stage", "the stage";
        /// What we understand the complaint to be.
        Understanding = "understanding", "how we understood the complaint";
        /// What the customer wants.
        Wanted = "wanted", "what would put it right";
        /// By when the customer hears from us.
        Dates = "dates", "the dates";
        /// Who deals with it, by name.
        NamedContact = "named-contact", "who deals with it, by name";
        /// The reason of a delay or refusal.
        Reason = "reason", "the reason";
        /// The new date.
        NewDate = "new-date", "the new date";
        /// What was decided.
        Decision = "decision", "the decision";
        /// Why.
        Reasons = "reasons", "the reasons of the decision";
        /// The rule or law that decided it.
        Authority = "authority", "the policy or law it rests on";
        /// That we are sorry.
        Apology = "apology", "an apology where we were at fault";
        /// What puts it right.
        Remedy = "remedy", "the remedy";
        /// What is still to be done, and by when.
        Actions = "actions", "what is still to be done, and by when";
        /// How to ask for the next stage.
        NextStage = "next-stage", "how to ask for the next stage";
        /// The Ombudsman, and how to reach them.
        Ombudsman = "ombudsman", "the Ombudsman’s details";
    }
);

/// Something a response is checked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
