//! The one message a day that tells a person of all dates that need them. Who is told of what is `reminders`' business.

use domain::{Case, Clock, Moment, PersonId, letter::Purpose, london};
use store::{Person, Writing};

use crate::{
    Office, Problem, Who,
    cases::{self, domain_of},
    letters::{self, Extra, Letterhead, Words},
    marks, sessions,
};

/// A time limit that somebody is told of.
pub(super) struct Item {
    pub(super) clock: Clock,
    /// Working days that are left; negative once it is late.
    pub(super) days: i64,
}

impl Item {
    /// Whether it cannot wait for the message of the next day.
    pub(super) fn is_urgent(&self) -> bool {
        self.days <= 0
    }
}

/// The message, while it is put together.
pub(super) struct Digest<'a> {
    office: &'a Office,
    writing: &'a Writing<'a>,
    who: Who,
    now: Moment,
    /// Whether there was one today already.
    second: bool,
    told: Vec<(Case, Item)>,
}

impl<'a> Digest<'a> {
    pub(super) fn to(
        office: &'a Office,
        writing: &'a Writing<'a>,
        person: Person,
        now: Moment,
    ) -> Result<Digest<'a>, Problem> {
        let actor = sessions::actor(writing, &person)?;
        let second = writing.mail_is_there(&first_of_day(office, person.id, now))?;
        let who = Who { person, actor, csrf: String::new() };
        Ok(Digest { office, writing, who, now, second, told: Vec::new() })
    }

    pub(super) fn is_second(&self) -> bool {
        self.second
    }

    pub(super) fn add(&mut self, case: &Case, items: Vec<Item>) {
        self.told.extend(items.into_iter().map(|item| (case.clone(), item)));
    }

    /// Puts it into the outbox, if there is anything to tell.
    pub(super) fn queue(mut self) -> Result<(), Problem> {
        self.told.sort_by_key(|(case, item)| (item.days, case.reference));
        let (about, words) = match self.told.as_slice() {
            [] => return Ok(()),
            [(case, item)] => (Some(case.reference), self.of_one(case, item)?),
            all => (None, self.of_many(all)?),
        };
        let to = Letterhead {
            name: self.who.person.name.clone(),
            email: self.who.person.email.clone(),
            address: String::new(),
        };
        let first = first_of_day(self.office, self.who.id(), self.now);
        let name = if self.second { format!("{}.{first}", self.now.timestamp_micros()) } else { first };
        let mail = cases::mail_with(about, None, Purpose::Reminder, &words, &to, name, self.now, self.now);
        self.writing.queue_mail(&mail)?;
        Ok(())
    }

    /// One date alone is told in the words of the council's own letter.
    fn of_one(&self, case: &Case, item: &Item) -> Result<Words, Problem> {
        let due_words = due_words(&item.clock.title, item.days);
        let extra = Extra { staff: Some(self.who.id()), due_words, ..Extra::default() };
        let (office, writing) = (self.office, self.writing);
        let preview = letters::preview_with(office, writing, &self.who, case, Purpose::Reminder, &extra, self.now)?;
        let Words { subject, body } = preview.words;
        Ok(Words { subject, body: format!("{body}\n\n{}", letters::link(case.reference)) })
    }

    fn of_many(&self, all: &[(Case, Item)]) -> Result<Words, Problem> {
        let services = self.writing.services()?;
        let line = |(case, item): &(Case, Item)| {
            let service = services.iter().find(|service| Some(service.id) == case.subject.service);
            let about = service.map(|service| format!(", about {}", marks::escape(&service.name))).unwrap_or_default();
            let due = marks::escape(&due_words(&item.clock.title, item.days));
            let date = letters::day(item.clock.due);
            format!("- {}{about}: {due}, by {date}. {}", case.reference, letters::link(case.reference))
        };
        let part = |heading: &str, wanted: &dyn Fn(i64) -> bool| {
            let lines: Vec<String> = all.iter().filter(|(_, item)| wanted(item.days)).map(line).collect();
            (!lines.is_empty()).then(|| format!("**{heading}**\n\n{}\n\n", lines.join("\n")))
        };
        let parts =
            [part("Late", &|days| days < 0), part("Due today", &|days| days == 0), part("Due soon", &|days| days > 0)];
        let name = marks::escape(&self.who.person.name);
        let parts: String = parts.into_iter().flatten().collect();
        Ok(Words {
            subject: subject(all),
            body: format!(
                "{name}\n\nThese dates need you.\n\n{parts}If a date cannot be kept, the customer must be told in \
                 writing before it, with the reason and a new date. Open Heard to do so."
            ),
        })
    }
}

/// "5 dates need you: 1 late, 2 due today".
fn subject(all: &[(Case, Item)]) -> String {
    let count = |wanted: fn(i64) -> bool| all.iter().filter(|(_, item)| wanted(item.days)).count();
    let (late, today) = (count(|days| days < 0), count(|days| days == 0));
    let counts = [(late, "late"), (today, "due today")];
    let counts: Vec<String> =
        counts.iter().filter(|(many, _)| *many > 0).map(|(many, words)| format!("{many} {words}")).collect();
    let dates = format!("{} dates need you", all.len());
    if counts.is_empty() { dates } else { format!("{dates}: {}", counts.join(", ")) }
}

/// The Message-ID of the first message of the day, which there can only be one of.
fn first_of_day(office: &Office, person: PersonId, now: Moment) -> String {
    format!("reminders.{}.{person}@{}", london::date_of(now), domain_of(&office.council().email))
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
