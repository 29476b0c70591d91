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
    layout::{Choice, Errors, Frame},
    pages::checked::checked,
    said::Said,
    visit::Visit,
    words,
};

pub(super) fn routes() -> Router<Door> {
    Router::new().route("/settings/mail", get(show).post(keep)).route("/settings/mail/test", post(test))
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
    /// Where a test goes.
    to: String,
    /// What waits, and why: heading and words.
    waiting: Vec<(String, String)>,
}

async fn show(visit: Visit) -> Answer {
    page(&visit, None, String::new(), Errors::none()).await
}

/// The page with what was typed, or with what is kept.
async fn page(visit: &Visit, typed: Option<(MailServer, String)>, to: String, errors: Errors) -> Answer {
    let standing = visit.run(|visit| app::outbox::standing(&visit.office, &visit.who)).await?;
    let waiting = waiting(&standing);
    let (server, port) = typed.unwrap_or_else(|| kept(standing.server));
    let page = MailPage {
        frame: frame(visit, Section::Mail, &errors),
        shell: shell(visit, Section::Mail),
        practice: visit.office.council().practice,
        server,
        port,
        securities: securities(),
        to: if to.is_empty() { visit.who.person.email.clone() } else { to },
        waiting,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

/// A server that was never set up starts with what most councils have.
fn kept(server: MailServer) -> (MailServer, String) {
    if server.host.is_empty() {
        return (MailServer { security: "starttls".into(), ..server }, "587".into());
    }
    let port = server.port.to_string();
    (server, port)
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

async fn keep(Sent { visit, fields }: Sent) -> Answer {
    refuse_in_practice(&visit).await?;
    let (server, port) = read(&fields);
    let (typed, password) = (server.clone(), fields.text("password").to_owned());
    if !port.trim().is_empty() && server.port == 0 {
        let mut errors = Errors::none();
        errors.add("port", "Give the port as a number from 1 to 65535, such as 587");
        return page(&visit, Some((typed, port)), String::new(), errors).await;
    }
    let kept = checked(&visit, move |visit| {
        app::outbox::keep_server(&visit.office, &visit.who, &server, visit.now)?;
        Ok(if password.is_empty() { Ok(()) } else { (visit.door.keep_password)(&password) })
    });
    match kept.await? {
        Ok(Ok(())) => visit.go(Section::Mail.href(), Said::new("Saved. Send a test message to see whether it works.")),
        Ok(Err(sentence)) => {
            let mut errors = Errors::none();
            errors.add("password", format!("The other settings are saved. {sentence}"));
            page(&visit, Some((typed, port)), String::new(), errors).await
        }
        Err(errors) => page(&visit, Some((typed, port)), String::new(), errors).await,
    }
}

/// The password of the real server is not to be overwritten from practice.
async fn refuse_in_practice(visit: &Visit) -> Result<(), answer::Failure> {
    let refused = |visit: &Visit| match visit.office.council().practice {
        true => Err(Problem::NotAllowed("In practice no mail leaves, so there is no mail server to set.".into())),
        false => Ok(()),
    };
    visit.run(refused).await
}

fn read(fields: &Fields) -> (MailServer, String) {
    let text = |name| fields.text(name).trim().to_owned();
    let server = MailServer {
        host: text("host"),
        port: fields.number("port").unwrap_or(0),
        security: text("security"),
        username: text("username"),
        from_name: text("from_name"),
        from_address: text("from_address"),
        root_certificate: text("root_certificate"),
        version: 0,
    };
    (server, fields.text("port").to_owned())
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
