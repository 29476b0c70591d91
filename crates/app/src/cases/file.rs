//! A case as its pages show it: the history folded, its clocks, words, letters and names.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use domain::{
    Actor, Case, Clock, Date, Event, Moment, PersonId, Procedure, Reference, StateKind, TextRef,
    act::ActKind,
    case::Paused,
    clock, decide,
    event::Recorded,
    london,
    permission::{self, Of},
    what_if,
};
use store::{Customer, DocumentRow, LetterRow, Mail, Reading, Service};

use super::{
    at_case::in_the_way,
    delay::{self, Delay},
    link::{LinkedCase, seen_links},
};
use crate::{Office, Problem, Who, against::Against, also, office::RuleBook};

/// Everything about one case.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The case.
    pub case: Case,
    /// Its history.
    pub history: Vec<Recorded>,
    /// Its time limits as they stand today.
    pub clocks: Vec<Clock>,
    /// The same under the Code it is measured against as well.
    pub against: Option<Against>,
    /// The date that the customer must be told about now, if it cannot be kept.
    pub delay: Option<Delay>,
    /// The time in which its clock stands still today.
    pub paused: Option<Paused>,
    /// The procedure that such cases come under, where it is under another.
    pub elsewhere: Option<Elsewhere>,
    /// The rules it is under.
    pub book: RuleBook,
    /// Its moves from one procedure to another, in order.
    pub moves: Vec<Move>,
    /// Its words.
    pub texts: HashMap<TextRef, String>,
    /// Who told us.
    pub customer: Option<Customer>,
    /// Who acts for them.
    pub representative: Option<Customer>,
    /// The service it is about.
    pub service: Option<Service>,
    /// Its letters.
    pub letters: Vec<LetterRow>,
    /// Its mail, with what became of it.
    pub mail: Vec<Mail>,
    /// Its files.
    pub documents: Vec<DocumentRow>,
    /// Names of everybody on staff.
    pub people: BTreeMap<PersonId, String>,
    /// Names of those who may see it while it is hidden from most staff; empty where it is not.
    pub readers: Vec<String>,
    /// The cases it is tied to, of those the person looking may see.
    pub links: Vec<LinkedCase>,
    /// Whether the person looking watches it.
    pub watched: bool,
    /// What the person looking may do now.
    pub may: Vec<ActKind>,
    /// The person looking.
    pub actor: Actor,
    /// The day they look.
    pub today: Date,
}

/// The procedure that a case would come under.
#[derive(Debug, Clone)]
pub struct Elsewhere {
    /// It.
    pub procedure: Arc<Procedure>,
    /// The time limits the case would have there.
    pub clocks: Vec<Clock>,
}

fn elsewhere(
    office: &Office,
    reading: &Reading<'_>,
    (case, history): (&Case, &[Recorded]),
    own: &RuleBook,
    today: Date,
) -> Result<Option<Elsewhere>, Problem> {
    let Some(book) = also::another_for(office, reading, case, history)? else { return Ok(None) };
    let carried = what_if::carried_over(case, own.rules(), book.rules(), today);
    let clocks = carried.map(|case| clock::clocks(&case, today, book.rules())).unwrap_or_default();
    Ok(Some(Elsewhere { procedure: book.shared(), clocks }))
}

/// A move from one procedure to another.
#[derive(Debug, Clone)]
pub struct Move {
    /// Its place in the history.
    pub seq: u32,
    /// Where the case was.
    pub from: Arc<Procedure>,
    /// Where it went.
    pub to: Arc<Procedure>,
}

fn moves(office: &Office, history: &[Recorded]) -> Result<Vec<Move>, Problem> {
    let procedure = |under| Ok::<_, Problem>(office.rules_of(under)?.shared());
    let moves = history.iter().filter_map(|recorded| {
        let Event::Transferred { from, to, .. } = &recorded.event else { return None };
        Some((recorded.seq, from, to))
    });
    moves.map(|(seq, from, to)| Ok(Move { seq, from: procedure(from)?, to: procedure(to)? })).collect()
}

impl CaseFile {
    /// The words behind a fingerprint; where they were erased, a sentence that says so.
    pub fn words(&self, text: &TextRef) -> &str {
        self.texts.get(text).map_or("(these words have been erased)", String::as_str)
    }

    /// The name of a member of staff.
    pub fn name(&self, person: PersonId) -> &str {
        self.people.get(&person).map_or("somebody who has left", String::as_str)
    }

    /// The latest thing somebody else could not have seen who saw `seen` events, and that stands in
    /// the way of what they typed since.
    pub fn changed_since(&self, seen: u32) -> Option<&Recorded> {
        self.history.iter().rev().find(|recorded| recorded.seq > seen && in_the_way(recorded))
    }

    /// Whether the person looking may do this now.
    pub fn may(&self, act: ActKind) -> bool {
        self.may.contains(&act)
    }

    /// Whether they may do this once the case is in another state.
    pub fn may_when(&self, act: ActKind, state: StateKind) -> bool {
        let of = Of { state, ..Of::under(&self.case, self.book.procedure()) };
        permission::permit(&self.actor, act, Some(of)).is_ok()
    }

    /// The procedure it was under when this event of its history happened.
    pub fn under(&self, seq: u32) -> &Procedure {
        self.moves.iter().find(|moved| moved.seq > seq).map_or(self.book.procedure(), |moved| &moved.from)
    }

    /// A few words to know it by.
    pub fn title(&self) -> &str {
        self.words(&self.case.title)
    }
}

/// Opens a case for somebody who may see it.
pub fn open(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<CaseFile, Problem> {
    open_until(office, who, reference, u32::MAX, now)
}

/// The same as it was after its first `events` events, to compare what was typed then with what
/// was there.
pub fn open_until(
    office: &Office,
    who: &Who,
    reference: Reference,
    events: u32,
    now: Moment,
) -> Result<CaseFile, Problem> {
    office.read(|reading| {
        let mut history = reading.history(reference)?;
        seen(reading, who, reference, &history)?;
        history.retain(|recorded| recorded.seq <= events);
        let mut case = Case::replay(reference, &history).ok_or(Problem::NoSuchCase(reference))?;
        let links = seen_links(reading, who, &mut case, &mut history)?;
        let book = office.rules_of(&case.under)?;
        let clocks = clock::clocks(&case, now, book.rules());
        let of = Of::under(&case, book.procedure());
        let may = ActKind::ALL
            .iter()
            .copied()
            .filter(|act| *act != ActKind::Log && permission::permit(&who.actor, *act, Some(of)).is_ok());
        let against = Against::of(&case, &book, london::date_of(now));
        let (of_code, role) = (against.as_ref(), who.role());
        let looking = delay::Looking { case: &case, clocks: &clocks, book: &book, against: of_code, role };
        Ok(CaseFile {
            delay: looking.near(delay::days_before(reading)?),
            against,
            elsewhere: elsewhere(office, reading, (&case, &history), &book, london::date_of(now))?,
            paused: standing_still(&case, &clocks, &book, london::date_of(now)),
            clocks,
            book,
            texts: reading.texts(reference)?,
            customer: case.customer.map(|id| reading.customer(id)).transpose()?.flatten(),
            representative: crate::letters::acting(reading, &case)?,
            service: reading.services()?.into_iter().find(|service| Some(service.id) == case.subject.service),
            letters: reading.letters(reference)?,
            mail: reading.mail_of(reference)?,
            documents: reading.documents(reference)?,
            moves: moves(office, &history)?,
            people: reading.people()?.into_iter().map(|person| (person.id, person.name)).collect(),
            readers: super::restrict::readers(reading, &case)?.into_iter().map(|person| person.name).collect(),
            watched: reading.watches(who.id(), reference)?,
            may: may.collect(),
            actor: who.actor.clone(),
            today: london::date_of(now),
            links,
            history,
            case,
        })
    })
}

/// The time in which something that is still to be met stands still on a day.
fn standing_still(case: &Case, clocks: &[Clock], book: &RuleBook, day: Date) -> Option<Paused> {
    let paused = case.paused_on(day)?;
    let rule = book.procedure().pause(&paused.rule)?;
    (!decide::to_stop(case, rule, clocks, book.procedure()).is_empty()).then(|| paused.clone())
}

/// Loads a case for somebody who may see it. A case they may not see and one that is not there
/// get the same answer, unless it is hidden from most staff.
pub fn load(reading: &Reading<'_>, who: &Who, reference: Reference) -> Result<Case, Problem> {
    seen(reading, who, reference, &reading.history(reference)?)
}

pub(super) fn seen(
    reading: &Reading<'_>,
    who: &Who,
    reference: Reference,
    history: &[Recorded],
) -> Result<Case, Problem> {
    let case = Case::replay(reference, history).ok_or(Problem::NoSuchCase(reference))?;
    if permission::may_see(&who.actor, (&case).into()) {
        Ok(case)
    } else {
        Err(super::restrict::unseen(reading, who, &case, reference)?)
    }
}

/// The words of a text of a case, for one page that needs no more.
pub fn wording(office: &Office, who: &Who, reference: Reference, text: &TextRef) -> Result<String, Problem> {
    office.read(|reading| {
        load(reading, who, reference)?;
        Ok(reading.text(reference, text)?.unwrap_or_default())
    })
}
