//! Letters and reports for Word (DOCX): real headings, lists and tables with heading rows, in British English, so
//! that they can be edited and read aloud. An office changes these files further, so they use the styles everybody
//! knows and nothing clever.
//!
//! The parts that are always the same lie beside this file (`word/*.xml`); the rest is written by `quick-xml`, which
//! escapes whatever people wrote.

mod body;
mod letter;
mod numbers;
mod package;
mod xml;

use super::Unwritable;
use crate::paper::{Letter, Report};
use body::Body;
use package::{Package, Pages};

/// The letter as the bytes of a DOCX file.
pub fn letter_docx(letter: &Letter) -> Result<Vec<u8>, Unwritable> {
    let mut body = Body::begin();
    letter::write(&mut body, letter)?;
    let size = letter::size(letter.print);
    Package { about: &letter.about, size, pages: Pages::AfterTheFirst, colour: letter.colour, body }.bytes()
}

/// The report as the bytes of a DOCX file.
pub fn report_docx(report: &Report) -> Result<Vec<u8>, Unwritable> {
    let mut body = Body::begin();
    if !report.notice.is_empty() {
        body.styled("Notice", &report.notice)?;
    }
    body.styled("Title", &report.about.title)?;
    if !report.subtitle.is_empty() {
        body.styled("Subtitle", &report.subtitle)?;
    }
    body.blocks(&report.body)?;
    Package { about: &report.about, size: REPORT_SIZE, pages: Pages::All, colour: report.colour, body }.bytes()
}

/// Points of the words of a report.
const REPORT_SIZE: u32 = 11;
