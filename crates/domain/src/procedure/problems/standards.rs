//! Standards of timeliness that could not be measured as they are written.

use std::collections::BTreeSet;

use super::{Problems, clocks::limit_problems, quoted};
use crate::procedure::{Procedure, Standard};

pub(super) fn check(procedure: &Procedure, found: &mut Problems) {
    let mut titles = BTreeSet::new();
    for (at, standard) in procedure.standards.iter().enumerate() {
        let path = |word: &str| format!("standard.{at}.{word}");
        if !titles.insert(standard.title.trim()) {
            found.add(path("title"), format!("{} a second time", quoted(&standard.title)), "each title once");
        }
        if let Some(percent) = standard.percent.filter(|percent| !(1..=100).contains(percent)) {
            found.add(path("percent"), percent.to_string(), "a number from 1 to 100");
        }
        if let Some(limit) = standard.limit {
            limit_problems(&path("limit"), limit, found);
        }
        if standard.first_contact && (standard.limit.is_some() || standard.clock.is_some()) {
            found.add(path("first_contact"), "a time as well", "first_contact alone, or a limit, or a clock");
        }
        clock(procedure, standard, &path("clock"), found);
    }
}

fn clock(procedure: &Procedure, standard: &Standard, path: &str, found: &mut Problems) {
    let Some(id) = &standard.clock else { return };
    found.known(path, id, procedure.clocks().map(|clock| clock.id.as_str()));
    if procedure.clock(id).is_some_and(|clock| clock.repeats) {
        found.add(path, format!("{}, which starts again whenever it is met", quoted(id)), "a clock that is met once");
    }
}
