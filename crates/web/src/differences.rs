//! What differs between two texts, word by word, and both of them in one. Which text is whose is
//! for the pages to say.

use similar::{ChangeTag, TextDiff};

/// A run of words that stayed, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Only in the second text.
    pub came: bool,
    /// Only in the first.
    pub went: bool,
    /// The words.
    pub words: String,
}

/// The differences between two texts.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let (came, went) = match change.tag() {
            ChangeTag::Equal => (false, false),
            ChangeTag::Insert => (true, false),
            ChangeTag::Delete => (false, true),
        };
        match pieces.last_mut().filter(|last| last.came == came && last.went == went) {
            Some(last) => last.words.push_str(change.value()),
            None => pieces.push(Piece { came, went, words: change.value().to_owned() }),
        }
    }
    pieces
}

/// Both texts in one: each line once, and where they differ the lines of the first before those of
/// the second.
pub fn joined(first: &str, second: &str) -> String {
    let (first, second) = (format!("{}\n", first.trim_end()), format!("{}\n", second.trim_end()));
    let both: String = TextDiff::from_lines(&first, &second).iter_all_changes().map(|change| change.value()).collect();
    both.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_is_told_apart() {
        let pieces = pieces("We are sorry that it took so long.", "We are very sorry that it took long.");
        let said: Vec<(bool, bool, &str)> =
            pieces.iter().map(|piece| (piece.came, piece.went, piece.words.as_str())).collect();
        assert!(said.contains(&(true, false, "very ")) || said.contains(&(true, false, " very")), "{said:?}");
        assert!(said.contains(&(false, true, "so ")) || said.contains(&(false, true, " so")), "{said:?}");
        let after: String = said.iter().filter(|(_, went, _)| !went).map(|(.., words)| *words).collect();
        assert_eq!(after, "We are very sorry that it took long.");
    }

    #[test]
    fn both_texts_in_one_hold_every_line_of_either() {
        let table = [
            ("the same", "A\nB", "A\nB", "A\nB"),
            ("added at different places", "Dear Ann\nA\nYours", "Dear Ann\nYours\nPS", "Dear Ann\nA\nYours\nPS"),
            ("the same line changed", "A\nmine\nC", "A\nyours\nC", "A\nmine\nyours\nC"),
            ("nothing in common", "A", "B", "A\nB"),
            ("one is empty", "", "B", "\nB"),
        ];
        for (name, first, second, both) in table {
            assert_eq!(joined(first, second).trim_start(), both.trim_start(), "{name}");
        }
    }
}
