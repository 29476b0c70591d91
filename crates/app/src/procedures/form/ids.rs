//! The names that things have in files and histories. What is added by form has none of its own until somebody has said
//! what it is; then its name is made of that, and whatever names it follows.

use std::collections::BTreeSet;

use domain::procedure::Complainant;
use serde_json::Value as Json;
use toml_edit::{DocumentMut, Formatted, visit_mut::VisitMut};

use super::shape::{SHAPES, Shape};

/// How a name begins that stands for one still to be made.
const NEW: &str = "new-";

/// The longest name that is made of a title, in letters.
const LONGEST: usize = 40;

/// Whether a name stands for one still to be made.
pub(super) fn is_new(id: &str) -> bool {
    id.strip_prefix(NEW).is_some_and(|number| number.parse::<u32>().is_ok())
}

/// A name that stands for one still to be made, and that the file has nowhere: the first such number from `from`.
pub(super) fn new(file: &Json, from: u32) -> (String, u32) {
    let mut texts = BTreeSet::new();
    all_texts(file, &mut texts);
    let free = (from..).find(|number| !texts.contains(&format!("{NEW}{number}"))).unwrap_or(from);
    (format!("{NEW}{free}"), free + 1)
}

/// Makes the names of whatever has a title by now. `others` are the names of other procedures.
pub(super) fn settle(file: &mut DocumentMut, others: &[String]) {
    let text = file.to_string();
    if !text.contains(NEW) {
        return;
    }
    let Ok(json) = toml::from_str::<Json>(&text) else { return };
    let mut named = Vec::new();
    titled(&json, true, &mut named);
    let mut taken: BTreeSet<String> = named.iter().map(|entry| entry.id.clone()).collect();
    taken.extend(ROLES.into_iter().flat_map(roles));
    taken.insert(Complainant::SOMEBODY_ELSE.to_owned());
    for Titled { id, title, is_file } in named.iter().filter(|entry| is_new(&entry.id) && !entry.title.is_empty()) {
        let also = |name: &String| *is_file && others.contains(name);
        let name = numbered(&slug(title), |name| taken.contains(name) || also(name));
        Renaming { from: id, to: &name }.visit_document_mut(file);
        taken.insert(name);
    }
}

/// Where the format lists roles.
const ROLES: [(&str, &str); 1] = [("Officer", "role")];

fn roles((table, key): (&str, &str)) -> Vec<String> {
    match SHAPES.field(table, key).map(|field| &field.shape) {
        Some(Shape::Word(words)) => words.iter().map(|(id, _)| id.clone()).collect(),
        Some(_) | None => Vec::new(),
    }
}

/// Something with a name in the file, and what people know it by.
struct Titled {
    id: String,
    title: String,
    is_file: bool,
}

fn titled(value: &Json, is_file: bool, found: &mut Vec<Titled>) {
    match value {
        Json::Object(fields) => {
            let text =
                |key: &str| fields.get(key).and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
            if let Some(id) = text("id") {
                let title = ["title", "name", "question"].iter().find_map(|key| text(key)).unwrap_or_default();
                found.push(Titled { id: id.to_owned(), title: title.to_owned(), is_file });
            }
            fields.values().for_each(|value| titled(value, false, found));
        }
        Json::Array(all) => all.iter().for_each(|value| titled(value, false, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn all_texts(value: &Json, found: &mut BTreeSet<String>) {
    match value {
        Json::String(text) => drop(found.insert(text.clone())),
        Json::Array(all) => all.iter().for_each(|value| all_texts(value, found)),
        Json::Object(fields) => fields.values().for_each(|value| all_texts(value, found)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// Lower-case letters, digits and single hyphens, as names in files are.
fn slug(title: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric();
    let lower = title.to_lowercase();
    let mut name = String::new();
    for word in lower.split(|letter| !plain(letter)).filter(|word| !word.is_empty()) {
        if !name.is_empty() && name.len() + word.len() >= LONGEST {
            break;
        }
        let word: String = word.chars().take(LONGEST).collect();
        name = if name.is_empty() { word } else { format!("{name}-{word}") };
    }
    if name.is_empty() { "named".to_owned() } else { name }
}

/// The name, or with a number behind it where it is taken.
fn numbered(name: &str, taken: impl Fn(&String) -> bool) -> String {
    let names = std::iter::once(name.to_owned()).chain((2..u32::MAX).map(|number| format!("{name}-{number}")));
    names.into_iter().find(|name| !taken(name) && !is_new(name)).unwrap_or_else(|| name.to_owned())
}

/// Gives another name to something, wherever the file has its name.
struct Renaming<'a> {
    from: &'a str,
    to: &'a str,
}

impl VisitMut for Renaming<'_> {
    fn visit_string_mut(&mut self, text: &mut Formatted<String>) {
        if text.value() == self.from {
            let mut renamed = Formatted::new(self.to.to_owned());
            *renamed.decor_mut() = text.decor().clone();
            *text = renamed;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_titles() {
        let table = [
            ("Answer the councillor", "answer-the-councillor"),
            ("  It’s a “test”!  ", "it-s-a-test"),
            ("…", "named"),
            ("A title that goes on and on until nobody reads it any more", "a-title-that-goes-on-and-on-until-nobody"),
        ];
        for (title, name) in table {
            assert_eq!(slug(title), name, "{title}");
        }
    }

    #[test]
    fn whatever_names_a_new_thing_follows_its_name() {
        let text = "[[officer]]\nid = \"new-2\" # a comment\ntitle = \"Champion\"\n\n[[officer]]\nid = \"new-3\"\n\
                    title = \"\"\n\n[handling]\nsealed_to = \"new-2\"\n";
        let mut file: DocumentMut = text.parse().expect("TOML");
        settle(&mut file, &[]);
        let expected = text.replace("new-2", "champion-2");
        assert_eq!(file.to_string(), expected, "a role has the plain name, and what has no title keeps its own");
    }
}
