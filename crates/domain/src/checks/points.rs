//! Every point of the complaint is answered: it has a finding, and the text says where it is
//! answered (LGSCO Code 6.7). Other feedback than a complaint need not have any.

use std::ops::Range;

use super::{Verdict, listed, marks::marks, missing, passed};
use crate::{case::Case, feedback::Kind};

/// What a first draft has in the place of an answer.
pub const TO_WRITE: &str = "…";

pub(super) fn check(text: &str, case: &Case) -> Verdict {
    let marks = marks(text);
    if case.points.is_empty() && case.kind != Kind::Complaint {
        return passed("There are no points to answer: it is no complaint.", None);
    }
    if case.points.is_empty() {
        return missing("No point has been taken down yet, so nobody can see what is to be answered.", None);
    }
    if let Some((number, place)) =
        marks.iter().find(|(number, _)| !case.points.iter().any(|each| each.number == *number))
    {
        return missing(
            format!("The text has a mark [{number}], but there is no point {number}."),
            Some(place.clone()),
        );
    }
    if let Some((number, place)) = to_write(text, &marks) {
        let because = format!("Point {number} is not answered yet: write what we found in the place of “{TO_WRITE}”.");
        return missing(because, Some(place));
    }
    let without = |lacks: &dyn Fn(u32, bool) -> bool| -> Vec<u32> {
        let points = case.points.iter();
        points.filter(|point| lacks(point.number, point.finding.is_some())).map(|point| point.number).collect()
    };
    let unmarked = without(&|number, _| !marks.iter().any(|(mark, _)| *mark == number));
    let unfound = without(&|_, found| !found);
    let first = marks.first().map(|(_, place)| place.clone());
    match (unmarked.as_slice(), unfound.as_slice()) {
        ([], []) => passed(format!("{} answered.", points(case.points.len())), first),
        (marked, []) => missing(unanswered(marked), first),
        ([], found) => missing(unrecorded(found), first),
        (marked, found) => missing(format!("{} {}", unanswered(marked), unrecorded(found)), first),
    }
}

/// The first point whose paragraph still ends as a first draft has it.
fn to_write(text: &str, marks: &[(u32, Range<usize>)]) -> Option<(u32, Range<usize>)> {
    let unwritten = |place: &Range<usize>| {
        let line = text[place.start..].lines().next().unwrap_or_default().trim_end();
        line.strip_suffix(TO_WRITE).is_some_and(|before| before.ends_with(". "))
    };
    marks.iter().find(|(_, place)| unwritten(place)).cloned()
}

fn points(count: usize) -> String {
    if count == 1 { "The one point is".to_owned() } else { format!("All {count} points are") }
}

fn unanswered(numbers: &[u32]) -> String {
    let marks: Vec<String> = numbers.iter().map(|number| format!("[{number}]")).collect();
    format!("The text does not say where it answers point {}. Put {} there.", listed(numbers), listed(&marks))
}

fn unrecorded(numbers: &[u32]) -> String {
    let verb = if numbers.len() == 1 { "has" } else { "have" };
    format!("Point {} {verb} no finding.", listed(numbers))
}
