//! The head of a letter: who sends it, and the address where the window of a long envelope is.

use std::io::Result;

use super::body::Body;
use super::xml::value;
use crate::paper::{Letter, Print, Run};

/// The margin at the top of a page, in millimetres; `package` sets it.
pub(super) const TOP: u32 = 15;

/// How far below the top of the sheet the address begins, in millimetres.
const WINDOW: u32 = 52;

/// How tall the lines of the head are, in twentieths of a point: each is as tall as it is said to be, so that it is
/// known where the address comes to stand.
const NAME: u32 = 480;
const LINE: u32 = 220;
const NOTICE: u32 = 560;

pub(super) fn write(body: &mut Body, letter: &Letter) -> Result<()> {
    let from: Vec<&str> = letter.from.iter().map(String::as_str).collect();
    let reference = format!("Our reference: {}", letter.reference);
    let from = [from.as_slice(), &[reference.as_str()]].concat();
    let lines = u32::try_from(from.len()).unwrap_or(u32::MAX);
    if !letter.notice.is_empty() {
        body.styled("Notice", &letter.notice)?;
    }
    body.styled("Sender", &letter.sender)?;
    let notice = if letter.notice.is_empty() { 0 } else { NOTICE };
    let above = notice.saturating_add(NAME);
    let all = above.saturating_add(lines.saturating_mul(LINE));
    let window = twips(WINDOW - TOP);
    // In large print the lines of the head would push the address out of the window.
    let first = letter.print == Print::Ordinary && all <= window;
    if first {
        body.styled("From", &from.join("\n"))?;
    }
    let before = window.saturating_sub(if first { all } else { above });
    body.paragraph(&[Run::plain(letter.to.join("\n"))], |out| {
        value(out, "w:pStyle", "Address")?;
        let spacing = out.create_element("w:spacing").with_attribute(("w:before", before.to_string().as_str()));
        spacing.write_empty().map(drop)
    })?;
    if !first {
        body.styled("FromBelow", &from.join("\n"))?;
    }
    body.styled("Date", &letter.date)?;
    body.blocks(&letter.body)
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
