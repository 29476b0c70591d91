//! Days that do not count: the bank holidays of the nation, and what the council adds.

use app::settings::Council;
use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};
use domain::{
    Date, Nation,
    calendar::{DayOff, DayOffKind, Why},
};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::checked::checked,
    said::Said,
    visit::Visit,
    words,
};

/// How far ahead days off are listed: about eighteen months.
const AHEAD: usize = 550;

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/calendar", get(show).post(add))
        .route("/settings/calendar/remove", post(remove))
        .route("/settings/calendar/nation", post(nation))
}

#[derive(Template)]
#[template(path = "settings_calendar.html")]
struct CalendarPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    nation: Nation,
    nations: Vec<Choice>,
    rows: Vec<Row>,
    typed: Typed,
    kinds: Vec<Choice>,
    /// Whether the procedure leaves closures out of the count.
    closures_count: bool,
}

/// A day off.
struct Row {
    day: DayOff,
    date: String,
    kind: &'static str,
    /// Whether the council added it and may take it away.
    own: bool,
}

/// The form as it was typed.
#[derive(Default)]
struct Typed {
    date: String,
    name: String,
    kind: String,
}

async fn show(visit: Visit) -> Answer {
    page(&visit, Typed { kind: kind_name(DayOffKind::Closure).into(), ..Typed::default() }, Errors::none()).await
}

async fn page(visit: &Visit, typed: Typed, errors: Errors) -> Answer {
    let (rows, closures_count) = visit
        .run(|visit| {
            app::people::settings_readers_only(&visit.who)?;
            let own = visit.office.read(|reading| Ok(reading.days_off()?))?;
            Ok((rows(visit, own), !visit.office.rules_for(visit.today(), visit.today())?.procedure().office_closures))
        })
        .await?;
    let page = CalendarPage {
        frame: frame(visit, Section::Calendar, &errors),
        shell: shell(visit, Section::Calendar),
        nation: visit.office.calendar().nation(),
        nations: Nation::ALL.iter().map(|nation| Choice::new(nation.as_str(), nation.title())).collect(),
        kinds: kinds(),
        rows,
        typed,
        closures_count,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn kind_name(kind: DayOffKind) -> &'static str {
    match kind {
        DayOffKind::BankHoliday => "bank-holiday",
        DayOffKind::Closure => "closure",
    }
}

fn kind_title(kind: DayOffKind) -> &'static str {
    match kind {
        DayOffKind::BankHoliday => "Bank holiday",
        DayOffKind::Closure => "Office closed",
    }
}

fn kinds() -> Vec<Choice> {
    [DayOffKind::Closure, DayOffKind::BankHoliday].map(|kind| Choice::new(kind_name(kind), kind_title(kind))).to_vec()
}

/// The days off that are to come, and all that the council added.
fn rows(visit: &Visit, own: Vec<DayOff>) -> Vec<Row> {
    let calendar = visit.office.calendar();
    let known = |date: Date| match calendar.why_not(date) {
        Some(Why::BankHoliday(name)) => Some(DayOff { date, name, kind: DayOffKind::BankHoliday }),
        Some(Why::Closure(name)) => Some(DayOff { date, name, kind: DayOffKind::Closure }),
        Some(Why::Weekend) | None => None,
    };
    let mine = |day: &DayOff| own.iter().any(|own| own.date == day.date && own.kind == day.kind);
    let published = visit.today().iter_days().take(AHEAD).filter_map(known).filter(|day| !mine(day));
    let row = |day: DayOff, own: bool| Row { date: words::long_day(day.date), kind: kind_title(day.kind), own, day };
    let mut rows: Vec<Row> = published.map(|day| row(day, false)).collect();
    rows.extend(own.iter().cloned().map(|day| row(day, true)));
    rows.sort_by(|one, other| one.day.cmp(&other.day));
    rows
}

fn read(fields: &Fields) -> (Typed, Result<DayOff, Errors>) {
    let typed =
        Typed { date: fields.text("date").into(), name: fields.text("name").into(), kind: fields.text("kind").into() };
    let mut errors = Errors::none();
    let date = fields.date("date");
    match date {
        Ok(None) => errors.add("date", "Give the date"),
        Err(words) => errors.add("date", words),
        Ok(Some(date)) if is_weekend(date) => errors.add("date", "This is a weekend, which is left out in any case"),
        Ok(Some(_)) => {}
    }
    if typed.name.trim().is_empty() {
        errors.add("name", "Say what the day is, such as “Staff training day”");
    }
    let kind =
        if typed.kind == kind_name(DayOffKind::BankHoliday) { DayOffKind::BankHoliday } else { DayOffKind::Closure };
    let day = match date {
        Ok(Some(date)) if errors.is_empty() => Ok(DayOff { date, name: typed.name.trim().into(), kind }),
        _ => Err(errors),
    };
    (typed, day)
}

fn is_weekend(date: Date) -> bool {
    use chrono::{Datelike, Weekday};
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

async fn add(Sent { visit, fields }: Sent) -> Answer {
    let (typed, day) = read(&fields);
    let day = match day {
        Ok(day) => day,
        Err(errors) => return page(&visit, typed, errors).await,
    };
    let name = day.name.clone();
    match checked(&visit, move |visit| app::housekeeping::add_day_off(&visit.office, &visit.who, &day, visit.now))
        .await?
    {
        Ok(moved) => visit.go(Section::Calendar.href(), Said::new(format!("{name} is added. {}", moved_words(moved)))),
        Err(errors) => page(&visit, typed, errors).await,
    }
}

async fn remove(Sent { visit, fields }: Sent) -> Answer {
    let (_, day) = read(&fields);
    let Ok(day) = day else {
        return Err(Failure::forbidden("This form names no day. Go back and load the page again."));
    };
    let name = day.name.clone();
    let moved =
        visit.run(move |visit| app::housekeeping::remove_day_off(&visit.office, &visit.who, &day, visit.now)).await?;
    visit.go(Section::Calendar.href(), Said::new(format!("{name} is removed. {}", moved_words(moved))))
}

async fn nation(Sent { visit, fields }: Sent) -> Answer {
    let Ok(nation) = fields.text("nation").parse::<Nation>() else {
        let mut errors = Errors::none();
        errors.add("nation", "Choose whose bank holidays count");
        return page(&visit, Typed::default(), errors).await;
    };
    let seen = visit.office.council();
    let council = Council { nation, ..(*seen).clone() };
    match checked(&visit, move |visit| {
        app::settings::keep_council(&visit.office, &visit.who, &council, &seen, visit.now)
    })
    .await?
    {
        Ok(moved) => visit.go(
            Section::Calendar.href(),
            Said::new(format!("The bank holidays of {} count now. {}", nation.title(), moved_words(moved))),
        ),
        Err(errors) => page(&visit, Typed::default(), errors).await,
    }
}

fn moved_words(moved: u32) -> String {
    match moved {
        0 => "No open case got another date.".into(),
        moved => format!("{} another date.", words::counted(moved.into(), "open case got", "open cases got")),
    }
}
