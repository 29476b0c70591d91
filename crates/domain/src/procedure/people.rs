//! Who does what in a procedure, by the titles the procedure uses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Procedure, Stage};
use crate::{feedback::words, person::Role};

/// Somebody the procedure names, such as "Deputy Director of Estates".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// Name in files.
    pub id: String,
    /// The title people read.
    pub title: String,
    /// The role that plays the part in the program.
    pub role: Role,
}

/// Who does what in a stage. Each is the id of an officer or of a role.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Who acknowledges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledges: Option<String>,
    /// Who decides whether it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<String>,
    /// Who investigates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub investigates: Option<String>,
    /// Who signs the response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signs: Option<String>,
    /// Who sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sends: Option<String>,
    /// Whom whoever deals with it must not be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<Never>,
    /// Where it goes instead, by whom it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub routes: Vec<Route>,
}

impl People {
    /// Everybody named, with the word of the file that names them.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let parts = [
            ("acknowledges", &self.acknowledges),
            ("accepts", &self.accepts),
            ("investigates", &self.investigates),
            ("signs", &self.signs),
            ("sends", &self.sends),
        ];
        parts.into_iter().filter_map(|(part, who)| Some((part, who.as_deref()?)))
    }
}

impl Procedure {
    /// The roles in which somebody may sign the answer of a stage: the one it names, if it is one that signs.
    pub fn signers(&self, stage: &Stage) -> Vec<Role> {
        let can = [Role::HeadOfService, Role::HeadOfCustomerServices];
        self.one_of(stage.people.signs.as_deref(), &can).map_or_else(|| can.to_vec(), |role| vec![role])
    }

    /// The roles in which somebody may investigate in a stage: the one it names, if it is one that can. Without a stage
    /// as in a first one.
    pub fn investigators(&self, stage: Option<&Stage>) -> Vec<Role> {
        let first = [Role::Investigator, Role::HeadOfService];
        let later = [Role::Investigator, Role::HeadOfService, Role::HeadOfCustomerServices];
        let usual = if stage.is_some_and(|stage| !stage.begins()) { &later[..] } else { &first };
        let can = [Role::Adviser, Role::Investigator, Role::HeadOfService, Role::HeadOfCustomerServices];
        let named = stage.and_then(|stage| stage.people.investigates.as_deref());
        self.one_of(named, &can).map_or_else(|| usual.to_vec(), |role| vec![role])
    }

    fn one_of(&self, officer: Option<&str>, can: &[Role]) -> Option<Role> {
        officer.and_then(|id| self.officer_role(id)).filter(|role| can.contains(role))
    }
}

words!(
    /// Whom the handler of a stage must not be.
    Never {
        /// Whoever dealt with it at an earlier stage.
        EarlierHandler = "earlier-handler", "whoever dealt with an earlier stage";
        /// Whoever drafted the response that is signed.
        Drafter = "drafter", "whoever drafted the response";
        /// Whoever is complained about.
        ComplainedAbout = "complained-about", "whoever is complained about";
    }
);

/// A complaint about one officer goes to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The officer or role complained about.
    pub about: String,
    /// The officer or role who deals with it.
    pub to: String,
}

/// Whether a response needs a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// Whether the response goes out only over the signature of the Head of Service.
    pub head_of_service: bool,
    /// Whether a named deputy may sign in the Head's absence, recorded as "pp".
    pub deputy: bool,
}
