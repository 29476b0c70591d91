//! `heardctl mail`: how mail stands, sending what is due, testing the settings.

use std::process::ExitCode;

use anyhow::Result;
use app::{Office, console as desk, outbox};
use clap::{Args, Subcommand};
use serde_json::json;

use super::{say, say_json};
use crate::console::{Console, mail_password};

/// See how mail stands, send what is due, test the settings
#[derive(Debug, Args)]
#[command(after_help = "\
The password of the mail server is in the key ring of this computer. Where there is none, give it in
HEARD_MAIL_PASSWORD.

Example:
  heardctl mail status
  heardctl mail test --to ada@thornbeck.example")]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// What waits, and why; exit status 1 while mail is held
    Status {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Send what is due now
    Send,
    /// Send a test message
    Test {
        /// Email address it goes to
        #[arg(long)]
        to: String,
    },
}

/// Does it.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office()?;
    match &arguments.what {
        What::Status { json } => status(&office, *json),
        What::Send => send(console, &office),
        What::Test { to } => {
            let reply = outbox::send_test(&office, &desk::keeper(&office)?, to, &mail_password, console.now())?;
            say(&format!("The mail server took it: {reply}"))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn status(office: &Office, as_json: bool) -> Result<ExitCode> {
    let standing = outbox::standing(office, &desk::keeper(office)?)?;
    let (server, waiting) = (&standing.server, &standing.waiting);
    if as_json {
        say_json(&json!({
            "server": { "host": server.host, "port": server.port, "security": server.security, "from": server.from_address },
            "queued": waiting.queued, "held": waiting.held, "handed_over": waiting.handed_over,
            "oldest": waiting.oldest, "last_reply": waiting.last_reply,
        }))?;
    } else {
        say(&match server.host.as_str() {
            "" => "Mail is not set up yet.".to_owned(),
            host => format!("Mail leaves through {host}, port {}, from {}.", server.port, server.from_address),
        })?;
        say(&format!(
            "{} waiting, {} held, {} handed over without an answer.",
            waiting.queued, waiting.held, waiting.handed_over
        ))?;
        if !waiting.last_reply.is_empty() {
            say(&format!("Held because: {}", waiting.last_reply))?;
        }
    }
    Ok(ExitCode::from(u8::from(waiting.held > 0)))
}

fn send(console: &Console, office: &Office) -> Result<ExitCode> {
    let post = outbox::post(office, &mail_password)?;
    let mut all = outbox::Round::default();
    loop {
        let round = outbox::deliver_due(office, &post, &console.now)?;
        if round == outbox::Round::default() {
            break;
        }
        all.accepted += round.accepted;
        all.refused += round.refused;
        all.waiting += round.waiting;
    }
    say(&format!("{} sent, {} refused for good, {} to be tried again.", all.accepted, all.refused, all.waiting))?;
    if let outbox::Post::Held(sentence) = &post
        && all.waiting > 0
    {
        say(sentence)?;
    }
    Ok(ExitCode::from(u8::from(all.refused + all.waiting > 0)))
}
