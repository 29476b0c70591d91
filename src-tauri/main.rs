//! Heard's desktop window: it opens the data directory, hands the pages' Router to a window and opens no port.
//! Rules, pages and records are other rooms' work; this folder alone names tauri.

// No console beside the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

mod again;
mod arguments;
mod attachment;
mod bridge;
mod closing;
mod daily;
mod door;
mod errand;
mod failure;
mod journal;
mod link;
mod notices;
mod pages;
mod remembered;
mod request;
mod window;
mod zoom;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match open(arguments::Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure::show(&failure);
            ExitCode::FAILURE
        }
    }
}

fn open(arguments: arguments::Arguments) -> anyhow::Result<()> {
    window::ensure_webview()?;
    let place = app::data_dir::choose(arguments.data)?;
    if let Err(error) = journal::begin(&place) {
        // Whoever works here works without a log rather than not at all.
        eprintln!("{error:#}");
    }
    let first = arguments.link.as_deref().and_then(link::page);
    window::open(first, move || door::open(&place))
}
