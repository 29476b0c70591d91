//! How a due date comes about, day by day, as values that any page or letter can show.

use chrono::{Days, Months};

use crate::{
    calendar::{Calendar, WeekendReceipt, Why},
    london::Date,
    procedure::{Limit, Unit},
};

/// The working of a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The day the clock started; day 0 unless a later reading moves it.
    pub from: Date,
    /// Day 0 of the count.
    pub day_zero: Date,
    /// Every day after day 0 up to the due date.
    pub steps: Vec<Step>,
    /// The date that came out; the limit ends with this day.
    pub due: Date,
}

/// One day of the count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which.
    pub date: Date,
    /// What became of it.
    pub day: Day,
}

/// What became of a day in the count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// It counted, as this number.
    Counted(u32),
    /// It was left out.
    Skipped(Why),
}

impl Working {
    /// The days left out, with the reason.
    pub fn skipped(&self) -> impl Iterator<Item = (Date, &Why)> {
        self.steps.iter().filter_map(|step| match &step.day {
            Day::Skipped(why) => Some((step.date, why)),
            Day::Counted(_) => None,
        })
    }

    /// The first day that counted.
    pub fn day_one(&self) -> Option<Date> {
        self.steps.iter().find(|step| matches!(step.day, Day::Counted(1))).map(|step| step.date)
    }
}

/// Counts `limit` from `from`.
///
/// Receipt is day 0 and the next working day is day 1; the limit ends with day N. Under the later
/// reading a receipt on a day off counts as received on the next working day. A limit in months
/// that ends on a day off moves to the next working day.
pub fn working(limit: Limit, from: Date, receipt: WeekendReceipt, calendar: &Calendar) -> Working {
    match limit.unit {
        Unit::WorkingDays => working_days(limit.number, from, receipt, calendar),
        Unit::CalendarDays => {
            let due = from.checked_add_days(Days::new(limit.number.into())).unwrap_or(from);
            all_counted(from, due)
        }
        Unit::CalendarMonths => {
            let due = from.checked_add_months(Months::new(limit.number)).unwrap_or(from);
            all_counted(from, calendar.first_working_day_from(due))
        }
    }
}

fn working_days(number: u32, from: Date, receipt: WeekendReceipt, calendar: &Calendar) -> Working {
    let day_zero = receipt.day_zero(calendar, from);
    let due = calendar.add_working_days(day_zero, number);
    let mut counted = 0;
    let step = |date: Date| {
        let day = match calendar.why_not(date) {
            Some(why) => Day::Skipped(why),
            None => {
                counted += 1;
                Day::Counted(counted)
            }
        };
        Step { date, day }
    };
    Working { from, day_zero, steps: days_after(day_zero, due).map(step).collect(), due }
}

fn all_counted(from: Date, due: Date) -> Working {
    let steps =
        (1..).zip(days_after(from, due)).map(|(number, date)| Step { date, day: Day::Counted(number) }).collect();
    Working { from, day_zero: from, steps, due }
}

fn days_after(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.iter_days().skip(1).take_while(move |date| *date <= to)
}
