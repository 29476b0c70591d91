//! Every field of the format is told in words: a procedure that says something in each of them is altered in one place
//! at a time, and each time the page of what changes has something to say.

use std::collections::BTreeSet;

use domain::{Date, Procedure};
use serde_json::{Value, json};

use super::changes::changes;

const RICH: &str = include_str!("every_field.toml");

/// What means nothing in words, each with the reason. A star stands for any place in a list, two for any path.
const MEANS_NOTHING: [(&str, &str); 3] = [
    ("/version", "the page says it in its heading"),
    ("/**/id", "a name in files and histories; people read the title"),
    ("/acceptance/window/periods/*/of", "what a complaint is about lies before every stage"),
];

#[test]
fn a_change_of_any_one_field_is_told() {
    let walk = Walk::over_all();
    let (mut untold, mut tried) = (Vec::new(), BTreeSet::new());
    for Alteration { path, what, value } in walk.alterations() {
        let Some(altered) = sound(&value).filter(|altered| *altered != walk.procedure) else { continue };
        tried.insert(starred(&path));
        if changes(&walk.procedure, &altered).is_empty() {
            untold.push(format!("{path}: {what}"));
        }
    }
    assert_eq!(untold, Vec::<String>::new(), "each changes what the procedure says");
    let untried: Vec<String> =
        walk.leaves.iter().map(|leaf| starred(&leaf.path)).filter(|path| !tried.contains(path)).collect();
    assert_eq!(untried, Vec::<String>::new(), "each has another value that the procedure works with");
}

#[test]
fn the_procedure_says_something_in_every_field() {
    let walk = Walk::over_all();
    let sections = walk.schema["definitions"].as_object().expect("the sections");
    let sections = sections.iter().map(|(name, section)| (name.as_str(), section)).chain([("Procedure", &walk.schema)]);
    let fields = sections.filter_map(|(name, section)| Some((name, section.get("properties")?.as_object()?)));
    let unsaid: Vec<String> = fields
        .flat_map(|(name, fields)| fields.keys().map(move |field| format!("{name}.{field}")))
        .filter(|field| !walk.fields.contains(field))
        .collect();
    assert_eq!(unsaid, Vec::<String>::new(), "every_field.toml has a value for each");
}

fn means_nothing(path: &str) -> bool {
    let path = starred(path);
    MEANS_NOTHING.iter().any(|(each, _)| match each.strip_prefix("/**") {
        Some(end) => path.ends_with(end),
        None => path == *each,
    })
}

fn starred(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.parse::<usize>().is_ok() { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn sound(value: &Value) -> Option<Procedure> {
    let procedure: Procedure = serde_json::from_value(value.clone()).ok()?;
    procedure.problems().is_empty().then_some(procedure)
}

/// The procedure as values, with what its schema says of each.
struct Walk {
    procedure: Procedure,
    value: Value,
    schema: Value,
    leaves: Vec<Leaf>,
    /// Whatever may be left out: entries of lists, and fields.
    parts: Vec<String>,
    /// Every field met: "Stage.title".
    fields: BTreeSet<String>,
}

/// A value that has no parts, and the values it might have instead.
struct Leaf {
    path: String,
    instead: Vec<Value>,
}

/// The procedure with one thing altered.
struct Alteration {
    path: String,
    what: String,
    value: Value,
}

impl Walk {
    fn over_all() -> Walk {
        let procedure = app::procedures::parse("every_field.toml", RICH).expect("a sound procedure");
        let value = serde_json::to_value(&procedure).expect("values");
        assert_eq!(sound(&value).as_ref(), Some(&procedure), "it is read back as it was written");
        let schema = serde_json::from_str(&app::procedures::schema()).expect("a schema");
        let (leaves, parts, fields) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut walk = Walk { procedure, value, schema, leaves, parts, fields };
        let (value, schema) = (walk.value.clone(), walk.schema.clone());
        walk.step("", &value, ("Procedure", &schema), &schema);
        walk
    }

    fn step(&mut self, path: &str, value: &Value, (name, says): (&str, &Value), root: &Value) {
        match value {
            Value::Object(fields) => {
                for (field, value) in fields {
                    let of = says.pointer(&format!("/properties/{field}"));
                    let of = of.or_else(|| says.get("additionalProperties")).expect("the schema knows it");
                    self.fields.insert(format!("{name}.{field}"));
                    self.part(&format!("{path}/{field}"), value, of, root);
                }
            }
            Value::Array(entries) => {
                for (at, entry) in entries.iter().enumerate() {
                    self.part(&format!("{path}/{at}"), entry, &says["items"], root);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                self.leaves.push(Leaf { path: path.to_owned(), instead: self.instead(value, says) });
            }
        }
    }

    fn part(&mut self, path: &str, value: &Value, says: &Value, root: &Value) {
        if means_nothing(path) {
            return;
        }
        self.parts.push(path.to_owned());
        self.step(path, value, meant(value, ("", says), root), root);
    }

    fn instead(&self, value: &Value, says: &Value) -> Vec<Value> {
        let listed = says.get("oneOf").or_else(|| says.get("enum")).and_then(Value::as_array);
        match (listed, value) {
            (Some(listed), _) => listed.iter().map(|one| one.get("const").unwrap_or(one).clone()).collect(),
            (None, Value::Bool(is)) => vec![json!(!is)],
            (None, Value::Number(number)) => {
                let number = number.as_u64().expect("a whole number");
                vec![json!(number + 1), json!(number.saturating_sub(1))]
            }
            (None, _) => self.other_texts(value.as_str().expect("a text"), says),
        }
    }

    /// Another day or hour, other words, or the name of something else where it names something of the file.
    fn other_texts(&self, text: &str, says: &Value) -> Vec<Value> {
        match says.get("format").and_then(Value::as_str) {
            Some("date") => {
                let day: Date = text.parse().expect("a date");
                [day.pred_opt(), day.succ_opt()].into_iter().map(|day| json!(day)).collect()
            }
            Some("partial-time") => vec![json!("16:00:00")],
            Some(_) | None => {
                let names = Some(names(&self.value)).filter(|names| names.iter().any(|name| name == text));
                let names = names.into_iter().flatten().map(Value::from);
                std::iter::once(json!(format!("{text} anew"))).chain(names).collect()
            }
        }
    }

    fn alterations(&self) -> impl Iterator<Item = Alteration> + '_ {
        let leaves = self.leaves.iter().flat_map(|leaf| leaf.instead.iter().map(move |instead| (leaf, instead)));
        let replaced = leaves.map(|(leaf, instead)| {
            let mut value = self.value.clone();
            *value.pointer_mut(&leaf.path).expect("it is there") = instead.clone();
            Alteration { path: leaf.path.clone(), what: instead.to_string(), value }
        });
        replaced.chain(self.parts.iter().map(|path| self.without(path)))
    }

    fn without(&self, path: &str) -> Alteration {
        let mut value = self.value.clone();
        let (of, part) = path.rsplit_once('/').expect("a path");
        match value.pointer_mut(of).expect("it is there") {
            Value::Array(entries) => drop(entries.remove(part.parse().expect("a place"))),
            Value::Object(fields) => drop(fields.remove(part)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
        Alteration { path: path.to_owned(), what: "left out".to_owned(), value }
    }
}

/// What a schema says of a value, where it refers to another place or gives several forms.
fn meant<'s>(value: &Value, (name, says): (&'s str, &'s Value), root: &'s Value) -> (&'s str, &'s Value) {
    if let Some(place) = says.get("$ref").and_then(Value::as_str) {
        let name = place.rsplit('/').next().unwrap_or_default();
        return meant(value, (name, &root["definitions"][name]), root);
    }
    let forms = says.get("allOf").or_else(|| says.get("anyOf")).and_then(Value::as_array);
    let forms = forms.into_iter().flatten().map(|form| meant(value, (name, form), root));
    let fits = |says: &Value| match value {
        Value::Object(_) => says["type"] == "object",
        Value::Array(_) => says["type"] == "array",
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => says["type"] != "null",
    };
    forms.into_iter().find(|(_, says)| fits(says)).unwrap_or((name, says))
}

/// The names that things have in the file.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("id").and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(fields.values().flat_map(names)).collect()
        }
        Value::Array(entries) => entries.iter().flat_map(names).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}
