//! Who may do what, when: one table of role × act × state. What it does not list is refused.
//!
//! The use-cases ask here before they decide; pages ask only in order to hide what would be
//! refused. The answer is a [`Permit`], which `decide` wants to see.

use std::collections::BTreeSet;

use crate::{
    act::ActKind,
    case::{Case, StateKind},
    ids::{PersonId, ServiceId},
    person::{Actor, Role},
    procedure::Procedure,
};

mod says;
mod table;

pub(crate) use says::may_play;
pub use says::{Says, Unheard, unheard};
use table::ANSWERING;
pub use table::{Given, Row, Standing, TABLE};

/// Proof that an actor may do an act to a case. Only [`permit`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    person: PersonId,
    role: Role,
    act: ActKind,
    in_place_of: Option<PersonId>,
}

impl Permit {
    /// Who.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// In which role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What.
    pub fn act(&self) -> ActKind {
        self.act
    }

    /// Whether it is done in the place of the Head of Service ("pp").
    pub fn as_deputy(&self) -> bool {
        self.in_place_of.is_some()
    }

    /// The Head in whose place it is done: the Head of the service now, whoever it was given to.
    pub fn in_place_of(&self) -> Option<PersonId> {
        self.in_place_of
    }
}

/// An act is not this person's to do, or not now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody in this role does it.
    #[error("{} is not something the role “{}” does.{}", .act.title(), .role.title(), who_can(.who))]
    Role {
        /// What was asked.
        act: ActKind,
        /// Of whom.
        role: Role,
        /// Who could.
        who: Vec<Role>,
    },
    /// They do it, but not to a case in this state.
    #[error("{}", not_in_state(*.act, *.state))]
    State {
        /// What was asked.
        act: ActKind,
        /// The state the case is in.
        state: StateKind,
    },
    /// They do it, but not to this case.
    #[error("{} is for the people this case was given to.", .act.title())]
    NotTheirs {
        /// What was asked.
        act: ActKind,
    },
    /// The case is about them.
    #[error("This complaint names you, so somebody else deals with it.")]
    NamesThem,
}

fn not_in_state(act: ActKind, state: StateKind) -> String {
    let unsigned = matches!(state, StateKind::Investigating | StateKind::Drafting | StateKind::AwaitingSignOff);
    if act == ActKind::Send && unsigned {
        return "The response cannot be sent: it has not been signed off.".into();
    }
    format!("{} cannot be done while the case is “{}”.", act.title(), state.title())
}

/// " Head of Service can."; nothing where it is only for whom the case was given to.
fn who_can(roles: &[Role]) -> String {
    let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
    if titles.is_empty() { String::new() } else { format!(" {} can.", titles.join(" or ")) }
}

/// What the table needs to know of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of<'a> {
    /// The state it is in.
    pub state: StateKind,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Who investigates.
    pub investigator: Option<PersonId>,
    /// Who was named to sign the answer of a later stage.
    pub appointed: Option<PersonId>,
    /// The member of staff it complains of.
    pub named_staff: Option<PersonId>,
    /// Who may see it besides those it was given to; `None` where it is hidden from nobody.
    pub readers: Option<&'a [PersonId]>,
    /// What its procedure says of who does what.
    pub says: Says,
}

impl<'a> Of<'a> {
    /// A case under its procedure, for what may be done to it. For who may see it the case alone is enough.
    pub fn under(case: &'a Case, procedure: &Procedure) -> Of<'a> {
        Of { says: Says::of(case, procedure), ..case.into() }
    }
}

impl<'a> From<&'a Case> for Of<'a> {
    fn from(case: &'a Case) -> Of<'a> {
        Of {
            state: case.state.kind(),
            service: case.subject.service,
            investigator: case.investigator,
            appointed: case.appointed,
            named_staff: case.named_staff,
            readers: case.restriction.as_ref().map(|restriction| restriction.people.as_slice()),
            says: Says::default(),
        }
    }
}

/// Asks whether `actor` may do `act`. `case` is `None` for new feedback, which has no case yet and
/// can only be logged.
pub fn permit(actor: &Actor, act: ActKind, case: Option<Of<'_>>) -> Result<Permit, Denied> {
    let says = case.map(|case| case.says).unwrap_or_default();
    let own: Vec<&Row> =
        rows(act).filter(|row| row.roles.contains(&actor.role) && says.allow(row, act, actor.role)).collect();
    let Some(case) = case else {
        let logs = act == ActKind::Log && !own.is_empty();
        return if logs { Ok(given(actor, act, None)) } else { Err(not_their_role(actor, act, says)) };
    };
    if case.named_staff == Some(actor.person) {
        return Err(Denied::NamesThem);
    }
    if !may_read_restricted(actor, case) {
        return Err(Denied::NotTheirs { act });
    }
    let standing = |row: &&&Row| stands(actor, row.standing, case) && !taken_over(act, row.standing, case);
    if let Some(row) = own.iter().filter(standing).find(|row| row.states.contains(&case.state)) {
        let in_place_of = case.service.and_then(|service| actor.deputises.get(&service)).copied();
        return Ok(given(actor, act, in_place_of.filter(|_| row.standing == Standing::Deputy)));
    }
    Err(if own.iter().any(|row| standing(&row)) {
        Denied::State { act, state: case.state }
    } else if own.iter().any(|row| by_role(row)) {
        Denied::NotTheirs { act }
    } else {
        not_their_role(actor, act, says)
    })
}

fn rows(act: ActKind) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.acts.contains(&act))
}

fn given(actor: &Actor, act: ActKind, in_place_of: Option<PersonId>) -> Permit {
    Permit { person: actor.person, role: actor.role, act, in_place_of }
}

fn not_their_role(actor: &Actor, act: ActKind, says: Says) -> Denied {
    let does = |row: &'static Row| row.roles.iter().copied().filter(move |role| says.allow(row, act, *role));
    let who: BTreeSet<Role> = rows(act).filter(|row| by_role(row)).flat_map(does).collect();
    Denied::Role { act, role: actor.role, who: who.into_iter().collect() }
}

/// Whether a role does it of itself, and not only for who was named as a deputy or for a later stage.
fn by_role(row: &Row) -> bool {
    !matches!(row.standing, Standing::Deputy | Standing::Appointed)
}

/// Whether `actor` may read a case at all.
pub fn may_see(actor: &Actor, case: Of<'_>) -> bool {
    may_read_restricted(actor, case) && (is_listed(actor, case) || may_see_unrestricted(actor, case))
}

/// The same, of a case that is hidden from nobody.
pub fn may_see_unrestricted(actor: &Actor, case: Of<'_>) -> bool {
    match actor.role {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices | Role::Reader => true,
        Role::Investigator => stands(actor, Standing::Nominated, case) || stands(actor, Standing::Deputy, case),
        Role::HeadOfService => [Standing::OwnService, Standing::Nominated, Standing::Appointed, Standing::Deputy]
            .into_iter()
            .any(|each| stands(actor, each, case)),
        Role::Administrator => stands(actor, Standing::Deputy, case),
    }
}

/// A restriction narrows: it lets nobody see what they could not see without it but those whom its
/// list names one by one. The person a complaint names is never among those who see it, nor is the
/// deputy who stands in for them.
fn may_read_restricted(actor: &Actor, case: Of<'_>) -> bool {
    if case.readers.is_none() {
        return true;
    }
    if case.named_staff == Some(actor.person) {
        return false;
    }
    let for_the_named = case.service.and_then(|service| actor.deputises.get(&service)).copied() == case.named_staff;
    is_listed(actor, case)
        || stands(actor, Standing::Nominated, case)
        || stands(actor, Standing::Appointed, case)
        || stands(actor, Standing::OwnService, case)
        || (stands(actor, Standing::Deputy, case) && !for_the_named)
}

fn is_listed(actor: &Actor, case: Of<'_>) -> bool {
    case.readers.is_some_and(|readers| readers.contains(&actor.person))
}

fn stands(actor: &Actor, standing: Standing, case: Of<'_>) -> bool {
    match standing {
        Standing::Anyone => true,
        Standing::OwnService => case.service.is_some_and(|service| actor.heads.contains(&service)),
        Standing::Deputy => case.service.is_some_and(|service| actor.deputises.contains_key(&service)),
        Standing::Nominated => case.investigator == Some(actor.person),
        Standing::Appointed => case.appointed == Some(actor.person),
    }
}

/// Where somebody was named to answer in a later stage, it is not for the Head of the service any
/// more, nor for their deputy: they dealt with the stage before.
fn taken_over(act: ActKind, standing: Standing, case: Of<'_>) -> bool {
    let heads = matches!(standing, Standing::OwnService | Standing::Deputy);
    let sends = matches!(act, ActKind::Send | ActKind::Recall) && case.says.sends == Some(Role::HeadOfService);
    heads && case.appointed.is_some() && ANSWERING.contains(&act) && !sends
}
