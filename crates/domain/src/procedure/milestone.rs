//! The things that happen to a case and that time limits start from or are met by.

use crate::feedback::words;

words!(
    /// Something that happens once in a stage, or once in a case. The title completes "the day …".
    Milestone {
        /// What is complained of happened; the last time, where it happened often.
        Occurred = "occurred", "it happened";
        /// The customer came to know of it.
        Aware = "aware", "the customer became aware of it";
        /// The council received it, by whatever way, whenever it was logged.
        Received = "received", "we received it";
        /// It was written down.
        Logged = "logged", "we logged it";
        /// The customer, or the council, asked for this stage. In the stage that a case begins in,
        /// the day of receipt.
        Asked = "asked", "this stage was asked for";
        /// Consent, identity and other checks are complete.
        Consented = "consented", "consent and checks were complete";
        /// The customer told what we had to ask before we could go on.
        Clarified = "clarified", "the customer made clear what we asked about";
        /// A meeting, hearing or panel of the stage.
        Met = "met", "of the meeting";
        /// The customer was told that we have it.
        Acknowledged = "acknowledged", "we acknowledged it";
        /// We spoke or wrote to the customer about it.
        Contacted = "contacted", "we made contact";
        /// We looked at it and agreed or settled what it is about.
        Assessed = "assessed", "we assessed it";
        /// It was decided.
        Decided = "decided", "it was decided";
        /// A reply left that is not yet the full one.
        Interim = "interim", "an interim reply left";
        /// The full response left.
        Responded = "responded", "the full response left";
        /// A report was made: of an investigator, of a panel.
        Reported = "reported", "the report was made";
        /// The customer was told how it stands.
        Updated = "updated", "we sent an update";
        /// What was promised was done.
        Remedied = "remedied", "what we promised was done";
        /// The step itself was ticked off, where no other word fits it.
        Done = "done", "the step was done";
        /// The stage was closed.
        Closed = "closed", "it was closed";
    }
);

impl Milestone {
    /// Whether it happens once to the case as a whole, not to each stage.
    pub const fn of_the_case(self) -> bool {
        matches!(self, Milestone::Occurred | Milestone::Aware | Milestone::Received | Milestone::Logged)
    }

    /// Whether it is written down for itself: no letter, call or other act says that it happened.
    pub const fn is_recorded(self) -> bool {
        match self {
            Milestone::Occurred
            | Milestone::Aware
            | Milestone::Consented
            | Milestone::Clarified
            | Milestone::Met
            | Milestone::Assessed
            | Milestone::Interim
            | Milestone::Reported
            | Milestone::Updated
            | Milestone::Remedied
            | Milestone::Done => true,
            Milestone::Received
            | Milestone::Logged
            | Milestone::Asked
            | Milestone::Acknowledged
            | Milestone::Contacted
            | Milestone::Decided
            | Milestone::Responded
            | Milestone::Closed => false,
        }
    }

    /// Whether it can end a stage: something we do that can be seen to be done, and after which nothing is owed.
    pub const fn ends_a_stage(self) -> bool {
        match self {
            Milestone::Responded
            | Milestone::Decided
            | Milestone::Contacted
            | Milestone::Met
            | Milestone::Assessed
            | Milestone::Reported
            | Milestone::Remedied => true,
            Milestone::Occurred
            | Milestone::Aware
            | Milestone::Received
            | Milestone::Logged
            | Milestone::Asked
            | Milestone::Consented
            | Milestone::Clarified
            | Milestone::Acknowledged
            | Milestone::Interim
            | Milestone::Updated
            | Milestone::Done
            | Milestone::Closed => false,
        }
    }

    /// Whether it may happen several times in a stage.
    pub const fn recurs(self) -> bool {
        matches!(self, Milestone::Updated | Milestone::Clarified)
    }

    /// Whether it is the council's to do, so that it can meet a time limit.
    pub const fn ours(self) -> bool {
        !matches!(
            self,
            Milestone::Occurred
                | Milestone::Aware
                | Milestone::Received
                | Milestone::Asked
                | Milestone::Consented
                | Milestone::Clarified
        )
    }

    /// Whatever can meet a time limit.
    pub fn all_ours() -> impl Iterator<Item = Milestone> {
        Milestone::ALL.iter().copied().filter(|milestone| milestone.ours())
    }
}
