//! Charts as inline SVG without a style or a script: columns on columns, and a line with a target.
//! Only geometry; what a chart says in words, and the same numbers as a table, belong to its page.

use std::fmt;

mod columns;
mod line;

pub use columns::{Column, Columns};
pub use line::{Line, Point};

/// Width of the drawing, in its own units.
const WIDTH: f64 = 620.0;
/// The right end of the axes.
const RIGHT: f64 = 612.0;
/// The top of the axes; labels stand above.
const TOP: f64 = 18.0;
/// The bottom of the axes; names stand below.
const BOTTOM: f64 = 172.0;

/// A coordinate, written with one decimal place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct At(f64);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.0)
    }
}

/// A line across the drawing with its value.
#[derive(Debug, Clone, PartialEq)]
struct Rule {
    y: At,
    /// The baseline of the words beside it.
    words_y: At,
    words: String,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq)]
struct Label {
    x: At,
    y: At,
    words: String,
    /// The last of them, which is the period itself.
    strong: bool,
}

/// Where a value lies between `low` and `high`.
fn height(value: f64, (low, high): (f64, f64)) -> f64 {
    BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP)
}

fn rule(value: f64, range: (f64, f64), words: String) -> Rule {
    let y = height(value, range);
    Rule { y: At(y), words_y: At(y + 4.0), words }
}

/// A step people like to read, of which at most four reach up to `highest`.
fn step(highest: u32) -> u32 {
    let steps = (0..9).flat_map(|power| [1, 2, 5].map(|first| first * 10_u32.pow(power)));
    steps.into_iter().find(|step| step.saturating_mul(4) >= highest).unwrap_or(1_000_000_000)
}

#[cfg(test)]
mod tests;
