//! One cell of an OpenDocument sheet: its value as its attributes give it, or the words in its paragraphs.
//! A formula's value is the one that was saved with it.

use std::io::BufRead;

use quick_xml::events::{BytesRef, BytesStart};

use super::{Document, Step};
use crate::read::Unreadable;
use crate::read::excel::{iso_cell, number_cell, text_cell, truth_cell};
use crate::read::hidden::attribute;
use crate::sheet::Cell;

/// Spaces that one mark may stand for.
const MOST_SPACES: usize = 1_000;

impl<R: BufRead> Document<'_, R> {
    /// The cell that this tag opens.
    pub(super) fn cell(&mut self, tag: &BytesStart<'_>, closed: bool) -> Result<Cell, Unreadable> {
        let words = if closed { String::new() } else { self.words()? };
        let value = |name: &str| attribute(tag, name);
        if value("calcext:value-type").is_some_and(|kind| kind == "error") {
            return Ok(Cell::Error(words));
        }
        let number = value("office:value").and_then(|text| text.parse::<f64>().ok());
        Ok(match value("office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => number.map_or_else(|| text_cell(&words), number_cell),
            Some("date") => value("office:date-value").map_or_else(|| text_cell(&words), |date| iso_cell(&date)),
            Some("time") => {
                let time = value("office:time-value").and_then(|time| clock(&time));
                text_cell(&time.unwrap_or(words))
            }
            Some("boolean") => truth_cell(value("office:boolean-value").is_some_and(|truth| truth == "true")),
            None if words.is_empty() && value("table:formula").is_some() => Cell::Error(Cell::UNSAVED.to_owned()),
            Some("string") if words.is_empty() => text_cell(&value("office:string-value").unwrap_or_default()),
            Some(_) | None => text_cell(&words),
        })
    }

    /// The words in the paragraphs of a cell whose opening tag was read, up to its end.
    fn words(&mut self) -> Result<String, Unreadable> {
        let mut words = String::new();
        let (mut depth, mut paragraph) = (1_usize, None);
        while depth > 0 {
            match self.step()? {
                Step::Open(tag, closed) => match tag.name().0 {
                    "office:annotation" | "table:table" | "draw:frame" | "draw:custom-shape" | "draw:object" => {
                        if !closed {
                            self.skip(&tag)?;
                        }
                    }
                    name => {
                        depth += usize::from(!closed);
                        match name {
                            "text:p" if !closed => {
                                paragraph = Some(depth);
                                if !words.is_empty() {
                                    words.push('\n');
                                }
                            }
                            "text:s" => words.push_str(&" ".repeat(spaces(&tag))),
                            "text:tab" => words.push('\t'),
                            "text:line-break" => words.push('\n'),
                            _ => {}
                        }
                    }
                },
                Step::Close => {
                    if paragraph == Some(depth) {
                        paragraph = None;
                    }
                    depth -= 1;
                }
                Step::Text(text) if paragraph.is_some() => words.push_str(&text),
                Step::Text(_) | Step::Nothing => {}
                Step::End => return Err(self.cut()),
            }
        }
        Ok(words)
    }
}

fn spaces(tag: &BytesStart<'_>) -> usize {
    attribute(tag, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1).min(MOST_SPACES)
}

/// "PT14H03M00S" as "14:03:00".
fn clock(duration: &str) -> Option<String> {
    let (hours, rest) = duration.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.trim_end_matches('S').split(['.', ',']).next()?;
    let number = |text: &str| text.parse::<u32>().ok();
    Some(format!("{:02}:{:02}:{:02}", number(hours)?, number(minutes)?, number(seconds)?))
}

/// The sign that a reference such as `&amp;` stands for; nothing for one that the file made up.
pub(super) fn sign(name: &BytesRef<'_>) -> String {
    match name.resolve_char_ref() {
        Ok(Some(sign)) => sign.to_string(),
        Ok(None) => quick_xml::escape::resolve_xml_entity(name).unwrap_or_default().to_owned(),
        Err(_) => String::new(),
    }
}
