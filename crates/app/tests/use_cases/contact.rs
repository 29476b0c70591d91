//! A contact that is written down late counts on its day, for the case and in the figures.

use app::{
    Problem,
    cases::{self, ContactForm, LogForm, Now},
    figures::{self, Wanted},
};
use domain::{Reference, feedback::Direction};
use testkit::{Scene, TestOffice, call, office_under};

/// Logged on Monday 2 November 2026, to be acknowledged by Thursday; contact meets that limit too.
fn office_with_a_case() -> (TestOffice, Reference) {
    let office = office_under("adult-social-care");
    let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
    let logged = cases::log(&office.office, &office.who("priya"), &form, Now::OnlySave, office.now());
    let reference = logged.expect("it is logged").reference;
    office.clock.set("2026-11-12 10:00");
    (office, reference)
}

fn told(day: &str) -> ContactForm {
    ContactForm { on: day.parse().ok(), ..call(true, "She told us more.") }
}

/// Acknowledged in time and acknowledged in all, this November.
fn acknowledged(office: &TestOffice) -> (u32, u32) {
    let wanted = Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
    let report = figures::report(&office.office, &office.who("joanne"), &wanted, office.now()).expect("the figures");
    let found = report.figures.acknowledged;
    (found.in_time, found.count())
}

#[test]
fn figures_count_a_contact_on_the_day_it_took_place() {
    for (name, form, expected) in [
        ("in time, though told a week later", told("2026-11-04"), (1, 1)),
        ("late", told("2026-11-06"), (0, 1)),
        ("they rang us", ContactForm { direction: Direction::In, ..told("2026-11-04") }, (0, 0)),
    ] {
        let (office, reference) = office_with_a_case();
        let done = cases::record_contact(&office.office, &office.who("priya"), reference.into(), &form, office.now());
        done.expect("it is written down");
        assert_eq!(acknowledged(&office), expected, "{name}");
        let found = app::housekeeping::verify(&office.office, &mut |_| {}).expect("verified");
        assert!(found.problems.is_empty(), "{:?}", found.problems);
    }
}

#[test]
fn what_cannot_be_is_said_beside_its_field_and_a_reader_writes_nothing_down() {
    let (office, reference) = office_with_a_case();
    let write = |name: &str, form: ContactForm| {
        let done = cases::record_contact(&office.office, &office.who(name), reference.into(), &form, office.now());
        done.expect_err("it is refused")
    };
    let field = |form: ContactForm| {
        let refused = write("priya", form);
        let Problem::Invalid(fields) = refused else { panic!("{refused}") };
        fields.first().map(|error| error.field.to_owned())
    };
    assert_eq!(field(told("2026-11-13")).as_deref(), Some("on"));
    assert_eq!(field(told("2026-11-01")).as_deref(), Some("on"));
    let later = ContactForm { time: "10:01:00".parse().ok(), ..told("2026-11-12") };
    assert_eq!(field(later).as_deref(), Some("time"));
    assert!(matches!(write("rhys", call(true, "No.")), Problem::Denied(_)));
}
