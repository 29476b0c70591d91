//! The text names somebody at the council to talk to. The Ombudsman's number is not ours.

use std::ops::Range;

use super::{CheckNames, Verdict, missing, passed};
use crate::words;

pub(super) fn check(text: &str, names: &CheckNames) -> Verdict {
    let name = || names.people.iter().find_map(|name| words::find_phrase(text, &name.to_lowercase()));
    let email = || names.emails.iter().find_map(|email| find_ignoring_case(text, email));
    match name().or_else(email).or_else(|| our_phone(text, names)) {
        Some(place) => passed("It names somebody to contact.", Some(place)),
        None => missing("It names nobody to contact. Give a name, a telephone number or an email address.", None),
    }
}

/// One of the council's numbers, or any number in a sentence that is not about the Ombudsman.
fn our_phone(text: &str, names: &CheckNames) -> Option<Range<usize>> {
    let sentences = words::sentences(text);
    let about_others = |place: &Range<usize>| {
        let around = sentences.iter().find(|sentence| sentence.start <= place.start && place.start < sentence.end);
        around.is_some_and(|sentence| words::find_phrase(&text[sentence.clone()], "ombudsman").is_some())
    };
    let ours: Vec<String> = names.phones.iter().map(|phone| digits(phone)).collect();
    let found = phones(text).into_iter();
    found.clone().find(|place| ours.contains(&digits(&text[place.clone()]))).or_else(|| {
        let mut others = found;
        others.find(|place| !about_others(place))
    })
}

/// Runs of digits, spaces and brackets that are long enough for a telephone number.
fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<Range<usize>> = None;
    for (at, letter) in text.char_indices() {
        let belongs =
            letter.is_ascii_digit() || (run.is_some() && matches!(letter, ' ' | '(' | ')' | '-')) || letter == '+';
        match (&mut run, belongs) {
            (Some(run), true) if letter.is_ascii_digit() => run.end = at + 1,
            (Some(_), true) => {}
            (None, true) => run = Some(at..at + 1),
            (_, false) => found.extend(run.take()),
        }
    }
    found.extend(run);
    found.retain(|place| is_phone(&text[place.clone()]));
    found
}

fn is_phone(text: &str) -> bool {
    let digits = digits(text);
    (digits.starts_with('0') || text.starts_with("+44")) && (10..=13).contains(&digits.len())
}

/// Its digits alone, so that spaces make no difference.
fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let ends = text.char_indices().map(|(at, _)| at);
    ends.filter_map(|at| text.get(at..at + wanted.len()).map(|here| (at, here)))
        .find(|(_, here)| here.eq_ignore_ascii_case(wanted))
        .map(|(at, here)| at..at + here.len())
}
