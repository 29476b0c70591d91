//! Long pieces of work that the page which began them watches. The page makes up a name for the work and asks by it
//! how far it is, or calls it off; only who began it can. Nothing of it is kept once the work is done.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use app::Problem;
use domain::PersonId;

/// The work under way.
#[derive(Debug, Default)]
pub struct Tasks {
    running: Mutex<HashMap<Name, Arc<Task>>>,
}

/// Who began it, and what their page calls it.
type Name = (PersonId, String);

#[derive(Debug, Default)]
struct Task {
    done: AtomicU64,
    of: AtomicU64,
    called_off: AtomicBool,
}

/// The longest name there is, in bytes.
const LONGEST: usize = 64;

impl Tasks {
    /// Work that somebody begins. Without a name nobody watches it.
    pub fn begin(self: &Arc<Self>, who: PersonId, name: &str) -> Work {
        let watched = !name.is_empty() && name.len() <= LONGEST;
        let name = watched.then(|| (who, name.to_owned()));
        let task = Arc::<Task>::default();
        if let Some(name) = &name {
            self.running().insert(name.clone(), task.clone());
        }
        Work { tasks: self.clone(), name, task }
    }

    /// How much is done, and of how much; `None` where no such work is under way.
    pub fn at(&self, who: PersonId, name: &str) -> Option<(u64, u64)> {
        let task = self.find(who, name)?;
        Some((task.done.load(Ordering::Relaxed), task.of.load(Ordering::Relaxed)))
    }

    /// Calls it off; `false` where no such work is under way.
    pub fn call_off(&self, who: PersonId, name: &str) -> bool {
        let task = self.find(who, name);
        task.is_some_and(|task| {
            task.called_off.store(true, Ordering::Relaxed);
            true
        })
    }

    fn find(&self, who: PersonId, name: &str) -> Option<Arc<Task>> {
        self.running().get(&(who, name.to_owned())).cloned()
    }

    fn running(&self) -> MutexGuard<'_, HashMap<Name, Arc<Task>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Work under way, until it is dropped.
#[derive(Debug)]
pub struct Work {
    tasks: Arc<Tasks>,
    name: Option<Name>,
    task: Arc<Task>,
}

impl Work {
    /// So much is done; an error where it was called off.
    pub fn at(&self, done: u64, of: u64) -> Result<(), Problem> {
        self.task.done.store(done, Ordering::Relaxed);
        self.task.of.store(of, Ordering::Relaxed);
        if self.task.called_off.load(Ordering::Relaxed) { Err(Problem::CalledOff) } else { Ok(()) }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            self.tasks.running().remove(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: PersonId = PersonId(1);
    const BEN: PersonId = PersonId(2);

    #[test]
    fn work_is_watched_and_called_off_by_who_began_it_until_it_is_done() {
        let tasks = Arc::<Tasks>::default();
        let work = tasks.begin(ANN, "import");
        assert!(work.at(3, 10).is_ok());
        assert_eq!((tasks.at(ANN, "import"), tasks.at(BEN, "import")), (Some((3, 10)), None));
        assert!(!tasks.call_off(BEN, "import") && work.at(4, 10).is_ok(), "it is not theirs");
        assert!(tasks.call_off(ANN, "import"));
        assert!(matches!(work.at(5, 10), Err(Problem::CalledOff)));
        drop(work);
        assert_eq!(tasks.at(ANN, "import"), None);
    }

    #[test]
    fn work_without_a_name_or_with_too_long_a_one_is_not_watched() {
        let tasks = Arc::<Tasks>::default();
        let long = "x".repeat(LONGEST + 1);
        let works = [tasks.begin(ANN, ""), tasks.begin(ANN, &long)];
        assert!(works.iter().all(|work| work.at(1, 2).is_ok()));
        assert_eq!((tasks.at(ANN, ""), tasks.at(ANN, &long)), (None, None));
    }
}
