//! The lessons as a list that shows an assessor what was learned from feedback and whether it worked, such as for Customer
//! Service Excellence.

use documents::{Cell, Column, Format as Shown, Sheet};
use domain::{Date, Moment, london};

use super::register::{Lesson, register};
use crate::{
    Office, Problem, Who,
    figures::Format,
    registers::{self, Saving},
};

/// What it lists.
const WHAT: &str = "lessons";

/// The name of its file.
pub fn evidence_file_name(now: Moment, format: Format) -> String {
    let today = london::date_of(now);
    registers::file_name(WHAT, (today, today), format)
}

/// The lessons that a person sees, as a file.
pub fn save_evidence(office: &Office, who: &Who, format: Format, now: Moment) -> Result<Vec<u8>, Problem> {
    let lessons = register(office, who, now)?;
    let today = london::date_of(now);
    let saving = Saving { what: WHAT, days: (today, today), sheets: vec![sheet(&lessons)] };
    registers::save(office, who, saving, format, now)
}

fn sheet(lessons: &[Lesson]) -> Sheet {
    let columns = [
        ("You said", 50.0, Shown::Wrapped),
        ("We did", 50.0, Shown::Wrapped),
        ("Service", 24.0, Shown::General),
        ("Ground", 30.0, Shown::Wrapped),
        ("Seen to by", 24.0, Shown::General),
        ("Due", 12.0, Shown::General),
        ("Done", 12.0, Shown::General),
        ("Look again", 12.0, Shown::General),
        ("Worked", 10.0, Shown::General),
        ("On the poster", 14.0, Shown::General),
        ("Complaints in the 6 months to it", 18.0, Shown::General),
        ("Complaints since it was done", 18.0, Shown::General),
        ("In months", 10.0, Shown::General),
    ];
    Sheet {
        name: "Lessons".into(),
        columns: columns.into_iter().map(|(title, width, format)| Column::new(title, width, format)).collect(),
        rows: lessons.iter().map(row).collect(),
        chart: None,
    }
}

fn row(lesson: &Lesson) -> Vec<Cell> {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
    let date = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
    let yes = |yes: bool| if yes { text("Yes") } else { text("No") };
    let number =
        |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok()).map_or(Cell::Empty, Cell::Integer);
    let row = &lesson.row;
    vec![
        text(&row.said),
        text(&row.did),
        text(&lesson.service),
        text(&lesson.ground),
        text(&lesson.owner),
        date(row.due),
        date(row.done),
        date(row.check_on),
        row.worked.map_or(Cell::Empty, yes),
        yes(row.on_poster),
        number(lesson.before),
        number(lesson.since.map(|(count, _)| count)),
        number(lesson.since.map(|(_, months)| u64::from(months))),
    ]
}
