//! `heardctl import`.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::console::Console;

/// Bring in cases from another system's list
#[derive(Debug, Args)]
pub struct Arguments {}

/// Imports.
pub fn run(_console: &Console, _arguments: &Arguments) -> Result<ExitCode> {
    bail!("Not yet.")
}
