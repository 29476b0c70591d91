//! The register of lessons: what customers said and what we do about it, who sees to it, by when, and whether it worked.

use std::{cell::RefCell, collections::BTreeMap};

use domain::{
    Date, Moment, PersonId, Reference, ServiceId,
    figures::{Counted, Entry, Month},
    london,
};
use serde_json::json;
use store::{CaseRow, LessonRow, Reading, Writing};

use super::{may_write, readers_only, sees, taught, writes};
use crate::{FieldError, Office, Problem, Who, audit, lists, procedures::Titles};

/// The most that are shown.
pub(super) const MOST: u32 = 500;
/// The longest words of either side, in characters: a poster has to hold them.
const LONGEST: usize = 600;
/// Complaints are counted for so many months before a lesson, and since it was done.
const AROUND: u32 = 6;
/// The names of changes, as they are noted.
const KEPT: &str = "lesson-kept";

/// A lesson with the names that go with the numbers in it.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// As it is kept.
    pub row: LessonRow,
    /// How it stands today.
    pub standing: Standing,
    /// The case that taught it, where the person looking may see it.
    pub case: Option<Reference>,
    /// The name of its service; empty for all.
    pub service: String,
    /// The title of its ground; empty without one.
    pub ground: String,
    /// The name of who sees to it; empty where nobody does.
    pub owner: String,
    /// Complaints of its ground and service in the month it was done or, where it is not, added, and the five before.
    pub before: Option<u64>,
    /// The same in the months since it was done that are over, and in how many; at most six.
    pub since: Option<(u64, u32)>,
    /// Whether the person looking may change it.
    pub may_change: bool,
}

/// How a lesson stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not done, and its date has passed.
    Late,
    /// Not done yet.
    ToDo,
    /// Done; nobody has to look whether it worked, or not yet.
    Done,
    /// Done, and the day to look whether it worked has come.
    ToCheck,
    /// It worked.
    Worked,
    /// It did not work.
    DidNotWork,
}

impl Standing {
    /// On a day.
    pub fn of(row: &LessonRow, today: Date) -> Standing {
        match (row.done, row.worked) {
            (Some(_), Some(true)) => Standing::Worked,
            (Some(_), Some(false)) => Standing::DidNotWork,
            (Some(_), None) if row.check_on.is_some_and(|day| day <= today) => Standing::ToCheck,
            (Some(_), None) => Standing::Done,
            (None, _) if row.due.is_some_and(|due| due < today) => Standing::Late,
            (None, _) => Standing::ToDo,
        }
    }

    /// Whether somebody has something to do about it.
    pub fn is_open(self) -> bool {
        match self {
            Standing::Late | Standing::ToDo | Standing::ToCheck | Standing::DidNotWork => true,
            Standing::Done | Standing::Worked => false,
        }
    }
}

/// A lesson as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonForm {
    /// What customers said.
    pub said: String,
    /// What we did.
    pub did: String,
    /// The service it is for.
    pub service: Option<ServiceId>,
    /// A ground, by its id, or empty.
    pub ground: String,
    /// The case that taught it; only of a new lesson, as it never changes.
    pub case: Option<Reference>,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// By when.
    pub due: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// When to look whether it worked.
    pub check_on: Option<Date>,
    /// Whether it did.
    pub worked: Option<bool>,
    /// Whether it stands on the poster.
    pub on_poster: bool,
}

impl From<&LessonRow> for LessonForm {
    fn from(row: &LessonRow) -> LessonForm {
        LessonForm {
            said: row.said.clone(),
            did: row.did.clone(),
            service: row.service,
            ground: row.ground.clone().unwrap_or_default(),
            case: None,
            owner: row.owner,
            due: row.due,
            done: row.done,
            check_on: row.check_on,
            worked: row.worked,
            on_poster: row.on_poster,
        }
    }
}

/// The lessons a person sees, newest first.
pub fn register(office: &Office, who: &Who, now: Moment) -> Result<Vec<Lesson>, Problem> {
    readers_only(who)?;
    office.read(|reading| {
        let names = Names::read(office, reading)?;
        let rows = reading.lessons(MOST)?.into_iter().filter(|row| sees(who, row.service));
        rows.map(|row| names.lesson(reading, who, row, now)).collect()
    })
}

/// The lessons that a person sees to and that still ask something of them, the most urgent first. Whoever sees to one
/// reads its words, whatever their role.
pub fn seen_to(office: &Office, who: &Who, now: Moment) -> Result<Vec<LessonRow>, Problem> {
    let today = london::date_of(now);
    let mut own = office.read(|reading| Ok::<_, Problem>(reading.lessons_of(who.id())?))?;
    own.retain(|row| Standing::of(row, today).is_open());
    own.sort_by_key(|row| (row.due.is_none(), row.due, row.id));
    Ok(own)
}

/// One lesson that a person sees. One of others, one taken away and one that is not there get the same answer.
pub fn find(office: &Office, who: &Who, number: i64, now: Moment) -> Result<Lesson, Problem> {
    readers_only(who)?;
    office.read(|reading| {
        let row = seen(reading, who, number)?;
        if row.deleted {
            return Err(not_there());
        }
        Names::read(office, reading)?.lesson(reading, who, row, now)
    })
}

/// What a new lesson begins with where a case taught it: its words, its service, its ground. The words of a case that is
/// hidden stay in it: a lesson is read by many.
pub fn of_case(office: &Office, who: &Who, reference: Reference) -> Result<LessonForm, Problem> {
    writers_only(who)?;
    office.read(|reading| {
        let row = seen_case(reading, who, reference)?.ok_or(Problem::NoSuchCase(reference))?;
        let open = row.readers.is_none();
        let did = taught::words(reading, reference)?.filter(|_| open).unwrap_or_default();
        Ok(LessonForm {
            said: if open { row.title.clone() } else { String::new() },
            did,
            service: row.service.filter(|service| writes(who, Some(*service))),
            ground: row.grounds.first().cloned().unwrap_or_default(),
            case: Some(reference),
            ..LessonForm::default()
        })
    })
}

/// Refuses whoever may not write lessons.
pub fn may_begin(who: &Who) -> Result<(), Problem> {
    writers_only(who)
}

/// Adds a lesson; gives its number.
pub fn add(office: &Office, who: &Who, form: &LessonForm, now: Moment) -> Result<i64, Problem> {
    office.store().write(|writing| {
        let row = checked(office, writing, who, form, None, now)?;
        let number = writing.add_lesson(&row)?;
        note(writing, who, KEPT, number, now)?;
        Ok(number)
    })
}

/// Keeps a lesson as typed, unless it is not as it was `seen`.
pub fn change(
    office: &Office,
    who: &Who,
    number: i64,
    form: &LessonForm,
    seen_as: Option<&LessonForm>,
    now: Moment,
) -> Result<(), Problem> {
    office.store().write(|writing| {
        let before = to_change(writing, who, number)?;
        if seen_as.is_some_and(|seen| *seen != LessonForm::from(&before)) {
            return Err(audit::changed(writing, KEPT, Some(("lesson", number.into())), now)?);
        }
        let row = checked(office, writing, who, form, Some(&before), now)?;
        writing.change_lesson(&row)?;
        if before.deleted {
            // Somebody took it away while this was written: what was saved is there.
            writing.take_lesson_away(number, None)?;
        }
        note(writing, who, KEPT, number, now)
    })
}

/// Takes a lesson away; it can be put back.
pub fn take_away(office: &Office, who: &Who, number: i64, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| {
        to_change(writing, who, number)?;
        writing.take_lesson_away(number, Some(now))?;
        note(writing, who, "lesson-taken-away", number, now)
    })
}

/// Puts a lesson back that was taken away.
pub fn put_back(office: &Office, who: &Who, number: i64, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| {
        to_change(writing, who, number)?;
        writing.take_lesson_away(number, None)?;
        note(writing, who, "lesson-put-back", number, now)
    })
}

fn writers_only(who: &Who) -> Result<(), Problem> {
    if may_write(who) {
        Ok(())
    } else {
        Err(Problem::NotAllowed("A Customer Champion or a Head writes the lessons.".into()))
    }
}

fn seen(reading: &Reading<'_>, who: &Who, number: i64) -> Result<LessonRow, Problem> {
    reading.lesson(number)?.filter(|row| sees(who, row.service)).ok_or_else(not_there)
}

fn seen_case(reading: &Reading<'_>, who: &Who, reference: Reference) -> Result<Option<CaseRow>, Problem> {
    Ok(reading.row(reference)?.filter(|row| lists::seen_by(who).sees(row)))
}

fn to_change(reading: &Reading<'_>, who: &Who, number: i64) -> Result<LessonRow, Problem> {
    writers_only(who)?;
    let row = seen(reading, who, number)?;
    if writes(who, row.service) {
        Ok(row)
    } else {
        Err(Problem::NotAllowed("A Customer Champion changes the lessons that are for all services.".into()))
    }
}

fn not_there() -> Problem {
    Problem::NotFound("There is no such lesson. It may have been taken away. Look at the list of lessons.".into())
}

/// The form as a lesson; `before` is the one it changes.
fn checked(
    office: &Office,
    reading: &Reading<'_>,
    who: &Who,
    form: &LessonForm,
    before: Option<&LessonRow>,
    now: Moment,
) -> Result<LessonRow, Problem> {
    writers_only(who)?;
    let errors = wrong(office, reading, who, form, before, london::date_of(now))?;
    if !errors.is_empty() {
        return Err(Problem::Invalid(errors));
    }
    Ok(LessonRow {
        id: before.map_or(0, |row| row.id),
        said: form.said.trim().to_owned(),
        did: form.did.trim().to_owned(),
        service: form.service,
        ground: Some(form.ground.clone()).filter(|ground| !ground.is_empty()),
        case: before.map_or(form.case, |row| row.case),
        owner: form.owner,
        due: form.due,
        done: form.done,
        check_on: form.check_on,
        worked: form.worked,
        on_poster: form.on_poster,
        added_at: before.map_or(now, |row| row.added_at),
        deleted: false,
    })
}

fn wrong(
    office: &Office,
    reading: &Reading<'_>,
    who: &Who,
    form: &LessonForm,
    before: Option<&LessonRow>,
    today: Date,
) -> Result<Vec<FieldError>, Problem> {
    let mut errors = Vec::new();
    let mut add = |field, words: &str| errors.push(FieldError::new(field, words));
    for (field, words, missing) in
        [("said", &form.said, "Write what customers said"), ("did", &form.did, "Write what we did or will do")]
    {
        match words.trim() {
            "" => add(field, missing),
            words if words.chars().count() > LONGEST => {
                add(field, &format!("Use at most {LONGEST} characters; a poster has to hold it"));
            }
            words if names_a_case(reading, words)? => {
                add(field, "Leave out the number of the case: this is read on a poster");
            }
            _ => {}
        }
    }
    if let (None, Some(case)) = (before, form.case)
        && seen_case(reading, who, case)?.is_none()
    {
        return Err(Problem::NoSuchCase(case));
    }
    if !writes(who, form.service) {
        add("service", "Choose one of your services");
    }
    let known = |ground: &str| super::patterns::grounds(office).map(|grounds| grounds.contains_key(ground));
    let kept = before.and_then(|row| row.ground.as_deref());
    if !form.ground.is_empty() && kept != Some(form.ground.as_str()) && !known(&form.ground)? {
        add("ground", "Choose a ground of the procedure");
    }
    if let Some(owner) = form.owner.filter(|owner| before.and_then(|row| row.owner) != Some(*owner))
        && reading.person(owner)?.is_none_or(|person| !person.active)
    {
        add("owner", "Choose somebody from the list");
    }
    if form.done.is_some_and(|done| done > today) {
        add("done", "It cannot have been done after today");
    }
    if let (Some(done), Some(check)) = (form.done, form.check_on)
        && check <= done
    {
        add("check_on", "Give a day after it was done");
    }
    if form.worked.is_some() && form.done.is_none() {
        add("done", "Say when it was done before you say whether it worked");
    }
    if form.on_poster && form.done.is_none() {
        add("done", "Say when it was done before it goes on the poster: that says what we did");
    }
    Ok(errors)
}

/// Whether the words have the number of a case.
fn names_a_case(reading: &Reading<'_>, words: &str) -> Result<bool, Problem> {
    for reference in numbers(words) {
        if reading.row(reference)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What reads like the number of a case.
fn numbers(words: &str) -> impl Iterator<Item = Reference> {
    words.split(|letter: char| !letter.is_ascii_digit() && letter != '-').filter_map(|part| part.parse().ok())
}

fn note(writing: &Writing<'_>, who: &Who, kind: &str, number: i64, now: Moment) -> Result<(), Problem> {
    let detail = json!({ "lesson": number }).to_string();
    Ok(writing.note_office_event(now, Some(who.id()), kind, &detail)?)
}

/// The names behind the numbers in lessons.
struct Names {
    services: BTreeMap<ServiceId, String>,
    people: BTreeMap<PersonId, String>,
    grounds: BTreeMap<String, String>,
    /// What was counted of a ground in a month, read once.
    counted: RefCell<BTreeMap<(Month, String), Vec<Counted>>>,
}

impl Names {
    fn read(office: &Office, reading: &Reading<'_>) -> Result<Names, Problem> {
        Ok(Names {
            services: reading.services()?.into_iter().map(|service| (service.id, service.name)).collect(),
            people: reading.people()?.into_iter().map(|person| (person.id, person.name)).collect(),
            grounds: Titles::of(office)?.grounds,
            counted: RefCell::default(),
        })
    }

    /// Complaints in the months before a lesson was done or, where it is not, added, that month among them; and in the
    /// months since that are over. A Head counts those of their own services.
    fn around(
        &self,
        reading: &Reading<'_>,
        who: &Who,
        row: &LessonRow,
        ground: &str,
        this: Month,
    ) -> Result<Around, Problem> {
        let count = |month: Month| self.count(reading, who, row.service, (month, ground.to_owned()));
        let added = Month::of(london::date_of(row.added_at));
        let done = row.done.map(Month::of);
        let until = done.map_or(added, |done| done.min(added));
        let before: Result<Vec<u64>, Problem> = (0..AROUND).map(|back| count(until.minus(back))).collect();
        let after = done.map(|done| (1..=AROUND).map(move |on| done.plus(on)));
        let after: Vec<Month> = after.into_iter().flatten().filter(|month| *month < this).collect();
        let since: Result<Vec<u64>, Problem> = after.iter().map(|month| count(*month)).collect();
        let months = u32::try_from(after.len()).unwrap_or(u32::MAX);
        Ok((Some(before?.iter().sum()), (months > 0).then_some((since?.iter().sum(), months))))
    }

    fn count(
        &self,
        reading: &Reading<'_>,
        who: &Who,
        service: Option<ServiceId>,
        of: (Month, String),
    ) -> Result<u64, Problem> {
        if !self.counted.borrow().contains_key(&of) {
            let found = reading.month_counts_of(of.0, &[Entry::Ground(Some(of.1.clone()))])?;
            self.counted.borrow_mut().insert(of.clone(), found);
        }
        let known = self.counted.borrow();
        let counts = known.get(&of).into_iter().flatten();
        let theirs = |counted: &&Counted| match service {
            Some(_) => counted.service == service,
            None => sees(who, counted.service),
        };
        Ok(counts.filter(theirs).map(|counted| u64::from(counted.count)).sum())
    }

    fn lesson(&self, reading: &Reading<'_>, who: &Who, row: LessonRow, now: Moment) -> Result<Lesson, Problem> {
        let today = london::date_of(now);
        let ground = row.ground.as_ref();
        let (before, since) = match ground {
            Some(ground) => self.around(reading, who, &row, ground, Month::of(today))?,
            None => (None, None),
        };
        let case = match row.case {
            Some(case) => seen_case(reading, who, case)?.map(|_| case),
            None => None,
        };
        Ok(Lesson {
            standing: Standing::of(&row, today),
            case,
            service: row.service.and_then(|id| self.services.get(&id)).cloned().unwrap_or_default(),
            ground: ground.map(|id| self.grounds.get(id).unwrap_or(id).clone()).unwrap_or_default(),
            owner: row.owner.and_then(|id| self.people.get(&id)).cloned().unwrap_or_default(),
            may_change: writes(who, row.service),
            before,
            since,
            row,
        })
    }
}

/// How many before, and how many since, in how many months.
type Around = (Option<u64>, Option<(u64, u32)>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cases_are_found_among_words() {
        for (words, found) in [
            ("See 2026-0412.", Some("2026-0412")),
            ("(2026-0001)", Some("2026-0001")),
            ("We text you from 8-10 in the morning.", None),
            ("In 2026 we bought 3 lorries.", None),
        ] {
            assert_eq!(numbers(words).next().map(|number| number.to_string()).as_deref(), found, "{words}");
        }
    }
}
