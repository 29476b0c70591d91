//! The columns of a file as a person is shown them before they mean anything: headings with examples, the
//! first rows, and what each column is taken to be. What a person says of them becomes a mapping.

use documents::read::{Encoding, ReadOptions, Table};

use super::{
    again,
    columns::Field,
    mapping::{ErrorCells, Headings, Mapping},
    outcomes, suggest,
};
use crate::Problem;

/// Which part of a file is read, where somebody has said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The sheet; the first visible one with content otherwise.
    pub sheet: Option<String>,
    /// The row (from 1) of the headings; found otherwise.
    pub header_row: Option<u64>,
    /// How the letters of a text file are written; as its bytes show otherwise.
    pub encoding: Option<Encoding>,
    /// The sign that parts the fields of a text file; as its headings show otherwise.
    pub separator: Option<char>,
}

/// What a column is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It is this.
    Field(Field),
    /// It has no place of its own and is written below the story.
    Below,
    /// Nothing.
    Leave,
}

/// A file as it is shown before it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// What was read.
    pub table: Table,
    /// What its columns are taken to be, in the order of the file.
    pub uses: Vec<Use>,
    /// The same as a mapping, with what else it says.
    pub mapping: Mapping,
}

/// Values of a column that are shown.
const EXAMPLES: usize = 3;

impl Seen {
    /// The first different values of a column, in the order of the rows.
    pub fn examples(&self, place: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for row in &self.table.rows {
            let value = row.cells[place].text().trim().to_owned();
            if !value.is_empty() && !found.contains(&value) {
                found.push(value);
            }
            if found.len() == EXAMPLES {
                break;
            }
        }
        found
    }
}

/// Reads a file and guesses what its columns are.
pub fn see(file: &str, bytes: &[u8], part: &Part) -> Result<Seen, Problem> {
    let table = again::read(file, bytes, part)?;
    let mut mapping = suggest::mapping(&table.headers).of_part(part);
    keep_told_outcomes_below(&table, &mut mapping);
    Ok(Seen { uses: uses(&table, &mapping), table, mapping })
}

/// Reads a file whose columns a mapping explains. Headings that are not there explain nothing.
pub fn see_again(file: &str, bytes: &[u8], mapping: Mapping) -> Result<Seen, Problem> {
    let table = again::read(file, bytes, &mapping.part())?;
    Ok(Seen { uses: uses(&table, &mapping), table, mapping })
}

impl Seen {
    /// The file with what a person said of each column, in the order of the file.
    pub fn said(mut self, uses: &[Use]) -> Result<Seen, Problem> {
        let headings = || self.table.headers.iter().zip(uses);
        let mut columns = std::collections::BTreeMap::<Field, Headings>::new();
        for (heading, used) in headings() {
            if let Use::Field(field) = used {
                columns
                    .entry(*field)
                    .and_modify(|known| known.add(heading))
                    .or_insert_with(|| Headings::One(heading.clone()));
            }
        }
        self.mapping.also =
            headings().filter(|(_, used)| **used == Use::Below).map(|(heading, _)| heading.clone()).collect();
        self.mapping.columns = columns;
        self.uses = uses.to_vec();
        self.mapping.check().map_err(|words| Problem::field("columns", words))?;
        if !self.mapping.says_status() {
            let words = "Say whether a case is open or closed: no column has its status or the day it was closed";
            return Err(Problem::field("status", words));
        }
        Ok(self)
    }
}

/// What came of a case is told in sentences in many logs. A column in which no cell is a finding is not guessed to be
/// one: every sentence would be asked about.
fn keep_told_outcomes_below(table: &Table, mapping: &mut Mapping) {
    let is_finding = |heading: &String| {
        let place = table.column(heading);
        place.is_some_and(|place| table.rows.iter().any(|row| outcomes::named(&row.cells[place].text()).is_some()))
    };
    if !mapping.headings(Field::Outcome).iter().all(is_finding)
        && let Some(headings) = mapping.columns.remove(&Field::Outcome)
    {
        mapping.also.extend(headings.each().iter().cloned());
    }
}

fn uses(table: &Table, mapping: &Mapping) -> Vec<Use> {
    let used = |heading: &String| {
        let field = Field::ALL.iter().find(|field| mapping.headings(**field).contains(heading));
        match field {
            Some(field) => Use::Field(*field),
            None if mapping.also.contains(heading) => Use::Below,
            None => Use::Leave,
        }
    };
    table.headers.iter().map(used).collect()
}

impl Part {
    /// As the reader of files takes it.
    pub(super) fn options(&self) -> ReadOptions {
        ReadOptions {
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            encoding: self.encoding,
            separator: self.separator.and_then(|sign| u8::try_from(sign).ok()).filter(u8::is_ascii),
            ..ReadOptions::default()
        }
    }
}

impl Mapping {
    /// The part of a file that it is about.
    pub fn part(&self) -> Part {
        let encoding = self.encoding.as_deref();
        let encoding = encoding.and_then(|name| Encoding::ALL.into_iter().find(|each| each.as_str() == name));
        Part { sheet: self.sheet.clone(), header_row: self.header_row, encoding, separator: self.separator }
    }

    fn of_part(self, part: &Part) -> Mapping {
        Mapping {
            sheet: part.sheet.clone(),
            header_row: part.header_row,
            encoding: part.encoding.map(|encoding| encoding.as_str().to_owned()),
            separator: part.separator,
            error_cells: ErrorCells::default(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "Our log\n\nNo,When,What,Details,Mood\n1,2026-10-01,Bin,Missed,cross\n2,2026-10-02,Bin,Missed,\n3,2026-10-03,Light,Out,calm\n";

    #[test]
    fn a_file_is_shown_with_examples_and_a_guess() {
        let seen = see("log.csv", LOG.as_bytes(), &Part::default()).expect("a table");
        assert_eq!(seen.table.header_row, 3);
        assert_eq!(seen.examples(2), ["Bin", "Light"]);
        assert_eq!(seen.uses[3], Use::Field(Field::Story), "{:?}", seen.uses);
    }

    #[test]
    fn an_outcome_is_guessed_where_it_is_a_finding() {
        for (cell, expected) in [("Not upheld", Use::Field(Field::Outcome)), ("We emptied the bin", Use::Below)] {
            let log = format!("Date,Details,Outcome\n2026-10-01,Missed,\n2026-10-02,Missed,{cell}\n");
            let seen = see("log.csv", log.as_bytes(), &Part::default()).expect("a table");
            assert_eq!(seen.uses[2], expected, "{cell}");
        }
    }

    #[test]
    fn open_or_closed_is_said_by_a_column_or_by_a_person() {
        let table = [
            (Use::Below, None, false),
            (Use::Field(Field::Status), None, true),
            (Use::Field(Field::Closed), None, true),
            (Use::Below, Some("closed"), true),
            (Use::Below, Some("open"), true),
        ];
        for (last, given, enough) in table {
            let mut seen = see("log.csv", LOG.as_bytes(), &Part::default()).expect("a table");
            seen.mapping.constants.extend(given.map(|word| (Field::Status, word.to_owned())));
            let uses = [Use::Leave, Use::Field(Field::Received), Use::Leave, Use::Field(Field::Story), last];
            let said = seen.said(&uses).map(|_| ()).map_err(|problem| problem.to_string());
            assert_eq!(said.is_ok(), enough, "{last:?} {given:?}: {said:?}");
        }
    }

    #[test]
    fn what_a_person_says_becomes_a_mapping_that_can_be_kept() {
        let mut seen =
            see("log.csv", LOG.as_bytes(), &Part { header_row: Some(3), ..Part::default() }).expect("a table");
        seen.mapping.constants.insert(Field::Status, "closed".into());
        let story = Use::Field(Field::Story);
        let uses = [Use::Field(Field::Reference), Use::Field(Field::Received), story, story, Use::Below];
        let said = seen.clone().said(&uses).expect("enough was said");
        assert_eq!(said.mapping.headings(Field::Story), ["What", "Details"], "two columns may be one thing");
        let kept = super::super::parse("kept", &said.mapping.to_text()).expect("it can be read again");
        assert_eq!(kept, said.mapping);
        assert_eq!(see_again("log.csv", LOG.as_bytes(), kept).expect("a table").uses, uses);
        let nothing = seen.said(&[Use::Leave; 5]).expect_err("no date");
        assert!(matches!(nothing, Problem::Invalid(_)));
    }
}
