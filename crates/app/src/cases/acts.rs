//! Acts that write no letter to the customer.

use domain::{
    Act, Case, Date, Moment, PersonId, Reference, Refusal, ServiceId, Time,
    act::{Correction, Handler, Learning, Reaching, Subject},
    feedback::{Channel, Ending, Finding, Kind},
    letter::Purpose,
    procedure::Milestone,
};

use store::Reading;

use super::{
    at_case::{AtCase, Done, at_case},
    link,
    undo::take_out,
};
use crate::{Office, Problem, Who, also, letters::Extra};

/// The case an act is done to, as the person saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// Which case.
    pub reference: Reference,
    /// Number of events in the history they saw; `None` where it does not matter, as for a note.
    pub seen: Option<u32>,
}

impl From<Reference> for On {
    fn from(reference: Reference) -> On {
        On { reference, seen: None }
    }
}

/// Words that must not be empty.
pub(super) fn needed<'a>(field: &'static str, words: &'a str, ask: &str) -> Result<&'a str, Problem> {
    let words = words.trim();
    if words.is_empty() { Err(Problem::field(field, ask)) } else { Ok(words) }
}

pub(super) fn simple(
    office: &Office,
    who: &Who,
    on: On,
    now: Moment,
    act: impl FnOnce(&mut AtCase<'_>) -> Result<Act, Problem>,
) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let act = act(at)?;
        at.act(&act)
    })
}

/// What is put right, as typed. Empty words leave a thing as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CorrectForm {
    /// A few words to know it by.
    pub title: String,
    /// What happened.
    pub story: String,
    /// What would put it right.
    pub wanted: String,
    /// How it came in.
    pub channel: Option<Channel>,
    /// The day of receipt.
    pub received: Option<Date>,
    /// The time of day of receipt, where it was asked for; none where it is not known.
    pub received_at: Option<Option<Time>>,
    /// As whom they complain, where that was asked for; empty where nobody says.
    pub complainant: Option<String>,
    /// The job in hand it is about, where that was asked for; empty where it is about none.
    pub job: Option<String>,
    /// The band it falls into, where that was asked for; empty where its points decide.
    pub band: Option<String>,
    /// Why it is put right.
    pub reason: String,
}

/// Puts right what was taken down. What the day or the hour cannot be is said beside it.
pub fn correct(office: &Office, who: &Who, on: On, form: &CorrectForm, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", &form.reason, "Say why it is put right")?;
    simple(office, who, on, now, |at| {
        let case = at.case().clone();
        let new = |words: &str, before: Option<&domain::TextRef>| -> Result<Option<domain::TextRef>, Problem> {
            let words = words.trim();
            let kept = (!words.is_empty()).then(|| at.keep(words)).transpose()?;
            Ok(kept.filter(|kept| Some(kept) != before))
        };
        let correction = Correction {
            title: new(&form.title, Some(&case.title))?,
            story: new(&form.story, Some(&case.story))?,
            wanted: new(&form.wanted, case.wanted.as_ref())?,
            channel: form.channel.filter(|channel| *channel != case.channel),
            received: form.received.filter(|received| *received != case.received),
            received_at: form.received_at.filter(|time| *time != case.received_at),
            complainant: complainant(office, form, &case)?,
            job: match &form.job {
                Some(job) => job_now(at, job, &case)?,
                None => None,
            },
            band: other(form.band.as_ref(), case.band.as_ref()),
            customer: None,
            reply_by: None,
        };
        Ok(Act::Correct { correction, reason: at.keep(reason)? })
    })
    .map_err(beside_receipt)
}

/// The job it is about now, where that is another than before.
fn job_now(at: &AtCase<'_>, job: &str, case: &Case) -> Result<Option<Option<domain::TextRef>>, Problem> {
    let job = at.keep_if_any(job)?;
    Ok((job != case.job).then_some(job))
}

/// As whom they complain now, where that is another than before.
fn complainant(office: &Office, form: &CorrectForm, case: &Case) -> Result<Option<Option<String>>, Problem> {
    let Some(chosen) = other(form.complainant.as_ref(), case.complainant.as_ref()) else { return Ok(None) };
    also::known_complainant(office, chosen.as_deref())?;
    Ok(Some(chosen))
}

/// What was chosen, where that is another than before; nothing where the empty choice was.
fn other(chosen: Option<&String>, before: Option<&String>) -> Option<Option<String>> {
    let chosen = chosen.map(|chosen| Some(chosen).filter(|chosen| !chosen.is_empty()))?;
    (chosen != before).then(|| chosen.cloned())
}

/// Puts a refusal about the day or the hour of receipt beside its field.
pub(super) fn beside_receipt(problem: Problem) -> Problem {
    let beside = |field, refusal: &Refusal| Problem::field(field, refusal.to_string().trim_end_matches('.'));
    if let Problem::Refused(refusal @ Refusal::ReceivedInFuture { .. }) = &problem {
        beside("received", refusal)
    } else if let Problem::Refused(refusal @ Refusal::ReceivedLaterThatDay) = &problem {
        beside("received_at", refusal)
    } else {
        problem
    }
}

/// Says what it is about.
pub fn classify(office: &Office, who: &Who, on: On, subject: Subject, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |_| Ok(Act::Classify(subject)))
}

/// Changes the kind; the day of receipt stays.
pub fn convert(office: &Office, who: &Who, on: On, to: Kind, reason: &str, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Say why the kind is changed")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        let reason = at.keep(reason)?;
        at.act(&Act::Convert { to, reason })?;
        if to == Kind::Complaint && at.case().points.is_empty() {
            let text = at.case().title.clone();
            at.act(&Act::AddPoint { text })?;
        }
        Ok(())
    })
}

/// Brings it under the procedure that such cases come under; its dates are counted anew from the same receipt, and
/// whoever acts for the customer needs an authority as that procedure says.
pub fn transfer(office: &Office, who: &Who, on: On, reason: &str, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Say why it is moved")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        let book = also::another_for(office, at.writing(), at.case(), at.history())?;
        let book =
            book.ok_or_else(|| Problem::NotFound("It is under the procedure that such cases come under.".into()))?;
        let known = |ground: &&String| book.procedure().ground(ground).is_some();
        let grounds = at.case().subject.grounds.iter().filter(known).cloned().collect();
        let reason = at.keep(reason)?;
        at.act(&Act::Transfer { to: book.under(), grounds, reason })?;
        let acting = at.case().representative.clone();
        let now_acting = acting.clone().map(|acting| acting.under(book.procedure()));
        if now_acting == acting { Ok(()) } else { at.act(&Act::Represent(now_acting)) }
    })
}

/// Gives it to the Head of a service, who is told by e-mail.
pub fn pass(office: &Office, who: &Who, on: On, service: ServiceId, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let act = to_head_of(at.writing(), service)?;
        at.act(&act)?;
        at.notify(Purpose::Allocation, &Extra { staff: at.case().head, ..Extra::default() })
    })
}

/// The act of giving to the Head of a service, if it has one who is there.
pub(super) fn to_head_of(reading: &Reading<'_>, service: ServiceId) -> Result<Act, Problem> {
    let found = reading.services()?.into_iter().find(|each| each.id == service && each.active);
    let found = found.ok_or_else(|| Problem::field("service", "Choose the service it is about"))?;
    let head = found.head.ok_or_else(|| {
        Problem::field("service", format!("{} has no Head of Service yet. Ask your administrator", found.name))
    })?;
    let person = reading.person(head)?;
    if !person.is_some_and(|person| person.active && person.role == domain::Role::HeadOfService) {
        let words = format!("The Head of {} has left. Ask your administrator to name another one", found.name);
        return Err(Problem::field("service", words));
    }
    Ok(Act::Pass { service, head })
}

/// Names who investigates; they are told by e-mail.
pub fn nominate(office: &Office, who: &Who, on: On, investigator: PersonId, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let act = to_investigator(at.writing(), investigator)?;
        at.act(&act)?;
        at.notify(Purpose::Allocation, &Extra { staff: Some(investigator), ..Extra::default() })
    })
}

/// The act of naming who investigates, if they are there.
pub(super) fn to_investigator(reading: &Reading<'_>, investigator: PersonId) -> Result<Act, Problem> {
    let person = reading.person(investigator)?.filter(|person| person.active);
    let person = person.ok_or_else(|| Problem::field("investigator", "Choose who will find out what happened"))?;
    Ok(Act::Nominate { investigator: Handler { person: person.id, role: person.role } })
}

/// Adds a note for staff.
pub fn add_note(office: &Office, who: &Who, on: On, text: &str, now: Moment) -> Result<Done, Problem> {
    let text = needed("text", text, "Write the note")?;
    simple(office, who, on, now, |at| Ok(Act::AddNote { text: at.keep(text)? }))
}

/// Writes down a step that time limits start from or are met by: what happened, and the id of its
/// clock where no other word fits it.
pub fn reach(
    office: &Office,
    who: &Who,
    on: On,
    (milestone, clock): (Milestone, Option<&str>),
    day: Date,
    note: &str,
    now: Moment,
) -> Result<Done, Problem> {
    simple(office, who, on, now, |at| {
        let note = Some(note.trim()).filter(|note| !note.is_empty()).map(|note| at.keep(note)).transpose()?;
        Ok(Act::Reach(Reaching { milestone, clock: clock.map(str::to_owned), on: day, note }))
    })
}

/// Records what was found on a point.
pub fn find(
    office: &Office,
    who: &Who,
    on: On,
    point: u32,
    finding: Option<Finding>,
    reason: &str,
    now: Moment,
) -> Result<Done, Problem> {
    let finding = finding.ok_or_else(|| Problem::field("finding", "Choose a finding"))?;
    let reason = needed("reason", reason, "Write what you found")?;
    simple(office, who, on, now, |at| Ok(Act::Find { point, finding, reason: at.keep(reason)? }))
}

/// Promises to put something right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseForm {
    /// Id of the remedy.
    pub remedy: String,
    /// What will be done.
    pub what: String,
    /// By when.
    pub due: Option<Date>,
    /// By whom.
    pub owner: Option<PersonId>,
}

/// Adds a remedy.
pub fn promise(office: &Office, who: &Who, on: On, form: &PromiseForm, now: Moment) -> Result<Done, Problem> {
    let what = needed("what", &form.what, "Write what will be done")?;
    simple(office, who, on, now, |at| {
        Ok(Act::Promise { remedy: form.remedy.clone(), what: at.keep(what)?, due: form.due, owner: form.owner })
    })
}

/// Says that a promise was kept.
pub fn fulfil(office: &Office, who: &Who, on: On, promise: u32, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |_| Ok(Act::Fulfil { promise }))
}

/// Records what was learned, or why nothing was.
pub fn learn(office: &Office, who: &Who, on: On, lesson: bool, words: &str, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |at| Ok(Act::Learn(learning(at, lesson, words)?)))
}

fn learning(at: &AtCase<'_>, lesson: bool, words: &str) -> Result<Learning, Problem> {
    let ask = if lesson { "Write what will be done differently" } else { "Say why there is no lesson" };
    let words = at.keep(needed("words", words, ask)?)?;
    Ok(if lesson { Learning::Lesson(words) } else { Learning::Nothing(words) })
}

/// Saves a version of the response. Nothing happens where it is the version before.
pub fn draft(office: &Office, who: &Who, on: On, text: &str, now: Moment) -> Result<Done, Problem> {
    let text = needed("text", text, "Write the response")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        let text = at.keep(&text.replace("\r\n", "\n"))?;
        if at.case().draft.as_ref().is_some_and(|draft| draft.text == text) {
            return Ok(());
        }
        at.act(&Act::Draft { text })
    })
}

/// Saves the response and asks for a signature.
pub fn submit(office: &Office, who: &Who, on: On, text: &str, now: Moment) -> Result<Done, Problem> {
    let text = needed("text", text, "Write the response")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        let text = at.keep(&text.replace("\r\n", "\n"))?;
        if at.case().draft.as_ref().is_none_or(|draft| draft.text != text) {
            at.act(&Act::Draft { text })?;
        }
        at.act(&Act::Submit)
    })
}

/// Returns the draft with comments.
pub fn send_back(office: &Office, who: &Who, on: On, comments: &str, now: Moment) -> Result<Done, Problem> {
    let comments = needed("comments", comments, "Write what should change")?;
    simple(office, who, on, now, |at| Ok(Act::SendBack { comments: at.keep(comments)? }))
}

/// Takes the response back before it leaves.
pub fn recall(office: &Office, who: &Who, on: On, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let letter = at.case().letters.iter().rev().find(|letter| letter.purpose == Purpose::Response).cloned();
        at.act(&Act::Recall)?;
        let by_mail = letter.filter(|letter| letter.method == domain::letter::Method::Email);
        by_mail.map_or(Ok(()), |letter| take_out(at, &letter))
    })
}

/// Says that a printed letter is not sent after all.
pub fn discard(office: &Office, who: &Who, on: On, letter: u32, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |_| Ok(Act::Discard { letter }))
}

/// Says that a printed letter was posted, today where no day is given.
pub fn mark_posted(
    office: &Office,
    who: &Who,
    on: On,
    letter: u32,
    posted: Option<Date>,
    now: Moment,
) -> Result<Done, Problem> {
    simple(office, who, on, now, |_| Ok(Act::MarkPosted { letter, on: posted }))
}

/// Has an email that waits leave on paper instead: it is taken out of the outbox and is to be printed and posted.
pub fn put_on_paper(office: &Office, who: &Who, on: On, letter: u32, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let rows = at.writing().letters(on.reference)?;
        let address = rows.iter().find(|row| row.number == letter).map(|row| row.to_address.trim());
        if address.is_some_and(str::is_empty) {
            return Err(domain::Refusal::NoWayToWrite.into());
        }
        at.act(&Act::PutOnPaper { letter })?;
        if at.writing().recall_mail(on.reference, letter)? {
            return Ok(());
        }
        Err(Problem::field("letter", "The mail server has it by now, so it has left or is about to"))
    })
}

/// Ends a case.
pub fn close(office: &Office, who: &Who, on: On, ending: Ending, note: &str, now: Moment) -> Result<Done, Problem> {
    simple(office, who, on, now, |at| Ok(Act::Close { ending, note: at.keep_if_any(note)?, told: None }))
}

/// How a case ends, with what was learned where that is still owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseForm {
    /// How.
    pub ending: Ending,
    /// What was done, or empty.
    pub note: String,
    /// The day a statement that answers it was published.
    pub told: Option<Date>,
    /// Whether there is a lesson; `None` where that was recorded before.
    pub lesson: Option<bool>,
    /// The lesson, or why there is none.
    pub words: String,
}

/// Records what was learned and ends the case: both, or neither.
pub fn close_with_lesson(office: &Office, who: &Who, on: On, form: &CloseForm, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        if let Some(lesson) = form.lesson {
            let learning = learning(at, lesson, &form.words)?;
            at.act(&Act::Learn(learning))?;
        }
        if form.ending == Ending::DealtWithIn {
            link::deals_with_it(at)?;
        }
        let note = at.keep_if_any(&form.note)?;
        at.act(&Act::Close { ending: form.ending, note, told: form.told })
    })
}

/// Opens a case again.
pub fn reopen(
    office: &Office,
    who: &Who,
    on: On,
    (reason, by): (&str, Option<Date>),
    now: Moment,
) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Say why it is opened again")?;
    simple(office, who, on, now, |at| Ok(Act::Reopen { reason: at.keep(reason)?, by })).map_err(beside_day)
}

fn beside_day(problem: Problem) -> Problem {
    if let Problem::Refused(refusal @ Refusal::InThePast { .. }) = &problem {
        Problem::field("by", refusal.to_string().trim_end_matches('.'))
    } else {
        problem
    }
}

/// Ends a case at the customer's wish.
pub fn withdraw(office: &Office, who: &Who, on: On, reason: &str, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", reason, "Write what the customer said")?;
    simple(office, who, on, now, |at| Ok(Act::Withdraw { reason: at.keep(reason)? }))
}

/// Attaches files that were taken up, in one transaction.
pub(crate) fn at_case_with_files(
    office: &Office,
    who: &Who,
    on: On,
    uploads: &[String],
    now: Moment,
) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        for id in uploads {
            let own = at.writing().upload(id)?.is_some_and(|upload| upload.person == who.id());
            if !own {
                return Err(Problem::field("file", "This upload has ended. Attach the file again"));
            }
            let file = at.writing().finish_upload(id)?;
            let name = at.keep(&file.name)?;
            at.act(&crate::uploads::document_act(&file.sha256, name, file.bytes))?;
            let number = at.case().documents.last().map_or(1, |document| document.number);
            let media_type = crate::uploads::media_type(&file.name);
            at.writing().attach(at.case().reference, number, &file.sha256, &file.name, media_type, file.bytes)?;
        }
        Ok(())
    })
}
