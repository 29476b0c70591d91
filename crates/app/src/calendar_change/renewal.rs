//! The published bank holidays that a newer version of the program brings: taken in by itself where no date moves, else
//! shown and approved as any other change of the calendar.

use domain::Moment;
use store::Reading;

use super::{Change, Edition, Moves, make, moves};
use crate::{
    Office, Problem, Who,
    calendars::{self, Differences, Published},
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

/// What a newer version of the program brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// How its bank holidays differ from those the office counts by, of the nations that count here.
    pub differences: Differences,
    /// Whether it was taken in and put back.
    pub declined: bool,
}

/// How the bank holidays of this version of the program differ from those the office counts by; `None` where they do
/// not. Only for those who read the settings.
pub fn renewal(office: &Office, who: &Who) -> Result<Option<Renewal>, Problem> {
    people::settings_readers_only(who)?;
    let kept: Published = office.read(settings::get)?;
    Ok(to_renew(office, &kept)?.filter(|renewal| !renewal.differences.is_empty()))
}

fn to_renew(office: &Office, kept: &Published) -> Result<Option<Renewal>, Problem> {
    if !kept.is_kept() || kept.is_shipped() {
        return Ok(None);
    }
    let nation = office.council().nation;
    let holidays = office.holidays()?;
    let counts = |each| holidays.iter().any(|holidays| calendars::count(*holidays, nation, each));
    let differences = kept.against(&Published::shipped())?.of(counts);
    Ok(Some(Renewal { differences, declined: kept.is_declined() }))
}

/// Takes them in where that moves no date of an open case, and says whether it did. An office that never said which
/// it counts by says so now.
pub fn renew_unseen(office: &Office, now: Moment) -> Result<bool, Problem> {
    let kept: Published = office.read(settings::get)?;
    if !kept.is_kept() {
        office.store().write(|writing| settings::set(writing, &Published::shipped()))?;
        return Ok(false);
    }
    let Some(renewal) = to_renew(office, &kept)?.filter(|renewal| !renewal.declined) else { return Ok(false) };
    let change = Change::Published(Edition::New, renewal.differences);
    let moves_none = |reading: &Reading<'_>| {
        let Moves { moved, rows, .. } = moves::of(office, reading, &change, now, &mut |_, _| Ok(()))?;
        Ok(moved.is_empty() && rows.is_empty())
    };
    // Nobody waits for the look at all open cases; only where it finds nothing is it taken again with the pen in hand.
    if !office.read(moves_none)? {
        return Ok(false);
    }
    office.change_rules(|writing| {
        let unseen = moves_none(writing)?;
        if unseen {
            make(writing, None, &change, now)?;
        }
        Ok(unseen)
    })
}
