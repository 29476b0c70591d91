//! Cases as the template shows them.

use app::SavedView;
use askama::Template;
use chrono::Datelike;
use domain::{
    Reference, StateKind,
    feedback::{Channel, Finding},
};

use super::{
    Found, Line,
    panel::{self, Tag},
    query::{Days, Deadline, Query, Sort, State, Which},
};
use crate::{
    form::Fields,
    layout::{Choice, Errors, Frame},
    visit::Visit,
    words,
};

/// The page.
#[derive(Template)]
#[template(path = "cases.html")]
pub(super) struct CasesPage {
    frame: Frame,
    errors: Errors,
    said: String,
    views: Vec<View>,
    /// Where this list is saved under a name; nothing where it has one.
    save: Option<String>,
    /// Where the name of this list is changed.
    change: Option<String>,
    tags: Vec<Tag>,
    words: String,
    kinds: Vec<Choice>,
    chosen_kinds: Vec<String>,
    deadlines: Vec<Choice>,
    deadline: &'static str,
    states: Vec<Choice>,
    state: &'static str,
    to_acknowledge: Vec<Choice>,
    acknowledge_chosen: Vec<String>,
    only: Vec<Choice>,
    only_chosen: &'static str,
    services: Vec<Choice>,
    service: String,
    people: Vec<Choice>,
    person: String,
    channels: Vec<Choice>,
    channel: &'static str,
    wards: Vec<Choice>,
    ward: String,
    outcomes: Vec<Choice>,
    outcome: &'static str,
    from: String,
    to: String,
    kept: Vec<(&'static str, String)>,
    sort: Option<&'static str>,
    newest: bool,
    by_newest: String,
    /// Nothing for a search by words, which is always newest first.
    by_due: Option<String>,
    /// Whether cases can be ticked and given.
    gives: bool,
    /// Whether all of them are ticked as the page opens.
    ticked: bool,
    /// The same page with all of them ticked, for those without a script.
    tick_all: String,
    lines: Vec<Line>,
    next: Option<String>,
    first: Option<String>,
    empty: Empty,
    export: Option<Export>,
    /// Whether customers can be looked for.
    customers: bool,
}

/// A list that many ask for.
struct View {
    words: String,
    href: String,
    current: bool,
}

/// The same list as a file.
struct Export {
    xlsx: String,
    csv: String,
    /// Where its columns are chosen.
    layouts: String,
}

/// What is said when nothing was found.
struct Empty {
    heading: String,
    words: &'static str,
    /// The same search over all years.
    href: Option<String>,
}

impl CasesPage {
    pub(super) fn of(
        visit: &Visit,
        frame: Frame,
        (query, typed): (Query, &Fields),
        errors: Errors,
        found: Found,
    ) -> CasesPage {
        let (today, calendar) = (visit.today(), visit.office.calendar());
        let soon = calendar.add_working_days(today, 2);
        let next = found
            .lines
            .last()
            .filter(|_| found.more)
            .map(|last| Query { after: Some(last.key(query.order())), ..query.clone() });
        let sorted = |sort| Query { sort: Some(sort), ..query.first() }.address("/cases");
        let (views, change) = views(visit, &query, &found.views);
        // What cannot be read as a day stays as it was typed.
        let day =
            |name: &str, read: Option<domain::Date>| read.map_or_else(|| typed.text(name).to_owned(), words::typed);
        CasesPage {
            said: said(&query, found.count),
            save: views.iter().all(|view| !view.current).then(|| query.first().address("/views/new")),
            change,
            views,
            tags: panel::tags(&query, &found.services, &found.people, today, soon),
            words: query.words.clone(),
            kinds: panel::kinds(&found.counts),
            chosen_kinds: query.kinds.iter().map(|kind| kind.as_str().to_owned()).collect(),
            deadlines: panel::deadlines(&found.counts, today, soon),
            deadline: query.deadline.map_or("", Deadline::name),
            states: panel::states(),
            state: query.state().name(),
            to_acknowledge: panel::to_acknowledge(&found.counts),
            acknowledge_chosen: query.to_acknowledge.then(|| "yes".to_owned()).into_iter().collect(),
            only: panel::only(),
            only_chosen: query.only.map_or("", Which::name),
            services: panel::named("All services", &found.services),
            service: query.service.map(|id| id.to_string()).unwrap_or_default(),
            people: panel::named("Anyone", &found.people),
            person: query.person.map(|id| id.to_string()).unwrap_or_default(),
            channels: panel::channels(),
            channel: query.channel.map_or("", Channel::as_str),
            wards: panel::wards(&visit.office.council().wards, &query.ward),
            ward: query.ward.clone(),
            outcomes: panel::outcomes(),
            outcome: query.outcome.map_or("", Finding::as_str),
            from: day("from", query.received.from),
            to: day("to", query.received.to),
            kept: kept(&query),
            sort: query.sort.map(|sort| if sort == Sort::Newest { "newest" } else { "due" }),
            newest: query.sort() == Sort::Newest,
            by_newest: sorted(Sort::Newest),
            by_due: (!query.is_newest_first()).then(|| sorted(Sort::Due)),
            next: next.map(|next| next.address("/cases")),
            first: query.after.is_some().then(|| query.first().address("/cases")),
            gives: !app::cases::ways(&visit.who).is_empty(),
            ticked: visit.address.ends_with(TICKED),
            tick_all: ticked(&visit.address),
            customers: app::customers::may(&visit.who),
            empty: empty(&query),
            export: (app::list_export::may(&visit.who) && !found.lines.is_empty()).then(|| Export {
                xlsx: query.first().address("/cases.xlsx"),
                csv: query.first().address("/cases.csv"),
                layouts: query.first().address("/layouts"),
            }),
            lines: found.lines.iter().map(|line| Line::of(line, today, &calendar)).collect(),
            errors,
            frame,
        }
    }
}

/// What an address ends in that has all cases of its page ticked.
const TICKED: &str = "tick=all";

/// The same address with all cases ticked.
fn ticked(address: &str) -> String {
    let between = if address.contains('?') { '&' } else { '?' };
    if address.ends_with(TICKED) { address.to_owned() } else { format!("{address}{between}{TICKED}") }
}

/// "28 open cases, most urgent first".
fn said(query: &Query, count: u64) -> String {
    let open = if query.state() == State::Open { "open " } else { "" };
    let order = match query.sort() {
        Sort::Newest => "newest first",
        Sort::Due => "most urgent first",
    };
    match count {
        0 => "No cases match".into(),
        1 => format!("1 {open}case"),
        more => {
            let many = panel::many(more);
            let first = many.chars().next().map(|letter| letter.to_ascii_uppercase()).into_iter();
            format!("{} {open}cases, {order}", first.chain(many.chars().skip(1)).collect::<String>())
        }
    }
}

/// The lists often asked for, with those saved under a name, and where the name of this one is
/// changed.
fn views(visit: &Visit, query: &Query, saved: &[SavedView]) -> (Vec<View>, Option<String>) {
    let first = query.first();
    let view = |words: &str, list: Query, href: Option<String>| View {
        words: words.into(),
        href: href.unwrap_or_else(|| list.address("/cases")),
        current: list == first,
    };
    let asked = |view: &SavedView| Query::of(&Fields::parse(view.query.as_bytes()), visit.today()).0;
    let often = often(visit.today());
    let views = often.into_iter().map(|(words, list)| view(words, list, None));
    let named = saved.iter().map(|each| view(&each.name, asked(each), Some(format!("/views/{}", each.id))));
    let this = saved.iter().find(|each| asked(each) == first && app::views::may_change(&visit.who, each));
    (views.chain(named).collect(), this.map(|view| format!("/views/{}/change", view.id)))
}

fn often(today: domain::Date) -> [(&'static str, Query); 4] {
    let closed = Days { from: today.with_day(1), to: Some(today) };
    [
        ("All open", Query::default()),
        ("Late or due in 2 days", Query { deadline: Some(Deadline::Near), ..Query::default() }),
        ("With a Head to sign off", Query { state: Some(State::In(StateKind::AwaitingSignOff)), ..Query::default() }),
        ("Closed this month", Query { state: Some(State::In(StateKind::Closed)), closed, ..Query::default() }),
    ]
}

/// What the form of the panel has no field for and must not lose.
fn kept(query: &Query) -> Vec<(&'static str, String)> {
    let days = |days: Days, from: &'static str, to: &'static str| {
        [days.from.map(|date| (from, date.to_string())), days.to.map(|date| (to, date.to_string()))]
    };
    let answered = days(query.answered, "answered_from", "answered_to");
    answered.into_iter().chain(days(query.closed, "closed_from", "closed_to")).flatten().collect()
}

fn empty(query: &Query) -> Empty {
    let heading = match query.words.parse::<Reference>() {
        Ok(reference) if query.is_search() => format!("We could not find {reference}"),
        Ok(_) | Err(_) => "No cases match".to_owned(),
    };
    let everywhere = Query { words: query.words.clone(), state: Some(State::All), ..Query::default() };
    let words = if heading == "No cases match" {
        "Remove a filter or search all years."
    } else {
        "Check the number, or search."
    };
    Empty { heading, words, href: (*query != everywhere && !query.is_search()).then(|| everywhere.address("/cases")) }
}
