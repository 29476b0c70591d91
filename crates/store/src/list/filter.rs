//! What a list of cases may be asked for. Who may see what is decided by app, which says it here
//! as [`Seen`].

use domain::{
    Date, PersonId, ServiceId, StateKind,
    feedback::{Channel, Finding, Kind},
};

/// Which cases. Everything that is given must hold; an empty list of kinds, states, services,
/// people, channels, outcomes or wards asks for nothing in particular. All ranges include both their days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only open cases, or only closed ones.
    pub open: Option<bool>,
    /// Of these kinds.
    pub kinds: Vec<Kind>,
    /// In these states.
    pub states: Vec<StateKind>,
    /// About these services.
    pub services: Vec<ServiceId>,
    /// With one of these people as Head or investigator.
    pub people: Vec<PersonId>,
    /// Come in by one of these channels.
    pub channels: Vec<Channel>,
    /// With one of these outcomes.
    pub outcomes: Vec<Finding>,
    /// In one of these wards.
    pub wards: Vec<String>,
    /// Received from this day on.
    pub received_from: Option<Date>,
    /// Received up to this day.
    pub received_to: Option<Date>,
    /// Answered from this day on.
    pub answered_from: Option<Date>,
    /// Answered up to this day.
    pub answered_to: Option<Date>,
    /// Closed from this day on.
    pub closed_from: Option<Date>,
    /// Closed up to this day.
    pub closed_to: Option<Date>,
    /// Something due from this day on, which only open cases have.
    pub due_from: Option<Date>,
    /// Something due up to this day, which only open cases have.
    pub due_to: Option<Date>,
    /// Only cases in which nothing is due.
    pub no_due: bool,
    /// Words as they were typed: all must be there, the last may be the beginning of one. A
    /// reference, a telephone number or a postcode is found in any spacing.
    pub words: String,
    /// Whose cases may be seen at all.
    pub seen_by: Seen,
}

/// Whose cases may be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Seen {
    /// Everybody's.
    All,
    /// Those about these services, and those this person investigates.
    Only {
        /// The services.
        services: Vec<ServiceId>,
        /// The investigator.
        investigator: Option<PersonId>,
    },
    /// None. What is not said is not seen.
    #[default]
    Nothing,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest reference first.
    Newest,
    /// What is due first, first; then what is never due; in each the older reference first.
    Due,
}
