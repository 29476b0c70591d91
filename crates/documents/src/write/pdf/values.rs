//! Letters and reports as typst's values. Every text goes in as a text.

use chrono::{Datelike, NaiveDateTime, Timelike};
use typst::foundations::{Array, Datetime, Dict, IntoValue, Value, dict};

use crate::paper::{About, Block, Head, Letter, List, Print, Report, Run, Table, Window, clean};

/// Letters without a space after which a word may be broken anywhere: it would not fit on a line.
const LONGEST_WORD: usize = 40;

pub(super) fn letter(letter: &Letter) -> Dict {
    let Letter { about, notice, sender, from, reference, to, date, body, print, colour, head, window } = letter;
    let mut values = properties(about);
    values.insert("notice".into(), text(notice));
    values.insert("sender".into(), text(sender));
    values.insert("from".into(), texts(from));
    values.insert("reference".into(), text(reference));
    values.insert("to".into(), texts(to));
    values.insert("date".into(), text(date));
    values.insert("body".into(), blocks(body));
    values.insert("large".into(), (*print == Print::Large).into_value());
    values.insert("colour".into(), format!("#{}", colour.digits()).into_value());
    values.insert("blank".into(), if *head == Head::OnThePaper { Head::BLANK } else { 0 }.into_value());
    values.insert("window".into(), window.map(self::window).into_value());
    values
}

fn window(window: Window) -> Dict {
    let Window { left, from, to, width } = window;
    dict! { "left" => left, "from" => from, "to" => to, "width" => width, "right" => window.is_right() }
}

pub(super) fn report(report: &Report) -> Dict {
    let Report { about, notice, subtitle, body, colour } = report;
    let mut values = properties(about);
    values.insert("notice".into(), text(notice));
    values.insert("subtitle".into(), text(subtitle));
    values.insert("body".into(), blocks(body));
    values.insert("colour".into(), format!("#{}", colour.digits()).into_value());
    values
}

pub(super) fn moment(at: NaiveDateTime) -> Option<Datetime> {
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Datetime::from_ymd_hms(
        at.year(),
        small(at.month()),
        small(at.day()),
        small(at.hour()),
        small(at.minute()),
        small(at.second()),
    )
}

fn properties(about: &About) -> Dict {
    // The title of a PDF may not be empty (PDF/UA-1, 7.1).
    let title = Some(clean(&about.title)).filter(|title| !title.trim().is_empty()).unwrap_or_else(|| "Untitled".into());
    dict! { "title" => title.replace('\n', " "), "author" => clean(&about.author).replace('\n', " ") }
}

fn blocks(blocks: &[Block]) -> Value {
    blocks.iter().map(block).collect::<Array>().into_value()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading(words) => dict! { "kind" => "heading", "level" => 1, "words" => text(words) },
        Block::Subheading(words) => dict! { "kind" => "heading", "level" => 2, "words" => text(words) },
        Block::Paragraph(runs) => dict! { "kind" => "paragraph", "runs" => words(runs) },
        Block::List(list) => self::list(list),
        Block::Table(table) => self::table(table),
    }
    .into_value()
}

fn list(List { from, items }: &List) -> Dict {
    let items: Array = items.iter().map(|item| blocks(item)).collect();
    match from {
        None => dict! { "kind" => "bullets", "items" => items },
        Some(from) => dict! { "kind" => "numbers", "from" => i64::try_from(*from).unwrap_or(1), "items" => items },
    }
}

fn table(Table { head, rows, widths, numbers_from }: &Table) -> Dict {
    let widths: Array = widths.iter().map(|width| i64::from(*width).into_value()).collect();
    let numbers_from = i64::try_from(*numbers_from).unwrap_or(i64::MAX);
    let rows: Array = rows.iter().map(|row| texts(row)).collect();
    dict! { "kind" => "table", "head" => texts(head), "rows" => rows, "widths" => widths, "numbers" => numbers_from }
}

fn words(runs: &[Run]) -> Value {
    let run = |Run { text, bold, italic }: &Run| {
        dict! { "text" => self::text(text), "bold" => *bold, "italic" => *italic }.into_value()
    };
    runs.iter().map(run).collect::<Array>().into_value()
}

fn texts(texts: &[String]) -> Value {
    texts.iter().map(|each| text(each)).collect::<Array>().into_value()
}

fn text(text: &str) -> Value {
    breakable(&clean(text)).into_value()
}

/// The text with places to break in words that are too long for any line.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        if word.chars().count() <= LONGEST_WORD {
            out.push_str(word);
        } else {
            word.chars().for_each(|letter| out.extend([letter, '\u{200b}']));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_fits_on_no_line_may_be_broken() {
        let address = "customer.services@redditchbc.gov.uk";
        assert_eq!(breakable(address), address);
        assert_eq!(breakable(&"w".repeat(41)).matches('\u{200b}').count(), 41);
    }
}
