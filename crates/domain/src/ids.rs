//! Names of things: references, numbers and fingerprints, each its own type so that none can
//! stand in for another.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number!(
    /// A member of staff who may use Heard.
    PersonId
);
number!(
    /// A service of the council, such as waste and recycling.
    ServiceId
);
number!(
    /// Somebody who told the council something. Never shown.
    CustomerId
);

/// The reference of a case, such as `2026-0431`: the year it was logged in and a number in one
/// gapless series for all kinds, so that it never changes and is easy to say on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference {
    /// Year of logging, four digits.
    pub year: i32,
    /// Place in the year's series, from 1.
    pub number: u32,
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:04}", self.year, self.number)
    }
}

/// What was written is not a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a reference; a reference looks like 2026-0431")]
pub struct NotAReference(String);

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        text.trim()
            .split_once('-')
            .filter(|(year, number)| year.len() == 4 && (4..=9).contains(&number.len()))
            .filter(|(year, number)| digits(year) && digits(number))
            .and_then(|(year, number)| Some(Reference { year: year.parse().ok()?, number: number.parse().ok()? }))
            .filter(|reference| reference.number > 0)
            .ok_or_else(|| NotAReference(text.to_owned()))
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}

/// The fingerprint of a text or file that somebody wrote. History holds only this, so that
/// retention can erase the words without breaking the chain of hashes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TextRef(String);

impl TextRef {
    /// Takes the SHA-256 of the text as 64 lower-case hexadecimal digits.
    pub fn new(sha256: impl Into<String>) -> TextRef {
        TextRef(sha256.into())
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_read_back_as_written() {
        for text in ["2026-0001", "2026-0431", "2026-9999", "2026-12345"] {
            assert_eq!(text.parse::<Reference>().map(|r| r.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn anything_else_is_not_a_reference() {
        for text in
            ["", "2026", "26-0431", "2026-431", "2026-0000", "2026-04a1", "２０２６-0431", "2026--431", "+026-0431"]
        {
            assert!(text.parse::<Reference>().is_err(), "{text:?}");
        }
    }
}
