//! The columns that a list of cases may have as a file: their names, their headings, and what each
//! says of a case. Which of them a file has, and in which order, is said by a layout.

use std::collections::BTreeMap;

use documents::{Cell, Format as Look};
use domain::{Case, Date, Reference, TextRef, act::Learning};
use store::{CaseLine, Customer, Reading};

use crate::{Problem, marks, procedures::Titles};

/// One of them.
pub struct Column {
    /// Its name in a layout; never changed once it was released.
    pub key: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Characters of the standard font.
    width: f64,
    needs: Needs,
    cell: fn(&Told<'_>) -> Cell,
}

/// What has to be read for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Needs {
    /// The line of the list.
    Line,
    /// The customer's details as well.
    Customer,
    /// The words of the case as well, which takes longer.
    Words,
}

/// What is known of a case when its row is written.
pub(super) struct Told<'a> {
    pub(super) line: &'a CaseLine,
    /// Titles of grounds and remedies.
    pub(super) titles: &'a Titles,
    pub(super) customer: Option<&'a Customer>,
    pub(super) words: &'a Words,
}

/// The long words of a case; empty where they were not needed or not written.
#[derive(Debug, Default)]
pub(super) struct Words {
    story: String,
    wanted: String,
    points: String,
    response: String,
    learned: String,
}

/// All columns, in the order in which they are offered.
pub static COLUMNS: &[Column] = &[
    line("reference", "Reference", 11.0, |told| text(&told.line.reference.to_string())),
    line("kind", "Type", 18.0, |told| text(told.line.kind.title())),
    line("title", "Title", 48.0, |told| text(&told.line.title)),
    line("customer", "Customer", 24.0, |told| maybe(told.line.customer_name.as_deref())),
    line("received", "Received", 11.0, |told| Cell::Date(told.line.received)),
    line("channel", "How it came in", 16.0, |told| text(told.line.channel.title())),
    line("service", "Service", 24.0, |told| maybe(told.line.service_name.as_deref())),
    line("ward", "Ward", 16.0, |told| maybe(told.line.ward.as_deref())),
    line("grounds", "Grounds", 32.0, |told| named(&told.titles.grounds, &told.line.grounds)),
    line("state", "Where it is", 20.0, |told| text(told.line.state.title())),
    line("head", "Head of Service", 20.0, |told| maybe(told.line.head_name.as_deref())),
    line("investigator", "Investigating officer", 20.0, |told| maybe(told.line.investigator_name.as_deref())),
    line("acknowledge-by", "Acknowledge by", 14.0, |told| date(told.line.ack_due)),
    // As on the page of the case: who was answered first, on the spot for one, heard from us then.
    line("acknowledged", "Acknowledged", 13.0, |told| date(told.line.acknowledged.or(told.line.answered))),
    line("first-due", "Respond by, at first", 17.0, |told| date(told.line.first_due)),
    line("respond-by", "Respond by", 12.0, |told| date(told.line.respond_due)),
    line("held-to", "Held to", 11.0, |told| date(told.line.held_to)),
    line("answered", "Answered", 11.0, |told| date(told.line.answered)),
    line("days", "Working days to answer", 14.0, |told| told.line.days_to_answer.map_or(Cell::Empty, Cell::Integer)),
    line("outcome", "Outcome", 16.0, |told| maybe(told.line.outcome.map(|outcome| outcome.title()))),
    line("stage", "Later stage", 24.0, |told| maybe(told.line.later.as_ref().map(|later| later.title.as_str()))),
    line("stage-asked", "Later stage asked for", 16.0, |told| date(told.line.later.as_ref().map(|later| later.asked))),
    line("stage-answered", "Later stage answered", 16.0, |told| {
        date(told.line.later.as_ref().and_then(|later| later.answered))
    }),
    line("stage-outcome", "Outcome of later stage", 16.0, |told| {
        maybe(told.line.later.as_ref().and_then(|later| later.outcome).map(|outcome| outcome.title()))
    }),
    line("remedies", "Remedies", 28.0, |told| named(&told.titles.remedies, &told.line.remedies)),
    line("lesson", "Lesson", 8.0, |told| maybe(told.line.lesson.map(|lesson| if lesson { "Yes" } else { "No" }))),
    line("ending", "How it ended", 20.0, |told| maybe(told.line.ending.map(|ending| ending.title()))),
    line("closed", "Closed", 11.0, |told| date(told.line.closed)),
    line("reply-by", "Wants our reply by", 16.0, |told| text(told.line.reply_by.title())),
    of_customer("phone", "Phone", 16.0, |told| told.customer(|customer| &customer.phone)),
    of_customer("email", "Email", 28.0, |told| told.customer(|customer| &customer.email)),
    of_customer("address", "Address", 32.0, |told| told.customer(|customer| &customer.address)),
    of_customer("postcode", "Postcode", 10.0, |told| told.customer(|customer| &customer.postcode)),
    of_words("story", "What they told us", |told| text(&told.words.story)),
    of_words("wanted", "What would put it right", |told| text(&told.words.wanted)),
    of_words("points", "Points and findings", |told| text(&told.words.points)),
    of_words("response", "Response", |told| text(&told.words.response)),
    of_words("learned", "What was learned", |told| text(&told.words.learned)),
];

const fn line(key: &'static str, title: &'static str, width: f64, cell: fn(&Told<'_>) -> Cell) -> Column {
    Column { key, title, width, needs: Needs::Line, cell }
}

const fn of_customer(key: &'static str, title: &'static str, width: f64, cell: fn(&Told<'_>) -> Cell) -> Column {
    Column { key, title, width, needs: Needs::Customer, cell }
}

const fn of_words(key: &'static str, title: &'static str, cell: fn(&Told<'_>) -> Cell) -> Column {
    Column { key, title, width: 60.0, needs: Needs::Words, cell }
}

impl Column {
    /// The column with this name.
    pub fn named(key: &str) -> Option<&'static Column> {
        COLUMNS.iter().find(|column| column.key == key)
    }

    pub(super) fn needs(&self) -> Needs {
        self.needs
    }

    pub(super) fn cell(&self, told: &Told<'_>) -> Cell {
        (self.cell)(told)
    }

    /// As the writers of files know it.
    pub(super) fn head(&self) -> documents::Column {
        let look = if self.needs == Needs::Words { Look::Wrapped } else { Look::General };
        documents::Column::new(self.title, self.width, look)
    }
}

fn named(titles: &BTreeMap<String, String>, ids: &[String]) -> Cell {
    text(&ids.iter().map(|id| titles.get(id).unwrap_or(id).as_str()).collect::<Vec<_>>().join("; "))
}

impl Told<'_> {
    fn customer(&self, said: fn(&Customer) -> &String) -> Cell {
        maybe(self.customer.map(|customer| said(customer).as_str()))
    }
}

impl Words {
    /// The words of a case, read from beside its history.
    pub(super) fn of(reading: &Reading<'_>, reference: Reference) -> Result<Words, Problem> {
        let history = reading.history(reference)?;
        let case = Case::replay(reference, &history).ok_or(Problem::NoSuchCase(reference))?;
        let texts = reading.texts(reference)?;
        let words = |text: &TextRef| texts.get(text).map_or("(these words have been erased)", String::as_str);
        let maybe = |text: Option<&TextRef>| text.map(words).unwrap_or_default().to_owned();
        let point = |point: &domain::case::Point| {
            let found = point.finding.as_ref().map(|(found, why)| format!(": {}. {}", found.title(), words(why)));
            format!("{}. {}{}", point.number, words(&point.text), found.unwrap_or_default())
        };
        let learned = case.learning.as_ref().map(|learning| match learning {
            Learning::Lesson(text) | Learning::Nothing(text) => text,
        });
        Ok(Words {
            story: words(&case.story).to_owned(),
            wanted: maybe(case.wanted.as_ref()),
            points: case.points.iter().map(point).collect::<Vec<_>>().join("\n"),
            response: case.draft.as_ref().map(|draft| marks::to_plain(words(&draft.text))).unwrap_or_default(),
            learned: maybe(learned),
        })
    }
}

fn text(words: &str) -> Cell {
    if words.is_empty() { Cell::Empty } else { Cell::Text(words.to_owned()) }
}

fn maybe(words: Option<&str>) -> Cell {
    words.map_or(Cell::Empty, text)
}

fn date(date: Option<Date>) -> Cell {
    date.map_or(Cell::Empty, Cell::Date)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::COLUMNS;

    #[test]
    fn no_two_columns_have_one_name_or_heading() {
        let names: BTreeSet<&str> = COLUMNS.iter().map(|column| column.key).collect();
        let headings: BTreeSet<&str> = COLUMNS.iter().map(|column| column.title).collect();
        assert_eq!((names.len(), headings.len()), (COLUMNS.len(), COLUMNS.len()));
    }
}
