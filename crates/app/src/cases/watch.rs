//! Watching a case: whoever may see it and is told things at all may be told of it as whoever investigates is
//! ([`crate::notices`]). It is nothing of the case's history, and each person's own.

use domain::{Case, Reference, Role};

use super::load;
use crate::{Office, Problem, Who};

/// Whether there is anything to gain: those who have no bell are told nothing, and those who have the case are told
/// already; whoever a case names is told nothing of it.
pub fn may_watch(who: &Who, case: &Case) -> bool {
    let told = match who.role() {
        Role::Adviser | Role::Champion | Role::Investigator | Role::HeadOfService | Role::HeadOfCustomerServices => {
            true
        }
        Role::Administrator | Role::Reader => false,
    };
    told && ![case.head, case.investigator, case.appointed, case.named_staff].contains(&Some(who.id()))
}

/// Watches a case from now on.
pub fn watch(office: &Office, who: &Who, reference: Reference) -> Result<(), Problem> {
    office.store().write(|writing| {
        let case = load(writing, who, reference)?;
        if !may_watch(who, &case) {
            return Err(Problem::NotAllowed(
                "You are told of this case already, or have no bell that tells you.".into(),
            ));
        }
        Ok(writing.watch(who.id(), reference)?)
    })
}

/// Stops watching a case; also one they may no longer see.
pub fn stop_watching(office: &Office, who: &Who, reference: Reference) -> Result<(), Problem> {
    office.store().write(|writing| Ok::<_, Problem>(writing.stop_watching(who.id(), reference)?))
}
