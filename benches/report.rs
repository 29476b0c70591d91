//! The table of what was measured, as the page `docs/measurements.md` has it: each figure beside its
//! goal, and whether it is met.

use std::path::Path;

use crate::pairs::{self, Ratio};

/// A line of the table.
pub struct Line {
    /// What was measured.
    pub what: String,
    /// Cases in the records.
    pub cases: u32,
    /// Quartiles, in the unit.
    pub quartiles: [f64; 3],
    /// " ×", " %", " ms", " MB".
    pub unit: &'static str,
    /// What it took, beside its denominator.
    pub took: Took,
    /// The goal, if there is one.
    pub goal: Option<Goal>,
}

/// The medians of something and of its denominator.
#[derive(Clone, Copy)]
pub enum Took {
    /// There is no denominator.
    Alone,
    /// Microseconds.
    Micros(f64, f64),
    /// Megabytes of memory.
    Megabytes(f64, f64),
}

/// What a median is to be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// At most.
    Most(f64),
    /// At least.
    Least(f64),
    /// At most, or done in so many milliseconds.
    MostOr(f64, f64),
}

impl Line {
    /// How many times as long as a denominator.
    pub fn times_as_long(what: &str, cases: u32, ratio: &Ratio, goal: Option<Goal>) -> Line {
        Line {
            what: what.to_owned(),
            cases,
            quartiles: ratio.quartiles,
            unit: " ×",
            took: Took::Micros(ratio.ours, ratio.theirs),
            goal,
        }
    }

    /// How many times as much memory as a denominator.
    pub fn as_much(what: &str, cases: u32, ratio: &Ratio, goal: Option<Goal>) -> Line {
        let took = Took::Megabytes(ratio.ours, ratio.theirs);
        Line { took, ..Line::times_as_long(what, cases, ratio, goal) }
    }

    /// Values that stand beside no denominator.
    pub fn alone(what: &str, cases: u32, values: &[f64], unit: &'static str, goal: Goal) -> Line {
        let (quartiles, what) = (pairs::quartiles(values), what.to_owned());
        Line { what, cases, quartiles, unit, took: Took::Alone, goal: Some(goal) }
    }

    /// As many requests as a share of a denominator's.
    pub fn share_of(what: &str, cases: u32, ratio: &Ratio, goal: Option<Goal>) -> Line {
        let [low, median, high] = ratio.quartiles;
        let quartiles = [high, median, low].map(|ratio| 100.0 / ratio);
        Line { quartiles, unit: " %", ..Line::times_as_long(what, cases, ratio, goal) }
    }

    /// The line of the table.
    pub fn row(&self) -> String {
        let [low, median, high] = self.quartiles.map(figure);
        let (goal, met) = match self.goal {
            None => ("–".to_owned(), "–"),
            Some(Goal::Most(most)) => (format!("≤ {}{}", figure(most), self.unit), yes(self.quartiles[1] <= most)),
            Some(Goal::Least(least)) => (format!("≥ {}{}", figure(least), self.unit), yes(self.quartiles[1] >= least)),
            Some(Goal::MostOr(most, millis)) => (
                format!("≤ {}{} or {} ms", figure(most), self.unit, figure(millis)),
                yes(self.quartiles[1] <= most || matches!(self.took, Took::Micros(ours, _) if ours <= millis * 1000.0)),
            ),
        };
        let (what, cases, unit) = (&self.what, thousands(self.cases), self.unit);
        let took = self.took.words();
        format!("| {what} | {cases} | {low} / **{median}** / {high}{unit} | {goal} | {met} | {took} |")
    }
}

impl Took {
    fn words(self) -> String {
        match self {
            Took::Alone => String::new(),
            Took::Micros(ours, theirs) => format!("{} ÷ {}", time(ours), time(theirs)),
            Took::Megabytes(ours, theirs) => format!("{} MB ÷ {} MB", figure(ours), figure(theirs)),
        }
    }
}

/// The head of the table.
pub const HEAD: &str = "\
| what | cases | lower quartile / **median** / upper | goal | met | medians |
| --- | ---: | --- | --- | --- | --- |";

/// Puts a table on the page after its mark, in place of the one that was there.
pub fn write(page: &Path, mark: &str, lines: &[Line]) -> anyhow::Result<()> {
    let before = std::fs::read_to_string(page)?;
    Ok(std::fs::write(page, with_table(&before, mark, lines))?)
}

fn with_table(page: &str, mark: &str, lines: &[Line]) -> String {
    let (head, rest) = page.split_once(mark).unwrap_or((page, ""));
    let after = rest.find("\n\n## ").map(|at| &rest[at + 1..]).unwrap_or_default();
    let rows: Vec<String> = lines.iter().map(Line::row).collect();
    format!("{head}{mark}\n\n{HEAD}\n{}\n{after}", rows.join("\n"))
}

fn yes(met: bool) -> &'static str {
    if met { "yes" } else { "**no**" }
}

fn figure(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

fn time(micros: f64) -> String {
    if micros >= 1000.0 { format!("{} ms", figure(micros / 1000.0)) } else { format!("{} µs", figure(micros)) }
}

fn thousands(count: u32) -> String {
    match count {
        count if count >= 1_000_000 => format!("{},{:03},{:03}", count / 1_000_000, count / 1000 % 1000, count % 1000),
        count if count >= 1000 => format!("{},{:03}", count / 1000, count % 1000),
        count => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_the_ratio_turned_round() {
        let ratio = Ratio { ours: 200.0, theirs: 10.0, quartiles: [10.0, 20.0, 40.0] };
        let line = Line::share_of("list", 1_000_000, &ratio, Some(Goal::Least(4.0)));
        assert_eq!(line.row(), "| list | 1,000,000 | 2.50 / **5.00** / 10.0 % | ≥ 4.00 % | yes | 200 µs ÷ 10.0 µs |");
    }

    #[test]
    fn a_table_takes_the_place_of_the_one_before_and_leaves_the_rest_of_the_page() {
        let ratio = Ratio { ours: 200.0, theirs: 10.0, quartiles: [10.0, 20.0, 40.0] };
        let lines = [Line::share_of("list", 1_000, &ratio, None)];
        let page = |table: &str| format!("Words.\n\n<!-- mark -->\n\n{table}\n\n## More\n\nWords.\n");
        let row = "| list | 1,000 | 2.50 / **5.00** / 10.0 % | – | – | 200 µs ÷ 10.0 µs |";
        assert_eq!(with_table(&page("| old |"), "<!-- mark -->", &lines), page(&format!("{HEAD}\n{row}")));
    }

    #[test]
    fn a_goal_that_is_missed_is_said() {
        let ratio = Ratio { ours: 3000.0, theirs: 1500.0, quartiles: [1.9, 2.0, 2.1] };
        let line = Line::times_as_long("log a case", 10_000, &ratio, Some(Goal::Most(1.5)));
        assert_eq!(
            line.row(),
            "| log a case | 10,000 | 1.90 / **2.00** / 2.10 × | ≤ 1.50 × | **no** | 3.00 ms ÷ 1.50 ms |"
        );
    }

    #[test]
    fn what_is_quick_enough_need_not_be_as_quick_as_the_bare_engine() {
        let ratio = Ratio { ours: 800.0, theirs: 80.0, quartiles: [9.0, 10.0, 11.0] };
        let met = |millis| Line::times_as_long("a month", 10_000, &ratio, Some(Goal::MostOr(1.5, millis))).row();
        assert_eq!(
            met(1.0),
            "| a month | 10,000 | 9.00 / **10.0** / 11.0 × | ≤ 1.50 × or 1.00 ms | yes | 800 µs ÷ 80.0 µs |"
        );
        assert!(met(0.5).contains("**no**"));
    }
}
