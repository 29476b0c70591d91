//! The mapping: which column is what, what its words mean, what holds for every row. A TOML file
//! that people write; errors name the line.

use std::collections::BTreeMap;

use documents::{dates::DateReading, read::Encoding};
use domain::Date;
use serde::{Deserialize, Serialize};

use super::{columns::Field, reading, reading_name};

/// What the columns of a table mean.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What the mapping is for, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The sheet to read, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row of the headings, where it is not the first with two filled cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// How the letters of a text file are written, by its name, where its bytes do not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The sign that parts the fields of a text file, where its headings do not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub separator: Option<char>,
    /// What becomes of cells whose formula failed.
    #[serde(default)]
    pub error_cells: ErrorCells,
    /// How all dates are meant, or `ask`.
    #[serde(default)]
    pub dates: Dates,
    /// On which day a case counts as closed that is closed without a date.
    #[serde(default)]
    pub closed_on: ClosedOn,
    /// The heading, or headings, of each field.
    pub columns: BTreeMap<Field, Headings>,
    /// What a field is where its column is missing or blank; a date in ISO order.
    #[serde(default)]
    pub constants: BTreeMap<Field, String>,
    /// What the words of a column mean, field by field.
    #[serde(default)]
    pub values: BTreeMap<Field, BTreeMap<String, String>>,
    /// Further columns, whose values are written below the story.
    #[serde(default)]
    pub also: Vec<String>,
}

/// What becomes of a cell whose formula failed, such as #N/A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCells {
    /// Its row is not taken.
    #[default]
    Refuse,
    /// It is taken as empty.
    Empty,
}

/// How dates are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Dates {
    /// Nobody has said: study the column, and ask where that leaves doubt.
    #[default]
    Ask,
    /// So.
    Told(DateReading),
}

impl TryFrom<String> for Dates {
    type Error = String;

    fn try_from(text: String) -> Result<Dates, String> {
        match text.as_str() {
            "ask" => Ok(Dates::Ask),
            name => reading(name).map(Dates::Told).ok_or_else(|| {
                let names: Vec<&str> = super::READINGS.iter().map(|(name, _)| *name).collect();
                format!("{name:?} is no reading of dates; expected ask, {}", names.join(", "))
            }),
        }
    }
}

impl From<Dates> for String {
    fn from(dates: Dates) -> String {
        match dates {
            Dates::Ask => "ask".to_owned(),
            Dates::Told(reading) => reading_name(reading).to_owned(),
        }
    }
}

/// On which day a case counts as closed that is closed without a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClosedOn {
    /// The day it is brought in, which is the only one that is known.
    #[default]
    Import,
    /// The day it was received.
    Received,
}

/// One heading or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Headings {
    /// One.
    One(String),
    /// Several, whose values are put together.
    Several(Vec<String>),
}

impl Headings {
    /// Each of them.
    pub fn each(&self) -> &[String] {
        match self {
            Headings::One(heading) => std::slice::from_ref(heading),
            Headings::Several(headings) => headings,
        }
    }

    /// With one more.
    pub fn add(&mut self, heading: &str) {
        let all = self.each().iter().cloned().chain([heading.to_owned()]);
        *self = Headings::Several(all.collect());
    }
}

/// The signs that may part the fields of a text file.
const SEPARATORS: [char; 5] = [',', ';', '|', ':', '\t'];

/// Reads a mapping that somebody has only begun: it need not name enough columns yet.
pub fn begun(file: &str, text: &str) -> Result<Mapping, String> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().map_or(0, |span| span.start);
        let line = text.as_bytes().iter().take(before).filter(|byte| **byte == b'\n').count() + 1;
        format!("{file}, line {line}: {}.", error.message())
    })
}

/// Reads a mapping. Errors name the file and the line.
pub fn parse(file: &str, text: &str) -> Result<Mapping, String> {
    let mapping = begun(file, text)?;
    if !mapping.columns.contains_key(&Field::Received) {
        return Err(format!("{file}: under [columns], say which column is “received”."));
    }
    if !mapping.columns.contains_key(&Field::Story) && !mapping.columns.contains_key(&Field::Title) {
        return Err(format!("{file}: under [columns], say which column is “story”, or “title”."));
    }
    let known = |name: &String| Encoding::ALL.iter().any(|each| each.as_str() == name);
    if let Some(name) = mapping.encoding.as_ref().filter(|name| !known(name)) {
        let names: Vec<&str> = Encoding::ALL.iter().map(|each| each.as_str()).collect();
        return Err(format!("{file}: {name:?} is no encoding; expected one of {}.", names.join(", ")));
    }
    if let Some(sign) = mapping.separator.filter(|sign| !SEPARATORS.contains(sign)) {
        return Err(format!("{file}: {sign:?} parts no fields; expected as separator one of , ; | : or a tab (\\t)."));
    }
    for (field, constant) in mapping.constants.iter().filter(|(field, _)| field.is_date()) {
        constant_date(constant).map_err(|why| format!("{file}: under [constants], {}: {why}.", field.as_str()))?;
    }
    Ok(mapping)
}

/// Reads a date that a mapping gives for every row without one. Only ISO order leaves no doubt. The error goes on
/// after a colon.
pub(super) fn constant_date(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| format!("“{text}” is not a date written like 2026-10-31"))
}

impl Mapping {
    /// Whether enough columns are named; else what is lacking, for a person.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.headings(Field::Received).is_empty() {
            return Err("Say which column has the date on which it was received");
        }
        if self.headings(Field::Story).is_empty() && self.headings(Field::Title).is_empty() {
            return Err("Say which column tells what happened, or has the title");
        }
        Ok(())
    }

    /// Whether something tells open cases from closed ones: a column of statuses or of dates of closing, or a word
    /// that holds where those are blank.
    pub fn says_status(&self) -> bool {
        let column = |field| !self.headings(field).is_empty();
        column(Field::Status) || column(Field::Closed) || self.constants.contains_key(&Field::Status)
    }

    /// As a file that [`parse`] reads again.
    pub fn to_text(&self) -> String {
        toml::to_string(self).expect("texts and numbers by name can be written")
    }

    /// The headings of a field.
    pub fn headings(&self, field: Field) -> &[String] {
        self.columns.get(&field).map_or(&[], Headings::each)
    }

    /// Every heading that is named, with the field it is for.
    pub fn named(&self) -> impl Iterator<Item = (&str, &str)> {
        let columns = self
            .columns
            .iter()
            .flat_map(|(field, headings)| headings.each().iter().map(|heading| (field.as_str(), heading.as_str())));
        columns.chain(self.also.iter().map(|heading| ("also", heading.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_columns_words_and_constants() {
        let mapping = parse("m.toml", "dates = \"day-first\"\n[columns]\nreceived = \"Date\"\nstory = [\"What\", \"More\"]\n[constants]\nkind = \"complaint\"\n[values.channel]\n\"Call\" = \"phone\"\n").expect("it is sound");
        assert_eq!(mapping.dates, Dates::Told(DateReading::DayFirst));
        assert_eq!(mapping.headings(Field::Story), ["What", "More"]);
        assert_eq!(mapping.values[&Field::Channel]["Call"], "phone");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let table = [
            ("[columns]\nreceived = \"Date\"\nstorey = \"What\"\n", "m.toml, line 3: unknown variant `storey`"),
            (
                "dates = \"us\"\n[columns]\nreceived = \"Date\"\nstory = \"What\"\n",
                "m.toml, line 1: \"us\" is no reading of dates",
            ),
            ("[columns]\nstory = \"What\"\n", "say which column is “received”"),
            ("[columns]\nreceived = \"Date\"\n", "say which column is “story”"),
            ("columns = 1", "m.toml, line 1:"),
            (
                "separator = \"x\"\n[columns]\nreceived = \"Date\"\nstory = \"What\"\n",
                "m.toml: 'x' parts no fields; expected as separator one of , ; | : or a tab (\\t).",
            ),
            (
                "[columns]\nreceived = \"Date\"\nstory = \"What\"\n[constants]\nclosed = \"31/10/2026\"\n",
                "m.toml: under [constants], closed: “31/10/2026” is not a date written like 2026-10-31.",
            ),
        ];
        for (text, expected) in table {
            let said = parse("m.toml", text).expect_err(text);
            assert!(said.contains(expected), "{said}");
        }
    }
}
