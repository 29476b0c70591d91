//! From evidence to a suggestion, with its reasons in sentences that a person can check against the file.
//! Suggests a reading only where the facts agree; otherwise says that they cannot tell.

use super::evidence::{Evidence, Finding, MonthsEvidence, OrderEvidence, OrderExample};
use super::reading::DateReading;
use crate::words::{count, counted};

/// What to read the column as. The reasons are sentences, the weightiest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// Read it so.
    Read {
        /// The reading.
        reading: DateReading,
        /// How surely.
        certainty: Certainty,
        /// Why.
        reasons: Vec<String>,
    },
    /// The values do not say; somebody must.
    CannotTell {
        /// What was looked at, and why it does not decide.
        reasons: Vec<String>,
    },
}

impl Suggestion {
    /// The reading suggested, if there is one.
    pub fn reading(&self) -> Option<DateReading> {
        match self {
            Self::Read { reading, .. } => Some(*reading),
            Self::CannotTell { .. } => None,
        }
    }

    /// The reasons, in sentences.
    pub fn reasons(&self) -> &[String] {
        match self {
            Self::Read { reasons, .. } | Self::CannotTell { reasons } => reasons,
        }
    }
}

/// How surely a reading is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// No value has another reading, or something in the file rules the other one out.
    Shown,
    /// The values that can only be read one way are all of one kind, or one reading puts no date in the future;
    /// nothing checks the others.
    Likely,
}

/// Which part the ambiguous values have first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Day,
    Month,
}

/// Suggests a reading from the evidence.
pub(super) fn suggest(evidence: &Evidence) -> Suggestion {
    let numbered = evidence.unambiguous_day_first.count
        + evidence.unambiguous_month_first.count
        + evidence.ambiguous.count
        + evidence.same_either_way.count;
    if evidence.day_numbers.count > 0 && numbered == 0 {
        return day_numbers(&evidence.day_numbers);
    }
    if evidence.ambiguous.count == 0 {
        return nothing_ambiguous(evidence, numbered);
    }
    let mut reasons = vec![what_there_is(evidence)];
    let mut leanings = Vec::new();
    for (leaning, reason) in evidence.order.iter().map(by_order).chain(evidence.months.iter().map(by_months)) {
        leanings.extend(leaning);
        reasons.push(reason);
    }
    let (future, reason) = by_future(evidence).unzip();
    let future = future.flatten();
    reasons.extend(reason);
    reasons.extend(share(evidence));
    match leanings.first() {
        Some(first) if leanings.iter().chain(&future).all(|other| other == first) => {
            reasons.insert(0, verdict(reading(*first, evidence)));
            read(reading(*first, evidence), Certainty::Shown, reasons)
        }
        Some(_) => {
            reasons.push("These facts contradict each other; perhaps lists from two systems were put together. Please say how the dates are meant.".to_owned());
            Suggestion::CannotTell { reasons }
        }
        None => without_leaning(evidence, future, reasons),
    }
}

fn read(reading: DateReading, certainty: Certainty, reasons: Vec<String>) -> Suggestion {
    Suggestion::Read { reading, certainty, reasons }
}

fn reading(first: First, evidence: &Evidence) -> DateReading {
    let day_only = evidence.unambiguous_day_first.count > 0;
    let month_only = evidence.unambiguous_month_first.count > 0;
    match (first, day_only, month_only) {
        (First::Day, _, false) => DateReading::DayFirst,
        (First::Day, _, true) => DateReading::DayFirstUnlessImpossible,
        (First::Month, false, _) => DateReading::MonthFirst,
        (First::Month, true, _) => DateReading::MonthFirstUnlessImpossible,
    }
}

fn verdict(reading: DateReading) -> String {
    match reading {
        DateReading::DayFirst => "The dates are written with the day first.".to_owned(),
        DateReading::MonthFirst => "The dates are written with the month first.".to_owned(),
        DateReading::MonthFirstUnlessImpossible => "The column mixes two ways of writing: values whose two parts are both 12 or less have the month first, and the others the day first. A spreadsheet does this to a list when one program writes dates the American way and the next reads them the British way.".to_owned(),
        DateReading::DayFirstUnlessImpossible => "The column mixes two ways of writing: values whose two parts are both 12 or less have the day first, and the others also the month first.".to_owned(),
        DateReading::ExcelDayNumber => "The values are Excel's day numbers.".to_owned(),
    }
}

fn day_numbers(found: &Finding) -> Suggestion {
    let reason = format!(
        "{} like Excel's count of days{}; 42116, for one, is 22 April 2015.",
        counted(found.count, "value looks", "values look"),
        examples(found)
    );
    read(DateReading::ExcelDayNumber, Certainty::Shown, vec![reason])
}

fn nothing_ambiguous(evidence: &Evidence, numbered: usize) -> Suggestion {
    if numbered + evidence.one_way.count == 0 {
        let reason = if evidence.unreadable.count + evidence.day_numbers.count == 0 {
            "There is nothing in this column."
        } else {
            "No value in this column is a date that can be read."
        };
        return Suggestion::CannotTell { reasons: vec![reason.to_owned()] };
    }
    let day = evidence.unambiguous_day_first.count > 0;
    let month = evidence.unambiguous_month_first.count > 0;
    let reading = match (day, month) {
        (_, false) => DateReading::DayFirst,
        (false, true) => DateReading::MonthFirst,
        (true, true) => DateReading::DayFirstUnlessImpossible,
    };
    let reason = "Every value in this column that is a date can be read one way only.".to_owned();
    read(reading, Certainty::Shown, vec![reason, what_there_is(evidence)])
}

/// What is likely where no order and no months speak. `future` is the reading that puts no date after today: it
/// is never more than likely, since one slip in a year decides it.
fn without_leaning(evidence: &Evidence, future: Option<First>, mut reasons: Vec<String>) -> Suggestion {
    let day = evidence.unambiguous_day_first.count;
    let month = evidence.unambiguous_month_first.count;
    let (reading, kind) = match (day > 0, month > 0, future) {
        (true, false, _) => (DateReading::DayFirst, "day"),
        (false, true, _) => (DateReading::MonthFirst, "month"),
        (true, true, Some(first)) | (false, false, Some(first)) => {
            reasons.push(
                "Only the dates in the future speak for this, and they may be slips. Please look at a few.".to_owned(),
            );
            return read(reading(first, evidence), Certainty::Likely, reasons);
        }
        (true, true, None) | (false, false, None) => {
            reasons.push("Nothing in the file decides how the others are meant. Please say.".to_owned());
            return Suggestion::CannotTell { reasons };
        }
    };
    reasons.push(format!(
        "All values that can be read one way only have the {kind} first, so the others probably have too; but nothing in the file checks that. Please look at a few."
    ));
    read(reading, Certainty::Likely, reasons)
}

/// The counts, each with an example.
fn what_there_is(evidence: &Evidence) -> String {
    let kinds = [
        (&evidence.unambiguous_day_first, "can only have the day first"),
        (&evidence.unambiguous_month_first, "can only have the month first"),
        (&evidence.ambiguous, "could be read either way"),
        (&evidence.same_either_way, "give the same date either way"),
        (&evidence.one_way, "name the month or begin with the year"),
        (&evidence.day_numbers, "look like Excel's day numbers"),
        (&evidence.unreadable, "are no dates"),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(finding, _)| finding.count > 0)
        .map(|(finding, what)| format!("{} {what}{}", count(finding.count), example(finding)))
        .collect();
    format!("Of the values, {}.", parts.join("; "))
}

fn example(finding: &Finding) -> String {
    finding.examples.first().map_or_else(String::new, |one| format!(" (“{}” in row {})", one.value, one.row))
}

fn examples(finding: &Finding) -> String {
    let shown: Vec<String> =
        finding.examples.iter().take(3).map(|one| format!("“{}” in row {}", one.value, one.row)).collect();
    format!(" ({})", shown.join(", "))
}

/// An order speaks when one reading keeps nearly all of it and the other puts at least a third of the uncertain
/// dates out of it: a column that has nothing to do with time keeps little under either.
fn by_order(order: &OrderEvidence) -> (Option<First>, String) {
    let clearly = |better: usize, worse: usize| {
        better * 20 >= order.compared * 19 && better >= worse + (order.uncertain / 3).max(3)
    };
    let (day, month) = (order.in_order_day_first, order.in_order_month_first);
    let leaning = if clearly(day, month) {
        Some(First::Day)
    } else if clearly(month, day) {
        Some(First::Month)
    } else {
        None
    };
    let facts = format!(
        "By {}, {} of {} dates are in order if the uncertain ones have the month first, and {} if they have the day first",
        titled(&order.by),
        count(month),
        count(order.compared),
        count(day)
    );
    let said = match leaning {
        None => format!("{facts}; this decides nothing."),
        Some(_) => match order.examples.first() {
            Some(example) => format!("{facts}. {}", neighbours(example)),
            None => format!("{facts}."),
        },
    };
    (leaning, said)
}

fn titled(by: &str) -> String {
    if by == super::study::ROWS { by.to_owned() } else { format!("“{by}”") }
}

fn neighbours(example: &OrderExample) -> String {
    let day = |date: chrono::NaiveDate| date.format("%-d %B %Y");
    format!(
        "For instance “{}” in row {} (number {}) stands between number {} of {} and number {} of {}: it is {} or {}.",
        example.value.value,
        example.value.row,
        example.number,
        example.after.0,
        day(example.after.1),
        example.before.0,
        day(example.before.1),
        day(example.month_first),
        day(example.day_first),
    )
}

/// The months speak when the certain values are many and one reading puts nearly all others among them.
fn by_months(months: &MonthsEvidence) -> (Option<First>, String) {
    let (day, month) = (months.inside_day_first, months.inside_month_first);
    let clearly =
        |better: usize, worse: usize| better * 100 >= months.ambiguous * 95 && worse * 100 <= months.ambiguous * 75;
    let leaning = if months.certain_values < FEWEST_CERTAIN {
        None
    } else if clearly(day, month) {
        Some(First::Day)
    } else if clearly(month, day) {
        Some(First::Month)
    } else {
        None
    };
    let range = |(first, last): (chrono::NaiveDate, chrono::NaiveDate)| {
        format!("{} to {}", first.format("%-d %B %Y"), last.format("%-d %B %Y"))
    };
    let said = format!(
        "The certain dates run from {} and fall in {}. Of the {} uncertain ones, {} fall in those months if they have the month first ({}), and {} if they have the day first ({}).",
        range(months.certain),
        counted(months.certain_months, "month", "months"),
        count(months.ambiguous),
        count(month),
        range(months.month_first),
        count(day),
        range(months.day_first)
    );
    (leaning, said)
}

/// With fewer certain dates than this, their months say little about the others'.
const FEWEST_CERTAIN: usize = 30;

/// A date after today is one nobody has logged yet, or a slip.
fn by_future(evidence: &Evidence) -> Option<(Option<First>, String)> {
    let (day, month) = (evidence.future_day_first?, evidence.future_month_first?);
    let leaning = match (day, month) {
        (0, 0) => return None,
        (0, _) => Some(First::Day),
        (_, 0) => Some(First::Month),
        (_, _) => None,
    };
    Some((
        leaning,
        format!(
            "Read with the day first, {} of the uncertain dates would lie in the future; with the month first, {}.",
            count(day),
            count(month)
        ),
    ))
}

fn share(evidence: &Evidence) -> Option<String> {
    let share = evidence.share.as_ref()?;
    Some(format!(
        "{} of {} dates have a day and a month that are both 12 or less; about {} would be expected over a whole year.",
        count(share.found),
        count(share.of),
        count(share.expected)
    ))
}
