//! The commands, one file each.

use std::{io::Write, path::Path, process::ExitCode};

use anyhow::{Context, Result};

use crate::{arguments::Command, console::Console};

pub mod backup;
pub mod demo;
pub mod due;
pub mod export;
pub mod figures;
pub mod import;
pub mod init;
pub mod mail;
pub mod procedure;
pub mod replay;
pub mod restore;
pub mod serve;
pub mod user;
pub mod verify;
pub mod workdays;

/// Does what was asked.
pub fn run(console: &Console, command: Command) -> Result<ExitCode> {
    match command {
        Command::Init(arguments) => init::run(console, &arguments),
        Command::Demo(arguments) => demo::run(console, &arguments),
        Command::Serve(arguments) => serve::run(console, &arguments),
        Command::User(arguments) => user::run(console, &arguments),
        Command::Workdays(arguments) => workdays::run(&arguments),
        Command::Due(arguments) => due::run(console, &arguments),
        Command::Procedure(arguments) => procedure::run(console, &arguments),
        Command::Import(arguments) => import::run(console, &arguments),
        Command::Figures(arguments) => figures::run(console, &arguments),
        Command::Replay(arguments) => replay::run(console, &arguments),
        Command::Export(arguments) => export::run(console, &arguments),
        Command::Mail(arguments) => mail::run(console, &arguments),
        Command::Backup(arguments) => backup::run(console, &arguments),
        Command::Restore(arguments) => restore::run(console, &arguments),
        Command::Verify(arguments) => verify::run(console, &arguments),
    }
}

/// Writes a file, or standard output where no file was named. A reader that has heard enough, such
/// as `head`, is no failure.
fn put(out: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match out {
        Some(path) => app::write_file(path, bytes).with_context(|| format!("{} could not be written", path.display())),
        None => {
            let mut stdout = std::io::stdout().lock();
            match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                    Err(error).context("standard output could not be written")
                }
                Ok(()) | Err(_) => Ok(()),
            }
        }
    }
}

/// A reading of a procedure and the option chosen of it.
fn reading(text: &str) -> Result<(String, String), String> {
    let (reading, option) = text.split_once('=').ok_or("expected a reading, = and one of its options")?;
    Ok((reading.to_owned(), option.to_owned()))
}

/// Prints lines for people, or for a pipe.
fn say(words: &str) -> Result<()> {
    put(None, format!("{words}\n").as_bytes())
}

/// Prints a value for programs.
fn say_json(value: &serde_json::Value) -> Result<()> {
    say(&serde_json::to_string_pretty(value).context("the answer could not be written as JSON")?)
}
