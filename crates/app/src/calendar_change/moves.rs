//! What a change of the calendar does to each open case: dates old and new, and the promised dates that are kept.

use chrono::Datelike;
use domain::{By, Case, Clock, Date, Event, Moment, Recorded, Reference, clock, london};
use sha2::{Digest, Sha256};
use store::{CaseRow, Reading, Redated};

use super::{
    Change,
    days::{Days, Earlier},
};
use crate::{Office, Problem, cases, office::RuleBook, progress::Progress, sessions::hex};

/// What a change does.
#[derive(Debug, Clone, Default)]
pub struct Moves {
    /// Cases that are open.
    pub open: u64,
    /// Those with a date that moves, or that is kept though the count ends before, in order.
    pub moved: Vec<Move>,
    /// The rows to be written.
    pub(super) rows: Vec<Redated>,
}

impl Moves {
    /// Other where any date moves otherwise.
    pub fn fingerprint(&self) -> String {
        let mut all = Sha256::new();
        for each in &self.moved {
            all.update(each.reference.year.to_le_bytes());
            all.update(each.reference.number.to_le_bytes());
            for limit in &each.limits {
                all.update(limit.title.as_bytes());
                for date in [Some(limit.before), Some(limit.after), limit.counted] {
                    all.update(date.map_or(0, |date| date.num_days_from_ce()).to_le_bytes());
                }
            }
        }
        hex(&all.finalize())
    }
}

/// A case whose dates move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its name.
    pub reference: Reference,
    /// Whether it is hidden from most staff: it is counted then, and not named.
    pub hidden: bool,
    /// The time limits concerned.
    pub limits: Vec<MovedLimit>,
}

/// A time limit whose date moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedLimit {
    /// What has to be done.
    pub title: String,
    /// Due before.
    pub before: Date,
    /// Due after.
    pub after: Date,
    /// Where the count would end, if the date is kept because the customer was told it.
    pub counted: Option<Date>,
}

/// Works it out. Refuses a change that changes nothing.
pub(super) fn of(
    office: &Office,
    reading: &Reading<'_>,
    change: &Change,
    now: Moment,
    progress: &mut Progress<'_>,
) -> Result<Moves, Problem> {
    let days = Days::now(reading)?;
    days.can(change)?;
    let calendars = days.after(change)?.calendars()?;
    let earlier = Earlier::read(reading)?;
    let mut moves = Moves::default();
    moves.open = cases::each_open(
        reading,
        |row| may_move(row, change),
        progress,
        |row, case| {
            let book = office.rules_of(&case.under)?;
            let after = book.by(&calendars)?;
            Look { before: &book, after: &after, earlier: &earlier, now }.at(case, row, &mut moves)
        },
    )?;
    Ok(moves)
}

/// A day before the case came in counts for none of its limits.
fn may_move(row: &CaseRow, change: &Change) -> bool {
    match change {
        Change::Add(day) | Change::Remove(day) => row.received <= day.date,
        Change::Nation(_) | Change::Published(..) => true,
    }
}

/// Both sets of rules, looked at from now.
struct Look<'a> {
    before: &'a RuleBook,
    after: &'a RuleBook,
    earlier: &'a Earlier,
    now: Moment,
}

impl Look<'_> {
    fn at(&self, mut case: Case, row: &CaseRow, moves: &mut Moves) -> Result<(), Problem> {
        let today = london::date_of(self.now);
        let before = clock::clocks(&case, today, self.before.rules());
        let counted = clock::clocks(&case, today, self.after.rules());
        let seq = case.seq;
        let events = self.kept(&mut case, &before, &counted)?;
        let after = if events.is_empty() { counted.clone() } else { clock::clocks(&case, today, self.after.rules()) };
        let limits = moved(&before, &counted, &after);
        let dated = Redated { seq, events, ..cases::dated(&case, self.after, self.now)? };
        if !limits.is_empty() {
            moves.moved.push(Move { reference: case.reference, hidden: row.readers.is_some(), limits });
        }
        if cases::dates_differ(&dated, row) {
            moves.rows.push(dated);
        }
        Ok(())
    }

    /// Records the dates that the customer was told and that the count would make earlier. What was told is counted
    /// by the days of when the last letter left: what an earlier letter told is kept since, if it had to be.
    fn kept(&self, case: &mut Case, before: &[Clock], counted: &[Clock]) -> Result<Vec<Recorded>, Problem> {
        let letters = case.letters.iter().filter(|letter| letter.fate.counts());
        let Some(told) = letters.map(|letter| letter.at).max() else { return Ok(Vec::new()) };
        let then = self.earlier.at(told)?.map(|calendars| self.before.by(calendars)).transpose()?;
        let then = then.as_ref().unwrap_or(self.before);
        let (today, last) = (london::date_of(self.now), london::date_of(told));
        let both =
            |case: &Case| (clock::clocks(case, today, then.rules()), clock::clocks(case, today, self.after.rules()));
        let as_told = both(case);
        let unpaused = (!case.pauses.is_empty()).then(|| both(&Case { pauses: Vec::new(), ..case.clone() }));
        let running = pairs(before, counted).filter(|(before, _)| before.met_on().is_none());
        let events = running.filter_map(|(clock, _)| {
            let paused = clock.working.stood_still().iter().any(|pause| pause.from > last);
            // Nobody was told the date that a later pause made: what was told is the date without it.
            let (told, counted) = unpaused.as_ref().filter(|_| paused).unwrap_or(&as_told);
            let (promised, counted) = (due_of(told, &clock.id)?, due_of(counted, &clock.id)?);
            (counted < promised).then(|| Event::DateKept { clock: clock.id.clone(), date: promised })
        });
        let events: Vec<Event> = events.collect();
        Ok(case.record(events, By::Heard, self.now))
    }
}

fn due_of(clocks: &[Clock], id: &str) -> Option<Date> {
    clocks.iter().find(|clock| clock.id == id).map(|clock| clock.first_due)
}

/// The limits that are in both, before and after.
fn pairs<'a>(before: &'a [Clock], after: &'a [Clock]) -> impl Iterator<Item = (&'a Clock, &'a Clock)> {
    before.iter().filter_map(|clock| Some((clock, after.iter().find(|each| each.id == clock.id)?)))
}

fn moved(before: &[Clock], counted: &[Clock], after: &[Clock]) -> Vec<MovedLimit> {
    let limit = |(clock, after): (&Clock, &Clock)| {
        let counted = counted.iter().find(|each| each.id == clock.id).map(|each| each.due);
        let counted = counted.filter(|counted| *counted != after.due);
        let concerned = clock.met_on().is_none() && (clock.due != after.due || counted.is_some());
        concerned.then(|| MovedLimit { title: clock.title.clone(), before: clock.due, after: after.due, counted })
    };
    pairs(before, after).filter_map(limit).collect()
}
