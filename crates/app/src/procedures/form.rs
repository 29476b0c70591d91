//! A procedure as a form. The text of its file is all that there is: the form is made of it and of the format's schema,
//! and whatever is typed, added, moved or taken away is written into it, where comments and order stay.

use domain::procedure::Limit;
use toml_edit::DocumentMut;

mod edit;
mod fresh;
mod ids;
mod lengths;
mod order;
mod shape;
mod swap;
mod view;
mod words;
mod wrong;

#[cfg(test)]
mod tests;

use edit::New;
pub use fresh::{BEGINNING, copied};
pub use lengths::{length_of_parts, parts_of_length};
pub use order::{Entry, Moved, Toward};
pub use wrong::Wrong;

/// The form of a procedure's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The file.
    pub text: String,
    /// Its parts, each under a heading.
    pub groups: Vec<Group>,
}

/// Parts under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub heading: String,
    /// What stands in it.
    pub parts: Vec<Part>,
    /// What may be added.
    pub more: Vec<More>,
}

/// A part of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Something to fill in.
    Field(Field),
    /// Several things that belong together.
    Section(Section),
    /// A list whose entries have fields of their own.
    List(List),
}

/// Fields that belong together: a section of the file, or an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Where it stands, such as `stage.0.clock.1`.
    pub path: String,
    /// What people know it by.
    pub title: String,
    /// A few words more.
    pub note: String,
    /// What stands in it.
    pub parts: Vec<Part>,
    /// What may be added.
    pub more: Vec<More>,
    /// Whether it can be taken away.
    pub removable: bool,
    /// Its place, where it is an entry of a list.
    pub entry: Option<Entry>,
}

/// A list whose entries have fields of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Where it stands.
    pub path: String,
    /// What it is called.
    pub heading: String,
    /// What the format says of it.
    pub hint: String,
    /// What one of it is called: "time limit".
    pub one: String,
    /// Its entries in order.
    pub entries: Vec<Section>,
    /// Whether there has to be one.
    pub required: bool,
}

/// Something that may be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// Where it would stand.
    pub path: String,
    /// What it is called.
    pub words: String,
}

/// Something to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Where it stands.
    pub path: String,
    /// Where that is, in words; empty at the head of the file.
    pub place: String,
    /// What it is called.
    pub label: String,
    /// What the format says of it.
    pub hint: String,
    /// Whether the file has to have it.
    pub required: bool,
    /// Whether it can be taken away.
    pub removable: bool,
    /// What is filled in.
    pub input: Input,
}

/// What is filled in, with what stands there. Choices are as the file has them and as people read them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A line.
    Line(String),
    /// Some sentences.
    Words(String),
    /// Several, each in a line.
    Lines(Vec<String>),
    /// A whole number.
    Number(String),
    /// A date, as ISO 8601 writes it.
    Day(String),
    /// A time of day.
    Hour(String),
    /// A length of time, in words.
    Length(String),
    /// `yes` or `no`.
    YesNo(String),
    /// One of some.
    One {
        /// Which.
        chosen: String,
        /// Of which.
        choices: Vec<(String, String)>,
        /// What is chosen and is not there.
        unknown: Option<String>,
    },
    /// Any of some.
    Many {
        /// Which.
        chosen: Vec<String>,
        /// Of which.
        choices: Vec<(String, String)>,
        /// The first that is chosen and is not there.
        unknown: Option<String>,
    },
}

impl Input {
    /// What is filled in, for people; empty where nothing is.
    fn in_words(&self) -> String {
        let title = |id: &String, choices: &[(String, String)]| {
            choices.iter().find(|(each, _)| each == id).map_or_else(|| id.clone(), |(_, title)| title.clone())
        };
        match self {
            Input::Line(text) | Input::Words(text) | Input::Number(text) => text.clone(),
            Input::Day(text) | Input::Hour(text) | Input::Length(text) => text.clone(),
            Input::YesNo(_) => String::new(),
            Input::Lines(lines) => lines.join(", "),
            Input::One { chosen, choices, .. } => title(chosen, choices),
            Input::Many { chosen, choices, .. } => {
                chosen.iter().map(|id| title(id, choices)).collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// What is to be written where this was typed; nothing where it says the same.
    fn written(&self, typed: &[String], may_go: bool) -> Option<New> {
        let one = typed.first().map(|text| text.trim().replace("\r\n", "\n")).unwrap_or_default();
        let text = |old: &str| {
            let same = one == old.trim();
            let gone = one.is_empty() && may_go;
            (!same).then(|| if gone { New::Gone } else { New::Text(one.clone()) })
        };
        match self {
            Input::Line(old) | Input::Words(old) | Input::Day(old) | Input::Hour(old) => text(old),
            Input::One { chosen, .. } => text(chosen),
            Input::Length(old) => {
                let read = |text: &str| text.trim().parse::<Limit>().ok();
                text(old).filter(|_| read(old).is_none() || read(old) != read(&one))
            }
            Input::Number(old) => match (one.parse::<u32>(), text(old)) {
                (Ok(number), Some(_)) => Some(New::Number(number.into())),
                (_, other) => other,
            },
            Input::YesNo(old) => {
                (one != *old && ["yes", "no"].contains(&one.as_str())).then(|| New::YesNo(one == "yes"))
            }
            Input::Lines(old) => {
                let lines: Vec<String> =
                    one.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
                (lines != *old).then_some(New::Several(lines))
            }
            Input::Many { chosen: old, .. } => {
                let still = old.iter().filter(|id| typed.contains(id));
                let also = typed.iter().filter(|id| !id.is_empty() && !old.contains(id));
                let all: Vec<String> = still.chain(also).cloned().collect();
                (all != *old).then_some(New::Several(all))
            }
        }
    }
}

/// What was typed into a form, as far as it says something else than the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, New)>);

/// A file after something was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The file.
    pub text: String,
    /// What people knew it by.
    pub title: String,
    /// Fields that still name it: path, and what they are called.
    pub named_by: Vec<(String, String)>,
}

impl Form {
    /// The form of a file; `None` where it is no TOML at all.
    pub fn of(text: &str) -> Option<Form> {
        Some(Form { groups: view::groups(text)?, text: text.to_owned() })
    }

    /// Every field, in order.
    pub fn fields(&self) -> Vec<&Field> {
        fn walk<'a>(parts: &'a [Part], found: &mut Vec<&'a Field>) {
            for part in parts {
                match part {
                    Part::Field(field) => found.push(field),
                    Part::Section(section) => walk(&section.parts, found),
                    Part::List(list) => list.entries.iter().for_each(|entry| walk(&entry.parts, found)),
                }
            }
        }
        let mut found = Vec::new();
        self.groups.iter().for_each(|group| walk(&group.parts, &mut found));
        found
    }

    /// What was typed, where `read` gives the values of a field; `None` for a field that was not asked.
    pub fn typed(&self, read: impl Fn(&Field) -> Option<Vec<String>>) -> Typed {
        let one = |field: &&Field| {
            let may_go = !field.required;
            Some((field.path.clone(), field.input.written(&read(field)?, may_go)?))
        };
        Typed(self.fields().iter().filter_map(one).collect())
    }

    /// The file with what was typed. `others` are the names of other procedures, of which a new one has none.
    pub fn with(&self, typed: &Typed, others: &[String]) -> Form {
        Form::of(&written(&self.text, typed, others)).unwrap_or_else(|| self.clone())
    }

    /// The form with something added, and the path of what was added; `None` where the format has nothing of the kind.
    pub fn add(&self, path: &str) -> Option<(Form, String)> {
        let json = toml::from_str(&self.text).ok()?;
        let fresh = fresh::at(path, &json)?;
        let mut file: DocumentMut = self.text.parse().ok()?;
        let added = edit::add(&mut file, path, fresh);
        Some((Form::of(&file.to_string())?, added))
    }

    /// What is left when something is taken away; `None` where nothing stands there that can be. `kept` is the file that
    /// is being changed.
    pub fn remove(&self, path: &str, kept: &str) -> Option<Removed> {
        let title = self.removable(path)?;
        let mut file: DocumentMut = self.text.parse().ok()?;
        edit::remove(&mut file, path, kept.parse::<DocumentMut>().ok().as_ref());
        let text = file.to_string();
        let before: Vec<String> = self.lost().into_iter().map(|(_, id)| id).collect();
        let left = Form::of(&text)?;
        let now = left.lost().into_iter().filter(|(_, id)| !before.contains(id));
        let named_by = now.map(|(field, _)| (field.path.clone(), called(field))).collect();
        Some(Removed { text, title, named_by })
    }

    /// The file before something at `path` was taken away, with what was typed since.
    pub fn restored(&self, typed: &Typed, path: &str, before: &str) -> Option<Form> {
        let shifted = Typed(typed.0.iter().map(|(each, new)| (shifted(each, path), new.clone())).collect());
        Some(Form::of(before)?.with(&shifted, &[]))
    }

    /// Everything that stands in the way; empty where the file can be followed.
    pub fn wrong(&self) -> Vec<Wrong> {
        wrong::wrong(self)
    }

    /// What can be taken away, with what people know it by: path and words.
    pub fn all_removable(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        self.groups.iter().for_each(|group| removable(&group.parts, &mut found));
        found
    }

    /// Where something can be added.
    pub fn all_addable(&self) -> Vec<String> {
        let mut found = Vec::new();
        for group in &self.groups {
            found.extend(group.more.iter().map(|more| more.path.clone()));
            addable(&group.parts, &mut found);
        }
        found
    }

    fn removable(&self, path: &str) -> Option<String> {
        self.all_removable().into_iter().find(|(each, _)| each == path).map(|(_, title)| title)
    }

    /// Fields that name what is not there, with its name.
    fn lost(&self) -> Vec<(&Field, String)> {
        let lost = |field: &&Field| match &field.input {
            Input::One { unknown, .. } | Input::Many { unknown, .. } => unknown.clone(),
            Input::Line(_) | Input::Words(_) | Input::Lines(_) | Input::Number(_) => None,
            Input::Day(_) | Input::Hour(_) | Input::Length(_) | Input::YesNo(_) => None,
        };
        self.fields().into_iter().filter_map(|field| Some((field, lost(&field)?))).collect()
    }

    /// The part of the form that a path leads to, or the one around it.
    fn nearest(&self, path: &str) -> String {
        let mut known: Vec<String> = self.fields().iter().map(|field| field.path.clone()).collect();
        known.extend(self.all_removable().into_iter().map(|(path, _)| path));
        known.extend(self.all_addable());
        let around = |each: &&String| path == each.as_str() || path.starts_with(&format!("{each}."));
        known.iter().filter(around).max_by_key(|each| each.len()).cloned().unwrap_or_default()
    }

    /// What the part is called that a path leads to.
    fn place_of(&self, path: &str) -> Option<String> {
        let nearest = self.nearest(path);
        let fields = self.fields();
        let field = fields.iter().find(|field| field.path == nearest).map(|field| called(field));
        field.or_else(|| self.removable(&nearest))
    }
}

/// "Stages “Complaint”, Time limits “Respond”, At most".
fn called(field: &Field) -> String {
    if field.place.is_empty() { field.label.clone() } else { format!("{}, {}", field.place, field.label) }
}

fn removable(parts: &[Part], found: &mut Vec<(String, String)>) {
    let mut section = |section: &Section| {
        found.extend(section.removable.then(|| (section.path.clone(), section.title.clone())));
        removable(&section.parts, found);
    };
    let mut fields = Vec::new();
    for part in parts {
        match part {
            Part::Field(field) => fields.extend(field.removable.then(|| (field.path.clone(), field.label.clone()))),
            Part::Section(one) => section(one),
            Part::List(list) => list.entries.iter().for_each(&mut section),
        }
    }
    found.extend(fields);
}

fn addable(parts: &[Part], found: &mut Vec<String>) {
    let mut section = |section: &Section| {
        found.extend(section.more.iter().map(|more| more.path.clone()));
        addable(&section.parts, found);
    };
    let mut lists = Vec::new();
    for part in parts {
        match part {
            Part::Field(_) => {}
            Part::Section(one) => section(one),
            Part::List(list) => {
                lists.push(list.path.clone());
                list.entries.iter().for_each(&mut section);
            }
        }
    }
    found.extend(lists);
}

/// A path as it was before the entry at `removed` was taken out.
fn shifted(path: &str, removed: &str) -> String {
    let Some((list, at)) = removed.rsplit_once('.') else { return path.to_owned() };
    let Ok(at) = at.parse::<usize>() else { return path.to_owned() };
    let inside = path.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
    let Some((index, rest)) = inside.map(|rest| rest.split_once('.').unwrap_or((rest, ""))) else {
        return path.to_owned();
    };
    match index.parse::<usize>() {
        Ok(index) if index >= at && !rest.is_empty() => format!("{list}.{}.{rest}", index + 1),
        Ok(_) | Err(_) => path.to_owned(),
    }
}

fn written(text: &str, typed: &Typed, others: &[String]) -> String {
    let Ok(mut file) = text.parse::<DocumentMut>() else { return text.to_owned() };
    typed.0.iter().for_each(|(path, new)| edit::set(&mut file, path, new.clone()));
    ids::settle(&mut file, others);
    file.to_string()
}

/// As a file has it, which reads it again.
fn in_file(limit: Limit) -> String {
    limit.words().trim_start_matches("the ").to_owned()
}
