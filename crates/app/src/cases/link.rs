//! Tying two cases together, and making a case of its own out of a point. Both histories say it, in
//! one transaction. A case that is hidden from somebody is not there for them as a tie either.

use domain::{
    Act, Case, Date, Event, Moment, Recorded, Reference, ServiceId, StateKind,
    act::{Logging, Subject},
    feedback::Ending,
    tie::{Link, Tie},
};
use store::{Reading, Writing};

use super::{
    acts::On,
    at_case::{AtCase, Done, Once, at_new_case, within},
};
use crate::{Office, Problem, Who, lists};

/// A case that another is tied to, as its page shows it.
#[derive(Debug, Clone)]
pub struct LinkedCase {
    /// Which, and what it is to the other.
    pub link: Link,
    /// A few words to know it by.
    pub title: String,
    /// Where it is.
    pub state: StateKind,
}

/// A point that becomes a case of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SplitForm {
    /// Which point.
    pub point: Option<u32>,
    /// The service it is about; `None` while nobody is sure.
    pub service: Option<ServiceId>,
    /// The day the council received it; `None` is the day of the case it comes from.
    pub received: Option<Date>,
}

/// Ties a case to another.
pub fn link(office: &Office, who: &Who, on: On, link: Link, now: Moment) -> Result<Done, Problem> {
    office.store().write(|writing| {
        super::load(writing, who, link.other).map_err(not_theirs)?;
        let done = within(writing, office, who, (on.reference, on.seen), now, |at| at.act(&Act::Link(link)))?;
        let back = Link { other: on.reference, how: link.how.other_side() };
        within(writing, office, who, (link.other, None), now, |at| at.act(&Act::Link(back))).map_err(not_theirs)?;
        Ok(done)
    })
}

/// Whether the case that has the answer to this one can have it: no two cases are closed for each other's sake.
pub(super) fn deals_with_it(at: &AtCase<'_>) -> Result<(), Problem> {
    let Some(other) = at.case().dealt_with_in() else { return Ok(()) };
    let ended = at.writing().row(other)?.and_then(|row| row.ending);
    if ended == Some(Ending::DealtWithIn) {
        let words =
            format!("{other} is closed itself as dealt with in another case. Link this one to that case instead");
        return Err(Problem::field("ending", words));
    }
    Ok(())
}

/// Takes a tie away, on both sides.
pub fn unlink(office: &Office, who: &Who, on: On, other: Reference, now: Moment) -> Result<Done, Problem> {
    office.store().write(|writing| {
        super::load(writing, who, other).map_err(not_theirs)?;
        let unlink = |of: Reference, seen, other| {
            within(writing, office, who, (of, seen), now, |at| at.act(&Act::Unlink { other }))
        };
        let done = unlink(on.reference, on.seen, other)?;
        unlink(other, None, on.reference).map_err(not_theirs)?;
        Ok(done)
    })
}

/// Makes a case of its own out of a point; gives the new case. It has the customer of the old one,
/// its own reference and its own dates, and is hidden from whom the old one is hidden from.
pub fn split(office: &Office, who: &Who, on: On, form: &SplitForm, now: Moment) -> Result<Done, Problem> {
    let point = form.point.ok_or_else(|| Problem::field("point", "Choose the point to split off"))?;
    let once = Once { name: "", print: String::new() };
    let from = |writing: &Writing<'_>| super::load(writing, who, on.reference);
    at_new_case(
        office,
        who,
        now,
        once,
        |writing, reference| logging(writing, &from(writing)?, reference, point, form),
        |at| {
            let into = at.case().reference;
            within(at.writing(), office, who, (on.reference, on.seen), now, |old| {
                old.act(&Act::Split { point, into })
            })?;
            at.act(&Act::Link(Link { other: on.reference, how: Tie::SplitFrom }))?;
            let old = from(at.writing())?;
            let Some(hidden) = old.restriction else { return Ok(()) };
            let reason = at.writing().text(on.reference, &hidden.reason)?.unwrap_or_default();
            let reason = at.keep(&reason)?;
            at.act(&Act::Restrict { people: hidden.people, named_staff: old.named_staff, reason })
        },
    )
}

fn logging(
    writing: &Writing<'_>,
    old: &Case,
    reference: Reference,
    point: u32,
    form: &SplitForm,
) -> Result<Logging, Problem> {
    let found = old.points.iter().find(|each| each.number == point);
    let found = found.ok_or_else(|| Problem::field("point", "Choose the point to split off"))?;
    let copied = |text: &domain::TextRef| -> Result<domain::TextRef, Problem> {
        let words = writing.text(old.reference, text)?.unwrap_or_default();
        Ok(writing.keep_text(reference, &words)?)
    };
    let words = copied(&found.text)?;
    let group = old.group.clone().map(|group| {
        let who = group.who.as_ref().map(&copied).transpose()?;
        Ok::<_, Problem>(domain::behalf::Group { who, ..group })
    });
    Ok(Logging {
        kind: old.kind,
        channel: old.channel,
        received: form.received.unwrap_or(old.received),
        received_at: old.received_at.filter(|_| form.received.is_none_or(|received| received == old.received)),
        customer: old.customer,
        representative: old.representative.clone(),
        group: group.transpose()?,
        complainant: old.complainant.clone(),
        job: old.job.as_ref().map(&copied).transpose()?,
        staff_named: old.staff_named.as_ref().map(&copied).transpose()?,
        reply_by: old.reply_by,
        title: words.clone(),
        story: words.clone(),
        wanted: None,
        subject: Subject { service: form.service, grounds: Vec::new(), ward: old.subject.ward.clone() },
        points: vec![words],
    })
}

/// The ties of a case to others that this person may see. The rest are taken out of the case and its
/// history: neither a title nor that there is one is told.
pub(super) fn seen_links(
    reading: &Reading<'_>,
    who: &Who,
    case: &mut Case,
    history: &mut Vec<Recorded>,
) -> Result<Vec<LinkedCase>, Problem> {
    let tied = |recorded: &Recorded| {
        if let Event::Linked { link: Link { other, .. }, .. } | Event::Unlinked { other } = recorded.event {
            return Some(other);
        }
        None
    };
    let seen = lists::seen_by(who);
    let mut others: Vec<Reference> = history.iter().filter_map(tied).collect();
    others.sort_unstable();
    others.dedup();
    let mut rows = Vec::new();
    for other in others {
        match reading.row(other)?.filter(|row| seen.sees(row)) {
            Some(row) => rows.push(row),
            None => {
                history.retain(|recorded| tied(recorded) != Some(other));
                case.links.retain(|link| link.other != other);
            }
        }
    }
    let shown = |link: &Link| {
        let row = rows.iter().find(|row| row.reference == link.other)?;
        Some(LinkedCase { link: *link, title: row.title.clone(), state: row.state })
    };
    Ok(case.links.iter().filter_map(shown).collect())
}

/// What goes wrong on the other side is said of the field that names it.
fn not_theirs(problem: Problem) -> Problem {
    if matches!(problem, Problem::NoSuchCase(_) | Problem::Restricted { .. }) {
        return Problem::field("other", "We could not find this case. Check the number");
    }
    if matches!(problem, Problem::Denied(_)) {
        return Problem::field("other", "You can link only cases that you work on");
    }
    problem
}
