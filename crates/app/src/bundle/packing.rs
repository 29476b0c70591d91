//! Documents into the ZIP: Heard's own as PDF, or for Word where a PDF has no typeface for some of their characters;
//! files as they are, piece by piece, and only if they are whole.

use std::io::{Seek, Write};

use documents::{
    paper::Report,
    write::{FileByFile, Unwritable, letter_docx, letter_pdf, report_docx, report_pdf},
};
use domain::TextRef;
use sha2::{Digest, Sha256};
use store::DocumentRow;

use super::{
    FIELD,
    plan::{Content, Part, Plan, ending},
};
use crate::{Office, Problem, sessions::hex};

/// Writes one document; gives the name it was written under.
pub(super) fn part<W: Write + Seek>(
    office: &Office,
    zip: &mut FileByFile<W>,
    plan: &Plan<'_>,
    part: &Part<'_>,
) -> Result<String, Problem> {
    let stem = format!("{} {}{}", plan.written(part.number), plan.before, part.stem);
    match &part.content {
        Content::Paper(report) => paper(zip, &stem, report_pdf(report), || report_docx(report)),
        Content::Letter(letter) => paper(zip, &stem, letter_pdf(letter), || letter_docx(letter)),
        Content::File(row) => {
            let name = ending(&row.name).map_or_else(|| stem.clone(), |ending| format!("{stem}.{ending}"));
            zip.begin_packed(&name).map_err(unwritable)?;
            copy(office, zip, row)?;
            Ok(name)
        }
    }
}

/// Writes the index.
pub(super) fn index<W: Write + Seek>(
    zip: &mut FileByFile<W>,
    plan: &Plan<'_>,
    report: Report,
) -> Result<String, Problem> {
    let stem = format!("{} {}Index", plan.written(0), plan.before);
    paper(zip, &stem, report_pdf(&report), || report_docx(&report))
}

fn paper<W: Write + Seek>(
    zip: &mut FileByFile<W>,
    stem: &str,
    pdf: Result<Vec<u8>, Unwritable>,
    word: impl FnOnce() -> Result<Vec<u8>, Unwritable>,
) -> Result<String, Problem> {
    let (ending, bytes) = match pdf {
        Err(Unwritable::NoGlyph { .. }) => ("docx", word().map_err(unwritable)?),
        made => ("pdf", made.map_err(unwritable)?),
    };
    let name = format!("{stem}.{ending}");
    zip.begin_file(&name).map_err(unwritable)?;
    zip.write_all(&bytes).map_err(|error| unwritable(error.into()))?;
    Ok(name)
}

/// A file from the records. One that is not there, or not what was attached, stops everything: a bundle without it
/// would pass for the whole.
fn copy<W: Write + Seek>(office: &Office, zip: &mut FileByFile<W>, row: &DocumentRow) -> Result<(), Problem> {
    let (mut print, mut failed) = (Sha256::new(), None);
    let found = office.read(|reading| {
        Ok(reading.document_bytes(&row.file, &mut |piece| {
            print.update(piece);
            if failed.is_none() {
                failed = zip.write_all(piece).err();
            }
        }))
    })?;
    if let Some(error) = failed {
        return Err(unwritable(error.into()));
    }
    let print = TextRef::new(hex(&print.finalize()));
    match found {
        Ok(Some(_)) if print == row.file => Ok(()),
        Ok(_) | Err(store::Error::Damaged(_)) => Err(Problem::field(
            FIELD,
            format!(
                "File {}, “{}”, cannot be read from the records, so nothing was saved. Ask your administrator whether a backup has it",
                row.number, row.name
            ),
        )),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn unwritable(error: Unwritable) -> Problem {
    Problem::Broken(error.to_string())
}
