//! Hiding a case from most staff, and showing it to all of them again.

use app::{
    Problem,
    cases::{self, RestrictForm},
};
use domain::{PersonId, act::ActKind};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, or_none},
    give,
};
use crate::{layout::Choice, pages::case::words_for, said::Said};

pub(super) const FORMS: &[Form] = &[
    Form { path: "restrict", act: ActKind::Restrict, show: show_restrict, perform: restrict },
    Form { path: "unrestrict", act: ActKind::Unrestrict, show: show_unrestrict, perform: unrestrict },
];

fn show_restrict(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let case = &asked.file.case;
    let listed = case.restriction.as_ref().map_or_else(|| vec![asked.visit.who.id()], |kept| kept.people.clone());
    let listed: Vec<String> = listed.iter().map(PersonId::to_string).collect();
    let named = case.named_staff.map(|person| person.to_string()).unwrap_or_default();
    let people = asked.visit.office.read(cases::restrict_choices)?.iter().map(Choice::person).collect();
    let staff = or_none("Nobody", give::people(asked)?.iter().map(Choice::person).collect());
    let told = case.staff_named.as_ref().map(|named| format!("The customer names: {}. ", asked.file.words(named)));
    let told = told.unwrap_or_default();
    let known = case.restriction.as_ref().map_or("", |kept| asked.file.words(&kept.reason));
    Ok(Shown::new(words_for(asked.file, "restrict"), "Hide from everybody else")
        .say("The Head of its service, their deputy and the investigator see it as well, unless it names them.")
        .say("Others do not find it in lists, searches or exports. It is still counted in the figures.")
        .ask(Field::Ticks {
            optional: false,
            name: "people",
            label: "Who may see it".into(),
            choices: people,
            chosen: asked.all("people", &listed),
        })
        .ask(
            Field::pick("named", "Does it name a member of staff?", staff, asked.text("named", &named))
                .hint(format!("{told}They do not see it, and cannot investigate, sign or send")),
        )
        .ask(
            Field::area("reason", "Why it is hidden", asked.text("reason", known))
                .hint("Only those who see it read this"),
        ))
}

fn restrict(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let people = asked.fields.all("people").iter().filter_map(|id| id.parse().ok()).map(PersonId).collect();
    let form = RestrictForm {
        people,
        named_staff: asked.fields.number("named").map(PersonId),
        reason: asked.fields.text("reason").into(),
    };
    let done = cases::restrict(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let words = "Hidden from everybody else.";
    let still = domain::permission::may_see(&asked.visit.who.actor, (&done.case).into());
    Ok(if still { asked.done(words) } else { Gone { to: "/cases".into(), said: Said::new(words) } })
}

fn show_unrestrict(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let named =
        asked.file.case.named_staff.map(|person| {
            format!("{} stays out of it: they cannot investigate, sign or send.", asked.file.name(person))
        });
    let shown = Shown::new(words_for(asked.file, "unrestrict"), "Show to all staff again")
        .say("Everybody who works on cases finds it again, with its letters and its history.");
    Ok(named.into_iter().fold(shown, Shown::say).ask(Field::area(
        "reason",
        "Why everybody may see it",
        asked.text("reason", ""),
    )))
}

fn unrestrict(asked: &Asked<'_>) -> Result<Gone, Problem> {
    cases::unrestrict(&asked.visit.office, &asked.visit.who, asked.on(), asked.fields.text("reason"), asked.visit.now)?;
    Ok(asked.done("Everybody who works on cases can see it again."))
}
