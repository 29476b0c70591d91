//! What the procedure of a case says of who does what in the stage the case is in: `people` of the stage and `signing`.
//! It narrows the table to whom it names, and opens the few rows that no role has of itself.

use super::table::{Given, Row, Standing, TABLE};
use crate::{
    act::ActKind::{self, Acknowledge, Decline, Draft, Recall, Refer, Screen, Send, SignOff},
    case::Case,
    person::Role,
    procedure::{Never, People, Procedure, Stage},
};

/// The acts of each part that a procedure may give to somebody.
const ACKNOWLEDGES: &[ActKind] = &[Acknowledge];
const ACCEPTS: &[ActKind] = &[Screen, Refer, Decline];
const INVESTIGATES: &[ActKind] = &[Draft];
const SIGNS: &[ActKind] = &[SignOff];
const SENDS: &[ActKind] = &[Send, Recall];

/// Who plays each part; `None` leaves it to whom the table lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Says {
    /// Who acknowledges.
    pub acknowledges: Option<Role>,
    /// Who decides whether it is taken.
    pub accepts: Option<Role>,
    /// Who investigates.
    pub investigates: Option<Role>,
    /// Who signs the answer.
    pub signs: Option<Role>,
    /// Who sends it.
    pub sends: Option<Role>,
    /// Whether the answer goes out over the signature of whoever investigated.
    pub own_signature: bool,
    /// Whether something besides a letter ends the stage.
    pub settles: bool,
}

impl Says {
    /// For the stage that a case is in.
    pub fn of(case: &Case, procedure: &Procedure) -> Says {
        let says = Says::in_stage(case.journey(procedure).pop(), procedure);
        // Whoever was named to sign the answer of this case signs it.
        Says { own_signature: says.own_signature && case.appointed.is_none(), ..says }
    }

    /// For a stage; `None` for a kind of feedback to which the procedure gives none.
    pub fn in_stage(stage: Option<&Stage>, procedure: &Procedure) -> Says {
        let people = stage.map(|stage| &stage.people);
        let role = |acts: &[ActKind], part: fn(&People) -> &Option<String>| {
            let named = procedure.officer_role(part(people?).as_deref()?)?;
            may_play(acts, named).then_some(named)
        };
        let signs = role(SIGNS, |people| &people.signs);
        Says {
            acknowledges: role(ACKNOWLEDGES, |people| &people.acknowledges),
            accepts: role(ACCEPTS, |people| &people.accepts),
            investigates: role(INVESTIGATES, |people| &people.investigates),
            sends: role(SENDS, |people| &people.sends),
            own_signature: !procedure.signing.head_of_service
                && signs.is_none()
                && people.is_none_or(|people| !people.never.contains(&Never::Drafter)),
            settles: stage.is_some_and(|stage| stage.ends_without_a_letter().next().is_some()),
            signs,
        }
    }

    /// Whether a row of the table holds for somebody in this role.
    pub(super) fn allow(&self, row: &Row, act: ActKind, role: Role) -> bool {
        let given = match row.given {
            Given::Always => true,
            Given::OwnSignature => self.own_signature,
            Given::ToSend => self.sends.is_some(),
            Given::ToSettle => self.settles,
        };
        // The front desk investigates only where it is named to, whatever somebody was before they came to it.
        let officer = (role, row.standing) != (Role::Adviser, Standing::Nominated);
        given
            && (officer || self.investigates == Some(role))
            && self.named(act).is_none_or(|named| plays(named, role, row.standing))
    }

    fn named(&self, act: ActKind) -> Option<Role> {
        let parts =
            [(ACKNOWLEDGES, self.acknowledges), (ACCEPTS, self.accepts), (SIGNS, self.signs), (SENDS, self.sends)];
        parts.into_iter().find(|(acts, _)| acts.contains(&act)).and_then(|(_, named)| named)
    }
}

/// Whether the table lists acts for a role, or would where a procedure says so. Where it does not, the word of the
/// procedure is of no account, and its check says so ([`unheard`]).
pub(crate) fn may_play(acts: &[ActKind], role: Role) -> bool {
    let lists = |row: &Row| {
        let of_itself = row.standing != Standing::Deputy && row.given != Given::OwnSignature;
        of_itself && row.roles.contains(&role) && acts.iter().any(|act| row.acts.contains(act))
    };
    TABLE.iter().any(lists)
}

/// A part of a stage that a procedure gives to a role that cannot play it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unheard<'a> {
    /// The word of the file, such as `accepts`.
    pub part: &'static str,
    /// Who is named for it.
    pub who: &'a str,
    /// The role that stands for them.
    pub role: Role,
    /// The roles that could play it.
    pub can: Vec<Role>,
}

/// Such parts of a stage.
pub fn unheard<'a>(people: &'a People, procedure: &Procedure) -> Vec<Unheard<'a>> {
    let acts = |part: &str| match part {
        "acknowledges" => ACKNOWLEDGES,
        "accepts" => ACCEPTS,
        "signs" => SIGNS,
        "sends" => SENDS,
        _ => INVESTIGATES,
    };
    let parts = people.named().filter_map(|(part, who)| Some((part, who, procedure.officer_role(who)?)));
    let told = parts.filter(|(part, _, role)| !may_play(acts(part), *role)).map(|(part, who, role)| Unheard {
        part,
        who,
        role,
        can: Role::ALL.into_iter().filter(|role| may_play(acts(part), *role)).collect(),
    });
    told.collect()
}

/// Whether somebody in `role` plays the part of `named`: whoever does what the front desk does stands in for it, and a
/// deputy for the Head of Service.
fn plays(named: Role, role: Role, standing: Standing) -> bool {
    match (named, standing) {
        (_, Standing::Deputy) => named == Role::HeadOfService,
        (Role::Adviser, _) => matches!(role, Role::Adviser | Role::Champion | Role::HeadOfCustomerServices),
        (_, _) => named == role,
    }
}
