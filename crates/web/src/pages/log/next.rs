//! What happens next with what is being typed: the dates and why, who it goes to, what to say.

use app::{Problem, Service, also, office::RuleBook};
use domain::{
    Date,
    clock::{self, Facts, Forecast, When},
    feedback::{Channel, Kind},
    letter::Method,
    procedure::{Coming, Milestone},
};

use super::{
    choices,
    earlier::{Earlier, EarlierCase, alike, earlier},
    typed::{ACTING, GROUP, Typed},
};
use crate::{
    due,
    layout::{Due, DueTone, Why},
    visit::Visit,
    words,
};

/// The right-hand side of the page.
pub struct Next {
    /// Said before the dates while nobody has chosen the kind.
    pub before: &'static str,
    /// How the day of receipt was read, where it is not today, or what is wrong with it.
    pub received: String,
    /// Whether dates can be counted from it.
    pub counts: bool,
    /// One date a time limit.
    pub dates: Vec<Due>,
    /// When the Code that cases are measured against as well has the answer due, where it is acknowledged at once.
    pub code: String,
    /// The working of all of them.
    pub why: Option<Why>,
    /// The Head who gets it, or nothing.
    pub head: String,
    /// What follows the Head's name, or the whole sentence.
    pub goes_to: String,
    /// Whether the service is chosen.
    pub knows_service: bool,
    /// Whose consent the procedure asks for; empty where nobody's.
    pub consent: &'static str,
    /// What to say to the customer.
    pub say: String,
    /// How the acknowledgement leaves.
    pub leaves: &'static str,
    /// Earlier cases of the same person.
    pub earlier: Option<Earlier>,
    /// Open cases of anybody in like words.
    pub alike: Vec<EarlierCase>,
}

/// The service that is typed.
fn service(visit: &Visit, typed: &Typed) -> Result<Option<Service>, Problem> {
    Ok(choices::kept_services(visit)?.into_iter().find(|service| Some(service.id) == typed.service()))
}

/// The first button, in the words of what it will do.
pub struct Acts {
    /// Its words.
    pub first: &'static str,
    /// The words of the second button, where that can be left for later instead.
    pub later: Option<&'static str>,
}

/// The buttons for what is typed.
pub fn acts(visit: &Visit, typed: &Typed) -> Result<Acts, Problem> {
    if super::hands_over(visit, typed)? {
        return Ok(Acts { first: "Save and hand over", later: Some("Save, hand over later") });
    }
    let acknowledges = super::may_acknowledge(visit, typed)?;
    let first = match typed.method() {
        _ if !acknowledges || typed.anonymous => "Save",
        Some(Method::Email) => "Save and email acknowledgement",
        Some(Method::Post | Method::Handed) => "Save and print acknowledgement",
        Some(Method::Phone) => "Save, told on the phone",
        None if typed.can_be_reached() => "Save",
        None => "Save and acknowledge",
    };
    Ok(Acts { first, later: (first != "Save").then_some("Save, acknowledge later") })
}

/// How the day of receipt was read: nothing to say of today; `Err` where dates cannot be counted from it.
fn read_as(visit: &Visit, typed: &Typed) -> Result<String, String> {
    let today = visit.today();
    match typed.date {
        Some(date) if date > today => Err("The date received cannot be in the future.".into()),
        Some(date) if date == today => Ok(String::new()),
        Some(date) => Ok(format!("Received {}.", words::long_day(date))),
        None if typed.received.trim().is_empty() => Err("Give the date received to see the dates.".into()),
        None => Err(format!("“{}” is no date that we can read. Give it like 3/12/2026.", typed.received.trim())),
    }
}

/// The day it was received, as far as it is typed.
fn received(visit: &Visit, typed: &Typed) -> Date {
    let today = visit.today();
    typed.date.filter(|date| *date <= today).unwrap_or(today)
}

/// What decides which procedure it comes under.
fn coming<'a>(typed: &'a Typed, service: Option<&'a Service>) -> Coming<'a> {
    let subject = service.map(|service| service.subject.as_str()).filter(|subject| !subject.is_empty());
    let complainant = Some(typed.complainant.as_str()).filter(|who| !who.is_empty());
    let coming = also::coming(typed.kind().unwrap_or(Kind::Complaint), subject, typed.point_count());
    Coming { complainant, ..coming }
}

/// The rules that what is typed will come under.
pub fn book(visit: &Visit, typed: &Typed) -> Result<RuleBook, Problem> {
    let service = service(visit, typed)?;
    visit.office.rules_for_case(&coming(typed, service.as_ref()), received(visit, typed), visit.today())
}

/// Works it out.
pub fn next(visit: &Visit, typed: &Typed) -> Result<Next, Problem> {
    let today = visit.today();
    let kind = typed.kind();
    let received = received(visit, typed);
    let service = service(visit, typed)?;
    let coming = coming(typed, service.as_ref());
    let book = visit.office.rules_for_case(&coming, received, today)?;
    let (received_words, counts) = match read_as(visit, typed) {
        Ok(words) => (words, true),
        Err(words) => (words, false),
    };
    let facts = (!typed.anonymous && counts).then(|| Facts {
        points: coming.points,
        channel: Channel::named(&typed.channel),
        complainant: coming.complainant.map(str::to_owned),
        ..Facts::received(coming.kind, When::day(received, typed.time))
    });
    let limits = facts.as_ref().map(|facts| clock::forecast_of(facts, book.rules())).unwrap_or_default();
    let (head, goes_to) = goes_to(visit, service.as_ref(), kind)?;
    let earlier = earlier(visit, typed)?;
    Ok(Next {
        received: received_words,
        counts,
        before: if kind.is_none() && !limits.is_empty() { "If it is a complaint:" } else { "" },
        dates: limits.iter().map(|limit| date(limit, today)).collect(),
        code: facts.zip(book.against()).and_then(|(facts, code)| by_the_code(facts, code, today)).unwrap_or_default(),
        why: (!limits.is_empty()).then(|| due::why_all(&limits, book.procedure(), today)),
        head,
        goes_to,
        knows_service: service.is_some(),
        consent: consent(&coming, &book),
        say: say(kind, typed, &limits, today),
        leaves: leaves(typed, app::outbox::waits(&visit.office)?),
        alike: alike(visit, typed, earlier.as_ref())?,
        earlier,
    })
}

/// The Code's date for the answer once it is acknowledged: it may count from then.
fn by_the_code(facts: Facts, code: &RuleBook, today: Date) -> Option<String> {
    let stage = code.procedure().first_stage(facts.kind)?;
    let told = facts.in_stage(&stage.id, Milestone::Acknowledged, today);
    let limits = clock::forecast_of(&told, code.rules());
    let answer = limits.iter().find(|limit| limit.met_by.first() == Some(&Milestone::Responded))?;
    let (name, due) = (&code.procedure().name, words::long_day(answer.working.due));
    Some(format!("{name}, which we are measured against as well: acknowledged today, the answer is due {due}."))
}

fn date(limit: &Forecast, today: Date) -> Due {
    let tone = if limit.working.due < today { DueTone::Late } else { DueTone::Ok };
    Due { tone, first: words::day(limit.working.due, today), second: format!("{} by", limit.title) }
}

fn goes_to(visit: &Visit, service: Option<&Service>, kind: Option<Kind>) -> Result<(String, String), Problem> {
    let Some(service) = service else {
        return Ok((String::new(), "A Customer Champion gives it to the right Head of Service.".into()));
    };
    let head = service.head.map(|head| visit.office.read(|reading| Ok(reading.person(head)?))).transpose()?.flatten();
    Ok(match (head, kind) {
        (_, Some(Kind::ServiceRequest)) => (String::new(), format!("Goes to {}, to be done.", service.name)),
        (Some(head), _) => (head.name, format!(", Head of Service for {}.", service.name)),
        (None, _) => {
            (String::new(), format!("{} has no Head of Service yet. A Customer Champion sees to it.", service.name))
        }
    })
}

fn consent(coming: &Coming<'_>, book: &RuleBook) -> &'static str {
    if book.procedure().acceptance.needs_consent(coming.kind, coming.complainant) {
        "They need the consent of whom they speak for. The case says so until it is recorded."
    } else {
        ""
    }
}

/// What to say, with what a person who acts for somebody else must know.
fn say(kind: Option<Kind>, typed: &Typed, limits: &[Forecast], today: Date) -> String {
    let words = words_to_say(kind, typed.anonymous, limits, today);
    let more = match typed.telling.as_str() {
        _ if typed.anonymous => "",
        GROUP => " We will write to you. Tell the others what we say.",
        ACTING if typed.acts_without_authority() => {
            " Until the customer tells us in writing that you act for them, we write to them and cannot tell you what we find."
        }
        _ => "",
    };
    format!("“{words}{more}”")
}

fn words_to_say(kind: Option<Kind>, anonymous: bool, limits: &[Forecast], today: Date) -> String {
    if anonymous {
        return "Thank you for telling us. We will look into it. As we do not know who you are, we cannot tell you what we find.".into();
    }
    let answer = limits
        .iter()
        .find(|limit| limit.met_by.contains(&Milestone::Responded) && !limit.met_by.contains(&Milestone::Acknowledged));
    match (kind, answer) {
        (Some(Kind::Compliment), _) => "Thank you for telling us. We will pass it on to the people who did this.".into(),
        (Some(Kind::Comment), _) => "Thank you for telling us. The service will read what you say and think about it.".into(),
        (Some(Kind::ServiceRequest), _) => {
            "Thank you for telling us. We have asked the service to see to it. If you are not content with what happens, tell us and we will treat it as a complaint from today.".into()
        }
        (Some(Kind::Complaint) | None, Some(limit)) if limit.working.due < today => {
            format!("Thank you for telling us. We are sorry: you should have had our answer by {}. Someone who was not involved will look into it now, and we will tell you by when.", by(limit.working.due, today))
        }
        (Some(Kind::Complaint) | None, Some(limit)) => {
            format!("Thank you for telling us. Someone who was not involved will look into it. You will have our answer by {}.", by(limit.working.due, today))
        }
        (Some(Kind::Complaint) | None, None) => "Thank you for telling us. Someone who was not involved will look into it.".into(),
    }
}

fn by(date: Date, today: Date) -> String {
    use chrono::Datelike;
    let pattern = if date.year() == today.year() { "%A %-d %B" } else { "%A %-d %B %Y" };
    date.format(pattern).to_string()
}

fn leaves(typed: &Typed, email_waits: bool) -> &'static str {
    if typed.anonymous {
        return "We cannot write back, so there is no acknowledgement and no time limit. It is looked into all the same.";
    }
    if typed.telling == ACTING && typed.acts_without_authority() {
        return "Letters go to the customer alone, and say that their written authority is needed.";
    }
    match typed.method() {
        Some(Method::Email) if email_waits => {
            "The acknowledgement will wait: the mail settings need attention. If it cannot wait, choose Letter under Reply by."
        }
        Some(Method::Email) => "Acknowledged by email when you save.",
        Some(Method::Handed) => "Print the acknowledgement and hand it over.",
        Some(Method::Phone) => {
            "No address to write to. Say the words above: the first button saves that you told them on the phone."
        }
        None if typed.can_be_reached() => "No address to write to. Tell them when you reach them.",
        // The button says it.
        Some(Method::Post) | None => "",
    }
}
