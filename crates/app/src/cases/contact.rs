//! Writing down a call, a visit or the like: when it took place, and who contacted whom. What it means
//! for time limits is the business of `domain`.

use domain::{
    Act, Date, Moment, Refusal, Time,
    act::Contacting,
    feedback::{Channel, Direction, Manner},
    london,
};

use super::{
    acts::{On, simple},
    at_case::Done,
};
use crate::{Office, Problem, Who};

/// A contact as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactForm {
    /// Who contacted whom.
    pub direction: Direction,
    /// Whether we spoke or wrote to each other.
    pub reached: bool,
    /// How.
    pub channel: Channel,
    /// The day; today where none is said.
    pub on: Option<Date>,
    /// The time of that day; where it was today and none is said, now.
    pub time: Option<Time>,
    /// Whether it was rude or threatening, and what became of it.
    pub manner: Manner,
    /// What was said.
    pub note: String,
}

/// Writes down a call or a visit, or an attempt. What its day or its time cannot be is said beside it.
pub fn record_contact(office: &Office, who: &Who, on: On, form: &ContactForm, now: Moment) -> Result<Done, Problem> {
    let note = match (form.reached, form.note.trim(), form.direction) {
        (true, "", _) => return Err(Problem::field("text", "Write what was said")),
        (false, "", Direction::Out) => "No answer",
        (false, "", Direction::In) => "We missed it",
        (_, note, _) => note,
    };
    let today = london::date_of(now);
    let just_now = form.time.is_none() && form.on.is_none_or(|on| on == today);
    let day = (!just_now).then_some(form.on.unwrap_or(today));
    let ContactForm { direction, reached, channel, time, manner, .. } = *form;
    simple(office, who, on, now, |at| {
        let note = at.keep(note)?;
        Ok(Act::RecordContact(Contacting { reached, channel, note, direction, on: day, time, manner }))
    })
    .map_err(beside_when)
}

fn beside_when(problem: Problem) -> Problem {
    let beside = |field, refusal: &Refusal| Problem::field(field, refusal.to_string().trim_end_matches('.'));
    if let Problem::Refused(refusal @ Refusal::NotThen { .. }) = &problem {
        beside("on", refusal)
    } else if let Problem::Refused(refusal @ Refusal::NobodyToWarn) = &problem {
        beside("manner", refusal)
    } else if let Problem::Refused(refusal @ (Refusal::NotYet | Refusal::NotReceivedYet { .. })) = &problem {
        beside("time", refusal)
    } else {
        problem
    }
}
