//! The outbox: mail as rows, written in the transaction of the act and sent afterwards. Sending
//! and when to try again is app's business; here is what is known of each message.

use domain::{Moment, Reference, letter::Purpose};
use rusqlite::Connection;

use crate::{
    Error, Reading, Writing,
    sql::{self, Columns, id, micros},
};

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailState {
    /// Waits to be sent.
    Queued,
    /// Given to the mail server, which has not answered yet.
    HandedOver,
    /// The mail server took it.
    Accepted,
    /// The mail server refused it for good.
    Refused,
    /// Tried for long enough.
    GaveUp,
    /// Taken back before it was sent.
    Recalled,
    /// Waits because mail cannot be sent at all, for example with a wrong password.
    Held,
}

impl MailState {
    /// All of them.
    pub const ALL: [MailState; 7] = [
        MailState::Queued,
        MailState::HandedOver,
        MailState::Accepted,
        MailState::Refused,
        MailState::GaveUp,
        MailState::Recalled,
        MailState::Held,
    ];

    /// The name kept in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            MailState::Queued => "queued",
            MailState::HandedOver => "handed-over",
            MailState::Accepted => "accepted",
            MailState::Refused => "refused",
            MailState::GaveUp => "gave-up",
            MailState::Recalled => "recalled",
            MailState::Held => "held",
        }
    }

    /// The state with this stored name.
    pub fn named(name: &str) -> Option<MailState> {
        MailState::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A message to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Given by the store; what [`Writing::queue_mail`] is handed is not looked at.
    pub id: i64,
    /// The case it is about.
    pub reference: Option<Reference>,
    /// The letter of that case that it carries.
    pub letter: Option<u32>,
    /// What it is for.
    pub purpose: Purpose,
    /// Its Message-ID, the same each time it is tried, and no other message's.
    pub message_id: String,
    /// To whom.
    pub to_name: String,
    /// To which address.
    pub to_email: String,
    /// Subject.
    pub subject: String,
    /// The words.
    pub text: String,
    /// The words as HTML; may be empty.
    pub html: String,
    /// How it stands.
    pub state: MailState,
    /// Not to be sent before.
    pub not_before: Moment,
    /// When the act that sends it was done.
    pub queued_at: Moment,
    /// How often it was handed over.
    pub attempts: u32,
    /// When it was last handed over, or its answer came.
    pub tried_at: Option<Moment>,
    /// What the mail server last said.
    pub last_reply: String,
    /// Whether it may have been sent twice.
    pub maybe_twice: bool,
}

/// What waits in the outbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailWaiting {
    /// Messages to be sent.
    pub queued: u64,
    /// Messages that wait because mail cannot be sent at all.
    pub held: u64,
    /// Messages the mail server has not answered for.
    pub handed_over: u64,
    /// When the one that has waited longest was queued.
    pub oldest: Option<Moment>,
    /// What the mail server said to the last one that is held; empty where none is.
    pub last_reply: String,
}

const DUE: &str = "SELECT id, case_id, letter, purpose, message_id, to_name, to_email, subject, text, html,
    state, not_before, queued_at, attempts, tried_at, last_reply, maybe_twice
    FROM mail WHERE state IN ('queued', 'held') AND not_before <= $1 ORDER BY not_before, id LIMIT $2";
const LEFT_BEHIND: &str = "SELECT id, case_id, letter, purpose, message_id, to_name, to_email, subject, text,
    html, state, not_before, queued_at, attempts, tried_at, last_reply, maybe_twice
    FROM mail WHERE state = 'handed-over' AND left_behind = 1 ORDER BY id LIMIT $1";
const OF_CASE: &str = "SELECT id, case_id, letter, purpose, message_id, to_name, to_email, subject, text,
    html, state, not_before, queued_at, attempts, tried_at, last_reply, maybe_twice
    FROM mail WHERE case_id = $1 ORDER BY id";
const ONE: &str = "SELECT id, case_id, letter, purpose, message_id, to_name, to_email, subject, text, html, state,
    not_before, queued_at, attempts, tried_at, last_reply, maybe_twice FROM mail WHERE id = $1";
pub(crate) const WAITING: &str = "SELECT state, count(*), min(queued_at) FROM mail
    WHERE state IN ('queued', 'held') GROUP BY state";
const HANDED_OVER: &str = "SELECT count(*), min(queued_at) FROM mail WHERE state = 'handed-over'";
const HELD_REPLY: &str = "SELECT last_reply, tried_at FROM mail WHERE state = 'held'";
const NAMED: &str = "SELECT 1 FROM mail WHERE message_id = $1";
const HELD: &str = "SELECT 1 FROM mail WHERE state = 'held' LIMIT 1";

impl Reading<'_> {
    /// Messages to be sent by `now`: those left behind when the program stopped in the middle of
    /// sending (still [`MailState::HandedOver`]) first, then those queued or held whose time has
    /// come, the longest due first.
    pub fn mail_due(&self, now: Moment, limit: u32) -> Result<Vec<Mail>, Error> {
        let mut due = sql::all(self.connection, LEFT_BEHIND, &[&limit], read)?;
        let left = u32::try_from(due.len()).map_or(0, |found| limit.saturating_sub(found));
        due.extend(sql::all(self.connection, DUE, &[&micros(now), &left], read)?);
        Ok(due)
    }

    /// One message.
    pub fn mail(&self, id: i64) -> Result<Option<Mail>, Error> {
        sql::one(self.connection, ONE, &[&id], read)
    }

    /// Whether there is or was a message with this Message-ID.
    pub fn mail_is_there(&self, message_id: &str) -> Result<bool, Error> {
        Ok(sql::one(self.connection, NAMED, &[&message_id], |columns| columns.take::<i64>())?.is_some())
    }

    /// All messages about a case, in order.
    pub fn mail_of(&self, reference: Reference) -> Result<Vec<Mail>, Error> {
        sql::all(self.connection, OF_CASE, &[&id(reference)], read)
    }

    /// Whether mail waits because it cannot be sent at all.
    pub fn mail_is_held(&self) -> Result<bool, Error> {
        Ok(sql::one(self.connection, HELD, &[], |columns| columns.take::<i64>())?.is_some())
    }

    /// What waits in the outbox.
    pub fn mail_waiting(&self) -> Result<MailWaiting, Error> {
        let mut waiting = MailWaiting::default();
        let counts = sql::all(self.connection, WAITING, &[], |columns| {
            Ok((columns.word(MailState::named)?, columns.length()?, columns.maybe_moment()?))
        })?;
        let handed_over = sql::one(self.connection, HANDED_OVER, &[], |columns| {
            Ok((MailState::HandedOver, columns.length()?, columns.maybe_moment()?))
        })?;
        for (state, count, oldest) in counts.into_iter().chain(handed_over) {
            match state {
                MailState::Queued => waiting.queued = count,
                MailState::Held => waiting.held = count,
                MailState::HandedOver => waiting.handed_over = count,
                MailState::Accepted | MailState::Refused | MailState::GaveUp | MailState::Recalled => {}
            }
            waiting.oldest = [waiting.oldest, oldest].into_iter().flatten().min();
        }
        let replies = sql::all(self.connection, HELD_REPLY, &[], |columns| Ok((columns.take()?, columns.take()?)))?;
        let last = replies.into_iter().max_by_key(|(_, at): &(String, Option<i64>)| *at);
        waiting.last_reply = last.map(|(reply, _)| reply).unwrap_or_default();
        Ok(waiting)
    }
}

const QUEUE: &str = "INSERT INTO mail (case_id, letter, purpose, message_id, to_name, to_email, subject, text, html,
    state, not_before, queued_at, attempts, tried_at, last_reply, maybe_twice)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id";
const MARK: &str = "UPDATE mail SET state = $2, tried_at = $3,
    last_reply = CASE WHEN $4 = '' THEN last_reply ELSE $4 END, not_before = coalesce($5, not_before),
    maybe_twice = CASE WHEN $6 THEN 1 ELSE maybe_twice END, attempts = CASE WHEN $2 = 'held' THEN 0 ELSE attempts + $7 END,
    left_behind = 0 WHERE id = $1";
const RECALL: &str = "UPDATE mail SET state = 'recalled'
    WHERE case_id = $1 AND letter = $2 AND state IN ('queued', 'held')";
const REWORD: &str = "UPDATE mail SET subject = $2, text = $3, html = $4 WHERE id = $1 AND state = 'queued'";
const RELEASE: &str = "UPDATE mail SET state = 'queued', not_before = $1 WHERE state = 'held'";
const NOTE_LEFT_BEHIND: &str = "UPDATE mail SET left_behind = 1 WHERE state = 'handed-over'";

impl Writing<'_> {
    /// Puts a message into the outbox; one whose Message-ID is there already is refused.
    pub fn queue_mail(&self, mail: &Mail) -> Result<i64, Error> {
        sql::insert(
            self.connection,
            QUEUE,
            &[
                &mail.reference.map(id),
                &mail.letter,
                &mail.purpose.as_str(),
                &mail.message_id,
                &mail.to_name,
                &mail.to_email,
                &mail.subject,
                &mail.text,
                &mail.html,
                &mail.state.as_str(),
                &micros(mail.not_before),
                &micros(mail.queued_at),
                &mail.attempts,
                &mail.tried_at.map(micros),
                &mail.last_reply,
                &mail.maybe_twice,
            ],
        )
    }

    /// Notes how a message stands now. Handing over counts as an attempt; being held for wrong
    /// settings starts the count again. An empty reply leaves
    /// the last one, no `not_before` leaves the time, and what may have been sent twice stays so.
    pub fn mark_mail(
        &self,
        id: i64,
        state: MailState,
        at: Moment,
        reply: &str,
        not_before: Option<Moment>,
        maybe_twice: bool,
    ) -> Result<(), Error> {
        let attempt = i64::from(state == MailState::HandedOver);
        let not_before = not_before.map(micros);
        sql::run(
            self.connection,
            MARK,
            &[&id, &state.as_str(), &micros(at), &reply, &not_before, &maybe_twice, &attempt],
        )?;
        Ok(())
    }

    /// Takes a letter's message back if it still waits; says whether it did.
    pub fn recall_mail(&self, reference: Reference, letter: u32) -> Result<bool, Error> {
        Ok(sql::run(self.connection, RECALL, &[&id(reference), &letter])? > 0)
    }

    /// Gives a message that still waits the subject and the words of another; says whether it waited.
    pub fn reword_mail(&self, id: i64, mail: &Mail) -> Result<bool, Error> {
        Ok(sql::run(self.connection, REWORD, &[&id, &mail.subject, &mail.text, &mail.html])? > 0)
    }

    /// Queues everything that was held, to be tried at once.
    pub fn release_held_mail(&self, now: Moment) -> Result<(), Error> {
        sql::run(self.connection, RELEASE, &[&micros(now)])?;
        Ok(())
    }
}

/// Marks what the process before this one was handing over when it stopped.
pub(crate) fn note_left_behind(connection: &Connection) -> Result<(), Error> {
    sql::run(connection, NOTE_LEFT_BEHIND, &[])?;
    Ok(())
}

fn read(columns: &mut Columns<'_>) -> Result<Mail, Error> {
    Ok(Mail {
        id: columns.take()?,
        reference: columns.maybe_reference()?,
        letter: columns.take()?,
        purpose: columns.word(Purpose::named)?,
        message_id: columns.take()?,
        to_name: columns.take()?,
        to_email: columns.take()?,
        subject: columns.take()?,
        text: columns.take()?,
        html: columns.take()?,
        state: columns.word(MailState::named)?,
        not_before: columns.moment()?,
        queued_at: columns.moment()?,
        attempts: columns.take()?,
        tried_at: columns.maybe_moment()?,
        last_reply: columns.take()?,
        maybe_twice: columns.take()?,
    })
}
