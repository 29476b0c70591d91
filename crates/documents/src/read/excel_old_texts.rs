//! What the cells of an old Excel workbook come to, by the file's own records: they name the texts of a
//! shared list, and sheets are named by their place, so a small file can ask for one long text or one large
//! sheet any number of times. The library copies what is asked for; here it is added up first.

use std::collections::BTreeSet;

use super::Unreadable;
use super::excel::damaged;
use super::hidden::Records;
use super::limits::{Limits, too_many_texts, too_much_text};

/// The shared list (\[MS-XLS\] 2.4.265), and what continues a record that is too long for one.
const LIST: u16 = 0x00FC;
const CONTINUED: u16 = 0x003C;
/// A cell that names a text of the list (2.4.149).
const NAMES_TEXT: u16 = 0x00FD;
/// A sheet by its place in the stream (2.4.28).
const SHEET: u16 = 0x0085;

/// Refuses a workbook whose cells hold more text than the limits, or that shows one sheet twice.
pub(super) fn weigh(file: &str, records: &[u8], limits: &Limits) -> Result<(), Unreadable> {
    let mut places = BTreeSet::new();
    for (_, body) in Records(records).filter(|(kind, _)| *kind == SHEET) {
        if !body.first_chunk::<4>().is_none_or(|place| places.insert(*place)) {
            return Err(damaged(file, "two of its sheets are one".to_owned()));
        }
    }
    let (claimed, texts) = list(records);
    if claimed > limits.strings {
        return Err(too_many_texts(file, limits));
    }
    let named = Records(records).filter(|(kind, _)| *kind == NAMES_TEXT).map(|(_, body)| {
        let number = body.get(6..10).and_then(|number| number.first_chunk::<4>());
        let number = number.and_then(|number| usize::try_from(u32::from_le_bytes(*number)).ok());
        number.and_then(|number| texts.get(number)).copied().unwrap_or_default()
    });
    let mut letters = 0_usize;
    for length in named {
        letters = letters.saturating_add(length);
        if letters > limits.letters {
            return Err(too_much_text(file, limits));
        }
    }
    Ok(())
}

/// How many texts the list claims to have, and the bytes of each that is there.
fn list(records: &[u8]) -> (usize, Vec<usize>) {
    let mut following = Records(records).skip_while(|(kind, _)| *kind != LIST);
    let Some((_, first)) = following.next() else { return (0, Vec::new()) };
    let more = following.take_while(|(kind, _)| *kind == CONTINUED).map(|(_, body)| body);
    let mut pieces = Pieces { now: first, more };
    let _all = pieces.number::<4>();
    let claimed = pieces.number::<4>().unwrap_or_default();
    (claimed, std::iter::from_fn(|| pieces.text()).collect())
}

/// A record with what continues it.
struct Pieces<'a, M> {
    now: &'a [u8],
    more: M,
}

impl<'a, M: Iterator<Item = &'a [u8]>> Pieces<'a, M> {
    fn byte(&mut self) -> Option<u8> {
        while self.now.is_empty() {
            self.now = self.more.next()?;
        }
        let (byte, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*byte)
    }

    fn number<const BYTES: usize>(&mut self) -> Option<usize> {
        (0..BYTES).try_fold(0, |number, place| Some(number | usize::from(self.byte()?) << (8 * place)))
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > self.now.len() {
            bytes -= self.now.len();
            self.now = self.more.next()?;
        }
        self.now = &self.now[bytes..];
        Some(())
    }

    /// The bytes of the next text (2.5.293). Where its letters go on in the next piece, that begins by
    /// saying anew whether they are wide.
    fn text(&mut self) -> Option<usize> {
        const WIDE: u8 = 1;
        const WITH_MORE: u8 = 4;
        const WITH_LOOKS: u8 = 8;
        let mut letters = self.number::<2>()?;
        let mut flags = self.byte()?;
        let looks = if flags & WITH_LOOKS == 0 { 0 } else { self.number::<2>()? };
        let more = if flags & WITH_MORE == 0 { 0 } else { self.number::<4>()? };
        let mut length = 0;
        loop {
            let width = if flags & WIDE == 0 { 1 } else { 2 };
            let here = letters.min(self.now.len() / width);
            self.skip(here * width)?;
            length += here * width;
            letters -= here;
            if letters == 0 {
                break;
            }
            self.now = self.more.next()?;
            flags = self.byte()?;
        }
        self.skip(looks * 4)?;
        self.skip(more)?;
        Some(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn texts_are_measured_over_the_pieces_of_the_list() {
        let plain = [3, 0, 0, b'o', b'n', b'e'];
        let wide = [2, 0, 1, b'a', 0, b'b', 0];
        let with_looks = [1, 0, 8, 1, 0, b'x', 9, 9, 9, 9];
        let (cut, rest) = ([4, 0, 0, b'l', b'o'], [1, b'n', 0, b'g', 0]);
        let counts = [4_u32.to_le_bytes(), 4_u32.to_le_bytes()].concat();
        let first = [&counts[..], &plain, &wide, &with_looks, &cut].concat();
        let records = [record(LIST, &first), record(CONTINUED, &rest)].concat();
        assert_eq!(list(&records), (4, vec![3, 4, 1, 6]));
    }
}
