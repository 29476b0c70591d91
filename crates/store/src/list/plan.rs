//! How a list is found without reading the whole table: one or more branches, each of which walks
//! an index in the order of the list and stops when the page is full. Where there are several (two
//! services, say), their pages are put together by [`Plan::put_in_order`]. Each branch checks the
//! whole filter, so a branch is never wrong, only slow if it walks the wrong index.

use domain::{
    PersonId, ServiceId, StateKind,
    feedback::{Ending, Kind, ReplyBy},
};

use super::{
    Filter, Key, Only, Order, Reader, Seen,
    statement::{self, Statement},
    words::{self, Beginnings, Wanted},
};
use crate::{Error, dialect, sql::id, table::cases::NEVER};

/// The branches of a list and their order.
#[derive(Debug)]
pub(crate) struct Plan {
    sort: Sort,
    branches: Vec<Branch>,
}

/// What a list is ordered by; the reference comes after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Newest,
    Received,
    Answered,
    Closed,
    Due,
}

#[derive(Debug)]
struct Branch {
    walk: Walk,
    part: Part,
}

/// What a branch walks along.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Walk {
    Case(i64),
    Words(String),
    Dates,
    Service(ServiceId),
    Head(PersonId),
    Investigator(PersonId),
    Appointed(PersonId),
    Kind(Kind),
    /// Open cases only, by what is due.
    State(StateKind),
    Hidden,
    Only(Only),
    All,
}

/// Which cases a branch may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Open,
    Closed,
    Both,
}

impl Plan {
    pub(crate) fn of(filter: &Filter, order: Order, beginnings: Beginnings<'_>) -> Result<Plan, Error> {
        let part = part_of(filter);
        let (sort, branches) = match (words::wanted(&filter.words, beginnings)?, order) {
            _ if nobody_sees(filter) => (Sort::Newest, Vec::new()),
            (Wanted::Nothing, _) => (Sort::Newest, Vec::new()),
            (Wanted::Case(reference), _) => (Sort::Newest, vec![Branch { walk: Walk::Case(id(reference)), part }]),
            (Wanted::Match(question), _) => (Sort::Newest, vec![Branch { walk: Walk::Words(question), part }]),
            (Wanted::Everything, Order::Newest) => newest(filter, part),
            (Wanted::Everything, Order::Due) => (Sort::Due, by_due(filter, part)),
        };
        Ok(Plan { sort, branches })
    }

    /// The plan that counts soonest; its order is of no matter.
    pub(crate) fn for_count(filter: &Filter, beginnings: Beginnings<'_>) -> Result<Plan, Error> {
        let order = if part_of(filter) == Part::Open { Order::Due } else { Order::Newest };
        Plan::of(filter, order, beginnings)
    }

    /// The statement that gives the lines of a page; `None` where it takes several, see [`Plan::places`].
    pub(crate) fn page(&self, filter: &Filter, after: Option<&Key>, limit: u32) -> Option<Statement> {
        let [branch] = &self.branches[..] else { return None };
        let lines = statement::lines_from(&branch.source(self.sort));
        Some(branch.page(lines, self.sort, filter, after, limit))
    }

    /// The statements that give the places of the lines that each branch has for a page.
    pub(crate) fn places(&self, filter: &Filter, after: Option<&Key>, limit: u32) -> Vec<Statement> {
        let places = |branch: &Branch| {
            let places = format!("SELECT {} FROM {}", branch.place(self.sort), branch.source(self.sort));
            branch.page(places, self.sort, filter, after, limit)
        };
        self.branches.iter().map(places).collect()
    }

    /// Puts places that several branches gave in the order of the list, each once.
    pub(crate) fn put_in_order(&self, places: &mut Vec<Place>) {
        places.sort_unstable();
        places.dedup();
        if self.sort != Sort::Due {
            places.reverse();
        }
    }

    /// The statements that give the ids of the first `limit` cases that each branch finds.
    pub(crate) fn references(&self, filter: &Filter, limit: usize) -> Vec<Statement> {
        let found = |branch: &Branch| {
            let mut statement = Statement::default();
            match &branch.walk {
                // Every entry of the index is a case: where words are all that is asked, it suffices.
                Walk::Words(question) if only_words(filter) => {
                    statement.push(&format!("SELECT case_words.rowid FROM {} WHERE true", dialect::ONLY_WORDS));
                    statement.and(dialect::WORDS_MATCH, question.clone());
                }
                Walk::Case(_)
                | Walk::Words(_)
                | Walk::Dates
                | Walk::Service(_)
                | Walk::Head(_)
                | Walk::Investigator(_)
                | Walk::Appointed(_)
                | Walk::Kind(_)
                | Walk::State(_)
                | Walk::Hidden
                | Walk::Only(_)
                | Walk::All => {
                    statement.push(&format!("SELECT cases.id FROM {}", branch.source(self.sort)));
                    branch.conditions(&mut statement, filter, self.sort);
                }
            }
            branch.begin_after(&mut statement, self.sort, None);
            statement.push(&format!(" LIMIT {limit}"));
            statement
        };
        self.branches.iter().map(found).collect()
    }
}

/// The values that a list is ordered by, the id of the case last.
pub(crate) type Place = (String, String, i64);

fn place(key: &Key, sort: Sort) -> Place {
    let text = |date: Option<domain::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let id = id(key.reference);
    match sort {
        Sort::Newest => (String::new(), String::new(), id),
        Sort::Received => (text(Some(key.received)), String::new(), id),
        Sort::Answered => (text(key.answered), String::new(), id),
        Sort::Closed => (text(key.closed), text(Some(key.received)), id),
        Sort::Due => (key.due.map_or_else(|| NEVER.to_owned(), |date| date.to_string()), String::new(), id),
    }
}

/// Whether nothing is asked for but words, by somebody who may see everything.
fn only_words(filter: &Filter) -> bool {
    *filter == Filter { words: filter.words.clone(), seen_by: Seen::All, ..Filter::default() }
}

fn nobody_sees(filter: &Filter) -> bool {
    match &filter.seen_by {
        Seen::All | Seen::Everybodys(_) | Seen::Only { .. } => false,
        Seen::Nothing => true,
    }
}

fn part_of(filter: &Filter) -> Part {
    let open_states = !filter.states.is_empty() && !filter.states.contains(&StateKind::Closed);
    let of_open = filter.due_from.is_some()
        || filter.due_to.is_some()
        || filter.to_acknowledge
        || filter.only.is_some_and(Only::is_of_open);
    match filter.open {
        Some(true) => Part::Open,
        Some(false) => Part::Closed,
        None if open_states || of_open => Part::Open,
        None => Part::Both,
    }
}

fn newest(filter: &Filter, part: Part) -> (Sort, Vec<Branch>) {
    let one = |sort, walk| (sort, vec![Branch { walk, part }]);
    if filter.closed_from.is_some() || filter.closed_to.is_some() {
        return one(Sort::Closed, Walk::Dates);
    }
    if filter.answered_from.is_some() || filter.answered_to.is_some() {
        return one(Sort::Answered, Walk::Dates);
    }
    if filter.received_from.is_some() || filter.received_to.is_some() {
        return one(Sort::Received, Walk::Dates);
    }
    if let Some(only @ (Only::Ombudsman | Only::Logged { .. } | Only::Watched(_))) = filter.only {
        return one(Sort::Newest, Walk::Only(only));
    }
    if part == Part::Open {
        return one(Sort::Newest, Walk::All);
    }
    (Sort::Newest, walks(filter).into_iter().map(|walk| Branch { walk, part }).collect())
}

fn by_due(filter: &Filter, part: Part) -> Vec<Branch> {
    let walks = match narrow(filter) {
        _ if part == Part::Open && filter.only.is_some_and(Only::is_of_open) => {
            filter.only.into_iter().map(Walk::Only).collect()
        }
        None if part == Part::Open && !filter.states.is_empty() => of_states(&filter.states),
        None | Some(_) => walks(filter),
    };
    let parts: &[Part] = match part {
        Part::Open => &[Part::Open],
        Part::Closed => &[Part::Closed],
        Part::Both => &[Part::Open, Part::Closed],
    };
    let branches =
        |part: &Part| walks.iter().map(|walk| Branch { walk: walk.clone(), part: *part }).collect::<Vec<_>>();
    parts.iter().flat_map(branches).collect()
}

/// More branches than this cost more than one walk along all cases.
const MOST_BRANCHES: usize = 32;

/// Walks along the cases of certain people or services, else of certain kinds, else along all.
fn walks(filter: &Filter) -> Vec<Walk> {
    let walks = narrow(filter).unwrap_or_else(|| filter.kinds.iter().copied().map(Walk::Kind).collect());
    if walks.is_empty() { vec![Walk::All] } else { walks }
}

/// Walks along the open cases in certain states.
fn of_states(states: &[StateKind]) -> Vec<Walk> {
    states.iter().copied().filter(|state| *state != StateKind::Closed).map(Walk::State).collect()
}

/// Walks along the cases of certain people or services, where the filter allows no others.
fn narrow(filter: &Filter) -> Option<Vec<Walk>> {
    let services = |services: &[ServiceId]| services.iter().copied().map(Walk::Service).collect::<Vec<_>>();
    let walks = match (&filter.people[..], &filter.services[..], &filter.seen_by) {
        ([], [], Seen::All | Seen::Everybodys(_) | Seen::Nothing) => return None,
        ([], [], Seen::Only { services: seen, investigator, .. }) => {
            let theirs = investigator.iter().flat_map(|person| [Walk::Investigator(*person), Walk::Appointed(*person)]);
            services(seen).into_iter().chain(theirs).chain([Walk::Hidden]).collect()
        }
        ([], asked, Seen::All | Seen::Everybodys(_) | Seen::Only { .. } | Seen::Nothing) => services(asked),
        (people, _, _) => people.iter().flat_map(|person| [Walk::Head(*person), Walk::Investigator(*person)]).collect(),
    };
    (walks.len() <= MOST_BRANCHES).then_some(walks)
}

impl Branch {
    /// Where the branch reads from, with the index it walks along.
    fn source(&self, sort: Sort) -> String {
        let due = sort == Sort::Due && self.part == Part::Open;
        let index = match (&self.walk, sort) {
            (Walk::Case(_), _) => return "cases".to_owned(),
            (Walk::Words(_), _) => return dialect::WORDS_THEN_CASES.to_owned(),
            (Walk::Only(Only::Watched(_)), _) => return WATCHED_THEN_CASES.to_owned(),
            (Walk::Dates, Sort::Received | Sort::Newest | Sort::Due) => "cases_received",
            (Walk::Dates, Sort::Answered) => "cases_answered",
            (Walk::Dates, Sort::Closed) => "cases_closed",
            (Walk::Service(_), _) if due => "cases_service_due",
            (Walk::Service(_), _) => "cases_service",
            (Walk::Head(_), _) if due => "cases_head_due",
            (Walk::Head(_), _) => "cases_head",
            (Walk::Investigator(_), _) if due => "cases_investigator_due",
            (Walk::Investigator(_), _) => "cases_investigator",
            (Walk::Appointed(_), _) if due => "cases_appointed_due",
            (Walk::Appointed(_), _) => "cases_appointed",
            (Walk::Kind(_), _) if due => "cases_kind_due",
            (Walk::Kind(_), _) => "cases_kind",
            (Walk::State(_), _) => "cases_state_due",
            (Walk::Hidden, _) if due => "cases_hidden_due",
            (Walk::Hidden, _) => "cases_hidden",
            (Walk::Only(Only::OnHold(_)), _) => "cases_paused_due",
            (Walk::Only(Only::SentBack), _) => "cases_sent_back_due",
            (Walk::Only(Only::LaterStage), _) => "cases_later_due",
            (Walk::Only(Only::Ombudsman), _) => "cases_with_ombudsman",
            (Walk::Only(Only::Logged { .. }), _) => "cases_logged",
            (Walk::All, _) if due => "cases_due",
            (Walk::All, _) if self.part == Part::Open => "cases_open",
            (Walk::All, _) => return dialect::by_id(),
        };
        format!("cases{}", dialect::by_index(index))
    }

    /// A page of what is selected.
    fn page(&self, selected: String, sort: Sort, filter: &Filter, after: Option<&Key>, limit: u32) -> Statement {
        let mut statement = Statement::default();
        statement.push(&selected);
        self.conditions(&mut statement, filter, sort);
        self.begin_after(&mut statement, sort, after);
        statement.push(&format!(" ORDER BY {}", self.order(sort)));
        let limit = statement.place(limit);
        statement.push(&format!(" LIMIT {limit}"));
        statement
    }

    /// The columns of a [`Place`].
    fn place(&self, sort: Sort) -> String {
        let (first, second) = match sort {
            Sort::Newest => ("''", "''"),
            Sort::Received => ("cases.received", "''"),
            Sort::Answered => ("cases.answered", "''"),
            Sort::Closed => ("cases.closed", "cases.received"),
            Sort::Due if self.part == Part::Open => ("cases.sort_due", "''"),
            Sort::Due => return format!("'{NEVER}', '', cases.id"),
        };
        format!("{first}, {second}, cases.id")
    }

    fn order(&self, sort: Sort) -> &'static str {
        match (&self.walk, sort) {
            (Walk::Words(_), _) => "case_words.rowid DESC",
            (Walk::Only(Only::Watched(_)), _) => "watching.case_id DESC",
            (_, Sort::Newest) => "cases.id DESC",
            (_, Sort::Received) => "cases.received DESC, cases.id DESC",
            (_, Sort::Answered) => "cases.answered DESC, cases.id DESC",
            (_, Sort::Closed) => "cases.closed DESC, cases.received DESC, cases.id DESC",
            (_, Sort::Due) if self.part == Part::Open => "cases.sort_due, cases.id",
            (_, Sort::Due) => "cases.id",
        }
    }

    fn conditions(&self, statement: &mut Statement, filter: &Filter, sort: Sort) {
        statement.push(" WHERE true");
        match &self.walk {
            Walk::Case(id) => statement.and("cases.id =", *id),
            Walk::Words(question) => statement.and(dialect::WORDS_MATCH, question.clone()),
            Walk::Service(service) => statement.and("cases.service =", service.0),
            Walk::Head(person) => statement.and("cases.head =", person.0),
            Walk::Investigator(person) => statement.and("cases.investigator =", person.0),
            Walk::Appointed(person) => statement.and("cases.appointed =", person.0),
            Walk::Kind(kind) => statement.and("cases.kind =", kind.as_str().to_owned()),
            Walk::State(state) => statement.and("cases.state =", state.as_str().to_owned()),
            Walk::Hidden => statement.push(" AND cases.readers IS NOT NULL"),
            Walk::Only(Only::Watched(person)) => statement.and("watching.person =", person.0),
            // What holds of them is asked with everything else.
            Walk::Only(_) | Walk::Dates | Walk::All => {}
        }
        match self.part {
            Part::Open => statement.push(" AND cases.closed IS NULL"),
            Part::Closed => statement.push(" AND cases.closed IS NOT NULL"),
            Part::Both => {}
        }
        if sort == Sort::Answered {
            statement.push(" AND cases.answered IS NOT NULL");
        }
        if sort == Sort::Closed {
            statement.push(" AND cases.closed IS NOT NULL");
        }
        everything_asked(statement, filter);
    }

    /// Begins the walk where the page before ended. There is always a bound, so that the engine
    /// looks the beginning up.
    fn begin_after(&self, statement: &mut Statement, sort: Sort, after: Option<&Key>) {
        let place = after.map(|key| place(key, sort));
        let (first, second, id) = place.clone().unwrap_or_else(|| match sort {
            Sort::Due => (String::new(), String::new(), i64::MIN),
            Sort::Newest | Sort::Received | Sort::Answered | Sort::Closed => {
                (END_OF_TIME.to_owned(), END_OF_TIME.to_owned(), i64::MAX)
            }
        });
        match (&self.walk, sort) {
            (Walk::Words(_), _) => statement.and("case_words.rowid <", id),
            (Walk::Only(Only::Watched(_)), _) => statement.and("watching.case_id <", id),
            (_, Sort::Newest) => statement.and("cases.id <", id),
            (_, Sort::Received) => beyond(statement, "(cases.received, cases.id) <", [first.into(), id.into()]),
            (_, Sort::Answered) => beyond(statement, "(cases.answered, cases.id) <", [first.into(), id.into()]),
            (_, Sort::Closed) => beyond(
                statement,
                "(cases.closed, cases.received, cases.id) <",
                [first.into(), second.into(), id.into()],
            ),
            (_, Sort::Due) if self.part == Part::Open => {
                beyond(statement, "(cases.sort_due, cases.id) >", [first.into(), id.into()]);
            }
            // Closed cases are never due: they begin when all that is due has been shown.
            (_, Sort::Due) => statement.and("cases.id >", if first == NEVER { id } else { i64::MIN }),
        }
    }
}

/// Cases that somebody watches, in the order of their references.
const WATCHED_THEN_CASES: &str = "watching CROSS JOIN cases ON cases.id = watching.case_id";

/// After every date in ISO 8601.
const END_OF_TIME: &str = "~";

fn beyond<const N: usize>(statement: &mut Statement, left: &str, values: [rusqlite::types::Value; N]) {
    let places = values.map(|value| statement.place(value));
    statement.push(&format!(" AND {left} ({})", places.join(", ")));
}

/// The whole filter but its words.
fn everything_asked(statement: &mut Statement, filter: &Filter) {
    let word = |word: &str| word.to_owned();
    if !filter.kinds.is_empty() {
        let kinds = statement.among("cases.kind", filter.kinds.iter().map(|kind| word(kind.as_str())));
        statement.push(&format!(" AND {kinds}"));
    }
    if !filter.states.is_empty() {
        let states = statement.among("cases.state", filter.states.iter().map(|state| word(state.as_str())));
        statement.push(&format!(" AND {states}"));
    }
    if !filter.services.is_empty() {
        let services = statement.among("cases.service", filter.services.iter().map(|id| id.0));
        statement.push(&format!(" AND {services}"));
    }
    if !filter.people.is_empty() {
        let head = statement.among("cases.head", filter.people.iter().map(|id| id.0));
        let investigator = statement.among("cases.investigator", filter.people.iter().map(|id| id.0));
        statement.push(&format!(" AND ({head} OR {investigator})"));
    }
    if !filter.channels.is_empty() {
        let channels = statement.among("cases.channel", filter.channels.iter().map(|channel| word(channel.as_str())));
        statement.push(&format!(" AND {channels}"));
    }
    if !filter.endings.is_empty() {
        let endings = statement.among("cases.ending", filter.endings.iter().map(|ending| word(ending.as_str())));
        statement.push(&format!(" AND {endings}"));
    }
    if !filter.outcomes.is_empty() {
        let outcomes = statement.among("cases.outcome", filter.outcomes.iter().map(|outcome| word(outcome.as_str())));
        statement.push(&format!(" AND {outcomes}"));
    }
    if !filter.wards.is_empty() {
        let wards = statement.among("cases.ward", filter.wards.iter().cloned());
        statement.push(&format!(" AND {wards}"));
    }
    if leaves_mistakes_out(filter) {
        statement.and("cases.ending IS DISTINCT FROM", Ending::LoggedByMistake.as_str().to_owned());
    }
    let ranges = [
        ("cases.received >=", filter.received_from),
        ("cases.received <=", filter.received_to),
        ("cases.answered >=", filter.answered_from),
        ("cases.answered <=", filter.answered_to),
        ("cases.closed >=", filter.closed_from),
        ("cases.closed <=", filter.closed_to),
        ("cases.next_due >=", filter.due_from),
        ("cases.next_due <=", filter.due_to),
        ("cases.sort_due >=", filter.due_from),
        ("cases.sort_due <=", filter.due_to),
    ];
    for (left, date) in ranges {
        if let Some(date) = date {
            statement.and(left, date.to_string());
        }
    }
    if filter.no_due {
        statement.push(" AND cases.next_due IS NULL");
    }
    if filter.to_acknowledge {
        to_acknowledge(statement);
    }
    if let Some(only) = filter.only {
        only_those(statement, only);
    }
    seen(statement, &filter.seen_by);
}

/// What was logged by mistake is found by its number, by its words, and where that ending is asked for; it is in no other
/// list. Open cases have no ending.
fn leaves_mistakes_out(filter: &Filter) -> bool {
    filter.words.trim().is_empty() && filter.endings.is_empty() && part_of(filter) != Part::Open
}

/// The same rule as [`crate::CaseRow::to_acknowledge`].
fn to_acknowledge(statement: &mut Statement) {
    let (compliment, no_reply) = (Kind::Compliment.as_str().to_owned(), ReplyBy::None.as_str().to_owned());
    statement.and("cases.kind <>", compliment);
    statement.and("cases.reply_by <>", no_reply);
    statement.push(
        " AND cases.closed IS NULL AND cases.customer IS NOT NULL
        AND CASE WHEN cases.stage IS NULL THEN COALESCE(cases.acknowledged, cases.answered)
            ELSE COALESCE(cases.stage_acknowledged, cases.stage_answered) END IS NULL",
    );
}

/// The conditions of [`Only`], each in the words of the index that has such cases.
fn only_those(statement: &mut Statement, only: Only) {
    match only {
        // The same rule as [`crate::CaseRow::on_hold_since`].
        Only::OnHold(day) => {
            statement.push(
                " AND cases.paused_until IS NOT NULL AND cases.closed IS NULL
                AND (cases.next_due IS NULL OR cases.next_due > cases.paused_until)",
            );
            statement.and("cases.paused_from <=", day.to_string());
            statement.and("cases.paused_until >=", day.to_string());
        }
        Only::SentBack => statement.push(" AND cases.sent_back = 1"),
        Only::LaterStage => statement.push(" AND cases.stage IS NOT NULL"),
        Only::Ombudsman => statement.push(" AND cases.with_ombudsman = 1"),
        Only::Logged { by, on } => {
            statement.and("cases.logged_by =", by.0);
            statement.and("cases.logged_on =", on.to_string());
        }
        Only::Watched(person) => {
            let person = statement.place(person.0);
            statement.push(&format!(
                " AND EXISTS (SELECT 1 FROM watching AS theirs WHERE theirs.person = {person} AND theirs.case_id = cases.id)"
            ));
        }
    }
}

fn seen(statement: &mut Statement, seen: &Seen) {
    match seen {
        Seen::All => {}
        Seen::Everybodys(reader) => not_hidden(statement, reader),
        Seen::Only { services, investigator, reader } => {
            let listed = statement.place(listed(reader));
            let mut ways = vec![format!("cases.readers LIKE {listed}")];
            if !services.is_empty() {
                ways.push(statement.among("cases.service", services.iter().map(|id| id.0)));
            }
            if let Some(person) = investigator {
                ways.push(statement.among("cases.investigator", [person.0]));
                ways.push(statement.among("cases.appointed", [person.0]));
            }
            statement.push(&format!(" AND ({})", ways.join(" OR ")));
            not_hidden(statement, reader);
        }
        // A plan for nobody has no branches; see `nobody_sees`.
        Seen::Nothing => statement.push(" AND false"),
    }
}

/// What the readers of a case are like that this one is among.
fn listed(reader: &Reader) -> String {
    format!("%,{},%", reader.person)
}

/// Hidden from nobody, or not from this reader; see [`Seen::sees`].
fn not_hidden(statement: &mut Statement, reader: &Reader) {
    let listed = statement.place(listed(reader));
    let person = statement.place(reader.person.0);
    let mut ways = vec![
        format!("cases.readers LIKE {listed}"),
        format!("cases.investigator = {person}"),
        format!("cases.appointed = {person}"),
    ];
    if !reader.heads.is_empty() {
        ways.push(statement.among("cases.service", reader.heads.iter().map(|id| id.0)));
    }
    for (service, head) in &reader.deputises {
        let (service, head) = (statement.place(service.0), statement.place(head.0));
        ways.push(format!(
            "(cases.service = {service} AND (cases.named_staff IS NULL OR cases.named_staff <> {head}))"
        ));
    }
    statement.push(&format!(
        " AND (cases.readers IS NULL OR ((cases.named_staff IS NULL OR cases.named_staff <> {person}) AND ({})))",
        ways.join(" OR ")
    ));
}
