//! Writing into the text of a procedure: one value, one entry, one thing less, two that change places. Everything else stays letter by letter,
//! comments too.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{fresh::Fresh, swap};

/// What is written in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum New {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// Yes or no.
    YesNo(bool),
    /// Several texts.
    Several(Vec<String>),
    /// Nothing: its word goes too.
    Gone,
}

/// Writes a value at a path such as `stage.0.clock.1.limit`.
pub(super) fn set(file: &mut DocumentMut, path: &str, new: New) {
    let (of, key) = split(path);
    let mut write = |new: Value| begun(file, of).map_or((), |table| table.put(key, new));
    match new {
        New::Text(text) => write(text.into()),
        New::Number(number) => write(number.into()),
        New::YesNo(is) => write(is.into()),
        New::Several(lines) => {
            if let Some(table) = begun(file, of) {
                table.put_several(key, &lines);
            }
        }
        New::Gone => remove(file, path, None),
    }
}

/// Adds what was made for this place: an entry to the list there, or a value. The path of what was added.
pub(super) fn add(file: &mut DocumentMut, path: &str, fresh: Fresh) -> String {
    let (of, key) = split(path);
    let Some(table) = begun(file, of) else { return path.to_owned() };
    match fresh {
        Fresh::Entry(fields) => format!("{path}.{}", table.push(key, &fields)),
        Fresh::Text(_) | Fresh::YesNo(_) | Fresh::Several(_) | Fresh::Table(_) | Fresh::Tables(_) => {
            table.insert(key, &fresh);
            path.to_owned()
        }
    }
}

/// Takes away what stands at a path. `kept` is the file that is being changed: a section of which it has one in single
/// brackets is written like that again.
pub(super) fn remove(file: &mut DocumentMut, path: &str, kept: Option<&DocumentMut>) {
    let (of, key) = split(path);
    if let Ok(at) = key.parse::<usize>() {
        let (of, list) = split(of);
        let single = of.is_empty() && kept.is_some_and(|kept| kept.get(list).is_some_and(Item::is_table));
        if let Some(table) = begun(file, of) {
            table.take_out(list, at, single);
        }
        return prune(file, of);
    }
    if let Some(table) = begun(file, of) {
        table.remove(key);
    }
    prune(file, of);
    // A section that stood there only for its own sections, without a line of its own, does so again.
    let implied = kept.is_some_and(|kept| kept.get(of).and_then(Item::as_table).is_some_and(Table::is_implicit));
    if let Some(Item::Table(table)) = file.get_mut(of).filter(|_| implied) {
        let bare = table.get_values().is_empty();
        table.set_implicit(bare);
    }
}

/// Lets the entry in this place of a list and the next one change places.
pub(super) fn swap(file: &mut DocumentMut, list: &str, at: usize) {
    let (of, key) = split(list);
    match begun(file, of) {
        Some(Here::Lines(table)) => {
            if let Some(list) = table.get_mut(key) {
                swap::swap(list, at);
            }
        }
        Some(Here::Line(table)) => {
            if let Some(list) = table.get_mut(key).and_then(Value::as_array_mut) {
                swap::swap_in_line(list, at);
            }
        }
        None => {}
    }
}

/// A section at the head, or lengths by name, of which nothing is left go too.
fn prune(file: &mut DocumentMut, path: &str) {
    let (of, key) = split(path);
    let goes = !path.is_empty() && (of.is_empty() || BY_NAME.contains(&key));
    if goes
        && begun(file, path).is_some_and(|table| table.is_empty())
        && let Some(above) = begun(file, of)
    {
        above.remove(key);
    }
}

/// What holds something by the names of other things, in one line.
const BY_NAME: [&str; 1] = ["bands"];

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

/// A table in lines of its own, or within a line.
enum Here<'a> {
    Lines(&'a mut Table),
    Line(&'a mut InlineTable),
}

/// The table at a path; a section that is not there yet is begun.
fn begun<'a>(file: &'a mut DocumentMut, path: &str) -> Option<Here<'a>> {
    let mut here = Here::Lines(file.as_table_mut());
    let mut parts = path.split('.').filter(|part| !part.is_empty()).peekable();
    while let Some(part) = parts.next() {
        let at = parts.peek().and_then(|next| next.parse::<usize>().ok());
        if at.is_some() {
            parts.next();
        }
        here = here.step(part, at)?;
    }
    Some(here)
}

impl<'a> Here<'a> {
    /// The table of this name, or the one in this place of a list.
    fn step(self, part: &str, at: Option<usize>) -> Option<Here<'a>> {
        match self {
            Here::Lines(table) => {
                if !table.contains_key(part) {
                    table.insert(part, section(part));
                }
                within(table.get_mut(part)?, at)
            }
            Here::Line(table) => {
                if !table.contains_key(part) {
                    table.insert(part, InlineTable::new().into());
                }
                within_line(table.get_mut(part)?, at)
            }
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Here::Lines(table) => table.is_empty(),
            Here::Line(table) => table.is_empty(),
        }
    }

    fn remove(self, key: &str) {
        match self {
            Here::Lines(table) => drop(table.remove(key)),
            Here::Line(table) => drop(table.remove(key)),
        }
    }

    fn insert(self, key: &str, fresh: &Fresh) {
        match self {
            Here::Lines(table) => drop(table.insert(key, fresh.item())),
            Here::Line(table) => drop(table.insert(key, last_in_line(fresh.value()))),
        }
    }

    /// Puts a value in the place of another; the comments before and behind that one stay.
    fn put(self, key: &str, mut new: Value) {
        let mut dress = |old: Option<&Value>| {
            if let Some(old) = old {
                *new.decor_mut() = old.decor().clone();
            }
        };
        match self {
            Here::Lines(table) => {
                dress(table.get(key).and_then(Item::as_value));
                match table.get_mut(key) {
                    Some(old) => *old = value(new),
                    None => drop(table.insert(key, value(new))),
                }
            }
            Here::Line(table) => {
                dress(table.get(key));
                match table.get_mut(key) {
                    Some(old) => *old = new,
                    None => drop(table.insert(key, last_in_line(new))),
                }
            }
        }
    }

    /// Puts texts in the place of others; those that stay keep their lines and comments.
    fn put_several(self, key: &str, lines: &[String]) {
        let old = match &self {
            Here::Lines(table) => table.get(key).and_then(Item::as_array).cloned(),
            Here::Line(table) => table.get(key).and_then(Value::as_array).cloned(),
        };
        self.put(key, Value::Array(merged(old.unwrap_or_default(), lines)));
    }

    /// Adds an entry to a list; its place there.
    fn push(self, key: &str, fields: &[(String, Fresh)]) -> usize {
        match self {
            Here::Lines(table) => push(table.entry(key).or_insert(Item::None), fields),
            Here::Line(table) => {
                let list = table.entry(key).or_insert(Array::new().into());
                push_in_line(list, fields)
            }
        }
    }

    /// Takes an entry out of a list; the list goes with its last.
    fn take_out(self, key: &str, at: usize, single: bool) {
        let left = match &self {
            Here::Lines(table) => table.get(key).map_or(0, length),
            Here::Line(table) => table.get(key).and_then(Value::as_array).map_or(0, Array::len),
        };
        if left <= 1 {
            return self.remove(key);
        }
        match self {
            Here::Lines(table) => {
                if let Some(list) = table.get_mut(key) {
                    take_out(list, at, single);
                }
            }
            Here::Line(table) => {
                if let Some(list) = table.get_mut(key).and_then(Value::as_array_mut) {
                    drop(list.remove(at));
                }
            }
        }
    }
}

/// A section that is begun: written once there is something in it.
fn section(name: &str) -> Item {
    if BY_NAME.contains(&name) {
        return value(InlineTable::new());
    }
    let mut table = Table::new();
    table.set_implicit(true);
    Item::Table(table)
}

fn within(item: &mut Item, at: Option<usize>) -> Option<Here<'_>> {
    match (item, at) {
        (Item::ArrayOfTables(all), Some(at)) => all.get_mut(at).map(Here::Lines),
        // A section that may stand once or several times, and stands once.
        (Item::Table(table), None | Some(0)) => Some(Here::Lines(table)),
        (Item::Value(value), at) => within_line(value, at),
        (Item::Table(_) | Item::ArrayOfTables(_) | Item::None, _) => None,
    }
}

fn within_line(value: &mut Value, at: Option<usize>) -> Option<Here<'_>> {
    match at {
        Some(at) if value.is_array() => value.as_array_mut()?.get_mut(at)?.as_inline_table_mut().map(Here::Line),
        Some(_) | None => value.as_inline_table_mut().map(Here::Line),
    }
}

/// What comes last in a line has a space before the bracket that ends it.
fn last_in_line(mut value: Value) -> Value {
    value.decor_mut().set_prefix(" ");
    value.decor_mut().set_suffix(" ");
    value
}

fn length(list: &Item) -> usize {
    match list {
        Item::ArrayOfTables(all) => all.len(),
        Item::Value(value) => value.as_array().map_or(1, Array::len),
        Item::Table(_) => 1,
        Item::None => 0,
    }
}

fn push(list: &mut Item, fields: &[(String, Fresh)]) -> usize {
    let at = length(list);
    match list {
        Item::Value(value) => return push_in_line(value, fields),
        Item::ArrayOfTables(all) => all.push(super::fresh::table(fields)),
        Item::Table(one) => {
            let mut all = ArrayOfTables::new();
            all.push(std::mem::take(one));
            all.push(super::fresh::table(fields));
            *list = Item::ArrayOfTables(all);
        }
        Item::None => {
            let mut all = ArrayOfTables::new();
            all.push(super::fresh::table(fields));
            *list = Item::ArrayOfTables(all);
        }
    }
    at
}

fn push_in_line(list: &mut Value, fields: &[(String, Fresh)]) -> usize {
    let Some(all) = list.as_array_mut() else { return 0 };
    let mut new = super::fresh::line(fields);
    if let Some(last) = all.iter().last() {
        let prefix = last.decor().prefix().cloned().filter(|_| all.len() > 1);
        new.decor_mut().set_prefix(prefix.unwrap_or_else(|| " ".into()));
    }
    all.push_formatted(new);
    all.len() - 1
}

fn take_out(list: &mut Item, at: usize, single: bool) {
    match list {
        Item::ArrayOfTables(all) => {
            all.remove(at);
            if let Some(one) = all.get(0).filter(|_| single && all.len() == 1).cloned() {
                *list = Item::Table(one);
            }
        }
        Item::Value(value) => {
            if let Some(all) = value.as_array_mut() {
                drop(all.remove(at));
            }
        }
        Item::Table(_) | Item::None => {}
    }
}

fn merged(old: Array, lines: &[String]) -> Array {
    let same = |line: &str| old.iter().find(|each| each.as_str() == Some(line)).cloned();
    // A new line stands as those before it do.
    let like = old.iter().last().map(|last| last.decor().clone());
    let mut new = old.clone();
    new.clear();
    for line in lines {
        let kept = same(line).unwrap_or_else(|| {
            let mut value = Value::from(line.as_str());
            if let Some(like) = like.as_ref().filter(|_| old.len() > 1) {
                *value.decor_mut() = like.clone();
            }
            value
        });
        new.push_formatted(kept);
    }
    if old.len() <= 1 {
        new.fmt();
    }
    new
}
