//! Days that do not count: the bank holidays of the nation, and what the council adds. What a change does to open
//! cases is shown by `calendar_change` before it is made.

use app::calendar_change::Change;
use askama::Template;
use axum::{Router, routing::get};
use domain::{
    Date, Nation,
    calendar::{DayOff, DayOffKind, Why},
};

use super::{
    super::unsent::{self, Unsent},
    Section, Shell, calendar_change, frame, shell,
};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::Fields,
    layout::{Choice, Errors, Frame},
    visit::Visit,
    words,
};

/// How far ahead days off are listed: about eighteen months.
const AHEAD: usize = 550;

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/calendar", get(show)).merge(calendar_change::routes())
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
    unsent: Option<Unsent>,
    kinds: Vec<Choice>,
    /// The last change and the address that takes it back.
    back: Option<(String, String)>,
    /// Bank holidays that came with this version.
    renewal: Option<calendar_change::Renewed>,
    /// Whether the procedure leaves closures out of the count.
    closures_count: bool,
}

/// A day off.
struct Row {
    day: DayOff,
    date: String,
    kind: &'static str,
    /// The address that takes it away, if the council added it.
    remove: Option<String>,
}

/// The form as it was typed.
pub(super) struct Typed {
    date: String,
    name: String,
    kind: String,
}

impl Typed {
    pub(super) fn empty() -> Typed {
        Typed { date: String::new(), name: String::new(), kind: kind_name(DayOffKind::Closure).into() }
    }

    fn in_fields(fields: &Fields) -> Typed {
        let [date, name, kind] = ["date", "name", "kind"].map(|field| fields.text(field).to_owned());
        Typed { date, name, kind }
    }

    /// As it would be typed.
    pub(super) fn of(day: &DayOff) -> Typed {
        Typed { date: words::typed(day.date), name: day.name.clone(), kind: kind_name(day.kind).into() }
    }
}

/// Of the draft of the form that adds a day; also its address.
pub(super) const KEY: &str = "settings/calendar";

async fn show(visit: Visit) -> Answer {
    let unsent = visit.run(|visit| unsent::find(visit, KEY)).await?;
    let typed = unsent.as_ref().map_or_else(Typed::empty, |unsent| Typed::in_fields(&unsent.fields));
    page_with(&visit, typed, unsent, Errors::none()).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn page(visit: &Visit, typed: Typed, errors: Errors) -> Answer {
    page_with(visit, typed, None, errors).await
}

async fn page_with(visit: &Visit, typed: Typed, unsent: Option<Unsent>, errors: Errors) -> Answer {
    let shell = shell(visit, Section::Calendar);
    let may_change = shell.may_change;
    let (rows, closures_count, back, renewal) = visit
        .run(move |visit| {
            app::people::settings_readers_only(&visit.who)?;
            let own = visit.office.read(|reading| Ok(reading.days_off()?))?;
            let rules = visit.office.rules_for(visit.today(), visit.today())?;
            let back = if may_change { app::calendar_change::taking_back(&visit.office, &visit.who)? } else { None };
            let renewal = calendar_change::renewal(visit)?;
            Ok((rows(visit, own), !rules.procedure().office_closures, back, renewal))
        })
        .await?;
    let page = CalendarPage {
        frame: frame(visit, Section::Calendar, &errors),
        shell,
        back: back.map(|back| (calendar_change::taken_back(&back), calendar_change::address(&back))),
        renewal,
        nation: visit.office.calendar().nation(),
        nations: Nation::ALL.iter().map(|nation| Choice::new(nation.as_str(), nation.title())).collect(),
        kinds: kinds(),
        rows,
        typed,
        unsent,
        closures_count,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

pub(super) fn kind_name(kind: DayOffKind) -> &'static str {
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
    let row = |day: DayOff, remove| Row { date: words::long_day(day.date), kind: kind_title(day.kind), remove, day };
    let mut rows: Vec<Row> = published.map(|day| row(day, None)).collect();
    rows.extend(own.iter().cloned().map(|day| {
        let remove = calendar_change::address(&Change::Remove(day.clone()));
        row(day, Some(remove))
    }));
    rows.sort_by(|one, other| one.day.cmp(&other.day));
    rows
}

/// The day that a form names.
pub(super) fn read(fields: &Fields) -> (Typed, Result<DayOff, Errors>) {
    let typed = Typed::in_fields(fields);
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
