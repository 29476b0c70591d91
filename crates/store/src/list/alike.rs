//! Open cases told in like words: the rarest words of a story, looked up in the index of words
//! among the newest cases. The work is the same however many cases there are.

use std::collections::{HashMap, HashSet};

use super::{CaseLine, lines, words};
use crate::{Error, Reading, sql};

/// Open cases that are looked through, the newest.
const NEWEST_OPEN: i64 = 500;
/// Words of a story that are looked up, from its beginning.
const LOOKED_UP: usize = 24;
/// Cases looked at for each word, the newest: a word that so many have tells nothing.
const HITS: i64 = 200;
/// The rarest of the words count.
const TELLING: usize = 6;
/// Telling words that two stories share before they are alike; two for a story of few words.
const SHARED: usize = 3;

const OPEN: &str = "SELECT id FROM cases INDEXED BY cases_open
    WHERE closed IS NULL AND id < $1 ORDER BY id DESC LIMIT $2";
const WITH_WORD: &str = "SELECT rowid FROM case_words
    WHERE case_words MATCH $1 ORDER BY rowid DESC LIMIT $2";

impl Reading<'_> {
    /// Open cases that share the rarest words of this story, newest first, at most `limit`.
    pub fn cases_in_like_words(&self, story: &str, limit: u32) -> Result<Vec<CaseLine>, Error> {
        let looked_for = words::telling(story, LOOKED_UP);
        let shared = SHARED.min(looked_for.len().saturating_sub(1)).max(2);
        if looked_for.len() < shared {
            return Ok(Vec::new());
        }
        let newest = sql::all(self.connection, OPEN, &[&i64::MAX, &NEWEST_OPEN], |columns| columns.take())?;
        let open: HashSet<i64> = newest.into_iter().collect();
        let mut found: Vec<Vec<i64>> = Vec::new();
        for question in &looked_for {
            let hits: Vec<i64> = sql::all(self.connection, WITH_WORD, &[question, &HITS], |columns| columns.take())?;
            if hits.len() < HITS as usize {
                found.push(hits.into_iter().filter(|id| open.contains(id)).collect());
            }
        }
        found.retain(|hits| !hits.is_empty());
        found.sort_by_key(Vec::len);
        found.truncate(TELLING);
        let mut alike = often(&found, shared);
        alike.truncate(limit as usize);
        lines(self.connection, &alike)
    }
}

/// The cases that at least `times` of the words found, newest first.
fn often(found: &[Vec<i64>], times: usize) -> Vec<i64> {
    let mut count: HashMap<i64, usize> = HashMap::new();
    for id in found.iter().flatten() {
        *count.entry(*id).or_default() += 1;
    }
    let mut ids: Vec<i64> = count.into_iter().filter(|(_, count)| *count >= times).map(|(id, _)| id).collect();
    ids.sort_unstable_by(|one, other| other.cmp(one));
    ids
}
