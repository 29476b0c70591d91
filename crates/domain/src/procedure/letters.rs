//! What each letter must contain, and what a response is checked for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Milestone, OmbudsmanRule};
use crate::{feedback::words, letter::Purpose};

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

/// What there is to say of a case, in the words that its letters use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The case number.
    pub reference: String,
    /// The days by which the customer hears from us.
    pub dates: Vec<String>,
    /// The new date, where there is one.
    pub new_date: Option<String>,
    /// Who deals with it, by name.
    pub names: Vec<String>,
    /// Who looks at it after the council.
    pub ombudsman: Option<OmbudsmanRule>,
}

impl Occasion {
    /// The occasion of a letter of this purpose, where procedures say what such a letter must contain.
    pub const fn of(purpose: Purpose) -> Option<Occasion> {
        match purpose {
            Purpose::Acknowledgement => Some(Occasion::Acknowledgement),
            Purpose::Delay => Some(Occasion::Delay),
            Purpose::Response => Some(Occasion::Response),
            Purpose::Referral => Some(Occasion::Referral),
            Purpose::Refusal => Some(Occasion::Refusal),
            Purpose::StageRefused => Some(Occasion::StageRefused),
            Purpose::Thanks | Purpose::Handover | Purpose::Allocation | Purpose::Reminder => None,
        }
    }

    /// The step that says it left, where the message is written elsewhere and there is no letter of this program.
    pub const fn step(self) -> Option<Milestone> {
        match self {
            Occasion::Update => Some(Milestone::Updated),
            Occasion::Interim => Some(Milestone::Interim),
            Occasion::Acknowledgement
            | Occasion::Delay
            | Occasion::Response
            | Occasion::Refusal
            | Occasion::StageRefused
            | Occasion::Referral => None,
        }
    }

    /// The occasion that a step says was there.
    pub fn of_step(milestone: Milestone) -> Option<Occasion> {
        Occasion::ALL.iter().copied().find(|occasion| occasion.step() == Some(milestone))
    }
}

impl Content {
    /// Whether a letter contains it, as far as a program can see; `None` where a person has to look.
    pub fn is_in(self, letter: &str, said: &Said) -> Option<bool> {
        let any = |words: &mut dyn Iterator<Item = &String>| {
            let mut known = words.filter(|words| !words.is_empty()).peekable();
            known.peek()?;
            Some(known.any(|words| letter.contains(words.as_str())))
        };
        match self {
            Content::Reference => Some(letter.contains(&said.reference)),
            Content::Dates => any(&mut said.dates.iter()),
            Content::NewDate => any(&mut said.new_date.iter()),
            Content::NamedContact => any(&mut said.names.iter()),
            Content::Ombudsman => said.ombudsman.as_ref().map(|body| body.is_in(letter)),
            Content::Stage
            | Content::Understanding
            | Content::Wanted
            | Content::Reason
            | Content::Decision
            | Content::Reasons
            | Content::Authority
            | Content::Apology
            | Content::Remedy
            | Content::Actions
            | Content::NextStage => None,
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::Body;

    #[test]
    fn what_a_program_can_see_is_seen_and_the_rest_is_left_to_people() {
        let said = Said {
            reference: "2026-0431".into(),
            dates: vec![String::new(), "Monday 23 November 2026".into()],
            new_date: Some("Monday 7 December 2026".into()),
            names: vec!["Dan Okafor".into()],
            ombudsman: Some(OmbudsmanRule::of(Body::HousingOmbudsman)),
        };
        let letter =
            "Your case 2026-0431. Dan Okafor answers by Monday 23 November 2026. Then ask the Housing Ombudsman.";
        let table = [
            (Content::Reference, Some(true)),
            (Content::Dates, Some(true)),
            (Content::NewDate, Some(false)),
            (Content::NamedContact, Some(true)),
            (Content::Ombudsman, Some(true)),
            (Content::Reasons, None),
        ];
        for (content, expected) in table {
            assert_eq!(content.is_in(letter, &said), expected, "{content:?}");
        }
        assert_eq!(Content::Dates.is_in(letter, &Said::default()), None, "there is no date to give");
        assert_eq!(Content::Ombudsman.is_in(letter, &Said::default()), None, "it is not known who looks at it");
        let nobody = Said { ombudsman: Some(OmbudsmanRule::of(Body::Nobody)), ..Said::default() };
        assert_eq!(Content::Ombudsman.is_in(letter, &nobody), Some(true), "there is nobody to name");
    }

    #[test]
    fn a_body_is_in_a_letter_that_names_it_or_says_how_it_is_reached() {
        let table = [
            ("Ask the Housing Ombudsman.", true),
            ("ASK THE HOUSING\n OMBUDSMAN", true),
            ("See www.housing-ombudsman.org.uk.", true),
            ("See <https://housing-ombudsman.org.uk/make-a-complaint>", true),
            ("Ring 03001113000", true),
            ("Ring +44 (300) 111-3000 today", true),
            ("No. The ombudsman does not care.", false),
            ("Ask the Local Government and Social Care Ombudsman: www.lgo.org.uk, telephone 0300 061 0614.", false),
            ("Write to info@council.org.uk or ring 01527 64252.", false),
            ("", false),
        ];
        let body = OmbudsmanRule::of(Body::HousingOmbudsman);
        for (letter, expected) in table {
            assert_eq!(body.is_in(letter), expected, "{letter}");
        }
        let local = OmbudsmanRule::of(Body::Lgsco);
        assert!(local.is_in("the Local Government & Social Care Ombudsman"));
        let school = OmbudsmanRule {
            name: Some("the Department for Education".into()),
            reached_at: Some("PO Box 4771, Coventry".into()),
            ..OmbudsmanRule::of(Body::Other)
        };
        for (letter, expected) in [
            ("After that, ask the Department for Education.", true),
            ("Write to PO Box 4771, Coventry", true),
            ("Write to Coventry", false),
        ] {
            assert_eq!(school.is_in(letter), expected, "{letter}");
        }
    }
}
