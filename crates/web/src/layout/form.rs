//! What the field macros in `macros/form.html` need: errors by field, and choices.

use askama::filters::Safe;

/// What is wrong with a form, in the order of its fields.
#[derive(Debug, Clone, Default)]
pub struct Errors(Vec<FieldError>);

/// One thing to put right. The same words stand in the summary and at the field.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// The field's name, which is also its id; empty when it belongs to no field.
    pub field: String,
    /// What to do: *Write what happened*.
    pub words: String,
}

impl Errors {
    /// No errors.
    pub fn none() -> Self {
        Self::default()
    }

    /// What a use-case found wrong.
    pub fn of_all(wrong: impl IntoIterator<Item = app::FieldError>) -> Self {
        let mut errors = Self::none();
        wrong.into_iter().for_each(|error| errors.add(error.field, error.words));
        errors
    }

    /// Adds one; the summary lists them in the order they were added.
    pub fn add(&mut self, field: &str, words: impl Into<String>) {
        self.0.push(FieldError { field: field.to_owned(), words: words.into() });
    }

    /// The first thing wrong with this field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|error| error.field == field).map(|error| error.words.as_str())
    }

    /// Whether the form may be accepted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn all(&self) -> &[FieldError] {
        &self.0
    }

    /// The summary's heading.
    pub fn heading(&self) -> String {
        match self.0.len() {
            1 => "1 thing to put right".to_owned(),
            count => format!("{count} things to put right"),
        }
    }
}

/// One choice of a select, radios or checkboxes.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What the person reads.
    pub words: String,
    /// A line of help under or beside it.
    pub hint: String,
    /// Other words that find it in a picker: *bins, rubbish* for Waste and recycling.
    pub also: String,
}

impl Choice {
    /// A choice without help or synonyms.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self { value: value.into(), words: words.into(), ..Self::default() }
    }

    /// A member of staff.
    pub fn person(person: &app::Person) -> Self {
        Self::new(person.id.to_string(), format!("{}, {}", person.name, person.role.title()))
    }

    /// With a line of help.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// With other words that find it.
    #[must_use]
    pub fn with_also(self, also: impl Into<String>) -> Self {
        Self { also: also.into(), ..self }
    }

    /// Whether it is the chosen one.
    pub fn is(&self, chosen: &str) -> bool {
        self.value == chosen
    }

    /// Whether it is one of those chosen.
    pub fn among(&self, chosen: &[String]) -> bool {
        chosen.contains(&self.value)
    }
}

/// The attribute that ties a field to its hint and its error, or nothing. `name` is the field's name, written in a template.
pub fn described(name: &str, hint: bool, error: bool) -> Safe<String> {
    debug_assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter)));
    Safe(match (hint, error) {
        (false, false) => String::new(),
        (true, false) => format!(" aria-describedby=\"{name}-hint\""),
        (false, true) => format!(" aria-describedby=\"{name}-error\""),
        (true, true) => format!(" aria-describedby=\"{name}-hint {name}-error\""),
    })
}
