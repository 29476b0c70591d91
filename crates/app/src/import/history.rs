//! The history that an old case begins with: what it was, and that it was brought in. The look counts dates by it,
//! and the import saves it.

use domain::{By, CustomerId, Event, Moment, Recorded, TextRef, act::Subject, event::Under, feedback::Kind};

use super::entry::Entry;

/// Why a finding is what it is that another system made.
pub(super) const REASON: &str = "As it was in the old system.";

/// Where a case comes from.
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub(super) batch: i64,
    pub(super) at: Moment,
    pub(super) by: By,
}

/// The history of an entry. `keep` takes each text in and says by what history knows it.
pub(super) fn of<E>(
    entry: &Entry,
    under: Under,
    customer: Option<CustomerId>,
    origin: Origin,
    mut keep: impl FnMut(&str) -> Result<TextRef, E>,
) -> Result<Vec<Recorded>, E> {
    let mut unless_blank = |words: &str| if words.is_empty() { Ok(None) } else { keep(words).map(Some) };
    let (wanted, old_reference) = (unless_blank(&entry.wanted)?, unless_blank(&entry.reference)?);
    let title = keep(&entry.title)?;
    let logged = Event::Logged {
        kind: entry.kind,
        channel: entry.channel,
        received: entry.received,
        received_at: None,
        customer,
        reply_by: entry.reply_by,
        points: if entry.kind == Kind::Complaint { vec![title.clone()] } else { Vec::new() },
        title,
        story: keep(&entry.story)?,
        wanted,
        subject: Subject { service: entry.service, grounds: entry.grounds.clone(), ward: entry.ward.clone() },
        under,
        complainant: None,
        representative: None,
        group: None,
        staff_named: None,
        job: None,
    };
    let found = entry.outcome.map(|found| keep(REASON).map(|reason| (found, reason))).transpose()?;
    let imported = Event::Imported {
        batch: origin.batch,
        old_reference,
        acknowledged: entry.acknowledged,
        answered: entry.answered,
        closed: entry.closed,
        found,
    };
    let events = (1..).zip([logged, imported]);
    Ok(events.map(|(seq, event)| Recorded { seq, at: origin.at, by: origin.by, event }).collect())
}
