//! What a column's values say about how they are meant. Facts with examples, no verdict: that is `suggest`'s.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::order::longest_rising;
use super::study::Running;

/// How many examples are kept of each finding.
const EXAMPLES: usize = 5;

/// A value and the row it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The row or line of the file, from 1.
    pub row: u64,
    /// The value as it stands there.
    pub value: String,
}

/// How often something was found, with the first examples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// How many values.
    pub count: usize,
    /// The first of them, at most five.
    pub examples: Vec<Example>,
}

impl Finding {
    pub(super) fn add(&mut self, row: u64, value: &str) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { row, value: value.to_owned() });
        }
    }
}

/// Everything found about a column of dates.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// Values that give a date only with the day first: 22-04-2015.
    pub unambiguous_day_first: Finding,
    /// Values that give a date only with the month first: 04-22-2015.
    pub unambiguous_month_first: Finding,
    /// Values that give two different dates: 04-08-2015.
    pub ambiguous: Finding,
    /// Values that give the same date either way: 05-05-2015.
    pub same_either_way: Finding,
    /// Values with the year first or the month named.
    pub one_way: Finding,
    /// Values that look like Excel's day numbers.
    pub day_numbers: Finding,
    /// Values that are no date at all.
    pub unreadable: Finding,
    /// How well each reading of the ambiguous values keeps the order of other columns and of the rows.
    pub order: Vec<OrderEvidence>,
    /// The months each reading puts the ambiguous values in, beside those of the certain ones.
    pub months: Option<MonthsEvidence>,
    /// How many values have a day up to 12, beside how many should.
    pub share: Option<ShareEvidence>,
    /// Ambiguous values that lie after today when read with the day first; `None` if today was not given.
    pub future_day_first: Option<usize>,
    /// The same when read with the month first.
    pub future_month_first: Option<usize>,
}

/// How well the two readings of the ambiguous values keep an order, the certain values standing beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderEvidence {
    /// The column whose running number gives the order, or "the order of the rows".
    pub by: String,
    /// How many values were compared.
    pub compared: usize,
    /// How many of those are ambiguous.
    pub uncertain: usize,
    /// How many of them can stay in order when the ambiguous ones are read with the day first.
    pub in_order_day_first: usize,
    /// The same with the month first.
    pub in_order_month_first: usize,
    /// Ambiguous values whose certain neighbours leave one reading only.
    pub examples: Vec<OrderExample>,
    /// Values that break the order even under the better reading: slips, perhaps.
    pub out_of_order: Finding,
}

/// An ambiguous value between two certain ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderExample {
    /// The ambiguous value.
    pub value: Example,
    /// Its number in the column that gives the order.
    pub number: i64,
    /// The certain date next below, with its number.
    pub after: (i64, NaiveDate),
    /// The certain date next above, with its number.
    pub before: (i64, NaiveDate),
    /// The date it has with the day first.
    pub day_first: NaiveDate,
    /// The date it has with the month first.
    pub month_first: NaiveDate,
}

/// The calendar months the values fall in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthsEvidence {
    /// The first and last of the values that can only be read one way.
    pub certain: (NaiveDate, NaiveDate),
    /// How many such values there are.
    pub certain_values: usize,
    /// How many different months those fall in.
    pub certain_months: usize,
    /// How many ambiguous values there are.
    pub ambiguous: usize,
    /// The first and last ambiguous value with the day first.
    pub day_first: (NaiveDate, NaiveDate),
    /// The first and last ambiguous value with the month first.
    pub month_first: (NaiveDate, NaiveDate),
    /// How many ambiguous values fall in a month of the certain ones, with the day first.
    pub inside_day_first: usize,
    /// The same with the month first.
    pub inside_month_first: usize,
}

/// Days up to 12, which is where mistakes can hide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareEvidence {
    /// How many values have two parts that could both be months.
    pub found: usize,
    /// How many there would be if complaints came evenly through the year: twelve days in 30.4.
    pub expected: usize,
    /// How many values with numbered day and month there are in all.
    pub of: usize,
}

/// One value with its possible dates, ambiguous or certain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated<'a> {
    pub(super) row: u64,
    pub(super) value: &'a str,
    pub(super) day_first: NaiveDate,
    pub(super) month_first: NaiveDate,
}

impl Dated<'_> {
    fn certain(&self) -> bool {
        self.day_first == self.month_first
    }
}

/// How the dates keep the order of a running number; nothing if too few rows have one.
pub(super) fn order(dated: &[Dated<'_>], running: &Running) -> Option<OrderEvidence> {
    const FEWEST: usize = 10;
    let numbers: std::collections::HashMap<u64, i64> = running.numbers.iter().copied().collect();
    let mut line: Vec<(i64, Dated<'_>)> =
        dated.iter().filter_map(|one| numbers.get(&one.row).map(|number| (*number, *one))).collect();
    if line.len() < FEWEST || line.iter().all(|(_, one)| one.certain()) {
        return None;
    }
    line.sort_by_key(|(number, one)| (*number, one.row));
    let rising = runs(&line);
    line.reverse();
    let falling = runs(&line);
    let (runs, newest_first) = if rising.best() >= falling.best() {
        line.reverse();
        (rising, false)
    } else {
        (falling, true)
    };
    let mut out_of_order = Finding::default();
    for (place, (_, one)) in line.iter().enumerate() {
        if runs.better().binary_search(&place).is_err() {
            out_of_order.add(one.row, one.value);
        }
    }
    Some(OrderEvidence {
        by: running.title.clone(),
        compared: line.len(),
        uncertain: line.iter().filter(|(_, one)| !one.certain()).count(),
        in_order_day_first: runs.day_first.len(),
        in_order_month_first: runs.month_first.len(),
        examples: if newest_first { Vec::new() } else { neighbours(&line) },
        out_of_order,
    })
}

struct Runs {
    day_first: Vec<usize>,
    month_first: Vec<usize>,
}

impl Runs {
    fn best(&self) -> usize {
        self.day_first.len().max(self.month_first.len())
    }

    fn better(&self) -> &[usize] {
        if self.month_first.len() > self.day_first.len() { &self.month_first } else { &self.day_first }
    }
}

fn runs(line: &[(i64, Dated<'_>)]) -> Runs {
    let run = |date: fn(&Dated<'_>) -> NaiveDate| {
        let dates: Vec<NaiveDate> = line.iter().map(|(_, one)| date(one)).collect();
        longest_rising(&dates)
    };
    Runs { day_first: run(|one| one.day_first), month_first: run(|one| one.month_first) }
}

/// Ambiguous values between two certain ones that leave one reading only.
fn neighbours(line: &[(i64, Dated<'_>)]) -> Vec<OrderExample> {
    const SHOWN: usize = 3;
    let certain = |(_, one): &&(i64, Dated<'_>)| one.certain();
    let mut found = Vec::new();
    for (place, (number, one)) in line.iter().enumerate() {
        if one.certain() {
            continue;
        }
        let below = line[..place].iter().rev().find(certain);
        let above = line[place + 1..].iter().find(certain);
        let (Some(below), Some(above)) = (below, above) else {
            continue;
        };
        let between = below.1.day_first..=above.1.day_first;
        if between.contains(&one.day_first) == between.contains(&one.month_first) {
            continue;
        }
        found.push(OrderExample {
            value: Example { row: one.row, value: one.value.to_owned() },
            number: *number,
            after: (below.0, below.1.day_first),
            before: (above.0, above.1.day_first),
            day_first: one.day_first,
            month_first: one.month_first,
        });
        if found.len() == SHOWN {
            break;
        }
    }
    found
}

/// The months of the certain and the ambiguous values; nothing without some of both.
pub(super) fn months(dated: &[Dated<'_>], certain: &[NaiveDate]) -> Option<MonthsEvidence> {
    let month = |date: &NaiveDate| (date.year(), date.month());
    let known: BTreeSet<(i32, u32)> = certain.iter().map(month).collect();
    let side = |date: fn(&Dated<'_>) -> NaiveDate| {
        let dates: Vec<NaiveDate> = dated.iter().filter(|one| !one.certain()).map(date).collect();
        let inside = dates.iter().filter(|date| known.contains(&month(date))).count();
        Some(((*dates.iter().min()?, *dates.iter().max()?), inside))
    };
    let (day_first, inside_day_first) = side(|one| one.day_first)?;
    let (month_first, inside_month_first) = side(|one| one.month_first)?;
    Some(MonthsEvidence {
        certain: (*certain.iter().min()?, *certain.iter().max()?),
        certain_values: certain.len(),
        certain_months: known.len(),
        ambiguous: dated.iter().filter(|one| !one.certain()).count(),
        day_first,
        month_first,
        inside_day_first,
        inside_month_first,
    })
}
