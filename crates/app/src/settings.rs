//! What the council set: its name, its calendar, its mail server. Kept as JSON, one value a key.

use domain::{Nation, event::Under};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::{Reading, Writing};

use crate::Problem;

mod keep;
mod paper;

pub use keep::{keep_council, keep_reminders};
pub use paper::{Envelope, Paper};

/// A setting: a type with a key of its own.
pub trait Setting: Serialize + DeserializeOwned + Default {
    /// Its key in the table.
    const KEY: &'static str;
}

/// Reads a setting, or its default where it was never set.
pub fn get<S: Setting>(reading: &Reading<'_>) -> Result<S, Problem> {
    match reading.setting(S::KEY)? {
        Some(json) => {
            serde_json::from_str(&json).map_err(|error| Problem::Broken(format!("Setting {}: {error}", S::KEY)))
        }
        None => Ok(S::default()),
    }
}

/// Keeps a setting.
pub fn set<S: Setting>(writing: &Writing<'_>, setting: &S) -> Result<(), Problem> {
    let json = serde_json::to_string(setting).map_err(|error| Problem::Broken(error.to_string()))?;
    Ok(writing.set_setting(S::KEY, &json)?)
}

/// The organisation: everything a letterhead or a title bar says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Council {
    /// Its name.
    pub name: String,
    /// Two or three letters for the mark.
    pub initials: String,
    /// Whose bank holidays count.
    pub nation: Nation,
    /// Id of the procedure new cases begin under.
    pub procedure: String,
    /// The versions adopted, in order; a new case begins under the last that is in force for it. Where
    /// none is noted, the newest version of `procedure`.
    pub adopted: Vec<Under>,
    /// Followed as well, each for the cases that it takes; one that was chosen later comes first.
    pub also: Vec<Under>,
    /// What every case is measured against beside its own procedure; nothing at first.
    pub against: Option<Under>,
    /// One colour, `#rrggbb`.
    pub colour: String,
    /// Where letters come from, several lines.
    pub address: String,
    /// The number customers ring.
    pub phone: String,
    /// The address customers write to by e-mail.
    pub email: String,
    /// What letters are printed on.
    pub paper: Paper,
    /// Wards or areas to choose from.
    pub wards: Vec<String>,
    /// Minutes without a key or click after which a window is locked.
    pub idle_minutes: u32,
    /// Whether this is the practice file.
    pub practice: bool,
}

impl Default for Council {
    fn default() -> Self {
        Council {
            name: String::new(),
            initials: String::new(),
            nation: Nation::EnglandAndWales,
            procedure: "making-experiences-count".into(),
            adopted: Vec::new(),
            also: Vec::new(),
            against: None,
            colour: "#1b4f5e".into(),
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            paper: Paper::default(),
            wards: Vec::new(),
            idle_minutes: 15,
            practice: false,
        }
    }
}

impl Setting for Council {
    const KEY: &'static str = "council";
}

/// The mail server. The password is in the operating system's keyring, never here.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MailServer {
    /// Name of the server; empty while mail is not set up.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `none`, `starttls` or `tls`.
    pub security: String,
    /// Empty for a relay that asks for none.
    pub username: String,
    /// Name customers see as the sender.
    pub from_name: String,
    /// Address customers see as the sender.
    pub from_address: String,
    /// Certificate of the council's own authority, as a file in PEM; empty for none.
    pub root_certificate: String,
    /// Counted up when the settings change, so that held mail is tried again.
    pub version: u32,
}

impl Setting for MailServer {
    const KEY: &'static str = "mail-server";
}

/// When staff are told that a date comes near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reminders {
    /// Working days before a due date on which the people on a case are reminded; 0 is the day itself.
    pub days_before: Vec<u32>,
    /// Whether reminders are sent at all.
    pub on: bool,
    /// Working days before a date that can be put off from which its delay letter stands ready; 0 is the day itself.
    pub delay_letter: u32,
}

impl Default for Reminders {
    fn default() -> Self {
        Reminders { days_before: vec![2, 0], on: true, delay_letter: 3 }
    }
}

impl Setting for Reminders {
    const KEY: &'static str = "reminders";
}
