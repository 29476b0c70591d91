//! Why a use-case did not do what was asked. In every case nothing was changed.

use domain::{Denied, Moment, Reference, Refusal};

/// A field of a form that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field in the form.
    pub field: &'static str,
    /// What to do about it, as one sentence.
    pub words: String,
}

impl FieldError {
    /// An error on `field`.
    pub fn new(field: &'static str, words: impl Into<String>) -> FieldError {
        FieldError { field, words: words.into() }
    }
}

/// What stood in the way.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// This person may not do it, or not now, or not to this case.
    #[error("{0}")]
    Denied(Denied),
    /// This person may not do it; not about an act on a case.
    #[error("{0}")]
    NotAllowed(String),
    /// A rule of the procedure stands in the way.
    #[error("{0}")]
    Refused(Refusal),
    /// Fields that cannot be taken as they are.
    #[error("{}", .0.iter().map(|error| error.words.as_str()).collect::<Vec<_>>().join(" "))]
    Invalid(Vec<FieldError>),
    /// There is no such case, or none this person can see.
    #[error("We could not find {0}. Check the number, or search.")]
    NoSuchCase(Reference),
    /// It is hidden from this person.
    #[error("You cannot see this case. It is limited to {people} {}. Ask {ask}.", if *.people == 1 { "person" } else { "people" })]
    Restricted {
        /// How many may see it.
        people: usize,
        /// The name of one of them.
        ask: String,
    },
    /// There is no such thing.
    #[error("{0}")]
    NotFound(String),
    /// Somebody else changed the case since it was read.
    #[error("Somebody else changed {reference} in the meantime. Look at it again before you go on.")]
    Stale {
        /// Which case.
        reference: Reference,
    },
    /// Somebody else changed something that is no case since it was read.
    #[error("{by} changed this in the meantime. Look at it again before you go on.")]
    Changed {
        /// Who.
        by: String,
        /// When.
        at: Moment,
    },
    /// Whoever watched it called it off.
    #[error("It was cancelled. Nothing was changed.")]
    CalledOff,
    /// The database could not do it.
    #[error("{0}")]
    Store(store::Error),
    /// Something that should not happen did; the detail is for the log.
    #[error("Something went wrong. {0}")]
    Broken(String),
}

impl Problem {
    /// One field error.
    pub fn field(field: &'static str, words: impl Into<String>) -> Problem {
        Problem::Invalid(vec![FieldError::new(field, words)])
    }
}

impl Problem {
    /// Whether its words are for the people in front of the screen: what they can mend or wait for.
    pub fn is_for_people(&self) -> bool {
        match self {
            Problem::Broken(_) => false,
            Problem::Store(error) => !matches!(error, store::Error::Sql(_) | store::Error::Damaged(_)),
            Problem::Denied(_)
            | Problem::NotAllowed(_)
            | Problem::Refused(_)
            | Problem::Invalid(_)
            | Problem::NoSuchCase(_)
            | Problem::Restricted { .. }
            | Problem::NotFound(_)
            | Problem::Stale { .. }
            | Problem::CalledOff
            | Problem::Changed { .. } => true,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        if let Refusal::Denied(denied) = refusal { Problem::Denied(denied) } else { Problem::Refused(refusal) }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        Problem::Denied(denied)
    }
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        if let store::Error::Stale { reference, .. } = error {
            Problem::Stale { reference }
        } else {
            Problem::Store(error)
        }
    }
}
