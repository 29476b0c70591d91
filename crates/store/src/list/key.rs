//! Where a page of a list ends and the next one begins: the values by which lists are ordered, as
//! text that can stand in an address.

use std::{fmt, str::FromStr};

use domain::{Date, Reference};

use super::{CaseLine, Order};

/// The place of a case in a list. The same key serves every order that a list may have, so that
/// the page after it is right even where the case itself has changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub(super) reference: Reference,
    pub(super) due: Option<Date>,
    pub(super) received: Date,
    pub(super) answered: Option<Date>,
    pub(super) closed: Option<Date>,
}

/// The text is not the key of a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in a list")]
pub struct NotAKey;

impl CaseLine {
    /// The place of this line in a list, whatever its order.
    pub fn key(&self, _order: Order) -> Key {
        Key {
            reference: self.reference,
            due: self.next_due.filter(|_| self.closed.is_none()),
            received: self.received,
            answered: self.answered,
            closed: self.closed,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = |date: Option<Date>| date.map(|date| date.format("%Y%m%d").to_string()).unwrap_or_default();
        let Key { reference, due, received, answered, closed } = self;
        let received = date(Some(*received));
        write!(f, "{reference}_{received}_{}_{}_{}", date(*due), date(*answered), date(*closed))
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Key, NotAKey> {
        let mut parts = text.split('_');
        let mut next = || parts.next().ok_or(NotAKey);
        let reference = next()?.parse().map_err(|_| NotAKey)?;
        let mut maybe = || next().and_then(date);
        let (received, due, answered, closed) = (maybe()?.ok_or(NotAKey)?, maybe()?, maybe()?, maybe()?);
        let key = Key { reference, due, received, answered, closed };
        if parts.next().is_none() { Ok(key) } else { Err(NotAKey) }
    }
}

fn date(text: &str) -> Result<Option<Date>, NotAKey> {
    match text {
        "" => Ok(None),
        text => Date::parse_from_str(text, "%Y%m%d").map(Some).map_err(|_| NotAKey),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_written() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let open = Key {
            reference: "2026-0431".parse().expect("a reference"),
            due: Some(date("2026-11-23")),
            received: date("2026-11-02"),
            answered: None,
            closed: None,
        };
        let closed =
            Key { due: None, answered: Some(date("2026-11-20")), closed: Some(date("2026-11-21")), ..open.clone() };
        for key in [open, closed] {
            assert_eq!(key.to_string().parse(), Ok(key.clone()), "{key}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "2026-0431", "2026-0431_20261102", "2026-0431_20261102____", "2026-0431____", "x_20261102___"]
        {
            assert_eq!(text.parse::<Key>(), Err(NotAKey), "{text:?}");
        }
    }
}
