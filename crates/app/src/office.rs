//! The office: one database with what its rules need at hand. Everything a use-case works in.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{
    Calendar, Procedure, Rules, ServiceId,
    event::Under,
    figures::{Figures, Range},
};
use store::{Reading, Remembered, Store};

use crate::{Problem, calendars, procedures, settings::Council};

/// File names inside the data directory.
pub const DATABASE: &str = "heard.db";
/// Folder of the practice file inside the data directory.
pub const PRACTICE: &str = "practice";

/// An open data directory.
pub struct Office {
    store: Store,
    folder: Option<PathBuf>,
    council: RwLock<Arc<Council>>,
    calendar: RwLock<Arc<Calendar>>,
    procedures: RwLock<Vec<Arc<Procedure>>>,
    shipped_kept: AtomicBool,
    /// The month so far, by its days and services; see [`crate::so_far`].
    pub(crate) so_far: Remembered<(Range, Option<Vec<ServiceId>>), Arc<Figures>>,
}

/// The rules a case is measured against, kept alive together.
#[derive(Debug, Clone)]
pub struct RuleBook {
    procedure: Arc<Procedure>,
    calendar: Arc<Calendar>,
}

impl RuleBook {
    /// As the domain wants them.
    pub fn rules(&self) -> Rules<'_> {
        Rules { procedure: &self.procedure, calendar: &self.calendar }
    }

    /// The same procedure, counted by another calendar.
    pub(crate) fn by(&self, calendar: &Arc<Calendar>) -> RuleBook {
        RuleBook { procedure: self.procedure.clone(), calendar: calendar.clone() }
    }

    /// The procedure.
    pub fn procedure(&self) -> &Procedure {
        &self.procedure
    }

    /// The calendar.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}

impl Office {
    /// Opens the database in `folder`, making both where they are missing.
    pub fn open(folder: &Path) -> Result<Office, Problem> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Problem::Broken(format!("The folder {} cannot be made: {error}.", folder.display())))?;
        Office::over(Store::open(&folder.join(DATABASE))?, Some(folder.to_owned()))
    }

    /// An office over a store that is open already; without a folder there are no files beside it.
    pub fn over(store: Store, folder: Option<PathBuf>) -> Result<Office, Problem> {
        let office = Office {
            store,
            folder,
            council: RwLock::default(),
            calendar: RwLock::new(Arc::new(Calendar::by_rule(domain::Nation::EnglandAndWales))),
            procedures: RwLock::default(),
            shipped_kept: AtomicBool::new(false),
            so_far: Remembered::default(),
        };
        office.refresh()?;
        Ok(office)
    }

    /// The database.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The data directory; `None` for an office in memory.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Reads council, calendar and procedures again after any of them was changed.
    pub fn refresh(&self) -> Result<(), Problem> {
        let (council, calendar, known) = self.store.read(|reading| {
            let council: Council = crate::settings::get(reading)?;
            let calendar = calendars::calendar(council.nation, &reading.days_off()?)?;
            Ok::<_, Problem>((council, calendar, procedures::known(reading)?))
        })?;
        replace(&self.council, Arc::new(council));
        replace(&self.calendar, Arc::new(calendar));
        replace(&self.procedures, known);
        self.so_far.forget();
        Ok(())
    }

    /// The organisation.
    pub fn council(&self) -> Arc<Council> {
        read(&self.council)
    }

    /// Which days count now.
    pub fn calendar(&self) -> Arc<Calendar> {
        read(&self.calendar)
    }

    /// The newest versions of all procedures that can be followed.
    pub fn procedures(&self) -> Vec<Arc<Procedure>> {
        let known = read(&self.procedures);
        let newest =
            |each: &&Arc<Procedure>| !known.iter().any(|other| other.id == each.id && other.version > each.version);
        known.iter().filter(newest).cloned().collect()
    }

    /// The rules for a new case.
    pub fn current_rules(&self) -> Result<RuleBook, Problem> {
        let id = self.council().procedure.clone();
        let newest = self.procedures().into_iter().find(|procedure| procedure.id == id);
        let procedure = newest.ok_or_else(|| Problem::NotFound(format!("There is no procedure called {id}.")))?;
        Ok(RuleBook { procedure, calendar: self.calendar() })
    }

    /// The rules a case began under.
    pub fn rules_of(&self, under: &Under) -> Result<RuleBook, Problem> {
        let known = read(&self.procedures);
        let found = known.iter().find(|each| each.id == under.procedure && each.version == under.version);
        let procedure = found.cloned().ok_or_else(|| {
            Problem::Broken(format!("Version {} of the procedure {} is missing.", under.version, under.procedure))
        })?;
        Ok(RuleBook { procedure, calendar: self.calendar() })
    }

    /// Whether the texts of the shipped procedures are known to be in the database: a case must find
    /// the version it began under also when a later program ships another.
    pub(crate) fn knows_procedures_are_kept(&self) -> bool {
        self.shipped_kept.load(Ordering::Acquire)
    }

    /// Says so, after the transaction that kept them.
    pub(crate) fn procedures_are_kept(&self) {
        self.shipped_kept.store(true, Ordering::Release);
    }

    /// Whether somebody has set the office up.
    pub fn is_set_up(&self) -> bool {
        !self.council().name.is_empty()
    }

    /// Reads something in one consistent view.
    pub fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        self.store.read(work)
    }
}

fn read<T: Clone>(lock: &RwLock<T>) -> T {
    lock.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

fn replace<T>(lock: &RwLock<T>, value: T) {
    *lock.write().unwrap_or_else(std::sync::PoisonError::into_inner) = value;
}
