//! Reminds the people on a case before and on the due date, once for each: by e-mail, and written
//! into the history, so that a missed date says who was told.

use domain::{
    Case, Clock, Date, Event, Moment, PersonId,
    case::Reminder,
    clock::{self, Standing},
    letter::Purpose,
    london, permission,
};
use store::{Filter, Order, Person, Reading, Seen, Writing};

use crate::{
    Office, Problem,
    against::Against,
    cases,
    letters::{self, Extra},
    office::RuleBook,
    sessions,
    settings::{self, Reminders},
};

/// Sends the reminders of the day; returns how many. Safe to call again at any time: nobody is
/// reminded twice of one date on one day.
pub fn remind(office: &Office, now: Moment) -> Result<u32, Problem> {
    let today = london::date_of(now);
    let (wanted, calendar) = (office.read(settings::get::<Reminders>)?, office.calendar());
    if !wanted.on || !calendar.is_working_day(today) {
        return Ok(0);
    }
    let furthest = wanted.days_before.iter().copied().max().unwrap_or(0);
    let until = calendar.add_working_days(today, furthest);
    let filter = Filter { open: Some(true), due_to: Some(until), seen_by: Seen::All, ..Filter::default() };
    let mut sent = 0;
    let mut after = None;
    loop {
        let page = office.read(|reading| Ok(reading.cases(&filter, Order::Due, after.as_ref(), 200)?))?;
        let Some(last) = page.last() else { return Ok(sent) };
        after = Some(last.key(Order::Due));
        for line in &page {
            sent += remind_of(office, line.row.reference, &wanted, now)?;
        }
    }
}

fn remind_of(office: &Office, reference: domain::Reference, wanted: &Reminders, now: Moment) -> Result<u32, Problem> {
    let today = london::date_of(now);
    office.store().write(|writing| {
        let history = writing.history(reference)?;
        let Some(case) = Case::replay(reference, &history) else { return Ok(0) };
        let book = office.rules_of(&case.under)?;
        let clocks = reminded_of(&case, &book, today);
        // Counted by the days of each limit, as its case tells them.
        let running = clocks.iter().filter_map(|clock| match clock.standing {
            Standing::Running { days_left } => Some((clock, days_left)),
            // Put off too late for the customer: people still work to the new date.
            Standing::Late { .. } if clock.due >= today => {
                Some((clock, book.calendar().count_working_days(today, clock.due)))
            }
            Standing::Late { days } => Some((clock, -days)),
            Standing::Met { .. } | Standing::Ended => None,
        });
        let people = people_on(writing, &case)?;
        let mut events = Vec::new();
        for (clock, days) in running {
            if days >= 0 && !wanted.days_before.iter().any(|each| i64::from(*each) == days) {
                continue;
            }
            for person in people.iter().filter(|person| !was_told(&case, person.id, clock, (days, today))) {
                queue(office, writing, &case, person, clock, days, now)?;
                events.push(Event::Reminded { person: person.id, clock: clock.id.clone(), due: clock.due });
            }
        }
        let sent = u32::try_from(events.len()).unwrap_or(u32::MAX);
        cases::by_heard(office, writing, reference, now, |_| events)?;
        Ok::<_, Problem>(sent)
    })
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

/// Once a day before and on the date, and once after it.
fn was_told(case: &Case, person: PersonId, clock: &Clock, (days, today): (i64, Date)) -> bool {
    let of_this = |each: &&Reminder| each.person == person && each.clock == clock.id && each.due == clock.due;
    let mut told = case.reminders.iter().filter(of_this).map(|each| london::date_of(each.at));
    if days < 0 { told.any(|on| on > clock.due) } else { told.any(|on| on == today) }
}

fn queue(
    office: &Office,
    writing: &Writing<'_>,
    case: &Case,
    person: &Person,
    clock: &Clock,
    days: i64,
    now: Moment,
) -> Result<(), Problem> {
    let actor = sessions::actor(writing, person)?;
    let who = crate::Who { person: person.clone(), actor, csrf: String::new() };
    let due_words = due_words(&clock.title, days);
    let extra = Extra { staff: Some(person.id), due_words, ..Extra::default() };
    let preview = letters::preview_with(office, writing, &who, case, Purpose::Reminder, &extra, now)?;
    let message_id = format!("{}.reminder.{}.{}.{}", case.reference, clock.id, case.seq, person.id);
    let (words, to) = (&preview.words, &preview.to);
    let mail = cases::mail_row(office, case.reference, None, Purpose::Reminder, words, to, message_id, now, now);
    writing.queue_mail(&mail)?;
    Ok(())
}

/// "respond today", "2 working days left to respond", "respond: 1 working day late".
fn due_words(title: &str, days: i64) -> String {
    let title = title.to_lowercase();
    match days {
        0 => format!("{title} today"),
        1 => format!("1 working day left to {title}"),
        2.. => format!("{days} working days left to {title}"),
        -1 => format!("1 working day late to {title}"),
        _ => format!("{} working days late to {title}", -days),
    }
}
