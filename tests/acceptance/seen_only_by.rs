//! A case is seen by those it concerns; to anybody else it is not there.

use app::{Problem, cases, lists};
use store::{Filter, Order};
use testkit::{Scene, office};

#[test]
fn who_sees_a_case() {
    let office = office();
    let scene = Scene::logged(&office);
    scene.given_to_dan();
    let table = [
        ("priya", true),
        ("joanne", true),
        ("helen", true),
        ("rhys", true),
        ("dan", true),
        ("marian", true),
        ("kieran", false),
        ("stephen", false),
        ("admin", false),
    ];
    for (name, sees) in table {
        let who = office.who(name);
        let opened = cases::open(&office.office, &who, scene.reference, office.now());
        assert_eq!(opened.is_ok(), sees, "{name} opens it");
        if let Err(problem) = opened {
            assert!(matches!(problem, Problem::NoSuchCase(_)), "{name} gets the answer of a case that is not there");
        }
        for words in ["", "Fairclough", "2026-0001", "01632960417", "TB47QX"] {
            let filter = Filter { words: words.into(), ..Filter::default() };
            let found = lists::cases(&office.office, &who, &filter, Order::Newest, None, 50).expect("a list");
            assert_eq!(!found.is_empty(), sees, "{name} finds it by {words:?}");
        }
    }
}

#[test]
fn figures_are_for_those_who_answer_for_them() {
    let office = office();
    let wanted = app::figures::Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
    for (name, may) in [
        ("joanne", true),
        ("helen", true),
        ("rhys", true),
        ("marian", true),
        ("priya", false),
        ("dan", false),
        ("admin", false),
    ] {
        let report = app::figures::report(&office.office, &office.who(name), &wanted, office.now());
        assert_eq!(report.is_ok(), may, "{name}");
    }
    let of_another = app::figures::Wanted { service: Some(office.housing), ..wanted };
    assert!(
        app::figures::report(&office.office, &office.who("marian"), &of_another, office.now()).is_err(),
        "a Head sees her own services"
    );
}
