//! What an Ombudsman did, written down as they tell us; in order, and never before it happened.

use super::Doing;
use crate::{
    act::OmbudsmanStep,
    case::{Case, Investigation},
    event::Event,
    london::Date,
    refusal::Refusal,
};

pub(super) fn record(case: &Case, step: &OmbudsmanStep, doing: Doing<'_>) -> Result<Vec<Event>, Refusal> {
    let now = case.investigations.last();
    let from = match step {
        OmbudsmanStep::Began { .. } => {
            if running(now).is_some() {
                return Err(Refusal::OmbudsmanHasIt);
            }
            case.received
        }
        OmbudsmanStep::Asked { .. } | OmbudsmanStep::Decided { .. } => {
            running(now).ok_or(Refusal::OmbudsmanHasItNot)?.on
        }
        OmbudsmanStep::Answered { request, .. } => {
            let open = running(now).ok_or(Refusal::OmbudsmanHasItNot)?;
            let place = request.checked_sub(1).and_then(|place| open.requests.get(place as usize));
            place.filter(|asked| asked.answered.is_none()).ok_or(Refusal::NoSuchRequest(*request))?.asked
        }
        OmbudsmanStep::Remedied { .. } => {
            let decision = now.and_then(|now| now.decision.as_ref());
            let remedy = decision.and_then(|decision| decision.remedy.as_ref()).filter(|remedy| remedy.done.is_none());
            decision.filter(|_| remedy.is_some()).ok_or(Refusal::NoOmbudsmanRemedy)?.on
        }
    };
    not_before(from, step.on(), doing.today())?;
    Ok(vec![Event::Ombudsman(step.clone())])
}

fn running(now: Option<&Investigation>) -> Option<&Investigation> {
    now.filter(|now| now.decision.is_none())
}

fn not_before(from: Date, on: Date, today: Date) -> Result<(), Refusal> {
    if on < from || on > today { Err(Refusal::NotThen { from, today }) } else { Ok(()) }
}
