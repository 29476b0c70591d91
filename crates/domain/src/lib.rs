//! The rules of Heard as values.
//!
//! This room holds what a complaint is and what may happen to it: the case and its history, the
//! acts people take and the events that follow, permission, procedures, clocks, the calendar and
//! the figures. It must not know files, SQL, the network, HTML or the present moment: every date
//! and moment is passed in, and nothing here can fail for a technical reason.
//!
//! ```text
//! permission::permit(actor, act, case)  ─▶ Permit   or Denied
//! decide(case, act, permit, at, rules)  ─▶ [Event]  or Refusal
//! Case::replay(reference, history)      ─▶ Case
//! clock::clocks(case, today, rules)     ─▶ [Clock]  each with its working
//! ```

pub mod act;
pub mod behalf;
pub mod calendar;
pub mod case;
pub mod checks;
pub mod clock;
pub mod decide;
pub mod event;
pub mod feedback;
pub mod figures;
pub mod ids;
pub mod letter;
pub mod london;
pub mod permission;
pub mod person;
pub mod procedure;
pub mod refusal;
pub mod staffing;
pub mod tie;
pub mod what_if;
mod words;

pub use act::{Act, ActKind};
pub use calendar::{Calendar, Nation};
pub use case::{Case, State, StateKind};
pub use clock::Clock;
pub use decide::decide;
pub use event::{By, Event, Recorded};
pub use ids::{CustomerId, PersonId, Reference, ServiceId, TextRef};
pub use london::{Date, Moment, Time};
pub use permission::{Denied, Permit};
pub use person::{Actor, Role};
pub use procedure::Procedure;
pub use refusal::Refusal;

/// What a decision is measured against: the version of the procedure the case began under, and
/// the working days of the council.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The procedure of the case (see [`Case::under`]).
    pub procedure: &'a Procedure,
    /// Which days count.
    pub calendar: &'a Calendar,
}
