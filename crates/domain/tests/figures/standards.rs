//! Standards of timeliness: what each is measured by, in which month it counts, and whom it is for.

use domain::{
    Act, Rules, StateKind,
    act::Logging,
    feedback::{Channel, Kind, ReplyBy},
    figures::{Facts, Figures, Share},
    letter::Method,
    procedure::{Procedure, Standard},
};

use crate::common::*;

/// The facts of a case as they are where the procedure promises this.
fn facts(desk: &Desk, procedure: &Procedure) -> Facts {
    Facts::of(&desk.case, Rules { procedure, calendar: &desk.calendar }, desk.today())
}

/// Received on Monday 2 November 2026 by phone; acknowledged on the Wednesday, answered on the Monday two weeks later.
fn answered() -> Desk {
    let acknowledged = case_in(StateKind::SignedOff).on(morning("Wed 4 Nov 2026")).acknowledged(Method::Handed);
    answer(acknowledged.on(morning("Mon 16 Nov 2026")))
}

fn answer(signed: Desk) -> Desk {
    signed.does(HEAD, Act::Send { letter: written(Method::Handed) })
}

fn promising(standard: &str) -> Procedure {
    let standard: Standard =
        toml::from_str(&format!("id = \"one\"\ntitle = \"Answered\"\n{standard}")).expect("a standard");
    let procedure = Procedure { standards: vec![standard], ..shipped_procedure() };
    assert_eq!(procedure.problems(), [], "the procedure works");
    procedure
}

fn november(facts: &Facts) -> Share {
    Figures::count("2026-11".parse().expect("a month"), [facts], &calendar()).standards.of("Answered")
}

#[test]
fn what_a_standard_is_measured_by() {
    let table = [
        ("the answer comes on the tenth working day", "limit = \"10 working days\"", Share::new(1, 1)),
        ("a day too late", "limit = \"9 working days\"", Share::new(0, 1)),
        ("in calendar days", "limit = \"2 weeks\"", Share::new(1, 1)),
        ("a time limit's own date", "clock = \"respond\"", Share::new(1, 1)),
        ("another limit from the same start", "clock = \"respond\"\nlimit = \"9 working days\"", Share::new(0, 1)),
        ("the acknowledgement on the second day", "clock = \"acknowledge\"", Share::new(1, 1)),
        ("the first working day", "clock = \"acknowledge\"\nlimit = \"1 working day\"", Share::new(0, 1)),
        ("not sorted at the first contact", "first_contact = true", Share::new(0, 1)),
        ("nothing that can be seen here", "percent = 90", Share::default()),
        ("another channel", "limit = \"10 working days\"\nchannels = [\"email\", \"letter\"]", Share::default()),
        ("its channel", "limit = \"10 working days\"\nchannels = [\"phone\"]", Share::new(1, 1)),
        ("another kind", "limit = \"10 working days\"\nkinds = [\"service-request\"]", Share::default()),
    ];
    let answered = answered();
    for (what, standard, expected) in table {
        assert_eq!(november(&facts(&answered, &promising(standard))), expected, "{what}: {standard}");
    }
}

#[test]
fn a_step_counts_when_it_is_done_and_an_answer_when_it_leaves() {
    let (open, promised) = (case_in(StateKind::SignedOff), promising("limit = \"10 working days\""));
    assert_eq!(facts(&open, &promised).standards, [], "not answered yet");
    let facts = facts(&answer(open.on(morning("Wed 2 Dec 2026"))), &promised);
    assert_eq!(november(&facts), Share::default());
    let december = Figures::count("2026-12".parse().expect("a month"), [&facts], &calendar());
    assert_eq!(december.standards.of("Answered"), Share::new(0, 1));
}

#[test]
fn sorted_at_the_first_contact() {
    let desk = Desk::under(promising("first_contact = true"), &complaint(), morning("Mon 2 Nov 2026"));
    assert_eq!(november(&Facts::of(&desk.case, desk.rules(), desk.today())), Share::new(0, 1));
    let sorted = desk.does(ADVISER, sorted());
    assert_eq!(november(&Facts::of(&sorted.case, sorted.rules(), sorted.today())), Share::new(1, 1));
}

#[test]
fn what_cannot_be_sorted_at_the_first_contact_is_not_asked_to_be() {
    for (kind, expected) in [
        (Kind::Complaint, Share::new(0, 1)),
        (Kind::ServiceRequest, Share::new(0, 1)),
        (Kind::Compliment, Share::default()),
        (Kind::Comment, Share::default()),
    ] {
        let logging = Logging { kind, points: Vec::new(), ..complaint() };
        let desk = Desk::under(promising("first_contact = true"), &logging, morning("Mon 2 Nov 2026"));
        assert_eq!(november(&Facts::of(&desk.case, desk.rules(), desk.today())), expected, "{kind:?}");
    }
}

#[test]
fn more_time_that_was_agreed_keeps_no_standard() {
    let to = day("Wed 2 Dec 2026");
    let desk = case_in(StateKind::SignedOff)
        .on(morning("Fri 20 Nov 2026"))
        .does(
            HEAD,
            Act::Extend { clock: None, to, reason: text("Away"), agreed: false, letter: written(Method::Email) },
        )
        .on(morning("Tue 24 Nov 2026"));
    assert_eq!(november(&facts(&answer(desk), &promising("clock = \"respond\""))), Share::new(0, 1));
}

#[test]
fn feedback_of_every_kind_counts_but_from_people_who_want_no_reply() {
    let standard = || promising("first_contact = true");
    let with = |logging: Logging| {
        let desk = Desk::under(standard(), &logging, morning("Mon 2 Nov 2026"));
        november(&Facts::of(&desk.case, desk.rules(), desk.today()))
    };
    assert_eq!(with(Logging { reply_by: ReplyBy::None, ..complaint() }), Share::default());
    let request = Logging { kind: Kind::ServiceRequest, channel: Channel::InPerson, points: Vec::new(), ..complaint() };
    assert_eq!(with(request), Share::new(0, 1));
}
