//! Sends the mail that acts put into the outbox: each message once, tried again after growing
//! waits, held while the settings are wrong. What became of it is written into the case's history.

use domain::{Moment, decide::Delivered};
use mail::{
    Accepted, Mailbox, MessageParts, NotSent, Origin, OutgoingMessage, Security, SmtpSettings, Transport, retry,
};
use store::{Mail, MailState};

use crate::{Office, Problem, Who, audit, cases::by_heard, settings, settings::MailServer};

/// The name of a change of the mail server, as it is noted.
const KEPT: &str = "mail-server-kept";
/// How many messages one round takes.
const ROUND: u32 = 50;
/// Account of the mail password in the keyring.
pub const PASSWORD_ACCOUNT: &str = "smtp";

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Messages the server took.
    pub accepted: u32,
    /// Messages refused for good.
    pub refused: u32,
    /// Messages that will be tried again.
    pub waiting: u32,
}

/// How mail leaves this office.
pub enum Post {
    /// By these settings.
    Through(Transport),
    /// Not yet: why, in one sentence that says what to fix.
    Held(String),
}

/// Finds out how mail leaves: by the server in the settings with the password from the keyring,
/// or, in a practice file, into a folder, so that nothing leaves the building.
pub fn post(office: &Office, password: &dyn Fn() -> Result<Option<String>, String>) -> Result<Post, Problem> {
    if office.council().practice {
        let folder = office.folder().map(|folder| folder.join("mail"));
        return Ok(folder.map_or_else(
            || Post::Held("Practice mail has no folder to go to.".into()),
            |folder| Post::Through(Transport::Folder(mail::Folder::new(folder))),
        ));
    }
    let server: MailServer = office.read(settings::get)?;
    if !is_set_up(&server) {
        return Ok(Post::Held("Mail is not set up yet. Go to Settings, Mail.".into()));
    }
    let secret = if server.username.is_empty() { Ok(None) } else { password() };
    Ok(match secret {
        Ok(None) if !server.username.is_empty() => {
            Post::Held("The password of the mail server is missing. Enter it in Settings, Mail.".into())
        }
        Ok(secret) => {
            let settings = smtp_settings(&server, secret.map(mail::Secret::new));
            let wrong = settings.check();
            if wrong.is_empty() { Post::Through(Transport::Smtp(settings)) } else { Post::Held(wrong.join(" ")) }
        }
        Err(sentence) => Post::Held(sentence),
    })
}

fn is_set_up(server: &MailServer) -> bool {
    !server.host.is_empty() && !server.from_address.is_empty()
}

/// Whether an e-mail written now waits: mail is not set up, or its settings were found wrong and not mended since.
pub fn waits(office: &Office) -> Result<bool, Problem> {
    if office.council().practice {
        return Ok(false);
    }
    office.read(|reading| Ok(!is_set_up(&settings::get(reading)?) || reading.mail_is_held()?))
}

/// Sends what is due. One bad message never blocks the others.
pub fn deliver_due(office: &Office, post: &Post, clock: &dyn Fn() -> Moment) -> Result<Round, Problem> {
    let mut round = Round::default();
    let due = office.read(|reading| Ok(reading.mail_due(clock(), ROUND)?))?;
    if due.is_empty() {
        return Ok(round);
    }
    let transport = match post {
        Post::Through(transport) => transport,
        Post::Held(sentence) => {
            hold_all(office, &due, sentence, clock())?;
            round.waiting = u32::try_from(due.len()).unwrap_or(u32::MAX);
            return Ok(round);
        }
    };
    let (mut session, mut failed) = (None, None);
    for (at, mail) in due.iter().enumerate() {
        if !hand_over(office, mail, clock())? {
            continue;
        }
        let sent = send(office, transport, &mut session, mail, clock());
        let no_way_through = sent.as_ref().err().filter(|_| session.is_none()).cloned();
        let settled = match settle(office, mail, sent, clock()) {
            Ok(state) => state,
            Err(problem) => {
                failed.get_or_insert(problem);
                continue;
            }
        };
        match settled {
            MailState::Accepted => round.accepted += 1,
            MailState::Refused | MailState::GaveUp => round.refused += 1,
            MailState::Queued | MailState::HandedOver | MailState::Held | MailState::Recalled => round.waiting += 1,
        }
        match no_way_through {
            Some(wrong @ NotSent::Settings { .. }) => {
                hold_all(office, &due[at + 1..], &said(&wrong), clock())?;
                break;
            }
            // A server that cannot be reached is not asked again for each message in turn.
            Some(NotSent::TryLater { code: None, .. }) => break,
            Some(NotSent::Refused { .. } | NotSent::TryLater { .. } | NotSent::Unsure { .. }) | None => {}
        }
    }
    failed.map_or(Ok(round), Err)
}

/// Writes down that the message is about to go, before it goes: after a crash in between it is
/// sent again under the same Message-ID and marked as possibly sent twice. `false` where it was
/// taken back in the meantime.
fn hand_over(office: &Office, mail: &Mail, now: Moment) -> Result<bool, Problem> {
    let again = mail.state == MailState::HandedOver;
    office.store().write(|writing| {
        let still = writing.mail(mail.id)?.is_some_and(|now| now.state != MailState::Recalled);
        if still {
            writing.mark_mail(mail.id, MailState::HandedOver, now, "", None, mail.maybe_twice || again)?;
        }
        Ok::<_, Problem>(still)
    })
}

fn send(
    office: &Office,
    transport: &Transport,
    session: &mut Option<mail::Session>,
    mail: &Mail,
    now: Moment,
) -> Result<Accepted, NotSent> {
    let message = match message(office, mail, now) {
        Ok(message) => message,
        Err(words) => return Err(NotSent::Refused { code: 0, sentence: words.clone(), reply: words }),
    };
    let mut open = match session.take() {
        Some(open) => open,
        None => transport.open()?,
    };
    let sent = open.deliver(&message);
    *session = Some(open);
    sent
}

fn message(office: &Office, mail: &Mail, now: Moment) -> Result<OutgoingMessage, String> {
    let (name, address) = sender(office).map_err(|problem| problem.to_string())?;
    let parts = || {
        Ok(MessageParts {
            message_id: mail.message_id.clone(),
            date: now,
            from: Mailbox::new(&name, &address)?,
            reply_to: None,
            to: Mailbox::new(&mail.to_name, &mail.to_email)?,
            subject: mail.subject.clone(),
            text: mail.text.clone(),
            html: Some(mail.html.clone()),
            attachments: Vec::new(),
            origin: if mail.purpose.to_customer() { Origin::ByHand } else { Origin::AutoGenerated },
        })
    };
    parts().and_then(OutgoingMessage::new).map_err(|flaw: mail::NotMailable| flaw.to_string())
}

/// Writes down what became of a message, on the mail and in the history of its case.
fn settle(office: &Office, mail: &Mail, sent: Result<Accepted, NotSent>, now: Moment) -> Result<MailState, Problem> {
    let again = |not_sent: &NotSent| {
        let next = retry::next_attempt(mail.attempts + 1, mail.queued_at, now);
        let state = if next.is_some() { MailState::Queued } else { MailState::GaveUp };
        (state, said(not_sent), next)
    };
    let (state, reply, next) = match &sent {
        Ok(accepted) => (MailState::Accepted, accepted.server_reply.clone(), None),
        Err(refused @ NotSent::Refused { .. }) => (MailState::Refused, said(refused), None),
        Err(wrong @ NotSent::Settings { .. }) => {
            (MailState::Held, said(wrong), Some(now + chrono::TimeDelta::minutes(5)))
        }
        Err(later @ (NotSent::TryLater { .. } | NotSent::Unsure { .. })) => again(later),
    };
    let twice = mail.maybe_twice || matches!(sent, Err(NotSent::Unsure { .. }));
    let outcome = match state {
        MailState::Accepted => Some(Delivered::Accepted),
        MailState::Refused | MailState::GaveUp => Some(Delivered::Refused),
        MailState::Queued | MailState::HandedOver | MailState::Recalled | MailState::Held => None,
    };
    let both = office.store().write(|writing| {
        writing.mark_mail(mail.id, state, now, &reply, next, twice)?;
        if let (Some(reference), Some(letter), Some(outcome)) = (mail.reference, mail.letter, outcome) {
            by_heard(office, writing, reference, now, |case| domain::decide::delivery(case, letter, outcome))?;
        }
        Ok::<_, Problem>(state)
    });
    if both.is_err() {
        // The message must not go a second time because its case could not be written to.
        office
            .store()
            .write(|writing| Ok::<_, Problem>(writing.mark_mail(mail.id, state, now, &reply, next, twice)?))?;
    }
    both
}

fn hold_all(office: &Office, due: &[Mail], sentence: &str, now: Moment) -> Result<(), Problem> {
    let next = now + chrono::TimeDelta::minutes(1);
    office.store().write(|writing| {
        for mail in due {
            let waits = writing.mail(mail.id)?.filter(|now| now.state != MailState::Recalled);
            if let Some(mail) = waits {
                let twice = mail.maybe_twice || mail.state == MailState::HandedOver;
                writing.mark_mail(mail.id, MailState::Held, now, sentence, Some(next), twice)?;
            }
        }
        Ok::<_, Problem>(())
    })
}

fn said(not_sent: &NotSent) -> String {
    match not_sent.reply() {
        "" => not_sent.sentence().to_owned(),
        reply => format!("{} The server said: {reply}", not_sent.sentence()),
    }
}

/// Settings for the mail crate.
pub fn smtp_settings(server: &MailServer, password: Option<mail::Secret>) -> SmtpSettings {
    let security = match server.security.as_str() {
        "tls" => Security::Tls,
        "starttls" => Security::StartTls,
        _ => Security::None,
    };
    SmtpSettings {
        host: server.host.clone(),
        port: server.port,
        security,
        username: Some(server.username.clone()).filter(|name| !name.is_empty()),
        password,
        extra_roots: Some(server.root_certificate.as_str()).filter(|path| !path.is_empty()).map(Into::into),
        timeout: std::time::Duration::from_secs(30),
        hello_name: String::new(),
    }
}

/// Keeps the mail server unless it is not as it was `seen`, and tries held mail again at once.
pub fn keep_server(
    office: &Office,
    who: &Who,
    server: &MailServer,
    seen: Option<&MailServer>,
    now: Moment,
) -> Result<(), Problem> {
    crate::people::administrators_only(who)?;
    let mut errors: Vec<crate::FieldError> = smtp_settings(server, None)
        .check()
        .into_iter()
        .filter(|words| !words.contains("password"))
        .map(|words| crate::FieldError::new("host", words))
        .collect();
    if Mailbox::new(&server.from_name, &server.from_address).is_err() {
        errors.push(crate::FieldError::new(
            "from_address",
            "Give the address letters come from, such as feedback@council.gov.uk",
        ));
    }
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    office.store().write(|writing| {
        let before: MailServer = settings::get(writing)?;
        if seen.is_some_and(|seen| MailServer { version: before.version, ..seen.clone() } != before) {
            return Err(audit::changed(writing, KEPT, None, now)?);
        }
        settings::set(writing, &MailServer { version: before.version + 1, ..server.clone() })?;
        writing.release_held_mail(now)?;
        let detail =
            serde_json::json!({ "host": server.host, "port": server.port, "security": server.security }).to_string();
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), KEPT, &detail)?)
    })
}

/// How mail stands: the server, and what has not left yet.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The mail server.
    pub server: MailServer,
    /// What waits, and why.
    pub waiting: store::MailWaiting,
}

/// How mail stands, for the settings pages.
pub fn standing(office: &Office, who: &Who) -> Result<Standing, Problem> {
    crate::people::settings_readers_only(who)?;
    office.read(|reading| Ok(Standing { server: settings::get(reading)?, waiting: reading.mail_waiting()? }))
}

/// Sends a message to somebody who tests the settings; returns what the server answered. A failure
/// is an error of the field `to` that says what to mend, with the server's own words.
pub fn send_test(
    office: &Office,
    who: &Who,
    to: &str,
    password: &dyn Fn() -> Result<Option<String>, String>,
    now: Moment,
) -> Result<String, Problem> {
    crate::people::administrators_only(who)?;
    let to = Mailbox::new(&who.person.name, to.trim())
        .map_err(|_| Problem::field("to", "Give an email address, such as name@council.gov.uk"))?;
    let transport = match post(office, password)? {
        Post::Through(transport) => transport,
        Post::Held(sentence) => return Err(Problem::field("to", sentence)),
    };
    let (name, address) = sender(office)?;
    let message = Mailbox::new(&name, &address).and_then(|from| {
        let message_id = format!("test.{}@heard.invalid", now.timestamp_micros());
        mail::TestMessage { message_id, date: now, from, to }.message()
    });
    let message = message.map_err(|flaw| Problem::field("to", flaw.to_string()))?;
    let sent = transport.deliver(&message);
    office.store().write(|writing| {
        let detail = serde_json::json!({ "accepted": sent.is_ok() }).to_string();
        Ok::<_, Problem>(writing.note_office_event(now, Some(who.id()), "mail-tested", &detail)?)
    })?;
    sent.map(|accepted| accepted.server_reply).map_err(|not_sent| Problem::field("to", said(&not_sent)))
}

/// Who customers see as the sender, as name and address.
pub fn sender(office: &Office) -> Result<(String, String), Problem> {
    let council = office.council();
    if council.practice {
        return Ok((council.name.clone(), "practice@heard.invalid".to_owned()));
    }
    let server: MailServer = office.read(settings::get)?;
    Ok((server.from_name, server.from_address))
}
