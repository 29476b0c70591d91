//! When the people on a case are reminded of its dates, and when a delay letter stands ready.

use app::settings::{self, Reminders};
use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        records::{self, Ask, Kept, Record, Saving},
        unsent::{self, Unsent},
    },
    visit::Visit,
};

/// Of the draft of this form.
const KEY: &str = "settings/reminders";
/// Of the field that says when a delay letter stands ready.
const DELAY_LETTER: &str = "delay_letter";
/// The days that can be chosen: working days before a date, 0 being the day itself.
const DAYS: [u32; 6] = [10, 5, 3, 2, 1, 0];

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/reminders", get(show).post(keep))
        .route("/settings/reminders/keep", get(show).post(keep_both))
        .route("/settings/reminders/undo", post(undo))
}

#[derive(Template)]
#[template(path = "settings_reminders.html")]
struct RemindersPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    on: bool,
    days: Vec<Choice>,
    chosen: Vec<String>,
    letter_days: Vec<Choice>,
    letter_on: String,
    was: String,
    unsent: Option<Unsent>,
}

fn page(visit: &Visit, reminders: &Reminders, was: String, unsent: Option<Unsent>, errors: Errors) -> RemindersPage {
    RemindersPage {
        frame: frame(visit, Section::Reminders, &errors),
        shell: shell(visit, Section::Reminders),
        errors,
        on: reminders.on,
        days: days(&reminders.days_before),
        chosen: reminders.days_before.iter().map(u32::to_string).collect(),
        letter_days: days(&[reminders.delay_letter]),
        letter_on: reminders.delay_letter.to_string(),
        was,
        unsent,
    }
}

/// The days to choose from, with those that were chosen elsewhere.
fn days(chosen: &[u32]) -> Vec<Choice> {
    let mut days: Vec<u32> = DAYS.iter().chain(chosen).copied().collect();
    days.sort_unstable_by_key(|day| std::cmp::Reverse(*day));
    days.dedup();
    let words = |day: u32| match day {
        0 => "On the day".to_owned(),
        1 => "1 working day before".to_owned(),
        many => format!("{many} working days before"),
    };
    days.into_iter().map(|day| Choice::new(day.to_string(), words(day))).collect()
}

async fn show(visit: Visit) -> Answer {
    let (kept, unsent) = visit
        .run(|visit| {
            app::people::settings_readers_only(&visit.who)?;
            Ok((visit.office.read(settings::get::<Reminders>)?, unsent::find(visit, KEY)?))
        })
        .await?;
    let was = records::was(&fields(&kept), unsent.as_ref().map(|unsent| &unsent.fields));
    let reminders = unsent.as_ref().map_or(kept, |unsent| read(&unsent.fields));
    answer::page(&visit, &page(&visit, &reminders, was, unsent, Errors::none()))
}

async fn keep(Sent { visit, fields: sent }: Sent) -> Answer {
    let reminders = read(&sent);
    let (typed, saving) = (reminders.clone(), Saving::of(&sent));
    let seen = records::seen(&sent).map(|seen| read(&seen));
    let work = move |visit: &Visit| {
        let before = visit.office.read(settings::get::<Reminders>)?;
        let seen = seen.unwrap_or_else(|| before.clone());
        settings::keep_reminders(&visit.office, &visit.who, &reminders, &seen, visit.now)?;
        let now = visit.office.read(settings::get::<Reminders>)?;
        records::saved(visit, KEY, saving, &fields(&before), &fields(&now))
    };
    match records::kept(&visit, work).await? {
        Kept::Done(undo) => {
            let words = "Saved. The next reminders and delay letters follow it.";
            visit.go(Section::Reminders.href(), records::said(words, KEY, saving, undo))
        }
        Kept::Changed(who) => {
            let record = record(&visit).await?;
            records::changed(&visit, record, sent, who).await
        }
        Kept::Wrong(errors) => {
            let was = sent.text(records::WAS).to_owned();
            answer::unprocessable(&visit, &page(&visit, &typed, was, None, errors))
        }
    }
}

async fn undo(Sent { visit, .. }: Sent) -> Answer {
    let fields = records::before(&visit, KEY).await?;
    keep(Sent { visit, fields }).await
}

async fn keep_both(Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit).await?;
    records::keep(&visit, record, &fields).await
}

async fn record(visit: &Visit) -> Result<Record, Failure> {
    let kept = visit
        .run(|visit| {
            app::people::administrators_only(&visit.who)?;
            visit.office.read(settings::get::<Reminders>)
        })
        .await?;
    Ok(Record {
        key: KEY.into(),
        title: Section::Reminders.title().into(),
        item: NavItem::Settings,
        asks: vec![
            Ask::tick("on", "Send reminders"),
            Ask::any("days", "When", days(&kept.days_before)),
            Ask::one(DELAY_LETTER, "Delay letter ready", days(&[kept.delay_letter])),
        ],
        now: fields(&kept),
    })
}

fn read(fields: &Fields) -> Reminders {
    let days_before = fields.all("days").iter().filter_map(|day| day.parse().ok()).collect();
    let unread = Reminders::default().delay_letter;
    Reminders { days_before, on: fields.has("on"), delay_letter: fields.text(DELAY_LETTER).parse().unwrap_or(unread) }
}

/// The fields of the form as they are kept.
fn fields(reminders: &Reminders) -> Fields {
    let days = reminders.days_before.iter().map(u32::to_string).collect();
    let fields = Fields::default().with("days", days).with(DELAY_LETTER, vec![reminders.delay_letter.to_string()]);
    if reminders.on { fields.with("on", vec!["yes".into()]) } else { fields }
}
