//! How a date may be put off, and what stops a clock for a while.

use std::{fmt, marker::PhantomData};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

use super::{ClockRule, Limit};
use crate::{
    calendar::Calendar,
    clock::{Counting, Working},
    feedback::words,
    london::Date,
};

/// How the date of a clock may be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// Which clock it moves.
    pub clock: String,
    /// The bands, by id, whose cases it is for; where it names none, every case that no other extension of the clock
    /// names the band of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub for_bands: Vec<String>,
    /// How far at most beyond the first due date, all extensions together. Without it, and without
    /// `total`, the procedure sets no bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Limit>,
    /// How long at most the clock may run from its own start, all extensions together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Limit>,
    /// How many times; without it, as often as needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// What each extension needs.
    #[serde(default = "always", skip_serializing_if = "is_always")]
    pub needs: Vec<Need>,
    /// Officers, by id, or roles who may grant it; empty where anybody who works on the case may. Where it needs the
    /// customer's agreement, they may grant it without, and anybody else with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granted_by: Vec<String>,
    /// Reasons to choose from; another may be written.
    #[serde(default)]
    pub reasons: Vec<String>,
}

words!(
    /// What an extension needs.
    Need {
        /// A reason.
        Reason = "reason", "a reason";
        /// The new date.
        NewDate = "new-date", "the new date";
        /// A notice to the customer in writing.
        WrittenNotice = "written-notice", "a notice in writing";
        /// The notice before the date has passed.
        NoticeBeforeDue = "notice-before-due", "notice before the date has passed";
        /// How to reach the Ombudsman, in the notice.
        OmbudsmanDetails = "ombudsman-details", "the Ombudsman’s details";
        /// The customer's agreement.
        Agreement = "agreement", "the customer’s agreement";
    }
);

/// What every extension needs unless the procedure asks for less.
fn always() -> Vec<Need> {
    vec![Need::Reason, Need::NewDate, Need::WrittenNotice]
}

fn is_always(needs: &[Need]) -> bool {
    needs == always()
}

impl ExtensionRule {
    /// Whether the customer is told in writing; otherwise telling them on the phone will do.
    pub fn in_writing(&self) -> bool {
        self.needs.contains(&Need::WrittenNotice)
    }

    /// Whether something bounds it: a number of days, a total, or the customer's agreement.
    pub fn is_bounded(&self) -> bool {
        self.most.is_some() || self.total.is_some() || self.needs.contains(&Need::Agreement)
    }

    /// The latest date a clock may be put off to: `most` beyond the date it was due at first, not
    /// beyond the day of asking, and no longer than `total` from the start. `None` without a bound.
    /// Days on which the clock stood still do not count; it begins and ends as the clock does.
    pub fn latest(&self, working: &Working, clock: &ClockRule, calendar: &Calendar) -> Option<Date> {
        let pauses = &working.stood_still();
        let counting = |limit| Counting { pauses, ends: clock.ends, ..Counting::plain(limit, calendar) };
        let beyond = self.most.map(|most| counting(most).from(working.due.into()).due);
        let within = self
            .total
            .map(|total| Counting { begins: clock.begins, ..counting(total) }.from(working.read_as.into()).due);
        [beyond, within].into_iter().flatten().min()
    }
}

/// Something that stops clocks for a while, such as waiting for the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseRule {
    /// Name in files and history.
    pub id: String,
    /// The reason people read.
    pub title: String,
    /// The clocks that stop; all of them where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<String>,
    /// How long at most, each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Limit>,
}

impl PauseRule {
    /// Whether it stops a clock.
    pub fn stops(&self, clock: &str) -> bool {
        self.clocks.is_empty() || self.clocks.iter().any(|each| each == clock)
    }

    /// The last day of a pause that begins on a day, which is its first; `None` without a bound.
    pub fn latest(&self, from: Date, calendar: &Calendar) -> Option<Date> {
        let most = self.most?;
        let before = from.pred_opt().unwrap_or(from);
        Some(Counting::plain(most, calendar).from(before.into()).due)
    }
}

/// What [`one_or_several`] reads, for editors.
pub(super) fn one_or_several_schema(generator: &mut SchemaGenerator) -> Schema {
    let one = generator.subschema_for::<ExtensionRule>();
    json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
}

/// Reads `[section]` as one and `[[section]]` as several.
pub(super) fn one_or_several<'de, T, D>(from: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    struct Several<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Several<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a section, or several")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
            let mut all = Vec::new();
            while let Some(one) = seq.next_element()? {
                all.push(one);
            }
            Ok(all)
        }
    }

    from.deserialize_any(Several(PhantomData))
}
