//! Weighs what the parts of a workbook hold of which the reading library keeps something for each: cells, texts,
//! rows without cells, styles, merged areas, names. A part says much in few bytes once it is packed, so each is unpacked through a
//! small buffer first, and refused as soon as it is too much.

use std::io::Read;

use memchr::{memchr2_iter, memmem};

use super::limits::{too_large, too_many_cells, too_many_texts, too_much_text};
use super::{Limits, Unreadable};

/// The bytes of text one cell may hold; spreadsheet programs stop far below.
const LONGEST: usize = 1 << 20;

/// Each style of cells keeps a copy of its font's name and of its format.
const MOST_STYLE_BYTES: usize = 256 << 20;

/// A name of a tag longer than this is no workbook's own.
const LONGEST_NAME: usize = 48;

/// Bytes that are looked at again with what follows them: enough for any name of a tag, and for the claim of a
/// list of texts with its value and any spaces between.
const OVERLAP: usize = 64;

/// What all parts hold together.
#[derive(Default)]
pub(super) struct Held {
    cells: usize,
    styles: usize,
    merged: usize,
    names: usize,
    empty_rows: usize,
}

/// What one part holds.
#[derive(Default)]
pub(super) struct Part {
    strings: usize,
    /// What the list of texts claims to hold. The library makes room for that many at once.
    declared_strings: usize,
    bytes: usize,
    /// Bytes between its tags.
    letters: usize,
    /// The most bytes between the beginnings of two tags. The XML library keeps that many at once.
    longest: usize,
    /// Whether no cell has come yet in the row that came last.
    in_empty_row: bool,
    /// Whether it says that a part is encrypted.
    pub(super) encrypted: bool,
}

impl Held {
    /// Unpacks the part of this name without keeping it. The zip library stops at the size the header claims, so
    /// that claim can be believed.
    pub(super) fn weigh(
        &mut self,
        file: &str,
        name: &str,
        mut part: impl Read,
        limits: &Limits,
    ) -> Result<Part, Unreadable> {
        let broken = |error| super::package::damaged(file, format!("a part of it does not unpack: {error}"));
        let mut seen = Part::default();
        let mut buffer = vec![0; OVERLAP + (64 << 10)];
        let (mut kept, mut since_tag, mut in_tag) = (0, 0, false);
        loop {
            let read = part.read(&mut buffer[kept..]).map_err(broken)?;
            let filled = kept + read;
            // The last bytes are looked at again with what follows them, and only counted then.
            let end = if read == 0 { filled } else { filled.saturating_sub(OVERLAP) };
            if is_texts(name) && seen.strings == 0 {
                seen.take_claims(&buffer[..filled], end);
            }
            seen.encrypted |= memmem::find(&buffer[..filled], b"encryption-data").is_some();
            let (mut last, mut last_sign) = (0, 0);
            for place in memchr2_iter(b'<', b'>', &buffer[..end]) {
                seen.letters += if in_tag { 0 } else { place - last_sign };
                last_sign = place + 1;
                in_tag = buffer[place] == b'<';
                if in_tag {
                    seen.longest = seen.longest.max(since_tag + place - last);
                    (since_tag, last) = (0, place);
                    self.count(&mut seen, &buffer[place + 1..filled]);
                }
            }
            seen.letters += if in_tag { 0 } else { end - last_sign };
            seen.bytes += end;
            since_tag += end - last;
            seen.longest = seen.longest.max(since_tag);
            self.check(file, name, &seen, limits)?;
            if read == 0 {
                return Ok(seen);
            }
            buffer.copy_within(end..filled, 0);
            kept = filled - end;
        }
    }

    /// Counts what a tag opens, by its name without any prefix.
    fn count(&mut self, part: &mut Part, tag: &[u8]) {
        let name = &tag[..tag.len().min(LONGEST_NAME)];
        let Some(end) = name.iter().position(|byte| matches!(byte, b' ' | b'/' | b'>' | b'\t' | b'\r' | b'\n')) else {
            // Whatever it is called, it may be any of them.
            part.strings += 1;
            self.names += 1;
            return;
        };
        let local = name[..end].rsplit(|byte| *byte == b':').next().unwrap_or_default();
        match local {
            b"c" => {
                self.cells += 1;
                part.in_empty_row = false;
            }
            b"row" => {
                self.empty_rows += usize::from(part.in_empty_row);
                part.in_empty_row = true;
            }
            b"si" => part.strings += 1,
            b"xf" | b"font" | b"fill" | b"border" | b"numFmt" => self.styles += 1,
            b"mergeCell" => self.merged += 1,
            b"definedName" | b"sheet" | b"Relationship" => self.names += 1,
            _ => {}
        }
    }

    fn check(&self, file: &str, name: &str, part: &Part, limits: &Limits) -> Result<(), Unreadable> {
        let most = [
            (self.styles, limits.styles, "styles of cells; copy the list into a new file"),
            (self.merged, limits.merged, "merged areas; part them, or copy the list into a new file"),
            (
                self.empty_rows,
                limits.empty_rows,
                "empty rows; delete the rows below the list, or copy it into a new file",
            ),
            (self.names, limits.names, "names of sheets, areas and parts; copy the list into a new file"),
        ];
        if let Some((_, most, what)) = most.into_iter().find(|(held, most, _)| held > most) {
            return Err(too_large(file, format!("it holds more than {} {what}", crate::words::count(most))));
        }
        let styles = name.ends_with("styles.xml");
        if styles && self.styles.saturating_mul(part.longest) > MOST_STYLE_BYTES {
            return Err(too_large(file, "its styles of cells are too long; copy the list into a new file".to_owned()));
        }
        let holds_cells = is_texts(name) || name.contains("worksheets/") || name == "content.xml";
        if holds_cells && part.longest > LONGEST {
            return Err(too_large(file, "one of its cells holds more than a million letters".to_owned()));
        }
        if is_about_cells(name) && (part.longest > LONGEST || part.bytes > limits.letters) {
            let most = limits.letters >> 20;
            return Err(too_large(
                file,
                format!(
                    "what it says of its sheets and styles comes to more than {most} megabytes, or to one in a piece; copy the list into a new file"
                ),
            ));
        }
        if self.cells > limits.cells {
            return Err(too_many_cells(file, limits));
        }
        if is_texts(name) && part.strings.max(part.declared_strings) > limits.strings {
            return Err(too_many_texts(file, limits));
        }
        if is_texts(name) && part.letters > limits.letters {
            return Err(too_much_text(file, limits));
        }
        Ok(())
    }
}

/// Whether this is the list of texts that cells share.
fn is_texts(name: &str) -> bool {
    name.ends_with("sharedstrings.xml")
}

/// Whether the library keeps what this part says, although it holds no cells.
fn is_about_cells(name: &str) -> bool {
    let ends = ["workbook.xml", "styles.xml"].iter().any(|end| name.ends_with(end));
    name.ends_with(".rels") || (name.contains("xl/") && (ends || name.contains("theme/")))
}

impl Part {
    /// Takes in how many texts the list claims to hold, where that is said before `end`.
    fn take_claims(&mut self, bytes: &[u8], end: usize) {
        const CLAIM: &[u8] = b"uniqueCount";
        for place in memmem::find_iter(bytes, CLAIM).take_while(|place| *place < end) {
            self.declared_strings = self.declared_strings.max(number_after(&bytes[place + CLAIM.len()..]));
        }
    }
}

/// The first number in these bytes; none there, or more digits than a count can have, mean a huge one.
fn number_after(bytes: &[u8]) -> usize {
    let digits: Vec<u8> =
        bytes.iter().copied().skip_while(|byte| !byte.is_ascii_digit()).take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok().and_then(|digits| digits.parse().ok()).unwrap_or(usize::MAX)
}
