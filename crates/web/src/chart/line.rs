//! Shares over time as a line, with the target they are measured against.

use askama::Template;

use super::{At, BOTTOM, Label, RIGHT, Rule, TOP, height, rule};

/// One point of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The name below it.
    pub name: String,
    /// Per cent; `None` where there is nothing to take a share of.
    pub percent: Option<u32>,
}

/// The drawing.
#[derive(Debug, Clone, Template)]
#[template(path = "figures_line.html")]
pub struct Line {
    id: &'static str,
    title: String,
    /// What the drawing shows, as a sentence.
    told: String,
    left: At,
    right: At,
    rules: Vec<Rule>,
    target: Option<Rule>,
    /// The line, broken where a point has no share.
    strokes: Vec<String>,
    points: Vec<(At, At)>,
    names: Vec<Label>,
    last: Option<Label>,
}

/// The left end of the axes.
const LEFT: f64 = 44.0;

impl Line {
    /// Draws. The share of the last point stands at it.
    pub fn of(id: &'static str, title: &str, told: &str, points: &[Point], target: Option<u32>) -> Line {
        let lowest = points.iter().filter_map(|point| point.percent).chain(target).min().unwrap_or(0).min(100);
        let step = if lowest >= 70 { 10 } else { 25 };
        let low = if lowest >= 70 { lowest / 10 * 10 } else { lowest / 25 * 25 }.min(100 - 2 * step);
        let range = (f64::from(low), 100.0);
        let room = (RIGHT - 4.0 - LEFT - 8.0) / points.len().saturating_sub(1).max(1) as f64;
        let x = |place: usize| LEFT + 8.0 + room * place as f64;
        let y = |percent: u32| height(f64::from(percent), range);
        let place = |(place, point): (usize, &Point)| point.percent.map(|percent| (At(x(place)), At(y(percent))));
        let places: Vec<Option<(At, At)>> = points.iter().enumerate().map(place).collect();
        let end = points.len().saturating_sub(1);
        Line {
            id,
            title: title.to_owned(),
            told: told.to_owned(),
            left: At(LEFT),
            right: At(RIGHT),
            rules: (low..=100)
                .step_by(step as usize)
                .map(|percent| rule(f64::from(percent), range, format!("{percent}%")))
                .collect(),
            target: target.map(|percent| target_rule(percent, range)),
            strokes: strokes(&places),
            points: places.iter().flatten().copied().collect(),
            names: points
                .iter()
                .enumerate()
                .map(|(at, point)| Label {
                    x: At(x(at)),
                    y: At(BOTTOM + 16.0),
                    words: point.name.clone(),
                    strong: at == end,
                })
                .collect(),
            last: points.last().and_then(|point| point.percent).map(|percent| last(x(end), y(percent), percent)),
        }
    }
}

/// The target's words stand above its line, or below where there is no room above.
fn target_rule(percent: u32, range: (f64, f64)) -> Rule {
    let y = height(f64::from(percent), range);
    let words_y = if y < TOP + 4.0 { y + 14.0 } else { y - 5.0 };
    Rule { y: At(y), words_y: At(words_y), words: format!("Our target, {percent}%") }
}

/// The last share stands below its point, or above where there is no room below.
fn last(x: f64, y: f64, percent: u32) -> Label {
    let y = if y + 20.0 > BOTTOM { y - 10.0 } else { y + 20.0 };
    Label { x: At(x.min(RIGHT - 12.0)), y: At(y), words: format!("{percent}%"), strong: true }
}

fn strokes(places: &[Option<(At, At)>]) -> Vec<String> {
    let runs = places.split(Option::is_none).map(|run| run.iter().flatten().collect::<Vec<_>>());
    let written = |run: Vec<&(At, At)>| run.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ");
    runs.filter(|run| run.len() > 1).map(written).collect()
}
