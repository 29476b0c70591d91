//! `heardctl user`: the people who may sign in. Nobody is ever deleted, because the history names
//! them.

use std::process::ExitCode;

use anyhow::Result;
use app::{Office, Person, console as desk, people, people::PersonForm};
use clap::{Args, Subcommand};
use domain::Role;

use super::{say, say_json};
use crate::{console::Console, failure::Failure, password};

/// List and change the people who may sign in
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  heardctl user list
  HEARD_PASSWORD='three long words' heardctl user add --name \"Dan Okafor\" --email dan@thornbeck.example --role investigator
  heardctl user password dan@thornbeck.example
  heardctl user deputy marian@thornbeck.example stephen@thornbeck.example")]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everybody, with role and services
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Add a person
    Add {
        /// Full name
        #[arg(long)]
        name: String,
        /// Email address they sign in with
        #[arg(long)]
        email: String,
        /// adviser, champion, investigator, head-of-service, head-of-customer-services, administrator or reader
        #[arg(long, value_parser = role)]
        role: Role,
        /// Take the password from standard input (otherwise HEARD_PASSWORD, or asked for)
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give a person another role; they have to sign in again
    Role {
        /// Email address
        email: String,
        /// As for add
        #[arg(value_parser = role)]
        role: Role,
    },
    /// Set a person's password; they have to sign in again
    Password {
        /// Email address
        email: String,
        /// Take the password from standard input (otherwise HEARD_PASSWORD, or asked for)
        #[arg(long)]
        password_stdin: bool,
    },
    /// Name who may sign for a Head of Service; without a second address nobody may
    Deputy {
        /// Email address of the Head
        email: String,
        /// Email address of the deputy
        deputy: Option<String>,
    },
    /// Let a person sign in no more
    Deactivate {
        /// Email address
        email: String,
    },
    /// Let a person sign in again
    Activate {
        /// Email address
        email: String,
    },
}

/// Lists or changes.
pub fn run(console: &Console, arguments: &Arguments) -> Result<ExitCode> {
    let office = console.office()?;
    match &arguments.what {
        What::List { json } => list(&office, *json)?,
        What::Add { name, email, role, password_stdin } => {
            let password = password::read(*password_stdin, name)?;
            let form = PersonForm {
                name: name.clone(),
                email: email.clone(),
                role: role.as_str().into(),
                password,
                deputy: None,
                active: true,
            };
            keep(console, &office, None, &form)?;
        }
        What::Role { email, role } => change(console, &office, email, |form| form.role = role.as_str().into())?,
        What::Password { email, password_stdin } => {
            let password = password::read(*password_stdin, email)?;
            change(console, &office, email, |form| form.password = password)?;
        }
        What::Deputy { email, deputy } => {
            let deputy = deputy.as_deref().map(|deputy| find(&office, deputy)).transpose()?.map(|person| person.id);
            change(console, &office, email, |form| form.deputy = deputy)?;
        }
        What::Deactivate { email } => change(console, &office, email, |form| form.active = false)?,
        What::Activate { email } => change(console, &office, email, |form| form.active = true)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn role(name: &str) -> Result<Role, String> {
    Role::named(name).ok_or_else(|| format!("expected one of {}", Role::ALL.map(Role::as_str).join(", ")))
}

fn find(office: &Office, email: &str) -> Result<Person> {
    let found = office.read(|reading| Ok(reading.person_by_email(email)?))?;
    found.ok_or_else(|| Failure::usage(format!("Nobody has the email address {email}.")))
}

fn change(console: &Console, office: &Office, email: &str, change: impl FnOnce(&mut PersonForm)) -> Result<()> {
    let person = find(office, email)?;
    let mut form = PersonForm {
        name: person.name,
        email: person.email,
        role: person.role.as_str().into(),
        password: String::new(),
        deputy: person.deputy,
        active: person.active,
    };
    change(&mut form);
    keep(console, office, Some(person.id), &form)
}

fn keep(console: &Console, office: &Office, id: Option<domain::PersonId>, form: &PersonForm) -> Result<()> {
    let (keeper, now) = (desk::keeper(office)?, console.now());
    people::keep_person(office, &keeper, id, form, None, &console.salt(), now)?;
    desk::note(office, "user", now)?;
    say(&format!("{}: {}{}.", form.email, form.role, if form.active { "" } else { ", may not sign in" }))
}

fn list(office: &Office, json: bool) -> Result<()> {
    let staff = people::staff(office, &desk::keeper(office)?)?;
    let services = |person: &Person| -> Vec<&str> {
        staff
            .services
            .iter()
            .filter(|service| service.head == Some(person.id))
            .map(|service| service.name.as_str())
            .collect()
    };
    let deputy = |person: &Person| {
        staff.people.iter().find(|other| Some(other.id) == person.deputy).map(|other| other.email.as_str())
    };
    if json {
        let people = staff.people.iter().map(|person| {
            serde_json::json!({
                "name": person.name, "email": person.email, "role": person.role.as_str(), "active": person.active,
                "services": services(person), "deputy": deputy(person), "has_password": person.password.is_some(),
                "last_seen": person.last_seen,
            })
        });
        return say_json(&people.collect());
    }
    for person in &staff.people {
        let mut line = format!("{:<28} {:<38} {}", person.name, person.email, person.role.title());
        for service in services(person) {
            line.push_str(&format!(", {service}"));
        }
        if !person.active {
            line.push_str(" (may not sign in)");
        }
        say(&line)?;
    }
    Ok(())
}
