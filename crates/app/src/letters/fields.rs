//! The fields a template may name, and the facts of a case that fill them.

use std::collections::BTreeMap;

use domain::feedback::Kind;

/// A field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// What stands between the braces.
    pub name: &'static str,
    /// What it becomes, for the editor.
    pub meaning: &'static str,
    /// Whether its value carries marks of its own, as a written response does.
    pub marked: bool,
}

const fn field(name: &'static str, meaning: &'static str) -> Field {
    Field { name, meaning, marked: false }
}

/// Every field.
pub const FIELDS: &[Field] = &[
    field("customer name", "Who the letter goes to: the customer, or whoever acts for them"),
    field("acting", "Who told us about it for whom; nothing where the customer did so themselves"),
    field("reference", "The reference of the case"),
    field("kind", "What it is, in a word or two: complaint, comment, compliment, request"),
    field("title", "What the case is about, in a few words"),
    field("service", "The service it is about"),
    field("received", "The day we received it"),
    field("acknowledge by", "The day it must be acknowledged by"),
    field("respond by", "The day the full answer is due"),
    field("stage", "From the second stage on: which one it is, and since when"),
    field("stage asked", "The stage that was asked for"),
    field("today", "The day the letter is written"),
    field("old date", "The day the full answer was due"),
    field("new date", "The day the full answer is due now"),
    field("reason", "The reason given"),
    field("other organisation", "Who can help instead"),
    Field { name: "response", meaning: "The response as it was signed off", marked: true },
    field("signature", "Who signs the response, with “pp” for a deputy"),
    Field { name: "rights", meaning: "What the customer may do next, from the procedure", marked: true },
    field("ombudsman", "Another Ombudsman than the procedure’s own, where this matter goes to one"),
    field("sender", "Who sends the letter"),
    field("council", "The council"),
    field("council phone", "The number customers ring"),
    field("council email", "The address customers write to"),
    field("staff name", "The member of staff the message goes to"),
    field("due words", "When it is due: “respond today”, “2 working days left”"),
];

/// Values for the fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<&'static str, String>);

impl Facts {
    /// Sets a field.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        debug_assert!(FIELDS.iter().any(|field| field.name == name), "{name} is not a field");
        self.0.insert(name, value.into());
    }

    /// The value of a field; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}

/// What the customer sent us, after "your".
pub(crate) const fn in_a_letter(kind: Kind) -> &'static str {
    match kind {
        Kind::Complaint => "complaint",
        Kind::Compliment => "compliment",
        Kind::Comment => "comment",
        Kind::ServiceRequest => "request",
    }
}
