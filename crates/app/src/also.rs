//! Followed as well: procedures for cases of their own, such as landlord matters, beside the one the council follows
//! otherwise. Which cases a procedure takes is written in its file; here it is chosen that they are followed.

use std::sync::Arc;

use domain::{
    Case, Date, Event, Moment, Procedure, ServiceId,
    act::Logging,
    event::{Recorded, Under},
    feedback::Kind,
    london,
    procedure::{Coming, Complainant},
};
use store::{Reading, Service};

use crate::{
    Office, Problem, Who, adoption,
    office::RuleBook,
    people::administrators_only,
    procedures,
    settings::{self, Council},
};

/// A version of a procedure that can be followed as well.
#[derive(Debug, Clone)]
pub struct Choosable {
    /// It.
    pub procedure: Arc<Procedure>,
    /// Whether it is being written still: once followed, it does not change any more.
    pub draft: bool,
}

/// What can be followed as well: the newest version of each procedure that says which cases it takes, where that is not
/// followed already and has not ended.
pub fn choosable(office: &Office, today: Date) -> Result<Vec<Choosable>, Problem> {
    let council = office.council();
    let followed = |each: &Procedure| {
        let this = |under: &Under| under.procedure == each.id && under.version == each.version;
        council.procedure == each.id || council.also.iter().any(this)
    };
    let open = |each: &Arc<Procedure>| each.tells_its_cases() && each.until.is_none_or(|until| until >= today);
    let found = office.procedures().into_iter().filter(|each| open(each) && !followed(each));
    found.map(|procedure| Ok(Choosable { draft: procedures::is_draft(office, &procedure)?, procedure })).collect()
}

/// The versions that are followed as well, in the order in which they were chosen.
pub fn followed(office: &Office) -> Result<Vec<RuleBook>, Problem> {
    office.council().also.iter().map(|under| office.rules_of(under)).collect()
}

/// Follows the newest version of a procedure as well: new cases that it takes begin under it from the day it is in
/// force, and until then under an earlier version of it that is followed. Only for administrators; noted among what was
/// done to the office. Returns the version.
pub fn follow(office: &Office, who: &Who, id: &str, now: Moment) -> Result<Arc<Procedure>, Problem> {
    administrators_only(who)?;
    let choosable = choosable(office, london::date_of(now))?;
    let Some(found) = choosable.into_iter().map(|each| each.procedure).find(|each| each.id == id) else {
        return Err(Problem::field("also", "Choose a procedure that says which cases it is for"));
    };
    let book = adoption::as_chosen(&office.book(id, Some(found.version))?, &found.chosen).map_err(|_| {
        let words =
            "It has a sentence that can be read in several ways. Write a version of it that says which is meant";
        Problem::field("also", words)
    })?;
    change(office, who, &book, "also-followed", now, |also| {
        if also.contains(&book.under()) {
            return Err(Problem::field("also", "Somebody else has chosen it meanwhile"));
        }
        also.push(book.under());
        Ok(())
    })?;
    Ok(found)
}

/// Follows it no longer. Cases that began under it stay under it. Only for administrators; noted.
pub fn leave(office: &Office, who: &Who, id: &str, now: Moment) -> Result<(), Problem> {
    administrators_only(who)?;
    let found = followed(office)?.into_iter().find(|book| book.procedure().id == id);
    let book = found.ok_or_else(|| Problem::NotFound("This procedure is not followed as well any more.".into()))?;
    change(office, who, &book, "also-left", now, |also| {
        also.retain(|under| under.procedure != id);
        Ok(())
    })
}

fn change(
    office: &Office,
    who: &Who,
    book: &RuleBook,
    kind: &str,
    now: Moment,
    change: impl FnOnce(&mut Vec<Under>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let Procedure { id, version, name, .. } = book.procedure();
    office.change_rules(|writing| {
        let mut council: Council = settings::get(writing)?;
        change(&mut council.also)?;
        settings::set(writing, &council)?;
        procedures::keep_shipped(writing, now)?;
        procedures::keep_for_good(writing, id, *version, now)?;
        let detail = serde_json::json!({ "procedure": id, "version": version, "name": name });
        Ok(writing.note_office_event(now, Some(who.id()), kind, &detail.to_string())?)
    })
}

/// What decides which procedure new feedback comes under.
pub(crate) fn book_for(
    office: &Office,
    reading: &Reading<'_>,
    logging: &Logging,
    today: Date,
) -> Result<RuleBook, Problem> {
    let points = u32::try_from(logging.points.len()).unwrap_or(u32::MAX);
    let services = reading.services()?;
    let subject = subject_of(&services, logging.subject.service);
    let coming = Coming { complainant: logging.complainant.as_deref(), ..coming(logging.kind, subject, points) };
    office.rules_for_case(&coming, logging.received, today)
}

/// The procedure that a case would begin under now that more is known of it, such as another service or kind, where that
/// is not its own: one followed as well that takes it, or the council's where its own does not take it any more.
pub(crate) fn another_for(
    office: &Office,
    reading: &Reading<'_>,
    case: &Case,
    history: &[Recorded],
) -> Result<Option<RuleBook>, Problem> {
    let as_logged = |first: &Recorded| {
        matches!(&first.event, Event::Logged { kind, subject, complainant, points, under, .. }
            if *kind == case.kind && subject.service == case.subject.service && *complainant == case.complainant
                && points.len() == case.points.len() && *under == case.under)
    };
    if !case.is_open() || history.first().is_none_or(as_logged) {
        return Ok(None);
    }
    let points = u32::try_from(case.points.len()).unwrap_or(u32::MAX);
    let services = reading.services()?;
    let subject = subject_of(&services, case.subject.service);
    let complainant = case.complainant.as_deref();
    let coming = Coming { complainant, ..coming(case.kind, subject, points) };
    let (received, recorded) = (case.received, london::date_of(case.logged_at));
    let book = match office.taking(&coming, received, recorded)? {
        Some(book) => Some(book),
        None if office.rules_of(&case.under)?.procedure().takes(&coming) => None,
        None => Some(office.rules_for(received, recorded)?),
    };
    Ok(book.filter(|book| book.procedure().id != case.under.procedure))
}

/// The subject of a service, in the council's word.
pub(crate) fn subject_of(services: &[Service], service: Option<ServiceId>) -> Option<&str> {
    let found = services.iter().find(|each| Some(each.id) == service)?;
    Some(found.subject.as_str()).filter(|subject| !subject.is_empty())
}

/// As whom people complain, where a procedure that is followed goes by it: those it names or asks for consent, and somebody
/// else. Empty where none does.
pub fn complainants(office: &Office) -> Result<Vec<Complainant>, Problem> {
    let mut found: Vec<Complainant> = Vec::new();
    for book in for_new_cases(office)? {
        let procedure = book.procedure();
        let applies = procedure.applies.iter().flat_map(|applies| &applies.complainants);
        let named: Vec<&String> = applies.chain(procedure.bands.iter().flat_map(|band| &band.complainants)).collect();
        let by = |each: &&Complainant| each.needs_consent || named.contains(&&each.id);
        for each in procedure.acceptance.complainants.iter().filter(by) {
            if !found.iter().any(|known| known.id == each.id) {
                found.push(each.clone());
            }
        }
    }
    if !found.is_empty() {
        found.push(Complainant {
            id: Complainant::SOMEBODY_ELSE.into(),
            title: "Somebody else".into(),
            needs_consent: false,
        });
    }
    Ok(found)
}

/// Whether people can complain as this; anybody can where nobody says.
pub(crate) fn known_complainant(office: &Office, id: Option<&str>) -> Result<(), Problem> {
    let Some(id) = id else { return Ok(()) };
    if complainants(office)?.iter().any(|each| each.id == id) {
        return Ok(());
    }
    Err(Problem::field("complainant", "Choose as whom they complain, or leave it"))
}

/// Whether some date can hang on the time of day of receipt of new feedback, under whichever procedure it comes.
pub fn asks_the_hour(office: &Office) -> Result<bool, Problem> {
    Ok(for_new_cases(office)?.iter().any(|book| book.procedure().asks_the_hour()))
}

/// Whether feedback about a job in hand is kept with that job, so that its number is asked for.
pub fn asks_the_job(office: &Office) -> Result<bool, Problem> {
    Ok(for_new_cases(office)?.iter().any(|book| book.procedure().handling.child_of_job))
}

/// The versions under which new feedback can come.
fn for_new_cases(office: &Office) -> Result<Vec<RuleBook>, Problem> {
    Ok([followed(office)?, office.adopted()?].concat())
}

/// In words, as whom the customer of a case complains; `None` where nobody said. `own` is the procedure of the case.
pub fn complains_as(office: &Office, own: &Procedure, case: &Case) -> Option<String> {
    let id = case.complainant.as_deref()?;
    if id == Complainant::SOMEBODY_ELSE {
        return Some("Somebody else".into());
    }
    let named = |procedure: &Procedure| {
        procedure.acceptance.complainants.iter().find(|each| each.id == id).map(|each| each.title.clone())
    };
    let found = named(own).or_else(|| office.procedures().iter().find_map(|each| named(each)));
    Some(found.unwrap_or_else(|| id.to_owned()))
}

/// What decides under which procedure a case comes, before anybody has said who complains.
pub fn coming(kind: Kind, subject: Option<&str>, points: u32) -> Coming<'_> {
    Coming { kind, subject, complainant: None, points }
}
