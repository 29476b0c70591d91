//! One short form for every act on a case: GET shows it, POST does it. The forms say what they ask
//! and which use-case they call; showing them, keeping what was typed and answering is done once.

mod answer;
mod both;
mod contact;
mod correct;
mod extend;
mod fields;
mod find;
mod finish;
mod give;
mod hold;
mod letter;
mod link;
mod ombudsman;
mod pause;
mod point;
mod refuse;
mod represent;
mod restrict;
mod stages;
mod step;
mod tell;

use app::{
    Problem,
    cases::{CaseFile, On},
};
use axum::{
    Router,
    extract::Path,
    routing::{get, post},
};
use domain::{Date, act::ActKind};

use crate::{
    door::Door,
    form::{Fields, Sent},
    said::Said,
    visit::Visit,
};
use fields::Shown;

pub(super) use finish::{ends_at_first_contact, ends_without_a_letter, told_twice, unanswered};
pub(super) use hold::{of_hold, to_hold};
pub(super) use letter::method_choices;
pub(super) use pause::reasons as reasons_to_stop;

/// A form.
#[derive(Clone, Copy)]
struct Form {
    /// Last part of its address.
    path: &'static str,
    /// The act that must be permitted for it to be shown.
    act: ActKind,
    /// What it asks.
    show: fn(&Asked<'_>) -> Result<Shown, Problem>,
    /// What it does.
    perform: fn(&Asked<'_>) -> Result<Gone, Problem>,
}

/// A form about to be shown or done.
struct Asked<'a> {
    visit: &'a Visit,
    file: &'a CaseFile,
    fields: &'a Fields,
    /// Whether nothing was typed yet, so that the fields show what is known.
    first: bool,
}

/// Where to go when it is done, and what to say there.
struct Gone {
    to: String,
    said: Said,
}

const FORMS: &[&[Form]] = &[
    tell::FORMS,
    give::FORMS,
    contact::FORMS,
    point::FORMS,
    find::FORMS,
    extend::FORMS,
    pause::FORMS,
    refuse::FORMS,
    restrict::FORMS,
    correct::FORMS,
    represent::FORMS,
    finish::FORMS,
    stages::FORMS,
    hold::FORMS,
    link::FORMS,
    step::FORMS,
    ombudsman::FORMS,
];

/// The forms of all acts.
pub fn routes() -> Router<Door> {
    let forms = FORMS.iter().flat_map(|forms| forms.iter().copied());
    forms.fold(Router::new(), |router, form| {
        let root = format!("/cases/{{reference}}/{}", form.path);
        let show = move |Path(reference): Path<String>, visit: Visit| answer::show(form, reference, visit);
        let perform = move |Path(reference): Path<String>, sent: Sent| answer::perform(form, reference, sent);
        let words = move |Path(reference): Path<String>, sent: Sent| answer::letter_again(form, reference, sent);
        let keep = move |Path(reference): Path<String>, sent: Sent| both::keep(form, reference, sent);
        let router = router.route(&format!("{root}/keep"), get(show).post(keep));
        router.route(&root, get(show).post(perform)).route(&format!("{root}/words"), post(words))
    })
}

/// The last parts of the addresses of all forms.
#[cfg(test)]
pub(super) fn paths() -> impl Iterator<Item = &'static str> {
    FORMS.iter().flat_map(|forms| forms.iter()).map(|form| form.path)
}

impl Asked<'_> {
    /// A field as it was typed, or what is known where nothing was typed yet.
    fn text(&self, name: &str, known: &str) -> String {
        if self.fields.has(name) || !self.first { self.fields.text(name).to_owned() } else { known.to_owned() }
    }

    /// All values of a field, likewise.
    fn all(&self, name: &str, known: &[String]) -> Vec<String> {
        if self.first { known.to_vec() } else { self.fields.all(name) }
    }

    /// The day on which something happened, as it was typed.
    fn past(&self, name: &'static str) -> Result<Option<Date>, Problem> {
        self.fields.past_date(name, self.visit.today()).map_err(|words| Problem::field(name, words))
    }

    /// The day by which something is to be done.
    fn coming(&self, name: &'static str) -> Result<Option<Date>, Problem> {
        self.fields.coming_date(name, self.visit.today()).map_err(|words| Problem::field(name, words))
    }

    /// A day that may lie on either side of today.
    fn near(&self, name: &'static str) -> Result<Option<Date>, Problem> {
        self.fields.near_date(name, self.visit.today()).map_err(|words| Problem::field(name, words))
    }

    /// The case as it was seen, for an act that must not be done to another.
    fn on(&self) -> On {
        On { reference: self.file.case.reference, seen: self.fields.number("seen") }
    }

    /// The case, for an act that goes with whatever else happened.
    fn on_any(&self) -> On {
        self.file.case.reference.into()
    }

    /// Back to the case.
    fn done(&self, words: impl Into<String>) -> Gone {
        Gone { to: format!("/cases/{}", self.file.case.reference), said: Said::new(words) }
    }
}
