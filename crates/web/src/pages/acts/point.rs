//! The points to answer: added, put right, taken away.

use app::{Problem, cases};
use domain::{act::ActKind, case::Point, decide};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown},
};
use crate::layout::Choice;

pub(super) const FORMS: &[Form] = &[
    Form { path: "point", act: ActKind::AddPoint, show: show_point, perform: point },
    Form { path: "correct-point", act: ActKind::CorrectPoint, show: show_correct, perform: correct },
    Form { path: "remove-point", act: ActKind::RemovePoint, show: show_remove, perform: remove },
];

fn show_point(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let field = Field::area("text", "What is complained of", asked.text("text", ""))
        .hint("One a line, where there are several. Each gets its own answer.");
    Ok(Shown::new("Add a point to answer", "Add the point").ask(field))
}

fn point(asked: &Asked<'_>) -> Result<Gone, Problem> {
    cases::add_point(&asked.visit.office, &asked.visit.who, asked.on(), asked.fields.text("text"), asked.visit.now)?;
    Ok(asked.done("Point added."))
}

/// The points that can still be put right or taken away.
fn free<'a>(asked: &Asked<'a>) -> Vec<&'a Point> {
    let case = &asked.file.case;
    case.points.iter().filter(|point| decide::is_free(case, point.number)).collect()
}

/// The point that was asked for, or the first.
fn chosen<'a>(asked: &Asked<'a>, points: &[&'a Point]) -> Option<&'a Point> {
    let number = asked.text("point", "");
    points.iter().find(|point| point.number.to_string() == number).or(points.first()).copied()
}

fn choice(asked: &Asked<'_>, point: &Point) -> Choice {
    Choice::new(point.number.to_string(), format!("{}. {}", point.number, asked.file.words(&point.text)))
}

fn why(asked: &Asked<'_>) -> Field {
    Field::area("reason", "Why", asked.text("reason", "")).hint("One line. It stays in the history.")
}

/// Nothing to do, and why.
fn none(asked: &Asked<'_>, heading: &str) -> Shown {
    Shown::new(heading, "").say(if asked.file.case.points.is_empty() {
        "There is no point to answer yet."
    } else {
        "Every point was found on, or the next stage was asked for because of it. So they all stay as they are."
    })
}

/// One point only: its words stand in the field below, and would not change with another choice.
fn show_correct(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let heading = "Put a point right";
    let points = free(asked);
    let Some(point) = chosen(asked, &points) else { return Ok(none(asked, heading)) };
    let number = point.number.to_string();
    let words = asked.text("text", asked.file.words(&point.text));
    Ok(Shown::new(heading, "Save")
        .say("What it said before stays in the history.")
        .ask(Field::radios("point", "Point", vec![choice(asked, point)], number))
        .ask(Field::area("text", "What is complained of", words))
        .ask(why(asked)))
}

fn correct(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let point = asked.fields.number("point").ok_or_else(|| Problem::field("point", "Choose the point"))?;
    let words = (asked.fields.text("text"), asked.fields.text("reason"));
    cases::correct_point(&asked.visit.office, &asked.visit.who, asked.on(), point, words, asked.visit.now)?;
    Ok(asked.done(format!("Point {point} put right.")))
}

fn show_remove(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let heading = "Take a point away";
    let points = free(asked);
    let Some(point) = chosen(asked, &points) else { return Ok(none(asked, heading)) };
    let number = point.number.to_string();
    let choices = points.iter().map(|point| choice(asked, point)).collect();
    Ok(Shown::new(heading, "Take it away")
        .say("For what is no point of its own, such as one that was written down twice. It stays in the history.")
        .ask(Field::radios("point", "Point", choices, number))
        .ask(why(asked)))
}

fn remove(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let point = asked.fields.number("point").ok_or_else(|| Problem::field("point", "Choose the point"))?;
    let reason = asked.fields.text("reason");
    cases::remove_point(&asked.visit.office, &asked.visit.who, asked.on(), point, reason, asked.visit.now)?;
    Ok(asked.done(format!("Point {point} taken away.")))
}
