//! A procedure's file as the parts of a form: what stands in it with its value, and what could stand in it besides.

use domain::procedure::Limit;
use serde_json::Value;

use super::{
    Entry, Field, Group, Input, List, More, Part, Section,
    shape::{self, ROOT, SHAPES, Shape},
    words::{self, GROUPS, Names, OTHERS},
};

/// The form of a file; `None` where it is no TOML at all.
pub(super) fn groups(text: &str) -> Option<Vec<Group>> {
    let file: Value = toml::from_str(text).ok()?;
    let view = View { file: &file };
    let all = SHAPES.table(ROOT);
    let of = |heading: &str, keys: &dyn Fn(&str) -> bool| {
        let fields = all.iter().filter(|field| keys(&field.key));
        let (parts, more) = view.parts(fields, ROOT, &file, &Place::default());
        Group { heading: heading.to_owned(), parts, more }
    };
    let mut groups: Vec<Group> = GROUPS.iter().map(|(heading, keys)| of(heading, &|key| keys.contains(&key))).collect();
    let grouped = |key: &str| GROUPS.iter().any(|(_, keys)| keys.contains(&key));
    let others = of(OTHERS, &|key| !grouped(key));
    groups.extend(Some(others).filter(|others| !others.parts.is_empty() || !others.more.is_empty()));
    Some(groups)
}

/// Where in the file, and where in words.
#[derive(Debug, Clone, Default)]
struct Place {
    path: String,
    words: String,
}

impl Place {
    fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn at(&self, key: &str, words: &str) -> Place {
        let words = if self.words.is_empty() { words.to_owned() } else { format!("{}, {words}", self.words) };
        Place { path: self.path(key), words }
    }

    /// At the head of the file, or in a section that stands there.
    fn is_high(&self) -> bool {
        !self.path.contains('.')
    }
}

struct View<'a> {
    file: &'a Value,
}

impl View<'_> {
    /// What stands in a table, and what could.
    fn parts<'s>(
        &self,
        fields: impl Iterator<Item = &'s shape::Field>,
        table: &str,
        value: &Value,
        place: &Place,
    ) -> (Vec<Part>, Vec<More>) {
        let (mut parts, mut more) = (Vec::new(), Vec::new());
        // The file's own name and version are its address; names of things are made of their titles.
        for field in fields.filter(|field| !matches!(field.key.as_str(), "id" | "version")) {
            let there = value.get(&field.key).filter(|there| !there.is_null());
            match self.part(field, table, there, place) {
                Some(found) => parts.extend(found),
                None => more.push(More { path: place.path(&field.key), words: words::label(&field.of, &field.key) }),
            }
        }
        (parts, more)
    }

    /// `None` where it is not there and need not be.
    fn part(&self, field: &shape::Field, table: &str, there: Option<&Value>, place: &Place) -> Option<Vec<Part>> {
        let label = words::label(&field.of, &field.key);
        let hint = words::hint(field, SHAPES.table(table));
        if let Some(entries) = field.shape.entries() {
            let shown = there.is_some() || field.required || place.is_high() || field.of == "Stage.clock";
            return shown.then(|| vec![Part::List(self.list(field, entries, there, place))]);
        }
        if let Some(name) = field.shape.table() {
            // What stands at the head and has nothing that must be said is there as soon as it is written in.
            let open = place.path.is_empty() && SHAPES.table(name).iter().all(|field| !field.required);
            let value = there.or(Some(&Value::Null).filter(|_| field.required || open))?;
            let removable = there.is_some() && !field.required && !open;
            let place = place.at(&field.key, &label);
            let (parts, more) = self.parts(SHAPES.table(name).iter(), name, value, &place);
            let (path, title, note) = (place.path, label, hint);
            return Some(vec![Part::Section(Section { path, title, note, parts, more, removable, entry: None })]);
        }
        if let Shape::ByName(_) = field.shape {
            return Some(self.by_name(field, there, place).into_iter().map(Part::Field).collect());
        }
        let nothing = Value::Null;
        let input = self.input(field, there.or(Some(&nothing).filter(|_| field.required))?);
        let (required, removable, path) = (field.required, !field.required, place.path(&field.key));
        let place = place.words.clone();
        Some(vec![Part::Field(Field { path, place, label, hint, required, removable, input })])
    }

    fn list(&self, field: &shape::Field, table: &str, there: Option<&Value>, place: &Place) -> List {
        let (heading, one) = (words::label(&field.of, &field.key), words::one(field));
        // A heading in words for what stands in the list is that of the entry.
        let place = Place { path: place.path(&field.key), words: place.words.clone() };
        let entries = there.map(several).unwrap_or_default();
        let of = entries.len();
        let entry =
            |(at, value): (usize, &&Value)| self.entry(table, value, (Entry { number: at + 1, of }, &one), &place);
        let entries = entries.iter().enumerate().map(entry).collect();
        let hint = words::hint(field, &[]);
        List { path: place.path, heading, hint, one, entries, required: field.required }
    }

    /// An entry of a list.
    fn entry(&self, table: &str, value: &Value, (entry, one): (Entry, &str), place: &Place) -> Section {
        let title = self.title(table, value).unwrap_or_else(|| format!("New {one}"));
        let inside = place.at(&(entry.number - 1).to_string(), &format!("{one} “{title}”"));
        let (parts, more) = self.parts(SHAPES.table(table).iter(), table, value, &inside);
        let length = |key: &str| Some(written(value.get(key)?)).filter(|words| !words.is_empty());
        let note = ["limit", "every", "most"].iter().find_map(|key| length(key)).unwrap_or_default();
        Section { path: inside.path, title, note, parts, more, removable: true, entry: Some(entry) }
    }

    /// What people know an entry by: its title, or what it is about. One that waits for its title has none.
    fn title(&self, table: &str, value: &Value) -> Option<String> {
        let said = |key: &&str| Some(value.get(*key)?.as_str()?.trim().to_owned()).filter(|words| !words.is_empty());
        let own = ["title", "name", "question"].iter().find_map(said);
        let waits = value.get("id").and_then(Value::as_str).is_some_and(super::ids::is_new);
        own.or_else(|| {
            if waits {
                return None;
            }
            let words = SHAPES.table(table).iter().filter_map(|field| {
                let found = self.input(field, value.get(&field.key)?).in_words();
                Some(found).filter(|found| !found.is_empty())
            });
            let words: Vec<String> = words.take(2).collect();
            (!words.is_empty()).then(|| words.join(", "))
        })
    }

    /// A length for each of the names in another list.
    fn by_name(&self, field: &shape::Field, there: Option<&Value>, place: &Place) -> Vec<Field> {
        let mut named = words::names(&field.of).map(|names| self.named(names)).unwrap_or_default();
        named.retain(|(id, _)| !super::ids::is_new(id));
        let also = there.and_then(Value::as_object).into_iter().flatten().map(|(id, _)| id.clone());
        let unknown: Vec<String> = also.filter(|id| named.iter().all(|(each, _)| each != id)).collect();
        named.extend(unknown.into_iter().map(|id| (id.clone(), gone(&id))));
        let label = words::label(&field.of, &field.key);
        let one = |(id, title): (String, String)| Field {
            path: format!("{}.{id}", place.path(&field.key)),
            place: place.words.clone(),
            label: format!("{label}: {title}"),
            hint: String::new(),
            required: false,
            removable: false,
            input: Input::Length(there.and_then(|there| there.get(&id)).map(written).unwrap_or_default()),
        };
        named.into_iter().map(one).collect()
    }

    fn input(&self, field: &shape::Field, value: &Value) -> Input {
        let text = || written(value);
        let names = words::names(&field.of).map(|names| self.named(names));
        match &field.shape {
            Shape::Text => match names {
                Some(choices) => one_of(text(), choices),
                None if text().contains('\n') || text().len() > 80 || field.key == "rights" => Input::Words(text()),
                None => Input::Line(text()),
            },
            Shape::Day => Input::Day(text()),
            Shape::Hour => Input::Hour(text()),
            Shape::Number => Input::Number(text()),
            Shape::YesNo => Input::YesNo(text()),
            Shape::Length => Input::Length(text()),
            Shape::Word(words) => one_of(text(), words.clone()),
            Shape::List(of) => {
                let chosen: Vec<String> = value.as_array().into_iter().flatten().map(written).collect();
                let words = if let Shape::Word(words) = &**of { Some(words.clone()) } else { None };
                match names.or(words) {
                    Some(choices) => many_of(chosen, choices),
                    None => Input::Lines(chosen),
                }
            }
            Shape::ByName(_) | Shape::Table(_) => Input::Line(String::new()),
        }
    }

    /// What there is of a sort, by its name in the file and as people read it.
    fn named(&self, names: Names) -> Vec<(String, String)> {
        match names {
            Names::Stage => titles(list(self.file, "stage"), ""),
            Names::Clock => {
                let stages = list(self.file, "stage").into_iter();
                let of_stages = stages.flat_map(|stage| {
                    let of = stage.get("title").and_then(Value::as_str).unwrap_or_default();
                    titles(list(stage, "clock"), of)
                });
                of_stages.chain(titles(list(self.file, "overall"), "On the whole")).collect()
            }
            Names::Somebody => {
                let roles = match SHAPES.field("Officer", "role").map(|field| &field.shape) {
                    Some(Shape::Word(roles)) => roles.clone(),
                    Some(_) | None => Vec::new(),
                };
                titles(list(self.file, "officer"), "").into_iter().chain(roles).collect()
            }
            Names::Complainant => {
                titles(self.file.get("acceptance").map(|taken| list(taken, "complainants")).unwrap_or_default(), "")
            }
            Names::Band => titles(list(self.file, "band"), ""),
        }
    }
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    value.get(key).map(several).unwrap_or_default()
}

/// A section that may stand once or several times.
pub(super) fn several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(all) => all.iter().collect(),
        Value::Object(_) => vec![value],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

fn titles(entries: Vec<&Value>, of: &str) -> Vec<(String, String)> {
    let named = entries.into_iter().filter_map(|entry| {
        let id = entry.get("id")?.as_str()?;
        let title = entry.get("title").and_then(Value::as_str).filter(|title| !title.trim().is_empty());
        let title = title.unwrap_or("a new one, without a name yet");
        Some((id.to_owned(), if of.is_empty() { title.to_owned() } else { format!("{of}: {title}") }))
    });
    named.collect()
}

fn gone(id: &str) -> String {
    format!("{id} (not in this procedure)")
}

fn one_of(chosen: String, mut choices: Vec<(String, String)>) -> Input {
    let unknown = !chosen.is_empty() && choices.iter().all(|(id, _)| *id != chosen);
    if unknown {
        choices.push((chosen.clone(), gone(&chosen)));
    }
    Input::One { unknown: unknown.then(|| chosen.clone()), chosen, choices }
}

fn many_of(chosen: Vec<String>, mut choices: Vec<(String, String)>) -> Input {
    let unknown: Vec<String> =
        chosen.iter().filter(|id| choices.iter().all(|(each, _)| each != *id)).cloned().collect();
    choices.extend(unknown.iter().map(|id| (id.clone(), gone(id))));
    Input::Many { unknown: unknown.into_iter().next(), chosen, choices }
}

/// A value as people type it.
pub(super) fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Object(_) => serde_json::from_value::<Limit>(value.clone()).map(super::in_file).unwrap_or_default(),
        Value::Null | Value::Array(_) => String::new(),
    }
}
