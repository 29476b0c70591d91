//! What an administrator sees to: backups, people who have not signed in yet, and services that nobody heads.

use app::{Problem, people};
use domain::london;

use crate::{visit::Visit, words};

/// What is to be seen to.
pub struct Upkeep {
    /// "Last backup today 06:00".
    pub backup: String,
    /// Whether it is older than yesterday's, or there is none.
    pub old: bool,
    /// People and services, each with the way to put them right; none where all is well.
    pub missing: Vec<Missing>,
}

/// Something that is missing.
pub struct Missing {
    /// "2 people have not signed in yet".
    pub words: String,
    /// Their names.
    pub names: String,
    /// Where it is put right.
    pub href: &'static str,
}

/// The most that are named.
const NAMED: usize = 5;

/// Looks it all up.
pub fn upkeep(visit: &Visit) -> Result<Upkeep, Problem> {
    let people::Staff { people, services } = people::staff(&visit.office, &visit.who)?;
    let last = app::backups::last(&visit.office, visit.now);
    let away: Vec<&str> = people
        .iter()
        .filter(|person| person.active && person.last_seen.is_none())
        .map(|person| person.name.as_str())
        .collect();
    let heads = |id| people.iter().any(|person| person.active && Some(person.id) == id);
    let without: Vec<&str> = services
        .iter()
        .filter(|service| service.active && !heads(service.head))
        .map(|service| service.name.as_str())
        .collect();
    let missing = [
        missing(&away, ("person has", "people have"), "not signed in yet", "/settings/people"),
        missing(&without, ("service has", "services have"), "no Head of Service", "/settings/services"),
    ];
    Ok(Upkeep {
        backup: last.map_or_else(|| "There is no backup yet".into(), |at| format!("Last backup {}", words::moment(at))),
        old: last.is_none_or(|at| (visit.today() - london::date_of(at)).num_days() > 1),
        missing: missing.into_iter().flatten().collect(),
    })
}

fn missing(names: &[&str], (one, more): (&str, &str), what: &str, href: &'static str) -> Option<Missing> {
    let first = names.get(..NAMED.min(names.len())).unwrap_or_default().join(", ");
    let names_shown = match names.len().checked_sub(NAMED) {
        None | Some(0) => first,
        Some(rest) => format!("{first} and {rest} more"),
    };
    let words = format!("{} {what}", words::counted(names.len() as u64, one, more));
    (!names.is_empty()).then_some(Missing { words, names: names_shown, href })
}
