//! The letter an act sends, on its form: the words the template makes, free to be changed, and how
//! it goes out. Words nobody touched are made again when what they are made from changes.

use app::{
    Problem,
    cases::LetterForm,
    letters::{self, Extra, Preview},
};
use domain::letter::{Method, Purpose};

use super::Asked;
use crate::layout::Choice;

/// A letter on a form.
pub(super) struct Letter {
    /// Its subject, for e-mails.
    pub(super) subject: String,
    /// The words to be sent.
    pub(super) words: String,
    /// The words the template makes.
    pub(super) template: String,
    /// Own words that made room for those of the template.
    pub(super) before: String,
    /// What the words were made from.
    pub(super) made_from: String,
    /// The ways it can go out, the customer's wish first.
    pub(super) methods: Vec<Choice>,
    /// The way chosen.
    pub(super) method: String,
    /// What is missing before there can be words.
    pub(super) missing: &'static str,
    /// What the procedure asks it to contain: in words, and whether a person has to look for it.
    pub(super) must: Vec<(&'static str, bool)>,
}

impl Letter {
    /// Lets the customer be told on the phone as well, where the procedure asks for no letter.
    pub(super) fn or_on_the_phone(&mut self) {
        let phone = Choice::new(Method::Phone.as_str(), words_of(Method::Phone));
        self.methods.retain(|choice| choice.value != Method::Phone.as_str());
        self.methods.push(phone.with_hint("Say the words below; they are kept as what was told"));
    }
}

/// The letter of a form that is shown. `extra` is `None` while what it is about is missing.
pub(super) fn letter(
    asked: &Asked<'_>,
    purpose: Purpose,
    extra: Option<Extra>,
    missing: &'static str,
) -> Result<Letter, Problem> {
    let preview = preview(asked, purpose, &extra.clone().unwrap_or_default())?;
    let first = first_method(purpose, &preview.methods).map_or("", |method| method.as_str());
    let must = preview.must.seen(&preview.words);
    let mut letter = Letter {
        must: must.into_iter().map(|(content, seen)| (content.title(), seen.is_none())).collect(),
        method: Some(asked.fields.text("method")).filter(|chosen| !chosen.is_empty()).unwrap_or(first).to_owned(),
        methods: method_choices(&preview),
        subject: preview.words.subject,
        template: preview.words.body,
        words: String::new(),
        before: String::new(),
        made_from: extra.as_ref().map(made_from).unwrap_or_default(),
        missing: if extra.is_some() { "" } else { missing },
    };
    let again = asked.fields.text("do") == "words";
    match typed(asked) {
        Some(own) if again => {
            letter.before = own;
            letter.words = letter.template.clone();
        }
        Some(own) => letter.words = own,
        None => letter.words = letter.template.clone(),
    }
    Ok(letter)
}

/// The way that is chosen beforehand. That a letter was handed over only a person knows, and what has to be in writing is
/// not told on the phone: then they choose.
fn first_method(purpose: Purpose, methods: &[Method]) -> Option<Method> {
    let acknowledges = matches!(purpose, Purpose::Acknowledgement | Purpose::Thanks | Purpose::Handover);
    methods.first().copied().filter(|first| match first {
        Method::Email | Method::Post => true,
        Method::Phone => acknowledges,
        Method::Handed => false,
    })
}

/// The letter of a form that was sent.
pub(super) fn letter_form(asked: &Asked<'_>, extra: &Extra) -> Result<LetterForm, Problem> {
    let method =
        Method::named(asked.fields.text("method")).ok_or_else(|| Problem::field("method", "Choose how it goes out"))?;
    let own = typed(asked);
    let from = asked.fields.text("made_from");
    if own.is_some() && from != made_from(extra) {
        let words = "What the letter was made from has changed. Put the words right, or press Update the words";
        return Err(Problem::field("words", words));
    }
    Ok(LetterForm { method, words: own.unwrap_or_default() })
}

/// The ways a letter can go out, with where it goes.
pub(crate) fn method_choices(preview: &Preview) -> Vec<Choice> {
    let line = preview.to.address.lines().map(str::trim).collect::<Vec<_>>().join(", ");
    let choice = |method: &Method| {
        let choice = Choice::new(method.as_str(), words_of(*method));
        match method {
            Method::Email => choice.with_hint(preview.to.email.clone()),
            Method::Post => choice.with_hint(line.clone()),
            Method::Handed => choice.with_hint("The customer is here and takes it along"),
            Method::Phone => choice.with_hint("Only where we cannot write to them"),
        }
    };
    preview.methods.iter().map(choice).collect()
}

fn words_of(method: Method) -> &'static str {
    match method {
        Method::Email => "Email",
        Method::Post => "Letter, to print and post",
        Method::Handed => "Letter, handed over now",
        Method::Phone => "Told on the phone",
    }
}

/// Words that differ from those the template made when the form was shown.
fn typed(asked: &Asked<'_>) -> Option<String> {
    let own = same_lines(asked.fields.text("words"));
    let shown = same_lines(asked.fields.text("template"));
    (!own.is_empty() && own != shown).then_some(own)
}

fn preview(asked: &Asked<'_>, purpose: Purpose, extra: &Extra) -> Result<Preview, Problem> {
    letters::preview(&asked.visit.office, &asked.visit.who, asked.file.case.reference, purpose, extra, asked.visit.now)
}

fn made_from(extra: &Extra) -> String {
    let date = extra.new_date.map(|date| date.to_string()).unwrap_or_default();
    let stage = extra.stage_asked.as_str();
    format!("{date}|{}|{}|{stage}", same_lines(&extra.reason), same_lines(&extra.other_organisation))
}

/// Browsers send every line break as two characters.
fn same_lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
