//! Cases, people and moments with what a test does not care about filled in.

use domain::{
    By, Date, Event, Moment, PersonId, Recorded, Reference, Role, ServiceId, StateKind,
    act::Subject,
    event::Under,
    feedback::{Channel, Kind, ReplyBy},
    figures::Facts,
};
use store::{CaseRow, Error, Filter, Person, Reader, Redated, Seen, Service, Store, Writing, fingerprint};

pub fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

/// Noon on the first day of most tests.
pub fn noon() -> Moment {
    moment("2026-11-02T12:00:00Z")
}

pub fn reference(text: &str) -> Reference {
    text.parse().expect("a reference")
}

pub fn memory() -> Store {
    Store::in_memory().expect("a store in memory")
}

/// Writes, and keeps to the store's own error.
pub fn write<T>(store: &Store, work: impl FnOnce(&Writing<'_>) -> Result<T, Error>) -> T {
    store.write(work).expect("written")
}

pub fn person(name: &str) -> Person {
    Person {
        id: PersonId(0),
        name: name.to_owned(),
        email: format!("{}@council.example", name.to_lowercase().replace(' ', ".")),
        role: Role::Adviser,
        active: true,
        deputy: None,
        password: None,
        last_seen: None,
    }
}

pub fn service(name: &str) -> Service {
    Service {
        id: ServiceId(0),
        name: name.to_owned(),
        words: String::new(),
        subject: String::new(),
        head: None,
        active: true,
    }
}

/// The row of a case that was just logged.
pub fn row(reference: Reference) -> CaseRow {
    CaseRow {
        reference,
        seq: 1,
        kind: Kind::Complaint,
        channel: Channel::Phone,
        state: StateKind::Logged,
        received: date("2026-11-02"),
        logged_at: noon(),
        customer: None,
        reply_by: ReplyBy::Letter,
        title: "Bin missed".to_owned(),
        service: None,
        ward: None,
        grounds: Vec::new(),
        head: None,
        investigator: None,
        ack_due: None,
        acknowledged: None,
        first_due: None,
        respond_due: None,
        held_to: None,
        answered: None,
        next_due: None,
        next_clock: None,
        ending: None,
        closed: None,
        outcome: None,
        days_to_answer: None,
        remedies: Vec::new(),
        lesson: None,
        to_post: 0,
        undelivered: 0,
        submitted_at: None,
        changed_at: noon(),
        procedure: "mec".to_owned(),
        procedure_version: 1,
        batch: None,
        facts: facts(|_| {}),
        readers: None,
        named_staff: None,
        later: None,
        appointed: None,
        ombudsman: None,
        with_ombudsman: false,
        logged_by: None,
        sent_back: false,
        paused: None,
        search: "bin missed".to_owned(),
    }
}

/// What the figures need of a case that was just logged, and a change to it, as rows keep it.
pub fn facts(change: impl FnOnce(&mut Facts)) -> String {
    let received = date("2026-11-02");
    let mut facts = Facts {
        reference: reference("2026-0001"),
        kind: Kind::Complaint,
        channel: Channel::Phone,
        service: None,
        ward: None,
        grounds: Vec::new(),
        received,
        logged: received,
        imported: false,
        has_limits: true,
        reply_wanted: Some(true),
        acknowledge_due: Some(date("2026-11-04")),
        acknowledged: None,
        first_due: Some(date("2026-11-23")),
        held_to: Some(date("2026-11-23")),
        due: Some(date("2026-11-23")),
        answered: None,
        acknowledged_after_hour: false,
        answered_after_hour: false,
        days_to_answer: None,
        ended: None,
        outcome: None,
        remedies: Vec::new(),
        lesson: None,
        reopened: 0,
        promised: 0,
        promises_due: Vec::new(),
        later: Vec::new(),
        standards: Vec::new(),
    };
    change(&mut facts);
    serde_json::to_string(&facts).expect("JSON")
}

pub fn logged() -> Event {
    Event::Logged {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        received: date("2026-11-02"),
        received_at: None,
        customer: None,
        reply_by: ReplyBy::Letter,
        title: fingerprint("Bin missed"),
        story: fingerprint("Twice now."),
        wanted: None,
        subject: Subject::default(),
        points: Vec::new(),
        under: Under { procedure: "mec".to_owned(), version: 1, readings: Default::default() },
        complainant: None,
        job: None,
        representative: None,
        group: None,
        staff_named: None,
    }
}

pub fn note(text: &str) -> Event {
    Event::NoteAdded { text: fingerprint(text) }
}

/// Events with their places, at noon, by the program itself.
pub fn recorded(from: u32, events: impl IntoIterator<Item = Event>) -> Vec<Recorded> {
    (from..).zip(events).map(|(seq, event)| Recorded { seq, at: noon(), by: By::Heard, event }).collect()
}

/// Keeps a new case of 2026, changed as the test likes.
/// The row as an act leaves it, after one more note.
pub fn acted(w: &Writing<'_>, row: CaseRow) -> Result<(), Error> {
    let before = row.seq;
    w.add_to_case(&CaseRow { seq: before + 1, ..row }, before, &recorded(before + 1, [note("more")]))
}

/// The dates of a row.
pub fn redated(row: &CaseRow) -> Redated {
    Redated {
        reference: row.reference,
        seq: row.seq,
        ack_due: row.ack_due,
        first_due: row.first_due,
        respond_due: row.respond_due,
        held_to: row.held_to,
        later_held_to: row.later.as_ref().and_then(|later| later.held_to),
        next_due: row.next_due,
        next_clock: row.next_clock.clone(),
        days_to_answer: row.days_to_answer,
        facts: row.facts.clone(),
        events: Vec::new(),
    }
}

pub fn begin(w: &Writing<'_>, change: impl FnOnce(&mut CaseRow)) -> Result<Reference, Error> {
    let mut row = row(w.next_reference(2026)?);
    change(&mut row);
    w.begin_case(&row, &recorded(1, [logged()]))?;
    Ok(row.reference)
}

/// Somebody who heads nothing and deputises for nobody.
pub fn reader(person: PersonId) -> Reader {
    Reader { person, heads: Vec::new(), deputises: Vec::new() }
}

/// A filter that leaves nothing out.
pub fn everything() -> Filter {
    Filter { seen_by: Seen::All, ..Filter::default() }
}
