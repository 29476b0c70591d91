//! October's figures, exported again in January, are October's figures.

use app::{
    cases::{self, LogForm},
    figures::{self, Format, Wanted},
    outbox,
};
use domain::feedback::Ending;
use testkit::{Scene, TestOffice, office};

fn october(office: &TestOffice) -> Vec<u8> {
    let wanted = Wanted { range: "2026-10".parse().expect("a month"), service: None, as_at: None };
    let report = figures::report(&office.office, &office.who("joanne"), &wanted, office.now()).expect("the figures");
    figures::save(&report, &office.office.council(), Format::Csv).expect("a file")
}

#[test]
fn a_locked_month_stays_as_it_was() {
    let office = office();
    office.clock.set("2026-10-05 10:00");
    let scene = Scene::logged(&office);
    scene.acknowledge().expect("it is acknowledged");
    scene.given_to_dan();
    office.clock.set("2026-10-30 10:00");
    scene.submitted();
    scene.sent().expect("it is sent");
    office.clock.pass(61);
    let clock = office.clock.clone();
    let post = outbox::Post::Through(mail::Transport::Memory(mail::Memory::new()));
    let server = app::settings::MailServer {
        host: "relay.example".into(),
        port: 25,
        from_address: "a@b.example".into(),
        ..Default::default()
    };
    outbox::keep_server(&office.office, &office.who("admin"), &server, None, office.now()).expect("mail is set up");
    outbox::deliver_due(&office.office, &post, &|| clock.now()).expect("it leaves");
    office.clock.set("2026-11-03 10:00");
    let month = "2026-10".parse::<domain::figures::Range>().expect("a month");
    let month = domain::figures::Month::of(month.from());
    figures::lock(&office.office, &office.who("joanne"), month, office.now()).expect("it is locked");
    let then = october(&office);

    office.clock.set("2027-01-12 10:00");
    let joanne = office.who("joanne");
    cases::learn(&office.office, &joanne, scene.reference.into(), false, "Nothing new.", office.now())
        .expect("no lesson");
    cases::close(&office.office, &joanne, scene.reference.into(), Ending::Answered, "", office.now()).expect("closed");
    let late = LogForm { received: "2026-10-20".parse().ok(), ..Scene::complaint(&office) };
    Scene::logged_as(&office, &late);
    assert_eq!(String::from_utf8_lossy(&october(&office)), String::from_utf8_lossy(&then));

    let wanted = Wanted { range: month.range(), service: None, as_at: Some(office.now()) };
    let now = figures::report(&office.office, &joanne, &wanted, office.now()).expect("the figures");
    assert_eq!(now.figures.received.all.count, 2, "as it stands now, the late one is counted where it was received");
    assert_eq!(now.figures.logging.longest_gap, Some(84));
}

#[test]
fn a_month_can_be_locked_once_it_is_over() {
    let office = office();
    let month = domain::figures::Month::of(domain::london::date_of(office.now()));
    assert!(figures::lock(&office.office, &office.who("joanne"), month, office.now()).is_err());
    assert!(
        figures::lock(&office.office, &office.who("rhys"), month.minus(1), office.now()).is_err(),
        "a reader locks nothing"
    );
}
