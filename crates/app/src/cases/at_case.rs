//! One act, one transaction: the case is loaded, decided upon, and saved with its history, its
//! letters and the outgoing mail, or nothing is.

use domain::{
    Act, ActKind, By, Case, Event, Moment, Reference, Role, TextRef,
    act::Logging,
    decide,
    event::Recorded,
    feedback::Kind,
    letter::{Method, Purpose},
    london,
    permission::{self, Of},
};
use store::{Mail, MailState, Person, Writing};

use super::row::{row, worked_to};
use crate::{
    Office, Problem, Who, also, calendar_change, drafts,
    letters::{self, Extra, Preview, Ready},
    notices,
    office::RuleBook,
    procedures,
};

/// What was done.
#[derive(Debug, Clone)]
pub struct Done {
    /// To which case.
    pub reference: Reference,
    /// The case now.
    pub case: Case,
    /// Numbers of the letters that were written, in order.
    pub letters: Vec<u32>,
}

/// A person at a case, inside a transaction.
pub(crate) struct AtCase<'a> {
    office: &'a Office,
    who: &'a Who,
    now: Moment,
    writing: &'a Writing<'a>,
    book: RuleBook,
    case: Case,
    new: bool,
    history: Vec<Recorded>,
    recorded: Vec<Recorded>,
    ready: Vec<Ready>,
    letters: Vec<u32>,
}

/// Does `work` to a case in one transaction. `seen` is the number of events the person saw; where
/// the history has grown since, the act is refused as stale.
pub(crate) fn at_case(
    office: &Office,
    who: &Who,
    reference: Reference,
    seen: Option<u32>,
    now: Moment,
    work: impl FnOnce(&mut AtCase<'_>) -> Result<(), Problem>,
) -> Result<Done, Problem> {
    office.store().write(|writing| within(writing, office, who, (reference, seen), now, work))
}

/// The same in a transaction that is open, for an act on two cases. `on`: which case, and the number
/// of events the person saw of it.
pub(super) fn within(
    writing: &Writing<'_>,
    office: &Office,
    who: &Who,
    on: (Reference, Option<u32>),
    now: Moment,
    work: impl FnOnce(&mut AtCase<'_>) -> Result<(), Problem>,
) -> Result<Done, Problem> {
    let (reference, seen) = on;
    let history = writing.history(reference)?;
    let case = super::file::seen(writing, who, reference, &history)?;
    if seen.is_some_and(|seen| history.iter().any(|recorded| recorded.seq > seen && in_the_way(recorded))) {
        return Err(Problem::Stale { reference });
    }
    let book = office.rules_of(&case.under)?;
    let mut at = AtCase {
        office,
        who,
        now,
        writing,
        book,
        case,
        new: false,
        history,
        recorded: Vec::new(),
        ready: Vec::new(),
        letters: Vec::new(),
    };
    let was_closed = !at.case.is_open();
    work(&mut at)?;
    at.keep_dates(was_closed)?;
    at.save()
}

/// Whether an event that somebody did not see stands in the way of what they want to do. Notes,
/// calls, files and ties to other cases do not, nor does what the program noted of its own accord.
pub(super) fn in_the_way(recorded: &Recorded) -> bool {
    let aside = matches!(
        recorded.event,
        Event::NoteAdded { .. }
            | Event::ContactRecorded(_)
            | Event::DocumentAdded { .. }
            | Event::Linked { point: None, .. }
            | Event::Unlinked { .. }
            | Event::Bundled { .. }
    );
    let by_somebody = match recorded.by {
        By::Person(_) => true,
        By::Heard => matches!(recorded.event, Event::LetterNotDelivered { .. }),
    };
    by_somebody && !aside
}

/// Begins a case and does `work` to it in the same transaction.
pub(crate) fn at_new_case(
    office: &Office,
    who: &Who,
    now: Moment,
    once: Once<'_>,
    logging: impl FnOnce(&Writing<'_>, Reference) -> Result<Logging, Problem>,
    work: impl FnOnce(&mut AtCase<'_>) -> Result<(), Problem>,
) -> Result<Done, Problem> {
    let today = london::date_of(now);
    let done = office.store().write(|writing| {
        if !office.knows_procedures_are_kept() {
            procedures::keep_shipped(writing, now)?;
        }
        if let Some(done) = done_before(writing, who, &once)? {
            return Ok(done);
        }
        let permit = permission::permit(&who.actor, ActKind::Log, None)?;
        let reference = writing.next_reference(year(now))?;
        let logging = logging(writing, reference)?;
        let book = also::book_for(office, writing, &logging, today)?;
        let mut events = decide::log(&logging, &permit, now, book.rules())?;
        let first = Recorded { seq: 1, at: now, by: By::Person(who.id()), event: events.remove(0) };
        let case = Case::begin(reference, &first)
            .ok_or_else(|| Problem::Broken("A history began with something else.".into()))?;
        let mut at = AtCase {
            office,
            who,
            now,
            writing,
            book,
            case,
            new: true,
            history: Vec::new(),
            recorded: vec![first],
            ready: Vec::new(),
            letters: Vec::new(),
        };
        work(&mut at)?;
        let done = at.save()?;
        if !once.name.is_empty() {
            let kept = format!("{} {}", done.reference, once.print);
            writing.keep_draft(who.id(), &drafts::done_key(once.name), &kept, now)?;
        }
        Ok::<_, Problem>(done)
    })?;
    office.procedures_are_kept();
    Ok(done)
}

/// A form that makes one case however often it is sent: its one-time name, and the fingerprint of
/// what was typed. The same name with other words is another form.
pub(crate) struct Once<'a> {
    /// Empty for a form without one.
    pub(crate) name: &'a str,
    /// Of everything in it.
    pub(crate) print: String,
}

/// The case that this very form made before.
fn done_before(writing: &Writing<'_>, who: &Who, once: &Once<'_>) -> Result<Option<Done>, Problem> {
    if once.name.is_empty() {
        return Ok(None);
    }
    let kept = writing.draft(who.id(), &drafts::done_key(once.name))?.map(|kept| kept.body).unwrap_or_default();
    let Some((reference, _)) = kept.split_once(' ').filter(|(_, print)| *print == once.print) else { return Ok(None) };
    let reference: Reference =
        reference.parse().map_err(|error: domain::ids::NotAReference| Problem::Broken(error.to_string()))?;
    let history = writing.history(reference)?;
    let case = Case::replay(reference, &history).ok_or(Problem::NoSuchCase(reference))?;
    if case.is_mistake() {
        // It was taken back, and the form is sent again as it was.
        return Ok(None);
    }
    let letters = case.letters.iter().map(|letter| letter.number).collect();
    Ok(Some(Done { reference, case, letters }))
}

/// Adds events that the program itself makes: mail that was accepted, a reminder that was due.
pub(crate) fn by_heard(
    office: &Office,
    writing: &Writing<'_>,
    reference: Reference,
    now: Moment,
    events: impl FnOnce(&Case) -> Vec<Event>,
) -> Result<(), Problem> {
    let history = writing.history(reference)?;
    let mut case = Case::replay(reference, &history).ok_or(Problem::NoSuchCase(reference))?;
    let before = case.seq;
    let recorded = case.record(events(&case), By::Heard, now);
    if recorded.is_empty() {
        return Ok(());
    }
    let book = office.rules_of(&case.under)?;
    writing.add_to_case(&worked_to(writing, row(writing, &case, &book, now)?)?, before, &recorded)?;
    notices::tell(writing, &case, &recorded)
}

impl AtCase<'_> {
    /// The case as it is after the acts so far.
    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    /// Its history before the acts so far.
    pub(crate) fn history(&self) -> &[Recorded] {
        &self.history
    }

    /// The rules it is under.
    pub(crate) fn book(&self) -> &RuleBook {
        &self.book
    }

    /// When it is done.
    pub(crate) fn now(&self) -> Moment {
        self.now
    }

    /// The open transaction.
    pub(crate) fn writing(&self) -> &Writing<'_> {
        self.writing
    }

    /// Keeps words beside the history.
    pub(crate) fn keep(&self, words: &str) -> Result<TextRef, Problem> {
        Ok(self.writing.keep_text(self.case.reference, words)?)
    }

    /// Keeps words that may be left out; `None` where nothing was written.
    pub(crate) fn keep_if_any(&self, words: &str) -> Result<Option<TextRef>, Problem> {
        let words = words.trim();
        (!words.is_empty()).then(|| self.keep(words)).transpose()
    }

    /// Does one act: permitted, decided, recorded.
    pub(crate) fn act(&mut self, act: &Act) -> Result<(), Problem> {
        let permit =
            permission::permit(&self.who.actor, act.kind(), Some(Of::under(&self.case, self.book.procedure())))?;
        let events = decide(&self.case, act, &permit, self.now, self.book.rules())?;
        let recorded = self.case.record(events, By::Person(self.who.id()), self.now);
        self.recorded.extend(recorded);
        if act.kind() == ActKind::Undo {
            self.replay()?;
        }
        if self.case.under != self.book.under() {
            self.book = self.office.rules_of(&self.case.under)?;
        }
        Ok(())
    }

    /// Adds what the program itself does as part of what somebody did.
    pub(crate) fn by_heard(&mut self, events: Vec<Event>) {
        self.recorded.extend(self.case.record(events, By::Heard, self.now));
    }

    /// What was undone is left out, and everything after it is worked out again.
    fn replay(&mut self) -> Result<(), Problem> {
        let history = [self.history.as_slice(), &self.recorded].concat();
        let reference = self.case.reference;
        self.case = Case::replay(reference, &history).ok_or(Problem::NoSuchCase(reference))?;
        Ok(())
    }

    /// What a letter would say now.
    pub(crate) fn preview(&self, purpose: Purpose, extra: &Extra) -> Result<Preview, Problem> {
        letters::preview_with(self.office, self.writing, self.who, &self.case, purpose, extra, self.now)
    }

    /// Writes a letter for the act that follows.
    pub(crate) fn write(
        &mut self,
        purpose: Purpose,
        extra: &Extra,
        method: Method,
        changed: Option<&str>,
    ) -> Result<domain::letter::Written, Problem> {
        let ready = letters::ready(self.preview(purpose, extra)?, method, changed, |words| self.keep(words))?;
        let written = ready.written.clone();
        self.ready.push(ready);
        Ok(written)
    }

    /// Sends a message to a member of staff; not one of the letters of the case.
    pub(crate) fn notify(&self, purpose: Purpose, extra: &Extra) -> Result<(), Problem> {
        let Preview { words, to, .. } = self.preview(purpose, extra)?;
        if to.email.is_empty() {
            return Ok(());
        }
        let staff = extra.staff.map(|person| format!(".{person}")).unwrap_or_default();
        let message_id = format!("{}.{}.{}{staff}", self.case.reference, purpose.as_str(), self.case.seq);
        let mail =
            mail_row(self.office, self.case.reference, None, purpose, &words, &to, message_id, self.now, self.now);
        self.writing.queue_mail(&mail)?;
        Ok(())
    }

    /// A date that was told before the case was closed is kept now that it is open again.
    fn keep_dates(&mut self, was_closed: bool) -> Result<(), Problem> {
        if !was_closed || !self.case.is_open() {
            return Ok(());
        }
        let history = [self.history.as_slice(), &self.recorded].concat();
        let (case, book) = (&self.case, &self.book);
        let told = calendar_change::told_before_it_was_closed(self.writing, case, &history, book, self.now)?;
        self.by_heard(told);
        Ok(())
    }

    fn save(mut self) -> Result<Done, Problem> {
        self.keep_letters()?;
        let row = row(self.writing, &self.case, &self.book, self.now)?;
        if self.new {
            self.writing.begin_case(&row, &self.recorded)?;
            // Of what begins only a request concerns somebody before it is given to them.
            if self.case.kind == Kind::ServiceRequest {
                notices::tell(self.writing, &self.case, &self.recorded)?;
            }
        } else if !self.recorded.is_empty() {
            let row = worked_to(self.writing, row)?;
            self.writing.add_to_case(&row, self.before(), &self.recorded)?;
            notices::tell(self.writing, &self.case, &self.recorded)?;
        }
        self.keep_letter_rows()?;
        Ok(Done { reference: self.case.reference, case: self.case, letters: self.letters })
    }

    /// Length of the history before this.
    fn before(&self) -> u32 {
        self.history.last().map_or(0, |recorded| recorded.seq)
    }

    /// Matches the letters that were written with those that the acts put on their way.
    fn keep_letters(&mut self) -> Result<(), Problem> {
        for recorded in &self.recorded {
            if let Event::LetterQueued { number, .. } = &recorded.event {
                self.letters.push(*number);
            }
        }
        if self.letters.len() == self.ready.len() {
            Ok(())
        } else {
            Err(Problem::Broken("A letter was written that no act sends.".into()))
        }
    }

    fn keep_letter_rows(&self) -> Result<(), Problem> {
        for (ready, number) in self.ready.iter().zip(&self.letters) {
            self.writing.keep_letter(&ready.row(self.case.reference, *number, self.now))?;
            if ready.written.method == Method::Email {
                let waits = if ready.purpose.to_customer() { decide::RECALL_SECONDS } else { 0 };
                let not_before = self.now + chrono::TimeDelta::seconds(waits);
                let message_id = format!("{}.{number}", self.case.reference);
                let mail = mail_row(
                    self.office,
                    self.case.reference,
                    Some(*number),
                    ready.purpose,
                    &ready.words,
                    &ready.to,
                    message_id,
                    self.now,
                    not_before,
                );
                self.writing.queue_mail(&mail)?;
            }
        }
        Ok(())
    }
}

/// A message to a member of staff that is about this case and perhaps others, in words of its own.
pub(super) fn staff_mail(at: &AtCase<'_>, purpose: Purpose, words: &letters::Words, to: &Person) -> Mail {
    let head = letters::Letterhead { name: to.name.clone(), email: to.email.clone(), address: String::new() };
    let message_id = format!("{}.{}.{}", at.case.reference, purpose.as_str(), at.case.seq);
    let mail = mail_row(at.office, at.case.reference, None, purpose, words, &head, message_id, at.now, at.now);
    Mail { reference: None, ..mail }
}

/// A row of the outbox. `message_id` is what tells this message from others; when it was queued and
/// where the council's mail lives are added to it.
#[expect(clippy::too_many_arguments, reason = "a row of the outbox has as many columns")]
pub(crate) fn mail_row(
    office: &Office,
    reference: Reference,
    letter: Option<u32>,
    purpose: Purpose,
    words: &letters::Words,
    to: &letters::Letterhead,
    message_id: String,
    now: Moment,
    not_before: Moment,
) -> Mail {
    let message_id = format!("{message_id}.{}@{}", now.timestamp_micros(), domain_of(&office.council().email));
    mail_with(Some(reference), letter, purpose, words, to, message_id, now, not_before)
}

/// A row of the outbox with the whole of its Message-ID, perhaps about several cases.
#[expect(clippy::too_many_arguments, reason = "a row of the outbox has as many columns")]
pub(crate) fn mail_with(
    reference: Option<Reference>,
    letter: Option<u32>,
    purpose: Purpose,
    words: &letters::Words,
    to: &letters::Letterhead,
    message_id: String,
    now: Moment,
    not_before: Moment,
) -> Mail {
    let (text, html) = letters::as_email(words);
    Mail {
        id: 0,
        reference,
        letter,
        purpose,
        message_id,
        to_name: to.name.clone(),
        to_email: to.email.clone(),
        subject: words.subject.clone(),
        text,
        html,
        state: MailState::Queued,
        not_before,
        queued_at: now,
        attempts: 0,
        tried_at: None,
        last_reply: String::new(),
        maybe_twice: false,
    }
}

/// The right half of message ids: where the council's mail lives, or a name that cannot exist.
pub(crate) fn domain_of(email: &str) -> &str {
    email.rsplit_once('@').map_or("heard.invalid", |(_, domain)| domain)
}

fn year(now: Moment) -> i32 {
    use chrono::Datelike;
    domain::london::date_of(now).year()
}

/// Refuses people whose role may not do a thing that is no act on a case.
pub(crate) fn only(who: &Who, roles: &[Role], words: &str) -> Result<(), Problem> {
    if roles.contains(&who.role()) { Ok(()) } else { Err(Problem::NotAllowed(words.into())) }
}
