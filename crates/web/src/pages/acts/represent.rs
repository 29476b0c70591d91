//! Who acts for the customer, and whether their written authority was seen.

use app::{
    Problem,
    cases::{self, RepresentativeForm},
};
use domain::{
    act::ActKind,
    behalf::{Authority, Relation},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices},
};
use crate::{layout::Choice, words::who_needs_no_authority};

pub(super) const FORMS: &[Form] =
    &[Form { path: "represent", act: ActKind::Represent, show: show_represent, perform: represent }];

/// The value of "Nobody" among what they are to the customer.
const NOBODY: &str = "nobody";

fn show_represent(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let (acting, person) = (asked.file.case.representative.as_ref(), asked.file.representative.as_ref());
    let relation = acting.map(|acting| acting.relation.as_str()).unwrap_or_default();
    let seen = acting.is_some_and(|acting| acting.authority == Authority::Seen);
    let seen: Vec<String> = seen.then(|| SEEN.to_owned()).into_iter().collect();
    let mut relations = choices(Relation::ALL.iter().map(|relation| (relation.as_str(), relation.title())));
    relations.insert(0, Choice::new("", "Choose"));
    relations.extend(acting.map(|_| Choice::new(NOBODY, "Nobody acts for them any more")));
    let lets_speak = asked.file.book.procedure().acceptance.speakers();
    let known = |part: fn(&app::Customer) -> &String| person.map(part).cloned().unwrap_or_default();
    let line = |name: &'static str, label: &str, part| Field::line(name, label, asked.text(name, &known(part)));
    Ok(Shown::new("Say who acts for the customer", "Save")
        .say("With the customer’s written authority our letters go to them, where we know their email or address. Without it we tell them nothing.")
        .ask(line("acting_name", "Their name", |person| &person.name).required())
        .ask(Field::pick("acting_relation", "They are", relations, asked.text("acting_relation", relation)))
        .ask(Field::Ticks {
            optional: true,
            name: "acting_seen",
            label: format!("Written authority (not needed for {})", who_needs_no_authority(&lets_speak)),
            choices: vec![Choice::new(SEEN, "We have seen the customer’s written authority")],
            chosen: asked.all("acting_seen", &seen),
        })
        .ask(line("acting_phone", "Their phone", |person| &person.phone))
        .ask(line("acting_email", "Their email", |person| &person.email))
        .ask(Field::area("acting_address", "Their address", asked.text("acting_address", &known(|person| &person.address))).optional())
        .ask(line("acting_postcode", "Their postcode", |person| &person.postcode)))
}

/// The value of the one tick.
const SEEN: &str = "yes";

fn represent(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let text = |name: &str| asked.fields.text(name).trim().to_owned();
    let form = RepresentativeForm {
        name: text("acting_name"),
        relation: text("acting_relation"),
        seen: asked.fields.has("acting_seen"),
        phone: text("acting_phone"),
        email: text("acting_email"),
        address: text("acting_address"),
        postcode: text("acting_postcode"),
        ..RepresentativeForm::default()
    };
    let form = (form.relation != NOBODY).then_some(&form);
    cases::represent(&asked.visit.office, &asked.visit.who, asked.on(), form, asked.visit.now)?;
    Ok(asked.done("Saved."))
}
