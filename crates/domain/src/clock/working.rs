//! How a due date comes about, day by day, as values that any page or letter can show.

use chrono::{Days, Months, TimeDelta};

use super::{Pause, When};
use crate::{
    calendar::{Calendar, WeekendReceipt, Why},
    london::{self, Date, Moment},
    procedure::{Begins, Ends, Limit, Unit},
};

/// The working of a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The day the clock started; day 0 unless a later reading moves it.
    pub from: Date,
    /// Day 0 of the count.
    pub day_zero: Date,
    /// Every day after day 0 up to the due date; for a count backwards, every day from the due
    /// date up to the day before the start.
    pub steps: Vec<Step>,
    /// The date that came out; the limit ends with this day.
    pub due: Date,
    /// The moment that came out, for a limit in hours.
    pub due_at: Option<Moment>,
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
    /// The clock stood still.
    Paused,
}

impl Working {
    /// The days left out because they are days off, with the reason.
    pub fn skipped(&self) -> impl Iterator<Item = (Date, &Why)> {
        self.steps.iter().filter_map(|step| match &step.day {
            Day::Skipped(why) => Some((step.date, why)),
            Day::Counted(_) | Day::Paused => None,
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
    Counting { receipt, ..Counting::plain(limit, calendar) }.from(from.into())
}

/// How a limit is counted.
#[derive(Debug, Clone, Copy)]
pub struct Counting<'a> {
    /// How long.
    pub limit: Limit,
    /// Which days count.
    pub calendar: &'a Calendar,
    /// How a start on a day off is read.
    pub receipt: WeekendReceipt,
    /// Which day is the first.
    pub begins: Begins,
    /// What happens when it ends on a day off; otherwise as the unit says.
    pub ends: Option<Ends>,
    /// Whether it is counted backwards.
    pub backwards: bool,
    /// Whether only whole days between count.
    pub clear: bool,
    /// Days on which the clock stood still.
    pub pauses: &'a [Pause],
    /// The id of the clock, by which a pause knows it.
    pub clock: &'a str,
}

impl<'a> Counting<'a> {
    /// The ordinary way: forwards, the start is day 0.
    pub fn plain(limit: Limit, calendar: &'a Calendar) -> Counting<'a> {
        Counting {
            limit,
            calendar,
            receipt: WeekendReceipt::default(),
            begins: Begins::NextDay,
            ends: None,
            backwards: false,
            clear: false,
            pauses: &[],
            clock: "",
        }
    }

    /// Counts.
    pub fn from(&self, start: When) -> Working {
        if self.backwards {
            return self.back_from(start.on);
        }
        match self.limit.unit {
            Unit::Hours => self.hours(start),
            Unit::SameWorkingDay => self.same_day(start.on),
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::CalendarMonths => {
                let day_zero = self.day_zero(start.on);
                let counted = self.count(day_zero, self.days(day_zero));
                Working { from: start.on, ..self.ended(counted) }
            }
        }
    }

    fn day_zero(&self, from: Date) -> Date {
        let from = match self.begins {
            Begins::NextDay => from,
            Begins::SameDay => from.pred_opt().unwrap_or(from),
            Begins::DayAfter => from.succ_opt().unwrap_or(from),
        };
        if self.by_working_days() { self.receipt.day_zero(self.calendar, from) } else { from }
    }

    fn by_working_days(&self) -> bool {
        self.limit.unit == Unit::WorkingDays
    }

    /// How many days the limit counts from a day 0. Whole days between push the end one further.
    fn days(&self, day_zero: Date) -> u32 {
        let days = match self.limit.unit {
            Unit::CalendarWeeks => self.limit.number.saturating_mul(7),
            Unit::CalendarMonths => {
                let end = day_zero.checked_add_months(Months::new(self.limit.number)).unwrap_or(day_zero);
                u32::try_from((end - day_zero).num_days()).unwrap_or(0)
            }
            Unit::WorkingDays | Unit::CalendarDays | Unit::Hours | Unit::SameWorkingDay => self.limit.number,
        };
        days.saturating_add(u32::from(self.clear))
    }

    /// The day-by-day count of so many days after day 0.
    fn count(&self, day_zero: Date, days: u32) -> Working {
        let mut steps = Vec::with_capacity(days as usize * 3 / 2 + 4);
        let (mut counted, mut due) = (0, day_zero);
        while counted < days {
            let Some(date) = due.succ_opt() else { break };
            due = date;
            let left_out = self.left_out(date);
            counted += u32::from(left_out.is_none());
            steps.push(Step { date, day: left_out.unwrap_or(Day::Counted(counted)) });
        }
        Working { from: day_zero, day_zero, steps, due, due_at: None }
    }

    /// Why a day does not count.
    fn left_out(&self, date: Date) -> Option<Day> {
        if self.pauses.iter().any(|pause| pause.covers(self.clock, date)) {
            return Some(Day::Paused);
        }
        if self.by_working_days() { self.calendar.why_not(date).map(Day::Skipped) } else { None }
    }

    /// Moves an end on a day off to where the procedure has it.
    fn ended(&self, mut counted: Working) -> Working {
        let usual = match self.limit.unit {
            Unit::CalendarMonths => Ends::NextWorkingDay,
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::Hours | Unit::SameWorkingDay => {
                Ends::AsCounted
            }
        };
        match self.ends.unwrap_or(usual) {
            Ends::AsCounted => {}
            Ends::NextWorkingDay => {
                while !self.calendar.is_working_day(counted.due) {
                    let Some(date) = counted.due.succ_opt() else { break };
                    let number = u32::try_from(counted.steps.len()).unwrap_or(u32::MAX).saturating_add(1);
                    counted.due = date;
                    counted.steps.push(Step { date, day: Day::Counted(number) });
                }
            }
            Ends::WorkingDayBefore => {
                while counted.due > counted.day_zero && !self.calendar.is_working_day(counted.due) {
                    counted.steps.pop();
                    counted.due = counted.due.pred_opt().unwrap_or(counted.day_zero);
                }
            }
        }
        counted
    }

    /// Hours run through days off. Where only the day of the start is known they run from its end,
    /// so that nothing is called late that may have been in time.
    fn hours(&self, start: When) -> Working {
        let next = start.on.succ_opt().unwrap_or(start.on);
        let from = start.at.unwrap_or_else(|| london::start_of(next));
        let due_at = from + TimeDelta::hours(self.limit.number.into()) + self.stood_still(start.on);
        // A limit that ends at midnight ends with the day before.
        let due = london::date_of(due_at - TimeDelta::nanoseconds(1)).max(start.on);
        let days = u32::try_from((due - start.on).num_days()).unwrap_or(0);
        let plain = Counting { limit: Limit::of(days, Unit::CalendarDays), pauses: &[], ..*self };
        Working { from: start.on, due, due_at: Some(due_at), ..plain.count(start.on, days) }
    }

    fn stood_still(&self, from: Date) -> TimeDelta {
        let paused = self.pauses.iter().flat_map(|pause| {
            let days = pause.from.iter_days().take_while(|date| *date <= pause.to);
            days.filter(move |date| *date >= from && pause.covers(self.clock, *date))
        });
        TimeDelta::days(i64::try_from(paused.count()).unwrap_or(0))
    }

    fn same_day(&self, from: Date) -> Working {
        let due = self.calendar.first_working_day_from(from);
        let step = |date: Date| Step { date, day: self.calendar.why_not(date).map_or(Day::Counted(1), Day::Skipped) };
        let steps = from.iter_days().skip(1).take_while(|date| *date <= due).map(step).collect();
        Working { from, day_zero: from, steps, due, due_at: None }
    }

    /// Counts back from a meeting: "7 clear working days before" leaves 7 whole ones between.
    fn back_from(&self, start: Date) -> Working {
        let days = match self.limit.unit {
            Unit::CalendarMonths => {
                let begin = start.checked_sub_months(Months::new(self.limit.number)).unwrap_or(start);
                u32::try_from((start - begin).num_days()).unwrap_or(0)
            }
            Unit::Hours => self.limit.number.div_ceil(24),
            Unit::SameWorkingDay => 0,
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks => self.days(start) - u32::from(self.clear),
        };
        let days = days.saturating_add(u32::from(self.clear));
        let (mut counted, mut due, mut steps) = (0, start, Vec::new());
        while counted < days {
            let Some(date) = due.checked_sub_days(Days::new(1)) else { break };
            due = date;
            let off = if self.by_working_days() { self.calendar.why_not(date) } else { None };
            counted += u32::from(off.is_none());
            steps.push(Step { date, day: off.map_or(Day::Counted(counted), Day::Skipped) });
        }
        steps.reverse();
        Working { from: start, day_zero: start, steps, due, due_at: None }
    }
}
