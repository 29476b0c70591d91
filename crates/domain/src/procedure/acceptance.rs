//! What is taken under a procedure, what is not, and which procedure a case comes under.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Content, Window};
use crate::{behalf::Relation, feedback::Kind, procedure::clock_rule::is_false};

/// When and from whom a complaint is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Within what time of what happened it must be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<Window>,
    /// What a refusal must say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refusal_says: Vec<Content>,
    /// Who may complain under the procedure; anybody where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complainants: Vec<Complainant>,
    /// Who may speak for somebody else without showing that they agree, besides those who do by right.
    // Stored names of `Relation`. Kept files from before these were names have other words too, which are nobody's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<Relation>")]
    pub without_consent: Vec<String>,
    /// Questions whose "yes" makes it another kind of feedback.
    #[serde(default, rename = "sorting", skip_serializing_if = "Vec::is_empty")]
    pub sortings: Vec<Sorting>,
}

impl Acceptance {
    /// Those whom the procedure lets speak without an authority.
    pub fn speakers(&self) -> Vec<Relation> {
        Relation::ALL.iter().copied().filter(|relation| self.lets_speak(*relation)).collect()
    }

    /// Of the complaint of somebody who complains as this, by its id: whether somebody else's consent must be shown.
    pub fn needs_consent(&self, kind: Kind, complainant: Option<&str>) -> bool {
        let chosen = self.complainants.iter().find(|each| Some(each.id.as_str()) == complainant);
        kind == Kind::Complaint && chosen.is_some_and(|each| each.needs_consent)
    }

    /// Whether the procedure lets people in this relation speak without an authority.
    pub fn lets_speak(&self, relation: Relation) -> bool {
        self.without_consent.iter().any(|each| each == relation.as_str())
    }
}

/// Somebody who may complain under the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Complainant {
    /// Name in files.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// Whether somebody else's consent must be shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub needs_consent: bool,
}

impl Complainant {
    /// As whom somebody complains who is none of those that a procedure lists.
    pub const SOMEBODY_ELSE: &str = "somebody-else";
}

/// A question that decides what a piece of feedback is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sorting {
    /// The question.
    pub question: String,
    /// What a "yes" makes it.
    pub becomes: Kind,
}

/// Something the procedure is not for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
    /// The question that finds it out, where the title does not ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The questions whose "yes" lifts the exclusion.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Who or what deals with it instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refer_to: Option<String>,
}

/// One way for a case to come under the procedure; what is left empty says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// Kinds of feedback.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// Subjects, by the council's word: "landlord".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Complainants, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub complainants: Vec<String>,
    /// The fewest points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_from: Option<u32>,
    /// The most points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_to: Option<u32>,
}

/// What decides which procedure a case comes under.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// The kind of feedback.
    pub kind: Kind,
    /// What it is about.
    pub subject: Option<&'a str>,
    /// Who complains; `None` where nobody has said, which is held against nobody.
    pub complainant: Option<&'a str>,
    /// How many points it has.
    pub points: u32,
}

impl Applies {
    /// Whether it takes some cases and leaves others. Nobody has to say who complains, so by that alone it would take
    /// every case of which nobody said.
    pub(super) fn tells_apart(&self) -> bool {
        let points = self.points_from.is_some() || self.points_to.is_some();
        !self.kinds.is_empty() || !self.subjects.is_empty() || points
    }

    /// Whether this is such a case.
    pub fn to(&self, coming: &Coming<'_>) -> bool {
        let listed = |list: &[String], one: Option<&str>| {
            list.is_empty() || one.is_some_and(|one| list.iter().any(|each| each == one))
        };
        (self.kinds.is_empty() || self.kinds.contains(&coming.kind))
            && listed(&self.subjects, coming.subject)
            && (coming.complainant.is_none() || listed(&self.complainants, coming.complainant))
            && self.points_from.is_none_or(|from| coming.points >= from)
            && self.points_to.is_none_or(|to| coming.points <= to)
    }
}
