//! What became of a letter, in words.

use app::{Mail, MailState, cases::CaseFile};
use domain::{
    Date,
    letter::{Fate, Letter, Method},
    london,
};

use crate::{timeline::when, words::day};

/// What became of a letter.
pub(super) struct Said {
    /// In a few words.
    pub(super) words: String,
    /// The tone of its tag.
    pub(super) tone: &'static str,
    /// More of it: what the mail server said, that it may have arrived twice.
    pub(super) more: Vec<String>,
}

/// Of a letter to the customer.
pub(super) fn of_letter(file: &CaseFile, letter: &Letter, today: Date) -> Said {
    let mail = file.mail.iter().find(|mail| mail.letter == Some(letter.number));
    let (words, tone) = match (letter.fate, letter.method) {
        (Fate::Leaving, Method::Email) => {
            return mail.map_or_else(|| plain("On its way", "note"), |mail| of_mail(mail, today));
        }
        (Fate::Leaving, Method::Post) => ("To print and post".to_owned(), "soon"),
        (Fate::Leaving, Method::Handed | Method::Phone) => ("On its way".to_owned(), "note"),
        (Fate::Left(at), Method::Email) => (format!("Taken by the mail server {}", when(at, today)), "ok"),
        (Fate::Left(at), Method::Post) => (format!("Posted {}", day(london::date_of(at), today)), "ok"),
        (Fate::Left(at), Method::Handed) => (format!("Handed over {}", when(at, today)), "ok"),
        (Fate::Left(at), Method::Phone) => (format!("Told {}", when(at, today)), "ok"),
        (Fate::NotDelivered(at), _) => (format!("Not delivered, {}", when(at, today)), "late"),
        (Fate::Recalled(at), _) => (format!("Undone {}, before it left", when(at, today)), ""),
    };
    Said { words, tone, more: mail.map(more).unwrap_or_default() }
}

/// Of an e-mail.
pub(super) fn of_mail(mail: &Mail, today: Date) -> Said {
    let (words, tone) = match mail.state {
        MailState::Queued if mail.attempts > 0 => {
            (format!("Tried {}, will be tried again", times(mail.attempts)), "soon")
        }
        MailState::Queued => ("Waiting to leave".to_owned(), "note"),
        MailState::HandedOver => ("Leaving now".to_owned(), "note"),
        MailState::Accepted => (
            format!(
                "Taken by the mail server{}",
                mail.tried_at.map(|at| format!(" {}", when(at, today))).unwrap_or_default()
            ),
            "ok",
        ),
        MailState::Refused => ("Refused by the mail server".to_owned(), "late"),
        MailState::GaveUp => ("Given up: the mail server could not be reached".to_owned(), "late"),
        MailState::Recalled => ("Undone before it left".to_owned(), ""),
        MailState::Held => ("Waiting: the mail settings need attention".to_owned(), "soon"),
    };
    Said { words, tone, more: more(mail) }
}

fn more(mail: &Mail) -> Vec<String> {
    let twice = mail.maybe_twice.then(|| "It may have been sent twice.".to_owned());
    let said = Some(mail.last_reply.trim())
        .filter(|said| !said.is_empty() && mail.state != MailState::Accepted)
        .map(str::to_owned);
    [said, twice].into_iter().flatten().collect()
}

fn times(attempts: u32) -> String {
    if attempts == 1 { "once".into() } else { format!("{attempts} times") }
}

fn plain(words: &str, tone: &'static str) -> Said {
    Said { words: words.into(), tone, more: Vec::new() }
}
