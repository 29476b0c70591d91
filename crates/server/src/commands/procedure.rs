//! `heardctl procedure`: whether a procedure file can work, and where it departs from a Code; the schema of
//! the format.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use app::procedures;
use clap::{Args, Subcommand};
use domain::Procedure;

use super::say;

/// Look at procedure files
#[derive(Debug, Args)]
#[command(after_help = "\
Needs no records. What cannot work is named with file and line, what was found and what is expected, and the exit
status is 1. Where a procedure departs from a Code that it claims to follow it is only warned of.

Example:
  heardctl procedure check procedures/lgsco-code-2024.toml
  heardctl procedure schema > procedures/schema.json")]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Say what cannot work in these files
    Check {
        /// The files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print the JSON schema of the format, for editors
    Schema,
}

/// Looks at every file before it says how they stand.
pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.what {
        What::Check { files } => check(files),
        What::Schema => {
            say(procedures::schema().trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let mut sound = true;
    for path in files {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
        let file = path.display().to_string();
        match procedures::parse(&file, &text) {
            Ok(procedure) => {
                say(&described(&file, &procedure))?;
                for warning in procedures::warnings(&file, &text, &procedure) {
                    say(&format!("warning: {warning}"))?;
                }
            }
            Err(flaws) => {
                sound = false;
                for flaw in flaws {
                    say(&flaw)?;
                }
            }
        }
    }
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn described(file: &str, procedure: &Procedure) -> String {
    let number = |many: usize, one: &str| format!("{many} {one}{}", if many == 1 { "" } else { "s" });
    format!(
        "{file}: can be followed. {}, version {}: {}, {}.",
        procedure.name,
        procedure.version,
        number(procedure.stages.len(), "stage"),
        number(procedure.clocks().count(), "time limit")
    )
}
