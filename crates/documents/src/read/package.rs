//! Looks through the zip file of an XLSX or ODS workbook before the workbook is read: how much it unpacks to, how
//! many cells and texts it holds, and whether the sizes it declares are true. Unpacks each part through a
//! small buffer and keeps nothing.

use std::io::{Cursor, Read};

use memchr::{memchr_iter, memmem};
use zip::ZipArchive;

use super::excel_old::locked;
use super::limits::{too_large, too_many_cells, too_many_texts};
use super::{Limits, Unreadable};

/// Parts of a workbook that hold more than this are checked for their ratio.
const SMALL: u64 = 1 << 20;

/// The part of an OpenDocument file that lists the others, and the one part there is under a password.
const MANIFEST: &str = "meta-inf/manifest.xml";
const LOCKED: &str = "encrypted-package";

/// The bytes of text one cell may hold; spreadsheet programs stop far below.
const LONGEST: usize = 1 << 20;

/// A workbook of more parts than this is none.
const MOST_PARTS: usize = 10_000;

/// Whose workbook it is.
pub(super) enum Package {
    Excel,
    OpenDocument,
}

/// Refuses the file if it is no workbook or unpacks to more than the limits.
pub(super) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<Package, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
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
    let mut cells = 0;
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
        let texts = name.ends_with("sharedstrings.xml");
        let seen = look_through(part, texts).map_err(|reason| damaged(file, reason))?;
        let holds_cells = texts || name.contains("worksheets/") || name == "content.xml";
        if holds_cells && seen.longest > LONGEST {
            return Err(too_large(file, "one of its cells holds more than a million letters".to_owned()));
        }
        if name == MANIFEST && seen.encrypted {
            return Err(locked(file));
        }
        cells += seen.cells;
        if cells > limits.cells {
            return Err(too_many_cells(file, limits));
        }
        if seen.strings.max(seen.declared_strings) > limits.strings {
            return Err(too_many_texts(file, limits));
        }
    }
    Ok(package)
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

/// What one part holds.
#[derive(Default)]
struct Seen {
    cells: usize,
    strings: usize,
    /// What the list of texts claims to hold. The library makes room for that many at once.
    declared_strings: usize,
    /// The most bytes between the beginnings of two tags. The XML library keeps that many at once.
    longest: usize,
    /// Whether it says that a part is encrypted.
    encrypted: bool,
}

/// Unpacks the part without keeping it. The zip library stops at the size the header claims, so that claim
/// can be believed in the sums above.
fn look_through(mut part: impl Read, texts: bool) -> Result<Seen, String> {
    const CLAIM: &[u8] = b"uniqueCount";
    // Long enough for the claim, its value and any spaces between.
    const OVERLAP: usize = 64;
    let mut seen = Seen::default();
    let mut buffer = vec![0; OVERLAP + (64 << 10)];
    let mut kept = 0;
    let mut since_tag = 0;
    loop {
        let read = part.read(&mut buffer[kept..]).map_err(|error| format!("a part of it does not unpack: {error}"))?;
        let filled = kept + read;
        // The last bytes are looked at again with what follows them, and only counted then.
        let end = if read == 0 { filled } else { filled.saturating_sub(OVERLAP) };
        if texts && seen.strings == 0 {
            let claims = memmem::find_iter(&buffer[..filled], CLAIM);
            for place in claims.take_while(|place| *place < end) {
                let claimed = number_after(&buffer[place + CLAIM.len()..filled]);
                seen.declared_strings = seen.declared_strings.max(claimed);
            }
        }
        seen.encrypted |= memmem::find(&buffer[..filled], b"encryption-data").is_some();
        let mut last = 0;
        for place in memchr_iter(b'<', &buffer[..end]) {
            seen.longest = seen.longest.max(since_tag + place - last);
            (since_tag, last) = (0, place);
            match &buffer[place..filled] {
                [b'<', b'c', b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n', ..] => seen.cells += 1,
                [b'<', b's', b'i', b' ' | b'>' | b'/', ..] => seen.strings += 1,
                _ => {}
            }
        }
        since_tag += end - last;
        seen.longest = seen.longest.max(since_tag);
        if read == 0 {
            return Ok(seen);
        }
        buffer.copy_within(end..filled, 0);
        kept = filled - end;
    }
}

/// The first number in these bytes; none there, or more digits than a count can have, mean a huge one.
fn number_after(bytes: &[u8]) -> usize {
    let digits: Vec<u8> =
        bytes.iter().copied().skip_while(|byte| !byte.is_ascii_digit()).take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(usize::MAX)
}

fn damaged(file: &str, reason: String) -> Unreadable {
    Unreadable::Damaged { file: file.to_owned(), reason }
}
