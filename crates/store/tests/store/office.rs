//! Contract of people, services, sessions, settings, days off, letters' words, procedures, the
//! office's own history, locked months and forms.

use domain::{
    PersonId, Role,
    calendar::{DayOff, DayOffKind},
};
use store::{Error, Person, Service, Session, Template, Tries};

use crate::build::{date, memory, moment, noon, person, service, write};

#[test]
fn people_read_back_and_are_found_by_address_in_any_case() {
    let store = memory();
    let ann = Person {
        role: Role::HeadOfService,
        password: Some("$argon2id$v=19$".to_owned()),
        last_seen: Some(moment("2026-11-01T08:00:00.000001Z")),
        ..person("Ann Price")
    };
    let id = write(&store, |w| w.add_person(&ann));
    let ann = Person { id, ..ann };
    assert_eq!(store.read(|r| r.person(id)), Ok(Some(ann.clone())));
    assert_eq!(store.read(|r| r.person_by_email(" ANN.Price@Council.example ")), Ok(Some(ann.clone())));
    assert_eq!(store.read(|r| r.person_by_email("")), Ok(None));
    let deputy = write(&store, |w| w.add_person(&person("Bob")));
    let changed = Person { deputy: Some(deputy), active: false, ..ann };
    write(&store, |w| w.change_person(&changed));
    assert_eq!(store.read(|r| r.people()).expect("people")[0], changed);
    assert_eq!(store.read(|r| r.person(PersonId(99))), Ok(None));
}

#[test]
fn tries_are_counted_by_address_whoever_has_it_and_forgotten() {
    let store = memory();
    let tries = Tries { wrong: 3, until: Some(noon()) };
    write(&store, |w| w.keep_tries("ann@council.example", &tries, noon()));
    assert_eq!(store.read(|r| r.tries(" ANN@Council.example ")), Ok(tries.clone()));
    assert_eq!(store.read(|r| r.tries("bob@council.example")), Ok(Tries::default()));
    write(&store, |w| w.forget_tries_before(noon()));
    assert_eq!(store.read(|r| r.tries("ann@council.example")), Ok(tries), "not older than that");
    write(&store, |w| w.forget_tries("Ann@council.example"));
    assert_eq!(store.read(|r| r.tries("ann@council.example")), Ok(Tries::default()));
}

#[test]
fn two_people_cannot_have_one_address_and_many_may_have_none() {
    let store = memory();
    write(&store, |w| w.add_person(&person("Ann")));
    let second: Result<PersonId, Error> =
        store.write(|w| w.add_person(&Person { email: "ANN@council.example".to_owned(), ..person("Ann") }));
    assert!(matches!(second, Err(Error::Sql(_))), "{second:?}");
    for _ in 0..2 {
        write(&store, |w| w.add_person(&Person { email: String::new(), ..person("No address") }));
    }
}

#[test]
fn services_read_back() {
    let store = memory();
    let head = write(&store, |w| w.add_person(&person("Head")));
    let id = write(&store, |w| w.add_service(&service("Waste")));
    let changed =
        Service { id, words: "bins recycling".to_owned(), head: Some(head), active: false, ..service("Waste") };
    write(&store, |w| w.change_service(&changed));
    assert_eq!(store.read(|r| r.services()), Ok(vec![changed]));
}

#[test]
fn a_session_lives_until_it_is_ended() {
    let store = memory();
    let ann = write(&store, |w| w.add_person(&person("Ann")));
    let session =
        |byte| Session { token: [byte; 32], person: ann, csrf: "word".to_owned(), began: noon(), seen: noon() };
    write(&store, |w| (1..=3).try_for_each(|byte| w.begin_session(&session(byte))));
    let later = moment("2026-11-02T13:00:00Z");
    write(&store, |w| w.touch_session(&[1; 32], later));
    assert_eq!(store.read(|r| r.session(&[1; 32])), Ok(Some(Session { seen: later, ..session(1) })));
    write(&store, |w| w.end_session(&[1; 32]));
    assert_eq!(store.read(|r| r.session(&[1; 32])), Ok(None));
    assert_eq!(store.read(|r| r.session(&[2; 32])), Ok(Some(session(2))));
    write(&store, |w| w.end_sessions_of(ann));
    assert_eq!(store.read(|r| r.session(&[3; 32])), Ok(None));
}

#[test]
fn a_setting_is_what_it_was_set_to_last() {
    let store = memory();
    assert_eq!(store.read(|r| r.setting("mail")), Ok(None));
    for value in ["{}", r#"{"host":"mail"}"#] {
        write(&store, |w| w.set_setting("mail", value));
        assert_eq!(store.read(|r| r.setting("mail")), Ok(Some(value.to_owned())));
    }
}

#[test]
fn days_off_come_by_date() {
    let store = memory();
    let day = |on: &str, kind, name: &str| DayOff { date: date(on), kind, name: name.to_owned() };
    let eve = day("2026-12-24", DayOffKind::Closure, "Christmas closure");
    let holiday = day("2026-06-15", DayOffKind::BankHoliday, "World Cup");
    write(&store, |w| [&eve, &holiday].into_iter().try_for_each(|day| w.add_day_off(day)));
    let renamed = DayOff { name: "Christmas Eve".to_owned(), ..eve };
    write(&store, |w| w.add_day_off(&renamed));
    assert_eq!(store.read(|r| r.days_off()), Ok(vec![holiday, renamed.clone()]));
    write(&store, |w| w.remove_day_off(date("2026-06-15"), DayOffKind::Closure));
    write(&store, |w| w.remove_day_off(date("2026-06-15"), DayOffKind::BankHoliday));
    assert_eq!(store.read(|r| r.days_off()), Ok(vec![renamed]));
}

#[test]
fn the_latest_version_of_a_template_is_the_one_in_use() {
    let store = memory();
    let template = |key: &str, version| Template {
        key: key.to_owned(),
        version,
        subject: format!("{key} {version}"),
        body: "Dear {name}".to_owned(),
        by: None,
        at: noon(),
    };
    for (key, version) in [("delay", 1), ("delay", 2), ("thanks", 1), ("delay", 10)] {
        write(&store, |w| w.keep_template(&template(key, version)));
    }
    assert_eq!(store.read(|r| r.templates()), Ok(vec![template("delay", 10), template("thanks", 1)]));
    let again: Result<(), Error> = store.write(|w| w.keep_template(&template("delay", 2)));
    assert!(matches!(again, Err(Error::Sql(_))), "a version is never overwritten: {again:?}");
}

#[test]
fn a_version_of_a_procedure_stays_as_it_was_first_kept() {
    let store = memory();
    for (version, text) in [(2, "second"), (1, "first"), (1, "first, rewritten")] {
        write(&store, |w| w.keep_procedure_file("mec", version, text, noon()));
    }
    let expected = [(1, "first"), (2, "second")].map(|(version, text)| ("mec".to_owned(), version, text.to_owned()));
    assert_eq!(store.read(|r| r.procedure_files()), Ok(expected.to_vec()));
}

#[test]
fn changes_of_the_office_come_newest_first() {
    let store = memory();
    let ann = write(&store, |w| w.add_person(&person("Ann")));
    write(&store, |w| {
        w.note_office_event(noon(), None, "started", "{}")?;
        w.note_office_event(noon(), Some(ann), "setting", r#"{"key":"mail"}"#)
    });
    let events = store.read(|r| r.office_events(10)).expect("events");
    let kinds: Vec<_> = events.iter().map(|event| (event.kind.as_str(), event.by)).collect();
    assert_eq!(kinds, [("setting", Some(ann)), ("started", None)]);
    assert_eq!(store.read(|r| r.office_events(1)).map(|events| events.len()), Ok(1));
}

#[test]
fn a_month_is_locked_once() {
    let store = memory();
    let ann = write(&store, |w| w.add_person(&person("Ann")));
    let october = date("2026-10-01");
    assert_eq!(store.read(|r| r.month_lock(october)), Ok(None));
    write(&store, |w| w.lock_month(october, noon(), ann));
    write(&store, |w| w.lock_month(october, moment("2026-12-01T00:00:00Z"), ann));
    assert_eq!(store.read(|r| r.month_lock(october)), Ok(Some((noon(), ann))));
}

#[test]
fn a_form_is_kept_for_its_person_until_it_is_dropped() {
    let store = memory();
    let (ann, bob) = write(&store, |w| Ok((w.add_person(&person("Ann"))?, w.add_person(&person("Bob"))?)));
    assert_eq!(write(&store, |w| w.keep_draft(ann, "log", "{}", noon())), 1);
    assert_eq!(write(&store, |w| w.keep_draft(ann, "log", r#"{"story":"…"}"#, noon())), 2);
    assert_eq!(write(&store, |w| w.keep_draft(bob, "log", "{}", noon())), 1);
    let draft = store.read(|r| r.draft(ann, "log")).expect("read").expect("there");
    assert_eq!((draft.body.as_str(), draft.version), (r#"{"story":"…"}"#, 2));
    write(&store, |w| w.drop_draft(ann, "log"));
    assert_eq!(store.read(|r| r.drafts(ann)), Ok(Vec::new()));
    assert_eq!(store.read(|r| r.drafts(bob)).map(|drafts| drafts.len()), Ok(1));
}
