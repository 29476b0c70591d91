//! The procedure in plain words, and a date to try it with.

use std::sync::Arc;

use app::settings::Council;
use askama::Template;
use axum::{Router, extract::RawQuery, routing::get};
use domain::{
    Date, Procedure,
    clock::{self, Forecast},
    feedback::Kind,
    procedure::{CheckedBy, ExtensionRule, Milestone},
};

use super::{
    Section, Shell, frame,
    months::{Month, months},
    shell,
};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::{checked::checked, limits},
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/deadlines", get(show).post(choose))
}

#[derive(Template)]
#[template(path = "settings_deadlines.html")]
struct Deadlines {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    procedure: Arc<Procedure>,
    in_force: String,
    steps: Vec<StepRow>,
    says: Vec<(&'static str, Vec<String>)>,
    /// Others to choose from; empty where there is only the one.
    procedures: Vec<Choice>,
    trial: Trial,
}

/// A time limit.
struct StepRow {
    stage: String,
    title: String,
    limit: String,
    from: String,
    met_by: String,
}

/// "Try a date".
struct Trial {
    received: String,
    step: String,
    steps: Vec<Choice>,
    came_in: String,
    due: Vec<(String, String)>,
    length: String,
    left_out: Vec<String>,
    months: Vec<Month>,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let (received, errors) = match asked.date("received") {
        Ok(received) => (received.unwrap_or(visit.today()), Errors::none()),
        Err(words) => {
            let mut errors = Errors::none();
            errors.add("received", words);
            (visit.today(), errors)
        }
    };
    let typed = if errors.is_empty() { words::typed(received) } else { asked.text("received").to_owned() };
    let step = asked.text("step").to_owned();
    let (procedure, procedures, trial) = visit
        .run(move |visit| {
            app::people::settings_readers_only(&visit.who)?;
            let book = visit.office.current_rules()?;
            let forecasts = clock::forecast(Kind::Complaint, received, None, book.rules());
            let trial = Trial { received: typed, ..trial(&forecasts, received, &step) };
            Ok((Arc::new(book.procedure().clone()), visit.office.procedures(), trial))
        })
        .await?;
    let page = Deadlines {
        frame: frame(&visit, Section::Deadlines, &errors),
        shell: shell(&visit, Section::Deadlines),
        in_force: procedure.in_force.format("%-d %B %Y").to_string(),
        steps: steps(&procedure),
        says: says(&procedure),
        procedures: choices(&procedures),
        procedure,
        trial,
        errors,
    };
    if page.errors.is_empty() { answer::page(&visit, &page) } else { answer::unprocessable(&visit, &page) }
}

fn choices(procedures: &[Arc<Procedure>]) -> Vec<Choice> {
    match procedures {
        [] | [_] => Vec::new(),
        several => several
            .iter()
            .map(|each| Choice::new(each.id.clone(), each.name.clone()).with_hint(limits::summary(each)))
            .collect(),
    }
}

fn steps(procedure: &Procedure) -> Vec<StepRow> {
    let clocks = procedure.stages.iter().flat_map(|stage| stage.clocks.iter().map(move |clock| (stage, clock)));
    let row = |(stage, clock): (&domain::procedure::Stage, &domain::procedure::ClockRule)| StepRow {
        stage: stage.title.clone(),
        title: clock.title.clone(),
        limit: clock.limit.words(),
        from: procedure.start_words(clock, false),
        met_by: limits::either(&clock.met_by.iter().map(|milestone| met_by(*milestone)).collect::<Vec<_>>()),
    };
    clocks.map(row).collect()
}

fn met_by(milestone: Milestone) -> String {
    if milestone == Milestone::Acknowledged {
        "an acknowledgement".into()
    } else if milestone == Milestone::Responded {
        "the full response".into()
    } else {
        milestone.title().into()
    }
}

/// The rest of the procedure: headings, each with its sentences.
fn says(procedure: &Procedure) -> Vec<(&'static str, Vec<String>)> {
    let kinds = procedure.kinds.iter().map(|kind| format!("{}: {}", kind.kind.title(), kind.definition));
    let exclusions = procedure.exclusions.iter().map(|exclusion| match exclusion.unless.as_slice() {
        [] => exclusion.title.clone(),
        unless => format!("{}. We take it all the same after a yes to: {}", exclusion.title, unless.join(" ")),
    });
    let checks = procedure.checks.iter().map(|check| {
        let how = if check.by == CheckedBy::Person { "the Head looks" } else { "Heard looks" };
        let needed = if check.required { "; signing without it needs a reason" } else { "" };
        format!("{} ({how}{needed})", check.title)
    });
    let sections = [
        ("What each kind is", kinds.collect()),
        ("More time", more_time(procedure)),
        ("Who signs", signing(procedure)),
        ("How days are counted", counting(procedure)),
        ("What a complaint may be about", procedure.grounds.iter().map(|ground| ground.title.clone()).collect()),
        ("What it is not for", exclusions.collect()),
        ("Ways to put things right", procedure.remedies.iter().map(|remedy| remedy.title.clone()).collect()),
        ("What a response is checked for", checks.collect()),
    ];
    sections.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty()).collect()
}

fn more_time(procedure: &Procedure) -> Vec<String> {
    if procedure.extensions.is_empty() {
        return vec!["A response cannot be put off.".into()];
    }
    procedure.extensions.iter().flat_map(|rule| put_off(procedure, rule)).collect()
}

fn put_off(procedure: &Procedure, rule: &ExtensionRule) -> Vec<String> {
    let what = if procedure.extensions.len() == 1 {
        "A response".into()
    } else {
        format!("“{}”", procedure.clock(&rule.clock).map_or(rule.clock.as_str(), |clock| clock.title.as_str()))
    };
    let times = match rule.times {
        None => String::new(),
        Some(1) => " once".into(),
        Some(times) => format!(" up to {times} times"),
    };
    let far = match (rule.most, rule.total) {
        (Some(most), _) => format!(", by {} at most", most.words()),
        (None, Some(total)) => format!(", to {} in all at most", total.words()),
        (None, None) => String::new(),
    };
    let mut lines =
        vec![format!("{what} can be put off{times}{far}. The customer is told in writing why, and the new date.")];
    if !rule.reasons.is_empty() {
        lines.push(format!("Reasons to choose from: {}.", rule.reasons.join("; ")));
    }
    lines
}

fn signing(procedure: &Procedure) -> Vec<String> {
    let signing = procedure.signing;
    match (signing.head_of_service, signing.deputy) {
        (true, true) => vec![
            "A response leaves only when the Head of Service has signed it off, or their deputy in their place (“pp”)."
                .into(),
        ],
        (true, false) => vec!["A response leaves only when the Head of Service has signed it off.".into()],
        (false, _) => vec!["A response needs no signature.".into()],
    }
}

fn counting(procedure: &Procedure) -> Vec<String> {
    use domain::calendar::WeekendReceipt;
    let closures = if procedure.office_closures {
        "Weekends, bank holidays and office closures are left out."
    } else {
        "Weekends and bank holidays are left out. Days on which the office is closed count."
    };
    let weekend = match procedure.weekend_receipt {
        WeekendReceipt::NextWorkingDayIsDayOne => "What comes in on a day off: the next working day is day 1.",
        WeekendReceipt::NextWorkingDayIsDayZero => {
            "What comes in on a day off counts as received on the next working day."
        }
    };
    vec![
        "The day we receive something is day 0. The limit ends with the last day.".into(),
        closures.into(),
        weekend.into(),
    ]
}

fn trial(forecasts: &[Forecast], received: Date, step: &str) -> Trial {
    let chosen = forecasts.iter().find(|forecast| forecast.id == step).or(forecasts.last());
    let due = |forecast: &Forecast| (format!("{} by", forecast.title), words::day(forecast.working.due, received));
    let marked = forecasts
        .first()
        .filter(|first| chosen.is_some_and(|chosen| chosen.id != first.id))
        .map(|first| first.working.due);
    Trial {
        received: String::new(),
        step: chosen.map(|chosen| chosen.id.clone()).unwrap_or_default(),
        steps: forecasts.iter().map(|forecast| Choice::new(forecast.id.clone(), forecast.title.clone())).collect(),
        came_in: words::long_day(received),
        due: forecasts.iter().map(due).collect(),
        length: chosen.map(|chosen| length(chosen, received)).unwrap_or_default(),
        left_out: chosen.map(left_out).unwrap_or_default(),
        months: chosen.map(|chosen| months(&chosen.working, marked)).unwrap_or_default(),
    }
}

fn length(forecast: &Forecast, received: Date) -> String {
    let days = (forecast.working.due - received).num_days();
    format!(
        "{}: {}, {} after it came in",
        forecast.title,
        forecast.limit.words(),
        words::counted(days.unsigned_abs(), "calendar day", "calendar days")
    )
}

/// Weekends as a number, everything else by name.
fn left_out(forecast: &Forecast) -> Vec<String> {
    use domain::calendar::Why;
    let mut weekend_days = 0_u64;
    let mut lines = Vec::new();
    for (date, why) in forecast.working.skipped() {
        match why {
            Why::Weekend => weekend_days += 1,
            Why::BankHoliday(name) | Why::Closure(name) => lines.push(format!("{}, {name}", words::long_day(date))),
        }
    }
    if weekend_days > 0 {
        lines.insert(0, words::counted(weekend_days, "day of a weekend", "days of weekends"));
    }
    lines
}

async fn choose(Sent { visit, fields }: Sent) -> Answer {
    let council = Council { procedure: fields.text("procedure").into(), ..(*visit.office.council()).clone() };
    match checked(&visit, move |visit| app::settings::keep_council(&visit.office, &visit.who, &council, visit.now))
        .await?
    {
        Ok(_) => visit.go(
            Section::Deadlines.href(),
            Said::new("New cases begin under this procedure from now on. Open cases keep theirs."),
        ),
        Err(_) => Err(answer::Failure::forbidden("There is no such procedure. Go back and choose one from the list.")),
    }
}
