//! The procedure in plain words, and a date to try it with.

use std::sync::Arc;

use app::also;
use askama::Template;
use axum::{
    Router,
    extract::RawQuery,
    routing::{get, post},
};
use domain::{
    Date, Procedure,
    clock::{self, Forecast},
    feedback::Kind,
};

use super::{
    Section, Shell, frame,
    months::{Month, months},
    shell, write,
};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame},
    pages::{checked::checked, limits, procedures},
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/deadlines", get(show))
        .route("/settings/deadlines/against", post(against))
        .route("/settings/deadlines/also", post(follow_also))
        .route("/settings/deadlines/also/leave", post(leave_also))
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
    says: Vec<procedures::Says>,
    read: String,
    try_out: String,
    write: String,
    form: String,
    file: String,
    /// Others to choose from.
    procedures: Vec<Choice>,
    /// The first of them, which is chosen at first.
    first: String,
    /// What a procedure of one's own can begin with.
    to_copy: Vec<Choice>,
    /// What every case can be measured against as well, and what is chosen.
    codes: Vec<Choice>,
    against: String,
    /// What is followed as well: id, name, and which cases it is for.
    also: Vec<(String, String, String)>,
    /// What else could be.
    also_choices: Vec<Choice>,
    /// Drafts that have to be mended: in words, and where.
    unreadable: Vec<(String, String)>,
    /// What is adopted and not in force yet.
    coming: String,
    /// The last day of a procedure that has ended and still holds for want of another.
    ended: String,
    warned: procedures::Warned,
    trial: Trial,
}

/// A time limit with the title of its stage.
type StepRow = (String, procedures::ClockWords);

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
    page(&visit, &asked, Errors::none()).await
}

/// The page with a date to try, and what is wrong.
async fn page(visit: &Visit, asked: &Fields, mut errors: Errors) -> Answer {
    let (received, typed) = match asked.past_date("received", visit.today()) {
        Ok(received) => {
            let received = received.unwrap_or(visit.today());
            (received, words::typed(received))
        }
        Err(words) => {
            errors.add("received", words);
            (visit.today(), asked.text("received").to_owned())
        }
    };
    let step = asked.text("step").to_owned();
    let today = visit.today();
    let (procedure, warned, procedures, trial, coming, unreadable, also, also_choices) = visit
        .run(move |visit| {
            app::people::settings_readers_only(&visit.who)?;
            let book = visit.office.rules_for(visit.today(), visit.today())?;
            let adopted = visit.office.adopted()?;
            let coming = adopted.last().map(|last| last.procedure()).filter(|last| *last != book.procedure());
            let coming = coming.map(coming_words).unwrap_or_default();
            let forecasts = clock::forecast(Kind::Complaint, received, None, book.rules());
            let trial = Trial { received: typed, ..trial(&forecasts, received, &step) };
            let unreadable = app::procedures::unreadable(&visit.office, &visit.who)?;
            let unreadable = unreadable.iter().map(to_mend).collect();
            let also = also::followed(&visit.office)?.iter().map(|book| also_row(book.procedure(), today)).collect();
            let choices = also::choosable(&visit.office, today)?.iter().map(also_choice).collect();
            let procedure = Arc::new(book.procedure().clone());
            let warned = procedures::warned(&visit.office, &procedure)?;
            Ok((procedure, warned, visit.office.procedures(), trial, coming, unreadable, also, choices))
        })
        .await?;
    let codes = codes(&procedures, &procedure);
    let to_copy = to_copy(&procedures);
    let procedures = choices(&procedures, &procedure);
    let page = Deadlines {
        frame: frame(visit, Section::Deadlines, &errors),
        shell: shell(visit, Section::Deadlines),
        in_force: procedure.in_force.format("%-d %B %Y").to_string(),
        steps: steps(&procedure),
        says: procedures::says(&procedure),
        read: procedures::address(&procedure),
        try_out: procedures::try_address(&procedure),
        write: write::address(&procedure),
        form: write::change_address(&procedure),
        file: format!("/settings/deadlines/file/{}?version={}", procedure.id, procedure.version),
        first: procedures.first().map(|choice| choice.value.clone()).unwrap_or_default(),
        procedures,
        to_copy,
        codes,
        against: visit.office.council().against.as_ref().map(|code| code.procedure.clone()).unwrap_or_default(),
        coming,
        unreadable,
        also,
        also_choices,
        ended: procedure.until.filter(|until| *until < today).map(words::long_day).unwrap_or_default(),
        warned,
        procedure,
        trial,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

fn to_mend(draft: &app::procedures::Unreadable) -> (String, String) {
    let first = draft.faults.first().map(|fault| format!(" Line {}: {}", fault.line, fault.says)).unwrap_or_default();
    let words = format!(
        "{}, version {}, which was being written, cannot be followed as it stands.{first}",
        draft.id, draft.version
    );
    (words, write::mend_address(&draft.id, draft.version))
}

/// The newest version of each procedure but the one that is followed, unless it can be read in another way.
fn choices(procedures: &[Arc<Procedure>], followed: &Procedure) -> Vec<Choice> {
    let others = procedures.iter().filter(|each| ***each != *followed || !each.readings.is_empty());
    others
        .map(|each| {
            let words = format!("{}, version {}", each.name, each.version);
            Choice::new(each.id.clone(), words).with_hint(limits::summary(each))
        })
        .collect()
}

/// What a procedure of one's own can begin with.
fn to_copy(procedures: &[Arc<Procedure>]) -> Vec<Choice> {
    let copy = |each: &Arc<Procedure>| Choice::new(each.id.clone(), format!("A copy of {}", each.name));
    std::iter::once(Choice::new("", "The usual, and nothing else")).chain(procedures.iter().map(copy)).collect()
}

/// What cases can be measured against beside their own procedure.
fn codes(procedures: &[Arc<Procedure>], followed: &Procedure) -> Vec<Choice> {
    let others = procedures.iter().filter(|each| each.id != followed.id);
    let code = |each: &Arc<Procedure>| Choice::new(each.id.clone(), each.name.clone());
    std::iter::once(Choice::new("", "Nothing else")).chain(others.map(code)).collect()
}

async fn against(Sent { visit, fields }: Sent) -> Answer {
    let code = Some(fields.text("against").to_owned()).filter(|id| !id.is_empty());
    let said = match &code {
        Some(_) => "Every case is measured against it as well. The earlier date drives the work.",
        None => "Cases are measured against their own procedure alone.",
    };
    let work = visit.begins(&fields);
    let measured = visit.run(move |visit| {
        let mut progress = |done, of| work.at(done, of);
        app::against::measure_against(&visit.office, &visit.who, code.as_deref(), visit.now, &mut progress)
    });
    if let Err(failure) = measured.await {
        return visit.unless_called_off(failure, Section::Deadlines.href());
    }
    visit.go(Section::Deadlines.href(), Said::new(said))
}

async fn follow_also(Sent { visit, fields }: Sent) -> Answer {
    let id = fields.text("also").to_owned();
    match checked(&visit, move |visit| also::follow(&visit.office, &visit.who, &id, visit.now)).await? {
        Ok(followed) => visit.go(Section::Deadlines.href(), Said::new(followed_words(&followed, visit.today()))),
        Err(errors) => page(&visit, &Fields::default(), errors).await,
    }
}

fn followed_words(procedure: &Procedure, today: Date) -> String {
    if procedure.in_force <= today {
        return "New cases that it is for begin under it.".into();
    }
    format!("New cases that it is for begin under it from {} on.", words::long_day(procedure.in_force))
}

async fn leave_also(Sent { visit, fields }: Sent) -> Answer {
    let id = fields.text("also").to_owned();
    visit.run(move |visit| also::leave(&visit.office, &visit.who, &id, visit.now)).await?;
    visit.go(Section::Deadlines.href(), Said::new("New cases come under your own procedure. Those under it stay."))
}

fn also_row(procedure: &Procedure, today: Date) -> (String, String, String) {
    let name = format!("{}, version {}", procedure.name, procedure.version);
    let from = (procedure.in_force > today).then(|| format!(", from {} on", words::long_day(procedure.in_force)));
    (procedure.id.clone(), name, format!("{}{}", procedures::taken_words(procedure), from.unwrap_or_default()))
}

fn also_choice(choice: &also::Choosable) -> Choice {
    let also::Choosable { procedure, draft } = choice;
    let written = if *draft { ". It is being written still; once followed, it does not change any more" } else { "" };
    let hint = format!("{}. {}{written}", procedures::taken_words(procedure), limits::summary(procedure));
    Choice::new(procedure.id.clone(), format!("{}, version {}", procedure.name, procedure.version)).with_hint(hint)
}

/// "Thornbeck’s procedure, version 2, is adopted for cases from Friday 1 January 2027 on."
fn coming_words(procedure: &Procedure) -> String {
    let from = words::long_day(procedure.in_force);
    format!("{}, version {}, is adopted for cases from {from} on.", procedure.name, procedure.version)
}

fn steps(procedure: &Procedure) -> Vec<StepRow> {
    let clocks = procedure.stages.iter().flat_map(|stage| stage.clocks.iter().map(move |clock| (stage, clock)));
    clocks.map(|(stage, clock)| (stage.title.clone(), procedures::clock_words(procedure, clock))).collect()
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
