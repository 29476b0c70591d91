//! The Details of a case: what the customer told us, the points to answer, what we said we would
//! do, a note, the latest events and the people.

use app::cases::{CaseFile, LinkedCase};
use askama::Template;
use domain::{
    Case, Clock, Date, Event,
    act::{ActKind, Learning},
    case::{Contact, Held},
    clock::Strip,
    event::standing,
    feedback::Manner,
    london,
};

use super::{CaseHead, Tab, title};
use crate::{
    answer::{self, Answer},
    due,
    layout::{Frame, NavItem, StripView},
    pages::acts::of_hold,
    timeline::{self, Entry, by_channel},
    visit::Visit,
    words::{capital, day, day_and_time},
};

/// Events in the short list.
const LATEST: usize = 6;

#[derive(Template)]
#[template(path = "case.html")]
struct CasePage {
    frame: Frame,
    head: CaseHead,
    taken: String,
    story: Vec<String>,
    wanted: String,
    points: Option<Vec<PointRow>>,
    add_point: String,
    history: String,
    may_find: bool,
    promises: Vec<PromiseRow>,
    kept: String,
    may_promise: bool,
    may_fulfil: bool,
    may_note: bool,
    unsaved_note: String,
    may_contact: bool,
    may_attach: bool,
    latest: Vec<Entry>,
    links: Vec<LinkRow>,
    /// Where another case is linked; empty for those who may not.
    add_link: String,
    people: Vec<PersonLine>,
    about: Vec<(&'static str, String)>,
    /// On paper: each time limit with its days.
    worked: Vec<(String, StripView)>,
    ombudsman: Vec<(&'static str, String)>,
    /// Where everything is saved for them; empty for those who may not.
    bundle: String,
}

struct PointRow {
    number: u32,
    words: String,
    finding: &'static str,
    reason: String,
    /// What was found in earlier stages.
    earlier: Vec<String>,
    /// Whether the person looking may put it right.
    corrects: bool,
    /// Whether they may take it away.
    removes: bool,
}

/// A case this one is tied to.
struct LinkRow {
    how: &'static str,
    reference: String,
    title: String,
    state: due::Tag,
}

struct PromiseRow {
    number: u32,
    words: String,
    done: bool,
    tag: String,
    tone: &'static str,
    who: String,
}

/// `note`: what was typed into the box for a note and not saved.
pub(super) fn page(visit: &Visit, file: &CaseFile, note: String) -> Answer {
    let today = visit.today();
    let case = &file.case;
    let complaint = case.kind == domain::feedback::Kind::Complaint;
    let done = case.promises.iter().filter(|promise| promise.done.is_some()).count();
    answer::page(
        visit,
        &CasePage {
            frame: visit.frame(&title(file), Some(NavItem::Cases)),
            head: CaseHead::new(visit, file, Tab::Details),
            taken: taken(file, today),
            story: paragraphs(file.words(&case.story)),
            wanted: case.wanted.as_ref().map(|wanted| file.words(wanted).to_owned()).unwrap_or_default(),
            points: complaint.then(|| points(file)),
            add_point: if file.may(ActKind::AddPoint) {
                format!("/cases/{}/point", case.reference)
            } else {
                String::new()
            },
            history: format!("/cases/{}/history", case.reference),
            may_find: file.may(ActKind::Find),
            promises: promises(file, today),
            kept: format!("{done} of {} done", case.promises.len()),
            may_promise: complaint && file.may(ActKind::Promise),
            may_fulfil: file.may(ActKind::Fulfil),
            may_note: file.may(ActKind::AddNote),
            unsaved_note: note,
            may_contact: file.may(ActKind::RecordContact),
            may_attach: file.may(ActKind::AddDocument),
            latest: timeline::latest(file, today, LATEST),
            links: file.links.iter().map(link).collect(),
            add_link: if file.may(ActKind::Link) && !file.links.is_empty() {
                format!("/cases/{}/link", case.reference)
            } else {
                String::new()
            },
            people: people(file, today),
            about: about(visit, file, today),
            worked: worked(file),
            ombudsman: ombudsman(file, today),
            bundle: if file.may(ActKind::Bundle) { format!("/cases/{}/bundle", case.reference) } else { String::new() },
        },
    )
}

fn worked(file: &CaseFile) -> Vec<(String, StripView)> {
    let strip = |clock: &Clock, procedure| due::strip_view(&Strip::of_clock(clock, procedure));
    let own = file.clocks.iter().map(|clock| (clock.title.clone(), strip(clock, file.book.procedure())));
    let code = file.against.iter().flat_map(|against| {
        let named = |clock: &Clock| format!("{}, {}", against.procedure.name, clock.title);
        against.clocks.iter().map(move |clock| (named(clock), strip(clock, &against.procedure)))
    });
    own.chain(code).collect()
}

/// "By phone, Wed 11 Nov, taken by Priya Nair".
fn taken(file: &CaseFile, today: Date) -> String {
    let case = &file.case;
    let how = capital(by_channel(case.channel));
    let by = case.logged_by.map(|person| format!(", taken by {}", file.name(person))).unwrap_or_default();
    let logged = london::date_of(case.logged_at);
    let later = if logged == case.received { String::new() } else { format!(", logged {}", day(logged, today)) };
    format!("{how}, {}{later}{by}", day_and_time(case.received, case.received_at, today))
}

fn paragraphs(words: &str) -> Vec<String> {
    words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn points(file: &CaseFile) -> Vec<PointRow> {
    let may = |act, point: &domain::case::Point| file.may(act) && domain::decide::is_free(&file.case, point.number);
    let several = file.case.points.len() > 1;
    let row = |point: &domain::case::Point| PointRow {
        number: point.number,
        words: file.words(&point.text).to_owned(),
        finding: point.finding.as_ref().map_or("", |(finding, _)| finding.title()),
        reason: point.finding.as_ref().map(|(_, reason)| file.words(reason).to_owned()).unwrap_or_default(),
        earlier: earlier(file, point),
        corrects: may(ActKind::CorrectPoint, point),
        removes: several && may(ActKind::RemovePoint, point),
    };
    file.case.points.iter().map(row).collect()
}

/// "Stage 1: Not upheld. The crew says the bin was not out."
fn earlier(file: &CaseFile, point: &domain::case::Point) -> Vec<String> {
    let journey = file.case.journey(file.book.procedure());
    let said = |found: &domain::case::Earlier| {
        let stage = journey.get(found.stage as usize).map_or("Before", |stage| stage.title.as_str());
        format!("{stage}: {}. {}", found.finding.title(), file.words(&found.reason))
    };
    point.earlier.iter().map(said).collect()
}

fn link(linked: &LinkedCase) -> LinkRow {
    LinkRow {
        how: linked.link.how.title(),
        reference: linked.link.other.to_string(),
        title: linked.title.clone(),
        state: due::state_tag(linked.state),
    }
}

fn promises(file: &CaseFile, today: Date) -> Vec<PromiseRow> {
    let row = |promise: &domain::case::Promise| {
        let owner = promise.owner.map(|owner| file.name(owner).to_owned()).unwrap_or_default();
        let (tag, tone) = match (promise.done, promise.due) {
            (Some(_), _) => ("Done".to_owned(), "ok"),
            (None, Some(due)) if due < today => (format!("Was due {}", day(due, today)), "late"),
            (None, Some(due)) => {
                (format!("Due {}", day(due, today)), if (due - today).num_days() <= 3 { "soon" } else { "" })
            }
            (None, None) => ("No date".to_owned(), ""),
        };
        let on = promise.done.map(|on| day(on, today));
        PromiseRow {
            number: promise.number,
            words: file.words(&promise.what).to_owned(),
            done: promise.done.is_some(),
            tag,
            tone,
            who: [Some(owner).filter(|owner| !owner.is_empty()), on]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
        }
    };
    file.case.promises.iter().map(row).collect()
}

/// Somebody who has to do with a case.
struct PersonLine {
    /// As what: "Investigating".
    what: &'static str,
    /// Who.
    who: String,
    /// Where that is changed, by those who may.
    change: Option<String>,
}

/// The act that changes who does something, with the last part of the address of its form.
fn changed_by(what: &str) -> Option<(ActKind, &'static str)> {
    match what {
        INVESTIGATING => Some((ActKind::Nominate, "nominate")),
        SIGNS_OFF => Some((ActKind::Pass, "pass")),
        ACTS_FOR_THEM => Some((ActKind::Represent, "represent")),
        CAN_SEE_IT => Some((ActKind::Restrict, "restrict")),
        _ => None,
    }
}

const INVESTIGATING: &str = "Investigating";
const SIGNS_OFF: &str = "Signs off";
const ACTS_FOR_THEM: &str = "Acts for them";
const CAN_SEE_IT: &str = "Can see it";

fn people(file: &CaseFile, today: Date) -> Vec<PersonLine> {
    let line = |(what, who)| {
        let change = changed_by(what).filter(|(act, _)| file.may(*act));
        PersonLine { what, who, change: change.map(|(_, form)| format!("/cases/{}/{form}", file.case.reference)) }
    };
    those_who_have_to_do_with_it(file, today).into_iter().map(line).collect()
}

fn those_who_have_to_do_with_it(file: &CaseFile, today: Date) -> Vec<(&'static str, String)> {
    let case = &file.case;
    let name = |person: Option<domain::PersonId>, nobody: &str| {
        person.map_or_else(|| nobody.to_owned(), |person| file.name(person).to_owned())
    };
    let mut people = behalf(file);
    people.extend(warnings(case, today));
    people.push(("Taken by", name(case.logged_by, "Another system")));
    if case.kind == domain::feedback::Kind::Complaint || case.head.is_some() {
        people.push((INVESTIGATING, name(case.investigator, "Nobody yet")));
        people.push((SIGNS_OFF, name(case.head, "Nobody yet")));
    }
    let passed = standing(&file.history).filter(|recorded| matches!(recorded.event, Event::Passed { .. })).last();
    people.extend(passed.map(|recorded| ("Passed on", day(london::date_of(recorded.at), today))));
    people.extend(Some(file.readers.join(", ")).filter(|names| !names.is_empty()).map(|names| (CAN_SEE_IT, names)));
    people
}

/// Who acts for the customer, whom the customer speaks for, and which members of staff are named.
fn behalf(file: &CaseFile) -> Vec<(&'static str, String)> {
    let case = &file.case;
    let mut rows = Vec::new();
    if let Some((acting, person)) = case.representative.as_ref().zip(file.representative.as_ref()) {
        let reached = [&person.phone, &person.email, &person.address, &person.postcode];
        let reached = reached.into_iter().flat_map(|part| part.lines()).filter(|part| !part.trim().is_empty());
        let who = std::iter::once(person.name.as_str()).chain(reached).collect::<Vec<_>>().join(", ");
        let (relation, authority) = (acting.relation.title(), acting.authority.title());
        rows.push((ACTS_FOR_THEM, format!("{who}. {relation}. {authority}.")));
    }
    if let Some(group) = &case.group {
        let who = group.who.as_ref().map(|who| format!(": {}", file.words(who))).unwrap_or_default();
        rows.push(("Speaks for", format!("{} people{who}", group.people)));
    }
    rows.extend(named(file).map(|named| ("Names", named)));
    rows
}

/// When rude or threatening contact was warned of and ended: "warned on Tue 3 Nov, ended on Thu 5 Nov".
fn warnings(case: &Case, today: Date) -> Option<(&'static str, String)> {
    let said = |contact: &Contact| {
        let what = match contact.manner {
            Manner::Ordinary => return None,
            Manner::Warned => "warned",
            Manner::Ended => "ended after a warning",
        };
        Some(format!("{what} on {}", day(contact.on, today)))
    };
    let said: Vec<String> = case.contacts.iter().filter_map(said).collect();
    (!said.is_empty()).then(|| ("Rude or threatening", said.join(", ")))
}

/// What waits while it is open: "Recovery of council tax, since Tue 3 Nov".
fn held(file: &CaseFile, today: Date) -> Option<(&'static str, String)> {
    let said = |held: &Held| format!("{}, since {}", of_hold(file, &held.hold), day(held.since, today));
    let said: Vec<String> = file.case.held.iter().map(said).collect();
    (!said.is_empty()).then(|| ("On hold", said.join("; ")))
}

/// The member of staff it names: who that is, and as the customer says it.
fn named(file: &CaseFile) -> Option<String> {
    let told = file.case.staff_named.as_ref().map(|named| file.words(named).to_owned());
    match (file.case.named_staff.map(|person| file.name(person)), told) {
        (Some(name), Some(told)) if told != name => Some(format!("{name}. The customer says: {told}")),
        (Some(name), _) => Some(name.to_owned()),
        (None, told) => told,
    }
}

fn about(visit: &Visit, file: &CaseFile, today: Date) -> Vec<(&'static str, String)> {
    let subject = &file.case.subject;
    let procedure = file.book.procedure();
    let grounds: Vec<&str> =
        subject.grounds.iter().filter_map(|id| procedure.ground(id)).map(|ground| ground.title.as_str()).collect();
    let lesson = file.case.learning.as_ref().map(|learning| match learning {
        Learning::Lesson(text) => file.words(text).to_owned(),
        Learning::Nothing(text) => format!("None: {}", file.words(text)),
    });
    let outcome = file.case.outcome().map(|outcome| outcome.title().to_owned());
    let band = file.case.band_under(procedure);
    let rows = [
        ("Service", file.service.as_ref().map(|service| service.name.clone()).or_else(|| Some("Not sure yet".into()))),
        ("About", Some(grounds.join("; ")).filter(|grounds| !grounds.is_empty())),
        ("Complains as", app::also::complains_as(&visit.office, procedure, &file.case)),
        ("About the job", file.case.job.as_ref().map(|job| file.words(job).to_owned())),
        ("Band", band.map(|band| band.title.clone())),
        ("Ward", subject.ward.clone()),
        ("Outcome", outcome),
        ("Lesson", lesson),
    ];
    rows.into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .chain(held(file, today))
        .chain(asked(file, today))
        .collect()
}

/// How it stands with the Ombudsman; empty where none has it.
fn ombudsman(file: &CaseFile, today: Date) -> Vec<(&'static str, String)> {
    let Some(now) = file.case.investigations.last() else { return Vec::new() };
    let on = |date| day(date, today);
    let name = now.name.as_ref().map(|name| file.words(name));
    let mut rows = vec![("Which", now.body.called(name).to_owned())];
    rows.extend(now.reference.as_ref().map(|theirs| ("Their reference", file.words(theirs).to_owned())));
    rows.push(("Told us", on(now.on)));
    for request in &now.requests {
        let stands = match request.answered {
            Some(answered) => format!("answered {}", on(answered)),
            None if request.due < today => format!("late, was due {}", on(request.due)),
            None => format!("due {}", on(request.due)),
        };
        rows.push(("They ask for", format!("{}: {stands}", file.words(&request.what))));
    }
    let Some(decision) = &now.decision else { return rows };
    let words = file.words(&decision.reasons);
    rows.push(("Decided", format!("{}, {}. {words}", decision.ruling.title(), on(decision.on))));
    if let Some(remedy) = &decision.remedy {
        let stands = match (remedy.done, remedy.due) {
            (Some(done), _) => format!("done {}", on(done)),
            (None, Some(due)) if due < today => format!("late, was due {}", on(due)),
            (None, Some(due)) => format!("due {}", on(due)),
            (None, None) => "no date".to_owned(),
        };
        rows.push(("We have to", format!("{}: {stands}", file.words(&remedy.what))));
    }
    rows
}

/// Why the stage the case is in was asked for.
fn asked(file: &CaseFile, today: Date) -> Vec<(&'static str, String)> {
    let Some(opened) = file.case.opened.last() else { return Vec::new() };
    let points: Vec<String> = opened.points.iter().map(u32::to_string).collect();
    let rows = [
        ("Asked again", Some(format!("{}, on {}", opened.by.title(), day(opened.asked, today)))),
        ("About points", Some(points.join(", ")).filter(|points| !points.is_empty())),
        ("Because", opened.reason.as_ref().map(|reason| file.words(reason).to_owned())),
        ("Taken late", opened.late.as_ref().map(|late| file.words(late).to_owned())),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}
