//! A password from where it leaves no trace: standard input, the environment, or the keyboard. Never
//! from the command line, which others on the computer can read.

use std::io::{BufRead, IsTerminal};

use anyhow::{Context, Result};

use crate::failure::Failure;

/// Reads a password for `whom`.
pub fn read(from_stdin: bool, whom: &str) -> Result<String> {
    if from_stdin {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).context("the password could not be read from standard input")?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    if let Ok(password) = std::env::var("HEARD_PASSWORD") {
        return Ok(password);
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::usage("Give a password in HEARD_PASSWORD, or on standard input with --password-stdin."));
    }
    let first =
        rpassword::prompt_password(format!("Password for {whom}: ")).context("the password could not be read")?;
    let second = rpassword::prompt_password("The same once more: ").context("the password could not be read")?;
    if first == second { Ok(first) } else { Err(Failure::usage("The two passwords are not the same.")) }
}
