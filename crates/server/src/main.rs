//! `heardctl`, the console program: it serves the pages on a port and does the administrator's
//! work on a data directory. Rules, pages and records are other rooms' work. Here alone is known
//! where the present moment and chance come from.

mod arguments;
mod commands;
mod console;
mod failure;
mod password;
mod progress;

use std::{io::IsTerminal, process::ExitCode};

use clap::Parser;
use domain::Moment;

use crate::{arguments::Arguments, console::Console, failure::Failure};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let coloured = std::io::stderr().is_terminal();
    let level = arguments.command.log_level();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(coloured)
        .with_target(false)
        .with_max_level(level)
        .init();
    let console = Console { data: arguments.data, now, chance };
    match commands::run(&console, arguments.command) {
        Ok(code) => code,
        Err(error) => Failure::exit(&error),
    }
}

#[expect(clippy::disallowed_methods, reason = "main is where the present moment comes from")]
fn now() -> Moment {
    chrono::Utc::now()
}

#[expect(clippy::disallowed_methods, reason = "main is where chance comes from")]
fn chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system has random bytes");
}
