//! What every made-up case is played on: the rules, the staff, the letters, the words.

use std::collections::HashMap;

use domain::{Moment, PersonId, Role, ServiceId, letter::Purpose};

use super::{chance::Chance, words::Words};
use crate::{
    Office, Problem, Who,
    letters::{Template, templates},
    office::RuleBook,
    sessions,
    settings::Council,
};

/// The stage.
pub struct Stage {
    /// The rules.
    pub book: RuleBook,
    /// The words.
    pub words: Words,
    /// The organisation.
    pub council: Council,
    /// The moment at which everything stops.
    pub until: Moment,
    /// Services by name.
    pub services: HashMap<String, ServiceId>,
    letters: HashMap<Purpose, Template>,
    staff: Vec<Who>,
}

impl Stage {
    /// Sets the stage in an office that has been set up.
    pub fn set(office: &Office, words: Words, until: Moment) -> Result<Stage, Problem> {
        let today = domain::london::date_of(until);
        let book = office.rules_for(today, today)?;
        let council = (*office.council()).clone();
        office.read(|reading| {
            let mut staff = Vec::new();
            for person in reading.people()? {
                staff.push(Who { actor: sessions::actor(reading, &person)?, person, csrf: String::new() });
            }
            let services = reading.services()?.into_iter().map(|service| (service.name, service.id)).collect();
            let letters = templates(reading)?.into_iter().map(|template| (template.purpose, template)).collect();
            Ok(Stage { book, words, council, until, services, letters, staff })
        })
    }

    /// The letter for a purpose.
    pub fn letter(&self, purpose: Purpose) -> &Template {
        &self.letters[&purpose]
    }

    /// Somebody in this role.
    pub fn somebody(&self, role: Role, chance: &mut Chance) -> &Who {
        let able: Vec<&Who> = self.staff.iter().filter(|who| who.role() == role).collect();
        able[chance.between(0, u32::try_from(able.len()).unwrap_or(1) - 1) as usize]
    }

    /// An investigator of a service: each has two of their own.
    pub fn investigator(&self, service: ServiceId, chance: &mut Chance) -> &Who {
        let able: Vec<&Who> = self.staff.iter().filter(|who| who.role() == Role::Investigator).collect();
        let service = usize::try_from(service.0).unwrap_or(0);
        able[(service * 2 + chance.between(0, 1) as usize) % able.len()]
    }

    /// The Head of a service.
    pub fn head(&self, service: ServiceId) -> &Who {
        self.find(|who| who.actor.heads.contains(&service))
    }

    /// The deputy of the Head of a service.
    pub fn deputy(&self, service: ServiceId) -> &Who {
        self.find(|who| who.actor.deputises.contains_key(&service))
    }

    /// A member of staff by number.
    pub fn person(&self, id: PersonId) -> &Who {
        self.find(|who| who.id() == id)
    }

    fn find(&self, is: impl Fn(&Who) -> bool) -> &Who {
        self.staff.iter().find(|who| is(who)).expect("the made-up council has somebody for every part")
    }
}
