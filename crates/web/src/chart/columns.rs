//! Columns made of parts, one on the other.

use askama::Template;

use super::{At, BOTTOM, Label, RIGHT, Rule, TOP, WIDTH, height, rule, step};

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name below it.
    pub name: String,
    /// Its parts from below, in the order of the legend; at most four.
    pub parts: Vec<u32>,
}

/// The drawing.
#[derive(Debug, Clone, Template)]
#[template(path = "figures_columns.html")]
pub struct Columns {
    id: &'static str,
    title: String,
    /// What the drawing shows, as a sentence.
    told: String,
    left: At,
    right: At,
    rules: Vec<Rule>,
    parts: Vec<Part>,
    names: Vec<Label>,
    total: Option<Label>,
}

/// A part of a column.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    /// Its place in the legend, from 1.
    number: usize,
    x: At,
    y: At,
    width: At,
    height: At,
}

impl Columns {
    /// Draws. The total of the last column stands above it.
    pub fn of(id: &'static str, title: &str, told: &str, columns: &[Column]) -> Columns {
        let total = |column: &Column| column.parts.iter().sum::<u32>();
        let highest = columns.iter().map(total).max().unwrap_or(0);
        let step = step(highest);
        let top = highest.div_ceil(step).max(1) * step;
        let range = (0.0, f64::from(top));
        // As wide as the longest value beside the axis.
        let left = 20.0 + 7.0 * top.to_string().len() as f64;
        let room = (RIGHT - left) / columns.len().max(1) as f64;
        let width = room * 0.62;
        let mut drawing = Columns {
            id,
            title: title.to_owned(),
            told: told.to_owned(),
            left: At(left),
            right: At(RIGHT.min(WIDTH)),
            rules: (0..=top / step)
                .map(|place| rule(f64::from(place * step), range, (place * step).to_string()))
                .collect(),
            parts: Vec::new(),
            names: Vec::new(),
            total: None,
        };
        for (place, column) in columns.iter().enumerate() {
            let middle = left + room * (place as f64 + 0.5);
            let strong = place + 1 == columns.len();
            drawing.parts.extend(parts(column, middle - width / 2.0, width, range));
            drawing.names.push(Label { x: At(middle), y: At(BOTTOM + 16.0), words: column.name.clone(), strong });
            if strong && total(column) > 0 {
                let y = height(f64::from(total(column)), range) - 4.0;
                drawing.total =
                    Some(Label { x: At(middle), y: At(y.max(TOP - 6.0)), words: total(column).to_string(), strong });
            }
        }
        drawing
    }
}

/// A gap of one unit parts them, so that colour is not all that does.
fn parts(column: &Column, x: f64, width: f64, range: (f64, f64)) -> Vec<Part> {
    let mut below = 0;
    let mut parts = Vec::new();
    for (place, count) in column.parts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (from, to) = (height(f64::from(below), range), height(f64::from(below + count), range));
        parts.push(Part {
            number: place + 1,
            x: At(x),
            y: At(to),
            width: At(width),
            height: At((from - to - 1.0).max(0.8)),
        });
        below += count;
    }
    parts
}
