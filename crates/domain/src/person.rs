//! Members of staff and the part each plays. Names, addresses and passwords live elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ids::{PersonId, ServiceId};

/// The part a person plays (Making Experiences Count, "Who deals with…").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Front desk: takes details and tells the customer what will happen.
    #[schemars(title = "Front desk")]
    Adviser,
    /// Customer Champion: sees that cases are logged, passed on and kept in time.
    #[schemars(title = "Customer Champion")]
    Champion,
    /// Investigating officer: finds out what happened and drafts the response.
    #[schemars(title = "Investigating officer")]
    Investigator,
    /// Head of Service, of named services: nominates, reviews, signs and sends.
    #[schemars(title = "Head of Service")]
    HeadOfService,
    /// Head of Customer Services: answers for the whole, and for complaints about the process.
    #[schemars(title = "Head of Customer Services")]
    HeadOfCustomerServices,
    /// Keeps people, services, calendars and mail settings; works on no case.
    #[schemars(title = "Administrator")]
    Administrator,
    /// Sees cases and figures, changes nothing.
    #[schemars(title = "Reader")]
    Reader,
}

impl Role {
    /// Every role, in the order people meet them.
    pub const ALL: [Role; 7] = [
        Role::Adviser,
        Role::Champion,
        Role::Investigator,
        Role::HeadOfService,
        Role::HeadOfCustomerServices,
        Role::Administrator,
        Role::Reader,
    ];

    /// The name kept in files and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Adviser => "adviser",
            Role::Champion => "champion",
            Role::Investigator => "investigator",
            Role::HeadOfService => "head-of-service",
            Role::HeadOfCustomerServices => "head-of-customer-services",
            Role::Administrator => "administrator",
            Role::Reader => "reader",
        }
    }

    /// The name people read.
    pub const fn title(self) -> &'static str {
        match self {
            Role::Adviser => "Front desk",
            Role::Champion => "Customer Champion",
            Role::Investigator => "Investigating officer",
            Role::HeadOfService => "Head of Service",
            Role::HeadOfCustomerServices => "Head of Customer Services",
            Role::Administrator => "Administrator",
            Role::Reader => "Reader",
        }
    }

    /// The role with this stored name.
    pub fn named(name: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

/// Who is acting: what the rules need to know of a signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// The services this person is the Head of.
    pub heads: BTreeSet<ServiceId>,
    /// The services whose Head has named this person as deputy, each with that Head.
    pub deputises: BTreeMap<ServiceId, PersonId>,
}
