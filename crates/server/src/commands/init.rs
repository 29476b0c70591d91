//! `heardctl init`: the organisation, its services and Heads, its first administrator.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use app::setup::{NewService, SetupForm, set_up};
use clap::Args;

use super::say;
use crate::{console::Console, password};

/// Set up the records of a council
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  HEARD_PASSWORD='three long words' heardctl init --council \"Thornbeck District Council\" \\
    --admin-name \"Ada Min\" --admin-email ada@thornbeck.example --services-file services.csv

services.csv has a line for each service: its name, its Head, the Head's email address. A Head can sign
in once they have a password (heardctl user password).")]
pub struct Arguments {
    /// Name of the council
    #[arg(long)]
    council: String,
    /// Whose bank holidays count: england-and-wales, scotland or northern-ireland
    #[arg(long, default_value = "england-and-wales")]
    nation: domain::Nation,
    /// The procedure new cases begin under
    #[arg(long, default_value = "making-experiences-count", value_name = "ID")]
    procedure: String,
    /// How a sentence of it is read that can be read in several ways
    #[arg(long, value_name = "READING=OPTION", value_parser = super::reading)]
    reading: Vec<(String, String)>,
    /// Name of the first administrator
    #[arg(long)]
    admin_name: String,
    /// Email address they sign in with
    #[arg(long)]
    admin_email: String,
    /// Take the password from the first line of standard input (otherwise HEARD_PASSWORD, or asked for)
    #[arg(long)]
    password_stdin: bool,
    /// CSV of services: name, Head, email. Without it there is one service, “Customer services”
    #[arg(long, value_name = "FILE")]
    services_file: Option<PathBuf>,
}

/// Sets up.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let services = services(arguments)?;
    let form = SetupForm {
        council: arguments.council.clone(),
        initials: String::new(),
        nation: arguments.nation.as_str().to_owned(),
        procedure: arguments.procedure.clone(),
        readings: arguments.reading.iter().cloned().collect(),
        services,
        name: arguments.admin_name.clone(),
        email: arguments.admin_email.clone(),
        password: password::read(arguments.password_stdin, &arguments.admin_name)?,
    };
    let office = console.office_or_new()?;
    set_up(&office, &form, false, console.now(), &mut || console.salt())?;
    say(&format!(
        "{} is set up in {}. Sign in as {}.",
        arguments.council,
        console.folder()?.display(),
        arguments.admin_email
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn services(arguments: &Arguments) -> Result<Vec<NewService>> {
    let Some(path) = &arguments.services_file else {
        return Ok(vec![NewService { service: "Customer services".into(), ..NewService::default() }]);
    };
    let named = || format!("{} could not be read", path.display());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_path(path)
        .with_context(named)?;
    let mut services = Vec::new();
    for record in reader.records() {
        let record = record.with_context(named)?;
        let field = |place: usize| record.get(place).unwrap_or_default().trim_start_matches('\u{feff}').to_owned();
        let service = NewService { service: field(0), head: field(1), email: field(2) };
        let header = services.is_empty() && service.service.eq_ignore_ascii_case("service");
        if !header && !service.service.is_empty() {
            services.push(service);
        }
    }
    Ok(services)
}
