//! The three parts of the United Kingdom that have bank holidays of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Whose bank holidays are meant. England and Wales share one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nation {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// A name that is none of the three; says which are.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no calendar for \"{0}\"; expected england-and-wales, scotland or northern-ireland")]
pub struct UnknownNation(pub String);

impl Nation {
    /// All three, in the order GOV.UK lists them.
    pub const ALL: [Nation; 3] = [Nation::EnglandAndWales, Nation::Scotland, Nation::NorthernIreland];

    /// The name used in files and on command lines, as in GOV.UK's list.
    pub fn as_str(self) -> &'static str {
        match self {
            Nation::EnglandAndWales => "england-and-wales",
            Nation::Scotland => "scotland",
            Nation::NorthernIreland => "northern-ireland",
        }
    }

    /// The name people read.
    pub fn title(self) -> &'static str {
        match self {
            Nation::EnglandAndWales => "England and Wales",
            Nation::Scotland => "Scotland",
            Nation::NorthernIreland => "Northern Ireland",
        }
    }
}

impl FromStr for Nation {
    type Err = UnknownNation;

    fn from_str(name: &str) -> Result<Nation, UnknownNation> {
        let known = Nation::ALL.into_iter().find(|nation| nation.as_str() == name);
        known.ok_or_else(|| UnknownNation(name.to_owned()))
    }
}

impl fmt::Display for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}
