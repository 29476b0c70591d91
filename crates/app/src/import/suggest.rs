//! A mapping to begin with: what the headings of a file look like, for a person to put right.

use std::collections::BTreeMap;

use domain::feedback::Kind;

use super::{
    columns::Field,
    mapping::{Headings, Mapping},
};

/// Words in a heading that speak for a field, the surest first.
const WORDS: [(Field, &[&str]); 19] = [
    (Field::Acknowledged, &["acknowledged", "ack "]),
    (Field::Closed, &["closed", "closure", "resolved"]),
    (Field::Answered, &["answered", "responded", "response date", "reply"]),
    (Field::Received, &["received on", "date received", "received date", "date", "received"]),
    (Field::Time, &["time"]),
    (Field::Channel, &["channel", "method", "via", "source"]),
    (Field::Reference, &["reference", "ref", "ticket", "case", "number", "id"]),
    (Field::Story, &["description", "details", "complaint", "what happened", "text", "summary"]),
    (Field::Title, &["title", "subject", "heading"]),
    (Field::Wanted, &["outcome wanted", "desired", "wanted"]),
    (Field::Kind, &["kind", "type", "category"]),
    (Field::Service, &["service", "department", "team"]),
    (Field::Ward, &["ward", "area"]),
    (Field::Status, &["status", "state of"]),
    (Field::Email, &["email", "e-mail"]),
    (Field::Phone, &["phone", "telephone", "mobile"]),
    (Field::Postcode, &["postcode", "post code"]),
    (Field::Address, &["address", "street"]),
    (Field::Name, &["customer name", "complainant", "name", "customer"]),
];

/// A mapping for these headings, as far as they tell. Columns that tell nothing are written below the story.
pub(super) fn mapping(headings: &[String]) -> Mapping {
    let mut left: Vec<&String> = headings.iter().collect();
    let mut columns = BTreeMap::new();
    for (field, words) in WORDS {
        let place = words.iter().find_map(|word| left.iter().position(|heading| heading.to_lowercase().contains(word)));
        if let Some(place) = place {
            columns.insert(field, Headings::One(left.remove(place).clone()));
        }
    }
    let constants = BTreeMap::from([(Field::Kind, Kind::Complaint.as_str().to_owned())]);
    Mapping { columns, constants, also: left.into_iter().cloned().collect(), ..Mapping::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_recognised() {
        let headings =
            ["Ticket #", "Customer Complaint", "Date", "Time", "Received Via", "City", "Status", "Say \"hello\""]
                .map(String::from);
        let mapping = mapping(&headings);
        for (field, heading) in [
            (Field::Reference, "Ticket #"),
            (Field::Story, "Customer Complaint"),
            (Field::Received, "Date"),
            (Field::Time, "Time"),
            (Field::Channel, "Received Via"),
            (Field::Status, "Status"),
        ] {
            assert_eq!(mapping.headings(field), [heading], "{mapping:?}");
        }
        assert_eq!(mapping.also, ["City", "Say \"hello\""]);
    }
}
