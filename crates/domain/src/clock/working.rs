//! How a due date comes about. The date is looked up; its days, one by one, are told only when
//! somebody asks, so that a list of dates does not pay for what only one page shows.

use std::iter;

use chrono::{Datelike, Days, Months, NaiveTime, TimeDelta};

use super::{Pause, When};
use crate::{
    calendar::{Calendar, WeekendReceipt, Why},
    london::{self, Date, Moment, Time},
    procedure::{Begins, Ends, Limit, Unit},
};

/// The working of a due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// The day the clock started; day 0 unless a later reading moves it.
    pub from: Date,
    /// The day it counts as started on: another where a start on a day off is read so.
    pub read_as: Date,
    /// Day 0 of the count.
    pub day_zero: Date,
    /// The date that came out; the limit ends with this day.
    pub due: Date,
    /// Where the count itself ends, if a later date is kept that was promised before the calendar changed.
    pub counted_due: Option<Date>,
    /// The day off on which the count ended, if the procedure moves such an end to another day.
    pub moved_from: Option<Date>,
    /// The moment that came out, for a limit in hours.
    pub due_at: Option<Moment>,
    told: Told,
}

/// What the days are told from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    /// Which days are working days.
    calendar: Calendar,
    /// Whether the others count as well.
    every_day: bool,
    /// Days on which this clock stood still, the first and the last of each time.
    paused: Vec<(Date, Date)>,
    backwards: bool,
    /// Whether the last day only bounds whole days between.
    clear: bool,
}

impl Told {
    /// Why a day does not count.
    fn left_out(&self, date: Date) -> Option<Day> {
        if self.paused.iter().any(|(from, to)| (*from..=*to).contains(&date)) {
            return Some(Day::Paused);
        }
        if self.every_day { None } else { self.day_off(date) }
    }

    fn day_off(&self, date: Date) -> Option<Day> {
        self.calendar.why_not(date).map(Day::Skipped)
    }
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
    /// It came after the first due date, which was put off: this many days more.
    MoreTime(u32),
    /// It came after the end of the count, up to the date that was promised.
    Kept,
    /// The limit ends on it, but it is no day of the count: it bounds whole days between, or the end moved here off a
    /// day off.
    End,
    /// It was left out.
    Skipped(Why),
    /// The clock stood still.
    Paused,
}

impl Working {
    /// The same, ending not before a date that was promised.
    #[must_use]
    pub fn kept_to(self, promised: Date) -> Working {
        if promised <= self.due || self.told.backwards {
            return self;
        }
        Working { due: promised, counted_due: Some(self.due), due_at: None, ..self }
    }

    /// Whether what happened then is in time: by the hour, where hours are counted and the moment is known.
    pub fn is_kept(&self, when: When) -> bool {
        when.at.zip(self.due_at).map_or(when.on <= self.due, |(at, due)| at <= due)
    }

    /// The time of day at which a limit in hours ends; `None` where it ends with its day.
    pub fn due_hour(&self) -> Option<Time> {
        self.due_at.map(london::local).filter(|at| at.date() == self.due).map(|at| at.time())
    }

    /// Every day after day 0 up to the due date; for a count backwards, every day from the due
    /// date up to the day before the start.
    pub fn steps(&self) -> Vec<Step> {
        self.steps_until(self.due)
    }

    /// The same, and every day up to a later date to which it was put off.
    pub fn steps_until(&self, later: Date) -> Vec<Step> {
        if self.told.backwards {
            return self.steps_back();
        }
        let days = self.day_zero.iter_days().skip(1).take_while(|date| *date <= later.max(self.due));
        let end = self.counted_due.unwrap_or(self.due);
        let (mut counted, mut more) = (0, 0);
        let step = |date| {
            let day = self.told.left_out(date).unwrap_or_else(|| {
                if date <= end {
                    self.after_the_count(date).unwrap_or_else(|| {
                        counted += 1;
                        Day::Counted(counted)
                    })
                } else if date <= self.due {
                    Day::Kept
                } else {
                    more += 1;
                    Day::MoreTime(more)
                }
            });
            Step { date, day }
        };
        days.map(step).collect()
    }

    fn steps_back(&self) -> Vec<Step> {
        let days = iter::successors(self.from.pred_opt(), Date::pred_opt).take_while(|date| *date >= self.due);
        let mut counted = 0;
        let step = |date| {
            let day = self.told.left_out(date).or_else(|| self.after_the_count(date)).unwrap_or_else(|| {
                counted += 1;
                Day::Counted(counted)
            });
            Step { date, day }
        };
        let mut steps: Vec<Step> = days.map(step).collect();
        steps.reverse();
        steps
    }

    /// The day on which the count ended, before anything moved that.
    pub(super) fn count_ended(&self) -> Date {
        self.moved_from.or(self.counted_due).unwrap_or(self.due)
    }

    /// What becomes of a day that comes after the last one counted, up to the end of the limit.
    fn after_the_count(&self, date: Date) -> Option<Day> {
        let (last, end) = (self.count_ended(), self.counted_due.unwrap_or(self.due));
        let after = if self.told.backwards { date < last } else { date > last };
        let day_off = || self.told.day_off(date).filter(|_| date != end);
        (after || self.told.clear && date == last).then(|| day_off().unwrap_or(Day::End))
    }

    /// Whether only whole days between count.
    pub(super) fn is_clear(&self) -> bool {
        self.told.clear
    }

    /// Whether it was counted backwards.
    pub fn counts_back(&self) -> bool {
        self.told.backwards
    }

    /// The times in which this clock stood still.
    pub fn stood_still(&self) -> Vec<Pause> {
        let pause = |(from, to): &(Date, Date)| Pause { from: *from, to: *to, clocks: Vec::new() };
        self.told.paused.iter().map(pause).collect()
    }

    /// Why a day does not count here.
    pub(super) fn left_out(&self, date: Date) -> Option<Day> {
        self.told.left_out(date)
    }

    /// The days left out of the count because they are days off, with the reason.
    pub fn skipped(&self) -> impl Iterator<Item = (Date, Why)> {
        let of_count = self.steps().into_iter().filter(|step| self.after_the_count(step.date).is_none());
        of_count.filter_map(|step| match step.day {
            Day::Skipped(why) => Some((step.date, why)),
            Day::Counted(_) | Day::MoreTime(_) | Day::Kept | Day::End | Day::Paused => None,
        })
    }

    /// The first day that counted.
    pub fn day_one(&self) -> Option<Date> {
        self.steps().iter().find(|step| step.day == Day::Counted(1)).map(|step| step.date)
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
    /// The hour after which a start is read as one on the next working day.
    pub cut_off: Option<NaiveTime>,
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
            cut_off: None,
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
            Unit::SameWorkingDay => self.same_day(start),
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::CalendarMonths => {
                let read_as = self.read_as(start);
                let day_zero = self.day_zero(read_as);
                let end = self.end(day_zero, self.days(day_zero));
                let due = self.ended(day_zero, end);
                let moved_from = (due != end).then_some(end);
                Working { read_as, moved_from, ..self.working(start.on, day_zero, due) }
            }
        }
    }

    fn working(&self, from: Date, day_zero: Date, due: Date) -> Working {
        let told = self.told(self.paused());
        Working { from, read_as: from, day_zero, due, counted_due: None, moved_from: None, due_at: None, told }
    }

    fn told(&self, paused: Vec<(Date, Date)>) -> Told {
        // An hour, or the day itself, has no days between; hours are counted back as days.
        let by_days = self.backwards || !matches!(self.limit.unit, Unit::Hours | Unit::SameWorkingDay);
        Told {
            calendar: self.calendar.clone(),
            every_day: !self.by_working_days() && self.limit.unit != Unit::SameWorkingDay,
            paused,
            backwards: self.backwards,
            clear: self.clear && by_days,
        }
    }

    /// The days on which this clock stood still. One that is counted backwards never does.
    fn paused(&self) -> Vec<(Date, Date)> {
        let of_clock = self.pauses.iter().filter(|pause| !self.backwards && pause.stops(self.clock));
        of_clock.map(|pause| (pause.from, pause.to)).collect()
    }

    /// The day that the start counts as, whatever the unit: what came in on a day off or after the hour may count as
    /// received on the next working day.
    fn read_as(&self, start: When) -> Date {
        let after_hours = |cut_off| start.at.is_some_and(|at| london::local(at).time() > cut_off);
        if self.cut_off.is_some_and(after_hours) && self.calendar.is_working_day(start.on) {
            return self.calendar.add_working_days(start.on, 1);
        }
        self.receipt.day_zero(self.calendar, start.on)
    }

    fn day_zero(&self, start: Date) -> Date {
        match self.begins {
            Begins::NextDay => start,
            Begins::SameDay => start.pred_opt().unwrap_or(start),
            Begins::DayAfter => start.succ_opt().unwrap_or(start),
        }
    }

    fn by_working_days(&self) -> bool {
        self.limit.unit == Unit::WorkingDays
    }

    /// How many days the limit counts from a day 0. Whole days between push the end one further.
    fn days(&self, day_zero: Date) -> u32 {
        let days = match self.limit.unit {
            Unit::CalendarWeeks => self.limit.number.saturating_mul(7),
            Unit::CalendarMonths => {
                // Where the start is day 1, the months are those from the start, and end the day before its date.
                let start =
                    if self.begins == Begins::SameDay { day_zero.succ_opt().unwrap_or(day_zero) } else { day_zero };
                let end = start.checked_add_months(Months::new(self.limit.number)).unwrap_or(start);
                // Where the month has no such date it ends with its last day.
                let short = self.begins == Begins::SameDay && end.day() != start.day();
                u32::try_from((end - start).num_days()).unwrap_or(0) + u32::from(short)
            }
            Unit::WorkingDays | Unit::CalendarDays | Unit::Hours | Unit::SameWorkingDay => self.limit.number,
        };
        days.saturating_add(u32::from(self.clear))
    }

    /// The end of so many days after day 0, looked up unless the clock stood still.
    fn end(&self, day_zero: Date, days: u32) -> Date {
        let paused = self.paused();
        if !paused.is_empty() {
            return self.end_with(paused, day_zero, days);
        }
        if self.by_working_days() {
            self.calendar.add_working_days(day_zero, days)
        } else {
            day_zero.checked_add_days(Days::new(days.into())).unwrap_or(Date::MAX)
        }
    }

    fn end_with(&self, paused: Vec<(Date, Date)>, day_zero: Date, days: u32) -> Date {
        let told = self.told(paused);
        let (mut counted, mut due) = (0, day_zero);
        while counted < days {
            let Some(date) = due.succ_opt() else { break };
            due = date;
            counted += u32::from(told.left_out(date).is_none());
        }
        due
    }

    /// Moves an end on a day off to where the procedure has it.
    fn ended(&self, day_zero: Date, end: Date) -> Date {
        let usual = match self.limit.unit {
            Unit::CalendarMonths => Ends::NextWorkingDay,
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::Hours | Unit::SameWorkingDay => {
                Ends::AsCounted
            }
        };
        match self.ends.unwrap_or(usual) {
            Ends::AsCounted => end,
            Ends::NextWorkingDay => self.calendar.first_working_day_from(end),
            Ends::WorkingDayBefore => {
                let mut back = iter::successors(Some(end), Date::pred_opt).take_while(|date| *date > day_zero);
                back.find(|date| self.calendar.is_working_day(*date)).unwrap_or(day_zero)
            }
        }
    }

    /// Moves an end on a day off to where the procedure has it, never to the start or beyond it.
    fn ended_back(&self, start: Date, end: Date) -> Date {
        match self.ends {
            None | Some(Ends::AsCounted) => end,
            Some(Ends::WorkingDayBefore) => {
                let mut back = iter::successors(Some(end), Date::pred_opt);
                back.find(|date| self.calendar.is_working_day(*date)).unwrap_or(end)
            }
            Some(Ends::NextWorkingDay) => {
                let next = self.calendar.first_working_day_from(end);
                if next < start { next } else { end }
            }
        }
    }

    /// Hours run through days off. Where only the day of the start is known they run from its end,
    /// so that nothing is called late that may have been in time; what counts as another day, from the first moment of
    /// that, as it does whatever the hour.
    fn hours(&self, start: When) -> Working {
        let read_as = self.read_as(start);
        let day_after = |day: Date| day.succ_opt().unwrap_or(day);
        let known = if read_as == start.on { start.at } else { Some(london::start_of(read_as)) };
        let from = known.unwrap_or_else(|| london::start_of(day_after(read_as)));
        let due_at = self.after_pauses(read_as, from + TimeDelta::hours(self.limit.number.into()));
        // A limit that ends at midnight ends with the day before.
        let counted = london::date_of(due_at - TimeDelta::nanoseconds(1)).max(read_as);
        let due = self.ended(read_as, counted);
        // Moved off a day that does not count, it ends with the day it moved to.
        let due_at = if due == counted { due_at } else { london::start_of(day_after(due)) };
        let moved_from = (due != counted).then_some(counted);
        Working { read_as, moved_from, due_at: Some(due_at), ..self.working(start.on, read_as, due) }
    }

    /// A moment, later by each day from the start on that stood still before it.
    fn after_pauses(&self, start: Date, due: Moment) -> Moment {
        let mut days: Vec<Date> = self
            .paused()
            .into_iter()
            .flat_map(|(first, last)| first.iter_days().take_while(move |date| *date <= last))
            .filter(|date| *date >= start)
            .collect();
        days.sort_unstable();
        let later = |due, day| if london::start_of(day) < due { due + TimeDelta::days(1) } else { due };
        days.into_iter().fold(due, later)
    }

    fn same_day(&self, start: When) -> Working {
        let day = self.calendar.first_working_day_from(self.read_as(start));
        Working { read_as: day, ..self.working(start.on, day, day) }
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
        let (mut counted, mut due) = (0, start);
        while counted < days {
            let Some(date) = due.pred_opt() else { break };
            due = date;
            counted += u32::from(!self.by_working_days() || self.calendar.is_working_day(date));
        }
        let ended = self.ended_back(start, due);
        Working { moved_from: (ended != due).then_some(due), ..self.working(start, start, ended) }
    }
}
