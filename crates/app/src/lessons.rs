//! What was learned: the register of lessons (`register`), grounds of complaint that come again and again
//! (`patterns`), the poster (`poster`), and what closed cases taught (`taught`).

mod evidence;
mod patterns;
mod poster;
mod register;
mod taught;

use domain::{Actor, Role, ServiceId};

pub use evidence::{evidence_file_name, save_evidence};
pub use patterns::{MONTHS, Pattern, Patterns, ground_title, grounds, patterns};
pub use poster::{Poster, poster};
pub use register::{
    Lesson, LessonForm, Standing, add, change, find, may_begin, of_case, put_back, register, seen_to, take_away,
};
pub use taught::{MOST, Taught, taught};

use crate::{Problem, Who};

pub(crate) fn readers_only(who: &Who) -> Result<(), Problem> {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices | Role::Reader => Ok(()),
        Role::Adviser | Role::Investigator | Role::Administrator => {
            Err(Problem::NotAllowed("You cannot open the lessons. Ask a Customer Champion.".into()))
        }
    }
}

/// Whether a person may write lessons: a Head of Service for their own services.
pub fn may_write(who: &Who) -> bool {
    match who.role() {
        Role::Champion | Role::HeadOfService | Role::HeadOfCustomerServices => true,
        Role::Adviser | Role::Investigator | Role::Administrator | Role::Reader => false,
    }
}

/// Whether lessons of a service are a person's to see: a Head sees those of their own services and those for all.
fn sees(who: &Who, service: Option<ServiceId>) -> bool {
    let Actor { heads, .. } = &who.actor;
    who.role() != Role::HeadOfService || service.is_none_or(|service| heads.contains(&service))
}

/// Whether they are a person's to write.
pub fn writes(who: &Who, service: Option<ServiceId>) -> bool {
    let own = service.is_some_and(|service| who.actor.heads.contains(&service));
    may_write(who) && (who.role() != Role::HeadOfService || own)
}
