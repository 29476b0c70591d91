//! Later stages of a case: opening one, refusing it, beginning in one at once, and naming who deals
//! with it.

use std::collections::BTreeSet;

use domain::{
    Act, Case, Date, Moment, PersonId, Refusal, Role, Time,
    act::{Asker, Asking, Handler},
    decide::{self, InWindow},
    letter::Purpose,
    london,
    procedure::{AskedBy, Never, Stage},
};
use store::{Person, Reading};

use super::{
    acts::{On, needed, simple},
    at_case::{AtCase, Done, at_case},
    send::LetterForm,
};
use crate::{Office, Problem, Who, also, letters::Extra, office::RuleBook};

/// A stage that may be asked for next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The stage as the procedure has it.
    pub stage: Stage,
    /// The last day to ask for it, where the procedure sets one.
    pub until: Option<Date>,
    /// Whether it may be taken later all the same.
    pub waivable: bool,
}

/// The next stage as it was asked for, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EscalateForm {
    /// The stage, by id; may be empty where only one follows.
    pub stage: String,
    /// Whether the council itself takes it further.
    pub by_council: bool,
    /// The day it was asked for.
    pub asked: Option<Date>,
    /// The time of that day, where it is known.
    pub time: Option<Time>,
    /// Why, or empty.
    pub reason: String,
    /// Why it is taken after its window, or empty.
    pub late: String,
    /// The points it is about.
    pub points: Vec<u32>,
    /// Who deals with it; where nobody is named it is given to a Head of Service later.
    pub appoint: Option<AppointForm>,
}

/// Who deals with a stage, as chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AppointForm {
    /// Who signs its answer.
    pub signer: Option<PersonId>,
    /// Who investigates.
    pub investigator: Option<PersonId>,
}

/// A stage that is not opened, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefuseStageForm {
    /// The stage, by id; may be empty where only one follows.
    pub stage: String,
    /// The day it was asked for.
    pub asked: Option<Date>,
    /// Id of a reason the procedure lists, or empty.
    pub cause: String,
    /// Why, as the customer reads it.
    pub reason: String,
    /// The letter that tells them.
    pub letter: LetterForm,
}

/// Who may be named for a stage.
#[derive(Debug, Clone, Default)]
pub struct Appoint {
    /// Those who may sign its answer.
    pub signers: Vec<Person>,
    /// Those who may investigate.
    pub investigators: Vec<Person>,
}

/// The stages that may be asked for now, and until when.
pub fn next_stages(case: &Case, book: &RuleBook) -> Vec<Next> {
    let facts = domain::clock::Facts::of(case, &case.journey(book.procedure()), book.procedure());
    let next = |stage: &Stage| Next {
        until: domain::clock::ask_by(stage, &facts, book.rules()).map(|ends| ends.due),
        waivable: stage.window.as_ref().is_some_and(|window| window.waivable),
        stage: stage.clone(),
    };
    decide::stages_next(case, book.rules()).into_iter().map(next).collect()
}

/// Opens the next stage and, where somebody is chosen, says who deals with it; they are told by e-mail.
pub fn escalate(office: &Office, who: &Who, on: On, form: &EscalateForm, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| {
        let asked = form.asked.ok_or_else(|| Problem::field("asked", "Give the day it was asked for"))?;
        let by = if form.by_council { Asker::Council } else { Asker::Customer };
        let mut asking = asking(at, &form.stage, by, asked)?;
        let stage = stage_of(at, &asking.stage)?;
        if let InWindow::ForAReason { until } = decide::in_window(at.case(), &stage, asked, at.book().rules())
            && form.late.trim().is_empty()
        {
            let ask =
                format!("It could be asked for until {}. Say why it is taken all the same", crate::letters::day(until));
            return Err(Problem::field("late", ask));
        }
        if form.points.is_empty() && !at.case().points.is_empty() {
            return Err(Problem::field("points", "Choose the points the customer is not content with"));
        }
        asking.time = form.time;
        asking.reason = maybe(at, &form.reason)?;
        asking.late = maybe(at, &form.late)?;
        asking.points = form.points.clone();
        at.act(&Act::Escalate(asking)).map_err(beside_time)?;
        form.appoint.as_ref().map_or(Ok(()), |chosen| appointing(at, chosen))
    })
}

/// An hour that has not come is told beside it.
fn beside_time(problem: Problem) -> Problem {
    if let Problem::Refused(refusal @ Refusal::NotYet) = &problem {
        Problem::field("time", refusal.to_string().trim_end_matches('.'))
    } else {
        problem
    }
}

/// Does not open it, and tells the customer why.
pub fn refuse_stage(office: &Office, who: &Who, on: On, form: &RefuseStageForm, now: Moment) -> Result<Done, Problem> {
    let reason = needed("reason", &form.reason, "Give the reason; it goes into the letter")?;
    at_case(office, who, on.reference, on.seen, now, |at| {
        let asked = form.asked.ok_or_else(|| Problem::field("asked", "Give the day it was asked for"))?;
        let asking = asking(at, &form.stage, Asker::Customer, asked)?;
        let stage = stage_of(at, &asking.stage)?;
        let extra = Extra { reason: reason.into(), stage_asked: stage.id, ..Extra::default() };
        let letter = at.write(Purpose::StageRefused, &extra, form.letter.method, form.letter.changed())?;
        let cause = Some(form.cause.clone()).filter(|cause| !cause.is_empty());
        at.act(&Act::RefuseStage { asking, cause, reason: at.keep(reason)?, letter })
    })
}

/// Lets a case begin at a later stage, for a reason the procedure names.
pub fn begin_at(office: &Office, who: &Who, on: On, stage: &str, because: &str, now: Moment) -> Result<Done, Problem> {
    let (stage, because) = (stage.to_owned(), because.to_owned());
    if stage.is_empty() || because.is_empty() {
        return Err(Problem::field("because", "Choose why it begins at a later stage"));
    }
    simple(office, who, on, now, |_| Ok(Act::BeginAt { stage, because }))
}

/// Says who deals with the stage the case is in; they are told by e-mail.
pub fn appoint(office: &Office, who: &Who, on: On, form: AppointForm, now: Moment) -> Result<Done, Problem> {
    at_case(office, who, on.reference, on.seen, now, |at| appointing(at, &form))
}

/// Whom a stage may be given to: people in the roles its procedure names for it, but nobody the
/// complaint is about and, where the procedure says so, nobody who dealt with it before. The stage
/// is the one the case is in, or one that is about to be opened after it.
pub fn choices(reading: &Reading<'_>, case: &Case, stage: &Stage, book: &RuleBook) -> Result<Appoint, Problem> {
    let people = free(reading, case, Some(stage), book)?;
    Ok(Appoint {
        signers: among(&people, &book.procedure().signers(stage)),
        investigators: among(&people, &book.procedure().investigators(Some(stage))),
    })
}

/// Whom the Head may name to investigate in the stage the case is in.
pub fn investigators(reading: &Reading<'_>, case: &Case, book: &RuleBook) -> Result<Vec<Person>, Problem> {
    let stage = case.journey(book.procedure()).pop();
    Ok(among(&free(reading, case, stage, book)?, &book.procedure().investigators(stage)))
}

/// The roles in which somebody investigates by any of the procedures that cases come under now.
pub fn investigating_roles(office: &Office) -> Result<BTreeSet<Role>, Problem> {
    let mut roles = BTreeSet::new();
    for book in office.adopted()?.into_iter().chain(also::followed(office)?) {
        let procedure = book.procedure();
        roles.extend(procedure.stages.iter().flat_map(|stage| procedure.investigators(Some(stage))));
    }
    Ok(roles)
}

fn free(reading: &Reading<'_>, case: &Case, stage: Option<&Stage>, book: &RuleBook) -> Result<Vec<Person>, Problem> {
    let here = case.journey(book.procedure()).last().map(|now| &now.id);
    let opening = stage.is_some_and(|stage| here != Some(&stage.id));
    let elsewhere = stage.is_some_and(|stage| stage.people.never.contains(&Never::EarlierHandler));
    let dealt = |person: PersonId| case.handled_before(person) || (opening && case.handlers().contains(&person));
    let free =
        |person: &Person| person.active && case.named_staff != Some(person.id) && !(elsewhere && dealt(person.id));
    Ok(reading.people()?.into_iter().filter(free).collect())
}

fn among(people: &[Person], roles: &[Role]) -> Vec<Person> {
    people.iter().filter(|person| roles.contains(&person.role)).cloned().collect()
}

/// Who asks for a stage unless somebody says otherwise.
fn asking(at: &AtCase<'_>, stage: &str, by: Asker, asked: Date) -> Result<Asking, Problem> {
    let next = decide::stages_next(at.case(), at.book().rules());
    let only = next.first().filter(|_| next.len() == 1 && stage.is_empty());
    let stage = only.map_or_else(|| stage.to_owned(), |stage| stage.id.clone());
    if stage.is_empty() {
        return Err(Problem::field("stage", "Choose the stage that was asked for"));
    }
    if asked > london::date_of(at.now()) {
        return Err(Problem::field("asked", "The day it was asked for cannot be in the future"));
    }
    let by = next.iter().find(|each| each.id == stage).map_or(by, |stage| match stage.asked_by {
        AskedBy::Council | AskedBy::Nobody => Asker::Council,
        AskedBy::Customer | AskedBy::Either => by,
    });
    Ok(Asking { stage, by, asked, time: None, reason: None, late: None, points: Vec::new() })
}

fn stage_of(at: &AtCase<'_>, id: &str) -> Result<Stage, Problem> {
    let found = at.book().procedure().stage(id).cloned();
    found.ok_or_else(|| Problem::field("stage", "Choose the stage that was asked for"))
}

fn appointing(at: &mut AtCase<'_>, form: &AppointForm) -> Result<(), Problem> {
    let signer = form.signer.ok_or_else(|| Problem::field("signer", "Choose who signs the answer"))?;
    let act = Act::Appoint {
        signer: handler(at, "signer", signer)?,
        investigator: form.investigator.map(|person| handler(at, "investigator", person)).transpose()?,
    };
    at.act(&act)?;
    let both = [Some(signer), form.investigator.filter(|person| *person != signer)];
    for person in both.into_iter().flatten() {
        at.notify(Purpose::Allocation, &Extra { staff: Some(person), ..Extra::default() })?;
    }
    Ok(())
}

fn handler(at: &AtCase<'_>, field: &'static str, person: PersonId) -> Result<Handler, Problem> {
    let found = at.writing().person(person)?.filter(|person| person.active);
    let found = found.ok_or_else(|| Problem::field(field, "Choose somebody from the list"))?;
    Ok(Handler { person, role: found.role })
}

fn maybe(at: &AtCase<'_>, words: &str) -> Result<Option<domain::TextRef>, Problem> {
    Some(words.trim()).filter(|words| !words.is_empty()).map(|words| at.keep(words)).transpose()
}
