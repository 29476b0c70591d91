//! Sentences, words and syllables of a letter, each with its place, for the checks of a response.
//! English only, and near enough: it guesses syllables from vowels, as every such formula does.

use std::ops::Range;

/// Short words that end with a full stop and do not end a sentence.
const ABBREVIATIONS: &[&str] = &["mr", "mrs", "ms", "dr", "rev", "cllr", "no", "tel", "st", "e.g", "i.e"];

/// The sentences and list items of a text, trimmed. A line that begins with a bullet and a blank line
/// end a sentence as a full stop does.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let ends = match letter {
            '.' | '!' | '?' => ends_here(&text[start..at], &text[end..], letter),
            '\n' => line_ends_here(&text[end..]),
            _ => false,
        };
        if ends {
            found.extend(trimmed(text, start..end));
            start = end;
        }
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

fn ends_here(before: &str, after: &str, mark: char) -> bool {
    let followed = after.chars().next().is_none_or(char::is_whitespace);
    let last = before.split_whitespace().last().unwrap_or_default().to_lowercase();
    let last = last.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    followed && (mark != '.' || !ABBREVIATIONS.contains(&last))
}

fn line_ends_here(after: &str) -> bool {
    let next = after.split('\n').next().unwrap_or_default().trim_start();
    next.is_empty() || is_bullet(next)
}

/// Whether a line is an item of a list.
pub(crate) fn is_bullet(line: &str) -> bool {
    ["- ", "* ", "• ", "– "].iter().any(|mark| line.trim_start().starts_with(mark))
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    part.chars().any(char::is_alphanumeric).then_some(start..end)
}

/// The words of a text: letters and digits with apostrophes and hyphens between them.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-');
    let outside = move |letter: char| !inside(letter);
    text.split(outside).filter_map(move |part| {
        let word = part.trim_matches(|letter: char| !letter.is_alphanumeric());
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (!word.is_empty()).then_some((start..start + word.len(), word))
    })
}

/// Where `phrase`, written in lower case, stands in `text` as whole words, whatever the case.
pub(crate) fn find_phrase(text: &str, phrase: &str) -> Option<Range<usize>> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let found: Vec<(Range<usize>, &str)> = words(text).collect();
    let same =
        |here: &[(Range<usize>, &str)]| here.iter().zip(&wanted).all(|((_, word), wanted)| plain(word) == **wanted);
    let here = found.windows(wanted.len()).find(|here| same(here))?;
    Some(here.first()?.0.start..here.last()?.0.end)
}

/// Lower case, with a straight apostrophe.
pub(crate) fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Age at which a text is easily read: the Flesch–Kincaid grade (Kincaid and others, 1975) and the
/// five years before school. `None` of no words.
pub(crate) fn reading_age(text: &str) -> Option<f64> {
    let sentences = sentences(text).len();
    let (mut count, mut beats) = (0.0_f64, 0.0_f64);
    for (_, word) in words(text) {
        count += 1.0;
        beats += f64::from(syllables(word));
    }
    let sentences = f64::from(u32::try_from(sentences).ok().filter(|sentences| *sentences > 0)?);
    let grade = 0.39 * count / sentences + 11.8 * beats / count - 15.59;
    Some(grade + 5.0)
}

/// Endings in which the last e is heard.
const HISSING: &[&str] = &["ses", "zes", "ces", "ges", "xes", "hes", "les"];

/// Groups of vowels, less a silent e at the end; at least one.
fn syllables(word: &str) -> u32 {
    let word = plain(word);
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for letter in word.chars() {
        groups += u32::from(is_vowel(letter) && !before);
        before = is_vowel(letter);
    }
    let after_vowel =
        |ending: &str| word.strip_suffix(ending).is_some_and(|stem| stem.chars().last().is_some_and(is_vowel));
    let silent = (word.ends_with('e') && !word.ends_with("le") && !after_vowel("e"))
        || (word.ends_with("ed") && !word.ends_with("ted") && !word.ends_with("ded") && !after_vowel("ed"))
        || (word.ends_with("es") && !after_vowel("es") && !HISSING.iter().any(|ending| word.ends_with(ending)));
    groups.saturating_sub(u32::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_people_end_them() {
        let table: [(&str, &[&str]); 8] = [
            ("", &[]),
            ("One. Two! Three?", &["One.", "Two!", "Three?"]),
            ("Dear Mrs. Hill, it was 3.5 miles. Yes.", &["Dear Mrs. Hill, it was 3.5 miles.", "Yes."]),
            ("We will:\n- ring you on Friday\n- send a van", &["We will:", "- ring you on Friday", "- send a van"]),
            ("A line\nthat goes on.", &["A line\nthat goes on."]),
            ("Dear Sir\n\nWe are sorry", &["Dear Sir", "We are sorry"]),
            ("Ring us, e.g. today. ...", &["Ring us, e.g. today."]),
            ("Caf\u{e9}. \u{1f600} Na\u{ef}ve.", &["Caf\u{e9}.", "\u{1f600} Na\u{ef}ve."]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn words_know_their_place() {
        let text = "It’s a ‘well-kept’ bin - really.";
        let found: Vec<&str> = words(text).map(|(range, _)| &text[range]).collect();
        assert_eq!(found, ["It’s", "a", "well-kept", "bin", "really"]);
        assert_eq!(find_phrase("We are VERY Sorry.", "very sorry").map(|range| range.start), Some(7));
        assert_eq!(find_phrase("Sorrylands", "sorry"), None);
        assert_eq!(find_phrase("sorry", "we are sorry"), None);
    }

    #[test]
    fn syllables_are_guessed_from_vowels() {
        let table = [
            ("bin", 1),
            ("we", 1),
            ("the", 1),
            ("missed", 1),
            ("collected", 3),
            ("collection", 3),
            ("apologise", 4),
            ("table", 2),
            ("service", 2),
            ("services", 3),
            ("agreed", 2),
            ("council", 2),
            ("lorries", 2),
            ("you", 1),
            ("made", 1),
            ("times", 1),
            ("2026", 1),
            ("rhythm", 1),
        ];
        for (word, count) in table {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn reading_age_grows_with_long_words_and_long_sentences() {
        let easy = "We missed your bin. We are sorry. We will come on Friday.";
        let hard = "Notwithstanding the aforementioned operational difficulties, the authority acknowledges that \
                    the collection methodology was insufficiently communicated to affected residents.";
        let (easy, hard) = (reading_age(easy).expect("words"), reading_age(hard).expect("words"));
        assert!(easy < 8.0 && hard > 18.0, "{easy} {hard}");
        assert_eq!(reading_age("..."), None);
    }
}
