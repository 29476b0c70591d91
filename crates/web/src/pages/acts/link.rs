//! Tying a case to another, taking that away, and splitting a point off into a case of its own.

use app::{
    Problem,
    cases::{self, SplitForm},
};
use domain::{
    Reference, ServiceId,
    act::ActKind,
    tie::{Link, Tie},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, or_none},
    give,
};
use crate::{layout::Choice, pages::case::words_for, said::Said, words::typed};

pub(super) const FORMS: &[Form] = &[
    Form { path: "link", act: ActKind::Link, show: show_link, perform: link },
    Form { path: "unlink", act: ActKind::Unlink, show: show_unlink, perform: unlink },
    Form { path: "split", act: ActKind::Split, show: show_split, perform: split },
];

/// What people tie cases as; a case that was split off is tied by that.
const TIES: [(Tie, &str); 4] = [
    (Tie::Related, "The same thing, or the same customer"),
    (Tie::DealtWithIn, "It was told twice: the other case has the answer"),
    (Tie::PartOf, "The other is a larger case that this belongs to"),
    (Tie::HasPart, "The other is one part of this larger case"),
];

fn show_link(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let ties = TIES.into_iter().map(|(tie, hint)| Choice::new(tie.as_str(), tie.title()).with_hint(hint)).collect();
    let other = Field::Line {
        name: "other",
        label: "Number of the other case".into(),
        value: asked.text("other", ""),
        hint: "Such as 2026-0431".into(),
        optional: false,
        kind: "text",
    };
    Ok(Shown::new(words_for(asked.file, "link"), "Link")
        .say("Both cases show it. Whoever may not see one of them sees nothing of it on the other.")
        .ask(other)
        .ask(Field::radios("how", "This case is", ties, asked.text("how", Tie::Related.as_str()))))
}

fn link(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let other = other(asked)?;
    let how = Tie::named(asked.fields.text("how")).filter(|how| TIES.iter().any(|(tie, _)| tie == how));
    let how = how.ok_or_else(|| Problem::field("how", "Choose what it is to the other case"))?;
    cases::link(&asked.visit.office, &asked.visit.who, asked.on_any(), Link { other, how }, asked.visit.now)?;
    Ok(asked.done(format!("{} {other}. Both cases show it.", how.title())))
}

fn other(asked: &Asked<'_>) -> Result<Reference, Problem> {
    let typed = asked.fields.text("other").trim();
    typed.parse().map_err(|_| Problem::field("other", "Give the number of the other case, such as 2026-0431"))
}

fn show_unlink(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let choice = |linked: &cases::LinkedCase| {
        Choice::new(linked.link.other.to_string(), format!("{}, {}", linked.link.other, linked.title))
    };
    let choices = or_none("Choose a case", asked.file.links.iter().map(choice).collect());
    Ok(Shown::new(words_for(asked.file, "unlink"), "Take the link away")
        .say("It is taken away on both cases. The history of both keeps it.")
        .ask(Field::pick("other", "Linked case", choices, asked.fields.text("other").to_owned())))
}

fn unlink(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let other = other(asked)?;
    cases::unlink(&asked.visit.office, &asked.visit.who, asked.on_any(), other, asked.visit.now)?;
    Ok(asked.done(format!("The link to {other} is taken away.")))
}

fn show_split(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let case = &asked.file.case;
    let open = case.points.iter().filter(|point| point.finding.is_none());
    let point = |point: &domain::case::Point| {
        Choice::new(point.number.to_string(), format!("{}. {}", point.number, asked.file.words(&point.text)))
    };
    let services = give::services(asked)?;
    let service = services.iter().map(|service| Choice::new(service.id.to_string(), service.name.clone()));
    let services = or_none("Not sure yet", service.collect());
    let own = case.subject.service.map(|service| service.to_string()).unwrap_or_default();
    let day = Field::Day {
        name: "received",
        label: "Received".into(),
        value: asked.text("received", &typed(case.received)),
        hint: "Its time limits are counted from this day".into(),
        live: String::new(),
    };
    Ok(Shown::new(words_for(asked.file, "split"), "Make it a case of its own")
        .say("The new case has the same customer, a number of its own and its own time limits. It is answered there, and no longer here.")
        .ask(Field::radios("point", "Which point?", open.map(point).collect(), asked.text("point", "")))
        .ask(Field::pick("service", "Service it is about", services, asked.text("service", &own)))
        .ask(day))
}

fn split(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let form = SplitForm {
        point: asked.fields.number("point"),
        service: asked.fields.number("service").map(ServiceId),
        received: asked.past("received")?,
    };
    let done = cases::split(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let words = format!("Split off from {} as {}.", asked.file.case.reference, done.reference);
    Ok(Gone { to: format!("/cases/{}", done.reference), said: Said::new(words) })
}
