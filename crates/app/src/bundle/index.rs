//! The index of a bundle: the case in brief, what happened and in which document it stands, how every date comes about,
//! the documents, what to look at before it leaves, and what is left out.

use documents::paper::{Block, Report};
use domain::{Event, Recorded, act::BundleFor};

use super::{
    Happened, Look,
    blocks::{bullets, table, words_of},
    brief::brief,
    look_at,
    making::{Making, day, moment},
    plan::Plan,
};

/// It.
pub(super) struct Index {
    body: Vec<Block>,
    pub(super) look_at: Vec<Look>,
}

impl Index {
    /// `written`: the names of the documents, in order; none where they are not written yet.
    pub(super) fn of(making: &Making<'_>, plan: &Plan<'_>, written: &[String]) -> Index {
        let mut body = vec![Block::Heading("The case in brief".into())];
        body.extend(brief(making));
        body.extend([Block::Heading("What happened, and where it stands".into()), history(making, plan)]);
        body.extend(limits(making));
        body.extend([Block::Heading("The documents".into()), documents(plan, written)]);
        let look_at = look_at::all(making, plan, &making.said(&words_of(&body)));
        Index { body, look_at }
    }

    /// As a document. The customer's says nothing of what there is to look at: they are the one it is looked at for.
    pub(super) fn report(self, making: &Making<'_>, plan: &Plan<'_>) -> Report {
        let Index { mut body, look_at } = self;
        if making.asked.is_everything() && !look_at.is_empty() {
            body.push(Block::Heading("Look at this before it is sent on".into()));
            body.push(Block::words(
                "This is what Heard can know. It does not know of whom somebody wrote, nor what is in a file.",
            ));
            body.push(bullets(look_at.iter().map(|look| format!("{}: {}", look.documents.join(", "), look.what))));
        }
        body.push(Block::Heading("What is not in here, and why".into()));
        body.push(bullets(plan.left_out.iter().map(|left| format!("{}: {}.", left.what, left.why))));
        making.report("Index of everything on the case", &made(making), body)
    }
}

/// "Made on … for the Ombudsman by …, with entries 1 to 34 of its history."
fn made(making: &Making<'_>) -> String {
    let whom = match making.asked.whom {
        BundleFor::Ombudsman => "for the Ombudsman",
        BundleFor::Customer => "for the customer, without other people’s details,",
    };
    let (at, last) = (moment(making.now), making.file.history.last().map_or(0, |recorded| recorded.seq));
    format!("Made on {at} {whom} by {}. The history has {last} entries.", making.by)
}

fn history(making: &Making<'_>, plan: &Plan<'_>) -> Block {
    let row = |happened: &Happened| {
        let Happened { seq, when, title, by, words, undone } = happened;
        let by = by.strip_prefix("by ").unwrap_or(by);
        let recorded = making.file.history.iter().find(|recorded| recorded.seq == *seq);
        let words = if recorded.is_none_or(|recorded| is_said(making, recorded)) { words.as_slice() } else { &[] };
        let lines = std::iter::once(title).chain(words).chain(Some(undone).filter(|undone| !undone.is_empty()));
        let what = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
        vec![
            when.clone(),
            what,
            if by.is_empty() { "Heard".to_owned() } else { by.to_owned() },
            plan.number_of(*seq).unwrap_or_default(),
        ]
    };
    let rows = making.told.history.iter().map(row).collect();
    table(&["When", "What", "Who", "Document"], &[15, 38, 16, 12], rows)
}

/// Whether the words of an entry may leave with its title. For the customer those written for staff, and those that are
/// about other people, do not.
fn is_said(making: &Making<'_>, recorded: &Recorded) -> bool {
    let asked = making.asked;
    if asked.is_everything() {
        return true;
    }
    match &recorded.event {
        Event::NoteAdded { .. } | Event::ContactRecorded(_) => asked.takes_notes(),
        Event::SentBack { .. } | Event::SignedOff { .. } => asked.takes_drafts(),
        Event::Restricted { .. }
        | Event::Unrestricted { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::HandedOver { .. }
        | Event::Represented { .. }
        | Event::Reminded { .. } => false,
        Event::Logged { .. }
        | Event::Imported { .. }
        | Event::Corrected { .. }
        | Event::Classified { .. }
        | Event::Converted { .. }
        | Event::Transferred { .. }
        | Event::Screened { .. }
        | Event::Referred { .. }
        | Event::Declined { .. }
        | Event::Passed { .. }
        | Event::Nominated { .. }
        | Event::DocumentAdded { .. }
        | Event::PointAdded { .. }
        | Event::PointCorrected { .. }
        | Event::PointRemoved { .. }
        | Event::Extended { .. }
        | Event::Paused { .. }
        | Event::Resumed { .. }
        | Event::Held { .. }
        | Event::Released { .. }
        | Event::Drafted { .. }
        | Event::Submitted { .. }
        | Event::Unsigned { .. }
        | Event::FindingRecorded { .. }
        | Event::Promised { .. }
        | Event::Fulfilled { .. }
        | Event::Learned(_)
        | Event::LetterQueued { .. }
        | Event::LetterLeft { .. }
        | Event::LetterPosted { .. }
        | Event::LetterPutOnPaper { .. }
        | Event::LetterNotDelivered { .. }
        | Event::LetterRecalled { .. }
        | Event::DateKept { .. }
        | Event::Closed { .. }
        | Event::Reopened { .. }
        | Event::BegunAt { .. }
        | Event::Escalated { .. }
        | Event::StageRefused { .. }
        | Event::Ombudsman(_)
        | Event::Reached { .. }
        | Event::Appointed { .. }
        | Event::Bundled { .. }
        | Event::Undone { .. } => true,
    }
}

/// The working of every time limit.
fn limits(making: &Making<'_>) -> Vec<Block> {
    let limits = &making.told.limits;
    if limits.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading("How each date comes about".into())];
    for limit in limits {
        let lines = std::iter::once(&limit.rule).chain(&limit.lines).chain([&limit.result, &limit.source]);
        let lines = lines.filter(|line| !line.is_empty()).map(|line| format!("{}.", line.trim_end_matches('.')));
        blocks.extend([Block::Subheading(limit.title.clone()), bullets(lines)]);
    }
    blocks
}

fn documents(plan: &Plan<'_>, written: &[String]) -> Block {
    let row = |(place, part): (usize, &super::plan::Part<'_>)| {
        let name = written.get(place).cloned().unwrap_or_default();
        vec![plan.written(part.number), part.title.clone(), day(part.date), name]
    };
    let rows = plan.parts.iter().enumerate().map(row).collect();
    table(&["Number", "What it is", "Of", "Name of the file"], &[9, 26, 15, 28], rows)
}
