//! How the program ends: 0 when all is well, 1 when something was wrong, 2 when it was asked wrongly.

use std::process::ExitCode;

/// Asked wrongly, in a way that the parser of arguments cannot see.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// Asked wrongly: what to do about it, as one sentence.
    pub fn usage(words: impl Into<String>) -> anyhow::Error {
        Failure(words.into()).into()
    }

    /// Says what was wrong on standard error and gives the exit status.
    pub fn exit(error: &anyhow::Error) -> ExitCode {
        eprintln!("heardctl: {error:#}");
        ExitCode::from(if error.is::<Failure>() { 2 } else { 1 })
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
