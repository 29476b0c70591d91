//! What somebody typed into set-up so far, apart from the password.

use std::sync::Arc;

use app::setup::{NewService, SetupForm};
use domain::{Nation, Procedure, procedure::Readings};

use super::steps::Step;
use crate::{form::Fields, layout::Errors, pages::procedures::readings};

/// The fields of all steps.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub council: String,
    pub initials: String,
    pub nation: String,
    pub procedure: String,
    /// How its sentences are read.
    pub readings: Readings,
    /// Services with their Heads; always some empty rows to type into.
    pub services: Vec<NewService>,
    pub name: String,
    pub email: String,
}

/// Rows offered at first.
const ROWS: usize = 3;
/// The most rows taken.
const MOST: usize = 60;

impl Default for Typed {
    fn default() -> Self {
        Typed {
            council: String::new(),
            initials: String::new(),
            nation: Nation::EnglandAndWales.as_str().into(),
            procedure: app::settings::Council::default().procedure,
            readings: Readings::new(),
            services: vec![NewService::default(); ROWS],
            name: String::new(),
            email: String::new(),
        }
    }
}

impl Typed {
    /// What a step sent, with what it carried along.
    pub(super) fn read(fields: &Fields) -> Typed {
        let text = |name| fields.text(name).trim().to_owned();
        let (services, heads, emails) = (fields.all("service"), fields.all("head"), fields.all("head-email"));
        let at = |list: &[String], row: usize| list.get(row).map(|text| text.trim().to_owned()).unwrap_or_default();
        let row = |row| NewService { service: at(&services, row), head: at(&heads, row), email: at(&emails, row) };
        let mut services: Vec<NewService> = (0..services.len().min(MOST)).map(row).collect();
        services.resize(services.len().max(ROWS), NewService::default());
        let default = Typed::default();
        let or = |typed: String, default: String| if typed.is_empty() { default } else { typed };
        Typed {
            council: text("council"),
            initials: text("initials"),
            nation: or(text("nation"), default.nation),
            procedure: or(text("procedure"), default.procedure),
            readings: Readings::new(),
            services,
            name: text("name"),
            email: text("email"),
        }
    }

    /// The procedure chosen, if it is one of these, with the readings that a step sent.
    pub(super) fn read_readings(&mut self, procedures: &[Arc<Procedure>], fields: &Fields) {
        let chosen = procedures.iter().find(|procedure| procedure.id == self.procedure);
        self.readings = chosen.map(|procedure| readings::typed(procedure, fields)).unwrap_or_default();
    }

    /// One more row for a service.
    pub(super) fn add_row(&mut self) {
        if self.services.len() < MOST {
            self.services.push(NewService::default());
        }
    }

    /// The services that were named.
    pub(super) fn named(&self) -> impl Iterator<Item = &NewService> {
        self.services.iter().filter(|row| !row.service.is_empty())
    }

    /// What stops somebody from leaving this step forwards. Set-up itself checks again.
    pub(super) fn errors(&self, step: Step, procedures: &[Arc<Procedure>]) -> Errors {
        let mut errors = Errors::none();
        match step {
            Step::Council if self.council.is_empty() => errors.add("council", "Give the name of the council"),
            Step::Services => self.service_errors(&mut errors),
            Step::Deadlines => {
                let chosen = procedures.iter().find(|procedure| procedure.id == self.procedure);
                return chosen.map_or(errors, |chosen| readings::unanswered(chosen, &self.readings));
            }
            Step::Council | Step::Check | Step::You => {}
        }
        errors
    }

    fn service_errors(&self, errors: &mut Errors) {
        if self.named().next().is_none() {
            errors.add("service-1", "Give at least one service");
        }
        for (row, number) in self.services.iter().zip(1..) {
            if row.service.is_empty() && !(row.head.is_empty() && row.email.is_empty()) {
                errors.add(&format!("service-{number}"), "Give the name of the service");
            }
            if row.head.is_empty() && !row.email.is_empty() {
                errors.add(&format!("head-{number}"), "Give the name of the Head");
            }
            if !row.head.is_empty() && !row.email.contains('@') {
                errors.add(&format!("head-email-{number}"), "Give the Head’s email address; they sign in with it");
            }
        }
    }

    /// Everything set-up asks for.
    pub(super) fn form(&self, password: String) -> SetupForm {
        SetupForm {
            council: self.council.clone(),
            initials: self.initials.clone(),
            nation: self.nation.clone(),
            procedure: self.procedure.clone(),
            readings: self.readings.clone(),
            services: self.named().cloned().collect(),
            name: self.name.clone(),
            email: self.email.clone(),
            password,
        }
    }
}
