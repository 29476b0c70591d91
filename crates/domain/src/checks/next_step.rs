//! The text says what to do if the customer is not content: ask for a review, or go to the
//! Ombudsman (LGSCO Code 6.8).

use std::ops::Range;

use super::{Verdict, missing, passed};
use crate::words;

/// Words for a second look, in a sentence that speaks to the customer.
const SECOND_LOOKS: &[&str] = &[
    "review",
    "reviewed",
    "look again",
    "look at it again",
    "look at this again",
    "look into it again",
    "stage 2",
    "stage two",
    "appeal",
];

pub(super) fn check(text: &str) -> Verdict {
    match words::find_phrase(text, "ombudsman").or_else(|| second_look(text)) {
        Some(place) => passed("It says what to do next.", Some(place)),
        None => missing(
            "It does not say what the customer can do if they are not content: a review, or the Ombudsman.",
            None,
        ),
    }
}

fn second_look(text: &str) -> Option<Range<usize>> {
    let has =
        |sentence: &str, phrases: &[&str]| phrases.iter().any(|phrase| words::find_phrase(sentence, phrase).is_some());
    words::sentences(text).into_iter().find(|place| {
        let sentence = &text[place.clone()];
        has(sentence, &["you"]) && has(sentence, SECOND_LOOKS)
    })
}
