//! Reminds the people on a case before and on the due date, once for each: by e-mail, and written
//! into the history, so that a missed date says who was told.

use domain::{Calendar, Case, Event, Moment, PersonId, clock, letter::Purpose, london};
use store::{Filter, Mail, MailState, Order, Seen};

use crate::{
    Office, Problem, cases,
    letters::{self, Extra},
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
            sent += remind_of(office, line.row.reference, &wanted, &calendar, now)?;
        }
    }
}

fn remind_of(
    office: &Office,
    reference: domain::Reference,
    wanted: &Reminders,
    calendar: &Calendar,
    now: Moment,
) -> Result<u32, Problem> {
    let today = london::date_of(now);
    office.store().write(|writing| {
        let history = writing.history(reference)?;
        let Some(case) = Case::replay(reference, &history) else { return Ok(0) };
        let book = office.rules_of(&case.under)?;
        let clocks = clock::clocks(&case, today, book.rules());
        let Some(next) = clock::next_due(&clocks) else { return Ok(0) };
        let days = calendar.count_working_days(today, next.due);
        if !(days < 0 || wanted.days_before.iter().any(|each| i64::from(*each) == days)) {
            return Ok(0);
        }
        let told = |person: PersonId| {
            case.reminders.iter().any(|each| {
                each.person == person && each.due == next.due && (days < 0 || london::date_of(each.at) == today)
            })
        };
        let people: Vec<PersonId> =
            [case.investigator, case.head].into_iter().flatten().filter(|person| !told(*person)).collect();
        for person in &people {
            queue(office, writing, &case, *person, &due_words(&next.title, days), now)?;
        }
        let events = people
            .iter()
            .map(|person| Event::Reminded { person: *person, clock: next.id.clone(), due: next.due })
            .collect();
        cases::by_heard(office, writing, reference, now, |_| events)?;
        Ok::<_, Problem>(u32::try_from(people.len()).unwrap_or(u32::MAX))
    })
}

fn queue(
    office: &Office,
    writing: &store::Writing<'_>,
    case: &Case,
    person: PersonId,
    due_words: &str,
    now: Moment,
) -> Result<(), Problem> {
    let Some(found) = writing.person(person)?.filter(|person| person.active) else { return Ok(()) };
    let actor = sessions::actor(writing, &found)?;
    let who = crate::Who { person: found, actor, csrf: String::new() };
    let extra = Extra { staff: Some(person), due_words: due_words.into(), ..Extra::default() };
    let preview = letters::preview_with(office, writing, &who, case, Purpose::Reminder, &extra, now)?;
    let (text, html) = letters::as_email(&preview.words);
    let mail = Mail {
        id: 0,
        reference: Some(case.reference),
        letter: None,
        purpose: Purpose::Reminder,
        message_id: format!("{}.reminder.{}.{}@heard.invalid", case.reference, case.seq, person),
        to_name: preview.to.name,
        to_email: preview.to.email,
        subject: preview.words.subject,
        text,
        html,
        state: MailState::Queued,
        not_before: now,
        queued_at: now,
        attempts: 0,
        tried_at: None,
        last_reply: String::new(),
        maybe_twice: false,
    };
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
