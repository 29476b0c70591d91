//! Looks through the zip file of an XLSX or ODS workbook before the workbook is read: whose it is, how much it
//! unpacks to, and whether the sizes it declares are true. Leaves to `package_parts` what its parts hold.

use std::io::Cursor;

use zip::{ZipArchive, result::ZipError};

use super::excel_old::locked;
use super::limits::too_large;
use super::package_parts::Held;
use super::{Limits, Unreadable};

/// Parts of a workbook that hold more than this are checked for their ratio.
const SMALL: u64 = 1 << 20;

/// The part of an OpenDocument file that lists the others, and the one part there is under a password.
const MANIFEST: &str = "meta-inf/manifest.xml";
const LOCKED: &str = "encrypted-package";

/// A workbook of more parts than this is none.
const MOST_PARTS: usize = 10_000;

/// Whose workbook it is.
pub(super) enum Package {
    Excel,
    OpenDocument,
}

/// Refuses the file if it is no workbook or unpacks to more than the limits.
pub(super) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<Package, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, cut(&error)))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(file, "it has too many parts for a workbook".to_owned()));
    }
    let names = archive
        .file_names()
        .map(|name| name.map(|name| name.replace('\\', "/").to_lowercase()))
        .collect::<Result<Vec<String>, _>>()
        .map_err(|error| damaged(file, error.to_string()))?;
    let package = if names.iter().any(|name| name.ends_with("xl/workbook.xml")) {
        Package::Excel
    } else if names.iter().any(|name| name == "content.xml") && !names.iter().any(|name| name == LOCKED) {
        Package::OpenDocument
    } else {
        return Err(other_package(file, &names));
    };
    let mut total = 0;
    let mut held = Held::default();
    for (place, name) in names.iter().enumerate() {
        let part = archive.by_index(place).map_err(|error| damaged(file, error.to_string()))?;
        let (packed, declared) = (part.compressed_size(), part.size());
        total += declared;
        if total > limits.unpacked {
            return Err(too_large(file, format!("it unpacks to more than {} megabytes", limits.unpacked >> 20)));
        }
        if declared > SMALL && declared / packed.max(1) > limits.ratio {
            return Err(too_large(file, format!("a part of it unpacks to more than {} times its size", limits.ratio)));
        }
        let seen = held.weigh(file, name, part, limits)?;
        if name == MANIFEST && seen.encrypted {
            return Err(locked(file));
        }
    }
    Ok(package)
}

/// What is wrong with a zip file whose list of parts, which stands at its end, is not there.
fn cut(error: &ZipError) -> String {
    if matches!(error, ZipError::InvalidArchive(_)) {
        "its end is missing or spoilt; perhaps it was cut off on its way, so fetch it again".to_owned()
    } else {
        error.to_string()
    }
}

fn other_package(file: &str, names: &[String]) -> Unreadable {
    let has = |name: &str| names.iter().any(|part| part.ends_with(name));
    if has(LOCKED) {
        return locked(file);
    }
    let what = if has("xl/workbook.bin") {
        "it is a binary Excel workbook (XLSB)"
    } else if has("index.xml") || has("index.zip") || names.iter().any(|name| name.starts_with("index/")) {
        "it is a Numbers or Pages document"
    } else if has("word/document.xml") {
        "it is a Word document"
    } else {
        "it is a zip file, not a workbook"
    };
    Unreadable::WrongKind {
        file: file.to_owned(),
        reason: format!("{what}; save the list as XLSX or CSV and choose that"),
    }
}

pub(super) fn damaged(file: &str, reason: String) -> Unreadable {
    Unreadable::Damaged { file: file.to_owned(), reason }
}
