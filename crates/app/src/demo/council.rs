//! Thornbeck District Council: its services, Heads, deputies and staff. Invented, all of it.

use domain::{Moment, Nation, PersonId, Role, ServiceId};
use store::{Person, Service, Writing};

use super::words::Words;
use crate::{
    Office, Problem,
    calendars::Published,
    procedures,
    settings::{self, Council},
};

/// Service, other words for it, Head, deputy (the Head of that place in this list).
const SERVICES: [(&str, &str, &str, usize); 8] = [
    ("Waste and recycling", "bins rubbish collection recycling", "Marian Teale", 1),
    ("Housing repairs", "damp boiler tenants council house", "Stephen Achebe", 0),
    ("Council tax and benefits", "bill discount benefit bailiff", "Lorraine Pike", 7),
    ("Parks and open spaces", "grass trees play cemetery", "Gareth Bowen", 0),
    ("Planning", "building permission application", "Nasreen Malik", 6),
    ("Leisure and culture", "pool hall library sports", "Adrian Frost", 3),
    ("Environmental health", "noise rats food hygiene", "Ruth Osborne", 4),
    ("Customer services", "phone counter website", "Terry Blake", 2),
];

const STAFF: [(&str, Role); 25] = [
    ("Priya Nair", Role::Adviser),
    ("Sam Whittle", Role::Adviser),
    ("Jodie Marsh", Role::Adviser),
    ("Carl Benson", Role::Adviser),
    ("Hafsa Rahman", Role::Adviser),
    ("Joanne Whitlock", Role::Champion),
    ("Martin Pryce", Role::Champion),
    ("Dan Okafor", Role::Investigator),
    ("Kieran Doyle", Role::Investigator),
    ("Alison Reeve", Role::Investigator),
    ("Bilal Chaudhry", Role::Investigator),
    ("Wendy Stott", Role::Investigator),
    ("Oliver Kemp", Role::Investigator),
    ("Fiona Garrity", Role::Investigator),
    ("Suresh Iyer", Role::Investigator),
    ("Nicola Hand", Role::Investigator),
    ("Robert Tyne", Role::Investigator),
    ("Elaine Moss", Role::Investigator),
    ("Paul Adeyemi", Role::Investigator),
    ("Judith Wray", Role::Investigator),
    ("Tom Silverdale", Role::Investigator),
    ("Helen Hart", Role::HeadOfCustomerServices),
    ("Ada Min", Role::Administrator),
    ("Rhys Owen", Role::Reader),
    ("Pauline Cross", Role::Reader),
];

/// Sets the council up. Without a password everybody is in a practice file.
pub fn set_up(office: &Office, words: &Words, password: Option<String>, at: Moment) -> Result<(), Problem> {
    let council = Council {
        name: "Thornbeck District Council".into(),
        initials: "TD".into(),
        nation: Nation::EnglandAndWales,
        procedure: "making-experiences-count".into(),
        address: "The Guildhall\nMarket Square\nThornbeck\nTB1 1AA".into(),
        phone: "01632 960 100".into(),
        email: "feedback@thornbeck.example".into(),
        wards: words.wards.clone(),
        practice: password.is_none(),
        ..Council::default()
    };
    office.change_rules(|writing| {
        settings::set(writing, &council)?;
        settings::set(writing, &Published::shipped())?;
        procedures::keep_shipped(writing, at)?;
        for (name, role) in STAFF {
            add(writing, name, role, &password)?;
        }
        services(writing, &password)?;
        Ok(writing.note_office_event(at, None, "set-up", &serde_json::json!({ "made_up": true }).to_string())?)
    })
}

fn services(writing: &Writing<'_>, password: &Option<String>) -> Result<(), Problem> {
    let mut heads = Vec::new();
    for (_, _, head, _) in SERVICES {
        heads.push(add(writing, head, Role::HeadOfService, password)?);
    }
    for ((name, words, _, deputy), head) in SERVICES.into_iter().zip(&heads) {
        let service = Service {
            id: ServiceId(0),
            name: name.into(),
            words: words.into(),
            subject: String::new(),
            head: Some(head.id),
            active: true,
        };
        writing.add_service(&service)?;
        writing.change_person(&Person { deputy: Some(heads[deputy].id), ..head.clone() })?;
    }
    Ok(())
}

fn add(writing: &Writing<'_>, name: &str, role: Role, password: &Option<String>) -> Result<Person, Problem> {
    let first = name.split(' ').next().unwrap_or(name).to_lowercase();
    let person = Person {
        id: PersonId(0),
        name: name.into(),
        email: format!("{first}@thornbeck.example"),
        role,
        active: true,
        deputy: None,
        password: password.clone(),
        last_seen: None,
    };
    let id = writing.add_person(&person)?;
    Ok(Person { id, ..person })
}
