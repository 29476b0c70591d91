//! A letter of a case as a file: PDF to send and keep, Word to go on with. Made from the letter that is kept, with the
//! head that the page of the letter shows, never from a page.

use documents::{
    paper::{About, Colour, Letter, Print},
    write::{self, Unwritable},
};
use domain::{Moment, Reference, london};
use store::LetterRow;

use super::day;
use crate::{
    Office, Problem, Who,
    cases::{self, CaseFile},
    marks, practice,
    settings::Council,
    uploads,
};

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// DOCX.
    Word,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The name it is saved under.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Letters of a surname that go into the name of a file.
const LONGEST_NAME: usize = 40;

/// A letter of a case as a file, for somebody who may see the case. PDF is refused where its typefaces do not have a
/// character of the letter: Word finds one on the computer.
pub fn save(
    office: &Office,
    who: &Who,
    reference: Reference,
    number: u32,
    kind: Kind,
    now: Moment,
) -> Result<Saved, Problem> {
    let file = cases::open(office, who, reference, now)?;
    let none = || Problem::NotFound(format!("{reference} has no letter {number}."));
    let row = file.letters.iter().find(|row| row.number == number).ok_or_else(none)?;
    let letter = on_paper(&file, row, &office.council());
    let (ending, media_type, made) = match kind {
        Kind::Pdf => ("pdf", "application/pdf", write::letter_pdf(&letter)),
        Kind::Word => (
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            write::letter_docx(&letter),
        ),
    };
    Ok(Saved { name: name(row, ending), media_type, bytes: made.map_err(unwritable)? })
}

/// A letter as paper shows it.
pub(crate) fn on_paper(file: &CaseFile, row: &LetterRow, council: &Council) -> Letter {
    let title = format!("{} {}", row.purpose.title(), row.reference);
    let large = file.customer.as_ref().is_some_and(|customer| customer.needs.large_print);
    let from = council.address.lines().chain([council.phone.as_str(), council.email.as_str()]);
    Letter {
        about: About {
            title: practice::title(
                council,
                Some(row.subject.clone()).filter(|title| !title.is_empty()).unwrap_or(title),
            ),
            author: council.name.clone(),
            created: row.at.naive_utc(),
        },
        notice: practice::notice(council),
        sender: council.name.clone(),
        from: filled(from),
        reference: row.reference.to_string(),
        to: filled(std::iter::once(row.to_name.as_str()).chain(row.to_address.lines())),
        date: day(london::date_of(row.at)),
        body: marks::to_blocks(file.words(&row.body)),
        print: if large { Print::Large } else { Print::Ordinary },
        colour: Colour::of(&council.colour),
        head: council.paper.head(),
        window: council.paper.envelope.window(),
    }
}

/// The lines that say something.
fn filled<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    lines.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// "2026-0412 Response Fairclough.pdf".
fn name(row: &LetterRow, ending: &str) -> String {
    let surname: String =
        row.to_name.split_whitespace().next_back().unwrap_or_default().chars().take(LONGEST_NAME).collect();
    let surname = if surname.is_empty() { surname } else { format!(" {}", uploads::file_name(&surname)) };
    format!("{} {}{surname}.{ending}", row.reference, row.purpose.title())
}

fn unwritable(error: Unwritable) -> Problem {
    match error {
        Unwritable::NoGlyph { characters } => Problem::NotAllowed(format!(
            "The typeface of the PDF does not have “{characters}”, which is in this letter. Save it as Word instead."
        )),
        Unwritable::NoSheet
        | Unwritable::TooManyRows { .. }
        | Unwritable::EmptyChart { .. }
        | Unwritable::Xlsx(_)
        | Unwritable::Pdf(_)
        | Unwritable::Place(_) => Problem::Broken(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        TextRef,
        letter::{Method, Purpose},
    };

    use super::*;

    fn to(name: &str) -> LetterRow {
        LetterRow {
            reference: "2026-0412".parse().expect("a reference"),
            number: 1,
            purpose: Purpose::Response,
            method: Method::Post,
            subject: String::new(),
            body: TextRef::new("0"),
            to_name: name.into(),
            to_email: String::new(),
            to_address: String::new(),
            at: "2026-11-27T10:00:00Z".parse().expect("a moment"),
        }
    }

    #[test]
    fn a_file_is_named_so_that_windows_takes_it_and_people_find_it() {
        for (name, expected) in [
            ("Elizabeth Fairclough", "2026-0412 Response Fairclough.pdf"),
            ("", "2026-0412 Response.pdf"),
            ("Ann ../../Lee", "2026-0412 Response Lee.pdf"),
            ("Jo <b>:|?*", "2026-0412 Response b.pdf"),
            ("Jo ...", "2026-0412 Response file.pdf"),
            ("Siân Tŷ-Coch", "2026-0412 Response Tŷ-Coch.pdf"),
        ] {
            assert_eq!(super::name(&to(name), "pdf"), expected, "{name}");
        }
        assert!(super::name(&to(&"w".repeat(5000)), "docx").len() < 80, "a name has an end");
    }
}
