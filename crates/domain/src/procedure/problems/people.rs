//! People whom a procedure names and who do not exist, or whose role cannot do what it gives them.

use super::{Problems, quoted};
use crate::{
    ActKind, Role,
    permission::{Unheard, may_play, unheard},
    procedure::Procedure,
};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    for (index, officer) in procedure.officers.iter().enumerate() {
        if let Some(role) = Role::ALL.iter().find(|role| role.as_str() == officer.id && **role != officer.role) {
            let says = format!("“{}”, which is the name of a role", role.as_str());
            found.add(format!("officer.{index}.id"), says, "a name of its own");
        }
    }
    for (at, stage) in procedure.stages.iter().enumerate() {
        for (part, who) in stage.people.named() {
            known(procedure, &format!("stage.{at}.people.{part}"), who, found);
        }
        for Unheard { part, who, role, can } in unheard(&stage.people, procedure) {
            let can: Vec<&str> = can.iter().map(|role| role.as_str()).collect();
            let found_there = format!("“{who}”, whose role “{}” does nothing of the kind", role.as_str());
            found.add(format!("stage.{at}.people.{part}"), found_there, format!("one of {}", can.join(", ")));
        }
        let investigates = procedure.investigators(Some(stage)).contains(&Role::Investigator);
        let parts = [("acknowledges", &stage.people.acknowledges), ("sends", &stage.people.sends)];
        for (part, who) in parts.into_iter().filter_map(|(part, who)| Some((part, who.as_deref()?))) {
            if !investigates && procedure.officer_role(who) == Some(Role::Investigator) {
                let found_there = format!("“{who}”, and nobody in that role investigates here");
                found.add(format!("stage.{at}.people.{part}"), found_there, "whoever investigates, or another role");
            }
        }
        for route in &stage.people.routes {
            if route.about == route.to {
                let expected = "somebody else than whom it is about";
                found.add(format!("stage.{at}.people.routes"), format!("“{}”", route.to), expected);
            }
            known(procedure, &format!("stage.{at}.people.routes"), &route.about, found);
            known(procedure, &format!("stage.{at}.people.routes"), &route.to, found);
        }
    }
    for (index, rule) in procedure.extensions.iter().enumerate() {
        for who in &rule.granted_by {
            let path = format!("extension.{index}.granted_by");
            known(procedure, &path, who, found);
            if let Some(role) = procedure.officer_role(who).filter(|role| !may_play(&[ActKind::Extend], *role)) {
                let says = format!("“{who}”, whose role “{}” puts off no date", role.as_str());
                found.add(path, says, "somebody who gives more time");
            }
        }
    }
    if let Some(who) = &procedure.handling.sealed_to {
        known(procedure, "handling.sealed_to", who, found);
    }
}

/// Somebody whom the file names: one of its officers, or a role.
fn known(procedure: &Procedure, path: &str, who: &str, found: &mut Problems) {
    if procedure.officer_role(who).is_some() {
        return;
    }
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    let officers: Vec<&str> = procedure.officers.iter().map(|officer| officer.id.as_str()).collect();
    let of_file = if officers.is_empty() { String::new() } else { format!(" ({})", officers.join(", ")) };
    let expected = format!("the id of an [[officer]] of the file{of_file}, or a role: {}", roles.join(", "));
    found.add(path, quoted(who), expected);
}
