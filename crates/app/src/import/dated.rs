//! The columns of dates: studied, and read as somebody said or as the study shows beyond doubt.

use documents::{
    dates::{self, Certainty, DateReading, DateStudy, Suggestion},
    read::Table,
};
use domain::Date;

use super::{
    columns::Field,
    mapping::{Dates, Mapping},
};

/// A column of dates and how it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateColumn {
    /// What it is.
    pub field: Field,
    /// Its heading.
    pub heading: String,
    /// How it is read; `None` where nothing can be read.
    pub reading: Option<DateReading>,
    /// What the values suggest.
    pub suggested: Option<DateReading>,
    /// Whether somebody has to say, or to confirm what is suggested.
    pub ask: bool,
    /// What the values say about each other, in sentences.
    pub evidence: Vec<String>,
}

/// Studies the columns of dates. `told` comes before what the mapping says.
pub fn columns(table: &Table, mapping: &Mapping, told: Option<DateReading>, today: Date) -> Vec<DateColumn> {
    let told = told.or(match mapping.dates {
        Dates::Told(reading) => Some(reading),
        Dates::Ask => None,
    });
    let dates = Field::ALL.iter().filter(|field| field.is_date());
    let mut columns: Vec<(DateColumn, Option<First>)> = dates
        .filter_map(|field| Some((*field, mapping.headings(*field).first()?)))
        .filter_map(|(field, heading)| {
            let study = dates::study_column(table, heading, Some(today))?;
            Some((column(&study, field, heading, told), first(&study)))
        })
        .collect();
    if told.is_none() {
        ask_about_different_orders(&mut columns);
    }
    columns.into_iter().map(|(column, _)| column).collect()
}

/// Which part comes first in a column where that makes a difference.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Day,
    Month,
}

/// What is suggested to come first; nothing where every date names its month or begins with its year.
fn first(study: &DateStudy) -> Option<First> {
    let evidence = &study.evidence;
    let numbered = [&evidence.ambiguous, &evidence.unambiguous_day_first, &evidence.unambiguous_month_first];
    if numbered.iter().all(|finding| finding.count == 0) {
        return None;
    }
    match study.suggestion.reading()? {
        DateReading::DayFirst | DateReading::DayFirstUnlessImpossible => Some(First::Day),
        DateReading::MonthFirst | DateReading::MonthFirstUnlessImpossible => Some(First::Month),
        DateReading::ExcelDayNumber => None,
    }
}

/// One program wrote the file: columns whose dates seem to be written in different orders are mistaken, or were
/// put together from two lists. Somebody has to look.
fn ask_about_different_orders(columns: &mut [(DateColumn, Option<First>)]) {
    let has = |first| columns.iter().any(|(_, each)| *each == Some(first));
    if !(has(First::Day) && has(First::Month)) {
        return;
    }
    for (column, _) in columns.iter_mut().filter(|(_, first)| first.is_some()) {
        column.ask = true;
        column.evidence.push(
            "The columns of this file seem to be written in different orders, which is rare. Please look at a few dates of each.".to_owned(),
        );
    }
}

fn column(study: &DateStudy, field: Field, heading: &str, told: Option<DateReading>) -> DateColumn {
    let suggested = study.suggestion.reading();
    let shown = matches!(study.suggestion, Suggestion::Read { certainty: Certainty::Shown, .. });
    // Where two ways of writing are mixed somebody confirms it, however sure the study is.
    let ask = told.is_none() && study.values > 0 && (!shown || study.mixes_formats());
    DateColumn {
        field,
        heading: heading.to_owned(),
        reading: told.or(suggested).filter(|_| study.values > 0),
        suggested,
        ask,
        evidence: study.suggestion.reasons().to_vec(),
    }
}
