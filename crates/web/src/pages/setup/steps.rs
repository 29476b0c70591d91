//! The five steps as pages.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse},
};
use domain::{Nation, Procedure, Rules, london};

use super::{super::caller::Caller, typed::Typed};
use crate::{
    answer::{Answer, Failure, no_store},
    form::Open,
    layout::{Choice, Errors, Gate},
    pages::{
        limits,
        procedures::readings::{self, Question},
    },
};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Council,
    Deadlines,
    Services,
    Check,
    You,
}

impl Step {
    pub(super) const ALL: [Step; 5] = [Step::Council, Step::Deadlines, Step::Services, Step::Check, Step::You];

    pub(super) fn numbered(number: u8) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.number() == number)
    }

    pub(super) fn number(self) -> u8 {
        match self {
            Step::Council => 1,
            Step::Deadlines => 2,
            Step::Services => 3,
            Step::Check => 4,
            Step::You => 5,
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Step::Council => "Your council",
            Step::Deadlines => "Your deadlines",
            Step::Services => "Services and their Heads",
            Step::Check => "Check",
            Step::You => "You, and start",
        }
    }

    pub(super) fn before(self) -> Step {
        Step::numbered(self.number() - 1).unwrap_or(Step::Council)
    }

    pub(super) fn after(self) -> Option<Step> {
        Step::numbered(self.number() + 1)
    }

    /// The step that asks for this field of the whole form.
    pub(super) fn asking(field: &str) -> Step {
        match field {
            "council" | "initials" | "nation" => Step::Council,
            "procedure" | "readings" => Step::Deadlines,
            "services" => Step::Services,
            _ => Step::You,
        }
    }
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    gate: Gate,
    errors: Errors,
    step: Step,
    typed: Typed,
    nations: Vec<Choice>,
    procedures: Vec<Preset>,
    means: String,
    chosen: String,
    /// Sentences of the procedure that can be read in several ways.
    questions: Vec<Question>,
}

/// A procedure to start from.
struct Preset {
    id: String,
    name: String,
    limits: String,
}

/// Shows a step.
pub(super) fn page(caller: &Caller, status: StatusCode, step: Step, typed: &Typed, errors: Errors) -> Answer {
    let error = if errors.is_empty() { "" } else { "Error: " };
    let gate = Gate {
        wide: true,
        foot: "Nothing leaves this computer during set-up.".into(),
        ..caller.gate(&format!("{error}Set up Heard: {}", step.title()))
    };
    let procedures = caller.office.procedures();
    let preset = |procedure: &Arc<Procedure>| Preset {
        id: procedure.id.clone(),
        name: procedure.name.clone(),
        limits: limits::summary(procedure),
    };
    let chosen = procedures.iter().find(|procedure| procedure.id == typed.procedure);
    let page = SetupPage {
        gate,
        errors,
        step,
        typed: typed.clone(),
        nations: Nation::ALL.iter().map(|nation| Choice::new(nation.as_str(), nation.title())).collect(),
        procedures: procedures.iter().map(preset).collect(),
        means: meaning(caller, typed)?,
        questions: chosen.map(|procedure| readings::questions(procedure, &typed.readings)).unwrap_or_default(),
        chosen: chosen.map(|procedure| procedure.name.clone()).unwrap_or_default(),
    };
    caller.page(status, &page)
}

/// The live sentence below the deadlines.
#[derive(Template)]
#[template(path = "setup_means.html")]
struct MeansPart {
    means: String,
}

/// Answers the fields of the deadlines as they change.
pub(super) async fn means(caller: Caller, Open(fields): Open) -> Answer {
    let part = MeansPart { means: meaning(&caller, &Typed::read(&fields))? };
    let html = part.render().map_err(|error| Failure::outside(app::Problem::Broken(error.to_string())))?;
    Ok(no_store(Html(html)).into_response())
}

/// What the procedure means for a complaint that comes in today.
fn meaning(caller: &Caller, typed: &Typed) -> Result<String, Failure> {
    let Some(procedure) = caller.office.procedures().into_iter().find(|procedure| procedure.id == typed.procedure)
    else {
        return Ok("Choose a procedure.".into());
    };
    let nation: Nation = typed.nation.parse().unwrap_or(Nation::EnglandAndWales);
    let calendar = app::calendars::calendar(nation).map_err(Failure::outside)?;
    let rules = Rules { procedure: &procedure, calendar: &calendar };
    Ok(limits::meaning(london::date_of(caller.now), rules))
}
