//! The order of what stands in lists: the place of each entry, and one moved by a place. How that is written into the file
//! is the business of `swap`.

use toml_edit::DocumentMut;

use super::{Form, Part, Section, edit};

/// The place of an entry in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl Entry {
    /// Whether it can go that way.
    pub fn may_go(self, toward: Toward) -> bool {
        match toward {
            Toward::Up => self.number > 1,
            Toward::Down => self.number < self.of,
        }
    }
}

/// A way in which an entry is moved in its list, by one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// Before the one above it.
    Up,
    /// Behind the one below it.
    Down,
}

impl Toward {
    /// The way back.
    #[must_use]
    pub fn back(self) -> Toward {
        match self {
            Toward::Up => Toward::Down,
            Toward::Down => Toward::Up,
        }
    }

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Toward::Up => "up",
            Toward::Down => "down",
        }
    }

    /// The one with this word.
    pub fn named(word: &str) -> Option<Toward> {
        [Toward::Up, Toward::Down].into_iter().find(|toward| toward.as_str() == word)
    }
}

/// A file after an entry of a list was moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The file.
    pub text: String,
    /// Where the entry is now.
    pub path: String,
    /// What people know it by.
    pub title: String,
    /// Its place now.
    pub entry: Entry,
}

impl Form {
    /// The form with an entry moved by one place in its list; `None` where no entry stands there, or it can go no further.
    pub fn shift(&self, path: &str, toward: Toward) -> Option<Moved> {
        let (_, title, entry) = self.all_entries().into_iter().find(|(each, _, _)| each == path)?;
        let (list, _) = path.rsplit_once('.').filter(|_| entry.may_go(toward))?;
        let number = match toward {
            Toward::Up => entry.number - 1,
            Toward::Down => entry.number + 1,
        };
        let mut file: DocumentMut = self.text.parse().ok()?;
        edit::swap(&mut file, list, entry.number.min(number) - 1);
        let path = format!("{list}.{}", number - 1);
        Some(Moved { text: file.to_string(), path, title, entry: Entry { number, ..entry } })
    }

    /// Every entry of a list: path, what people know it by, and its place.
    pub fn all_entries(&self) -> Vec<(String, String, Entry)> {
        let mut found = Vec::new();
        self.groups.iter().for_each(|group| entries(&group.parts, &mut found));
        found
    }
}

fn entries(parts: &[Part], found: &mut Vec<(String, String, Entry)>) {
    let mut section = |section: &Section| {
        found.extend(section.entry.map(|entry| (section.path.clone(), section.title.clone(), entry)));
        entries(&section.parts, found);
    };
    for part in parts {
        match part {
            Part::Field(_) => {}
            Part::Section(one) => section(one),
            Part::List(list) => list.entries.iter().for_each(&mut section),
        }
    }
}
