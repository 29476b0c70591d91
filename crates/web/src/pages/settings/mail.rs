//! The mail server, a test of it, and what waits to leave. The password goes to the operating
//! system's keyring and is never shown again.

use app::{Problem, outbox::Standing, settings::MailServer};
use askama::Template;
use axum::{
    Router,
    routing::{get, post},
};

use super::{Section, Shell, frame, shell};
use crate::{
    answer::{self, Answer},
    door::Door,
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        checked::checked,
        records::{self, Ask, Carried, Kept, Record, Saving},
        unsent,
    },
    said::Said,
    visit::Visit,
    words,
};

/// Of the draft of this form, which holds no password.
const KEY: &str = "settings/mail";

pub(super) fn routes() -> Router<Door> {
    Router::new()
        .route("/settings/mail", get(show).post(keep))
        .route("/settings/mail/keep", get(show).post(keep_both))
        .route("/settings/mail/undo", post(undo))
        .route("/settings/mail/test", post(test))
}

#[derive(Template)]
#[template(path = "settings_mail.html")]
struct MailPage {
    frame: Frame,
    shell: Shell,
    errors: Errors,
    /// In practice nothing leaves, so there is nothing to set.
    practice: bool,
    server: MailServer,
    port: String,
    securities: Vec<Choice>,
    carried: Carried,
    /// Where a test goes.
    to: String,
    /// What waits, and why: heading and words.
    waiting: Vec<(String, String)>,
}

async fn show(visit: Visit) -> Answer {
    page(&visit, None, String::new(), Errors::none()).await
}

/// The page with what was sent, or with what is kept or was typed and not saved.
async fn page(visit: &Visit, sent: Option<&Fields>, to: String, errors: Errors) -> Answer {
    let work = |visit: &Visit| Ok((app::outbox::standing(&visit.office, &visit.who)?, unsent::find(visit, KEY)?));
    let (standing, unsent) = visit.run(work).await?;
    let kept = fields(&standing.server);
    let shown = sent.or(unsent.as_ref().map(|unsent| &unsent.fields)).unwrap_or(&kept).clone();
    let page = MailPage {
        frame: frame(visit, Section::Mail, &errors),
        shell: shell(visit, Section::Mail),
        practice: visit.office.council().practice,
        server: read(&shown),
        port: shown.text("port").to_owned(),
        securities: securities(),
        carried: sent.map_or_else(|| Carried::opened(&kept, unsent), Carried::back),
        to: if to.is_empty() { visit.who.person.email.clone() } else { to },
        waiting: waiting(&standing),
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

/// The fields of the form as they are kept. A server that was never set up starts with what most
/// councils have.
fn fields(server: &MailServer) -> Fields {
    let new = server.host.is_empty();
    Fields::of([
        ("host", server.host.clone()),
        ("port", if new { "587".into() } else { server.port.to_string() }),
        ("security", if new { "starttls".into() } else { server.security.clone() }),
        ("username", server.username.clone()),
        ("from_name", server.from_name.clone()),
        ("from_address", server.from_address.clone()),
        ("root_certificate", server.root_certificate.clone()),
    ])
}

fn securities() -> Vec<Choice> {
    vec![
        Choice::new("starttls", "STARTTLS").with_hint("Usually port 587"),
        Choice::new("tls", "TLS").with_hint("Usually port 465"),
        Choice::new("none", "None").with_hint("For a relay on the council’s own network, usually port 25"),
    ]
}

fn waiting(standing: &Standing) -> Vec<(String, String)> {
    let waiting = &standing.waiting;
    let messages = |count| words::counted(count, "message", "messages");
    let since =
        waiting.oldest.map(|oldest| format!(" The oldest was written {}.", words::moment(oldest))).unwrap_or_default();
    let mut lines = Vec::new();
    if waiting.held > 0 {
        lines.push((format!("{} held", messages(waiting.held)), format!("{}{since}", waiting.last_reply)));
    }
    if waiting.queued > 0 {
        lines
            .push((format!("{} waiting", messages(waiting.queued)), format!("They leave in the next minutes.{since}")));
    }
    if waiting.handed_over > 0 {
        lines
            .push((format!("{} on the way", messages(waiting.handed_over)), "The server has not answered yet.".into()));
    }
    lines
}

async fn keep(Sent { visit, fields: sent }: Sent) -> Answer {
    refuse_in_practice(&visit).await?;
    let server = read(&sent);
    if !sent.text("port").trim().is_empty() && server.port == 0 {
        let mut errors = Errors::none();
        errors.add("port", "Give the port as a number from 1 to 65535, such as 587");
        return page(&visit, Some(&sent), String::new(), errors).await;
    }
    let (seen, password) = (records::seen(&sent), sent.text("password").to_owned());
    let (saving, secret) = (Saving::of(&sent), !password.is_empty());
    let kept = records::kept(&visit, move |visit| {
        let before = app::outbox::standing(&visit.office, &visit.who)?.server;
        // What the form showed of a server that was never set up is not what is kept of it.
        let as_kept = |seen: Fields| {
            if seen.to_json() == fields(&before).to_json() { before.clone() } else { read(&seen) }
        };
        let seen = seen.map(as_kept);
        app::outbox::keep_server(&visit.office, &visit.who, &server, seen.as_ref(), visit.now)?;
        let now = app::outbox::standing(&visit.office, &visit.who)?.server;
        let undo = records::saved(visit, KEY, saving, &fields(&before), &fields(&now))?;
        // Nothing is set up again by putting back that nothing was, and no server gets the password of another.
        let undo = undo && !before.host.is_empty() && (password.is_empty() || before.host == now.host);
        let kept = if password.is_empty() { Ok(()) } else { (visit.door.keep_password)(&password) };
        Ok(kept.map(|()| undo))
    });
    match kept.await? {
        Kept::Done(Ok(undo)) => {
            let old = if secret && undo { " Undo does not bring the old password back." } else { "" };
            let words = format!("Saved. Send a test message to see whether it works.{old}");
            visit.go(Section::Mail.href(), records::said(words, KEY, saving, undo))
        }
        Kept::Done(Err(sentence)) => {
            let mut errors = Errors::none();
            errors.add("password", format!("The other settings are saved. {sentence}"));
            let now = record(&visit).await?.now;
            page(&visit, Some(&sent.with(records::WAS, vec![now.to_json()])), String::new(), errors).await
        }
        Kept::Changed(who) => {
            let again = if sent.text("password").is_empty() { "" } else { " Give the password once more." };
            records::changed(&visit, record(&visit).await?, sent, format!("{who}{again}")).await
        }
        Kept::Wrong(errors) => page(&visit, Some(&sent), String::new(), errors).await,
    }
}

async fn undo(Sent { visit, .. }: Sent) -> Answer {
    let fields = records::before(&visit, KEY).await?;
    keep(Sent { visit, fields }).await
}

async fn keep_both(Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit).await?;
    records::keep(&visit, record, &fields).await
}

/// The form without the password, which is in no draft and never shown again.
async fn record(visit: &Visit) -> Result<Record, answer::Failure> {
    let work = |visit: &Visit| {
        app::people::administrators_only(&visit.who)?;
        Ok(app::outbox::standing(&visit.office, &visit.who)?.server)
    };
    let server = visit.run(work).await?;
    Ok(Record {
        key: KEY.into(),
        title: Section::Mail.title().into(),
        item: NavItem::Settings,
        asks: vec![
            Ask::line("host", "Name of the server"),
            Ask::line("port", "Port"),
            Ask::one("security", "Encryption", securities()),
            Ask::line("username", "User name"),
            Ask::line("from_name", "Sender’s name"),
            Ask::line("from_address", "Sender’s address"),
            Ask::line("root_certificate", "File with the council’s own certificate"),
        ],
        now: fields(&server),
    })
}

/// The password of the real server is not to be overwritten from practice.
async fn refuse_in_practice(visit: &Visit) -> Result<(), answer::Failure> {
    let refused = |visit: &Visit| match visit.office.council().practice {
        true => Err(Problem::NotAllowed("In practice no mail leaves, so there is no mail server to set.".into())),
        false => Ok(()),
    };
    visit.run(refused).await
}

fn read(fields: &Fields) -> MailServer {
    let text = |name| fields.text(name).trim().to_owned();
    MailServer {
        host: text("host"),
        port: fields.number("port").unwrap_or(0),
        security: text("security"),
        username: text("username"),
        from_name: text("from_name"),
        from_address: text("from_address"),
        root_certificate: text("root_certificate"),
        version: 0,
    }
}

async fn test(Sent { visit, fields }: Sent) -> Answer {
    let to = fields.text("to").trim().to_owned();
    let asked = to.clone();
    let sent = checked(&visit, move |visit| {
        let password = visit.door.password.clone();
        app::outbox::send_test(&visit.office, &visit.who, &to, &move || password(), visit.now)
    });
    match sent.await? {
        Ok(reply) => visit.go(
            Section::Mail.href(),
            Said::new(format!("The test message to {asked} was taken. The server said: {reply}")),
        ),
        Err(errors) => page(&visit, None, asked, errors).await,
    }
}
