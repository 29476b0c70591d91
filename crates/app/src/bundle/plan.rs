//! Which documents a bundle has, in which order and under which names, and what is left out. Names have a number, what it
//! is and a date, and never that of a person: the name of a file of the case is in the index alone.

use std::collections::BTreeMap;

use documents::paper::{Head, Letter, Report};
use domain::{
    Date, Event, Recorded, event,
    letter::{Fate, Method},
    london,
};
use store::{DocumentRow, LetterRow};

use super::{
    making::{Making, day},
    papers::{self, Version},
};
use crate::{Problem, letters};

/// The fewest digits of a number.
const DIGITS: usize = 2;
/// The longest ending of a name that is kept.
const LONGEST_ENDING: usize = 8;

/// It.
pub(super) struct Plan<'f> {
    pub(super) parts: Vec<Part<'f>>,
    pub(super) left_out: Vec<LeftOut>,
    /// How the name of each file begins after its number.
    pub(super) before: &'static str,
}

/// A document.
pub(super) struct Part<'f> {
    /// From 1; the index is 0.
    pub(super) number: usize,
    /// What the name says besides the number.
    pub(super) stem: String,
    /// What the index says it is.
    pub(super) title: String,
    /// Of when.
    pub(super) date: Date,
    pub(super) content: Content<'f>,
    /// The places in the history that speak of it.
    pub(super) seqs: Vec<u32>,
}

/// What is in a document.
pub(super) enum Content<'f> {
    /// Written by Heard.
    Paper(Report),
    /// A letter as it left.
    Letter(Letter),
    /// A file as it was attached.
    File(&'f DocumentRow),
}

/// What is not in it.
pub(super) struct LeftOut {
    pub(super) what: String,
    pub(super) why: String,
}

impl<'f> Plan<'f> {
    pub(super) fn of(making: &Making<'f>) -> Result<Plan<'f>, Problem> {
        let mut drawing = Drawing { making, parts: Vec::new(), left_out: Vec::new() };
        drawing.told();
        drawing.notes();
        let versions: BTreeMap<u32, Version<'f>> =
            papers::drafts_of(making.file).into_iter().map(|version| (version.recorded.seq, version)).collect();
        for recorded in &making.file.history {
            drawing.entry(recorded, versions.get(&recorded.seq));
        }
        drawing.never_kept();
        let before = if making.council.practice { "Practice " } else { "" };
        Ok(Plan { parts: drawing.parts, left_out: drawing.left_out, before })
    }

    /// A number as names write it: all with the same digits, so that they stand in order.
    pub(super) fn written(&self, number: usize) -> String {
        let digits = DIGITS.max(self.parts.len().to_string().len());
        format!("{number:0digits$}")
    }

    /// The number of the document that an entry of the history speaks of.
    pub(super) fn number_of(&self, seq: u32) -> Option<String> {
        let part = self.parts.iter().find(|part| part.seqs.contains(&seq))?;
        Some(self.written(part.number))
    }

    /// The bytes of the files in it.
    pub(super) fn bytes(&self) -> u64 {
        let of = |part: &Part<'_>| match part.content {
            Content::File(row) => row.bytes,
            Content::Paper(_) | Content::Letter(_) => 0,
        };
        self.parts.iter().map(of).sum()
    }
}

struct Drawing<'m, 'f> {
    making: &'m Making<'f>,
    parts: Vec<Part<'f>>,
    left_out: Vec<LeftOut>,
}

impl<'f> Drawing<'_, 'f> {
    fn add(&mut self, stem: String, title: String, date: Date, content: Content<'f>, seqs: Vec<u32>) {
        let number = self.parts.len() + 1;
        self.parts.push(Part { number, stem, title, date, content, seqs });
    }

    fn leave_out(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.left_out.push(LeftOut { what: what.into(), why: why.into() });
    }

    fn told(&mut self) {
        let file = self.making.file;
        let about = |recorded: &&Recorded| {
            matches!(recorded.event, Event::Logged { .. } | Event::Imported { .. } | Event::Corrected { .. })
        };
        let seqs = file.history.iter().filter(about).map(|recorded| recorded.seq).collect();
        let what = "What the customer told us";
        self.add(what.into(), what.into(), file.case.received, Content::Paper(papers::told(self.making)), seqs);
    }

    fn notes(&mut self) {
        let (making, what) = (self.making, "Notes and contacts");
        if !papers::has_notes(making.file) {
            return;
        }
        if !making.asked.takes_notes() {
            let count = papers::notes_of(making.file).len();
            return self.leave_out(format!("{what} ({count}), and messages to staff"), "they were written for staff");
        }
        let seqs = papers::notes_of(making.file).iter().map(|recorded| recorded.seq).collect();
        self.add(what.into(), what.into(), london::date_of(making.now), Content::Paper(papers::notes(making)), seqs);
    }

    /// What an entry of the history put on file.
    fn entry(&mut self, recorded: &'f Recorded, version: Option<&Version<'f>>) {
        if let Some(version) = version {
            self.draft(version);
        } else if let Event::LetterQueued { number, .. } = recorded.event {
            let row = self.making.file.letters.iter().find(|row| row.number == number);
            row.into_iter().for_each(|row| self.letter(row, recorded));
        } else if let Event::DocumentAdded { number, .. } = recorded.event {
            // The number of a file that was taken off is given again.
            let row = self.making.file.documents.iter().find(|row| row.number == number);
            match row.filter(|_| self.stands(recorded)) {
                Some(row) => self.file(row, recorded),
                None => self.leave_out(
                    format!("File {number}, attached on {}", day(london::date_of(recorded.at))),
                    "attaching it was undone",
                ),
            }
        }
    }

    fn stands(&self, recorded: &Recorded) -> bool {
        event::standing(&self.making.file.history).any(|standing| standing.seq == recorded.seq)
    }

    fn draft(&mut self, version: &Version<'f>) {
        let (making, number) = (self.making, version.number);
        let date = london::date_of(version.recorded.at);
        let title = format!("Draft of the response, version {number}");
        if !making.asked.takes_drafts() {
            return self.leave_out(
                format!("{title}, of {}, and the comments on it", day(date)),
                "it was written for staff; what was sent is the letter",
            );
        }
        let seqs = papers::became(making.file, version).map(|recorded| recorded.seq).collect();
        let stem = format!("{date} Draft version {number}");
        self.add(stem, title, date, Content::Paper(papers::draft(making, version)), seqs);
    }

    fn letter(&mut self, row: &'f LetterRow, recorded: &Recorded) {
        let making = self.making;
        let (date, purpose) = (london::date_of(row.at), row.purpose.title());
        let customer = making.file.customer.as_ref().map(|customer| customer.name.trim());
        if !making.asked.is_everything() && customer != Some(row.to_name.trim()) {
            return self.leave_out(
                format!("Letter {}, “{purpose}”, of {}", row.number, day(date)),
                "it is not addressed to the customer by the name we have now",
            );
        }
        let fate = making.file.case.letter(row.number).map(|letter| letter.fate);
        if !making.asked.is_everything() && matches!(fate, Some(Fate::Recalled(_))) {
            return self.leave_out(
                format!("Letter {}, “{purpose}”, of {}", row.number, day(date)),
                "it was taken back before it left, and nobody outside has had it",
            );
        }
        let fate = match fate {
            Some(Fate::Recalled(_)) => ", taken back before it left",
            Some(Fate::NotDelivered(_)) => ", not delivered",
            Some(Fate::Leaving) => ", on its way",
            Some(Fate::Left(_)) | None => "",
        };
        let title = format!("Letter “{purpose}”, {}{fate}", left_by(row.method));
        // Nobody puts the council's own paper into whatever opens a file.
        let letter = Letter { head: Head::Printed, ..letters::on_paper(making.file, row, making.council) };
        let content = Content::Letter(letter);
        let number = row.number;
        let about = |each: &&Recorded| {
            matches!(
                each.event,
                Event::LetterLeft { number: of }
                    | Event::LetterPosted { number: of, .. }
                    | Event::LetterPutOnPaper { number: of }
                    | Event::LetterNotDelivered { number: of }
                    | Event::LetterRecalled { number: of } if of == number
            )
        };
        let after = making.file.history.iter().filter(about).map(|each| each.seq);
        let seqs = std::iter::once(recorded.seq).chain(after).collect();
        self.add(format!("{date} Letter {purpose}"), title, date, content, seqs);
    }

    fn file(&mut self, row: &'f DocumentRow, recorded: &Recorded) {
        let (number, date) = (row.number, london::date_of(recorded.at));
        let everything = self.making.asked.is_everything();
        if !self.making.asked.takes_file(number) {
            return self.leave_out(
                format!("File {number}, attached on {}", day(date)),
                "Heard cannot see whether it tells of other people",
            );
        }
        // The name may say who sent it.
        let called = if everything { format!(", called “{}”", row.name) } else { String::new() };
        let stem = format!("{date} File {number}");
        self.add(stem, format!("File {number}{called}"), date, Content::File(row), vec![recorded.seq]);
    }

    /// What no record has, so that nobody looks for it here.
    fn never_kept(&mut self) {
        let file = self.making.file;
        if !file.links.is_empty() {
            self.leave_out("The cases it is linked to", "each has a file of its own");
        }
        self.leave_out("Emails as they came in, unless somebody attached them", "Heard keeps no mailbox");
        self.leave_out("Forms that somebody has begun and not saved", "they are nobody’s act yet");
        self.leave_out("Who opened or printed the case", "Heard does not write that down");
    }
}

/// "by email".
const fn left_by(method: Method) -> &'static str {
    match method {
        Method::Email => "by email",
        Method::Post => "by post",
        Method::Handed => "handed over",
        Method::Phone => "said by phone",
    }
}

/// The ending of a file's name, where it is plainly one: a program is found by it, and nothing else is.
pub(super) fn ending(name: &str) -> Option<String> {
    let (_, ending) = name.rsplit_once('.')?;
    let plain = (1..=LONGEST_ENDING).contains(&ending.len()) && ending.chars().all(|each| each.is_ascii_alphanumeric());
    plain.then(|| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_only_a_plain_ending_is_kept() {
        for (name, expected) in [
            ("Letter from Mrs Lee.PDF", Some("pdf")),
            ("archive.tar.gz", Some("gz")),
            ("..\\..\\x", None),
            ("../../etc/passwd", None),
            ("CON", None),
            ("nul.txt", Some("txt")),
            ("a.", None),
            ("a.b c", None),
            ("a.exe ", None),
            ("photo.jpg\u{202e}gpj.exe\u{200b}", None),
            (".htaccess9", None),
        ] {
            assert_eq!(ending(name).as_deref(), expected, "{name:?}");
        }
        assert_eq!(ending(&format!("{}.jpg", "w".repeat(300))).as_deref(), Some("jpg"));
    }
}
