//! A template before it is saved, with the facts of a real case or with made-up ones.

use chrono::Days;
use domain::{Date, Moment, Reference, clock, feedback::Kind, london, procedure::Milestone};

use super::{
    addressee::Parties,
    fields::{FIELDS, Facts, in_a_letter},
    template::{Flaw, Template, Words, check},
    write::{Extra, Letterhead, day, facts},
};
use crate::{Office, Problem, Who, marks};

/// How a letter would look.
#[derive(Debug, Clone)]
pub struct TryOut {
    /// Its words.
    pub words: Words,
    /// Who it would go to.
    pub to: Letterhead,
    /// Fields that are in the template and that nobody knows stand in the words in square brackets.
    pub flaws: Vec<Flaw>,
}

/// The words a template would give for a case that this person may see, or, without one, for a
/// made-up customer. What the case does not know yet is made up as well. Nothing is kept.
pub fn try_out(
    office: &Office,
    who: &Who,
    template: &Template,
    reference: Option<Reference>,
    now: Moment,
) -> Result<TryOut, Problem> {
    let made_up = made_up(office, who, london::date_of(now))?;
    let (mut found, to) = match reference {
        Some(reference) => of_case(office, who, reference, now)?,
        None => (Facts::default(), customer()),
    };
    for field in FIELDS {
        if found.get(field.name).is_empty() {
            found.set(field.name, made_up.get(field.name));
        }
    }
    let flaws = check(template);
    Ok(TryOut { words: marked(template, &flaws).fill(&found), to, flaws })
}

fn of_case(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<(Facts, Letterhead), Problem> {
    office.read(|reading| {
        let case = crate::cases::load(reading, who, reference)?;
        let parties = Parties::of(reading, &case)?;
        let book = office.rules_of(&case.under)?;
        let found = facts(reading, &case, &parties, book.rules(), &office.council(), who, &Extra::default(), now)?;
        Ok((found, parties.letterhead()))
    })
}

/// The template with unknown fields made visible instead of left out.
fn marked(template: &Template, flaws: &[Flaw]) -> Template {
    let mut template = template.clone();
    for flaw in flaws {
        match flaw {
            Flaw::Unknown { field, .. } => {
                let braced = format!("{{{field}}}");
                template.subject = template.subject.replace(&braced, &format!("[{field}?]"));
                template.body = template.body.replace(&braced, &marks::escape(&format!("[{field}?]")));
            }
            Flaw::Missing(_) | Flaw::Empty(_) => {}
        }
    }
    template
}

fn customer() -> Letterhead {
    Letterhead {
        name: "Mrs Eileen Fairclough".into(),
        email: "e.fairclough@example.com".into(),
        address: "14 Rudd Lane\nThornbeck\nTB4 7QX".into(),
    }
}

fn made_up(office: &Office, who: &Who, today: Date) -> Result<Facts, Problem> {
    let book = office.rules_for(today, today)?;
    let council = office.council();
    let received = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let forecasts = clock::forecast(Kind::Complaint, received, None, book.rules());
    let due = |milestone| {
        forecasts
            .iter()
            .find(|forecast| forecast.met_by.first() == Some(&milestone))
            .map(|forecast| forecast.working.due)
    };
    let responded = due(Milestone::Responded).unwrap_or(today);
    let mut facts = Facts::default();
    facts.set("customer name", customer().name);
    facts.set("reference", "2026-0412");
    facts.set("kind", in_a_letter(Kind::Complaint));
    facts.set("title", "Missed assisted bin collections");
    facts.set("service", "Waste and recycling");
    facts.set("received", day(received));
    facts.set("acknowledge by", due(Milestone::Acknowledged).map(day).unwrap_or_default());
    facts.set("respond by", day(responded));
    facts.set(
        "stage",
        format!("You asked us on {} to look at this again. It is now at this stage: Stage 2.", day(received)),
    );
    facts.set("stage asked", "Stage 2");
    facts.set("today", day(today));
    facts.set("old date", day(responded));
    facts.set("new date", day(book.calendar().add_working_days(responded, 5)));
    facts.set("reason", "we need to speak to somebody who is away");
    facts.set("other organisation", "the county council");
    facts.set("response", "You should have had your bin collected from your back path. It was not. I am sorry.\n\n**What we have done:** your address is on the list again.");
    facts.set("signature", "Marian Teale\nHead of Service");
    facts.set("rights", book.procedure().rights.as_str());
    facts.set("sender", who.person.name.as_str());
    facts.set("council", council.name.as_str());
    facts.set("council phone", council.phone.as_str());
    facts.set("council email", council.email.as_str());
    facts.set("staff name", "Dan Okafor");
    facts.set("due words", "2 working days left");
    Ok(facts)
}
