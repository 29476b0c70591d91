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
    let reason = "Every date in this column can be read in one way only.".to_owned();
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
        "Every date that can be read in one way only has the {kind} first, so the others probably have it first too; but nothing in the file confirms that. Please look at a few."
    ));
    read(reading, Certainty::Likely, reasons)
}

/// The counts, each with an example.
fn what_there_is(evidence: &Evidence) -> String {
    let kinds = [
        (&evidence.unambiguous_day_first, ["can only have the day first"; 2]),
        (&evidence.unambiguous_month_first, ["can only have the month first"; 2]),
        (&evidence.ambiguous, ["can be read either way"; 2]),
        (&evidence.same_either_way, ["gives the same date either way", "give the same date either way"]),
        (&evidence.one_way, ["names the month or begins with the year", "name the month or begin with the year"]),
        (&evidence.day_numbers, ["looks like Excel's day number", "look like Excel's day numbers"]),
        (&evidence.unreadable, ["is no date", "are no dates"]),
    ];
    let parts: Vec<String> = kinds
        .iter()
        .filter(|(finding, _)| finding.count > 0)
        .map(|(finding, [one, many])| format!("{}{}", counted(finding.count, one, many), example(finding)))
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
        "Going by {}, {} of {} in order if those that can be read either way have the month first, and {} if they have the day first",
        titled(&order.by),
        none_or(month),
        counted(order.compared, "date is", if month == 1 { "dates is" } else { "dates are" }),
        none_or(day)
    );
    let said = match leaning {
        None => format!("{facts}; that decides nothing."),
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
    format!(
        "For instance “{}” in row {} (number {}) stands between number {} of {} and number {} of {}: it is either {} or {}.",
        example.value.value,
        example.value.row,
        example.number,
        example.after.0,
        in_full(example.after.1),
        example.before.0,
        in_full(example.before.1),
        in_full(example.month_first),
        in_full(example.day_first),
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
    (leaning, format!("{} {}", certain_dates(months), other_dates(months)))
}

/// Where the dates lie that leave no doubt.
fn certain_dates(months: &MonthsEvidence) -> String {
    match (months.certain_values, months.certain_months) {
        (1, _) => format!("One date leaves no doubt: {}.", in_full(months.certain.0)),
        (several, 1) => {
            format!("{} dates leave no doubt, all of {}.", count(several), months.certain.0.format("%B %Y"))
        }
        (several, different) => format!(
            "{} dates leave no doubt; they run from {} and fall in {} different months.",
            count(several),
            range(months.certain),
            count(different)
        ),
    }
}

/// How many of the others fall in the same months under each reading.
fn other_dates(months: &MonthsEvidence) -> String {
    let place = if months.certain_months == 1 { "that month" } else { "one of those months" };
    let (day, month) = (months.inside_day_first, months.inside_month_first);
    if months.ambiguous == 1 {
        let which = match (month > 0, day > 0) {
            (true, true) => "both fall",
            (true, false) => "only the first falls",
            (false, true) => "only the second falls",
            (false, false) => "neither falls",
        };
        return format!(
            "One date can be read either way: with the month first it is {}, with the day first {}; {which} in {place}.",
            in_full(months.month_first.0),
            in_full(months.day_first.0)
        );
    }
    format!(
        "Of the {} that can be read either way, {} in {place} if the month stands first (they then run from {}), and {} if the day does ({}).",
        count(months.ambiguous),
        if month == 0 { "none falls".to_owned() } else { counted(month, "falls", "fall") },
        range(months.month_first),
        none_or(day),
        range(months.day_first)
    )
}

fn range((first, last): (chrono::NaiveDate, chrono::NaiveDate)) -> String {
    format!("{} to {}", in_full(first), in_full(last))
}

fn in_full(date: chrono::NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

fn none_or(number: usize) -> String {
    if number == 0 { "none".to_owned() } else { count(number) }
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
            "Read with the day first, {} would lie in the future; with the month first, {}.",
            if day == 0 { "no date".to_owned() } else { counted(day, "date", "dates") },
            none_or(month)
        ),
    ))
}

fn share(evidence: &Evidence) -> Option<String> {
    let share = evidence.share.as_ref()?;
    Some(format!(
        "The day and the month are both 12 or less in {} of {}; over a whole year, about {} would be.",
        none_or(share.found),
        counted(share.of, "date", "dates"),
        none_or(share.expected)
    ))
}
