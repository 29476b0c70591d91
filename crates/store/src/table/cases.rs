//! The row of each case: what its history adds up to, saved with the events it follows from, for
//! lists, searches and figures. What the columns should say is worked out by app.

use domain::{
    CustomerId, Date, Moment, PersonId, Recorded, Reference, ServiceId, StateKind,
    event::Event,
    feedback::{Channel, Ending, Finding, Kind, ReplyBy},
    london,
};
use rusqlite::{Connection, ToSql};
use sha2::{Digest, Sha256};

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, id, micros},
    table::{case_words, event, letter, month_count},
};

/// What a case's history adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its name.
    pub reference: Reference,
    /// Length of the history that this follows from.
    pub seq: u32,
    /// What it is.
    pub kind: Kind,
    /// How it came in.
    pub channel: Channel,
    /// Where it is; a case is closed exactly when `closed` has a date.
    pub state: StateKind,
    /// The day the council received it.
    pub received: Date,
    /// When it was taken down.
    pub logged_at: Moment,
    /// Who told us.
    pub customer: Option<CustomerId>,
    /// How they want to hear from us.
    pub reply_by: ReplyBy,
    /// A few words to know it by.
    pub title: String,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Ward.
    pub ward: Option<String>,
    /// Grounds, by their ids in the procedure.
    pub grounds: Vec<String>,
    /// The Head of Service who has it.
    pub head: Option<PersonId>,
    /// Who investigates.
    pub investigator: Option<PersonId>,
    /// By when it is to be acknowledged.
    pub ack_due: Option<Date>,
    /// When it was.
    pub acknowledged: Option<Date>,
    /// By when it was first to be answered.
    pub first_due: Option<Date>,
    /// By when it is to be answered.
    pub respond_due: Option<Date>,
    /// The date its answer is held to.
    pub held_to: Option<Date>,
    /// When it was answered.
    pub answered: Option<Date>,
    /// The earliest date that is still to be kept.
    pub next_due: Option<Date>,
    /// The clock that `next_due` is of.
    pub next_clock: Option<String>,
    /// How it ended.
    pub ending: Option<Ending>,
    /// When it was closed; `None` while it is open.
    pub closed: Option<Date>,
    /// What was found.
    pub outcome: Option<Finding>,
    /// Working days from receipt to answer.
    pub days_to_answer: Option<i64>,
    /// Remedies promised, by their ids in the procedure.
    pub remedies: Vec<String>,
    /// Whether something was learned; `None` while nobody has said.
    pub lesson: Option<bool>,
    /// Letters waiting to be posted.
    pub to_post: u32,
    /// Letters that did not reach the customer.
    pub undelivered: u32,
    /// When the response was handed in for a signature.
    pub submitted_at: Option<Moment>,
    /// When the history was last added to.
    pub changed_at: Moment,
    /// The procedure it began under.
    pub procedure: String,
    /// Its version.
    pub procedure_version: u32,
    /// The import it came in with.
    pub batch: Option<i64>,
    /// What the figures need of it, [`domain::figures::Facts`] as JSON.
    pub facts: String,
    /// Who may see it besides those it was given to; `None` where it is hidden from nobody.
    pub readers: Option<Vec<PersonId>>,
    /// The member of staff it complains of.
    pub named_staff: Option<PersonId>,
    /// The latest stage that was opened; `None` where the case is in the one it began in, to which
    /// all other dates and the outcome belong.
    pub later: Option<StageRow>,
    /// Who was named to sign the answer of a later stage.
    pub appointed: Option<PersonId>,
    /// The day an Ombudsman last told us that they look at it.
    pub ombudsman: Option<Date>,
    /// Whether an Ombudsman looks at it and has not decided yet.
    pub with_ombudsman: bool,
    /// Who took it down.
    pub logged_by: Option<PersonId>,
    /// Whether its response was sent back and has not been asked to be signed since.
    pub sent_back: bool,
    /// The last time in which limits of the stage it is in stood still: the first and the last day.
    pub paused: Option<(Date, Date)>,
    /// The words it is found by: names, title, story, notes, telephone digits
    /// ([`crate::phone_key`]), postcode without spaces ([`crate::postcode_key`]). Written only:
    /// empty in what is read, and when it is empty the words that are indexed stay.
    pub search: String,
}

/// A later stage of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRow {
    /// The name people read.
    pub title: String,
    /// The day it was asked for.
    pub asked: Date,
    /// When it was acknowledged.
    pub acknowledged: Option<Date>,
    /// The day its answer is held to.
    pub held_to: Option<Date>,
    /// When it was answered.
    pub answered: Option<Date>,
    /// What was found in it.
    pub outcome: Option<Finding>,
}

impl CaseRow {
    /// Whether it was logged by mistake, and so is nothing that anybody told us.
    pub fn is_mistake(&self) -> bool {
        self.ending == Some(Ending::LoggedByMistake)
    }

    /// The first day of the time in which its limits stand still on a day; `None` where one that runs on is due before
    /// they go on.
    pub fn on_hold_since(&self, day: Date) -> Option<Date> {
        let (from, until) = self.paused.filter(|_| self.closed.is_none())?;
        let nothing_due = self.next_due.is_none_or(|due| due > until);
        ((from..=until).contains(&day) && nothing_due).then_some(from)
    }

    /// When the stage it is in was acknowledged.
    pub fn acknowledged_now(&self) -> Option<Date> {
        self.later.as_ref().map_or(self.acknowledged, |later| later.acknowledged)
    }

    /// When the stage it is in was answered.
    pub fn answered_now(&self) -> Option<Date> {
        self.later.as_ref().map_or(self.answered, |later| later.answered)
    }

    /// Whether a customer who wants to hear from us was told nothing yet in the stage it is in.
    pub fn is_untold(&self) -> bool {
        let wants_to_hear = self.customer.is_some() && self.reply_by != ReplyBy::None;
        wants_to_hear && self.acknowledged_now().is_none() && self.answered_now().is_none()
    }

    /// Whether its acknowledgement is still to be sent. A compliment is thanked for instead.
    pub fn to_acknowledge(&self) -> bool {
        self.closed.is_none() && self.kind != Kind::Compliment && self.is_untold()
    }

    /// Whether what is due next is the answer of the stage it is in, and not a step on the way to it.
    pub fn answer_is_next(&self) -> bool {
        let first_stage = self.later.is_none() && self.next_due == self.respond_due;
        self.next_due.is_some() && (first_stage || self.next_due == self.held_to_now())
    }

    /// The day the answer of the stage it is in is held to.
    pub fn held_to_now(&self) -> Option<Date> {
        self.later.as_ref().map_or(self.held_to, |later| later.held_to)
    }
}

/// The columns of [`CaseRow`], in the order in which `read` takes them.
pub(crate) const COLUMNS: &str = "cases.id, cases.seq, cases.kind, cases.channel, cases.state, cases.received,
    cases.logged_at, cases.customer, cases.reply_by, cases.title, cases.service, cases.ward, cases.grounds,
    cases.head, cases.investigator, cases.ack_due, cases.acknowledged, cases.first_due, cases.respond_due,
    cases.held_to, cases.answered, cases.next_due, cases.next_clock, cases.ending, cases.closed, cases.outcome,
    cases.days_to_answer, cases.remedies, cases.lesson, cases.to_post, cases.undelivered, cases.submitted_at,
    cases.changed_at, cases.procedure, cases.procedure_version, cases.batch, cases.facts, cases.readers,
    cases.named_staff, cases.stage, cases.stage_asked, cases.stage_acknowledged, cases.stage_held_to,
    cases.stage_answered, cases.stage_outcome, cases.appointed, cases.ombudsman, cases.logged_by, cases.sent_back,
    cases.paused_from, cases.paused_until, cases.with_ombudsman";

/// Stands in `sort_due` where nothing is due, after every date.
pub(crate) const NEVER: &str = "9999-12-31";

pub(crate) const ALL: &str = "SELECT id FROM cases ORDER BY id";
pub(crate) const OPEN: &str = "SELECT id FROM cases WHERE closed IS NULL ORDER BY id";
const WITH_AN_OMBUDSMAN: &str =
    "SELECT id FROM cases WHERE ombudsman BETWEEN $1 AND $2 ORDER BY ombudsman DESC, id DESC";
const CHANGED_SINCE: &str = "SELECT id FROM cases WHERE changed_at > $1";
const SEQ: &str = "SELECT seq FROM cases WHERE id = $1";
const BEFORE: &str = "SELECT words_print, facts FROM cases WHERE id = $1";
const KEEP_PRINT: &str = "UPDATE cases SET words_print = $2 WHERE id = $1";

impl Reading<'_> {
    /// The row of a case; its `search` is left empty.
    pub fn row(&self, reference: Reference) -> Result<Option<CaseRow>, Error> {
        sql::one(self.connection, &one(), &[&id(reference)], read)
    }

    /// All references, in order.
    pub fn all_references(&self) -> Result<Vec<Reference>, Error> {
        sql::all(self.connection, ALL, &[], |columns| columns.reference())
    }

    /// References of open cases, in order.
    pub fn open_references(&self) -> Result<Vec<Reference>, Error> {
        sql::all(self.connection, OPEN, &[], |columns| columns.reference())
    }

    /// Cases of which an Ombudsman last told us from one day to another, the latest first.
    pub fn with_an_ombudsman(&self, from: Date, to: Date) -> Result<Vec<Reference>, Error> {
        sql::all(self.connection, WITH_AN_OMBUDSMAN, &[&from, &to], |columns| columns.reference())
    }

    /// Cases whose history was added to after a moment, in order.
    pub fn changed_since(&self, moment: Moment) -> Result<Vec<Reference>, Error> {
        let mut found = sql::all(self.connection, CHANGED_SINCE, &[&micros(moment)], |columns| columns.reference())?;
        found.sort_unstable();
        Ok(found)
    }
}

pub(crate) fn one() -> String {
    format!("SELECT {COLUMNS} FROM cases WHERE cases.id = $1")
}

const BEGIN: &str = "INSERT INTO cases (id, seq, kind, channel, state, received, logged_at, customer, reply_by, title,
    service, ward, grounds, head, investigator, ack_due, acknowledged, first_due, respond_due, held_to, answered,
    next_due, next_clock, ending, closed, outcome, days_to_answer, remedies, lesson, to_post, undelivered,
    submitted_at, changed_at, procedure, procedure_version, batch, facts, sort_due, words_print,
    readers, named_staff, stage, stage_asked, stage_acknowledged, stage_held_to, stage_answered, stage_outcome,
    appointed, ombudsman, logged_by, logged_on, sent_back, paused_from, paused_until, with_ombudsman)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
    $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46,
    $47, $48, $49, $50, $51, $52, $53, $54, $55)";
const SAVE: &str = "UPDATE cases SET seq = $2, kind = $3, channel = $4, state = $5, received = $6, logged_at = $7,
    customer = $8, reply_by = $9, title = $10, service = $11, ward = $12, grounds = $13, head = $14,
    investigator = $15, ack_due = $16, acknowledged = $17, first_due = $18, respond_due = $19, held_to = $20,
    answered = $21, next_due = $22, next_clock = $23, ending = $24, closed = $25, outcome = $26, days_to_answer = $27,
    remedies = $28, lesson = $29, to_post = $30, undelivered = $31, submitted_at = $32, changed_at = $33,
    procedure = $34, procedure_version = $35, batch = $36, facts = $37, sort_due = $38, words_print = $39,
    readers = $40, named_staff = $41, stage = $42, stage_asked = $43, stage_acknowledged = $44, stage_held_to = $45,
    stage_answered = $46, stage_outcome = $47, appointed = $48,
    ombudsman = $49, logged_by = $50, logged_on = $51, sent_back = $52, paused_from = $53,
    paused_until = $54, with_ombudsman = $55 WHERE id = $1 AND seq = $56";

impl Writing<'_> {
    /// Keeps a new case with the beginning of its history.
    pub fn begin_case(&self, row: &CaseRow, events: &[Recorded]) -> Result<(), Error> {
        self.cases_change();
        let print = print_of(&row.search);
        with_values(row, &print, |values| sql::run(self.connection, BEGIN, values))?;
        month_count::follow(self.connection, None, Some(&row.facts))?;
        event::add(self.connection, row.reference, 0, events)?;
        case_words::index(self.connection, row.reference, &row.search)?;
        follow_letters(self.connection, row.reference, events)
    }

    /// Adds to the history of a case and saves what it adds up to now. `expected_seq` is the
    /// length of the history on which the events were decided: where it has another by now,
    /// nothing is saved and the answer is [`Error::Stale`].
    pub fn add_to_case(&self, row: &CaseRow, expected_seq: u32, events: &[Recorded]) -> Result<(), Error> {
        let (before, facts) = self.before(row.reference)?;
        let print = if row.search.is_empty() { before } else { print_of(&row.search) };
        self.save(row, &print, &facts, expected_seq)?;
        event::add(self.connection, row.reference, expected_seq, events)?;
        if print != before {
            case_words::index_again(self.connection, row.reference, &row.search)?;
        }
        follow_letters(self.connection, row.reference, events)
    }

    /// Saves other words for a case to be found by, as after a change of its customer's details.
    pub fn refresh_words(&self, reference: Reference, search: &str) -> Result<(), Error> {
        let print = print_of(search);
        if self.before(reference)?.0 != print {
            self.cases_change();
            sql::run(self.connection, KEEP_PRINT, &[&id(reference), &print])?;
            case_words::index_again(self.connection, reference, search)?;
        }
        Ok(())
    }

    fn save(&self, row: &CaseRow, print: &[u8; 32], facts: &str, expected: u32) -> Result<(), Error> {
        self.cases_change();
        let saved = with_values(row, print, |values| {
            let values: Vec<&dyn ToSql> = values.iter().copied().chain([&expected as &dyn ToSql]).collect();
            sql::run(self.connection, SAVE, &values)
        })?;
        if saved == 1 {
            month_count::follow(self.connection, Some(facts), Some(&row.facts))
        } else {
            Err(self.stale(row.reference, expected)?)
        }
    }

    /// That a history is not as long as it was expected to be.
    pub(super) fn stale(&self, reference: Reference, expected: u32) -> Result<Error, Error> {
        let found = sql::one(self.connection, SEQ, &[&id(reference)], |columns| columns.take())?;
        Ok(Error::Stale { reference, expected, found: found.unwrap_or(0) })
    }

    /// The print of its words and its facts as they are kept; empty where there is no such case,
    /// which `save` then finds.
    fn before(&self, reference: Reference) -> Result<([u8; 32], String), Error> {
        let kept =
            sql::one(self.connection, BEFORE, &[&id(reference)], |columns| Ok((columns.take()?, columns.take()?)))?;
        Ok(kept.unwrap_or_default())
    }
}

/// Letters that left, or never will, are no longer waiting to be posted; emails that leave on paper are.
fn follow_letters(connection: &Connection, reference: Reference, events: &[Recorded]) -> Result<(), Error> {
    for recorded in events {
        if let Event::LetterLeft { number }
        | Event::LetterPosted { number, .. }
        | Event::LetterNotDelivered { number }
        | Event::LetterRecalled { number } = recorded.event
        {
            letter::no_longer_to_post(connection, reference, number)?;
        }
        if let Event::LetterPutOnPaper { number } = recorded.event {
            letter::put_on_paper(connection, reference, number)?;
        }
    }
    Ok(())
}

fn print_of(words: &str) -> [u8; 32] {
    Sha256::digest(words.as_bytes()).into()
}

fn with_values<T>(
    row: &CaseRow,
    print: &[u8; 32],
    work: impl FnOnce(&[&dyn ToSql]) -> Result<T, Error>,
) -> Result<T, Error> {
    let due = row.next_due.filter(|_| row.closed.is_none());
    let due = due.map_or_else(|| NEVER.to_owned(), |date| date.to_string());
    let later = row.later.as_ref();
    work(&[
        &id(row.reference),
        &row.seq,
        &row.kind.as_str(),
        &row.channel.as_str(),
        &row.state.as_str(),
        &row.received,
        &micros(row.logged_at),
        &row.customer.map(|id| id.0),
        &row.reply_by.as_str(),
        &row.title,
        &row.service.map(|id| id.0),
        &row.ward,
        &sql::list(&row.grounds)?,
        &row.head.map(|id| id.0),
        &row.investigator.map(|id| id.0),
        &row.ack_due,
        &row.acknowledged,
        &row.first_due,
        &row.respond_due,
        &row.held_to,
        &row.answered,
        &row.next_due,
        &row.next_clock,
        &row.ending.map(Ending::as_str),
        &row.closed,
        &row.outcome.map(Finding::as_str),
        &row.days_to_answer,
        &sql::list(&row.remedies)?,
        &row.lesson,
        &row.to_post,
        &row.undelivered,
        &row.submitted_at.map(micros),
        &micros(row.changed_at),
        &row.procedure,
        &row.procedure_version,
        &row.batch,
        &row.facts,
        &due,
        print,
        &row.readers.as_deref().map(between_commas),
        &row.named_staff.map(|id| id.0),
        &later.map(|later| later.title.as_str()),
        &later.map(|later| later.asked),
        &later.and_then(|later| later.acknowledged),
        &later.and_then(|later| later.held_to),
        &later.and_then(|later| later.answered),
        &later.and_then(|later| later.outcome).map(Finding::as_str),
        &row.appointed.map(|id| id.0),
        &row.ombudsman,
        &row.logged_by.map(|id| id.0),
        &london::date_of(row.logged_at),
        &row.sent_back,
        &row.paused.map(|(from, _)| from),
        &row.paused.map(|(_, until)| until),
        &row.with_ombudsman,
    ])
}

pub(crate) fn read(columns: &mut Columns<'_>) -> Result<CaseRow, Error> {
    Ok(CaseRow {
        reference: columns.reference()?,
        seq: columns.take()?,
        kind: columns.word(Kind::named)?,
        channel: columns.word(Channel::named)?,
        state: columns.word(StateKind::named)?,
        received: columns.date()?,
        logged_at: columns.moment()?,
        customer: columns.take::<Option<i64>>()?.map(CustomerId),
        reply_by: columns.word(ReplyBy::named)?,
        title: columns.take()?,
        service: columns.take::<Option<i64>>()?.map(ServiceId),
        ward: columns.take()?,
        grounds: columns.list()?,
        head: columns.take::<Option<i64>>()?.map(PersonId),
        investigator: columns.take::<Option<i64>>()?.map(PersonId),
        ack_due: columns.maybe_date()?,
        acknowledged: columns.maybe_date()?,
        first_due: columns.maybe_date()?,
        respond_due: columns.maybe_date()?,
        held_to: columns.maybe_date()?,
        answered: columns.maybe_date()?,
        next_due: columns.maybe_date()?,
        next_clock: columns.take()?,
        ending: columns.maybe_word(Ending::named)?,
        closed: columns.maybe_date()?,
        outcome: columns.maybe_word(Finding::named)?,
        days_to_answer: columns.take()?,
        remedies: columns.list()?,
        lesson: columns.take()?,
        to_post: columns.take()?,
        undelivered: columns.take()?,
        submitted_at: columns.maybe_moment()?,
        changed_at: columns.moment()?,
        procedure: columns.take()?,
        procedure_version: columns.take()?,
        batch: columns.take()?,
        facts: columns.take()?,
        readers: readers(columns)?,
        named_staff: columns.take::<Option<i64>>()?.map(PersonId),
        later: later(columns)?,
        appointed: columns.take::<Option<i64>>()?.map(PersonId),
        ombudsman: columns.maybe_date()?,
        logged_by: columns.take::<Option<i64>>()?.map(PersonId),
        sent_back: columns.take()?,
        paused: columns.maybe_date()?.zip(columns.maybe_date()?),
        with_ombudsman: columns.take()?,
        search: String::new(),
    })
}

fn later(columns: &mut Columns<'_>) -> Result<Option<StageRow>, Error> {
    let (title, asked) = (columns.take::<Option<String>>()?, columns.maybe_date()?);
    let (acknowledged, held_to, answered) = (columns.maybe_date()?, columns.maybe_date()?, columns.maybe_date()?);
    let outcome = columns.maybe_word(Finding::named)?;
    let opened = title.zip(asked);
    Ok(opened.map(|(title, asked)| StageRow { title, asked, acknowledged, held_to, answered, outcome }))
}

/// Ids as a text in which each can be looked for with its commas, which no other id has in it.
fn between_commas(people: &[PersonId]) -> String {
    people.iter().fold(",".to_owned(), |text, person| format!("{text}{person},"))
}

/// Who may see a case, as `readers` has it.
pub(crate) fn readers(columns: &mut Columns<'_>) -> Result<Option<Vec<PersonId>>, Error> {
    Ok(columns.take::<Option<String>>()?.as_deref().map(from_between_commas))
}

fn from_between_commas(text: &str) -> Vec<PersonId> {
    text.split(',').filter_map(|id| id.parse().ok()).map(PersonId).collect()
}
