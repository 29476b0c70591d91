//! The delay letter in time: before a date is missed, not after, the customer is told why and until when (Making
//! Experiences Count, last paragraph; LGSCO Code 5.5). How long before is a setting of its own.

use domain::{
    Case, Clock, Date, Moment, Reference, Role,
    clock::{self, Standing},
    decide::{self, Grant},
    london,
};
use store::{CaseRow, Reading};

use crate::{
    Office, Problem,
    against::Against,
    office::RuleBook,
    settings::{self, Reminders},
};

/// A date that may still be put off, and soon cannot be without being missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    /// Id of the time limit of the case that the letter puts off.
    pub clock: String,
    /// What is due.
    pub title: String,
    /// When.
    pub due: Date,
    /// Working days until then; 0 is today.
    pub days_left: i64,
    /// The latest date it may be put off to; `None` where the procedure sets no bound.
    pub latest: Option<Date>,
}

/// How many working days before a date its delay letter stands ready.
pub(crate) fn days_before(reading: &Reading<'_>) -> Result<i64, Problem> {
    Ok(i64::from(settings::get::<Reminders>(reading)?.delay_letter))
}

/// A case somebody looks at, with the Code it is measured against, where there is one.
pub(super) struct Looking<'a> {
    pub(super) case: &'a Case,
    pub(super) clocks: &'a [Clock],
    pub(super) book: &'a RuleBook,
    pub(super) against: Option<&'a Against>,
    pub(super) role: Role,
}

impl<'a> Looking<'a> {
    /// The date to tell the customer about, where it is at most `before` working days away and they may put it off: the
    /// case's own, or, where that is not near yet, the one of the Code. A letter puts off both.
    pub(super) fn near(&self, before: i64) -> Option<Delay> {
        let own: Vec<Open<'_>> = self.own().collect();
        let first = own.first()?;
        own.iter()
            .find_map(|open| open.near(before))
            .or_else(|| self.of_code().find_map(|(against, code)| near_by_code(first, against, &code, before)))
    }

    /// Whether a date has passed that they may still put off, and the customer was told no other.
    fn has_passed(&self, today: Date) -> bool {
        let mut own = self.own().peekable();
        own.peek().is_some()
            && (own.any(|open| open.has_passed(today)) || self.of_code().any(|(_, code)| code.has_passed(today)))
    }

    fn own(&self) -> impl Iterator<Item = Open<'a>> + use<'a> {
        let (rules, role) = (self.book.rules(), self.role);
        let theirs = move |(clock, rule): (&'a Clock, _)| {
            let latest = decide::latest_extension(clock, rule, rules);
            let theirs = !matches!(decide::may_grant(rule, role, rules.procedure), Grant::Others(_));
            theirs.then_some(Open { clock, latest })
        };
        decide::extendable(self.case, self.clocks, rules).into_iter().filter_map(theirs)
    }

    fn of_code(&self) -> impl Iterator<Item = (&'a Against, Open<'a>)> + use<'a> {
        let measured = self.against.zip(self.book.against());
        measured.into_iter().flat_map(|(against, code)| {
            let rules = code.rules();
            let found = decide::extendable(against.case(), &against.clocks, rules).into_iter();
            found.map(move |(clock, rule)| {
                (against, Open { clock, latest: decide::latest_extension(clock, rule, rules) })
            })
        })
    }
}

/// The date of a Code, put off with that of the case itself: no further than both allow.
fn near_by_code(own: &Open<'_>, against: &Against, code: &Open<'_>, before: i64) -> Option<Delay> {
    let near = code.near(before)?;
    let latest = [own.latest, code.latest].into_iter().flatten().min();
    let title = format!("{}: {}", against.procedure.name, near.title);
    let both = Delay { clock: own.clock.id.clone(), title, latest, ..near };
    Some(both).filter(|both| latest.is_none_or(|latest| latest > both.due))
}

/// A time limit that can be put off, and how far.
struct Open<'a> {
    clock: &'a Clock,
    latest: Option<Date>,
}

impl Open<'_> {
    /// Itself, while there is time but not more than `before` working days.
    fn near(&self, before: i64) -> Option<Delay> {
        let Standing::Running { days_left } = self.clock.standing else { return None };
        let Clock { id, title, due, .. } = self.clock;
        let delay = Delay { clock: id.clone(), title: title.clone(), due: *due, days_left, latest: self.latest };
        (days_left <= before).then_some(delay)
    }

    /// Whether it is late, and the customer was told no other date.
    fn has_passed(&self, today: Date) -> bool {
        let untold = self.clock.due == self.clock.held_to;
        untold
            && matches!(self.clock.standing, Standing::Late { .. })
            && self.latest.is_none_or(|latest| latest > today)
    }
}

/// For which case, whose eyes, how long before, and in which hour it was asked: within one, nothing becomes late that a
/// list has to say at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    reference: Reference,
    role: Role,
    before: i64,
    hour: i64,
}

/// Whether the next step with a case is to tell its customer of a delay, for somebody in this role: a date is at most
/// `before` working days away, or has passed. Worked out again only after a case has changed, or the hour.
pub(crate) fn is_next(
    office: &Office,
    reading: &Reading<'_>,
    row: &CaseRow,
    role: Role,
    before: i64,
    now: Moment,
) -> Result<bool, Problem> {
    let asked = Asked { reference: row.reference, role, before, hour: now.timestamp() / 3600 };
    office.delays.after(reading.changes(), asked, || is_next_now(office, reading, row, role, before, now))
}

fn is_next_now(
    office: &Office,
    reading: &Reading<'_>,
    row: &CaseRow,
    role: Role,
    before: i64,
    now: Moment,
) -> Result<bool, Problem> {
    let Some(case) = Case::replay(row.reference, &reading.history(row.reference)?) else { return Ok(false) };
    let (book, today) = (office.rules_of(&case.under)?, london::date_of(now));
    let clocks = clock::clocks(&case, now, book.rules());
    let against = Against::of(&case, &book, today);
    let looking = Looking { case: &case, clocks: &clocks, book: &book, against: against.as_ref(), role };
    Ok(looking.near(before).is_some() || looking.has_passed(today))
}
