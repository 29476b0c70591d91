//! First run: the organisation, its services and their Heads, its procedure, its administrator.

use domain::{Moment, Nation, PersonId, Role, procedure::Readings};

use crate::{
    FieldError, Office, Problem, adoption,
    calendars::Published,
    people,
    people::{PersonForm, ServiceForm},
    procedures,
    settings::{self, Council},
};

/// A service with the Head who answers for it, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewService {
    /// Name of the service.
    pub service: String,
    /// Name of its Head.
    pub head: String,
    /// Address of its Head.
    pub email: String,
}

/// Everything set-up asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetupForm {
    /// Name of the organisation.
    pub council: String,
    /// Two or three letters; empty takes them from the name.
    pub initials: String,
    /// Stored name of the nation.
    pub nation: String,
    /// Id of the procedure.
    pub procedure: String,
    /// How its sentences are read that can be read in several ways.
    pub readings: Readings,
    /// Services and their Heads.
    pub services: Vec<NewService>,
    /// Name of the first administrator.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Said to the second of two who set up.
const ALREADY: &str = "Heard is set up already. Change it in Settings.";

/// Sets an office up. All or nothing; refused where it is set up already. `salts` is a source of
/// 16 random bytes a call.
pub fn set_up(
    office: &Office,
    form: &SetupForm,
    practice: bool,
    now: Moment,
    salts: &mut dyn FnMut() -> [u8; 16],
) -> Result<PersonId, Problem> {
    if office.is_set_up() {
        return Err(Problem::NotAllowed(ALREADY.into()));
    }
    let mut errors = Vec::new();
    if form.council.trim().is_empty() {
        errors.push(FieldError::new("council", "Give the name of the council"));
    }
    let nation: Option<Nation> = form.nation.parse().ok();
    if nation.is_none() {
        errors.push(FieldError::new("nation", "Choose whose bank holidays count"));
    }
    if !office.procedures().iter().any(|procedure| procedure.id == form.procedure) {
        errors.push(FieldError::new("procedure", "Choose a procedure"));
    }
    if form.services.iter().all(|service| service.service.trim().is_empty()) {
        errors.push(FieldError::new("services", "Give at least one service"));
    }
    let Some(nation) = nation.filter(|_| errors.is_empty()) else { return Err(Problem::Invalid(errors)) };
    let book = adoption::as_chosen(&office.book(&form.procedure, None)?, &form.readings)?;
    let council = Council {
        name: form.council.trim().to_owned(),
        initials: initials(&form.initials, &form.council),
        nation,
        procedure: form.procedure.clone(),
        adopted: vec![book.under()],
        practice,
        ..Council::default()
    };
    let administrator = PersonForm {
        name: form.name.clone(),
        email: form.email.clone(),
        role: Role::Administrator.as_str().into(),
        password: form.password.clone(),
        deputy: None,
        active: true,
    };
    office.change_rules(|writing| {
        let before: Council = settings::get(writing)?;
        if !before.name.is_empty() {
            return Err(Problem::NotAllowed(ALREADY.into()));
        }
        let administrator = people::checked_person(writing, None, &administrator, &salts())?;
        let id = people::save_person(writing, administrator)?;
        for service in form.services.iter().filter(|service| !service.service.trim().is_empty()) {
            add_service(writing, service, salts)?;
        }
        settings::set(writing, &council)?;
        settings::set(writing, &Published::shipped())?;
        procedures::keep_shipped(writing, now)?;
        writing.note_office_event(
            now,
            Some(id),
            "set-up",
            &serde_json::json!({ "procedure": council.procedure, "readings": adoption::chosen_words(book.procedure()) }).to_string(),
        )?;
        Ok(id)
    })
}

/// A Head named here cannot sign in until an administrator gives them a password.
fn add_service(
    writing: &store::Writing<'_>,
    new: &NewService,
    salts: &mut dyn FnMut() -> [u8; 16],
) -> Result<(), Problem> {
    let named = !new.head.trim().is_empty() || !new.email.trim().is_empty();
    let known = writing.person_by_email(new.email.trim())?.map(|person| person.id);
    let head = match known {
        Some(id) => Some(id),
        None if named => {
            let form = PersonForm {
                name: new.head.clone(),
                email: new.email.clone(),
                role: Role::HeadOfService.as_str().into(),
                password: crate::sessions::hex(&salts()),
                deputy: None,
                active: true,
            };
            let person = people::checked_person(writing, None, &form, &salts()).map_err(in_services)?;
            Some(people::save_person(writing, person)?)
        }
        None => None,
    };
    let form =
        ServiceForm { name: new.service.clone(), words: String::new(), subject: String::new(), head, active: true };
    let service = people::checked_service(writing, None, &form).map_err(in_services)?;
    people::save_service(writing, service).map(|_| ())
}

fn in_services(problem: Problem) -> Problem {
    let Problem::Invalid(errors) = problem else { return problem };
    Problem::Invalid(errors.into_iter().map(|error| FieldError { field: "services", ..error }).collect())
}

/// The letters for the mark: those given, or the first letters of the name's words.
fn initials(given: &str, name: &str) -> String {
    let given = given.trim();
    if !given.is_empty() {
        return given.chars().take(3).collect::<String>().to_uppercase();
    }
    let small = ["of", "the", "and", "council"];
    let words = name.split_whitespace().filter(|word| !small.contains(&word.to_lowercase().as_str()));
    words.filter_map(|word| word.chars().next()).take(2).collect::<String>().to_uppercase()
}
