//! Calls, visits and the like, written down when they happen or later. Which time limits they meet is
//! for `clock` to say.

use super::Doing;
use crate::{
    act::Contacting,
    case::Case,
    event::Event,
    london::{self, Date, Time},
    refusal::Refusal,
};

/// It took place after the case came in and before it is written down. A day without its time is taken
/// as it is: nobody can say that it was too early or too late on that day.
pub(super) fn record(case: &Case, contacting: &Contacting, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    if !contacting.manner.is_ordinary() {
        if !doing.rules.procedure.handling.abusive_contact {
            return Err(Refusal::ContactNotEnded);
        }
        if !contacting.reached {
            return Err(Refusal::NobodyToWarn);
        }
    }
    if let Some(on) = contacting.on {
        took_place(case, on, contacting.time, doing)?;
    }
    Ok(vec![Event::ContactRecorded(contacting.clone())])
}

fn took_place(case: &Case, on: Date, time: Option<Time>, doing: Doing<'_>) -> Result<(), Refusal> {
    let (today, now) = (doing.today(), london::local(doing.at).time());
    if on < case.received || on > today {
        return Err(Refusal::NotThen { from: case.received, today });
    }
    match time {
        Some(time) if on == today && time > now => Err(Refusal::NotYet),
        Some(time) if on == case.received => match case.received_at {
            Some(received) if time < received => Err(Refusal::NotReceivedYet { received }),
            Some(_) | None => Ok(()),
        },
        Some(_) | None => Ok(()),
    }
}
