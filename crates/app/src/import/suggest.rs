//! A mapping to begin with: what the headings of a file look like, for a person to put right.

use std::fmt::Write;

use documents::read::{ReadOptions, table};

use super::columns::Field;
use crate::Problem;

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

/// A mapping for this file, as far as its headings tell.
pub fn suggest(file: &str, bytes: &[u8]) -> Result<String, Problem> {
    let table = table(file, bytes, &ReadOptions::default());
    let table = table.map_err(|unreadable| Problem::field("file", format!("{unreadable}.")))?;
    Ok(mapping(&table.headers))
}

fn mapping(headings: &[String]) -> String {
    let mut left: Vec<&str> = headings.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    for (field, words) in WORDS {
        let place = words.iter().find_map(|word| left.iter().position(|heading| heading.to_lowercase().contains(word)));
        found.extend(place.map(|place| (field, left.remove(place))));
    }
    found.sort_by_key(|(field, _)| *field);
    let names: Vec<&str> = Field::ALL.iter().map(|field| field.as_str()).collect();
    let mut out =
        String::from("# Guessed from the headings of the file. Put right what is wrong.\n# A field is one of: ");
    out.push_str(&names.join(", "));
    out.push_str("\n\ndates = \"ask\"\n");
    if !left.is_empty() {
        let left: Vec<String> = left.iter().map(|heading| quoted(heading)).collect();
        let _infallible = write!(
            out,
            "\n# Written below the story, since they have no place of their own.\nalso = [{}]\n",
            left.join(", ")
        );
    }
    out.push_str("\n[columns]\n");
    for (field, heading) in &found {
        let _infallible = writeln!(out, "{} = {}", field.as_str(), quoted(heading));
    }
    out.push_str("\n# What holds where a column is missing or blank.\n[constants]\nkind = \"complaint\"\n");
    out.push_str("\n# What the words of a column mean; a line for each word.\n[values.channel]\n# \"Telephone call\" = \"phone\"\n");
    out.push_str("\n[values.status]\n# \"Solved\" = \"closed\"\n");
    out
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::{Field, parse};
    use super::*;

    #[test]
    fn headings_are_recognised_and_the_guess_can_be_read() {
        let headings =
            ["Ticket #", "Customer Complaint", "Date", "Time", "Received Via", "City", "Status", "Say \"hello\""]
                .map(String::from);
        let text = mapping(&headings);
        let mapping = parse("guess", &text).expect("a guess is a mapping");
        for (field, heading) in [
            (Field::Reference, "Ticket #"),
            (Field::Story, "Customer Complaint"),
            (Field::Received, "Date"),
            (Field::Time, "Time"),
            (Field::Channel, "Received Via"),
            (Field::Status, "Status"),
        ] {
            assert_eq!(mapping.headings(field), [heading], "{text}");
        }
        assert_eq!(mapping.also, ["City", "Say \"hello\""]);
    }
}
