//! The names that Heard knows in a case: to say which documents name somebody, and to leave the names out of what goes to
//! the customer. It knows who works here, who acts for the customer and which member of staff the complaint names. Others
//! of whom somebody wrote it cannot know, and the pages say so.

use std::collections::BTreeSet;

use domain::{By, Event, PersonId};
use regex::{Captures, Regex};

use crate::{Customer, Problem, cases::CaseFile, settings::Council};

/// The fewest letters of a name.
const SHORTEST: usize = 2;
/// Names of people that also stand in dates, where they are no names; found beside a surname all the same.
const IN_DATES: &[&str] = &[
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
    "Oct", "Nov", "Dec", "April", "June", "July", "August",
];
/// The fewest letters of a line of an address.
const SHORTEST_LINE: usize = 6;

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The member of staff whom the complaint names.
    Named,
    /// Who acts for the customer.
    Acting,
    /// Members of staff.
    Staff,
    /// An e-mail address or a telephone number that is neither the customer's nor the council's.
    Reached,
}

impl Whose {
    /// What stands in the place of the name.
    const fn instead(self) -> &'static str {
        match self {
            Whose::Named | Whose::Staff => "[a member of staff]",
            Whose::Acting => "[who acts for the customer]",
            Whose::Reached => "[how to reach somebody]",
        }
    }
}

/// The names of one case.
pub(super) struct Names {
    known: Vec<(Whose, Regex)>,
    reached: Regex,
    /// How the customer, the council and the Ombudsman are reached.
    own: BTreeSet<String>,
}

impl Names {
    /// `earlier`: who acted for the customer before, or was taken for them; `ombudsman`: how the Ombudsman whom letters
    /// name is reached.
    pub(super) fn of(
        file: &CaseFile,
        earlier: &[Customer],
        council: &Council,
        ombudsman: &str,
    ) -> Result<Names, Problem> {
        let customer = file.customer.as_ref();
        let mut no_names: BTreeSet<&str> = customer.map(|customer| words(&customer.name).collect()).unwrap_or_default();
        no_names.extend(words(&council.name).chain(IN_DATES.iter().copied()));
        let alone = |name: &str| {
            let whole = |word: &&str| word.chars().count() >= SHORTEST && !no_names.contains(word);
            words(name).filter(whole).map(str::to_owned).collect::<Vec<_>>()
        };
        let (mut named, mut acting, mut staff) = (Sought::default(), Sought::default(), Sought::default());
        if let Some(told) = &file.case.staff_named {
            named.whole(file.words(told));
            for name in names_in(file.words(told))? {
                named.whole(&name);
                named.alone(alone(&name));
            }
        }
        if let Some(person) = file.case.named_staff {
            named.whole(file.name(person));
            named.alone(alone(file.name(person)));
        }
        for person in file.representative.iter().chain(earlier) {
            acting.whole(&person.name);
            acting.alone(alone(&person.name));
            reach(person, customer).for_each(|line| acting.whole(line));
        }
        file.people.values().for_each(|name| staff.whole(name));
        involved(file).into_iter().for_each(|person| staff.alone(alone(file.name(person))));
        let found = [(Whose::Named, named), (Whose::Acting, acting), (Whose::Staff, staff)];
        let mut known = Vec::new();
        for (whose, sought) in found {
            known.extend(sought.pattern()?.map(|pattern| (whose, pattern)));
        }
        let reached = made(r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?:(?:\+|\b0)[\d][\d ]{8,13}\d\b)")?;
        let customer_s = customer.map(|customer| [customer.email.as_str(), customer.phone.as_str()]);
        let own = [council.email.as_str(), council.phone.as_str()].into_iter().chain(customer_s.into_iter().flatten());
        let ombudsman = reached.find_iter(ombudsman).map(|found| found.as_str());
        let own = own.chain(ombudsman).map(plain).collect();
        Ok(Names { known, reached, own })
    }

    /// Whose names are in these words.
    pub(super) fn named_in(&self, words: &str) -> Vec<Whose> {
        let known = self.known.iter().filter(|(_, pattern)| pattern.is_match(words)).map(|(whose, _)| *whose);
        let others = self.reached.find_iter(words).any(|found| !self.own.contains(&plain(found.as_str())));
        known.chain(others.then_some(Whose::Reached)).collect()
    }

    /// The words with something else in the place of each name.
    pub(super) fn left_out_of(&self, words: &str) -> String {
        let known = self.known.iter().fold(words.to_owned(), |words, (whose, pattern)| {
            pattern.replace_all(&words, whose.instead()).into_owned()
        });
        let other = |found: &Captures<'_>| match &found[0] {
            own if self.own.contains(&plain(own)) => own.to_owned(),
            _ => Whose::Reached.instead().to_owned(),
        };
        self.reached.replace_all(&known, other).into_owned()
    }
}

/// What is looked for: whole names however they are capitalised, and single names as they are written.
#[derive(Default)]
struct Sought {
    whole: BTreeSet<String>,
    alone: BTreeSet<String>,
}

impl Sought {
    fn whole(&mut self, name: &str) {
        let name = name.trim();
        if name.chars().count() >= SHORTEST {
            self.whole.insert(regex::escape(name));
        }
    }

    fn alone(&mut self, names: Vec<String>) {
        self.alone.extend(names.iter().map(|name| regex::escape(name)));
    }

    /// `None` where there is nothing to look for.
    fn pattern(self) -> Result<Option<Regex>, Problem> {
        // The longest first: "Dan Okafor" before "Dan".
        let any = |names: BTreeSet<String>| {
            let mut names: Vec<String> = names.into_iter().collect();
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            names.join("|")
        };
        let parts: Vec<String> = [("(?i:", any(self.whole)), ("(?:", any(self.alone))]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(how, names)| format!("{how}{names})"))
            .collect();
        if parts.is_empty() {
            return Ok(None);
        }
        // A name may begin or end with something that is no letter, where a boundary of words would find none.
        made(&format!(r"(?:\b|^)(?:{})(?:\b|$)", parts.join("|"))).map(Some)
    }
}

fn made(pattern: &str) -> Result<Regex, Problem> {
    Regex::new(pattern).map_err(|error| Problem::Broken(error.to_string()))
}

/// The names in a name, without titles such as "Mrs".
fn words(name: &str) -> impl Iterator<Item = &str> {
    const TITLES: [&str; 9] = ["Mrs", "Mr", "Ms", "Miss", "Dr", "Cllr", "Councillor", "Sir", "The"];
    name.split_whitespace().map(|word| word.trim_matches(['.', ','])).filter(|word| !TITLES.contains(word))
}

/// The names in words that somebody typed: those of several words that are written large, and what follows a title.
fn names_in(told: &str) -> Result<Vec<String>, Problem> {
    let found = made(r"\p{Lu}[\p{L}'’-]*\.?(?:\s+\p{Lu}[\p{L}'’-]*)*")?;
    let whole = told.split_whitespace().count() == 1;
    let several = |name: &&str| whole || name.split_whitespace().count() > 1;
    Ok(found.find_iter(told).map(|name| name.as_str()).filter(several).map(str::to_owned).collect())
}

/// How somebody is reached, where it is not how the customer is.
fn reach<'a>(person: &'a Customer, customer: Option<&'a Customer>) -> impl Iterator<Item = &'a str> {
    let lines = |of: &'a Customer| {
        let parts = [of.phone.as_str(), of.email.as_str(), of.postcode.as_str()];
        of.address.lines().chain(parts).map(str::trim).filter(|line| line.chars().count() >= SHORTEST_LINE)
    };
    let own: Vec<&str> = customer.into_iter().flat_map(lines).collect();
    lines(person).filter(move |line| !own.contains(line))
}

/// Members of staff who had to do with the case.
fn involved(file: &CaseFile) -> BTreeSet<PersonId> {
    let mut involved: BTreeSet<PersonId> = file.case.named_staff.into_iter().collect();
    for recorded in &file.history {
        if let By::Person(person) = recorded.by {
            involved.insert(person);
        }
        if let Event::Passed { head, .. } = recorded.event {
            involved.insert(head);
        }
        if let Event::Nominated { investigator } = recorded.event {
            involved.insert(investigator);
        }
        if let Event::Appointed { signer, investigator } = recorded.event {
            involved.extend([Some(signer), investigator].into_iter().flatten());
        }
        if let Event::HandedOver { from, to, .. } = recorded.event {
            involved.extend([from, to]);
        }
    }
    involved
}

/// A way to reach somebody without spaces and capitals.
fn plain(reach: &str) -> String {
    reach.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_are_found_however_they_are_written_and_single_ones_as_they_are() {
        let mut sought = Sought::default();
        sought.whole("Dan Okafor");
        sought.whole("jo (at the desk)");
        sought.alone(vec!["Dan".into(), "Okafor".into()]);
        let pattern = sought.pattern().expect("a pattern").expect("names to look for");
        for (words, expected) in [
            ("DAN OKAFOR came", "– came"),
            ("Dan's van; Danube, dan", "–'s van; Danube, dan"),
            ("Mr Okafor, Dan Okafor", "Mr –, –"),
            ("ask Jo (at the desk)", "ask –"),
        ] {
            assert_eq!(pattern.replace_all(words, "–"), expected, "{words}");
        }
        assert!(Sought::default().pattern().expect("none").is_none());
    }

    #[test]
    fn names_are_found_in_what_somebody_typed() {
        let table: [(&str, &[&str]); 4] = [
            ("Mr Okafor, the driver, and Sue Bell", &["Mr Okafor", "Sue Bell"]),
            ("Okafor", &["Okafor"]),
            ("the man at the gate", &[]),
            ("She said it was Anne-Marie O’Neill.", &["Anne-Marie O’Neill"]),
        ];
        for (told, expected) in table {
            assert_eq!(names_in(told).expect("a pattern"), expected, "{told}");
        }
    }

    #[test]
    fn titles_are_no_names() {
        assert_eq!(words("Mrs Eileen Fairclough").collect::<Vec<_>>(), ["Eileen", "Fairclough"]);
    }
}
