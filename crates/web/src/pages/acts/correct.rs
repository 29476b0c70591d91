//! Putting right what was taken down: the words, the customer, what it is about, the kind.

use app::{
    Customer, Needs, Problem, also,
    cases::{self, CorrectForm, LogForm},
};
use domain::{
    Clock, Refusal, ServiceId, Time,
    act::{ActKind, Subject},
    decide,
    feedback::{Channel, Kind, ReplyBy},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices, or_none},
    give,
};
use crate::{layout::Choice, pages::log, words};

pub(super) const FORMS: &[Form] = &[
    Form { path: "correct", act: ActKind::Correct, show: show_correct, perform: correct },
    Form { path: "customer", act: ActKind::Correct, show: show_customer, perform: customer },
    Form { path: "classify", act: ActKind::Classify, show: show_classify, perform: classify },
    Form { path: "convert", act: ActKind::Convert, show: show_convert, perform: convert },
    Form { path: "transfer", act: ActKind::Transfer, show: show_transfer, perform: transfer },
];

const JOB_HINT: &str = "Its number, in whatever system it is kept";

fn why(asked: &Asked<'_>) -> Field {
    Field::area("reason", "Why", asked.text("reason", "")).hint("One line. It stays in the history.")
}

fn show_correct(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let (file, case) = (asked.file, &asked.file.case);
    let wanted = case.wanted.as_ref().map(|wanted| file.words(wanted)).unwrap_or_default();
    let ways = choices(Channel::ALL.iter().map(|channel| (channel.as_str(), channel.title())));
    let received = Field::Day {
        name: "received",
        label: "Received".into(),
        value: asked.text("received", &words::typed(case.received)),
        hint: "Moving it moves every due date".into(),
        live: String::new(),
    };
    let time = case.received_at.map(words::time_of_day).unwrap_or_default();
    let hour = asks_the_hour(asked).then(|| {
        Field::line("received_at", "Time received", asked.text("received_at", &time))
            .hint("Like 16:30; empty where it is not known. It decides from when the time limits count")
            .optional()
    });
    let channel = Field::pick("channel", "How it came in", ways, asked.text("channel", case.channel.as_str()));
    let by_channel = file.book.procedure().bands.iter().any(|band| !band.channels.is_empty());
    let shown = Shown::new("Put details right", "Save")
        .say("What was there before stays in the history.")
        .ask(Field::line("title", "Title", asked.text("title", file.title())))
        .ask(Field::area("story", "What happened", asked.text("story", file.words(&case.story))))
        .ask(Field::area("wanted", "What would put it right", asked.text("wanted", wanted)).optional())
        .ask(if by_channel { channel.hint("It may decide how long there is") } else { channel })
        .ask(received);
    Ok(hour
        .into_iter()
        .chain(complainant(asked)?)
        .chain(job(asked))
        .chain(band(asked))
        .fold(shown, Shown::ask)
        .ask(why(asked)))
}

/// Where its own procedure counts by the hour, and where one was given.
fn asks_the_hour(asked: &Asked<'_>) -> bool {
    asked.file.book.procedure().asks_the_hour() || asked.file.case.received_at.is_some()
}

/// As whom they complain, where a procedure that is followed goes by it.
fn complainant(asked: &Asked<'_>) -> Result<Option<Field>, Problem> {
    let mut known = log::complainants(asked.visit)?;
    let (office, case) = (&asked.visit.office, &asked.file.case);
    if let Some(id) = case.complainant.as_deref().filter(|id| !known.iter().any(|choice| choice.value == *id)) {
        let words = also::complains_as(office, asked.file.book.procedure(), case).unwrap_or_default();
        let not_said = known.is_empty().then(log::not_said);
        known.extend(not_said.into_iter().chain([Choice::new(id, words)]));
    }
    let chosen = asked.text("complainant", case.complainant.as_deref().unwrap_or_default());
    Ok((!known.is_empty()).then(|| Field::pick("complainant", "They complain as", known, chosen).optional()))
}

fn correct(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let text = |name: &str| asked.fields.text(name).replace("\r\n", "\n");
    let form = CorrectForm {
        title: text("title"),
        story: text("story"),
        wanted: text("wanted"),
        channel: Channel::named(asked.fields.text("channel")),
        received: asked.past("received")?,
        received_at: asked.fields.has("received_at").then(|| hour(asked)).transpose()?,
        job: asked.fields.has("job").then(|| text("job")),
        band: asked.fields.has("band").then(|| asked.fields.text("band").to_owned()),
        complainant: asked.fields.has("complainant").then(|| asked.fields.text("complainant").to_owned()),
        reason: text("reason"),
    };
    cases::correct(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    Ok(asked.done("Saved."))
}

/// The job in hand, where its procedure keeps feedback with the job it is about, and where one was given.
fn job(asked: &Asked<'_>) -> Option<Field> {
    let (file, job) = (asked.file, asked.file.case.job.as_ref());
    let known = job.map(|job| file.words(job)).unwrap_or_default();
    let asks = file.book.procedure().handling.child_of_job || job.is_some();
    asks.then(|| Field::line("job", "Job in hand it is about", asked.text("job", known)).hint(JOB_HINT).optional())
}

/// The band, where its limits depend on one.
fn band(asked: &Asked<'_>) -> Option<Field> {
    let procedure = asked.file.book.procedure();
    let falls = procedure.bands.iter().any(|band| !band.by_hand());
    let none = Choice::new("", if falls { "As the procedure says" } else { "None" });
    let bands = procedure.bands.iter().map(|band| Choice::new(band.id.clone(), band.title.clone()));
    let known: Vec<Choice> = std::iter::once(none).chain(bands).collect();
    let chosen = asked.text("band", asked.file.case.band.as_deref().unwrap_or_default());
    let hint = "It decides how long there is";
    (known.len() > 1).then(|| Field::pick("band", "Band", known, chosen).hint(hint).optional())
}

/// The time as typed; the one there was where that is the same to the minute.
fn hour(asked: &Asked<'_>) -> Result<Option<Time>, Problem> {
    let typed = asked.fields.time("received_at").map_err(|words| Problem::field("received_at", words))?;
    let before = asked.file.case.received_at;
    Ok(if typed.map(words::time_of_day) == before.map(words::time_of_day) { before } else { typed })
}

fn show_customer(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let known = asked.file.customer.clone().unwrap_or_else(nobody);
    let line = |name: &'static str, label: &str, value: &str| Field::line(name, label, asked.text(name, value));
    let ways = choices(ReplyBy::ALL.iter().filter(|way| **way != ReplyBy::None).map(|way| (way.as_str(), way.title())));
    let needs: Vec<String> =
        NEEDS.iter().filter(|(_, _, has)| has(&known.needs)).map(|(value, _, _)| (*value).to_owned()).collect();
    let needed = NEEDS.iter().map(|(value, words, _)| Choice::new(*value, *words)).collect();
    Ok(Shown::new("Put customer details right", "Save")
        .say("Letters that went out keep the address they went to.")
        .ask(line("name", "Name", &known.name))
        .ask(line("phone", "Phone", &known.phone))
        .ask(line("email", "Email", &known.email))
        .ask(Field::area("address", "Address", asked.text("address", &known.address)).optional())
        .ask(line("postcode", "Postcode", &known.postcode))
        .ask(Field::radios(
            "reply_by",
            "How they want our reply",
            ways,
            asked.text("reply_by", asked.file.case.reply_by.as_str()),
        ))
        .ask(Field::Ticks {
            optional: true,
            name: "needs",
            label: "What they need".into(),
            choices: needed,
            chosen: asked.all("needs", &needs),
        })
        .ask(why(asked)))
}

type Need = (&'static str, &'static str, fn(&Needs) -> bool);

const NEEDS: [Need; 3] = [
    ("large-print", "Large print", |needs| needs.large_print),
    ("interpreter", "An interpreter", |needs| needs.interpreter),
    ("helper", "Somebody helps them", |needs| needs.helper),
];

fn nobody() -> Customer {
    Customer {
        id: domain::CustomerId(0),
        name: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        postcode: String::new(),
        needs: Needs::default(),
    }
}

fn customer(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let text = |name: &str| asked.fields.text(name).trim().replace("\r\n", "\n");
    let before = asked.file.customer.as_ref().map(|customer| customer.needs.clone()).unwrap_or_default();
    let needs = asked.fields.all("needs");
    let needed = |name: &str| needs.iter().any(|need| need == name);
    let form = LogForm {
        name: text("name"),
        phone: text("phone"),
        email: text("email"),
        address: text("address"),
        postcode: text("postcode"),
        reply_by: text("reply_by"),
        needs: Needs {
            large_print: needed("large-print"),
            interpreter: needed("interpreter"),
            helper: needed("helper"),
            ..before
        },
        ..LogForm::default()
    };
    cases::correct_customer(
        &asked.visit.office,
        &asked.visit.who,
        asked.on(),
        &form,
        &text("reason"),
        asked.visit.now,
    )?;
    Ok(asked.done("Customer details saved."))
}

fn show_classify(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let subject = &asked.file.case.subject;
    let services = give::services(asked)?;
    let service = services
        .iter()
        .map(|service| Choice::new(service.id.to_string(), service.name.clone()).with_also(service.words.clone()))
        .collect();
    let grounds =
        choices(asked.file.book.procedure().grounds.iter().map(|ground| (ground.id.as_str(), ground.title.as_str())));
    let known = subject.service.map(|service| service.to_string()).unwrap_or_default();
    let council = asked.visit.office.council();
    let ward = asked.text("ward", subject.ward.as_deref().unwrap_or_default());
    let wards = council.wards.iter().map(|ward| Choice::new(ward.clone(), ward.clone())).collect::<Vec<_>>();
    let ward = if wards.is_empty() {
        Field::line("ward", "Ward", ward)
    } else {
        Field::pick("ward", "Ward", or_none("Not known", wards), ward)
    };
    let shown = Shown::new("Say what it is about", "Save");
    let shown = if asked.file.case.head.is_some() {
        shown.say("A Head of Service has it. To change the service, give it to the other Head of Service.")
    } else {
        shown.ask(Field::pick("service", "Service", or_none("Not sure", service), asked.text("service", &known)))
    };
    Ok(shown
        .ask(Field::Ticks {
            optional: true,
            name: "grounds",
            label: "What it is about".into(),
            choices: grounds,
            chosen: asked.all("grounds", &subject.grounds),
        })
        .ask(ward))
}

fn classify(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let case = &asked.file.case;
    let chosen = asked.fields.number("service").map(ServiceId);
    let ward = asked.fields.text("ward").trim().to_owned();
    let subject = Subject {
        service: if case.head.is_some() { case.subject.service } else { chosen },
        grounds: asked.fields.all("grounds"),
        ward: Some(ward).filter(|ward| !ward.is_empty()),
    };
    cases::classify(&asked.visit.office, &asked.visit.who, asked.on(), subject, asked.visit.now)?;
    Ok(asked.done("Saved."))
}

fn show_convert(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let kinds = Kind::ALL.iter().filter(|kind| **kind != asked.file.case.kind);
    let kinds = choices(kinds.map(|kind| (kind.as_str(), kind.title())));
    Ok(Shown::new("Change the kind", "Change the kind")
        .say(format!(
            "It is a {} now. The customer decides whether it is a complaint. The date received stays.",
            asked.file.case.kind.title().to_lowercase()
        ))
        .ask(Field::radios("kind", "What is it?", kinds, asked.text("kind", "")))
        .ask(why(asked)))
}

fn convert(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let to = Kind::named(asked.fields.text("kind")).ok_or_else(|| Problem::field("kind", "Choose what it is"))?;
    cases::convert(
        &asked.visit.office,
        &asked.visit.who,
        asked.on(),
        to,
        asked.fields.text("reason"),
        asked.visit.now,
    )?;
    Ok(asked.done(format!("It is a {} now.", to.title().to_lowercase())))
}

fn show_transfer(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let (file, today) = (asked.file, asked.visit.today());
    let Some(elsewhere) = &file.elsewhere else {
        let none = format!("It is under the procedure that such cases come under: {}.", file.book.procedure().name);
        return Ok(Shown { button: String::new(), ..Shown::new("Move to another procedure", "") }.say(none));
    };
    let shown = Shown::new(format!("Move it to {}", elsewhere.procedure.name), "Move it");
    if !decide::may_transfer(&file.case) {
        return Ok(Shown { button: String::new(), ..shown }.say(Refusal::BoundToItsProcedure.to_string()));
    }
    let dates = |clocks: &[Clock]| {
        if clocks.is_empty() {
            return "no time limits".to_owned();
        }
        let due = clocks.iter().map(|clock| format!("{} by {}", clock.title, words::day(clock.due, today)));
        due.collect::<Vec<_>>().join(", ")
    };
    Ok(shown
        .say(format!("Under {} now: {}.", file.book.procedure().name, dates(&file.clocks)))
        .say(format!("Under {} then: {}.", elsewhere.procedure.name, dates(&elsewhere.clocks)))
        .say("The date received stays. Tell the customer the new dates if they were told the old ones.")
        .ask(why(asked)))
}

fn transfer(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let (visit, reason) = (asked.visit, asked.fields.text("reason"));
    cases::transfer(&visit.office, &visit.who, asked.on(), reason, visit.now)?;
    Ok(asked.done("Moved. Its dates are those of the other procedure now."))
}
