//! One lesson: written, changed, taken away and put back.

use app::{
    Problem, Service,
    lessons::{self, LessonForm},
};
use askama::Template;
use axum::extract::{Path, RawQuery};
use domain::{Date, PersonId, Reference, ServiceId};

use crate::{
    answer::{self, Answer, Failure},
    form::{Fields, Sent},
    layout::{Choice, Errors, Frame, NavItem},
    pages::{
        checked::checked,
        records::{self, Ask, Kept, Record},
        unsent::{self, Unsent},
    },
    said::Said,
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "lesson.html")]
struct LessonPage {
    frame: Frame,
    errors: Errors,
    heading: &'static str,
    /// Where the form goes.
    action: String,
    /// Of the draft of the form.
    draft: String,
    /// Where it is taken away; nothing for a new one.
    take_away: Option<String>,
    fields: Typed,
    choices: Choices,
    /// What the form showed when it was opened.
    was: String,
    unsent: Option<Unsent>,
}

/// The fields as they are typed.
struct Typed {
    said: String,
    did: String,
    service: String,
    ground: String,
    case: String,
    owner: String,
    due: String,
    done: String,
    check_on: String,
    worked: String,
    on_poster: bool,
}

/// What can be chosen.
struct Choices {
    services: Vec<Choice>,
    grounds: Vec<Choice>,
    people: Vec<Choice>,
    worked: Vec<Choice>,
}

pub(super) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let begun = ["from", "ground", "service"].iter().any(|name| asked.has(name));
    let work = move |visit: &Visit| {
        lessons::may_begin(&visit.who)?;
        let form = match asked.text("from").parse::<Reference>() {
            Ok(case) => lessons::of_case(&visit.office, &visit.who, case)?,
            Err(_) => LessonForm {
                ground: asked.text("ground").to_owned(),
                service: asked.number("service").map(ServiceId),
                ..LessonForm::default()
            },
        };
        let unsent = if begun { None } else { unsent::find(visit, NEW)? };
        Ok((fields(&form), unsent))
    };
    let (fresh, unsent) = visit.run(work).await?;
    let typed = typed(unsent.as_ref().map_or(&fresh, |unsent| &unsent.fields));
    show(&visit, None, typed, (String::new(), unsent), Errors::none()).await
}

/// Of the draft of the form for a new lesson; also its address.
const NEW: &str = "lessons/new";

pub(super) async fn add(Sent { visit, fields: sent }: Sent) -> Answer {
    let form = match read(&sent) {
        Ok(form) => form,
        Err(errors) => return show(&visit, None, typed(&sent), (String::new(), None), errors).await,
    };
    let work = move |visit: &Visit| {
        lessons::add(&visit.office, &visit.who, &form, visit.now)?;
        unsent::saved(visit, NEW)
    };
    match checked(&visit, work).await? {
        Ok(()) => visit.go("/lessons", Said::new("The lesson was added.")),
        Err(errors) => show(&visit, None, typed(&sent), (String::new(), None), errors).await,
    }
}

pub(super) async fn one(Path(id): Path<i64>, visit: Visit) -> Answer {
    let work = move |visit: &Visit| {
        let lesson = lessons::find(&visit.office, &visit.who, id, visit.now)?;
        if !lesson.may_change {
            return Err(Problem::NotAllowed("You read this lesson on the list; others change it.".into()));
        }
        Ok((lesson, unsent::find(visit, &key(id))?))
    };
    let (lesson, unsent) = visit.run(work).await?;
    let kept = fields(&LessonForm::from(&lesson.row));
    let was = records::was(&kept, unsent.as_ref().map(|unsent| &unsent.fields));
    let typed = typed(unsent.as_ref().map_or(&kept, |unsent| &unsent.fields));
    show(&visit, Some(id), typed, (was, unsent), Errors::none()).await
}

pub(super) async fn change(Path(id): Path<i64>, Sent { visit, fields: sent }: Sent) -> Answer {
    let back = |errors| show(&visit, Some(id), typed(&sent), (sent.text(records::WAS).to_owned(), None), errors);
    let form = match read(&sent) {
        Ok(form) => form,
        Err(errors) => return back(errors).await,
    };
    let seen = records::seen(&sent).and_then(|seen| read(&seen).ok());
    let work = move |visit: &Visit| {
        lessons::change(&visit.office, &visit.who, id, &form, seen.as_ref(), visit.now)?;
        unsent::saved(visit, &key(id))
    };
    match records::kept(&visit, work).await? {
        Kept::Done(()) => visit.go("/lessons", Said::new("The lesson was saved.")),
        Kept::Changed(who) => {
            let record = record(&visit, id).await?;
            records::changed(&visit, record, sent, who).await
        }
        Kept::Wrong(errors) => back(errors).await,
    }
}

pub(super) async fn keep_both(Path(id): Path<i64>, Sent { visit, fields }: Sent) -> Answer {
    let record = record(&visit, id).await?;
    records::keep(&visit, record, &fields).await
}

pub(super) async fn take_away(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    visit.run(move |visit| lessons::take_away(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go("/lessons", Said::new("The lesson was taken away.").undo(format!("/lessons/{id}/put-back"), 0))
}

pub(super) async fn put_back(Path(id): Path<i64>, Sent { visit, .. }: Sent) -> Answer {
    visit.run(move |visit| lessons::put_back(&visit.office, &visit.who, id, visit.now)).await?;
    visit.go("/lessons", Said::new("The lesson is back."))
}

/// Of the draft of the form; also its address.
fn key(id: i64) -> String {
    format!("lessons/{id}")
}

async fn record(visit: &Visit, id: i64) -> Result<Record, Failure> {
    let work = move |visit: &Visit| {
        let lesson = lessons::find(&visit.office, &visit.who, id, visit.now)?;
        let kept = typed(&fields(&LessonForm::from(&lesson.row)));
        Ok((lesson.row, choices(visit, &kept)?))
    };
    let (row, Choices { services, grounds, people, worked }) = visit.run(work).await?;
    Ok(Record {
        key: key(id),
        title: "Lesson".into(),
        item: NavItem::Lessons,
        asks: vec![
            Ask::lines("said", "You said"),
            Ask::lines("did", "We did"),
            Ask::one("service", "Service", services),
            Ask::one("ground", "Ground", grounds),
            Ask::one("owner", "Who sees to it", people),
            Ask::line("due", "By when"),
            Ask::line("done", "Done on"),
            Ask::line("check_on", "Look again on"),
            Ask::one("worked", "Did it work?", worked),
            Ask::tick("on_poster", "On the poster"),
        ],
        now: fields(&LessonForm::from(&row)),
    })
}

/// The fields of the form as they are kept.
fn fields(form: &LessonForm) -> Fields {
    let date = |date: Option<Date>| date.map(words::typed).unwrap_or_default();
    let fields = Fields::of([
        ("said", form.said.clone()),
        ("did", form.did.clone()),
        ("service", form.service.map(|id| id.to_string()).unwrap_or_default()),
        ("ground", form.ground.clone()),
        ("case", form.case.map(|case| case.to_string()).unwrap_or_default()),
        ("owner", form.owner.map(|id| id.to_string()).unwrap_or_default()),
        ("due", date(form.due)),
        ("done", date(form.done)),
        ("check_on", date(form.check_on)),
        ("worked", form.worked.map(|worked| if worked { "yes" } else { "no" }.to_owned()).unwrap_or_default()),
    ]);
    if form.on_poster { fields.with("on_poster", vec!["yes".into()]) } else { fields }
}

fn typed(fields: &Fields) -> Typed {
    let text = |name: &str| fields.text(name).to_owned();
    Typed {
        said: text("said"),
        did: text("did"),
        service: text("service"),
        ground: text("ground"),
        case: text("case"),
        owner: text("owner"),
        due: text("due"),
        done: text("done"),
        check_on: text("check_on"),
        worked: text("worked"),
        on_poster: fields.has("on_poster"),
    }
}

/// What is typed, or which dates are none.
fn read(fields: &Fields) -> Result<LessonForm, Errors> {
    let mut errors = Errors::none();
    let mut date = |name: &str| {
        fields.date(name).unwrap_or_else(|words| {
            errors.add(name, words);
            None
        })
    };
    let (due, done, check_on) = (date("due"), date("done"), date("check_on"));
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(LessonForm {
        said: fields.text("said").replace("\r\n", "\n").trim().to_owned(),
        did: fields.text("did").replace("\r\n", "\n").trim().to_owned(),
        service: fields.number("service").map(ServiceId),
        ground: fields.text("ground").to_owned(),
        case: fields.text("case").parse().ok(),
        owner: fields.number("owner").map(PersonId),
        due,
        done,
        check_on,
        worked: match fields.text("worked") {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        on_poster: fields.has("on_poster"),
    })
}

/// `kept`: what the form showed when it was opened, and what was typed into it and not saved.
async fn show(visit: &Visit, id: Option<i64>, fields: Typed, kept: (String, Option<Unsent>), errors: Errors) -> Answer {
    let (choices, fields) = visit
        .run(move |visit| {
            let choices = choices(visit, &fields)?;
            Ok((choices, fields))
        })
        .await?;
    let heading = if id.is_some() { "Change a lesson" } else { "Write a lesson" };
    let title = if errors.is_empty() { heading.to_owned() } else { format!("Error: {heading}") };
    let page = LessonPage {
        frame: visit.frame(&title, Some(NavItem::Lessons)),
        heading,
        action: id.map_or_else(|| "/lessons".into(), |id| format!("/lessons/{id}")),
        draft: id.map_or_else(|| NEW.to_owned(), key),
        take_away: id.map(|id| format!("/lessons/{id}/take-away")),
        fields,
        choices,
        was: kept.0,
        unsent: kept.1,
        errors,
    };
    if page.errors.is_empty() { answer::page(visit, &page) } else { answer::unprocessable(visit, &page) }
}

/// What can be chosen now, and what is kept though it could not be any more.
fn choices(visit: &Visit, kept: &Typed) -> Result<Choices, Problem> {
    let (services, people) = visit.office.read(|reading| Ok::<_, Problem>((reading.services()?, reading.people()?)))?;
    let head = visit.who.role() == domain::Role::HeadOfService;
    let own = |service: &Service| service.active && (!head || visit.who.actor.heads.contains(&service.id));
    let services = services
        .iter()
        .filter(|service| own(service) || service.id.to_string() == kept.service)
        .map(|service| Choice::new(service.id.to_string(), service.name.clone()));
    let people = people
        .iter()
        .filter(|person| person.active || person.id.to_string() == kept.owner)
        .map(|person| Choice::new(person.id.to_string(), person.name.clone()));
    let mut grounds = lessons::grounds(&visit.office)?;
    if !kept.ground.is_empty() && !grounds.contains_key(&kept.ground) {
        grounds.insert(kept.ground.clone(), lessons::ground_title(&visit.office, &kept.ground)?);
    }
    let all = (!head).then(|| Choice::new("", "All services"));
    let grounds = grounds.into_iter().map(|(id, title)| Choice::new(id, title));
    Ok(Choices {
        services: all.into_iter().chain(services).collect(),
        grounds: std::iter::once(Choice::new("", "None in particular")).chain(grounds).collect(),
        people: std::iter::once(Choice::new("", "Nobody yet")).chain(people).collect(),
        worked: vec![Choice::new("", "Not known yet"), Choice::new("yes", "Yes"), Choice::new("no", "No")],
    })
}
