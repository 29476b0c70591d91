//! What a form shows: its fields as values, so that one template can draw them all.

use crate::{layout::Choice, pages::both::Held};

use super::letter::Letter;

/// A form as it is shown.
pub(super) struct Shown {
    /// Its heading.
    pub(super) heading: String,
    /// Sentences before the fields.
    pub(super) lead: Vec<String>,
    /// The fields, in order.
    pub(super) fields: Vec<Field>,
    /// The letter it sends.
    pub(super) letter: Option<Letter>,
    /// The words of its button; empty where there is nothing to do.
    pub(super) button: String,
}

impl Shown {
    /// A form with nothing in it yet.
    pub(super) fn new(heading: impl Into<String>, button: impl Into<String>) -> Shown {
        Shown { heading: heading.into(), lead: Vec::new(), fields: Vec::new(), letter: None, button: button.into() }
    }

    /// With a sentence before the fields.
    pub(super) fn say(mut self, words: impl Into<String>) -> Shown {
        self.lead.push(words.into());
        self
    }

    /// With a sentence, where there is something to say.
    pub(super) fn say_if(mut self, words: Option<String>) -> Shown {
        self.lead.extend(words);
        self
    }

    /// With a field.
    pub(super) fn ask(mut self, field: Field) -> Shown {
        self.fields.push(field);
        self
    }

    /// With a letter.
    pub(super) fn send(mut self, letter: Letter) -> Shown {
        self.letter = Some(letter);
        self
    }

    /// Whether a file goes with it.
    pub(super) fn has_file(&self) -> bool {
        self.fields.iter().any(|field| matches!(field, Field::File { .. }))
    }
}

/// A field of a form.
pub(super) enum Field {
    /// One line.
    Line { name: &'static str, label: String, value: String, hint: String, optional: bool, kind: &'static str },
    /// A date.
    Day { name: &'static str, label: String, value: String, hint: String, live: String },
    /// Several lines.
    Area { name: &'static str, label: String, value: String, hint: String, optional: bool, rows: u32, live: String },
    /// One of a list.
    Pick { name: &'static str, label: String, choices: Vec<Choice>, chosen: String, hint: String },
    /// One of a few, each with its line of help.
    Radios { name: &'static str, label: String, choices: Vec<Choice>, chosen: String, hint: String, live: String },
    /// Any of a few.
    Ticks { name: &'static str, label: String, choices: Vec<Choice>, chosen: Vec<String>, optional: bool },
    /// Files.
    File { name: &'static str, label: String, hint: String },
    /// Questions that were answered on another page, carried along: question and answer.
    Answers { name: &'static str, value: String, lines: Vec<(String, &'static str)> },
    /// Links to what has to be done first: address and words.
    First { heading: String, links: Vec<(String, String)> },
}

impl Field {
    /// Several lines.
    pub(super) fn area(name: &'static str, label: impl Into<String>, value: String) -> Field {
        Field::Area {
            name,
            label: label.into(),
            value,
            hint: String::new(),
            optional: false,
            rows: 4,
            live: String::new(),
        }
    }

    /// One line that may stay empty.
    pub(super) fn line(name: &'static str, label: impl Into<String>, value: String) -> Field {
        Field::Line { name, label: label.into(), value, hint: String::new(), optional: true, kind: "text" }
    }

    /// A few to choose one from.
    pub(super) fn radios(name: &'static str, label: impl Into<String>, choices: Vec<Choice>, chosen: String) -> Field {
        Field::Radios { name, label: label.into(), choices, chosen, hint: String::new(), live: String::new() }
    }

    /// A list to choose one from.
    pub(super) fn pick(name: &'static str, label: impl Into<String>, choices: Vec<Choice>, chosen: String) -> Field {
        Field::Pick { name, label: label.into(), choices, chosen, hint: String::new() }
    }

    /// With a line of help.
    pub(super) fn hint(mut self, words: impl Into<String>) -> Field {
        match &mut self {
            Field::Line { hint, .. }
            | Field::Day { hint, .. }
            | Field::Area { hint, .. }
            | Field::Pick { hint, .. }
            | Field::Radios { hint, .. }
            | Field::File { hint, .. } => *hint = words.into(),
            Field::Ticks { .. } | Field::Answers { .. } | Field::First { .. } => {}
        }
        self
    }

    /// A line that has to be filled in.
    pub(super) fn required(mut self) -> Field {
        if let Field::Line { optional, .. } = &mut self {
            *optional = false;
        }
        self
    }

    /// May stay empty.
    pub(super) fn optional(mut self) -> Field {
        if let Field::Area { optional, .. } | Field::Line { optional, .. } = &mut self {
            *optional = true;
        }
        self
    }

    /// Sends the form to `address` when it changes, for the letter beside it.
    pub(super) fn live(mut self, address: &str) -> Field {
        if let Field::Area { live, .. } | Field::Day { live, .. } | Field::Radios { live, .. } = &mut self {
            *live = address.into();
        }
        self
    }
}

impl Field {
    /// What it holds; `None` for what is not typed or chosen here.
    pub(super) fn held(&self) -> Option<Held> {
        let one = |name: &str, label: &str, value: &str, lines| {
            let value = value.replace("\r\n", "\n").trim().to_owned();
            Held { name: String::from(name), label: label.to_owned(), words: value.clone(), values: vec![value], lines }
        };
        let of = |name: &str, label: &str, choices: &[Choice], chosen: &[String]| {
            let words = choices.iter().filter(|choice| choice.among(chosen)).map(|choice| choice.words.as_str());
            let words = words.collect::<Vec<_>>().join("\n");
            Held { name: String::from(name), label: label.to_owned(), words, values: chosen.to_vec(), lines: false }
        };
        match self {
            Field::Line { name, label, value, .. } | Field::Day { name, label, value, .. } => {
                Some(one(name, label, value, false))
            }
            Field::Area { name, label, value, .. } => Some(one(name, label, value, true)),
            Field::Pick { name, label, choices, chosen, .. } | Field::Radios { name, label, choices, chosen, .. } => {
                Some(of(name, label, choices, std::slice::from_ref(chosen)))
            }
            Field::Ticks { name, label, choices, chosen, .. } => Some(of(name, label, choices, chosen)),
            Field::File { .. } | Field::Answers { .. } | Field::First { .. } => None,
        }
    }
}

/// Choices of a list of things with a stored and a readable name.
pub(super) fn choices<'a>(of: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<Choice> {
    of.into_iter().map(|(value, words)| Choice::new(value, words)).collect()
}

/// A list that begins with nothing chosen.
pub(super) fn or_none(words: &str, choices: Vec<Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", words)).chain(choices).collect()
}
