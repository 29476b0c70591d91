//! The text can be read by nearly everybody: short sentences, no council words.

use super::{Verdict, marks::strip_marks, missing, passed};
use crate::words;

/// The reading age a response aims for, in years.
pub const READING_AGE: u32 = 13;

/// Council words with plainer ones.
pub const JARGON: &[(&str, &str)] = &[
    ("aforementioned", "this"),
    ("aforesaid", "this"),
    ("advise of", "tell you about"),
    ("as per", "as in"),
    ("at this moment in time", "now"),
    ("commence", "start"),
    ("commenced", "started"),
    ("customer journey", "what happened to you"),
    ("deem", "think"),
    ("deemed", "thought"),
    ("due diligence", "checks"),
    ("endeavour", "try"),
    ("expedite", "speed up"),
    ("facilitate", "help"),
    ("going forward", "from now on"),
    ("herein", "here"),
    ("hereby", "now"),
    ("heretofore", "until now"),
    ("in accordance with", "under"),
    ("in lieu of", "instead of"),
    ("in respect of", "about"),
    ("in the event that", "if"),
    ("inter alia", "among other things"),
    ("lessons will be learned", "say what will change"),
    ("liaise", "talk"),
    ("moving forward", "from now on"),
    ("notwithstanding", "despite"),
    ("operational reasons", "say what happened"),
    ("per annum", "a year"),
    ("prior to", "before"),
    ("pursuant to", "under"),
    ("remit", "job"),
    ("robust", "strong"),
    ("service provision", "service"),
    ("service user", "person"),
    ("service users", "people"),
    ("stakeholders", "people"),
    ("utilise", "use"),
    ("utilised", "used"),
    ("whilst", "while"),
    ("with regard to", "about"),
];

pub(super) fn check(text: &str) -> Verdict {
    let Some(age) = words::reading_age(&strip_marks(text)) else {
        return missing("There is nothing to read yet.", None);
    };
    let jargon = JARGON.iter().find_map(|(word, plain)| Some((words::find_phrase(text, word)?, *word, *plain)));
    let age = age.round().max(5.0);
    let too_high = age > f64::from(READING_AGE);
    match jargon {
        Some((place, word, plain)) => {
            missing(format!("Reading age {age}. “{word}” is a council word; try “{plain}”."), Some(place))
        }
        None if too_high => {
            let aim = format!(
                "Reading age {age}; aim for {READING_AGE} or less. Shorter sentences help: this is the longest."
            );
            missing(aim, longest_sentence(text))
        }
        None => passed(format!("Reading age {age}, and no council words."), None),
    }
}

fn longest_sentence(text: &str) -> Option<std::ops::Range<usize>> {
    words::sentences(text).into_iter().max_by_key(|place| words::words(&text[place.clone()]).count())
}
