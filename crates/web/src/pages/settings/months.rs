//! The months in which a deadline is counted, as tables: each day with its number or the reason
//! why it was left out.

use chrono::Datelike;
use domain::{
    Date,
    calendar::Why,
    clock::{Day, Step, Working},
};

/// The most months shown.
const MOST: usize = 4;

/// A month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Month {
    /// "December 2026".
    pub caption: String,
    /// Its weeks from Monday; `None` outside the month.
    pub weeks: Vec<Vec<Option<Cell>>>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Of the month.
    pub day: u32,
    /// How it looks: `start wd we bh ack end`, or nothing.
    pub class: &'static str,
    /// A word or two below the number.
    pub note: String,
}

/// The months from the day the count starts to the day it ends. `marked` is another due date on
/// the way, such as that of the acknowledgement.
pub(super) fn months(working: &Working, marked: Option<Date>) -> Vec<Month> {
    let first = working.from.with_day(1);
    let steps = working.steps();
    let starts = std::iter::successors(first, |month| month.checked_add_months(chrono::Months::new(1)));
    starts
        .take_while(|month| *month <= working.due)
        .take(MOST)
        .map(|month| month_of(month, working, &steps, marked))
        .collect()
}

fn month_of(first: Date, working: &Working, steps: &[Step], marked: Option<Date>) -> Month {
    let mut cells: Vec<Option<Cell>> = vec![None; first.weekday().num_days_from_monday() as usize];
    let days = first.iter_days().take_while(|date| date.month() == first.month());
    cells.extend(days.map(|date| Some(cell(date, working, steps, marked))));
    cells.resize(cells.len().next_multiple_of(7), None);
    Month { caption: first.format("%B %Y").to_string(), weeks: cells.chunks(7).map(<[Option<Cell>]>::to_vec).collect() }
}

fn cell(date: Date, working: &Working, steps: &[Step], marked: Option<Date>) -> Cell {
    let step = steps.iter().find(|step| step.date == date).map(|step| &step.day);
    let weekend = date.weekday().num_days_from_monday() >= 5;
    let (class, note) = match step {
        _ if date == working.from => ("start", "in".into()),
        Some(Day::Counted(number)) if date == working.due => ("end", format!("day {number}")),
        Some(Day::Counted(number)) if Some(date) == marked => ("ack", format!("day {number}")),
        Some(Day::Counted(number) | Day::MoreTime(number)) => ("wd", format!("day {number}")),
        Some(Day::End) => ("end", "due".into()),
        Some(Day::Kept) => ("wd", String::new()),
        Some(Day::Paused) => ("bh", "paused".into()),
        Some(Day::Skipped(Why::Weekend)) => ("we", String::new()),
        Some(Day::Skipped(Why::BankHoliday(name) | Why::Closure(name))) => ("bh", short(name)),
        None if date == working.due => ("end", "due".into()),
        None if weekend => ("we", String::new()),
        None => ("", String::new()),
    };
    Cell { day: date.day(), class, note }
}

/// A name that fits below a number.
fn short(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    if first == "Christmas" { "Xmas".into() } else { first.chars().take(7).collect() }
}

#[cfg(test)]
mod tests {
    use domain::{
        Calendar, Nation,
        calendar::WeekendReceipt,
        clock::working,
        procedure::{Limit, Unit},
    };

    use super::*;

    #[test]
    fn each_day_carries_its_number_or_the_reason_it_was_left_out() {
        let calendar = Calendar::by_rule(Nation::EnglandAndWales);
        let received: Date = "2026-12-14".parse().expect("a date");
        let limit = Limit { number: 15, unit: Unit::WorkingDays };
        let working = working(limit, received, WeekendReceipt::default(), &calendar);
        let months = months(&working, "2026-12-16".parse().ok());
        assert_eq!(
            months.iter().map(|month| month.caption.as_str()).collect::<Vec<_>>(),
            ["December 2026", "January 2027"]
        );
        let day = |month: usize, day: u32| {
            let cell = months[month].weeks.iter().flatten().flatten().find(|cell| cell.day == day).expect("the day");
            (cell.class, cell.note.clone())
        };
        let table = [
            ("the Monday it came in", 0, 14, "start", "in"),
            ("the Tuesday after", 0, 15, "wd", "day 1"),
            ("the day the acknowledgement is due", 0, 16, "ack", "day 2"),
            ("a Saturday", 0, 19, "we", ""),
            ("Christmas Day", 0, 25, "bh", "Xmas"),
            ("the last day", 1, 7, "end", "day 15"),
            ("a day after it", 1, 8, "", ""),
        ];
        for (name, month, date, class, note) in table {
            assert_eq!(day(month, date), (class, note.to_owned()), "{name}");
        }
        assert!(months.iter().all(|month| month.weeks.iter().all(|week| week.len() == 7)));
    }
}
