//! The readings of a procedure as questions of a form: when it is adopted, at set-up and in a trial. That each is
//! answered before cases count by it is the business of `app::adoption`.

use domain::{
    Procedure,
    procedure::{Reading, Readings},
};

use crate::{
    form::Fields,
    layout::{Choice, Errors},
};

/// A sentence that can be read in several ways, to choose from.
pub struct Question {
    /// Name of the field.
    pub name: String,
    /// What has to be decided.
    pub question: String,
    /// The ways to read it, each with the limit that follows.
    pub options: Vec<Choice>,
    /// The option chosen; empty while none is.
    pub chosen: String,
}

impl Question {
    /// What is chosen, in words.
    pub fn words(&self) -> &str {
        self.options.iter().find(|option| option.is(&self.chosen)).map_or("", |option| &option.words)
    }
}

/// The questions of a procedure, with what is chosen so far.
pub fn questions(procedure: &Procedure, chosen: &Readings) -> Vec<Question> {
    let question = |reading: &Reading| Question {
        name: field(reading),
        question: reading.question.clone(),
        options: reading
            .options
            .iter()
            .map(|option| Choice::new(option.id.clone(), option.title.clone()).with_hint(option.limit.words()))
            .collect(),
        chosen: chosen.get(&reading.id).cloned().unwrap_or_default(),
    };
    procedure.readings.iter().map(question).collect()
}

/// The readings a procedure is counted by: those chosen, else those the file is written with, which come first.
pub fn in_use(procedure: &Procedure) -> Readings {
    let first = |reading: &Reading| Some((reading.id.clone(), reading.options.first()?.id.clone()));
    let mut readings: Readings = procedure.readings.iter().filter_map(first).collect();
    readings.extend(procedure.chosen.clone());
    readings
}

/// What was typed, as far as the procedure offers it.
pub fn typed(procedure: &Procedure, fields: &Fields) -> Readings {
    let chosen = |reading: &Reading| {
        let option = fields.text(&field(reading));
        let offered = reading.options.iter().any(|each| each.id == option);
        offered.then(|| (reading.id.clone(), option.to_owned()))
    };
    procedure.readings.iter().filter_map(chosen).collect()
}

/// An error at each question without an answer.
pub fn unanswered(procedure: &Procedure, chosen: &Readings) -> Errors {
    let mut errors = Errors::none();
    for reading in procedure.readings.iter().filter(|reading| !chosen.contains_key(&reading.id)) {
        errors.add(&field(reading), "Choose how this sentence is read");
    }
    errors
}

fn field(reading: &Reading) -> String {
    format!("reading-{}", reading.id)
}
