//! Each event as a title, what was said, and the letter or file it is about.

mod contact;

use app::{MailState, cases::CaseFile};
use domain::{
    Date, Event, Procedure, TextRef,
    act::{BundleFor, Correction, Learning, OmbudsmanStep},
    event::{Recorded, standing},
    feedback::Channel,
    letter::{Fate, Method, Purpose},
    london,
};

use crate::words::{EMAIL_WAITS, day, day_and_time, long_day};

/// An event in words.
pub(super) struct Said {
    pub(super) title: String,
    pub(super) words: Vec<String>,
    pub(super) link: Option<(String, String)>,
}

impl Said {
    fn new(title: impl Into<String>) -> Said {
        Said { title: title.into(), words: Vec::new(), link: None }
    }

    fn with(mut self, words: impl Into<String>) -> Said {
        self.words.push(words.into());
        self
    }

    fn maybe(self, words: Option<&str>) -> Said {
        match words {
            Some(words) => self.with(words),
            None => self,
        }
    }
}

pub(super) fn said(file: &CaseFile, recorded: &Recorded, today: Date) -> Said {
    let Recorded { seq, ref event, .. } = *recorded;
    let under = file.under(seq);
    let words = |text: &TextRef| file.words(text).to_owned();
    match event {
        Event::Logged { channel, received, received_at, .. } => {
            let received = day_and_time(*received, *received_at, today);
            Said::new(format!("Logged, {}", by_channel(*channel))).with(format!("Received {received}."))
        }
        Event::Imported { old_reference, found, .. } => Said::new("Brought in from another system")
            .maybe(old_reference.as_ref().map(|old| format!("It was {} there.", file.words(old))).as_deref())
            .maybe(found.as_ref().map(|(found, _)| format!("Its outcome there: {}.", found.title())).as_deref()),
        Event::Corrected { correction, reason } => {
            Said::new(format!("Put right: {}", corrected(correction))).with(words(reason))
        }
        Event::Classified { .. } => Said::new("Said what it is about"),
        Event::Represented { representative: None } => Said::new("Nobody acts for the customer any more"),
        Event::Represented { representative: Some(representative) } => {
            Said::new(format!("Acts for the customer: {}", representative.relation.title().to_lowercase()))
                .with(format!("{}.", representative.authority.title()))
        }
        Event::Converted { from, to, reason } => {
            Said::new(format!("Changed from {} to {}", from.title().to_lowercase(), to.title().to_lowercase()))
                .with(words(reason))
        }
        Event::Transferred { reason, .. } => {
            let moved = file.moves.iter().find(|moved| moved.seq == seq);
            let said = moved.map_or_else(
                || Said::new("Moved to another procedure"),
                |moved| Said::new(format!("Moved to {}", moved.to.name)).with(format!("From {}.", moved.from.name)),
            );
            said.with(words(reason))
        }
        Event::Screened { answers, taken, reason } => {
            screened(answers, *taken).maybe(reason.as_ref().map(|reason| file.words(reason)))
        }
        Event::Referred { body } => Said::new(format!("Referred to {}", file.words(body))),
        Event::Declined { exclusion, reason } => {
            let title = exclusion.as_ref().and_then(|id| under.exclusion(id)).map(|found| found.title.as_str());
            Said::new("Not accepted").maybe(title).with(words(reason))
        }
        Event::ContactRecorded(told) => Said::new(contact::title(told))
            .maybe(contact::took_place(told, recorded, today).as_deref())
            .maybe(contact::manner(told))
            .with(words(&told.note)),
        Event::Passed { head, .. } => Said::new(format!("Given to {}", file.name(*head))),
        Event::Nominated { investigator } => Said::new(format!("{} investigates", file.name(*investigator))),
        Event::NoteAdded { text } => Said::new("Note").with(words(text)),
        Event::DocumentAdded { number, name, .. } => {
            let link = (format!("/cases/{}/documents/{number}", file.case.reference), words(name));
            Said { link: Some(link), ..Said::new("File attached") }
        }
        Event::PointAdded { number, text } => Said::new(format!("Point {number} to answer added")).with(words(text)),
        Event::PointCorrected { number, text, reason } => Said::new(format!("Point {number} put right"))
            .with(words(text))
            .maybe(point_before(file, *number, seq).map(|before| format!("It was: {before}")).as_deref())
            .with(words(reason)),
        Event::PointRemoved { number, reason } => {
            Said::new(format!("Point {number} taken away")).maybe(point_before(file, *number, seq)).with(words(reason))
        }
        Event::Extended { from, to, reason, agreed, letter, .. } => {
            Said::new(format!("More time, until {}", day(*to, today)))
                .with(format!("It was due {}.", day(*from, today)))
                .with(words(reason))
                .maybe(agreed.then_some("The customer agreed."))
                .maybe(told_in_time(file, *letter, *from, today).as_deref())
        }
        Event::Paused { rule, from, until, note } => {
            let why = under.pause(rule).map_or(rule.as_str(), |rule| rule.title.as_str());
            Said::new(format!("Stopped the clock until {}", day(*until, today)))
                .with(format!("{why}, from {}.", day(*from, today)))
                .with(words(note))
        }
        Event::Resumed { on, note } => Said::new("Started the clock again")
            .with(format!("From {}.", day(*on, today)))
            .maybe(note.as_ref().map(|note| file.words(note))),
        Event::Drafted { version, .. } => Said::new(format!("Draft saved, version {version}")),
        Event::Submitted { .. } => Said::new("Sent for sign-off")
            .maybe(file.case.head.map(|head| format!("To {}.", file.name(head))).as_deref()),
        Event::SentBack { comments, .. } => Said::new("Sent back with comments").with(words(comments)),
        Event::SignedOff { version, on_behalf_of, failed, reason } => {
            signed_off((file, under), *version, *on_behalf_of, failed, reason.as_ref())
        }
        Event::Unsigned { .. } => Said::new("Changed after sign-off, so it needs a new signature"),
        Event::FindingRecorded { point, finding, reason } => {
            Said::new(format!("Point {point}: {}", finding.title().to_lowercase())).with(words(reason))
        }
        Event::Promised { what, due, .. } => Said::new("Said we would do something")
            .with(words(what))
            .maybe(due.map(|due| format!("By {}.", day(due, today))).as_deref()),
        Event::Fulfilled { number } => {
            let what = file
                .case
                .promises
                .iter()
                .find(|promise| promise.number == *number)
                .map(|promise| file.words(&promise.what));
            Said::new("Done what we said").maybe(what)
        }
        Event::Learned(Learning::Lesson(text)) => Said::new("Lesson recorded").with(words(text)),
        Event::Learned(Learning::Nothing(text)) => Said::new("No lesson").with(words(text)),
        Event::LetterQueued { number, purpose, letter } => queued(file, *number, *purpose, letter.method),
        Event::LetterLeft { number } => about_letter(file, *number, left(file, *number)),
        Event::LetterPosted { number, on } => {
            about_letter(file, *number, left(file, *number)).with(format!("On {}.", day(*on, today)))
        }
        Event::LetterPutOnPaper { number } => {
            about_letter(file, *number, "The email waited, so it leaves on paper instead")
        }
        Event::LetterNotDelivered { number } => {
            let said = about_letter(file, *number, "The email was not delivered");
            said.maybe(file.mail.iter().find(|mail| mail.letter == Some(*number)).map(|mail| mail.last_reply.as_str()))
        }
        Event::LetterRecalled { number } => about_letter(file, *number, "Sending was undone"),
        Event::DateKept { clock, date } => Said::new("Kept the date we promised").with(format!(
            "{}: {}, although the calendar has changed.",
            under.clock(clock).map_or(clock.as_str(), |clock| clock.title.as_str()),
            day(*date, today)
        )),
        Event::Reminded { person, due, .. } => {
            Said::new(format!("Reminded {}", file.name(*person))).with(format!("Of {}.", day(*due, today)))
        }
        Event::Held { hold, note } => Said::new("Put other business on hold")
            .with(format!("{}.", of_hold(under, hold)))
            .maybe(note.as_ref().map(|note| file.words(note))),
        Event::Released { hold, note } => Said::new("Let other business go on")
            .with(format!("{}.", of_hold(under, hold)))
            .maybe(note.as_ref().map(|note| file.words(note))),
        Event::Closed { ending, note, told } => Said::new(format!("Closed: {}", ending.title().to_lowercase()))
            .maybe(told.map(|told| format!("It counts as answered on {}.", day(told, today))).as_deref())
            .maybe(note.as_ref().map(|note| file.words(note))),
        Event::Undone { .. } => Said::new("Took the entry before back"),
        Event::Restricted { people, named_staff, reason } => restricted(file, people, *named_staff).with(words(reason)),
        Event::Linked { link, point: Some(point) } => {
            Said::new(format!("Point {point} was split off")).with(format!("Into {}.", link.other))
        }
        Event::Linked { link, point: None } => {
            Said::new("Linked to another case").with(format!("{} {}.", link.how.title(), link.other))
        }
        Event::HandedOver { duty, from, to } => Said::new(format!("Handed over to {}", file.name(*to))).with(format!(
            "{}, from {} who left.",
            duty.title(),
            file.name(*from)
        )),
        Event::Bundled { whom, documents } => {
            let whom = match whom {
                BundleFor::Ombudsman => "for the Ombudsman",
                BundleFor::Customer => "for the customer, without other people’s details",
            };
            let documents = crate::words::counted(u64::from(*documents), "document", "documents");
            Said::new(format!("Everything on the case was saved {whom}")).with(format!("{documents}."))
        }
        Event::Unlinked { other } => Said::new("A link was taken away").with(format!("To {other}.")),
        Event::Unrestricted { reason } => Said::new("Shown to all staff again").with(words(reason)),
        Event::Reached { milestone, clock, on, note } => {
            let step = clock.as_ref().and_then(|id| under.clock(id)).map(|clock| clock.title.clone());
            Said::new(step.unwrap_or_else(|| format!("The day {}", milestone.title())))
                .with(format!("On {}.", day(*on, today)))
                .maybe(note.as_ref().map(|note| file.words(note)))
        }
        Event::Ombudsman(step) => ombudsman(file, step, today),
        Event::BegunAt { stage, because } => begun_at(under, stage, because),
        Event::Escalated { stage, by, asked, time, reason, late, points } => {
            let numbers: Vec<String> = points.iter().map(u32::to_string).collect();
            Said::new(format!("Opened: {}", stage_title(under, stage)))
                .with(format!("{} asked on {}.", by.title(), day_and_time(*asked, *time, today)))
                .maybe((!numbers.is_empty()).then(|| format!("Points {}.", numbers.join(", "))).as_deref())
                .maybe(reason.as_ref().map(|reason| file.words(reason)))
                .maybe(
                    late.as_ref().map(|late| format!("Asked after the time for it: {}", file.words(late))).as_deref(),
                )
        }
        Event::StageRefused { stage, asked, cause, reason, .. } => {
            let rule = under.stage(stage).and_then(|stage| stage.refusal.as_ref());
            let cause = rule.and_then(|rule| rule.reasons.iter().find(|each| Some(&each.id) == cause.as_ref()));
            Said::new(format!("Not opened: {}", stage_title(under, stage)))
                .with(format!("Asked for on {}.", day(*asked, today)))
                .maybe(cause.map(|cause| cause.title.as_str()))
                .with(words(reason))
        }
        Event::Appointed { signer, investigator } => {
            let investigates = investigator.map(|person| format!("{} investigates.", file.name(person)));
            Said::new(format!("{} signs the answer of this stage", file.name(*signer))).maybe(investigates.as_deref())
        }
        Event::Reopened { reason, by } => {
            let by = by.map(|by| format!(", to be answered again by {}", long_day(by))).unwrap_or_default();
            Said::new(format!("Opened again{by}")).with(words(reason))
        }
    }
}

/// The proof that the customer was told before the date, or that they were not.
fn told_in_time(file: &CaseFile, letter: u32, due: Date, today: Date) -> Option<String> {
    let Fate::Left(at) = file.case.letter(letter)?.fate else { return None };
    let left = london::date_of(at);
    let when = if left <= due { "before the date had passed" } else { "after the date had passed" };
    Some(format!("The letter left on {}, {when}.", day(left, today)))
}

fn screened(answers: &[domain::procedure::Answer], taken: bool) -> Said {
    let said =
        Said::new(if taken { "Looked at whether it is for us: it is" } else { "Looked at whether it is for us" });
    answers.iter().fold(said, |said, answer| said.with(format!("{} {}.", answer.question, answer.said())))
}

fn ombudsman(file: &CaseFile, step: &OmbudsmanStep, today: Date) -> Said {
    let on = format!("On {}.", day(step.on(), today));
    match step {
        OmbudsmanStep::Began { body, name, reference, .. } => {
            let name = name.as_ref().map(|name| file.words(name));
            Said::new(format!("Taken up by {}", body.in_a_sentence(name)))
                .with(on)
                .maybe(reference.as_ref().map(|theirs| format!("Their reference: {}.", file.words(theirs))).as_deref())
        }
        OmbudsmanStep::Asked { what, due, .. } => Said::new("The Ombudsman asked for something")
            .with(file.words(what))
            .with(format!("{on} To be answered by {}.", day(*due, today))),
        OmbudsmanStep::Answered { .. } => Said::new("Answered the Ombudsman").with(on),
        OmbudsmanStep::Decided { ruling, reasons, remedy, .. } => {
            let remedy = remedy.as_ref().map(|(what, _)| format!("We have to: {}", file.words(what)));
            Said::new(format!("The Ombudsman decided: {}", ruling.title().to_lowercase()))
                .with(on)
                .with(file.words(reasons))
                .maybe(remedy.as_deref())
        }
        OmbudsmanStep::Remedied { .. } => Said::new("Done what the Ombudsman had us do").with(on),
    }
}

fn stage_title<'a>(under: &'a Procedure, stage: &'a str) -> &'a str {
    under.stage(stage).map_or(stage, |stage| stage.title.as_str())
}

fn begun_at(under: &Procedure, stage: &str, because: &str) -> Said {
    let found = under.stage(stage);
    let why = found.and_then(|stage| stage.straight_in.iter().find(|choice| choice.id == because));
    Said::new(format!("Begins at: {}", stage_title(under, stage))).maybe(why.map(|choice| choice.title.as_str()))
}

fn restricted(file: &CaseFile, people: &[domain::PersonId], named_staff: Option<domain::PersonId>) -> Said {
    let names: Vec<&str> = people.iter().map(|person| file.name(*person)).collect();
    let named = named_staff.map(|person| format!("It names {}.", file.name(person)));
    Said::new("Hidden from most staff").with(format!("Seen by {}.", names.join(", "))).maybe(named.as_deref())
}

fn signed_off(
    (file, under): (&CaseFile, &Procedure),
    version: u32,
    on_behalf_of: Option<domain::PersonId>,
    failed: &[String],
    reason: Option<&TextRef>,
) -> Said {
    let said = match on_behalf_of {
        Some(head) => Said::new(format!("Signed off, version {version}, for {}", file.name(head))),
        None => Said::new(format!("Signed off, version {version}")),
    };
    let titles = domain::checks::titles(failed, under);
    let failed = (!titles.is_empty()).then(|| format!("Checks not passed: {}.", titles.join(", ")));
    said.maybe(failed.as_deref()).maybe(reason.map(|reason| file.words(reason)))
}

fn queued(file: &CaseFile, number: u32, purpose: Purpose, method: Method) -> Said {
    if held(file, number) {
        return about_letter(file, number, &format!("{} written, not sent yet", purpose.title())).with(EMAIL_WAITS);
    }
    let how = by_method(method);
    let title = match purpose {
        Purpose::Acknowledgement => format!("Acknowledged {how}"),
        Purpose::Delay => format!("Told the customer of the delay {how}"),
        Purpose::Response => format!("Response sent {how}"),
        Purpose::Referral => format!("Told the customer who can help {how}"),
        Purpose::Refusal => format!("Told the customer why it is not accepted {how}"),
        Purpose::StageRefused => format!("Told the customer why the next stage is not opened {how}"),
        Purpose::Thanks => format!("Thanked {how}"),
        Purpose::Handover => format!("Told the customer where the request went {how}"),
        Purpose::Allocation | Purpose::Reminder => format!("{} {how}", purpose.title()),
    };
    about_letter(file, number, &title)
}

/// Whether a letter waits because mail cannot leave.
pub fn held(file: &CaseFile, letter: u32) -> bool {
    file.mail.iter().any(|mail| mail.letter == Some(letter) && mail.state == MailState::Held)
}

fn left(file: &CaseFile, number: u32) -> &'static str {
    match file.case.letter(number).map(|letter| letter.method) {
        Some(Method::Email) => "The mail server took the email",
        Some(Method::Post) => "Letter posted",
        Some(Method::Handed) => "Letter handed over",
        Some(Method::Phone) | None => "Told",
    }
}

fn about_letter(file: &CaseFile, number: u32, title: &str) -> Said {
    let purpose = file.case.letter(number).map(|letter| letter.purpose);
    let link =
        purpose.map(|purpose| (format!("/cases/{}/letters/{number}", file.case.reference), letter_words(purpose)));
    Said { link, ..Said::new(title) }
}

/// What a letter is called where it is linked to.
pub fn letter_words(purpose: Purpose) -> String {
    match purpose {
        Purpose::Acknowledgement => "Acknowledgement letter",
        Purpose::Delay => "Letter about the delay",
        Purpose::Response => "Response letter",
        Purpose::Referral => "Letter about who can help",
        Purpose::Refusal => "Letter about why it is not accepted",
        Purpose::StageRefused => "Letter about why the next stage is not opened",
        Purpose::Thanks => "Letter of thanks",
        Purpose::Handover => "Letter about where the request went",
        Purpose::Allocation => "Message to staff",
        Purpose::Reminder => "Reminder to staff",
    }
    .into()
}

/// What a point said before this place in the history.
fn point_before(file: &CaseFile, point: u32, seq: u32) -> Option<&str> {
    let said = |recorded: &Recorded| {
        if let Event::Logged { points, .. } = &recorded.event {
            return points.get(point.checked_sub(1)? as usize).cloned();
        }
        let (Event::PointAdded { number, text } | Event::PointCorrected { number, text, .. }) = &recorded.event else {
            return None;
        };
        (*number == point).then(|| text.clone())
    };
    let before: Vec<_> = standing(&file.history).filter(|recorded| recorded.seq < seq).collect();
    let text = before.into_iter().rev().find_map(said)?;
    file.texts.get(&text).map(String::as_str)
}

fn of_hold<'a>(under: &'a Procedure, id: &'a str) -> &'a str {
    under.hold(id).map_or(id, |hold| hold.title.as_str())
}

fn corrected(correction: &Correction) -> String {
    let Correction { title, story, wanted, channel, received, received_at, complainant, job, band, customer, reply_by } =
        correction;
    let parts = [
        (title.is_some(), "title"),
        (story.is_some(), "what happened"),
        (wanted.is_some(), "what would put it right"),
        (channel.is_some(), "how it came in"),
        (received.is_some(), "date received"),
        (received_at.is_some(), "time received"),
        (complainant.is_some(), "as whom they complain"),
        (job.is_some(), "the job it is about"),
        (band.is_some(), "its band"),
        (customer.is_some(), "customer details"),
        (reply_by.is_some(), "how they want our reply"),
    ];
    parts.iter().filter(|(changed, _)| *changed).map(|(_, part)| *part).collect::<Vec<_>>().join(", ")
}

/// "by phone", "at the desk".
pub fn by_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "by phone",
        Channel::InPerson => "at the desk",
        Channel::Email => "by email",
        Channel::Letter => "by letter",
        Channel::WebForm => "by web form",
        Channel::SocialMedia => "by text or social media",
        Channel::Member => "through a councillor or MP",
        Channel::Other => "another way",
    }
}

/// "by email", "by letter".
pub fn by_method(method: Method) -> &'static str {
    match method {
        Method::Email => "by email",
        Method::Post => "by letter",
        Method::Handed => "by a letter handed over",
        Method::Phone => "by phone",
    }
}
