//! What a procedure's file may hold, read from its schema: the tables, their fields, and what each field is. A field that
//! is new in the format is known here without more being written.

use std::{collections::BTreeMap, sync::LazyLock};

use serde_json::Value;

use super::words;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words.
    Text,
    /// A date.
    Day,
    /// A time of day.
    Hour,
    /// A whole number.
    Number,
    /// Yes or no.
    YesNo,
    /// A length of time.
    Length,
    /// One of these words: as the file has it, and as people read it.
    Word(Vec<(String, String)>),
    /// Several.
    List(Box<Shape>),
    /// Something for each of the names in another list of the file.
    ByName(Box<Shape>),
    /// Fields of its own, by the name of the table.
    Table(String),
}

impl Shape {
    /// The table, where it is one.
    pub(super) fn table(&self) -> Option<&str> {
        if let Shape::Table(name) = self { Some(name) } else { None }
    }

    /// The table of its entries, where it is a list of tables.
    pub(super) fn entries(&self) -> Option<&str> {
        if let Shape::List(of) = self { of.table() } else { None }
    }
}

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// Its word in the file.
    pub key: String,
    /// Table and word: "ClockRule.limit".
    pub of: String,
    /// What the format says of it.
    pub says: String,
    /// Whether a file has to have it.
    pub required: bool,
    /// What it holds.
    pub shape: Shape,
}

/// The tables of the format by name.
#[derive(Debug)]
pub(super) struct Shapes(BTreeMap<String, Vec<Field>>);

/// The whole file.
pub(super) const ROOT: &str = "Procedure";

/// Those of this program's format.
pub(super) static SHAPES: LazyLock<Shapes> = LazyLock::new(|| Shapes::of(super::super::schema::root().as_value()));

impl Shapes {
    fn of(schema: &Value) -> Shapes {
        let definitions = schema["definitions"].as_object().into_iter().flatten();
        let tables = definitions.map(|(name, table)| (name.as_str(), table)).chain([(ROOT, schema)]);
        Shapes(tables.filter_map(|(name, table)| Some((name.to_owned(), fields(name, table, schema)?))).collect())
    }

    /// The fields of a table, those that matter most first.
    pub(super) fn table(&self, name: &str) -> &[Field] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The field of a table.
    pub(super) fn field(&self, table: &str, key: &str) -> Option<&Field> {
        self.table(table).iter().find(|field| field.key == key)
    }

    /// Every field of every table.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = &Field> {
        self.0.values().flatten()
    }
}

fn fields(name: &str, table: &Value, schema: &Value) -> Option<Vec<Field>> {
    let required = |key: &str| table["required"].as_array().is_some_and(|all| all.iter().any(|each| each == key));
    let field = |(key, says): (&String, &Value)| Field {
        key: key.clone(),
        of: format!("{name}.{key}"),
        says: says["description"].as_str().unwrap_or_default().to_owned(),
        required: required(key),
        shape: shape(says, schema),
    };
    let mut fields: Vec<Field> = table["properties"].as_object()?.iter().map(field).collect();
    fields.sort_by_key(order);
    Some(fields)
}

/// What is asked first stands first; what no list names comes last.
fn order(field: &Field) -> usize {
    words::ORDER.iter().position(|key| *key == field.key).unwrap_or(words::ORDER.len())
}

fn shape(says: &Value, schema: &Value) -> Shape {
    if let Some(name) = says["$ref"].as_str().and_then(|place| place.rsplit('/').next()) {
        return named(name, &schema["definitions"][name], schema);
    }
    if let Some(forms) = says["allOf"].as_array().or_else(|| says["anyOf"].as_array()) {
        let mut forms = forms.iter().filter(|form| form["type"] != "null");
        // A section that may stand once or several times is given as both.
        let several = forms.clone().find(|form| form["type"] == "array");
        return several.or_else(|| forms.next()).map_or(Shape::Text, |form| shape(form, schema));
    }
    let kind = says["type"].as_str().or_else(|| says["type"].as_array()?.iter().find_map(|kind| kind.as_str()));
    match (kind, says["format"].as_str()) {
        (Some("array"), _) => Shape::List(Box::new(shape(&says["items"], schema))),
        (Some("object"), _) => Shape::ByName(Box::new(shape(&says["additionalProperties"], schema))),
        (Some("boolean"), _) => Shape::YesNo,
        (Some("integer"), _) => Shape::Number,
        (_, Some("date")) => Shape::Day,
        (_, Some("partial-time")) => Shape::Hour,
        _ => Shape::Text,
    }
}

fn named(name: &str, says: &Value, schema: &Value) -> Shape {
    let word = |each: &Value| {
        let stored = each["const"].as_str()?;
        let said = each["title"].as_str().or_else(|| each["description"].as_str());
        Some((stored.to_owned(), said.unwrap_or(stored).trim_end_matches('.').to_owned()))
    };
    if let Some(words) = says["oneOf"].as_array() {
        return Shape::Word(words.iter().filter_map(word).collect());
    }
    let written = says["anyOf"].as_array().is_some_and(|forms| forms.iter().any(|form| form.get("pattern").is_some()));
    if written {
        return Shape::Length;
    }
    if says.get("properties").is_some() { Shape::Table(name.to_owned()) } else { shape(says, schema) }
}
