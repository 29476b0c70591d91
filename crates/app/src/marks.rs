//! Words with simple marks: paragraphs, **bold** and bullets. Letters and responses are written
//! so; here they become HTML for a page or an e-mail, blocks for files, and plain text for the rest.
//! Anything else that looks like HTML stays text.

mod blocks;

pub use blocks::to_blocks;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The marked words as HTML. Whatever was written, only paragraphs, bold, italics, lists and line
/// breaks come out.
pub fn to_html(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len() * 2);
    html::push_html(&mut out, parse(marked));
    out
}

/// The marked words as plain text: paragraphs apart by an empty line, bullets as "- ".
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser's enum: whatever else it may know is left out")]
pub fn to_plain(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    for event in parse(marked) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Item) => out.push_str("- "),
            Event::End(TagEnd::Paragraph | TagEnd::List(_)) => out.push_str("\n\n"),
            Event::End(TagEnd::Item) if !out.ends_with('\n') => out.push('\n'),
            _ => {}
        }
    }
    let mut plain = String::with_capacity(out.len());
    for line in out.lines() {
        if !(line.is_empty() && plain.ends_with("\n\n")) {
            plain.push_str(line.trim_end());
            plain.push('\n');
        }
    }
    plain.trim().to_owned() + "\n"
}

/// A value put into marked words so that it reads as it was typed, whatever is in it. Only what
/// would be read as a mark is escaped, because people edit the words that come out.
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for line in value.trim().lines() {
        if !out.is_empty() {
            out.push_str("\\\n");
        }
        let line = line.trim();
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let list_at = if number.len() < line.len() { line.len() - number.len() } else { 0 };
        for (at, character) in line.char_indices() {
            let anywhere = "\\`*_[]<>&".contains(character);
            let begins_a_block = at == 0 && "#-+=~|".contains(character);
            let numbers_a_list = at == list_at && at > 0 && ".)".contains(character);
            if anywhere || begins_a_block || numbers_a_list {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

/// Plain text as HTML text.
pub fn text_as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    html::push_html(&mut out, std::iter::once(Event::Text(text.into())));
    out
}

fn parse(marked: &str) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(marked, Options::empty()).filter_map(allowed)
}

/// Headings become bold paragraphs; links, images, code and HTML become the text they were.
#[expect(clippy::wildcard_enum_match_arm, reason = "the parser's enum: whatever else it may know is left out")]
fn allowed(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        Event::Text(_) | Event::SoftBreak | Event::HardBreak => Some(event),
        Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::List(_) | Tag::Item) => Some(event),
        Event::End(TagEnd::Paragraph | TagEnd::Strong | TagEnd::Emphasis | TagEnd::List(_) | TagEnd::Item) => {
            Some(event)
        }
        Event::Start(Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => Some(Event::End(TagEnd::Paragraph)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_text_whatever_is_written() {
        for hostile in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "[go](javascript:alert(1))",
            "![x](http://a/b.png)",
            "<a href='x'>y</a>",
        ] {
            let html = to_html(hostile);
            assert!(
                !html.contains("<script")
                    && !html.contains("<img")
                    && !html.contains("<a ")
                    && !html.contains("href=\""),
                "{html}"
            );
        }
    }

    #[test]
    fn a_value_reads_as_it_was_typed() {
        for value in [
            "O'Brien & Sons",
            "*not bold*",
            "1. not a list",
            "- no bullet",
            "# no heading",
            "a_b_c",
            "<b>",
            "back\\slash",
            "{field}",
            "a@b.uk",
        ] {
            assert_eq!(to_plain(&format!("Dear {}", escape(value))), format!("Dear {value}\n"), "{value}");
            assert_eq!(to_plain(&escape(value)), format!("{value}\n"), "{value} at the start of a line");
        }
    }

    #[test]
    fn letters_read_well_as_plain_text() {
        let marked = "Dear Mrs Fairclough\n\n**Your complaint**\n\nThis is what we will do:\n\n- one\n- two\n\nYours";
        assert_eq!(
            to_plain(marked),
            "Dear Mrs Fairclough\n\nYour complaint\n\nThis is what we will do:\n\n- one\n- two\n\nYours\n"
        );
        assert!(to_html(marked).contains("<strong>Your complaint</strong>"));
    }
}
