//! What the made-up council learned: a few lessons in every standing, around the day on which the records are made.

use chrono::TimeDelta;
use domain::{Date, london};
use store::LessonRow;

use super::stage::Stage;
use crate::{Office, Problem};

/// Keeps them, as if each had been added on its day.
pub fn keep(office: &Office, stage: &Stage) -> Result<(), Problem> {
    let today = london::date_of(stage.until);
    let on = |days: i64| today + TimeDelta::days(days);
    let maybe = |days: Option<i64>| days.map(on) as Option<Date>;
    office.store().write(|writing| {
        let people = writing.people()?;
        for lesson in &stage.words.register {
            let address = format!("{}@", lesson.owner);
            writing.add_lesson(&LessonRow {
                id: 0,
                said: lesson.said.clone(),
                did: lesson.did.clone(),
                service: stage.services.get(&lesson.service).copied(),
                ground: Some(lesson.ground.clone()),
                case: None,
                owner: people.iter().find(|person| person.email.starts_with(&address)).map(|person| person.id),
                due: Some(on(lesson.due)),
                done: maybe(lesson.done),
                check_on: maybe(lesson.check_on),
                worked: lesson.worked,
                on_poster: lesson.on_poster,
                added_at: stage.until + TimeDelta::days(lesson.added),
                deleted: false,
            })?;
        }
        Ok(())
    })
}
