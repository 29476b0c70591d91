//! What a list of cases may be asked for. Who may see what is decided by app, which says it here
//! as [`Seen`].

use crate::CaseRow;
use domain::{
    Date, PersonId, ServiceId, StateKind,
    feedback::{Channel, Ending, Finding, Kind},
};

/// Which cases. Everything that is given must hold; an empty list of kinds, states, services,
/// people, channels, endings, outcomes or wards asks for nothing in particular. All ranges include both their days.
/// Cases that were logged by mistake are found only where their words or that ending are asked for.
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
    /// Ended in one of these ways.
    pub endings: Vec<Ending>,
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
    /// Only open cases whose acknowledgement is still to be sent: the rule of [`CaseRow::to_acknowledge`].
    pub to_acknowledge: bool,
    /// Only those of which something holds that few have.
    pub only: Option<Only>,
    /// Words as they were typed: all must be there, the last may be the beginning of one. A
    /// reference, a telephone number or a postcode is found in any spacing.
    pub words: String,
    /// Whose cases may be seen at all.
    pub seen_by: Seen,
}

/// What holds of few cases, so that they are found by themselves. Where it is of open cases, closed ones are found only by
/// a filter that asks for those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Only {
    /// Limits of theirs stand still on this day: the rule of [`CaseRow::on_hold_since`].
    OnHold(Date),
    /// The response was sent back and not asked to be signed since.
    SentBack,
    /// In a later stage than they began in.
    LaterStage,
    /// An Ombudsman looks at them who has not decided yet; they are mostly closed.
    Ombudsman,
    /// Taken down by somebody on a day.
    Logged {
        /// By whom.
        by: PersonId,
        /// When.
        on: Date,
    },
    /// Watched by somebody.
    Watched(PersonId),
}

impl Only {
    /// Whether open cases are meant where nothing is said.
    pub fn is_of_open(self) -> bool {
        match self {
            Only::OnHold(_) | Only::SentBack | Only::LaterStage => true,
            Only::Ombudsman | Only::Logged { .. } | Only::Watched(_) => false,
        }
    }
}

/// Whose cases may be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Seen {
    /// Everybody's, hidden ones too: for the program itself, never for a person.
    All,
    /// Everybody's, but of those that are hidden only what this reader may see.
    Everybodys(Reader),
    /// Those about these services, those this person investigates or was named to answer, and hidden
    /// ones that name this reader among those who may see them; of all that are hidden only what this
    /// reader may see.
    Only {
        /// The services.
        services: Vec<ServiceId>,
        /// Who investigates, or was named for a later stage.
        investigator: Option<PersonId>,
        /// Who reads.
        reader: Reader,
    },
    /// None. What is not said is not seen.
    #[default]
    Nothing,
}

/// Somebody who reads lists: what it takes to know which hidden cases they may see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// The services they are the Head of.
    pub heads: Vec<ServiceId>,
    /// The services they deputise for, each with its Head.
    pub deputises: Vec<(ServiceId, PersonId)>,
}

impl Seen {
    /// Whether a row that was not found by a list may be seen: the same rule as in its query.
    pub fn sees(&self, row: &CaseRow) -> bool {
        match self {
            Seen::All => true,
            Seen::Everybodys(reader) => reader.may_read(row),
            Seen::Only { services, investigator, reader } => {
                let theirs = row.service.is_some_and(|service| services.contains(&service))
                    || (investigator.is_some() && [row.investigator, row.appointed].contains(investigator))
                    || row.readers.as_ref().is_some_and(|readers| readers.contains(&reader.person));
                theirs && reader.may_read(row)
            }
            Seen::Nothing => false,
        }
    }
}

impl Reader {
    fn may_read(&self, row: &CaseRow) -> bool {
        let Some(readers) = &row.readers else { return true };
        let theirs = |service: &ServiceId| row.service == Some(*service);
        let given = self.heads.iter().any(theirs)
            || self.deputises.iter().any(|(service, head)| theirs(service) && row.named_staff != Some(*head));
        row.named_staff != Some(self.person)
            && (readers.contains(&self.person)
                || [row.investigator, row.appointed].contains(&Some(self.person))
                || given)
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest reference first.
    Newest,
    /// What is due first, first; then what is never due; in each the older reference first.
    Due,
}
