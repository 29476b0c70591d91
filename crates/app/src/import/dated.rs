//! The columns of dates: studied, and read as somebody said or as the study shows beyond doubt.

use documents::{
    dates::{self, Certainty, DateReading, Suggestion},
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
    dates
        .filter_map(|field| Some((*field, mapping.headings(*field).first()?)))
        .filter_map(|(field, heading)| column(table, field, heading, told, today))
        .collect()
}

fn column(table: &Table, field: Field, heading: &str, told: Option<DateReading>, today: Date) -> Option<DateColumn> {
    let study = dates::study_column(table, heading, Some(today))?;
    let suggested = study.suggestion.reading();
    let shown = matches!(study.suggestion, Suggestion::Read { certainty: Certainty::Shown, .. });
    // Where two ways of writing are mixed somebody confirms it, however sure the study is.
    let ask = told.is_none() && study.values > 0 && (!shown || study.mixes_formats());
    Some(DateColumn {
        field,
        heading: heading.to_owned(),
        reading: told.or(suggested),
        suggested,
        ask,
        evidence: study.suggestion.reasons().to_vec(),
    })
}
