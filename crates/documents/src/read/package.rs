//! Looks through the zip file of an XLSX workbook before the workbook is read: how much it unpacks to, how
//! many cells and texts it holds, and whether the sizes it declares are true. Unpacks each part through a
//! small buffer and keeps nothing.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::limits::{too_large, too_many_cells};
use super::{Limits, Unreadable};
use crate::words::count;

/// Parts of a workbook that hold more than this are checked for their ratio.
const SMALL: u64 = 1 << 20;

/// A workbook of more parts than this is none.
const MOST_PARTS: usize = 10_000;

/// Refuses the file if it is no workbook or unpacks to more than the limits.
pub(super) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(file, error.to_string()))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(file, "it has too many parts for a workbook".to_owned()));
    }
    let names = archive
        .file_names()
        .map(|name| name.map(|name| name.to_lowercase()))
        .collect::<Result<Vec<String>, _>>()
        .map_err(|error| damaged(file, error.to_string()))?;
    if !names.iter().any(|name| name.ends_with("xl/workbook.xml")) {
        return Err(other_package(file, &names));
    }
    let mut total = 0;
    let mut cells = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|error| damaged(file, error.to_string()))?;
        let (packed, declared) = (part.compressed_size(), part.size());
        total += declared;
        if total > limits.unpacked {
            return Err(too_large(file, format!("it unpacks to more than {} megabytes", limits.unpacked >> 20)));
        }
        if declared > SMALL && declared / packed.max(1) > limits.ratio {
            return Err(too_large(file, format!("a part of it unpacks to more than {} times its size", limits.ratio)));
        }
        let seen = look_through(part, declared).map_err(|reason| damaged(file, reason))?;
        cells += seen.cells;
        if cells > limits.cells {
            return Err(too_many_cells(file, limits));
        }
        if seen.strings.max(seen.declared_strings) > limits.strings {
            return Err(too_large(file, format!("it holds more than {} different texts", count(limits.strings))));
        }
    }
    Ok(())
}

fn other_package(file: &str, names: &[String]) -> Unreadable {
    let has = |name: &str| names.iter().any(|part| part.ends_with(name));
    let what = if has("xl/workbook.bin") {
        "it is a binary Excel workbook (XLSB)"
    } else if has("content.xml") {
        "it is an OpenDocument file"
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
}

/// Unpacks the part without keeping it. The size in a zip header is its maker's claim, so unpacking stops
/// one byte beyond it.
fn look_through(part: impl Read, declared: u64) -> Result<Seen, String> {
    const CLAIM: &[u8] = b"uniqueCount";
    // Long enough for the claim, its value and any spaces between.
    const OVERLAP: usize = 64;
    let mut part = part.take(declared + 1);
    let mut seen = Seen::default();
    let mut buffer = vec![0; OVERLAP + (64 << 10)];
    let mut kept = 0;
    let mut unpacked = 0_u64;
    loop {
        let read = part.read(&mut buffer[kept..]).map_err(|error| format!("a part of it does not unpack: {error}"))?;
        unpacked += u64::try_from(read).expect("a buffer's length fits");
        if unpacked > declared {
            return Err("a part of it is larger than it says".to_owned());
        }
        let filled = kept + read;
        // The last bytes are looked at again with what follows them, and only counted then.
        let end = if read == 0 { filled } else { filled.saturating_sub(OVERLAP) };
        for place in memchr_lt(&buffer[..filled], end) {
            match &buffer[place..filled] {
                [b'<', b'c', b' ' | b'>' | b'/' | b'\t' | b'\r' | b'\n', ..] => seen.cells += 1,
                [b'<', b's', b'i', b' ' | b'>' | b'/', ..] => seen.strings += 1,
                _ => {}
            }
        }
        for place in (0..end).filter(|place| buffer[*place..filled].starts_with(CLAIM)) {
            seen.declared_strings = seen.declared_strings.max(number_after(&buffer[place + CLAIM.len()..filled]));
        }
        if read == 0 {
            return Ok(seen);
        }
        buffer.copy_within(end..filled, 0);
        kept = filled - end;
    }
}

/// The places of `<` before `end`.
fn memchr_lt(bytes: &[u8], end: usize) -> impl Iterator<Item = usize> + '_ {
    bytes[..end].iter().enumerate().filter(|(_, byte)| **byte == b'<').map(|(place, _)| place)
}

/// The first number in these bytes; more digits than a count can have mean a huge one.
fn number_after(bytes: &[u8]) -> usize {
    let digits: Vec<u8> =
        bytes.iter().copied().skip_while(|byte| !byte.is_ascii_digit()).take_while(u8::is_ascii_digit).collect();
    match std::str::from_utf8(&digits) {
        Ok("") | Err(_) => 0,
        Ok(digits) => digits.parse().unwrap_or(usize::MAX),
    }
}

fn damaged(file: &str, reason: String) -> Unreadable {
    Unreadable::Damaged { file: file.to_owned(), reason }
}
