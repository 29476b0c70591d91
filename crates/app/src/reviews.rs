//! Reviews: what a procedure asks managers to look at again and again, such as the figures each month or the procedure
//! once a year. When each was done last, and when it is due again. What was looked at and what came of it is a note.

use std::sync::Arc;

use domain::{
    Date, Moment, PersonId, Procedure, Role,
    clock::{Counting, When},
    london,
    procedure::Review,
};
use serde::{Deserialize, Serialize};
use store::Writing;

use crate::{
    Office, Problem, Who, also, lessons,
    settings::{self, Setting},
};

/// Working days before its day from which on a review is to be seen to.
const AHEAD: u32 = 10;

/// A review that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Its number, from 1; given once.
    pub number: u32,
    /// The procedure that asks for it, by id.
    pub procedure: String,
    /// What was looked at, in the words of the procedure.
    pub title: String,
    /// The day.
    pub on: Date,
    /// What came of it; may be empty.
    pub note: String,
    /// Who wrote it down.
    pub by: PersonId,
    /// The one-time name of the form it came with; may be empty.
    #[serde(default)]
    pub once: String,
    /// Whether it was taken back and can still be put back.
    #[serde(default)]
    pub taken_back: bool,
}

/// All that were done, oldest first.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// The highest number given.
    last: u32,
    done: Vec<Reviewed>,
}

impl Setting for Kept {
    const KEY: &'static str = "reviews";
}

/// A review that a procedure asks for, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The procedure, by id and by name.
    pub procedure: (String, String),
    /// What is looked at, and how often.
    pub review: Review,
    /// When it was done, newest first, with the name of whoever wrote it down.
    pub done: Vec<(Reviewed, String)>,
    /// By when it is done next; `None` where nobody has said when it was done last.
    pub due: Option<Date>,
    /// Whether it is to be seen to now.
    pub now: bool,
}

impl Asked {
    /// Its name in a form.
    pub fn key(&self) -> String {
        format!("{}: {}", self.procedure.0, self.review.title)
    }
}

/// A review to write down, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewForm {
    /// Which, by its [`Asked::key`].
    pub review: String,
    /// The day.
    pub on: Option<Date>,
    /// What came of it; may be empty.
    pub note: String,
    /// A name no other form has, so that sending it twice writes one review down; may be empty.
    pub once: String,
}

/// What is asked for, and what was done that nobody asks for any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// What the procedures ask for.
    pub asked: Vec<Asked>,
    /// Reviews of other procedures, or in words that the procedures no longer use, newest first, with who wrote each
    /// down.
    pub others: Vec<(Reviewed, String)>,
}

/// Whether a person may write reviews down.
pub fn may_record(who: &Who) -> bool {
    matches!(who.role(), Role::Champion | Role::HeadOfCustomerServices)
}

/// The reviews that the procedures ask for which the council follows or is measured against; for those who read lessons.
pub fn asked(office: &Office, who: &Who, now: Moment) -> Result<Vec<Asked>, Problem> {
    lessons::readers_only(who)?;
    let procedures = asking(office, now)?;
    // Today asks each time it is opened: where no review is asked for, nothing is read.
    if procedures.is_empty() {
        return Ok(Vec::new());
    }
    Ok(standing(office, &procedures, now)?.asked)
}

/// The same, with the reviews that were done and that nobody asks for now.
pub fn register(office: &Office, who: &Who, now: Moment) -> Result<Register, Problem> {
    lessons::readers_only(who)?;
    standing(office, &asking(office, now)?, now)
}

/// How the reviews of these procedures stand, and what else was done.
fn standing(office: &Office, procedures: &[Arc<Procedure>], now: Moment) -> Result<Register, Problem> {
    let (kept, people) =
        office.read(|reading| Ok::<_, Problem>((settings::get::<Kept>(reading)?, reading.people()?)))?;
    let name = |id: PersonId| people.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let named = |each: &Reviewed| (each.clone(), name(each.by).unwrap_or_default());
    let mut done: Vec<&Reviewed> = kept.done.iter().filter(|each| !each.taken_back).collect();
    done.sort_by_key(|each| std::cmp::Reverse((each.on, each.number)));
    let today = london::date_of(now);
    let calendar = office.calendar();
    let soon = calendar.add_working_days(today, AHEAD);
    let of = |procedure: &Procedure, review: &Review| {
        let done: Vec<&Reviewed> = done.iter().filter(|each| is_of(each, procedure, review)).copied().collect();
        let last = done.first().map(|last| When::from(last.on));
        let due = last.map(|last| Counting::plain(review.every, &calendar).from(last).due);
        Asked {
            procedure: (procedure.id.clone(), procedure.name.clone()),
            review: review.clone(),
            due,
            now: due.is_none_or(|due| due <= soon),
            done: done.into_iter().map(named).collect(),
        }
    };
    let reviews =
        || procedures.iter().flat_map(|procedure| procedure.reviews.iter().map(move |each| (procedure, each)));
    let asked_for = |each: &&&Reviewed| reviews().any(|(procedure, review)| is_of(each, procedure, review));
    Ok(Register {
        others: done.iter().filter(|each| !asked_for(each)).copied().map(named).collect(),
        asked: reviews().map(|(procedure, review)| of(procedure, review)).collect(),
    })
}

fn is_of(reviewed: &Reviewed, procedure: &Procedure, review: &Review) -> bool {
    reviewed.procedure == procedure.id && reviewed.title == review.title
}

/// Those to be seen to now, for whoever writes them down.
pub fn to_do(office: &Office, who: &Who, now: Moment) -> Result<Vec<Asked>, Problem> {
    if !may_record(who) {
        return Ok(Vec::new());
    }
    Ok(asked(office, who, now)?.into_iter().filter(|review| review.now).collect())
}

/// Each procedure that asks for reviews: those new cases come under today, and the one they are measured against.
fn asking(office: &Office, now: Moment) -> Result<Vec<Arc<Procedure>>, Problem> {
    let today = london::date_of(now);
    let own = office.rules_for(today, today)?;
    let against = own.against().cloned();
    let books = std::iter::once(own).chain(also::followed(office)?).chain(against);
    let mut found: Vec<Arc<Procedure>> = Vec::new();
    for book in books {
        let procedure = book.shared();
        if !procedure.reviews.is_empty() && !found.iter().any(|each| each.id == procedure.id) {
            found.push(procedure);
        }
    }
    Ok(found)
}

/// Writes a review down, and notes it among what was done to the office; gives its number.
pub fn record(office: &Office, who: &Who, form: &ReviewForm, now: Moment) -> Result<u32, Problem> {
    writers_only(who)?;
    let known = asked(office, who, now)?;
    let asked = known.iter().find(|asked| asked.key() == form.review);
    let asked = asked.ok_or_else(|| Problem::field("review", "Choose what was looked at"))?;
    let on = form.on.ok_or_else(|| Problem::field("on", "Give the day it was done"))?;
    if on > london::date_of(now) {
        return Err(Problem::field("on", "The day it was done cannot be in the future"));
    }
    office.store().write(|writing| {
        let mut kept: Kept = settings::get(writing)?;
        let same = |each: &&Reviewed| !form.once.is_empty() && each.once == form.once;
        if let Some(before) = kept.done.iter().find(same) {
            return Ok(before.number);
        }
        kept.last += 1;
        let reviewed = Reviewed {
            number: kept.last,
            procedure: asked.procedure.0.clone(),
            title: asked.review.title.clone(),
            on,
            note: form.note.trim().to_owned(),
            by: who.id(),
            once: form.once.clone(),
            taken_back: false,
        };
        kept.done.push(reviewed.clone());
        keep(writing, who, &kept, ("review-recorded", &reviewed), now)?;
        Ok(kept.last)
    })
}

/// Takes back what was written down under a number, or puts it back.
pub fn take_back(office: &Office, who: &Who, number: u32, back: bool, now: Moment) -> Result<(), Problem> {
    writers_only(who)?;
    office.store().write(|writing| {
        let mut kept: Kept = settings::get(writing)?;
        let found = kept.done.iter_mut().find(|each| each.number == number);
        let found = found.ok_or_else(|| Problem::NotFound("There is no such review.".into()))?;
        found.taken_back = back;
        let reviewed = found.clone();
        let kind = if back { "review-taken-back" } else { "review-put-back" };
        keep(writing, who, &kept, (kind, &reviewed), now)
    })
}

fn keep(
    writing: &Writing<'_>,
    who: &Who,
    kept: &Kept,
    (kind, reviewed): (&str, &Reviewed),
    now: Moment,
) -> Result<(), Problem> {
    settings::set(writing, kept)?;
    let detail = serde_json::json!({ "procedure": reviewed.procedure, "title": reviewed.title, "on": reviewed.on });
    Ok(writing.note_office_event(now, Some(who.id()), kind, &detail.to_string())?)
}

fn writers_only(who: &Who) -> Result<(), Problem> {
    crate::cases::only(
        who,
        &[Role::Champion, Role::HeadOfCustomerServices],
        "Only a Customer Champion or the Head of Customer Services writes reviews down.",
    )
}
