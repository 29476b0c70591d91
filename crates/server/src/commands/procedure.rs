//! `heardctl procedure`: whether a procedure file can work, and where it departs from a Code; the schema of
//! the format; a file kept as a version that can be adopted.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use app::{
    console as desk,
    procedures::{self, Standing},
};
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
        /// Put it in the place of a version that is being written
        #[arg(long)]
        replace: bool,
    },
    /// Print the JSON schema of the format, for editors
    Schema,
}

/// Looks at every file before it says how they stand.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.what {
        What::Check { files } => check(files),
        What::Add { file, replace } => add(console, file, *replace),
        What::Schema => {
            say(procedures::schema().trim_end())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn add(console: &Console, path: &Path, replace: bool) -> Result<ExitCode> {
    let text = text(path)?;
    let procedure = parsed(path, &text)?;
    let office = console.office()?;
    let keeper = desk::keeper(&office)?;
    let before = procedures::text(&office, &keeper, &procedure.id, Some(procedure.version)).ok();
    let differs = before.as_ref().is_some_and(|before| before.standing == Standing::Draft && before.toml != text);
    if differs && !replace {
        let Procedure { id, version, .. } = &procedure;
        let told = "is being written already, and differs from this file";
        bail!("{id}, version {version}, {told}. Say --replace to put the file in its place, or count its version up.");
    }
    let seen = before.map(|before| before.fingerprint()).unwrap_or_default();
    let kept = procedures::keep(&office, &keeper, &text, &seen, console.now())?;
    desk::note(&office, "procedure add", console.now())?;
    say(&format!("{}, version {}, is kept. Adopt it in Settings, Procedures and deadlines.", kept.id, kept.version))?;
    Ok(ExitCode::SUCCESS)
}

fn text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow::anyhow!(
            "{}, line {line}: found a letter that is not UTF-8; expected a text saved as UTF-8",
            path.display()
        )
    })
}

/// A file, where that is what was named: no id has a dot or a slash.
pub(super) fn file(named: &str) -> Option<&Path> {
    named.contains(['.', '/', '\\']).then(|| Path::new(named))
}

/// The procedure in a file, or every fault with its line.
pub(super) fn read(path: &Path) -> Result<Procedure> {
    parsed(path, &text(path)?)
}

fn parsed(path: &Path, text: &str) -> Result<Procedure> {
    procedures::parse(&path.display().to_string(), text).map_err(|flaws| anyhow::anyhow!(flaws.join("\nheardctl: ")))
}

fn check(files: &[PathBuf]) -> Result<ExitCode> {
    let mut sound = true;
    for path in files {
        let file = path.display().to_string();
        let text = match text(path) {
            Ok(text) => text,
            Err(problem) => {
                sound = false;
                say(&format!("{problem:#}"))?;
                continue;
            }
        };
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
