//! The strip of days behind a date as pages show it: weeks from Monday, each day with its mark. Which
//! day is what, and the sentence, come from `domain::clock`.

use chrono::Datelike;
use domain::{
    Date,
    clock::{Mark, Strip, StripDay},
};

use crate::layout::{StripCell, StripRow, StripView};

/// The most weeks shown; of a longer strip the weeks in the middle are left out.
const MOST: usize = 8;
/// How many of a longer strip are shown at either end.
const ENDS: usize = 3;

/// A strip as rows of weeks, with its key.
pub fn view(strip: &Strip) -> StripView {
    let first_shown = strip.days.first().map(|day| day.date);
    let weeks: Vec<&[StripDay]> = strip.days.chunk_by(|one, other| week(one.date) == week(other.date)).collect();
    let row = |days: &&[StripDay]| StripRow {
        cells: days.iter().map(|day| cell(*day, first_shown)).collect(),
        gap: String::new(),
    };
    let rows = if weeks.len() <= MOST {
        weeks.iter().map(row).collect()
    } else {
        let between = weeks.len() - 2 * ENDS;
        let gap = StripRow { cells: Vec::new(), gap: format!("{between} weeks more") };
        let (head, tail) = (&weeks[..ENDS], &weeks[weeks.len() - ENDS..]);
        head.iter().map(row).chain([gap]).chain(tail.iter().map(row)).collect()
    };
    StripView { label: strip.sentence.clone(), rows, key: key(strip) }
}

fn week(date: Date) -> (i32, u32) {
    (date.iso_week().year(), date.iso_week().week())
}

fn cell(day: StripDay, first: Option<Date>) -> StripCell {
    let named = Some(day.date) == first || day.date.day() == 1;
    StripCell {
        column: day.date.weekday().number_from_monday(),
        class: class(day.mark),
        day: day.date.format(if named { "%-d %b" } else { "%-d" }).to_string(),
        sign: sign(day.mark),
    }
}

/// What each mark that is there means.
fn key(strip: &Strip) -> Vec<(&'static str, &'static str, &'static str)> {
    let there = |mark: &&Mark| strip.days.iter().any(|day| day.mark == **mark);
    Mark::ALL.iter().filter(there).map(|mark| (class(*mark), sign(*mark), mark.title())).collect()
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Start => "start",
        Mark::Counted => "wd",
        Mark::Due => "end",
        Mark::FirstDue => "first",
        Mark::MoreTime | Mark::Kept => "more",
        Mark::Weekend => "we",
        Mark::BankHoliday => "bh",
        Mark::Closure => "cl",
        Mark::Paused => "pa",
    }
}

/// A letter beside the number, so that no day is told by its colour alone.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Start | Mark::Counted | Mark::Due | Mark::FirstDue | Mark::Weekend => "",
        Mark::MoreTime => "+",
        Mark::Kept => "K",
        Mark::BankHoliday => "H",
        Mark::Closure => "C",
        Mark::Paused => "P",
    }
}
