//! The words in the index of words that begin with given letters. Asked for by name, each is walked from its newest case
//! on; asked for by its beginning, the engine would first gather all cases with any of them.

use rusqlite::Connection;

use crate::{Error, sql};

/// The first word from given letters on, in the order of the index.
pub(super) const NEXT: &str = "SELECT term FROM case_vocabulary WHERE term >= $1 LIMIT 1";
/// Beginnings of more words than these are left to the engine.
const MOST: usize = 48;

/// The words that begin with these letters and digits of ASCII; `None` where they are too many, or not of ASCII.
pub(super) fn beginning_with(connection: &Connection, letters: &str) -> Result<Option<Vec<String>>, Error> {
    let mut words: Vec<String> = Vec::new();
    let mut from = letters.to_owned();
    loop {
        let next = sql::one(connection, NEXT, &[&from], |columns| columns.take::<String>())?;
        let Some(word) = next.filter(|word| word.starts_with(letters)) else { return Ok(Some(words)) };
        if words.len() == MOST || !word.is_ascii() {
            return Ok(None);
        }
        // Behind this word, and before any longer one: no word has a letter before the first of ASCII.
        from = format!("{word}\u{1}");
        words.push(word);
    }
}
