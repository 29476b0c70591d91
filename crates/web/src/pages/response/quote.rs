//! Comments that stick to a paragraph: its words stand before the comment, each line behind a ">", as in an email. They are
//! still known for what they were about when the paragraph has changed.

use crate::layout::Choice;

/// Lines that begin so are quoted.
const MARK: &str = ">";
/// Letters of a paragraph by which it is told in a list.
const TOLD_BY: usize = 60;

/// Some of a comment: words of the letter, or words about them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) quoted: bool,
    pub(super) words: String,
}

/// The parts of a comment in order.
pub(super) fn parts(comment: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in comment.lines() {
        let (quoted, words) = match line.strip_prefix(MARK) {
            Some(rest) => (true, rest.strip_prefix(' ').unwrap_or(rest)),
            None => (false, line),
        };
        match parts.last_mut() {
            Some(last) if last.quoted == quoted => last.words = format!("{}\n{words}", last.words),
            _ => parts.push(Part { quoted, words: words.to_owned() }),
        }
    }
    parts.retain(|part| !part.words.trim().is_empty());
    parts.iter().map(|part| Part { words: part.words.trim().to_owned(), ..*part }).collect()
}

/// The paragraphs of a response, each under its number, told by how it begins. `value` are the words to be quoted.
pub(super) fn paragraphs(response: &str) -> Vec<Choice> {
    let words = |(number, paragraph): (usize, String)| {
        let mut begins: String = paragraph.chars().take(TOLD_BY).collect();
        if begins.len() < paragraph.len() {
            begins.push('…');
        }
        Choice::new(paragraph.replace('\n', " "), format!("{number}: {}", begins.replace('\n', " ")))
    };
    (1..).zip(plain(response)).map(words).collect()
}

/// As they are read: without the stars of bold words.
fn plain(response: &str) -> Vec<String> {
    let plain = app::marks::to_plain(response);
    let paragraphs = plain.split("\n\n").map(str::trim);
    paragraphs.filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect()
}

/// A comment with the words it is about before it, where some were chosen. A comment without words stays without.
pub(super) fn about(chosen: &str, comment: &str) -> String {
    let chosen = chosen.trim();
    if chosen.is_empty() || comment.trim().is_empty() {
        return comment.to_owned();
    }
    let quoted: Vec<String> = chosen.lines().map(|line| format!("{MARK} {}", line.trim())).collect();
    format!("{}\n{comment}", quoted.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(quoted: bool, words: &str) -> Part {
        Part { quoted, words: words.into() }
    }

    #[test]
    fn a_comment_falls_into_quotations_and_words_about_them() {
        let table = [
            ("Say sorry.", vec![part(false, "Say sorry.")]),
            ("> We did not collect.\nSay when.", vec![part(true, "We did not collect."), part(false, "Say when.")]),
            (
                "First this:\n> One\n>two\n\nWhy?\n\n> Three\nWho?",
                vec![
                    part(false, "First this:"),
                    part(true, "One\ntwo"),
                    part(false, "Why?"),
                    part(true, "Three"),
                    part(false, "Who?"),
                ],
            ),
            ("a > b\n\nc", vec![part(false, "a > b\n\nc")]),
            ("", vec![]),
        ];
        for (comment, expected) in table {
            assert_eq!(parts(comment), expected, "{comment}");
        }
    }

    #[test]
    fn what_is_quoted_is_found_again() {
        let comment = about("We did not collect your bin.\n", "Say when.");
        assert_eq!(parts(&comment), [part(true, "We did not collect your bin."), part(false, "Say when.")]);
        assert_eq!(about("", "Say when."), "Say when.");
        assert_eq!(about("We did not.", "  "), "  ", "there is no comment without words");
    }

    #[test]
    fn paragraphs_are_told_by_how_they_begin() {
        let long = "It was **not** on the list of the crew, for which we are truly and deeply sorry. [1]";
        let found = paragraphs(&format!("Thank you.\n\n{long}\n\n- By Friday we will look.\n- And again."));
        let words: Vec<&str> = found.iter().map(|choice| choice.words.as_str()).collect();
        assert_eq!(words[..2], ["1: Thank you.", "2: It was not on the list of the crew, for which we are truly a…"]);
        assert!(found[2].words.starts_with("3: ") && found[2].value.contains("By Friday we will look."), "{found:?}");
        assert!(paragraphs(" ").is_empty());
    }
}
