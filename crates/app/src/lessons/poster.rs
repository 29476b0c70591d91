//! What goes on the poster “You said, we did”: lessons that are done and were chosen for it, and how many complaints were
//! answered in time. It names nobody.

use domain::{
    Date, Moment, Role, ServiceId,
    figures::{Month, Range, Share},
    london,
};
use store::LessonRow;

use super::{readers_only, register, sees};
use crate::{
    Office, Problem, Who,
    figures::{Target, sums},
    practice, settings,
};

/// Months whose answers are counted, the one before this the last.
const MONTHS: u32 = 3;

/// The poster.
#[derive(Debug, Clone)]
pub struct Poster {
    /// The council's name.
    pub council: String,
    /// What the poster of a practice file says of itself.
    pub made_up: Option<&'static str>,
    /// The day it is of.
    pub date: Date,
    /// The lessons on it, newest first.
    pub lessons: Vec<LessonRow>,
    /// Complaints answered by their first date, of those answered in these months, which are over.
    pub answered: (Range, Share),
    /// What the council aims for, in per cent.
    pub target: Option<u32>,
}

/// The poster as a person may see it.
pub fn poster(office: &Office, who: &Who, now: Moment) -> Result<Poster, Problem> {
    readers_only(who)?;
    let date = london::date_of(now);
    let this = Month::of(date);
    // A Head of Service makes the poster of their own services.
    let own: Option<Vec<ServiceId>> =
        (who.role() == Role::HeadOfService).then(|| who.actor.heads.iter().copied().collect());
    office.read(|reading| {
        let mut lessons = reading.lessons(register::MOST)?;
        lessons.retain(|row| row.on_poster && row.done.is_some() && sees(who, row.service));
        let (mut in_time, mut all) = (0, 0);
        for back in 1..=MONTHS {
            let figures = sums::month(reading, this.minus(back), own.as_deref(), &office.calendar())?;
            in_time += figures.answered.in_time;
            all += figures.answered.count();
        }
        let range = Range::new(this.minus(MONTHS).first(), this.minus(1).last());
        let range = range.map_err(|error| Problem::Broken(error.to_string()))?;
        let target: Target = settings::get(reading)?;
        let council = office.council();
        Ok(Poster {
            council: council.name.clone(),
            made_up: council.practice.then_some(practice::WORDS),
            date,
            lessons,
            answered: (range, Share::new(in_time, all)),
            target: target.answered_in_time,
        })
    })
}
