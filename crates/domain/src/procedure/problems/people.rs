//! People whom a procedure names and who do not exist.

use super::Problems;
use crate::{Role, procedure::Procedure};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    let known = || {
        let officers = procedure.officers.iter().map(|officer| officer.id.as_str());
        officers.chain(Role::ALL.iter().map(|role| role.as_str()))
    };
    for (at, stage) in procedure.stages.iter().enumerate() {
        for (part, who) in stage.people.named() {
            found.known(format!("stage.{at}.people.{part}"), who, known());
        }
        for route in &stage.people.routes {
            found.known(format!("stage.{at}.people.routes"), &route.about, known());
            found.known(format!("stage.{at}.people.routes"), &route.to, known());
        }
    }
    for (index, rule) in procedure.extensions.iter().enumerate() {
        for who in &rule.granted_by {
            found.known(format!("extension.{index}.granted_by"), who, known());
        }
    }
    if let Some(who) = &procedure.handling.sealed_to {
        found.known("handling.sealed_to", who, known());
    }
}
