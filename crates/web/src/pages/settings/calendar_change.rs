//! A change of the days that count: the open cases whose dates move, old and new, before it is made.

use app::{
    calendar_change::{self, Change, Edition, Move, MovedLimit, Moves, Renewal},
    calendars::{Differences, Holiday},
};
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::{Date, Nation, calendar::DayOff};

use super::{
    Section, Shell,
    calendar::{self, kind_name},
    frame, shell,
};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent, encoded},
    layout::{Errors, Frame, Pages},
    pages::{checked::checked, unsent},
    said::Said,
    visit::Visit,
    words,
};

const ADDRESS: &str = "/settings/calendar/change";
/// What the form says of the bank holidays that came with the program, and of those before.
const RENEW: &str = "renew";
const PUT_BACK: &str = "put-back";
/// Cases on one page of the list.
const SIZE: usize = 100;

pub(super) fn routes() -> Router<Door> {
    Router::new().route(ADDRESS, get(show).post(approve))
}

#[derive(Template)]
#[template(path = "settings_calendar_change.html")]
struct ChangePage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    heading: String,
    /// The change as the fields of a form.
    fields: Vec<(&'static str, String)>,
    /// Fingerprint of what is shown.
    seen: String,
    summary: Vec<String>,
    rows: Vec<Row>,
    pages: Pages,
}

/// A time limit of a case whose date moves.
struct Row {
    reference: String,
    title: String,
    before: String,
    after: String,
    /// Why it does not move, where the count would end before.
    kept: Option<String>,
}

/// The address that shows what a change does.
pub(super) fn address(change: &Change) -> String {
    let query: Vec<String> = fields(change).iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("{ADDRESS}?{}", query.join("&"))
}

/// Bank holidays that a newer version brought.
pub(in crate::pages) struct Renewed {
    /// Which.
    pub(in crate::pages) words: String,
    /// The address that shows what they move.
    pub(in crate::pages) look: String,
    /// Whether they were taken in and put back.
    pub(in crate::pages) declined: bool,
}

/// How the published days of this version differ from those that count.
pub(in crate::pages) fn renewal(visit: &Visit) -> Result<Option<Renewed>, app::Problem> {
    let renewal = calendar_change::renewal(&visit.office, &visit.who)?;
    let shown = |Renewal { differences, declined }: Renewal| Renewed {
        words: differences_words(&differences),
        look: address(&Change::Published(Edition::New, differences)),
        declined,
    };
    Ok(renewal.map(shown))
}

/// What was done, if this takes it back.
pub(super) fn taken_back(back: &Change) -> String {
    match back {
        Change::Remove(day) => format!("{} was added on {}.", day.name, words::long_day(day.date)),
        Change::Add(day) => format!("{} on {} was removed.", day.name, words::long_day(day.date)),
        Change::Nation(before) => format!("The bank holidays were those of {} before.", before.title()),
        Change::Published(_, differences) => {
            format!("Before the bank holidays were renewed: {}.", differences_words(differences))
        }
    }
}

/// *Monday 15 June 2026 (World Cup bank holiday) does not count, …*.
fn differences_words(differences: &Differences) -> String {
    let said = |day: &Holiday, what: &str| format!("{} ({}) {what}", words::long_day(day.date), day.name);
    let added = differences.added.iter().map(|day| said(day, "does not count"));
    let removed = differences.removed.iter().map(|day| said(day, "counts"));
    let mut said: Vec<String> = added.chain(removed).collect();
    said.dedup();
    said.join(", ")
}

fn fields(change: &Change) -> Vec<(&'static str, String)> {
    let of_day = |what: &str, day: &DayOff| {
        let kind = kind_name(day.kind).to_owned();
        vec![("do", what.to_owned()), ("date", day.date.to_string()), ("name", day.name.clone()), ("kind", kind)]
    };
    match change {
        Change::Add(day) => of_day("add", day),
        Change::Remove(day) => of_day("remove", day),
        Change::Nation(nation) => vec![("do", "nation".into()), ("nation", nation.as_str().into())],
        Change::Published(Edition::New, _) => vec![("do", RENEW.into())],
        Change::Published(Edition::Before, _) => vec![("do", PUT_BACK.into())],
    }
}

/// The change that the fields ask for, or the page of the calendar that says what is wrong with them.
async fn change(visit: &Visit, fields: &Fields) -> Result<Change, Answer> {
    if fields.text("do") == "nation" {
        return match fields.text("nation").parse::<Nation>() {
            Ok(nation) => Ok(Change::Nation(nation)),
            Err(_) => Err(wrong(visit, fields, no_nation()).await),
        };
    }
    if [RENEW, PUT_BACK].contains(&fields.text("do")) {
        return published(visit, fields).await;
    }
    match calendar::read(fields).1 {
        Ok(day) if fields.text("do") == "remove" => Ok(Change::Remove(day)),
        Ok(day) => Ok(Change::Add(day)),
        Err(errors) => Err(wrong(visit, fields, errors).await),
    }
}

async fn published(visit: &Visit, fields: &Fields) -> Result<Change, Answer> {
    let back = fields.text("do") == PUT_BACK;
    let asked = visit.run(move |visit| {
        if back {
            return calendar_change::taking_back(&visit.office, &visit.who);
        }
        let renewal = calendar_change::renewal(&visit.office, &visit.who)?;
        Ok(renewal.map(|found| Change::Published(Edition::New, found.differences)))
    });
    match asked.await.map_err(Err)? {
        Some(change @ Change::Published(edition, _)) if back == (edition == Edition::Before) => Ok(change),
        Some(_) | None => {
            let mut errors = Errors::none();
            errors.add("published", "The bank holidays were changed by somebody else meanwhile");
            Err(wrong(visit, fields, errors).await)
        }
    }
}

fn no_nation() -> Errors {
    let mut errors = Errors::none();
    errors.add("nation", "Choose whose bank holidays count");
    errors
}

async fn wrong(visit: &Visit, fields: &Fields, errors: Errors) -> Answer {
    calendar::page(visit, calendar::read(fields).0, errors).await
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    match change(&visit, &fields).await {
        Ok(change) => page(&visit, change, &fields, Errors::none()).await,
        Err(answer) => answer,
    }
}

async fn page(visit: &Visit, change: Change, typed: &Fields, errors: Errors) -> Answer {
    let (asked, work) = (change.clone(), visit.begins(typed));
    let looked = checked(visit, move |visit| {
        calendar_change::look(&visit.office, &visit.who, &asked, visit.now, &mut |done, of| work.at(done, of))
    });
    let moves = match looked.await {
        Ok(Ok(moves)) => moves,
        Err(failure) => return visit.unless_called_off(failure, Section::Calendar.href()),
        Ok(Err(errors)) => return calendar::page(visit, added(&change), errors).await,
    };
    let named: Vec<&Move> = moves.moved.iter().filter(|each| !each.hidden).collect();
    let last = named.len().div_ceil(SIZE).max(1);
    let pages = Pages {
        page: typed.number("page").unwrap_or(1).clamp(1, last),
        size: SIZE,
        rows: named.len(),
        address: format!("{}&page=", address(&change)),
    };
    let rows = named.iter().skip((pages.page - 1) * SIZE).take(SIZE).flat_map(|each| rows(each, visit.today()));
    let page = ChangePage {
        frame: frame(visit, Section::Calendar, &errors),
        shell: shell(visit, Section::Calendar),
        heading: heading(&change),
        fields: fields(&change),
        seen: moves.fingerprint(),
        summary: summary(&moves),
        rows: rows.collect(),
        pages,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

/// What stands in the form for a new day when the change cannot be made.
fn added(change: &Change) -> calendar::Typed {
    match change {
        Change::Add(day) => calendar::Typed::of(day),
        Change::Remove(_) | Change::Nation(_) | Change::Published(..) => calendar::Typed::empty(),
    }
}

fn heading(change: &Change) -> String {
    match change {
        Change::Add(day) => format!("Add {}, {}", day.name, words::long_day(day.date)),
        Change::Remove(day) => format!("Remove {}, {}", day.name, words::long_day(day.date)),
        Change::Nation(nation) => format!("Count the bank holidays of {}", nation.title()),
        Change::Published(Edition::New, differences) => {
            format!("Renew the bank holidays: {}", differences_words(differences))
        }
        Change::Published(Edition::Before, differences) => {
            format!("Go back to the bank holidays before: {}", differences_words(differences))
        }
    }
}

fn rows(each: &Move, today: Date) -> impl Iterator<Item = Row> + '_ {
    each.limits.iter().map(move |limit| Row {
        reference: each.reference.to_string(),
        title: limit.title.clone(),
        before: words::day(limit.before, today),
        after: words::day(limit.after, today),
        kept: limit.counted.map(|counted| {
            format!("We promised this date, so it is kept. The count would end {}.", words::day(counted, today))
        }),
    })
}

/// How many cases move which way, as sentences.
fn summary(moves: &Moves) -> Vec<String> {
    let with = |which: fn(&MovedLimit) -> bool| moves.moved.iter().filter(|each| each.limits.iter().any(which)).count();
    let hidden = moves.moved.iter().filter(|each| each.hidden).count();
    let counts = [
        (with(|limit| limit.after > limit.before), "case gets a later date", "cases get a later date"),
        (with(|limit| limit.after < limit.before), "case gets an earlier date", "cases get an earlier date"),
        (with(|limit| limit.counted.is_some()), "case keeps a date we promised", "cases keep a date we promised"),
        (hidden, "of them is hidden, and not listed here", "of them are hidden, and not listed here"),
    ];
    let said = counts.into_iter().filter(|(many, _, _)| *many > 0);
    said.map(|(many, one, more)| format!("{}.", words::counted(many as u64, one, more))).collect()
}

async fn approve(Sent { visit, fields }: Sent) -> Answer {
    let change = match change(&visit, &fields).await {
        Ok(change) => change,
        Err(answer) => return answer,
    };
    let seen = fields.text("seen").to_owned();
    let (asked, done, work) = (change.clone(), heading(&change), visit.begins(&fields));
    let made = checked(&visit, move |visit| {
        let mut progress = |done, of| work.at(done, of);
        let moves = calendar_change::approve(&visit.office, &visit.who, &asked, &seen, visit.now, &mut progress)?;
        if let Change::Add(_) = asked {
            unsent::saved(visit, calendar::KEY)?;
        }
        Ok(moves)
    });
    match made.await {
        Err(failure) => visit.unless_called_off(failure, Section::Calendar.href()),
        Ok(Ok(moves)) => {
            visit.go(Section::Calendar.href(), Said::new(format!("Done: {done}. {}", moved_words(&moves))))
        }
        Ok(Err(errors)) => page(&visit, change, &Fields::default(), errors).await,
    }
}

fn moved_words(moves: &Moves) -> String {
    let moved = moves.moved.iter().filter(|each| each.limits.iter().any(|limit| limit.before != limit.after)).count();
    match moved as u64 {
        0 => "No open case got another date.".into(),
        moved => format!("{} another date.", words::counted(moved, "open case got", "open cases got")),
    }
}
