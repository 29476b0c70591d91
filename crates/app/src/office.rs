//! The office: one database with what its rules need at hand. Everything a use-case works in.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{
    Calendar, Date, Moment, Procedure, Rules, ServiceId,
    event::Under,
    figures::{Figures, Month},
    procedure::{Coming, Holidays, Readings},
};
use store::{Reading, Remembered, Store, Writing};

use crate::{
    Problem,
    calendars::{Calendars, Published},
    cases::delay::Asked,
    presence::Presence,
    procedures,
    settings::Council,
};

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
    /// Every version, as it is written.
    books: RwLock<Arc<Vec<RuleBook>>>,
    /// Those adopted with readings of their own, in order.
    as_read: RwLock<Arc<Vec<RuleBook>>>,
    /// What every case is measured against beside its own procedure.
    against: RwLock<Option<Arc<RuleBook>>>,
    shipped_kept: AtomicBool,
    /// A month so far, by its services; see [`crate::so_far`].
    pub(crate) so_far: Remembered<(Month, Option<Vec<ServiceId>>), Arc<Figures>>,
    /// Whether a delay letter is the next step; see [`crate::lists::today`].
    pub(crate) delays: Remembered<Asked, bool>,
    presence: Presence,
    /// When it was looked for the newest backup, and when that was made; see [`crate::backups::last`].
    pub(crate) last_backup: Mutex<Option<(Moment, Option<Moment>)>>,
}

/// The rules a case is measured against, kept alive together.
#[derive(Debug, Clone)]
pub struct RuleBook {
    procedure: Arc<Procedure>,
    calendar: Arc<Calendar>,
    against: Option<Arc<RuleBook>>,
}

impl RuleBook {
    /// As the domain wants them.
    pub fn rules(&self) -> Rules<'_> {
        Rules { procedure: &self.procedure, calendar: &self.calendar }
    }

    /// The procedure with the days that it counts.
    fn of(procedure: Arc<Procedure>, calendars: &Calendars) -> Result<RuleBook, Problem> {
        let calendar = calendars.by(&procedure)?;
        Ok(RuleBook { procedure, calendar, against: None })
    }

    /// The same procedure, counted by other calendars.
    pub(crate) fn by(&self, calendars: &Calendars) -> Result<RuleBook, Problem> {
        let against = self.against.as_ref().map(|code| code.by(calendars)).transpose()?.map(Arc::new);
        Ok(RuleBook::of(self.procedure.clone(), calendars)?.beside(against))
    }

    /// Its name, version and readings, as cases keep them.
    pub fn under(&self) -> Under {
        Under::of(&self.procedure)
    }

    /// The same version with the readings chosen; `None` where one of them is not of this procedure.
    pub(crate) fn read_by(&self, chosen: &Readings) -> Option<RuleBook> {
        let procedure = Arc::new(self.procedure.read_by(chosen)?);
        Some(RuleBook { procedure, ..self.clone() })
    }

    /// The same, measured also against a Code; not against itself.
    pub(crate) fn beside(self, code: Option<Arc<RuleBook>>) -> RuleBook {
        let against = code.filter(|code| code.procedure.id != self.procedure.id);
        RuleBook { against, ..self }
    }

    /// The Code that cases are measured against as well.
    pub fn against(&self) -> Option<&RuleBook> {
        self.against.as_deref()
    }

    fn is(&self, under: &Under) -> bool {
        let procedure = &self.procedure;
        procedure.id == under.procedure && procedure.version == under.version && procedure.chosen == under.readings
    }

    /// The procedure, to be kept.
    pub(crate) fn shared(&self) -> Arc<Procedure> {
        self.procedure.clone()
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

    /// The same to ask it only, also while another program has it open.
    pub fn open_to_read(folder: &Path) -> Result<Office, Problem> {
        Office::over(Store::open_to_read(&folder.join(DATABASE))?, Some(folder.to_owned()))
    }

    /// An office over a store that is open already; without a folder there are no files beside it.
    pub fn over(store: Store, folder: Option<PathBuf>) -> Result<Office, Problem> {
        let office = Office {
            store,
            folder,
            council: RwLock::default(),
            calendar: RwLock::new(Arc::new(Calendar::by_rule(domain::Nation::EnglandAndWales))),
            books: RwLock::default(),
            as_read: RwLock::default(),
            against: RwLock::default(),
            shipped_kept: AtomicBool::new(false),
            so_far: Remembered::default(),
            delays: Remembered::default(),
            presence: Presence::default(),
            last_backup: Mutex::default(),
        };
        office.read(|reading| office.read_rules(reading))?;
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

    /// Changes what decides dates, which are the council, its calendar and its procedures, in one transaction. Whoever
    /// writes next finds the changed ones.
    pub fn change_rules<T>(&self, work: impl FnOnce(&Writing<'_>) -> Result<T, Problem>) -> Result<T, Problem> {
        self.store.write_then_read(work, |reading, answer| {
            self.read_rules(reading)?;
            Ok(answer)
        })
    }

    fn read_rules(&self, reading: &Reading<'_>) -> Result<(), Problem> {
        let council: Council = crate::settings::get(reading)?;
        let published: Published = crate::settings::get(reading)?;
        let calendars = Calendars::of(published, council.nation, reading.days_off()?)?;
        let known = procedures::known(reading)?;
        let books: Result<Vec<RuleBook>, Problem> =
            known.into_iter().map(|procedure| RuleBook::of(procedure, &calendars)).collect();
        let books = books?;
        let chosen = as_read(&council.adopted, &books);
        let code = |under: &Under| books.iter().chain(&chosen).find(|book| book.is(under)).cloned();
        replace(&self.against, council.against.as_ref().and_then(code).map(Arc::new));
        replace(&self.as_read, Arc::new(chosen));
        replace(&self.council, Arc::new(council));
        replace(&self.calendar, calendars.council());
        replace(&self.books, Arc::new(books));
        self.so_far.forget();
        self.delays.forget();
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

    /// The newest versions of all procedures that can be followed, as the council reads them.
    pub fn procedures(&self) -> Vec<Arc<Procedure>> {
        self.newest().into_iter().map(|book| self.as_the_council_reads(book).procedure).collect()
    }

    fn newest(&self) -> Vec<RuleBook> {
        let books = read(&self.books);
        let newer = |one: &RuleBook, other: &RuleBook| {
            one.procedure.id == other.procedure.id && one.procedure.version > other.procedure.version
        };
        books.iter().filter(|book| !books.iter().any(|other| newer(other, book))).cloned().collect()
    }

    /// The rules for a case that was received and is recorded on these days: of the versions adopted,
    /// the last that is in force for it, or where none is, the last of all.
    pub fn rules_for(&self, received: Date, recorded: Date) -> Result<RuleBook, Problem> {
        let adopted = self.adopted()?;
        let in_force = |book: &&RuleBook| book.procedure.is_in_force(received, recorded);
        let book = adopted.iter().rev().find(in_force).or(adopted.last()).cloned();
        book.ok_or_else(|| Problem::Broken("No procedure is adopted.".into()))
    }

    /// The rules for a case that comes in so, on these days: those of a procedure followed as well that takes it, else
    /// those of any case.
    pub fn rules_for_case(&self, coming: &Coming<'_>, received: Date, recorded: Date) -> Result<RuleBook, Problem> {
        match self.taking(coming, received, recorded)? {
            Some(book) => Ok(book),
            None => self.rules_for(received, recorded),
        }
    }

    /// Of the procedures followed as well, the one chosen last that takes such a case.
    pub(crate) fn taking(
        &self,
        coming: &Coming<'_>,
        received: Date,
        recorded: Date,
    ) -> Result<Option<RuleBook>, Problem> {
        for under in self.council().also.iter().rev() {
            let book = self.rules_of(under)?;
            if book.procedure.takes(coming) && book.procedure.is_in_force(received, recorded) {
                return Ok(Some(book));
            }
        }
        Ok(None)
    }

    /// The versions that the council adopted, in order; at least one.
    pub fn adopted(&self) -> Result<Vec<RuleBook>, Problem> {
        let council = self.council();
        if council.adopted.is_empty() {
            return Ok(vec![self.book(&council.procedure, None)?.beside(read(&self.against))]);
        }
        council.adopted.iter().map(|under| self.rules_of(under)).collect()
    }

    /// A version of a procedure with the days it counts, as the council reads it; the newest where none is named.
    pub fn book(&self, id: &str, version: Option<u32>) -> Result<RuleBook, Problem> {
        let books = read(&self.books);
        let of_id = books.iter().filter(|book| book.procedure.id == id);
        let asked = of_id.filter(|book| version.is_none_or(|version| book.procedure.version == version));
        let book = asked.max_by_key(|book| book.procedure.version).cloned().map(|book| self.as_the_council_reads(book));
        book.ok_or_else(|| Problem::NotFound(format!("There is no procedure called {id}, or not in this version.")))
    }

    /// A procedure that is not kept here, as one in a file, with the days it counts.
    pub fn book_of(&self, procedure: Procedure) -> Result<RuleBook, Problem> {
        let council = self.council();
        self.read(|reading| {
            let calendars = Calendars::of(crate::settings::get(reading)?, council.nation, reading.days_off()?)?;
            RuleBook::of(Arc::new(procedure), &calendars)
        })
    }

    /// The version as it was adopted last; as it is written where it never was.
    fn as_the_council_reads(&self, book: RuleBook) -> RuleBook {
        let same = |read: &RuleBook| {
            read.procedure.id == book.procedure.id && read.procedure.version == book.procedure.version
        };
        read(&self.as_read).iter().rev().find(|read| same(read)).cloned().unwrap_or(book)
    }

    /// What the procedures that are followed here, for all cases, for some or as a Code, say of bank holidays.
    pub(crate) fn holidays(&self) -> Result<Vec<Holidays>, Problem> {
        let also: Result<Vec<RuleBook>, Problem> =
            self.council().also.iter().map(|under| self.rules_of(under)).collect();
        let code = read(&self.against);
        let books = self.adopted()?.into_iter().chain(also?).chain(code.map(|code| (*code).clone()));
        Ok(books.map(|book| book.procedure.holidays).collect())
    }

    /// Every version of a procedure that can be followed, the newest first.
    pub fn versions(&self, id: &str) -> Vec<Arc<Procedure>> {
        let books = read(&self.books);
        let of_id = books.iter().filter(|book| book.procedure.id == id);
        let mut versions: Vec<Arc<Procedure>> = of_id.map(|book| book.procedure.clone()).collect();
        versions.sort_by_key(|procedure| std::cmp::Reverse(procedure.version));
        versions
    }

    /// The rules a case is under.
    pub fn rules_of(&self, under: &Under) -> Result<RuleBook, Problem> {
        let begun = |books: &RwLock<Arc<Vec<RuleBook>>>| read(books).iter().find(|book| book.is(under)).cloned();
        let book = begun(&self.books).or_else(|| begun(&self.as_read));
        book.map(|book| book.beside(read(&self.against))).ok_or_else(|| {
            Problem::Broken(format!("Version {} of the procedure {} is missing.", under.version, under.procedure))
        })
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

    /// Who is at which case.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
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

/// The versions that were adopted with readings of their own.
fn as_read(adopted: &[Under], books: &[RuleBook]) -> Vec<RuleBook> {
    let read = |under: &Under| {
        let written = Under { readings: Readings::new(), ..under.clone() };
        books.iter().find(|book| book.is(&written))?.read_by(&under.readings)
    };
    adopted.iter().filter(|under| !under.readings.is_empty()).filter_map(read).collect()
}

fn read<T: Clone>(lock: &RwLock<T>) -> T {
    lock.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

fn replace<T>(lock: &RwLock<T>, value: T) {
    *lock.write().unwrap_or_else(std::sync::PoisonError::into_inner) = value;
}
