//! The history of a case in words, newest first. Which events there are, and what they mean, is the
//! business of `domain`; names and texts come from the file of the case.

mod words;

pub use words::{by_channel, by_method, held, letter_words};

use app::{
    calendar_change::{Change, Made},
    calendars::{Differences, Holiday},
    cases::CaseFile,
};
use domain::{
    By, Date, Event, Moment,
    event::{Recorded, undoes},
    letter::Method,
    london,
};

use crate::layout::Link;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the history, from 1; 0 for what was done to the calendar.
    pub seq: u32,
    /// *Acknowledged by letter*.
    pub title: String,
    /// *by Dan Okafor*; empty for what the program did by itself.
    pub by: String,
    /// *Thu 26 Nov, 15:20*.
    pub when: String,
    /// The same for programs.
    pub at: String,
    /// What was said or written, a paragraph each.
    pub words: Vec<String>,
    /// The letter or file it is about: address and words.
    pub link: Option<(String, String)>,
    /// What it is to the customer.
    pub mark: Mark,
    /// *Undone by Dan Okafor, Thu 26 Nov, 15:21*; empty for what stands.
    pub undone: String,
    /// Whether the short list on the page of the case leaves it out.
    pub minor: bool,
}

/// The dot beside an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The customer heard from us: filled.
    Heard,
    /// Something went wrong: red, and said in words.
    Wrong,
    /// Everything else.
    Plain,
}

impl Mark {
    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Mark::Heard => " is-money",
            Mark::Wrong => " is-late",
            Mark::Plain => "",
        }
    }
}

impl Entry {
    /// The link, as pages show it.
    pub fn shown_link(&self) -> Option<Link> {
        self.link.as_ref().map(|(href, words)| Link { href: href.clone(), words: words.clone() })
    }
}

/// Everything that happened to a case, newest first.
pub fn entries(file: &CaseFile, today: Date) -> Vec<Entry> {
    file.history.iter().rev().map(|recorded| entry(file, recorded, today)).collect()
}

/// The same with the changes of the calendar that touched its dates, each before what had happened by then.
pub fn with_calendar(file: &CaseFile, changes: &[Made], today: Date) -> Vec<Entry> {
    let mut all: Vec<(Moment, Entry)> =
        file.history.iter().rev().map(|recorded| (recorded.at, entry(file, recorded, today))).collect();
    for made in changes {
        let place = all.iter().position(|(at, _)| *at <= made.at).unwrap_or(all.len());
        all.insert(place, (made.at, of_calendar(file, made, today)));
    }
    all.into_iter().map(|(_, entry)| entry).collect()
}

fn of_calendar(file: &CaseFile, made: &Made, today: Date) -> Entry {
    let changed = match &made.change {
        Change::Add(day) => {
            format!("{}, {}, was added to the days that do not count.", day.name, crate::words::day(day.date, today))
        }
        Change::Remove(day) => format!("{}, {}, counts again.", day.name, crate::words::day(day.date, today)),
        Change::Nation(nation) => format!("The bank holidays of {} are left out from now on.", nation.title()),
        Change::Published(_, differences) => published(differences, today),
    };
    Entry {
        seq: 0,
        title: "The calendar changed".into(),
        by: made.by.map(|by| format!("by {}", file.name(by))).unwrap_or_default(),
        when: when(made.at, today),
        at: made.at.format("%Y-%m-%dT%H:%MZ").to_string(),
        words: vec![changed],
        link: None,
        mark: Mark::Plain,
        undone: String::new(),
        minor: true,
    }
}

fn published(differences: &Differences, today: Date) -> String {
    let said = |day: &Holiday, what: &str| format!("{}, {}, {what}.", day.name, crate::words::day(day.date, today));
    let added = differences.added.iter().map(|day| said(day, "was published as a bank holiday"));
    let removed = differences.removed.iter().map(|day| said(day, "is no bank holiday any more"));
    let mut said: Vec<String> = added.chain(removed).collect();
    said.dedup();
    said.join(" ")
}

/// The latest of them that a person needs to see at a glance.
pub fn latest(file: &CaseFile, today: Date, most: usize) -> Vec<Entry> {
    entries(file, today).into_iter().filter(|entry| !entry.minor).take(most).collect()
}

fn entry(file: &CaseFile, recorded: &Recorded, today: Date) -> Entry {
    let said = words::said(file, recorded, today);
    let undone = undone(file, recorded, today);
    Entry {
        seq: recorded.seq,
        title: said.title,
        by: match recorded.by {
            By::Person(person) => format!("by {}", file.name(person)),
            By::Heard => String::new(),
        },
        when: when(recorded.at, today),
        at: recorded.at.format("%Y-%m-%dT%H:%MZ").to_string(),
        words: said.words,
        link: said.link.filter(|_| undone.is_empty()),
        mark: if undone.is_empty() { mark(file, &recorded.event) } else { Mark::Plain },
        minor: !undone.is_empty() || minor(file, recorded),
        undone,
    }
}

/// Who undid it, and when; empty for what stands.
fn undone(file: &CaseFile, recorded: &Recorded, today: Date) -> String {
    let by = |later: &&Recorded| undoes(later).is_some_and(|places| places.contains(&recorded.seq));
    match file.history.iter().find(by).map(|later| (later.by, later.at)) {
        Some((By::Person(person), at)) => format!("Undone by {}, {}", file.name(person), when(at, today)),
        Some((By::Heard, at)) => format!("Undone, {}", when(at, today)),
        None => String::new(),
    }
}

/// "Thu 26 Nov, 15:20", with the year where it is not this one.
pub fn when(at: Moment, today: Date) -> String {
    format!("{}, {}", crate::words::day(london::date_of(at), today), crate::words::time(at))
}

fn mark(file: &CaseFile, event: &Event) -> Mark {
    let counts = |number: u32| file.case.letter(number).is_some_and(|letter| letter.fate.counts());
    let heard = matches!(event, Event::LetterQueued { number, .. } if counts(*number))
        || matches!(event, Event::ContactRecorded(told) if told.reached && told.direction.is_out());
    if heard {
        Mark::Heard
    } else if matches!(event, Event::LetterNotDelivered { .. }) {
        Mark::Wrong
    } else {
        Mark::Plain
    }
}

/// What belongs to another entry that says it already: a letter handed over left by that, and
/// asking for a signature saves the draft.
fn minor(file: &CaseFile, recorded: &Recorded) -> bool {
    if let Event::LetterLeft { number } = &recorded.event {
        return file.case.letter(*number).is_some_and(|letter| letter.method != Method::Post);
    }
    let same_act = |next: &Recorded| next.seq == recorded.seq + 1 && next.at == recorded.at;
    let goes_on = matches!(recorded.event, Event::Drafted { .. }) && file.history.iter().any(same_act);
    goes_on || matches!(recorded.event, Event::Reminded { .. } | Event::DateKept { .. } | Event::Undone { .. })
}
