//! `heardctl procedure`: whether a procedure file can work, and where it departs from a Code; the schema of
//! the format; a file kept as a version that can be adopted.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use app::{console as desk, procedures};
use clap::{Args, Subcommand};
use domain::Procedure;

use super::say;
use crate::console::Console;

/// Look at procedure files
#[derive(Debug, Args)]
#[command(after_help = "\
What cannot work is named with file and line, what was found and what is expected, and the exit
status is 1. Where a procedure departs from a Code that it claims to follow it is only warned of. Only add needs records:
it keeps the file as a version, which is followed once an administrator adopts it in Settings.

Example:
  heardctl procedure check procedures/lgsco-code-2024.toml
  heardctl procedure add ours.toml
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
    /// Keep this file as a version that can be adopted
    Add {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the JSON schema of the format, for editors
    Schema,
}

/// Looks at every file before it says how they stand.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.what {
        What::Check { files } => check(files),
        What::Add { file } => add(console, file),
        What::Schema => {
            say(procedures::schema().trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn add(console: &Console, path: &Path) -> Result<ExitCode> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))?;
    let office = console.office()?;
    let kept = procedures::keep(&office, &desk::keeper(&office)?, &text, "", console.now())?;
    desk::note(&office, "procedure add", console.now())?;
    say(&format!("{}, version {}, is kept. Adopt it in Settings, Procedures and deadlines.", kept.id, kept.version))?;
    Ok(ExitCode::SUCCESS)
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
