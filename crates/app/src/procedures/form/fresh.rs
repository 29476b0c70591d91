//! What is added to a procedure by form: everything that the format asks of it, still to be filled in where nobody can
//! know it, sensible where one can.

use std::cell::Cell;

use serde_json::Value as Json;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{
    ids,
    shape::{Field, ROOT, SHAPES, Shape},
    view::several,
};

/// Something new, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fresh {
    /// A text; empty where it is still to be given.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// Several words.
    Several(Vec<String>),
    /// A table with its fields.
    Table(Vec<(String, Fresh)>),
    /// Several tables.
    Tables(Vec<Vec<(String, Fresh)>>),
    /// An entry of a list, with its fields.
    Entry(Vec<(String, Fresh)>),
}

/// What is added at a path; `None` where the format has nothing of the kind.
pub(super) fn at(path: &str, file: &Json) -> Option<Fresh> {
    let field = field(path)?;
    let stage = path.strip_prefix("stage.").and_then(|rest| rest.split('.').next()?.parse::<usize>().ok());
    let maker = Maker { file, stage, next: Cell::new(1) };
    let fresh = match field.shape.entries() {
        Some(table) => Fresh::Entry(maker.fields(table)),
        // Whoever adds it means to say that it is so.
        None if field.shape == Shape::YesNo => Fresh::YesNo(true),
        None => maker.field(field),
    };
    Some(fresh)
}

/// The field that a path leads to.
fn field(path: &str) -> Option<&'static Field> {
    let mut table = ROOT;
    let mut found = None;
    for part in path.split('.').filter(|part| part.parse::<usize>().is_err()) {
        let field = SHAPES.field(table, part)?;
        table = field.shape.table().or_else(|| field.shape.entries()).unwrap_or_default();
        found = Some(field);
    }
    found
}

struct Maker<'a> {
    file: &'a Json,
    /// The stage in which it is added, by its place.
    stage: Option<usize>,
    /// The number from which a name is free.
    next: Cell<u32>,
}

impl Maker<'_> {
    /// Whatever the format asks of a table, and what is mostly meant.
    fn fields(&self, table: &str) -> Vec<(String, Fresh)> {
        let fields = SHAPES.table(table).iter();
        let asked = fields.filter_map(|field| {
            let known = self.sensible(&field.of);
            let fresh = known.or_else(|| field.required.then(|| self.field(field)))?;
            Some((field.key.clone(), fresh))
        });
        asked.collect()
    }

    fn field(&self, field: &Field) -> Fresh {
        match &field.shape {
            Shape::YesNo => Fresh::YesNo(false),
            Shape::List(of) => match of.table() {
                Some(table) => Fresh::Tables(vec![self.fields(table)]),
                None => Fresh::Several(Vec::new()),
            },
            Shape::Table(table) => Fresh::Table(self.fields(table)),
            Shape::ByName(_) => Fresh::Table(Vec::new()),
            Shape::Text if field.key == "id" => Fresh::Text(self.name()),
            Shape::Text | Shape::Day | Shape::Hour | Shape::Number | Shape::Length | Shape::Word(_) => {
                Fresh::Text(String::new())
            }
        }
    }

    fn name(&self) -> String {
        let (name, next) = ids::new(self.file, self.next.get());
        self.next.set(next);
        name
    }

    /// What a stage or a time limit mostly says where people add one.
    fn sensible(&self, of: &str) -> Option<Fresh> {
        let stages = self.file.get("stage").map(several).unwrap_or_default();
        let text = |value: &Json| value.as_str().map(str::to_owned);
        match of {
            "Stage.kinds" => {
                let kinds = stages.first().and_then(|first| first.get("kinds")?.as_array().cloned());
                Some(Fresh::Several(kinds.into_iter().flatten().filter_map(|kind| text(&kind)).collect()))
            }
            "Stage.follows" => {
                let last = stages.iter().rev().find(|stage| stage.get("kinds") == stages[0].get("kinds"));
                last.and_then(|last| text(last.get("id")?)).map(|id| Fresh::Several(vec![id]))
            }
            "ClockRule.from" => {
                let stage = self.stage.and_then(|at| stages.get(at));
                let later = stage.and_then(|stage| stage.get("follows")?.as_array()).is_some_and(|all| !all.is_empty());
                Some(Fresh::Text(if later { "asked" } else { "received" }.to_owned()))
            }
            _ => None,
        }
    }
}

impl Fresh {
    /// As it stands in lines of its own.
    pub(super) fn item(&self) -> Item {
        match self {
            Fresh::Table(fields) | Fresh::Entry(fields) => Item::Table(table(fields)),
            Fresh::Tables(all) => {
                let mut tables = ArrayOfTables::new();
                all.iter().for_each(|fields| tables.push(table(fields)));
                Item::ArrayOfTables(tables)
            }
            Fresh::Text(_) | Fresh::YesNo(_) | Fresh::Several(_) => value(self.value()),
        }
    }

    /// As it stands within a line.
    pub(super) fn value(&self) -> Value {
        match self {
            Fresh::Text(text) => text.into(),
            Fresh::YesNo(is) => (*is).into(),
            Fresh::Several(words) => Value::Array(words.iter().collect::<Array>()),
            Fresh::Table(fields) | Fresh::Entry(fields) => line(fields),
            Fresh::Tables(all) => Value::Array(all.iter().map(|fields| line(fields)).collect::<Array>()),
        }
    }
}

/// A table in lines of its own.
pub(super) fn table(fields: &[(String, Fresh)]) -> Table {
    let mut table = Table::new();
    for (key, fresh) in fields {
        table.insert(key, fresh.item());
    }
    table
}

/// A table within a line.
pub(super) fn line(fields: &[(String, Fresh)]) -> Value {
    let mut table = InlineTable::new();
    for (key, fresh) in fields {
        table.insert(key, fresh.value());
    }
    table.into()
}

/// The text of a procedure as the beginning of another, which still has to be given its name and its first day. `None`
/// where it is no TOML.
pub fn copied(toml: &str) -> Option<String> {
    let mut file: DocumentMut = toml.parse().ok()?;
    let (name, _) = ids::new(&toml::from_str(toml).ok()?, 1);
    let fields = [("id", value(name)), ("version", value(1)), ("name", value("")), ("in_force", value(""))];
    for (key, new) in fields {
        file[key] = new;
    }
    file.remove("until");
    Some(file.to_string())
}

/// A procedure of which nothing but the usual is known: one stage with its two time limits.
pub const BEGINNING: &str = include_str!("beginning.toml");
