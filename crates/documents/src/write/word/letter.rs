//! The head of a letter: who sends it, unless the paper says so, and the address where the window of the envelope is.

use std::io::Result;

use super::body::Body;
use super::xml::{Out, value};
use crate::paper::{Head, Letter, Print, Run, Window};

/// The margin at the top of a page, in millimetres; `package` sets it.
pub(super) const TOP: u32 = 15;

/// The margin on the left, in millimetres; `package` sets it.
const SIDE: u32 = 25;

/// Where the address begins below the head of a letter for an envelope without a window, in twentieths of a point.
const BELOW: u32 = 240;

/// How tall the lines of the head are, in twentieths of a point: each is as tall as it is said to be, so that it is
/// known where the address comes to stand.
const NAME: u32 = 480;
const LINE: u32 = 220;
const NOTICE: u32 = 560;

pub(super) fn write(body: &mut Body, letter: &Letter) -> Result<()> {
    let printed = letter.head == Head::Printed;
    let from: Vec<&str> = letter.from.iter().filter(|_| printed).map(String::as_str).collect();
    let reference = format!("Our reference: {}", letter.reference);
    let from = [from.as_slice(), &[reference.as_str()]].concat();
    let lines = u32::try_from(from.len()).unwrap_or(u32::MAX);
    let mut above = 0;
    if !letter.notice.is_empty() {
        body.styled("Notice", &letter.notice)?;
        above += NOTICE;
    }
    if printed {
        body.styled("Sender", &letter.sender)?;
        above += NAME;
    }
    let all = above.saturating_add(lines.saturating_mul(LINE));
    let window = letter.window.map_or(0, |window| twips(window.from.saturating_sub(TOP)));
    // In large print the lines of the head would push the address out of the window, and they are not for what headed
    // paper leaves blank.
    let first = printed && letter.print == Print::Ordinary && (all <= window || letter.window.is_none());
    if first {
        body.styled("From", &from.join("\n"))?;
    }
    let stood = if first { all } else { above };
    let blank = if printed { 0 } else { twips(Head::BLANK - TOP).saturating_sub(stood) };
    let before = if letter.window.is_some() { window.saturating_sub(stood) } else { BELOW }.max(blank);
    body.paragraph(&[Run::plain(letter.to.join("\n"))], |out| {
        value(out, "w:pStyle", "Address")?;
        let spacing = out.create_element("w:spacing").with_attribute(("w:before", before.to_string().as_str()));
        spacing.write_empty()?;
        match letter.window.filter(|window| window.left > SIDE) {
            Some(window) => indent(out, window),
            None => Ok(()),
        }
    })?;
    if !first {
        body.styled("FromBelow", &from.join("\n"))?;
    }
    body.styled("Date", &letter.date)?;
    body.blocks(&letter.body)
}

/// Moves the address to a window that is not at the left.
fn indent(out: &mut Out, window: Window) -> Result<()> {
    let left = twips(window.left - SIDE).to_string();
    out.create_element("w:ind").with_attributes([("w:left", left.as_str()), ("w:right", "0")]).write_empty().map(drop)
}

/// Millimetres in twentieths of a point.
pub(super) const fn twips(millimetres: u32) -> u32 {
    millimetres * 567 / 10
}

/// Points of the words of a letter.
pub(super) const fn size(print: Print) -> u32 {
    match print {
        Print::Ordinary => 12,
        Print::Large => 16,
    }
}
