//! The filter panel: what can be chosen, how many cases each choice has, and what is chosen as
//! tags that take themselves away.

use app::{Filter, Problem, lists};
use domain::{Calendar, Date, PersonId, ServiceId, StateKind, feedback::Kind};

use super::query::{Days, Deadline, Query, State};
use crate::{due, layout::Choice, visit::Visit, words};

/// Numbers of cases beside the choices; empty where counting would be for nothing.
#[derive(Debug, Default)]
pub struct Counts {
    kinds: Vec<(Kind, u64)>,
    deadlines: Vec<(Deadline, u64)>,
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
    let any_kind = Query { kinds: Vec::new(), ..query.clone() }.filter(today, soon);
    let any_time = Query { deadline: None, ..query.clone() }.filter(today, soon);
    let mut counts = Counts::default();
    for kind in Kind::ALL {
        counts.kinds.push((*kind, count(&Filter { kinds: vec![*kind], ..any_kind.clone() })?));
    }
    for (deadline, _) in Deadline::ALL {
        counts.deadlines.push((deadline, count(&deadline.narrow(any_time.clone(), today, soon))?));
    }
    Ok(counts)
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

/// People or services to choose from, after a choice for all of them.
pub fn named<Id: std::fmt::Display>(all: &str, named: &[(Id, String)]) -> Vec<Choice> {
    std::iter::once(Choice::new("", all))
        .chain(named.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())))
        .collect()
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
    let chosen = |words: String, without: Query| Chosen { words, href: without.address("/cases") };
    let tag = |filter, words: String, without: Query| Tag { filter, chosen: vec![chosen(words, without)] };
    let mut tags = Vec::new();
    if !query.words.is_empty() {
        let without = Query { words: String::new(), ..query.clone() };
        tags.push(tag("Words", query.words.clone(), without));
    }
    let of_kind = |kind: &Kind| {
        let kinds = query.kinds.iter().copied().filter(|each| each != kind).collect();
        chosen(kind.title().into(), Query { kinds, ..query.clone() })
    };
    if !query.kinds.is_empty() {
        tags.push(Tag { filter: "Type", chosen: query.kinds.iter().map(of_kind).collect() });
    }
    if let Some(deadline) = query.deadline {
        tags.push(tag("Deadline", title(deadline, today, soon), Query { deadline: None, ..query.clone() }));
    }
    let everywhere = Query { state: Some(State::All), deadline: None, ..query.clone() };
    match query.state() {
        State::Open => tags.push(tag("Where it is", "Open".into(), everywhere)),
        State::All => {}
        State::In(state) => tags.push(tag("Where it is", due::state_tag(state).words.into(), everywhere)),
    }
    let name = |found: Option<&String>| found.cloned().unwrap_or_else(|| "not known".into());
    if let Some(id) = query.service {
        let found = services.iter().find(|(each, _)| *each == id).map(|(_, name)| name);
        tags.push(tag("Service", name(found), Query { service: None, ..query.clone() }));
    }
    if let Some(id) = query.person {
        let found = people.iter().find(|(each, _)| *each == id).map(|(_, name)| name);
        tags.push(tag("Given to", name(found), Query { person: None, ..query.clone() }));
    }
    let dates = [
        ("Received", query.received, Query { received: Days::default(), ..query.clone() }),
        ("Answered", query.answered, Query { answered: Days::default(), ..query.clone() }),
        ("Closed", query.closed, Query { closed: Days::default(), ..query.clone() }),
    ];
    for (filter, days, without) in dates.into_iter().filter(|(_, days, _)| *days != Days::default()) {
        tags.push(tag(filter, in_words(days, today), without));
    }
    tags
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
