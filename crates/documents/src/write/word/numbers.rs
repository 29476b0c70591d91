//! The lists of a document: bullets, and numbers that begin anew with each list.

use std::io::Result;

use quick_xml::Writer;

use super::xml::{Out, value, within};

/// The most levels Word knows.
const LEVELS: usize = 9;

/// The list definitions, by their ids in the file.
const BULLETS: usize = 0;
const NUMBERS: usize = 1;

/// The lists there are, in order; a list is known by its place among them, from 1.
#[derive(Default)]
pub(super) struct Numbers {
    lists: Vec<(Option<u64>, usize)>,
}

impl Numbers {
    /// A list more, at a level, which begins at a number or has bullets.
    pub(super) fn list(&mut self, from: Option<u64>, level: usize) -> usize {
        self.lists.push((from, Self::level(level)));
        self.lists.len()
    }

    /// The level of Word for one of ours.
    pub(super) fn level(level: usize) -> usize {
        level.min(LEVELS - 1)
    }

    /// The part `numbering.xml`.
    pub(super) fn part(&self) -> Result<Vec<u8>> {
        let mut out: Out = Writer::new(super::package::DECLARATION.to_vec());
        out.create_element("w:numbering").with_attribute(super::package::NAMESPACE).write_inner_content(|out| {
            definition(out, BULLETS, "bullet", |_| "•".into())?;
            definition(out, NUMBERS, "decimal", |level| format!("%{}.", level + 1))?;
            self.lists.iter().enumerate().try_for_each(|(place, (from, level))| {
                let number = out.create_element("w:num").with_attribute(("w:numId", (place + 1).to_string().as_str()));
                number.write_inner_content(|out| one(out, *from, *level)).map(drop)
            })
        })?;
        Ok(out.into_inner())
    }
}

/// How far from the margin a level stands, in twentieths of a point.
pub(super) fn indent(level: usize) -> usize {
    567 + level * 397
}

fn definition(out: &mut Out, id: usize, format: &str, text: impl Fn(usize) -> String) -> Result<()> {
    let definition = out.create_element("w:abstractNum").with_attribute(("w:abstractNumId", id.to_string().as_str()));
    definition
        .write_inner_content(|out| {
            value(out, "w:multiLevelType", "hybridMultilevel")?;
            (0..LEVELS).try_for_each(|level| {
                let each = out.create_element("w:lvl").with_attribute(("w:ilvl", level.to_string().as_str()));
                each.write_inner_content(|out| {
                    value(out, "w:start", "1")?;
                    value(out, "w:numFmt", format)?;
                    value(out, "w:lvlText", &text(level))?;
                    value(out, "w:lvlJc", "left")?;
                    within(out, "w:pPr", |out| {
                        let left = indent(level).to_string();
                        let at = out.create_element("w:ind");
                        at.with_attributes([("w:left", left.as_str()), ("w:hanging", "340")]).write_empty().map(drop)
                    })
                })
                .map(drop)
            })
        })
        .map(drop)
}

fn one(out: &mut Out, from: Option<u64>, level: usize) -> Result<()> {
    let definition = if from.is_some() { NUMBERS } else { BULLETS };
    value(out, "w:abstractNumId", &definition.to_string())?;
    let Some(from) = from else { return Ok(()) };
    let anew = out.create_element("w:lvlOverride").with_attribute(("w:ilvl", level.to_string().as_str()));
    anew.write_inner_content(|out| value(out, "w:startOverride", &from.to_string())).map(drop)
}
