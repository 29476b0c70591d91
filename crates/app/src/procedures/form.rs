//! What people mostly change of a procedure, as the fields of a form: written into its text, of which everything else
//! stays as it is, comments too.

use domain::procedure::{Limit, Procedure};
use toml_edit::{Array, DocumentMut, Item, TableLike, Value, value};

/// The fields of a procedure. Lengths of time are in words: "15 working days".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The name people read.
    pub name: String,
    /// The document it comes from.
    pub source: String,
    /// First day it is in force, as ISO 8601 writes it.
    pub in_force: String,
    /// Whether days on which the offices are closed are left out.
    pub office_closures: bool,
    /// What a customer may do next.
    pub rights: String,
    /// The time limits, in order.
    pub clocks: Vec<ClockForm>,
    /// How dates may be put off, in order.
    pub extensions: Vec<ExtensionForm>,
}

/// The fields of a time limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClockForm {
    /// Its id, which does not change.
    pub id: String,
    /// The most.
    pub limit: String,
    /// The aim; empty where none is stated.
    pub target: String,
}

/// The fields of an extension.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExtensionForm {
    /// The clock it puts off, which does not change.
    pub clock: String,
    /// How far at most; empty without a bound.
    pub most: String,
    /// How often; empty for as often as needed.
    pub times: String,
    /// Reasons to choose from, one on each line.
    pub reasons: String,
}

/// What is wrong with a field, by its name: `limit_respond`, `most_respond`, `in_force`.
pub type Wrong = (String, String);

impl Form {
    /// As a procedure has them.
    pub fn of(procedure: &Procedure) -> Form {
        let words = |limit: Option<Limit>| limit.map(in_file).unwrap_or_default();
        let clock = |rule: &domain::procedure::ClockRule| ClockForm {
            id: rule.id.clone(),
            limit: in_file(rule.limit),
            target: words(rule.target),
        };
        let extension = |rule: &domain::procedure::ExtensionRule| ExtensionForm {
            clock: rule.clock.clone(),
            most: words(rule.most),
            times: rule.times.map(|times| times.to_string()).unwrap_or_default(),
            reasons: rule.reasons.join("\n"),
        };
        Form {
            name: procedure.name.clone(),
            source: procedure.source.clone(),
            in_force: procedure.in_force.to_string(),
            office_closures: procedure.office_closures,
            rights: procedure.rights.clone(),
            clocks: procedure.clocks().map(clock).collect(),
            extensions: procedure.extensions.iter().map(extension).collect(),
        }
    }

    /// What is wrong with the fields themselves. What is wrong with the procedure they make is said by its check.
    pub fn wrong(&self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        for (field, text, words) in
            [("name", &self.name, "Give the name"), ("source", &self.source, "Say which document it comes from")]
        {
            if text.trim().is_empty() {
                wrong.push((field.to_owned(), words.to_owned()));
            }
        }
        for clock in &self.clocks {
            wrong.extend(length(&format!("limit_{}", clock.id), &clock.limit));
            wrong.extend(length(&format!("target_{}", clock.id), &clock.target).filter(|_| !clock.target.is_empty()));
        }
        for extension in &self.extensions {
            let most = length(&format!("most_{}", extension.clock), &extension.most);
            wrong.extend(most.filter(|_| !extension.most.is_empty()));
            if !extension.times.is_empty() && extension.times.parse::<u32>().is_err() {
                wrong.push((format!("times_{}", extension.clock), "Give a number, or nothing".into()));
            }
        }
        wrong
    }

    /// The text with what differs from `before` written into it. Only where nothing is [`Form::wrong`].
    pub fn written_into(&self, toml: &str, before: &Form) -> Result<String, Wrong> {
        let unread = |error: toml_edit::TomlError| (String::new(), error.message().to_owned());
        let mut file: DocumentMut = toml.parse().map_err(unread)?;
        let root = file.as_table_mut();
        text(root, "name", &self.name, &before.name);
        text(root, "source", &self.source, &before.source);
        text(root, "in_force", &self.in_force, &before.in_force);
        text(root, "rights", &self.rights, &before.rights);
        if self.office_closures != before.office_closures {
            put(root, "office_closures", self.office_closures.into());
        }
        let of_stages = root.get_mut("stage").into_iter().flat_map(each).collect::<Vec<_>>();
        for stage in of_stages {
            stage.get_mut("clock").into_iter().flat_map(each).for_each(|clock| self.clock(clock, before));
        }
        root.get_mut("overall").into_iter().flat_map(each).for_each(|clock| self.clock(clock, before));
        root.get_mut("extension").into_iter().flat_map(each).for_each(|rule| self.extension(rule, before));
        Ok(file.to_string())
    }

    fn clock(&self, table: &mut dyn TableLike, before: &Form) {
        let id = table.get("id").and_then(Item::as_str).unwrap_or_default().to_owned();
        let of = |form: &Form| form.clocks.iter().find(|clock| clock.id == id).cloned();
        let (Some(now), Some(then)) = (of(self), of(before)) else { return };
        text(table, "limit", &now.limit, &then.limit);
        text(table, "target", &now.target, &then.target);
    }

    fn extension(&self, table: &mut dyn TableLike, before: &Form) {
        let clock = table.get("clock").and_then(Item::as_str).unwrap_or_default().to_owned();
        let of = |form: &Form| form.extensions.iter().find(|rule| rule.clock == clock).cloned();
        let (Some(now), Some(then)) = (of(self), of(before)) else { return };
        text(table, "most", &now.most, &then.most);
        if now.times != then.times {
            match now.times.parse::<i64>() {
                Ok(times) => put(table, "times", times.into()),
                Err(_) => drop(table.remove("times")),
            }
        }
        let lines = |form: &ExtensionForm| {
            form.reasons.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        if lines(&now) != lines(&then) {
            put(table, "reasons", Value::Array(lines(&now).into_iter().collect::<Array>()));
        }
    }
}

/// As a file has it, which reads it again.
fn in_file(limit: Limit) -> String {
    limit.words().trim_start_matches("the ").to_owned()
}

fn length(field: &str, text: &str) -> Option<Wrong> {
    let error = text.trim().parse::<Limit>().err()?;
    Some((field.to_owned(), format!("Give a length of time, such as 10 working days: {error}")))
}

/// A section that may stand once or several times, as tables of its own or within a line.
fn each(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(all) => all.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Table(one) => vec![one],
        Item::Value(Value::InlineTable(one)) => vec![one],
        Item::Value(Value::Array(all)) => {
            let tables = all.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.map(|table| table as &mut dyn TableLike).collect()
        }
        Item::Value(_) | Item::None => Vec::new(),
    }
}

/// Writes a text that has changed; an empty one goes.
fn text(table: &mut dyn TableLike, key: &str, now: &str, before: &str) {
    let now = now.trim();
    if now == before.trim() {
        return;
    }
    if now.is_empty() {
        table.remove(key);
    } else {
        put(table, key, now.into());
    }
}

/// Puts a value in the place of another; the comments before and behind that one stay.
fn put(table: &mut dyn TableLike, key: &str, mut new: Value) {
    let Some(old) = table.get_mut(key) else {
        table.insert(key, value(new));
        return;
    };
    if let Some(old) = old.as_value() {
        *new.decor_mut() = old.decor().clone();
    }
    *old = value(new);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> impl Iterator<Item = (&'static str, Procedure)> {
        super::super::SHIPPED.iter().map(|(_, text)| (*text, super::super::read(text).expect("sound")))
    }

    #[test]
    fn what_is_not_changed_stays_letter_by_letter() {
        for (text, procedure) in shipped() {
            let form = Form::of(&procedure);
            assert_eq!(form.wrong(), [], "{}", procedure.id);
            assert_eq!(form.written_into(text, &form).expect("it can be read"), text, "{}", procedure.id);
        }
    }

    #[test]
    fn what_is_changed_is_what_is_read_again() {
        for (text, procedure) in shipped() {
            let before = Form::of(&procedure);
            let mut after = Form { name: "Ours".into(), in_force: "2027-04-01".into(), ..before.clone() };
            after.office_closures = !before.office_closures;
            for clock in after.clocks.iter_mut().filter(|clock| clock.target.is_empty()) {
                clock.limit = "7 working days".into();
            }
            for extension in &mut after.extensions {
                extension.reasons = "Somebody is away\nWe wait for a \"record\"".into();
                extension.times = "3".into();
            }
            let written = after.written_into(text, &before).expect("it can be read");
            let read =
                toml::from_str::<Procedure>(&written).unwrap_or_else(|error| panic!("{}: {error}", procedure.id));
            assert_eq!(Form::of(&read), after, "{}", procedure.id);
            let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
            assert_eq!(comments(&written), comments(text), "comments stay: {}", procedure.id);
        }
    }

    #[test]
    fn lengths_that_leave_a_question_are_said_at_their_field() {
        let (_, procedure) = shipped().next().expect("the first");
        let mut form = Form::of(&procedure);
        form.name = " ".into();
        form.clocks[1].limit = "10 days".into();
        form.extensions[0].times = "often".into();
        let fields: Vec<String> = form.wrong().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name", "limit_respond", "times_respond"]);
    }
}
