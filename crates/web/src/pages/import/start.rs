//! The first page: choose the file; below, what was brought in before.

use app::Batch;
use askama::Template;

use super::{
    super::{
        settings::{Section, Shell, frame, shell},
        unsent,
    },
    begun::{self, Begun},
};
use crate::{
    answer::{self, Answer},
    layout::{Choice, Errors, Frame},
    visit::Visit,
    words,
};

/// Key of the draft of this form.
pub(super) const DRAFT: &str = "import";

#[derive(Template)]
#[template(path = "import.html")]
pub(super) struct StartPage {
    pub frame: Frame,
    pub shell: Shell,
    pub errors: Errors,
    /// Id of the file that was sent already, and its name.
    pub upload: String,
    pub file: String,
    pub mapping: String,
    /// An import that was begun and not finished.
    pub begun: Option<Begun>,
    pub batches: Vec<Row>,
}

/// An import of before.
pub(super) struct Row {
    pub batch: i64,
    pub when: String,
    pub file: String,
    pub rows: u32,
    /// When it was undone; empty while it stands.
    pub undone: String,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let (batches, unsent) =
        visit.run(|visit| Ok((app::import::batches(&visit.office, &visit.who)?, unsent::find(visit, DRAFT)?))).await?;
    let begun = begun::of(&visit, unsent.as_ref()).await?;
    let mapping = unsent.filter(|_| begun.is_none()).map(|unsent| unsent.fields.text("mapping").to_owned());
    let page = StartPage {
        frame: frame(&visit, Section::Import, &Errors::none()),
        shell: shell(&visit, Section::Import),
        errors: Errors::none(),
        upload: String::new(),
        file: String::new(),
        mapping: mapping.unwrap_or_default(),
        begun,
        batches: rows(&batches),
    };
    answer::page(&visit, &page)
}

pub(super) fn rows(batches: &[Batch]) -> Vec<Row> {
    let row = |batch: &Batch| Row {
        batch: batch.id,
        when: words::moment(batch.at),
        file: batch.file_name.clone(),
        rows: batch.rows,
        undone: batch.undone.map(words::moment).unwrap_or_default(),
    };
    batches.iter().map(row).collect()
}

/// How dates may be meant.
pub(super) fn readings() -> Vec<Choice> {
    let words = [
        ("day-first", "Day first: 04-08-2015 is 4 August"),
        ("month-first", "Month first: 04-08-2015 is 8 April"),
        ("day-first-unless-impossible", "Mixed: day first, unless only month first gives a date"),
        ("month-first-unless-impossible", "Mixed: month first, unless only day first gives a date"),
        ("excel-day-number", "Excel’s day numbers: 42116 is 22 April 2015"),
    ];
    let ask = Choice::new("", "Find out, and ask where there is doubt");
    std::iter::once(ask).chain(words.map(|(value, words)| Choice::new(value, words))).collect()
}
