//! What a change of the calendar does to each open case: dates old and new, and the promised dates that are kept.

use std::borrow::Cow;

use chrono::Datelike;
use domain::{
    By, Case, Clock, Date, Event, Moment, Recorded, Reference,
    clock::{self, CountsFrom},
    london,
};
use sha2::{Digest, Sha256};
use store::{CaseRow, Reading, Redated};

use super::{
    Change,
    days::{Days, Earlier},
};
use crate::{Office, Problem, against::Against, cases, office::RuleBook, progress::Progress, sessions::hex};

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
        |row, case, history| {
            let book = office.rules_of(&case.under)?;
            let after = book.by(&calendars)?;
            Look { before: &book, after: &after, earlier: &earlier, now }.at(case, history, row, &mut moves)
        },
    )?;
    Ok(moves)
}

/// The dates to be kept of a case that is open again: while it was closed, no change of the calendar looked at it.
pub(crate) fn told_before_it_was_closed(
    reading: &Reading<'_>,
    case: &Case,
    history: &[Recorded],
    book: &RuleBook,
    now: Moment,
) -> Result<Vec<Event>, Problem> {
    let earlier = Earlier::read(reading)?;
    let clocks = clock::clocks(case, london::date_of(now), book.rules());
    Look { before: book, after: book, earlier: &earlier, now }.told(case, history, &clocks, &clocks)
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
    fn at(&self, mut case: Case, history: &[Recorded], row: &CaseRow, moves: &mut Moves) -> Result<(), Problem> {
        let today = london::date_of(self.now);
        let before = clock::clocks(&case, today, self.before.rules());
        let counted = clock::clocks(&case, today, self.after.rules());
        let code_before = Against::of(&case, self.before, today);
        let seq = case.seq;
        let mut kept = self.told(&case, history, &before, &counted)?;
        kept.extend(begun_anew(&before, &counted));
        let events = case.record(kept, By::Heard, self.now);
        let after = match events.as_slice() {
            [] => Cow::from(&counted),
            _ => clock::clocks(&case, today, self.after.rules()).into(),
        };
        let mut limits = moved(&before, &counted, &after);
        let code_after = Against::of(&case, self.after, today);
        limits.extend(moved_of_code(code_before.as_ref(), code_after.as_ref()));
        let dated = Redated { seq, events, ..cases::dated_by(&case, self.after, &after, code_after.as_ref())? };
        if !limits.is_empty() {
            moves.moved.push(Move { reference: case.reference, hidden: row.readers.is_some(), limits });
        }
        if cases::dates_differ(&dated, row) {
            moves.rows.push(dated);
        }
        Ok(())
    }

    /// The dates that the customer was told and that the count would make earlier. What was told is the case as it was
    /// when the last letter left, counted by the days of then: what an earlier letter told is kept since, if it had to
    /// be. A clock that stood still or began anew since made a date that nobody was told; something put right may have
    /// made an earlier one, which is then all that is kept.
    fn told(
        &self,
        case: &Case,
        history: &[Recorded],
        before: &[Clock],
        counted: &[Clock],
    ) -> Result<Vec<Event>, Problem> {
        let running = before.iter().filter(|clock| clock.met_on().is_none() && !self.backwards(&clock.id));
        let letters = case.letters.iter().filter(|letter| letter.fate.counts());
        let last = letters.map(|letter| letter.at).max().filter(|_| running.clone().next().is_some());
        let Some(told) = last else { return Ok(Vec::new()) };
        let until = history.iter().rposition(|recorded| recorded.at <= told).map_or(0, |last| last + 1);
        let then = self.earlier.at(told)?.map(|calendars| self.before.by(calendars)).transpose()?;
        let dates = |case: &Case, book: &RuleBook| clock::clocks(case, london::date_of(self.now), book.rules());
        let now_then = then.as_ref().map_or(Cow::from(before), |then| dates(case, then).into());
        // Where nothing came after the letter, what it told is the case as it is.
        let (told_then, told_after) = if until == history.len() {
            (Cow::from(&*now_then), Cow::from(counted))
        } else {
            let Some(as_told) = Case::replay(case.reference, &history[..until]) else { return Ok(Vec::new()) };
            (dates(&as_told, then.as_ref().unwrap_or(self.before)).into(), dates(&as_told, self.after).into())
        };
        let kept = |clock: &Clock| {
            let promised = first_due(&told_then, &clock.id)?.min(first_due(&now_then, &clock.id)?);
            let ends = first_due(&told_after, &clock.id)?.min(first_due(counted, &clock.id)?);
            let already = case.kept_dates.iter().any(|(id, date)| *id == clock.id && *date >= promised);
            (ends < promised && !already).then(|| Event::DateKept { clock: clock.id.clone(), date: promised })
        };
        Ok(running.filter_map(kept).collect())
    }

    /// Whether a clock is counted back from a day that is fixed, so that no date of it is kept.
    fn backwards(&self, clock: &str) -> bool {
        self.before.procedure().clock(clock).is_some_and(|rule| rule.backwards)
    }
}

/// The dates of counts that began anew in time, by the days of then, and would not have by the days after: what was
/// in time stays in time.
fn begun_anew(before: &[Clock], counted: &[Clock]) -> Vec<Event> {
    let anew = |clock: &Clock| matches!(clock.counts_from, CountsFrom::Anew(_)) && clock.met_on().is_none();
    let lost = pairs(before, counted).filter(|(before, after)| anew(before) && !anew(after));
    lost.map(|(before, _)| Event::DateKept { clock: before.id.clone(), date: before.first_due }).collect()
}

fn first_due(clocks: &[Clock], id: &str) -> Option<Date> {
    clocks.iter().find(|clock| clock.id == id).map(|clock| clock.first_due)
}

/// The limits that are in both, before and after.
fn pairs<'a>(before: &'a [Clock], after: &'a [Clock]) -> impl Iterator<Item = (&'a Clock, &'a Clock)> {
    before.iter().filter_map(|clock| Some((clock, after.iter().find(|each| each.id == clock.id)?)))
}

/// The limits of the Code that move; no date of it was told, so none is kept.
fn moved_of_code(before: Option<&Against>, after: Option<&Against>) -> Vec<MovedLimit> {
    let Some((before, after)) = before.zip(after) else { return Vec::new() };
    let named = |limit: MovedLimit| MovedLimit { title: format!("{}: {}", after.procedure.name, limit.title), ..limit };
    moved(&before.clocks, &after.clocks, &after.clocks).into_iter().map(named).collect()
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
