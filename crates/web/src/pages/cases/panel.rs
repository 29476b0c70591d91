//! The filter panel: what can be chosen, how many cases each choice has, and what is chosen as
//! tags that take themselves away.

use app::{Filter, Problem, lists};
use domain::{
    Calendar, Date, PersonId, ServiceId, StateKind,
    feedback::{Channel, Finding, Kind},
};

use super::query::{Days, Deadline, Query, State, Which};
use crate::{due, layout::Choice, visit::Visit, words};

/// Numbers of cases beside the choices; empty where counting would be for nothing.
#[derive(Debug, Default)]
pub struct Counts {
    kinds: Vec<(Kind, u64)>,
    deadlines: Vec<(Deadline, u64)>,
    to_acknowledge: Option<u64>,
}

/// What is chosen of one filter.
pub struct Tag {
    /// Which filter: "Type".
    pub filter: &'static str,
    /// What was chosen of it.
    pub chosen: Vec<Chosen>,
}

/// Something chosen, with the way back.
pub struct Chosen {
    /// "Complaint".
    pub words: String,
    /// The list without it.
    pub href: String,
}

/// Counts open cases by kind and by deadline. A search by words is not counted so: its numbers
/// would come late and say little.
pub fn counts(visit: &Visit, query: &Query, calendar: &Calendar) -> Result<Counts, Problem> {
    if !query.words.is_empty() || query.state() != State::Open {
        return Ok(Counts::default());
    }
    let today = visit.today();
    let soon = calendar.add_working_days(today, 2);
    let count = |filter: &Filter| lists::count(&visit.office, &visit.who, filter);
    let any_kind = Query { kinds: Vec::new(), ..query.clone() }.filter(visit.who.id(), today, soon);
    let any_time = Query { deadline: None, ..query.clone() }.filter(visit.who.id(), today, soon);
    let mut counts = Counts::default();
    for kind in Kind::ALL {
        counts.kinds.push((*kind, count(&Filter { kinds: vec![*kind], ..any_kind.clone() })?));
    }
    for (deadline, _) in Deadline::ALL {
        counts.deadlines.push((deadline, count(&deadline.narrow(any_time.clone(), today, soon))?));
    }
    counts.to_acknowledge =
        Some(count(&Query { to_acknowledge: true, ..query.clone() }.filter(visit.who.id(), today, soon))?);
    Ok(counts)
}

/// The box that asks for those still to be acknowledged.
pub fn to_acknowledge(counts: &Counts) -> Vec<Choice> {
    vec![Choice::new("yes", "To acknowledge").with_hint(counts.to_acknowledge.map(many).unwrap_or_default())]
}

/// The kinds to choose from.
pub fn kinds(counts: &Counts) -> Vec<Choice> {
    let hint = |kind: Kind| {
        counts.kinds.iter().find(|(each, _)| *each == kind).map(|(_, count)| many(*count)).unwrap_or_default()
    };
    Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind.title()).with_hint(hint(*kind))).collect()
}

/// The deadlines to choose from.
pub fn deadlines(counts: &Counts, today: Date, soon: Date) -> Vec<Choice> {
    let count = |deadline: Deadline| {
        counts
            .deadlines
            .iter()
            .find(|(each, _)| *each == deadline)
            .map(|(_, count)| format!(" ({})", many(*count)))
            .unwrap_or_default()
    };
    let any = Choice::new("", "Any");
    let choice = |(deadline, name): (Deadline, &str)| {
        Choice::new(name, format!("{}{}", title(deadline, today, soon), count(deadline)))
    };
    std::iter::once(any).chain(Deadline::ALL.into_iter().map(choice)).collect()
}

/// The places to choose from.
pub fn states() -> Vec<Choice> {
    let ends = [Choice::new("open", "Any, open"), Choice::new("all", "Any, open or closed")];
    ends.into_iter()
        .chain(StateKind::ALL.iter().map(|state| Choice::new(state.as_str(), due::state_tag(*state).words)))
        .collect()
}

/// What holds of few cases, to choose from.
pub fn only() -> Vec<Choice> {
    let choices = Which::ALL.iter().map(|(_, name, title)| Choice::new(*name, *title));
    std::iter::once(Choice::new("", "All of them")).chain(choices).collect()
}

/// People or services to choose from, after a choice for all of them.
pub fn named<Id: std::fmt::Display>(all: &str, named: &[(Id, String)]) -> Vec<Choice> {
    std::iter::once(Choice::new("", all))
        .chain(named.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
        .collect()
}

/// The ways feedback comes in to choose from.
pub fn channels() -> Vec<Choice> {
    let channels = Channel::ALL.iter().map(|channel| Choice::new(channel.as_str(), channel.title()));
    std::iter::once(Choice::new("", "Any way")).chain(channels).collect()
}

/// The findings to choose from.
pub fn outcomes() -> Vec<Choice> {
    let outcomes = Finding::ALL.iter().map(|outcome| Choice::new(outcome.as_str(), outcome.title()));
    std::iter::once(Choice::new("", "Any")).chain(outcomes).collect()
}

/// The council's wards to choose from, and one of an old log that is chosen; nothing where there
/// are none.
pub fn wards(known: &[String], chosen: &str) -> Vec<Choice> {
    let other = Some(chosen).filter(|chosen| !chosen.is_empty() && !known.iter().any(|ward| ward == chosen));
    let wards: Vec<Choice> =
        known.iter().map(String::as_str).chain(other).map(|ward| Choice::new(ward, ward)).collect();
    if wards.is_empty() { wards } else { std::iter::once(Choice::new("", "All wards")).chain(wards).collect() }
}

/// What is chosen.
pub fn tags(
    query: &Query,
    services: &[(ServiceId, String)],
    people: &[(PersonId, String)],
    today: Date,
    soon: Date,
) -> Vec<Tag> {
    let query = query.first();
    let words = (!query.words.is_empty()).then(|| query.words.clone());
    let deadline = query.deadline.map(|deadline| title(deadline, today, soon));
    let mut tags = Vec::new();
    tags.extend(tag("Words", words, Query { words: String::new(), ..query.clone() }));
    tags.extend(kinds_chosen(&query));
    tags.extend(tag("Deadline", deadline, Query { deadline: None, ..query.clone() }));
    tags.extend(tag("Where it is", place(query.state()), everywhere(&query)));
    let waits = query.to_acknowledge.then(|| "To acknowledge".to_owned());
    tags.extend(tag("Acknowledgement", waits, Query { to_acknowledge: false, ..query.clone() }));
    let only = query.only.map(|which| which.title().to_owned());
    tags.extend(tag("Only", only, Query { only: None, ..query.clone() }));
    tags.extend(tag("Service", name_of(query.service, services), Query { service: None, ..query.clone() }));
    tags.extend(tag("Given to", name_of(query.person, people), Query { person: None, ..query.clone() }));
    tags.extend(told(&query));
    tags.extend(days_chosen(&query, today));
    tags
}

/// One choice of one filter, if there is one.
fn tag(filter: &'static str, chosen: Option<String>, without: Query) -> Option<Tag> {
    let chosen = Chosen { words: chosen?, href: without.address("/cases") };
    Some(Tag { filter, chosen: vec![chosen] })
}

fn kinds_chosen(query: &Query) -> Option<Tag> {
    let of_kind = |kind: &Kind| {
        let kinds = query.kinds.iter().copied().filter(|each| each != kind).collect();
        let without = Query { kinds, ..query.clone() };
        Chosen { words: kind.title().into(), href: without.address("/cases") }
    };
    (!query.kinds.is_empty()).then(|| Tag { filter: "Type", chosen: query.kinds.iter().map(of_kind).collect() })
}

fn place(state: State) -> Option<String> {
    match state {
        State::Open => Some("Open".into()),
        State::All => None,
        State::In(state) => Some(due::state_tag(state).words.into()),
    }
}

fn everywhere(query: &Query) -> Query {
    Query { state: Some(State::All), deadline: None, to_acknowledge: false, ..query.clone() }
}

/// How it came in, where, and what was found.
fn told(query: &Query) -> impl Iterator<Item = Tag> {
    let ward = (!query.ward.is_empty()).then(|| query.ward.clone());
    let channel = query.channel.map(|channel| channel.title().into());
    let outcome = query.outcome.map(|outcome| outcome.title().into());
    let tags = [
        tag("How it came in", channel, Query { channel: None, ..query.clone() }),
        tag("Ward", ward, Query { ward: String::new(), ..query.clone() }),
        tag("Outcome", outcome, Query { outcome: None, ..query.clone() }),
    ];
    tags.into_iter().flatten()
}

fn name_of<Id: PartialEq>(id: Option<Id>, named: &[(Id, String)]) -> Option<String> {
    let found = |id| named.iter().find(|(each, _)| *each == id).map(|(_, name)| name.clone());
    id.map(|id| found(id).unwrap_or_else(|| "not known".into()))
}

fn days_chosen(query: &Query, today: Date) -> impl Iterator<Item = Tag> {
    let said = |days: Days| (days != Days::default()).then(|| in_words(days, today));
    let tags = [
        tag("Received", said(query.received), Query { received: Days::default(), ..query.clone() }),
        tag("Answered", said(query.answered), Query { answered: Days::default(), ..query.clone() }),
        tag("Closed", said(query.closed), Query { closed: Days::default(), ..query.clone() }),
    ];
    tags.into_iter().flatten()
}

/// "1–27 Nov", "from 1 Nov", "up to 27 Nov".
fn in_words(days: Days, today: Date) -> String {
    match (days.from, days.to) {
        (Some(from), Some(to)) => due::range(from, to, today),
        (Some(from), None) => format!("from {}", due::range(from, from, today)),
        (None, Some(to)) => format!("up to {}", due::range(to, to, today)),
        (None, None) => String::new(),
    }
}

fn title(deadline: Deadline, today: Date, soon: Date) -> String {
    let soon = words::day(soon, today);
    match deadline {
        Deadline::Late => "Late".into(),
        Deadline::Today => "Due today".into(),
        Deadline::Soon => format!("Due by {soon}"),
        Deadline::Near => format!("Late, or due by {soon}"),
        Deadline::Later => "Later".into(),
        Deadline::None => "No date".into(),
    }
}

/// Counting stops after ten thousand.
pub fn many(count: u64) -> String {
    if count > 10_000 { "more than 10,000".into() } else { thousands(count) }
}

fn thousands(count: u64) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", count / 1000, count % 1000) }
}
