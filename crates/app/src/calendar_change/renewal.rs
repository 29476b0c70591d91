//! The published bank holidays that a newer version of the program brings: taken in by itself where no date moves, else
//! shown and approved as any other change of the calendar.

use domain::{By, Moment};
use store::Reading;

use super::{Change, Edition, Moves, make, moves};
use crate::{
    Office, Problem, Who,
    calendars::{Differences, Published},
    people, settings,
};

impl Edition {
    /// What is published after the change to this edition.
    pub(super) fn after(self, published: Published) -> Result<Published, Problem> {
        match self {
            Edition::New => Ok(published.renewed()),
            Edition::Before => published
                .put_back()
                .ok_or_else(|| Problem::field("published", "There are no earlier bank holidays to go back to")),
        }
    }

    /// The name under which the change to it is noted.
    pub(super) fn event(self) -> &'static str {
        match self {
            Edition::New => "published-days-renewed",
            Edition::Before => "published-days-put-back",
        }
    }
}

/// How the bank holidays of this version of the program differ from those the office counts by. Only for those who read
/// the settings.
pub fn renewal(office: &Office, who: &Who) -> Result<Option<Differences>, Problem> {
    people::settings_readers_only(who)?;
    to_renew(office)
}

fn to_renew(office: &Office) -> Result<Option<Differences>, Problem> {
    let kept: Published = office.read(settings::get)?;
    if !kept.is_kept() || kept.is_shipped() {
        return Ok(None);
    }
    Ok(Some(kept.against(&Published::shipped())?))
}

/// Takes them in where that moves no date of an open case, and says whether it did. An office that never said which
/// it counts by says so now.
pub fn renew_unseen(office: &Office, now: Moment) -> Result<bool, Problem> {
    let kept: Published = office.read(settings::get)?;
    if !kept.is_kept() {
        office.store().write(|writing| settings::set(writing, &Published::shipped()))?;
        return Ok(false);
    }
    let Some(differences) = to_renew(office)? else { return Ok(false) };
    let change = Change::Published(Edition::New, differences);
    let moves_none = |reading: &Reading<'_>| {
        let Moves { moved, rows, .. } = moves::of(office, reading, &change, None, now, &mut |_, _| Ok(()))?;
        Ok(moved.is_empty() && rows.is_empty())
    };
    // Nobody waits for the look at all open cases; only where it finds nothing is it taken again with the pen in hand.
    if !office.read(moves_none)? {
        return Ok(false);
    }
    office.change_rules(|writing| {
        let unseen = moves_none(writing)?;
        if unseen {
            make(writing, By::Heard, &change, now)?;
        }
        Ok(unseen)
    })
}
