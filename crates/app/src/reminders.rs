//! Reminds the people on a case before and on the due date, once for each: by e-mail, one a day with all that needs
//! them, and written into the history, so that a missed date says who was told.

mod digest;

use domain::{
    Case, Clock, Date, Event, Moment, PersonId, Reference,
    case::Reminder,
    clock::{self, Standing},
    london, permission,
};
use store::{Filter, Order, Person, Reading, Seen};

use self::digest::{Digest, Item};
use crate::{
    Office, Problem,
    against::Against,
    cases,
    office::RuleBook,
    sessions,
    settings::{self, Reminders},
};

/// Sends the reminders of the day; returns how many. Safe to call again at any time: nobody is
/// reminded twice of one date on one day. Each person gets one message a day; what comes up after it waits for that of
/// the next day, unless it is due today or late. A case or a person that something is wrong with holds up nobody else:
/// the first such problem is the answer when all others are told.
pub fn remind(office: &Office, now: Moment) -> Result<u32, Problem> {
    let today = london::date_of(now);
    let (wanted, calendar) = (office.read(settings::get::<Reminders>)?, office.calendar());
    if !wanted.on || !calendar.is_working_day(today) {
        return Ok(0);
    }
    let furthest = wanted.days_before.iter().copied().max().unwrap_or(0);
    let until = calendar.add_working_days(today, furthest);
    let (mut sent, mut wrong) = (0, None);
    for (person, cases) in to_remind(office, &wanted, until, today, &mut wrong)? {
        match remind_one(office, person, &cases, &wanted, now) {
            Ok(more) => sent += more,
            Err(problem) => {
                wrong.get_or_insert(problem);
            }
        }
    }
    wrong.map_or(Ok(sent), Err)
}

/// Who is to be told of which cases with a date up to `until`, the earliest first and investigators before Heads. Only
/// looked at: a case may change before its people are told. `wrong` gets the first problem with a case.
fn to_remind(
    office: &Office,
    wanted: &Reminders,
    until: Date,
    today: Date,
    wrong: &mut Option<Problem>,
) -> Result<Vec<(PersonId, Vec<Reference>)>, Problem> {
    let filter = Filter { open: Some(true), due_to: Some(until), seen_by: Seen::All, ..Filter::default() };
    let mut found: Vec<(PersonId, Vec<Reference>)> = Vec::new();
    let mut after = None;
    loop {
        let page = office.read(|reading| Ok(reading.cases(&filter, Order::Due, after.as_ref(), 200)?))?;
        let Some(last) = page.last() else { return Ok(found) };
        after = Some(last.key(Order::Due));
        for reference in page.iter().map(|line| line.row.reference) {
            let told: Result<Vec<PersonId>, Problem> = office.read(|reading| {
                let Some(of) = of_case(office, reading, reference, wanted, today)? else { return Ok(Vec::new()) };
                let to_tell = |person: &Person| !of.items(person.id).is_empty();
                Ok(people_on(reading, &of.case)?.into_iter().filter(to_tell).map(|person| person.id).collect())
            });
            for person in told.unwrap_or_else(|problem| nobody(wrong, problem)) {
                match found.iter_mut().find(|(of, _)| *of == person) {
                    Some((_, cases)) => cases.push(reference),
                    None => found.push((person, vec![reference])),
                }
            }
        }
    }
}

fn nobody(wrong: &mut Option<Problem>, problem: Problem) -> Vec<PersonId> {
    wrong.get_or_insert(problem);
    Vec::new()
}

/// Tells one person of these cases, in one message and one transaction with the marks that they were told.
fn remind_one(
    office: &Office,
    person: PersonId,
    cases: &[Reference],
    wanted: &Reminders,
    now: Moment,
) -> Result<u32, Problem> {
    let today = london::date_of(now);
    office.store().write(|writing| {
        let Some(told) = writing.person(person)? else { return Ok(0) };
        let mut digest = Digest::to(office, writing, told, now)?;
        let mut told = Vec::new();
        for reference in cases {
            let Some(of) = of_case(office, writing, *reference, wanted, today)? else { continue };
            if people_on(writing, &of.case)?.iter().any(|on| on.id == person) {
                told.push((*reference, of.items(person), of));
            }
        }
        if digest.is_second() && !told.iter().any(|(_, items, _)| items.iter().any(Item::is_urgent)) {
            return Ok(0);
        }
        let mut sent = 0;
        for (reference, items, of) in told {
            let items: Vec<Item> = items.into_iter().filter(|item| !digest.is_second() || item.is_urgent()).collect();
            let reminded = |item: &Item| Event::Reminded { person, clock: item.clock.id.clone(), due: item.clock.due };
            let events: Vec<Event> = items.iter().map(reminded).collect();
            sent += u32::try_from(events.len()).unwrap_or(u32::MAX);
            digest.add(&of.case, items);
            cases::by_heard(office, writing, reference, now, |_| events)?;
        }
        digest.queue()?;
        Ok::<_, Problem>(sent)
    })
}

/// A case with the dates that people are reminded of today.
struct OfCase {
    case: Case,
    /// Each with the working days that are left, and the day from which somebody is told.
    near: Vec<Near>,
    today: Date,
}

/// A time limit that people are reminded of.
struct Near {
    clock: Clock,
    days: i64,
    since: Date,
}

impl OfCase {
    /// What this person was not told yet.
    fn items(&self, person: PersonId) -> Vec<Item> {
        let not_told = self.near.iter().filter(|near| !was_told(&self.case, person, near, self.today));
        not_told.map(|near| Item { clock: near.clock.clone(), days: near.days }).collect()
    }
}

fn of_case(
    office: &Office,
    reading: &Reading<'_>,
    reference: Reference,
    wanted: &Reminders,
    today: Date,
) -> Result<Option<OfCase>, Problem> {
    let history = reading.history(reference)?;
    let Some(case) = Case::replay(reference, &history) else { return Ok(None) };
    let book = office.rules_of(&case.under)?;
    // Counted by the days of each limit, as its case tells them.
    let running = reminded_of(&case, &book, today).into_iter().filter_map(|clock| {
        let days = match clock.standing {
            Standing::Running { days_left } => days_left,
            // Put off too late for the customer: people still work to the new date.
            Standing::Late { .. } if clock.due >= today => book.calendar().count_working_days(today, clock.due),
            Standing::Late { days } => -days,
            Standing::Met { .. } | Standing::Ended => return None,
        };
        Some(Near { since: since(&book, wanted, &clock, days, today)?, clock, days })
    });
    let near = running.collect();
    Ok(Some(OfCase { case, near, today }))
}

/// The day from which people are told that so many days are left: of the days that are chosen the one that came last. Whoever
/// was not told on it, such as because the PC was off, is told on the next. After the date, the day after it.
fn since(book: &RuleBook, wanted: &Reminders, clock: &Clock, days: i64, today: Date) -> Option<Date> {
    if days < 0 {
        return clock.due.succ_opt();
    }
    let chosen = wanted.days_before.iter().copied().filter(|each| i64::from(*each) >= days).min()?;
    let (mut back, mut day) = (i64::from(chosen) - days, today);
    while back > 0 {
        day = day.pred_opt()?;
        back -= i64::from(book.calendar().is_working_day(day));
    }
    Some(day)
}

/// Its time limits, and that of the Code where it comes before them.
fn reminded_of(case: &Case, book: &RuleBook, today: Date) -> Vec<Clock> {
    let mut clocks = clock::clocks(case, today, book.rules());
    let against = Against::of(case, book, today);
    let code = against.as_ref().and_then(|against| against.drives(&clocks).map(|clock| (against, clock)));
    let code = code.map(|(against, clock)| Clock { id: against.name_of(clock), ..clock.clone() });
    clocks.extend(code);
    clocks
}

/// Who is reminded: the investigator, and whoever is Head of the service now or was named to answer
/// a later stage; never whom it names.
fn people_on(reading: &Reading<'_>, case: &Case) -> Result<Vec<Person>, Problem> {
    let service = reading.services()?.into_iter().find(|service| Some(service.id) == case.subject.service);
    let of_service = service.and_then(|service| service.head).filter(|_| case.head.is_some());
    let head = case.appointed.or(of_service);
    let mut people = Vec::new();
    for id in [case.investigator, head].into_iter().flatten() {
        let Some(person) = reading.person(id)?.filter(|person| person.active) else { continue };
        if Some(id) != case.named_staff && permission::may_see(&sessions::actor(reading, &person)?, case.into()) {
            people.push(person);
        }
    }
    Ok(people)
}

/// Whether somebody was told since the day from which they are: so once for each of the days that are chosen, and once after
/// the date.
fn was_told(case: &Case, person: PersonId, near: &Near, today: Date) -> bool {
    let Near { clock, since, .. } = near;
    let of_this = |each: &&Reminder| each.person == person && each.clock == clock.id && each.due == clock.due;
    let mut told = case.reminders.iter().filter(of_this).map(|each| london::date_of(each.at));
    told.any(|on| (*since..=today).contains(&on))
}
