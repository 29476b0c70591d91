//! One number of the figures by its name in addresses and files: the figure's id and the part of it.

use domain::{
    ServiceId,
    feedback::{Channel, Ending, Finding, Kind},
    figures::{Figures, Later, Open, Share, Standards, Tally},
};

/// The part of tallies that stands for "Not said".
const NOT_SAID: &str = "";

/// The number of a figure, or of a part of it: a kind, a channel, an ending… by its stored name.
/// Numbers of single cases add up to the number of all. `None` where there is no such number.
pub fn number(figures: &Figures, figure: &str, part: Option<&str>) -> Option<u32> {
    match figure {
        "received" => match part {
            None => Some(figures.received.all.count),
            Some(kind) => Kind::named(kind).map(|kind| figures.received_of(kind)),
        },
        "received-by-service" => tally(&figures.received.all.services, part?, |id| id.parse().ok().map(ServiceId)),
        "received-by-channel" => tally(&figures.received.all.channels, part?, Channel::named),
        "received-by-ward" => tally(&figures.received.all.wards, part?, words),
        "received-by-ground" => tally(&figures.received.all.grounds, part?, words),
        "outcomes" => outcomes(&figures.closed.outcomes, part),
        "remedies" => tally(&figures.closed.remedies, part?, words),
        "closed" => match part {
            None => Some(figures.closed.count),
            Some(ending) => Ending::named(ending).map(|ending| ended(figures, ending)),
        },
        "open" => open(&figures.open, part),
        "later-stages" => later(&figures.later, part?),
        "standards" => standard(&figures.standards, part?),
        _ => plain(figures, figure, part),
    }
}

fn plain(figures: &Figures, figure: &str, part: Option<&str>) -> Option<u32> {
    let Figures { acknowledged, answered, closed, .. } = figures;
    let number = match (figure, part) {
        ("without-limits", None) => figures.no_reply_wanted,
        ("no-time-limit", None) => figures.no_time_limit,
        ("logged-later", None) => figures.logging.later.part,
        ("reopened", None) => figures.reopened,
        ("acknowledged", None) => acknowledged.in_time,
        ("acknowledged", Some("late")) => acknowledged.late,
        ("acknowledged", Some("all")) => acknowledged.count(),
        ("answered-in-time", None) => answered.in_time,
        ("answered-in-agreed-time", None) => answered.in_agreed_time,
        ("answered-late", None) => answered.late,
        ("days-to-answer", None) => answered.count(),
        ("lessons", None) => closed.lessons.lesson,
        ("lessons", Some("nothing")) => closed.lessons.nothing,
        ("lessons", Some("not-said")) => closed.lessons.not_said,
        _ => return None,
    };
    Some(number)
}

fn open(open: &Open, part: Option<&str>) -> Option<u32> {
    match part {
        None => Some(open.count),
        Some("unanswered") => Some(open.unanswered),
        Some("answer-late") => Some(open.answer_late),
        Some("acknowledgement-late") => Some(open.acknowledgement_late),
        Some("remedies-late") => Some(open.remedies_late),
        Some(band) => open.ages.get(band.parse::<usize>().ok()?).copied(),
    }
}

/// `asked/Stage 2`: what is counted, and in which stage.
fn later(later: &Later, part: &str) -> Option<u32> {
    let (what, stage) = part.split_once('/')?;
    let stage = later.of(stage);
    match what {
        "asked" => Some(stage.asked),
        "in-time" => Some(stage.in_time),
        "in-agreed-time" => Some(stage.in_agreed_time),
        "late" => Some(stage.late),
        "upheld" => Some(stage.upheld),
        _ => None,
    }
}

/// `missed/Letters answered`: whether it was kept, and which standard.
fn standard(standards: &Standards, part: &str) -> Option<u32> {
    let (what, title) = part.split_once('/')?;
    let Share { part, of } = standards.of(title);
    match what {
        "kept" => Some(part),
        "missed" => Some(of - part),
        _ => None,
    }
}

fn outcomes(outcomes: &Tally<Finding>, part: Option<&str>) -> Option<u32> {
    match part {
        None => Some(outcomes.total()),
        Some("upheld-or-partly-upheld") => {
            Some(outcomes.of(Some(&Finding::Upheld)) + outcomes.of(Some(&Finding::PartlyUpheld)))
        }
        Some(finding) => tally(outcomes, finding, Finding::named),
    }
}

fn ended(figures: &Figures, wanted: Ending) -> u32 {
    figures.closed.endings.iter().find(|(ending, _)| *ending == wanted).map_or(0, |(_, count)| *count)
}

fn tally<K: Ord>(tally: &Tally<K>, part: &str, named: impl Fn(&str) -> Option<K>) -> Option<u32> {
    if part == NOT_SAID { Some(tally.of(None)) } else { named(part).map(|key| tally.of(Some(&key))) }
}

fn words(text: &str) -> Option<String> {
    Some(text.to_owned())
}
