//! What we will do has a date or a name, so that somebody can be held to it (LGSCO Code 7.3).

use std::ops::Range;

use super::{CheckNames, Verdict, missing, passed};
use crate::{case::Case, words};

/// Words that begin a promise.
const PROMISES: &[&str] = &["will", "shall", "we'll", "i'll", "we are going to", "i am going to", "we plan to"];

/// Words that say when. Months that are also other words are looked for with a day beside them.
const WHEN: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
    "tomorrow",
];
const MONTHS_THAT_ARE_WORDS: &[&str] = &["march", "may"];
const SPANS: &[&str] = &["day", "days", "week", "weeks", "month", "months"];

pub(super) fn check(text: &str, case: &Case, names: &CheckNames) -> Verdict {
    let actions: Vec<Range<usize>> =
        words::sentences(text).into_iter().filter(|place| is_action(&text[place.clone()])).collect();
    let undated =
        actions.iter().find(|place| !says_when(&text[(*place).clone()]) && !says_who(&text[(*place).clone()], names));
    match (undated, actions.as_slice()) {
        (Some(place), _) => {
            let words = first_words(&text[place.clone()]);
            missing(format!("“{words}” has no date and no name. Say by when, or who sees to it."), Some(place.clone()))
        }
        (None, []) if !case.promises.is_empty() => {
            missing("A remedy was promised, but the text does not say what we will do.", None)
        }
        (None, []) => passed("It promises nothing, so nothing needs a date.", None),
        (None, [first, ..]) => passed("Everything we will do has a date or a name.", Some(first.clone())),
    }
}

/// An item of a list, or a sentence that says what will happen. What holds only if the customer does
/// something is no promise, and a heading ("What we will do:") only leads to some.
fn is_action(sentence: &str) -> bool {
    let first = words::words(sentence).next().map(|(_, word)| word.to_lowercase());
    let conditional = first.as_deref() == Some("if");
    let heading = sentence.ends_with(':') || first.as_deref() == Some("what");
    let promises = || PROMISES.iter().any(|phrase| words::find_phrase(sentence, phrase).is_some());
    words::is_bullet(sentence) || (!conditional && !heading && promises())
}

fn says_when(sentence: &str) -> bool {
    let found: Vec<String> = words::words(sentence).map(|(_, word)| word.to_lowercase()).collect();
    let next_to = |wanted: fn(&str) -> bool, list: &[&str]| {
        found.windows(2).any(|pair| {
            (wanted(&pair[0]) && list.contains(&pair[1].as_str()))
                || (wanted(&pair[1]) && list.contains(&pair[0].as_str()))
        })
    };
    found.iter().any(|word| WHEN.contains(&word.as_str()))
        || next_to(is_day_or_year, MONTHS_THAT_ARE_WORDS)
        || found.windows(2).any(|pair| is_number(&pair[0]) && SPANS.contains(&pair[1].as_str()))
        || found.windows(3).any(|trio| is_number(&trio[0]) && trio[1] == "working" && SPANS.contains(&trio[2].as_str()))
        || sentence.split_whitespace().any(is_date_in_figures)
}

fn is_day_or_year(word: &str) -> bool {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    matches!(digits.len(), 1 | 2 | 4) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    const SPELLED: [&str; 13] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a", "twelve", "fifteen"];
    word.bytes().all(|byte| byte.is_ascii_digit()) || SPELLED.contains(&word)
}

/// 27/11/2026, 27.11.26 or 2026-11-27.
fn is_date_in_figures(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
    ['/', '.', '-'].iter().any(|mark| {
        let parts: Vec<&str> = word.split(*mark).collect();
        parts.len() == 3
            && parts
                .iter()
                .all(|part| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

fn says_who(sentence: &str, names: &CheckNames) -> bool {
    names.people.iter().any(|name| words::find_phrase(sentence, &name.to_lowercase()).is_some())
}

fn first_words(sentence: &str) -> String {
    let sentence = sentence.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = sentence.split_whitespace().collect();
    let cut = if words.len() > 8 { "…" } else { "" };
    format!("{}{cut}", words.iter().take(8).copied().collect::<Vec<_>>().join(" "))
}
