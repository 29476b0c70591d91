//! Rows and columns that a workbook keeps out of sight, by a filter or by hand. They are read like all
//! others, and that is said: somebody who sees forty rows does not expect four hundred. The look through a sheet
//! that finds them counts its merged areas as well, and finds rows whose number comes twice.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};
use std::ops::RangeInclusive;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::Table;
use crate::words::counted;

/// What one sheet hides.
#[derive(Default)]
pub(super) struct Hidden {
    /// Rows, from 1.
    pub(super) rows: BTreeSet<u64>,
    /// Columns, from 0.
    pub(super) columns: Vec<RangeInclusive<usize>>,
    /// The first row of an XLSX sheet whose number is not above that of the row before.
    pub(super) twice: Option<usize>,
    /// How many merged areas an XLSX sheet has.
    pub(super) merged: usize,
    /// The number of the row seen last.
    last: usize,
}

/// The rows and columns of the largest sheet there can be.
const MOST_ROWS: usize = 1 << 20;
const MOST_COLUMNS: usize = 1 << 14;

/// Places named in a note before the rest is only counted.
const NAMED: usize = 5;

impl Hidden {
    /// Says which of the table's rows and columns are hidden.
    pub(super) fn note(&self, table: &mut Table) {
        let rows = table.rows.iter().map(|row| row.number).filter(|number| self.rows.contains(number));
        let rows: Vec<String> = rows.map(|number| number.to_string()).collect();
        let columns = (0..table.headers.len()).filter(|place| self.columns.iter().any(|range| range.contains(place)));
        let columns: Vec<String> = columns.map(|place| format!("“{}”", table.headers[place])).collect();
        for (places, one, several) in [
            (rows, "row is hidden in the file and was", "rows are hidden in the file and were"),
            (columns, "column is hidden in the file and was", "columns are hidden in the file and were"),
        ] {
            if !places.is_empty() {
                let more = if places.len() > NAMED { " and more" } else { "" };
                let named = places[..places.len().min(NAMED)].join(", ");
                table.notes.push(format!("{} read all the same ({named}{more}).", counted(places.len(), one, several)));
            }
        }
    }
}

/// What a sheet of an XLSX workbook hides. A workbook in which that cannot be found can still be read.
pub(super) fn of_workbook(bytes: &[u8], sheet: &str) -> Hidden {
    find(bytes, sheet).unwrap_or_default()
}

fn find(bytes: &[u8], sheet: &str) -> Option<Hidden> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut id = None;
    each_tag(BufReader::new(archive.by_name("xl/workbook.xml").ok()?), |tag| {
        if tag.local_name().as_ref() == "sheet" && attribute(tag, "name").is_some_and(|name| name == sheet) {
            id = attribute(tag, "r:id");
        }
        id.is_none()
    })?;
    let id = id?;
    let mut place = None;
    each_tag(BufReader::new(archive.by_name("xl/_rels/workbook.xml.rels").ok()?), |tag| {
        if attribute(tag, "Id").is_some_and(|each| each == id) {
            place = attribute(tag, "Target");
        }
        place.is_none()
    })?;
    let place = place?;
    let part = place.strip_prefix('/').map_or_else(|| format!("xl/{place}"), str::to_owned);
    let mut hidden = Hidden::default();
    each_tag(BufReader::new(archive.by_name(&part).ok()?), |tag| {
        hidden.take(tag);
        true
    })?;
    Some(hidden)
}

impl Hidden {
    fn take(&mut self, tag: &BytesStart<'_>) {
        let is_hidden = || attribute(tag, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true"));
        let number = |name: &str| attribute(tag, name)?.parse::<usize>().ok();
        match tag.local_name().as_ref() {
            "row" => {
                let row = number("r").unwrap_or(self.last.saturating_add(1));
                if row <= self.last && self.twice.is_none() {
                    self.twice = Some(row);
                }
                self.last = row;
                if is_hidden() && row <= MOST_ROWS {
                    self.rows.extend(u64::try_from(row).ok());
                }
            }
            "mergeCell" => self.merged += 1,
            "col" if is_hidden() && self.columns.len() < MOST_COLUMNS => {
                if let (Some(first), Some(last)) = (number("min"), number("max")) {
                    self.columns.push(first.saturating_sub(1)..=last.saturating_sub(1));
                }
            }
            _ => {}
        }
    }
}

/// Shows each opening tag until the answer is no; nothing where the XML breaks.
fn each_tag(part: impl BufRead, mut show: impl FnMut(&BytesStart<'_>) -> bool) -> Option<()> {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).ok()?;
        let more = match &event {
            Event::Start(tag) | Event::Empty(tag) => show(tag),
            Event::Eof => false,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => true,
        };
        if !more {
            return Some(());
        }
    }
}

/// The value of an attribute by its full name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.0 == name)?;
    Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), |text| text.into_owned()))
}

/// The record that ends a sheet or the workbook's own part.
pub(super) const END: u16 = 0x000A;

/// The records of an XLS workbook, each its kind and its body (\[MS-XLS\] 2.1.4).
pub(super) struct Records<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let [kind_low, kind_high, length_low, length_high, tail @ ..] = self.0 else { return None };
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        let body = tail.get(..length)?;
        self.0 = &tail[length..];
        Some((u16::from_le_bytes([*kind_low, *kind_high]), body))
    }
}

/// What the sheet in this place (from 0) of an XLS workbook hides.
pub(super) fn of_old_workbook(records: &[u8], place: usize) -> Hidden {
    const SHEET: u16 = 0x0085;
    const ROW: u16 = 0x0208;
    const COLUMNS: u16 = 0x007D;
    let start = Records(records).filter(|(kind, _)| *kind == SHEET).nth(place).and_then(|(_, body)| {
        let offset = body.first_chunk::<4>()?;
        usize::try_from(u32::from_le_bytes(*offset)).ok()
    });
    let mut hidden = Hidden::default();
    let Some(sheet) = start.and_then(|start| records.get(start..)) else { return hidden };
    let word = |body: &[u8], at: usize| body.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
    for (kind, body) in Records(sheet).take_while(|(kind, _)| *kind != END) {
        match (kind, word(body, 0), word(body, 2)) {
            (ROW, Some(row), _) if word(body, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                hidden.rows.insert(u64::from(row) + 1);
            }
            (COLUMNS, Some(first), Some(last)) if word(body, 8).is_some_and(|flags| flags & 1 != 0) => {
                hidden.columns.push(usize::from(first)..=usize::from(last));
            }
            _ => {}
        }
    }
    hidden
}
