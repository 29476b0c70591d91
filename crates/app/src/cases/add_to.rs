//! Feedback about something that has a case already: it becomes a contact there, with who told us and
//! how, instead of a second case. Searches find the case by it, as by every contact.

use domain::{
    Act, Moment, Reference,
    act::Contacting,
    feedback::{Channel, Direction, Manner},
    london,
};

use super::{
    LogForm,
    at_case::{Done, at_case},
};
use crate::{Office, Problem, Who, letters::day};

/// Adds what was taken down to a case that is there. Of the form, what was said, who said it, when
/// and how count.
pub fn add_to(office: &Office, who: &Who, to: Reference, form: &LogForm, now: Moment) -> Result<Done, Problem> {
    if form.story.trim().is_empty() {
        return Err(Problem::field("story", "Write what happened"));
    }
    let named = Channel::named(&form.channel);
    let channel = named.ok_or_else(|| Problem::field("channel", "Choose how it came in"))?;
    let words = words(form, now);
    at_case(office, who, to, None, now, |at| {
        let note = at.keep(&words)?;
        // A day before the case came in is said in the words only.
        let on = form.received.filter(|on| *on >= at.case().received);
        let (direction, manner) = (Direction::In, Manner::Ordinary);
        at.act(&Act::RecordContact(Contacting { reached: true, channel, note, direction, on, time: None, manner }))
    })
}

fn words(form: &LogForm, now: Moment) -> String {
    let wanted = form.wanted.trim();
    let wanted = (!wanted.is_empty()).then(|| format!("What would put it right: {wanted}"));
    let job = form.job.trim();
    let job = (!job.is_empty()).then(|| format!("Job in hand it is about: {job}"));
    let story = form.story.trim().replace("\r\n", "\n");
    [Some(story), wanted, job, Some(from(form, now))].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

/// "From Mrs Eileen Fairclough, 01632 960 417. Phone, received Monday 2 November 2026."
fn from(form: &LogForm, now: Moment) -> String {
    let told = [&form.name, &form.phone, &form.email, &form.address, &form.postcode];
    let told: Vec<&str> = told.into_iter().flat_map(|part| part.lines()).map(str::trim).collect();
    let told = told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let told = if form.anonymous || told.is_empty() { "somebody who did not say who they are".into() } else { told };
    let how = Channel::named(&form.channel).map(|channel| format!("{}, ", channel.title())).unwrap_or_default();
    format!("From {told}. {how}received {}.", day(form.received.unwrap_or(london::date_of(now))))
}
