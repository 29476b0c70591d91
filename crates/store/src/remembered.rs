//! Answers that hold until a case changes, kept with the number of changes they were worked out
//! after. One process has the database at a time ([`crate::Store::open`]), so that its own count of
//! changes is all there is to know.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

/// Answers by question; all are forgotten when a case has changed.
#[derive(Debug)]
pub struct Remembered<Q, A> {
    known: Mutex<(u64, HashMap<Q, A>)>,
}

/// More questions than this are not asked between two changes, but by a program.
const MOST: usize = 1_000;

impl<Q: Hash + Eq, A: Clone> Remembered<Q, A> {
    /// The answer after so many changes ([`crate::Reading::changes`]), worked out where it is not known.
    pub fn after<E>(&self, changes: u64, question: Q, work_out: impl FnOnce() -> Result<A, E>) -> Result<A, E> {
        if let Some(answer) = self.known(changes, &question) {
            return Ok(answer);
        }
        let answer = work_out()?;
        self.keep(changes, question, answer.clone());
        Ok(answer)
    }

    /// Forgets everything, because something else changed that answers hang on.
    pub fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).1.clear();
    }

    fn known(&self, changes: u64, question: &Q) -> Option<A> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.1.get(question).filter(|_| known.0 == changes).cloned()
    }

    fn keep(&self, changes: u64, question: Q, answer: A) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // What was worked out before a change that others know of already is of no use.
        if changes > known.0 || known.1.len() >= MOST {
            *known = (changes.max(known.0), HashMap::new());
        }
        if changes == known.0 {
            known.1.insert(question, answer);
        }
    }
}

impl<Q, A> Default for Remembered<Q, A> {
    fn default() -> Self {
        Remembered { known: Mutex::new((0, HashMap::new())) }
    }
}

/// How often cases were changed since the database was opened.
#[derive(Debug, Default)]
pub(crate) struct Changes(AtomicU64);

impl Changes {
    /// The number before a reading begins: what it sees is at least as new.
    pub(crate) fn so_far(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Counts a change that is kept.
    pub(crate) fn one_more(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_until_something_changes() {
        let remembered = Remembered::default();
        let after = |changes, answer: u64| remembered.after(changes, "open", || Ok::<_, ()>(answer));
        assert_eq!(after(3, 10), Ok(10));
        assert_eq!(after(3, 99), Ok(10), "nothing changed");
        assert_eq!(after(4, 11), Ok(11));
        assert_eq!(after(3, 12), Ok(12), "a reading that began before the change has its own answer");
        assert_eq!(after(4, 99), Ok(11), "and leaves the newer one");
    }

    #[test]
    fn a_failure_is_not_remembered() {
        let remembered = Remembered::<&str, u64>::default();
        assert_eq!(remembered.after(1, "open", || Err("busy")), Err("busy"));
        assert_eq!(remembered.after(1, "open", || Ok::<_, &str>(7)), Ok(7));
    }
}
