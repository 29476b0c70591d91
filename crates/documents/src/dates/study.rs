//! Studying a column of dates: which formats fit, what the values say about each other, and what to suggest.

use std::{borrow::Cow, collections::HashSet};

use chrono::NaiveDate;

use super::evidence::{self, Dated, Evidence, Finding, ShareEvidence};
use super::formats::{ALL, Readings, SERIAL, part, plain, readings, serial};
use super::reading::DateReading;
use super::suggest::{Suggestion, suggest};
use crate::read::Table;

/// What the rows' own order is called.
pub(super) const ROWS: &str = "the order of the rows";

/// What the values are held against.
#[derive(Debug, Clone, Default)]
pub struct Against {
    /// Today, to find dates in the future; left out if `None`.
    pub today: Option<NaiveDate>,
    /// Other columns whose numbers may grow with the dates.
    pub running: Vec<Running>,
}

/// A column of numbers that may grow with the dates, such as a ticket number.
#[derive(Debug, Clone)]
pub struct Running {
    /// What to call it in a sentence.
    pub title: String,
    /// Row and number.
    pub numbers: Vec<(u64, i64)>,
}

/// What was found out about a column of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateStudy {
    /// How many values there are, blank ones aside.
    pub values: usize,
    /// How many were blank.
    pub blank: usize,
    /// Every format that reads at least one value, most first.
    pub formats: Vec<FormatFit>,
    /// What the values say.
    pub evidence: Evidence,
    /// What that suggests. A person confirms it or chooses otherwise.
    pub suggestion: Suggestion,
}

impl DateStudy {
    /// Whether the column mixes ways of writing: no one format reads every value that is a date, or a mixed
    /// reading is suggested although one would.
    pub fn mixes_formats(&self) -> bool {
        let dates = self.values - self.evidence.unreadable.count;
        let one_reads_all = self.formats.iter().any(|format| format.reads == dates);
        let mixed = match &self.suggestion {
            Suggestion::Read { reading, .. } => match reading {
                DateReading::DayFirstUnlessImpossible | DateReading::MonthFirstUnlessImpossible => true,
                DateReading::DayFirst | DateReading::MonthFirst | DateReading::ExcelDayNumber => false,
            },
            Suggestion::CannotTell { .. } => false,
        };
        dates > 0 && (mixed || !one_reads_all)
    }
}

/// How well one format fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatFit {
    /// The format, as in "DD-MM-YYYY".
    pub name: &'static str,
    /// How many values it reads.
    pub reads: usize,
    /// The values that are impossible under it.
    pub impossible: Finding,
}

/// Studies the dates in a column of a table against its other columns; `None` if there is no such column.
pub fn study_column(table: &Table, header: &str, today: Option<NaiveDate>) -> Option<DateStudy> {
    let place = table.column(header)?;
    let texts: Vec<(u64, String)> =
        table.rows.iter().map(|row| (row.number, row.cells[place].text().into_owned())).collect();
    let running =
        (0..table.headers.len()).filter(|other| *other != place).filter_map(|other| running(table, other)).collect();
    let values = texts.iter().map(|(row, text)| (*row, text.as_str()));
    Some(study(values, &Against { today, running }))
}

/// The column as running numbers, if nearly all its values are whole numbers and nearly all differ.
fn running(table: &Table, place: usize) -> Option<Running> {
    let nearly_all = |part: usize, all: usize| part > 0 && part * 20 >= all * 19;
    let numbers: Vec<(u64, i64)> =
        table.rows.iter().filter_map(|row| Some((row.number, row.cells[place].text().trim().parse().ok()?))).collect();
    let different: HashSet<i64> = numbers.iter().map(|(_, number)| *number).collect();
    let filled = table.rows.iter().filter(|row| !row.cells[place].is_blank()).count();
    (nearly_all(numbers.len(), filled) && nearly_all(different.len(), numbers.len()))
        .then(|| Running { title: table.headers[place].clone(), numbers })
}

/// Studies values with the rows they stand in, in the order of the file.
pub fn study<'a>(values: impl IntoIterator<Item = (u64, &'a str)>, against: &Against) -> DateStudy {
    let (blank, filled): (Vec<_>, Vec<_>) =
        values.into_iter().map(|(row, value)| (row, value.trim())).partition(|(_, value)| value.is_empty());
    let read = |(row, value): &(u64, &'a str)| {
        let date = plain(part(value).0);
        Value { row: *row, value, readings: readings(&date), date }
    };
    let read: Vec<Value<'_>> = filled.iter().map(read).collect();
    let evidence = gather(&read, against);
    DateStudy { values: read.len(), blank: blank.len(), formats: fits(&read), suggestion: suggest(&evidence), evidence }
}

struct Value<'a> {
    row: u64,
    value: &'a str,
    /// The value without its time of day, in plain words.
    date: Cow<'a, str>,
    readings: Readings,
}

fn gather(values: &[Value<'_>], against: &Against) -> Evidence {
    let mut evidence = Evidence::default();
    let mut dated = Vec::new();
    let mut certain = Vec::new();
    for value in values {
        let (finding, dates) = sort(&mut evidence, value.readings);
        finding.add(value.row, value.value);
        let Some((day_first, month_first)) = dates else {
            continue;
        };
        dated.push(Dated { row: value.row, value: value.value, day_first, month_first });
        if day_first == month_first {
            certain.push(day_first);
        }
    }
    if evidence.ambiguous.count > 0 {
        evidence.order = order(&dated, against);
        evidence.months = evidence::months(&dated, &certain);
        let after = |date: fn(&Dated<'_>) -> NaiveDate| {
            let today = against.today?;
            let uncertain = dated.iter().filter(|one| one.day_first != one.month_first);
            Some(uncertain.filter(|one| date(one) > today).count())
        };
        evidence.future_day_first = after(|one| one.day_first);
        evidence.future_month_first = after(|one| one.month_first);
    }
    evidence.share = share(&evidence);
    evidence
}

/// Where a value belongs, and its dates with the day and with the month first.
fn sort(evidence: &mut Evidence, readings: Readings) -> (&mut Finding, Option<(NaiveDate, NaiveDate)>) {
    let both = |date| Some((date, date));
    match (readings.one_way, readings.day_first, readings.month_first) {
        (Some(date), _, _) => (&mut evidence.one_way, both(date)),
        (None, Some(day), Some(month)) if day == month => (&mut evidence.same_either_way, both(day)),
        (None, Some(day), Some(month)) => (&mut evidence.ambiguous, Some((day, month))),
        (None, Some(day), None) => (&mut evidence.unambiguous_day_first, both(day)),
        (None, None, Some(month)) => (&mut evidence.unambiguous_month_first, both(month)),
        (None, None, None) if readings.serial.is_some() => (&mut evidence.day_numbers, None),
        (None, None, None) => (&mut evidence.unreadable, None),
    }
}

fn order(dated: &[Dated<'_>], against: &Against) -> Vec<evidence::OrderEvidence> {
    let rows = Running {
        title: ROWS.to_owned(),
        numbers: dated.iter().map(|one| (one.row, i64::try_from(one.row).unwrap_or(i64::MAX))).collect(),
    };
    against.running.iter().chain([&rows]).filter_map(|running| evidence::order(dated, running)).collect()
}

fn share(evidence: &Evidence) -> Option<ShareEvidence> {
    let found = evidence.ambiguous.count + evidence.same_either_way.count;
    let of = found + evidence.unambiguous_day_first.count + evidence.unambiguous_month_first.count;
    // Twelve days of a month's average 30.44.
    let expected = (of * 1_200).div_ceil(3_044);
    (of > 0).then_some(ShareEvidence { found, expected, of })
}

fn fits(values: &[Value<'_>]) -> Vec<FormatFit> {
    let mut fits: Vec<FormatFit> = ALL
        .iter()
        .map(|written| fit(written.name, values, |text| written.read(text).is_some()))
        .chain([fit(SERIAL, values, |text| serial(text).is_some())])
        .filter(|fit| fit.reads > 0)
        .collect();
    fits.sort_by_key(|fit| std::cmp::Reverse(fit.reads));
    fits
}

fn fit(name: &'static str, values: &[Value<'_>], reads: impl Fn(&str) -> bool) -> FormatFit {
    let mut fit = FormatFit { name, reads: 0, impossible: Finding::default() };
    for value in values {
        if reads(&value.date) {
            fit.reads += 1;
        } else {
            fit.impossible.add(value.row, value.value);
        }
    }
    fit
}
