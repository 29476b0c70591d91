//! The words of an old log that Heard does not know: "Solved", "Refuse Dept". Each is shown once, with what it
//! may mean, and what a person says of it goes into the mapping.

use std::collections::BTreeMap;

use domain::feedback::{Channel, Finding, Kind};

use super::{
    columns::Field,
    entry::{Against, Refused},
    mapping::Mapping,
};

/// A word that nobody has explained yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it should say.
    pub field: Field,
    /// The heading of its column.
    pub heading: String,
    /// The word.
    pub word: String,
    /// In how many rows it stands.
    pub rows: usize,
    /// What it may mean.
    pub meanings: Vec<Meaning>,
}

/// What a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// As it is kept in the mapping; blank for nothing.
    pub value: String,
    /// As people read it.
    pub title: String,
}

/// Each unexplained word once, the most frequent first within its field.
pub(super) fn unexplained(refused: &[Refused], against: &Against<'_>) -> Vec<Word> {
    let mut rows: BTreeMap<(Field, &str, &str), usize> = BTreeMap::new();
    for one in refused {
        if let Some(field) = one.unexplained {
            *rows.entry((field, &one.column, &one.value)).or_default() += 1;
        }
    }
    let mut words: Vec<Word> = rows
        .into_iter()
        .map(|((field, heading, word), rows)| Word {
            field,
            heading: heading.to_owned(),
            word: word.to_owned(),
            rows,
            meanings: meanings(field, against),
        })
        .collect();
    words.sort_by(|one, other| (one.field, other.rows, &one.word).cmp(&(other.field, one.rows, &other.word)));
    words
}

fn meanings(field: Field, against: &Against<'_>) -> Vec<Meaning> {
    let meaning = |value: &str, title: &str| Meaning { value: value.to_owned(), title: title.to_owned() };
    let nothing = || meaning("", "Nothing: leave it empty");
    if field == Field::Kind {
        Kind::ALL.iter().map(|kind| meaning(kind.as_str(), kind.title())).collect()
    } else if field == Field::Channel {
        Channel::ALL.iter().map(|channel| meaning(channel.as_str(), channel.title())).collect()
    } else if field == Field::Status {
        vec![meaning("open", "Open"), meaning("closed", "Closed")]
    } else if field == Field::Outcome {
        let findings = Finding::ALL.iter().map(|found| meaning(found.as_str(), found.title()));
        findings.chain([meaning("", "None of these: keep it below the story")]).collect()
    } else if field == Field::Service {
        let services = against.services.iter().map(|service| meaning(&service.name, &service.name));
        services.chain([nothing()]).collect()
    } else {
        let grounds = against.procedure.grounds.iter().map(|ground| meaning(&ground.id, &ground.title));
        grounds.chain([nothing()]).collect()
    }
}

impl Mapping {
    /// Takes in what a word means.
    pub fn explain(&mut self, field: Field, word: &str, meaning: &str) {
        self.values.entry(field).or_default().insert(word.to_owned(), meaning.to_owned());
    }
}
