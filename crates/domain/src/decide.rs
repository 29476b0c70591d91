//! What follows from an act: events, or a refusal with its facts.
//!
//! Whether the actor may do it was asked before (`permission`); here stand the rules that hold for
//! everybody. Nothing is read, nothing is written, no time is asked.

use crate::{
    Rules,
    act::{Act, ActKind, Logging},
    case::Case,
    event::Event,
    letter::{Purpose, Written},
    london::{self, Moment},
    permission::Permit,
    refusal::Refusal,
};

mod contact;
mod ending;
mod holds;
mod intake;
mod investigate;
mod letters;
mod link;
mod more_time;
mod ombudsman;
mod pause;
mod points;
mod response;
mod restrict;
mod screening;
mod stages;
mod steps;
mod undo;

pub use ending::{may_be_published, may_be_settled};
pub use intake::may_transfer;
pub use letters::{Delivered, delivery, discardable};
pub use more_time::{Grant, extendable, latest_extension, may_grant, to_extend};
pub use pause::{to_resume, to_stop};
pub use points::is_free;
pub use response::{is_own_draft, recallable};
pub use stages::{InWindow, free_to_deal, in_window, names_signer, points_likely, signs_own, stages_next};
pub use steps::{Step, steps};
pub use undo::{LOGGED, Undoable, undoable, undoable_logging};

/// What just happened around a decision: who did it, and when.
#[derive(Debug, Clone, Copy)]
struct Doing<'a> {
    permit: &'a Permit,
    at: Moment,
    rules: Rules<'a>,
}

impl Doing<'_> {
    fn today(&self) -> london::Date {
        london::date_of(self.at)
    }
}

/// Seconds within which a sent response can be taken back; the outbox keeps it that long.
pub const RECALL_SECONDS: i64 = 60;

/// What follows from logging new feedback under a permit to log. The first event of a history.
pub fn log(logging: &Logging, permit: &Permit, at: Moment, rules: Rules<'_>) -> Result<Vec<Event>, Refusal> {
    debug_assert_eq!(permit.act(), ActKind::Log, "a permit is for one act");
    intake::log(logging, at, rules)
}

/// What follows from an act on a case. The permit must have been given for this act.
pub fn decide(case: &Case, act: &Act, permit: &Permit, at: Moment, rules: Rules<'_>) -> Result<Vec<Event>, Refusal> {
    debug_assert_eq!(permit.act(), act.kind(), "a permit is for one act");
    let doing = Doing { permit, at, rules };
    match act {
        Act::Correct { correction, reason } => intake::correct(case, correction, reason, doing),
        Act::Classify(subject) => intake::classify(case, subject, doing),
        Act::Represent(representative) => intake::represent(case, representative.as_ref(), doing),
        Act::Convert { to, reason } => intake::convert(case, *to, reason),
        Act::Transfer { to, grounds, reason } => intake::transfer(case, to, grounds, reason),
        Act::AddPoint { text } => points::add(case, text),
        Act::CorrectPoint { point, text, reason } => points::correct(case, *point, text, reason),
        Act::RemovePoint { point, in_draft, reason } => points::remove(case, *point, *in_draft, reason),
        Act::Screen { answers, reason } => screening::take(case, answers, reason.as_ref(), doing),
        Act::Refer { answers, body, letter } => ending::refer(case, answers, body, letter.as_ref(), doing),
        Act::Decline { answers, exclusion, reason, letter } => {
            ending::decline(case, answers, exclusion.as_deref(), reason, letter, doing)
        }
        Act::Withdraw { reason } => ending::withdraw(reason),
        Act::Close { ending, note, told } => ending::close(case, *ending, note.as_ref(), *told, doing),
        Act::Reopen { reason, by } => ending::reopen(reason, *by, doing),
        Act::BeginAt { stage, because } => stages::begin_at(case, stage, because, doing),
        Act::Reach(reaching) => steps::reach(case, reaching, doing),
        Act::Ombudsman(step) => ombudsman::record(case, step, doing),
        Act::Escalate(asking) => stages::escalate(case, asking, doing),
        Act::RefuseStage { asking, cause, reason, letter } => {
            stages::refuse(case, asking, cause.as_deref(), reason, letter, doing)
        }
        Act::Appoint { signer, investigator } => stages::appoint(case, *signer, *investigator, doing),
        Act::Acknowledge { letter, address_known } => letters::acknowledge(case, letter, *address_known),
        Act::MarkPosted { letter, on } => {
            letters::mark_posted(case, *letter, on.unwrap_or(doing.today()), doing.today())
        }
        Act::PutOnPaper { letter } => letters::put_on_paper(case, *letter),
        Act::Discard { letter } => letters::discard(case, *letter),
        Act::Extend { clock, to, reason, agreed, letter } => {
            let wanted = more_time::Wanted { clock: clock.as_deref(), to: *to, agreed: *agreed };
            more_time::extend(case, wanted, reason, letter, doing)
        }
        Act::Pause(pausing) => pause::pause(case, pausing, doing),
        Act::Resume { on, note } => pause::resume(case, *on, note.as_ref(), doing),
        Act::Hold { hold, note } => holds::hold(case, hold, note.as_ref(), doing),
        Act::Release { hold, note } => holds::release(case, hold, note.as_ref()),
        Act::RecordContact(contacting) => contact::record(case, contacting, doing),
        Act::AddNote { text } => Ok(vec![Event::NoteAdded { text: text.clone() }]),
        Act::AddDocument { file, name, bytes } => {
            let number = next(case.documents.len());
            Ok(vec![Event::DocumentAdded { number, file: file.clone(), name: name.clone(), bytes: *bytes }])
        }
        Act::Pass { service, head } => {
            stages::free_to_deal(case, *head, rules)?;
            Ok(vec![Event::Passed { service: *service, head: *head }])
        }
        Act::Nominate { investigator } => stages::nominate(case, *investigator, rules),
        Act::Find { point, finding, reason } => investigate::find(case, *point, *finding, reason),
        Act::Promise { remedy, what, due, owner } => investigate::promise(case, remedy, what, *due, *owner, doing),
        Act::Fulfil { promise } => investigate::fulfil(case, *promise),
        Act::Learn(learning) => Ok(vec![Event::Learned(learning.clone())]),
        Act::Draft { text } => Ok(response::draft(case, text)),
        Act::Submit => response::submit(case),
        Act::SendBack { comments } => response::send_back(case, comments),
        Act::SignOff { failed, reason } => response::sign_off(case, failed, reason.as_ref(), doing),
        Act::Send { letter } => response::send(case, letter),
        Act::Recall => response::recall(case, doing),
        Act::Undo { first } => undo::undo(case, *first, doing),
        Act::Restrict { people, named_staff, reason } => restrict::restrict(case, people, *named_staff, reason),
        Act::Link(link) => link::link(case, *link),
        Act::Unlink { other } => link::unlink(case, *other),
        Act::Split { point, into } => link::split(case, *point, *into),
        Act::Unrestrict { reason } => restrict::unrestrict(case, reason),
        Act::Bundle { whom, documents } => Ok(vec![Event::Bundled { whom: *whom, documents: *documents }]),
    }
}

fn next(count: usize) -> u32 {
    u32::try_from(count).map_or(u32::MAX, |count| count.saturating_add(1))
}

fn queued(case: &Case, purpose: Purpose, letter: &Written) -> Event {
    Event::LetterQueued { number: next(case.letters.len()), purpose, letter: letter.clone() }
}
