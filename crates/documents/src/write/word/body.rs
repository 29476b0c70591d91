//! What a document says: paragraphs, headings, lists and tables.

use std::io::Result;

use quick_xml::Writer;

use super::{
    numbers::{Numbers, indent},
    xml::{Out, empty, run, value, within},
};
use crate::paper::{Block, List, Run, Table};

/// The width of the text of a report in twentieths of a point: A4 less two margins of 20 mm.
const WIDTH: u32 = 9638;

/// The body while it is written.
pub(super) struct Body {
    pub(super) out: Out,
    pub(super) numbers: Numbers,
}

/// Where a paragraph of a list stands.
#[derive(Clone, Copy)]
struct Place {
    /// How deep, from 0.
    level: usize,
    /// The list it begins an item of; `None` goes on in one.
    item_of: Option<usize>,
}

impl Body {
    pub(super) fn begin() -> Body {
        Body { out: Writer::new(Vec::new()), numbers: Numbers::default() }
    }

    /// A paragraph of plain words in a style.
    pub(super) fn styled(&mut self, style: &str, words: &str) -> Result<()> {
        self.paragraph(&[Run::plain(words)], |out| value(out, "w:pStyle", style))
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Result<()> {
        for (place, block) in blocks.iter().enumerate() {
            match block {
                Block::Heading(words) => self.styled("Heading1", words)?,
                Block::Subheading(words) => self.styled("Heading2", words)?,
                Block::Paragraph(runs) => self.paragraph(runs, |_| Ok(()))?,
                Block::List(list) => self.list(list, 0)?,
                Block::Table(table) => {
                    self.table(table)?;
                    // Word runs two tables into one where nothing stands between them, and wants something after the last.
                    if matches!(blocks.get(place + 1), None | Some(Block::Table(_))) {
                        self.styled("Between", "")?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A paragraph with the properties given.
    pub(super) fn paragraph(&mut self, runs: &[Run], properties: impl FnOnce(&mut Out) -> Result<()>) -> Result<()> {
        within(&mut self.out, "w:p", |out| {
            within(out, "w:pPr", properties)?;
            runs.iter().filter(|run| !run.text.is_empty()).try_for_each(|each| run(out, each))
        })
    }

    fn list(&mut self, List { from, items }: &List, level: usize) -> Result<()> {
        let list = self.numbers.list(*from, level);
        for item in items {
            let mut place = Place { level, item_of: Some(list) };
            for block in item {
                match block {
                    Block::Paragraph(runs) => self.item(runs, place)?,
                    Block::Heading(words) | Block::Subheading(words) => self.item(&[Run::plain(words)], place)?,
                    Block::List(list) => self.list(list, level + 1)?,
                    Block::Table(table) => self.table(table)?,
                }
                place.item_of = None;
            }
        }
        Ok(())
    }

    fn item(&mut self, runs: &[Run], Place { level, item_of }: Place) -> Result<()> {
        self.paragraph(runs, |out| {
            value(out, "w:pStyle", "ListParagraph")?;
            match item_of {
                Some(list) => within(out, "w:numPr", |out| {
                    value(out, "w:ilvl", &Numbers::level(level).to_string())?;
                    value(out, "w:numId", &list.to_string())
                }),
                None => {
                    let left = indent(Numbers::level(level)).to_string();
                    out.create_element("w:ind").with_attribute(("w:left", left.as_str())).write_empty().map(drop)
                }
            }
        })
    }

    fn table(&mut self, table: &Table) -> Result<()> {
        let shares: u32 = table.widths.iter().sum::<u32>().max(1);
        let widths: Vec<String> = table.widths.iter().map(|width| (width * WIDTH / shares).to_string()).collect();
        within(&mut self.out, "w:tbl", |out| {
            within(out, "w:tblPr", |out| {
                value(out, "w:tblStyle", "Figures")?;
                out.create_element("w:tblW").with_attributes([("w:w", "5000"), ("w:type", "pct")]).write_empty()?;
                let look = out.create_element("w:tblLook");
                look.with_attributes([("w:val", "0020"), ("w:firstRow", "1"), ("w:noHBand", "1"), ("w:noVBand", "1")])
                    .write_empty()
                    .map(drop)
            })?;
            within(out, "w:tblGrid", |out| {
                widths.iter().try_for_each(|width| {
                    out.create_element("w:gridCol").with_attribute(("w:w", width.as_str())).write_empty().map(drop)
                })
            })?;
            row(out, &table.head, &widths, table.numbers_from, Kind::Head)?;
            table.rows.iter().try_for_each(|cells| row(out, cells, &widths, table.numbers_from, Kind::Plain))
        })
    }
}

/// Kinds of row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Said again at the top of each page, and read aloud with each cell.
    Head,
    Plain,
}

fn row(out: &mut Out, cells: &[String], widths: &[String], numbers_from: usize, kind: Kind) -> Result<()> {
    within(out, "w:tr", |out| {
        within(out, "w:trPr", |out| {
            empty(out, "w:cantSplit")?;
            if kind == Kind::Head { empty(out, "w:tblHeader") } else { Ok(()) }
        })?;
        for (column, width) in widths.iter().enumerate() {
            let words = cells.get(column).map_or("", String::as_str);
            let words = Run { bold: kind == Kind::Head, ..Run::plain(words) };
            within(out, "w:tc", |out| {
                within(out, "w:tcPr", |out| {
                    let cell = out.create_element("w:tcW");
                    cell.with_attributes([("w:w", width.as_str()), ("w:type", "dxa")]).write_empty().map(drop)
                })?;
                within(out, "w:p", |out| {
                    within(out, "w:pPr", |out| {
                        value(out, "w:pStyle", "Cell")?;
                        if column >= numbers_from { value(out, "w:jc", "right") } else { Ok(()) }
                    })?;
                    if words.text.is_empty() { Ok(()) } else { run(out, &words) }
                })
            })?;
        }
        Ok(())
    })
}
