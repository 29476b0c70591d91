//! Letters and reports as PDF: real text on A4, tagged for screen readers (PDF/UA-1), with title and language, and
//! with its own typefaces inside, so that it looks the same wherever it is opened.
//!
//! Typst sets the pages. What a letter says reaches its templates (`pdf/*.typ`) as values, never as markup, so
//! nothing that people wrote can be read as a command. Nothing is held between two files: the typefaces lie in the
//! program and are read when one is made, and what typst remembers of a file is let go when it is done.

mod fonts;
mod values;
mod world;

use typst::{
    comemo,
    diag::SourceDiagnostic,
    foundations::{Dict, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::Unwritable;
use crate::paper::{About, Letter, Report};
use fonts::Fonts;
use world::{Template, Workshop};

/// The letter as the bytes of a PDF file. Refuses words whose characters the typefaces do not have: a letter with
/// boxes in it is not the same letter.
pub fn letter_pdf(letter: &Letter) -> Result<Vec<u8>, Unwritable> {
    make(Template::Letter, values::letter(letter), &letter.about)
}

/// The report as the bytes of a PDF file. Refuses what [`letter_pdf`] refuses.
pub fn report_pdf(report: &Report) -> Result<Vec<u8>, Unwritable> {
    make(Template::Report, values::report(report), &report.about)
}

fn make(template: Template, values: Dict, about: &About) -> Result<Vec<u8>, Unwritable> {
    let fonts = Fonts::read();
    let lacking = fonts.lacking(&values);
    if !lacking.is_empty() {
        return Err(Unwritable::NoGlyph { characters: lacking });
    }
    let workshop = Workshop::new(template, values, fonts);
    let pdf = set(&workshop, about);
    comemo::evict(0);
    pdf
}

fn set(workshop: &Workshop, about: &About) -> Result<Vec<u8>, Unwritable> {
    let document = typst::compile::<PagedDocument>(workshop).output.map_err(|errors| broken(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Unwritable::Pdf(error.message().into()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Heard".into())),
        timestamp: values::moment(about.created).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| broken(&errors))
}

fn broken(errors: &[SourceDiagnostic]) -> Unwritable {
    let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    Unwritable::Pdf(words.join("; "))
}
