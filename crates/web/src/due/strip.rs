//! The strip of days behind a date as pages show it: weeks from Monday, each day with its mark. Which
//! day is what, and the sentence, come from `domain::clock`.

use chrono::Datelike;
use domain::{
    Date,
    clock::{Mark, Strip, StripDay},
};

use crate::layout::{StripCell, StripRow, StripView};

/// The most weeks shown; of a longer strip plain weeks in the middle are folded.
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
    let special = special(strip);
    let ends = |at: usize| weeks.len() <= MOST || at < ENDS || at + ENDS >= weeks.len();
    let kept = |at: usize| ends(at) || weeks[at].iter().any(|day| special.contains(&day.date));
    let mut rows = Vec::new();
    let weeks_kept: Vec<(bool, &[StripDay])> = weeks.iter().enumerate().map(|(at, week)| (kept(at), *week)).collect();
    for run in weeks_kept.chunk_by(|(one, _), (other, _)| one == other) {
        match run {
            // A week alone takes no more room than the words in its place.
            [(false, _), _, ..] => {
                rows.push(StripRow { cells: Vec::new(), gap: format!("{} weeks more", run.len()) });
            }
            shown => rows.extend(shown.iter().map(|(_, week)| row(week))),
        }
    }
    StripView { label: strip.sentence.clone(), rows, key: key(strip) }
}

/// The days without which the key would name what is nowhere to be seen: those left out by name, the first due date,
/// where the clock stopped and went on, and where more time begins.
fn special(strip: &Strip) -> Vec<Date> {
    let days = &strip.days;
    let first = |mark: Mark| days.iter().find(|day| day.mark == mark).map(|day| day.date);
    let more = [first(Mark::MoreTime), first(Mark::Kept)];
    let paused = |at: Option<usize>| at.and_then(|at| days.get(at)).is_some_and(|day| day.mark == Mark::Paused);
    let told = |(at, day): (usize, &StripDay)| {
        let special = match day.mark {
            Mark::BankHoliday | Mark::Closure | Mark::FirstDue | Mark::Start | Mark::Due => true,
            Mark::Paused => !paused(at.checked_sub(1)) || !paused(Some(at + 1)),
            Mark::MoreTime | Mark::Kept => more.contains(&Some(day.date)),
            Mark::Counted | Mark::Weekend => false,
        };
        special.then_some(day.date)
    };
    days.iter().enumerate().filter_map(told).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Fourteen weeks from Monday 2 November 2026, with these marks on days counted from it.
    fn rows(marks: &[(std::ops::RangeInclusive<i64>, Mark)]) -> Vec<String> {
        let monday: Date = "2026-11-02".parse().expect("a date");
        let mark = |day: i64| {
            let marked = marks.iter().find(|(days, _)| days.contains(&day));
            marked.map_or(if day % 7 > 4 { Mark::Weekend } else { Mark::Counted }, |(_, mark)| *mark)
        };
        let day = |day| StripDay { date: monday + chrono::TimeDelta::days(day), mark: mark(day) };
        let strip = Strip { days: (0..98).map(day).collect(), sentence: String::new() };
        let said = |row: &StripRow| if row.gap.is_empty() { "week".to_owned() } else { row.gap.clone() };
        view(&strip).rows.iter().map(said).collect()
    }

    #[test]
    fn weeks_with_something_to_see_are_kept_and_plain_ones_folded() {
        let (w, eight, seven) = ("week", "8 weeks more", "7 weeks more");
        let table = [
            ("nothing between", vec![], vec![w, w, w, eight, w, w, w]),
            (
                "due at first in week 6",
                vec![(36..=36, Mark::FirstDue)],
                vec![w, w, w, "2 weeks more", w, "5 weeks more", w, w, w],
            ),
            ("a holiday in week 4", vec![(21..=21, Mark::BankHoliday)], vec![w, w, w, w, seven, w, w, w]),
            (
                "a closure in week 5: week 4 alone stays",
                vec![(28..=28, Mark::Closure)],
                vec![w, w, w, w, w, "6 weeks more", w, w, w],
            ),
            (
                "stood still from week 4 to week 9",
                vec![(22..=57, Mark::Paused)],
                vec![w, w, w, w, "4 weeks more", w, "2 weeks more", w, w, w],
            ),
        ];
        for (name, marks, expected) in table {
            assert_eq!(rows(&marks), expected, "{name}");
        }
    }
}
