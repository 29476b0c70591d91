//! First run: five short steps on pages of their own. What was typed is carried along in hidden
//! fields, so that going back keeps it; the password is asked for last and never carried.

mod steps;
mod typed;

use app::Problem;
use axum::{
    Router,
    extract::Path,
    http::StatusCode,
    routing::{get, post},
};

use self::{
    steps::{Step, means, page},
    typed::Typed,
};
use super::{caller::Caller, checked::errors};
use crate::{
    answer::{Answer, Failure},
    door::Door,
    form::Open,
    layout::Errors,
    said::Said,
};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/setup", get(begin))
        .route("/setup/means", post(means))
        .route("/setup/{step}", get(restart).post(step))
}

async fn begin(caller: Caller) -> Answer {
    if caller.office.is_set_up() {
        return Caller::go(caller.jar, "/sign-in");
    }
    page(&caller, StatusCode::OK, Step::Council, &Typed::default(), Errors::none())
}

/// A step asked for by its address alone has nothing typed to show.
async fn restart(caller: Caller) -> Answer {
    Caller::go(caller.jar, "/setup")
}

async fn step(caller: Caller, Path(number): Path<u8>, Open(fields): Open) -> Answer {
    if caller.office.is_set_up() {
        return Caller::go(caller.jar, "/sign-in");
    }
    let here = Step::numbered(number).ok_or_else(|| Failure::no_page(None))?;
    let mut typed = Typed::read(&fields);
    typed.read_readings(&caller.office.procedures(), &fields);
    match fields.text("go") {
        "back" => page(&caller, StatusCode::OK, here.before(), &typed, Errors::none()),
        "add" => {
            typed.add_row();
            page(&caller, StatusCode::OK, here, &typed, Errors::none())
        }
        _ => forward(&caller, here, typed, fields.text("password")).await,
    }
}

async fn forward(caller: &Caller, here: Step, typed: Typed, password: &str) -> Answer {
    let errors = typed.errors(here, &caller.office.procedures());
    if !errors.is_empty() {
        return page(caller, StatusCode::UNPROCESSABLE_ENTITY, here, &typed, errors);
    }
    match here.after() {
        Some(next) => page(caller, StatusCode::OK, next, &typed, Errors::none()),
        None => start(caller, typed, password.to_owned()).await,
    }
}

/// Sets the office up and signs its administrator in.
async fn start(caller: &Caller, typed: Typed, password: String) -> Answer {
    let form = typed.form(password);
    let done = caller.run(move |caller| set_up(caller, &form)).await?;
    match done {
        Ok(token) => {
            let said = "Heard is set up. Now add your front desk, Customer Champions and investigating officers, and give each Head of Service a password.";
            Caller::go(caller.with_session(token).add(Said::new(said).cookie()), "/settings/people")
        }
        Err(found) => {
            let step = found.first().map_or(Step::You, |error| Step::asking(error.field));
            page(caller, StatusCode::UNPROCESSABLE_ENTITY, step, &typed, errors(found))
        }
    }
}

fn set_up(caller: &Caller, form: &app::setup::SetupForm) -> Result<Result<String, Vec<app::FieldError>>, Problem> {
    let id = match app::setup::set_up(&caller.office, form, false, caller.now, &mut || caller.door.chance()) {
        Ok(id) => id,
        Err(Problem::Invalid(errors)) => return Ok(Err(errors)),
        Err(problem) => return Err(problem),
    };
    let person = caller.office.read(|reading| Ok(reading.person(id)?))?;
    let person = person.ok_or_else(|| Problem::Broken("The administrator vanished during set-up.".into()))?;
    Ok(Ok(app::sessions::begin(&caller.office, person, caller.now, &caller.door.chance())?.token))
}
