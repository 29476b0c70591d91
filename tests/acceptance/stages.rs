//! A real case of three procedures walks through every stage: opened, acknowledged, given, answered,
//! closed, and counted for itself.

use app::{
    Problem,
    cases::{self, AppointForm, Done, EscalateForm, LogForm, Now, On, RefuseStageForm},
    figures::{self, Wanted},
};
use domain::{
    Date, Reference, StateKind,
    feedback::{Ending, Finding},
    letter::Method,
};
use testkit::{RESPONSE, Scene, TestOffice, by, call, office_under};

/// Why a response is signed although a check fails.
const REASON: &str = "The checks are of another procedure.";

/// A case and the office it is in, with the day as a clock on the wall.
struct Walk {
    office: TestOffice,
    reference: Reference,
}

impl Walk {
    /// Logged at the desk on Monday 2 November 2026.
    fn logged(procedure: &str) -> Walk {
        let office = office_under(procedure);
        let form = LogForm { grounds: Vec::new(), ..Scene::complaint(&office) };
        let done = cases::log(&office.office, &office.who("priya"), &form, Now::OnlySave, office.now());
        let reference = done.expect("it is logged").reference;
        Walk { office, reference }
    }

    fn on(&self) -> On {
        self.reference.into()
    }

    fn at(&self, moment: &str) {
        self.office.clock.set(moment);
    }

    fn acknowledge(&self) {
        let office = &self.office;
        cases::acknowledge(&office.office, &office.who("joanne"), self.on(), &by(Method::Handed), office.now())
            .expect("it is acknowledged");
    }

    /// Given to Marian Teale, who names Dan Okafor.
    fn given(&self) {
        self.given_to("dan");
    }

    fn given_to(&self, officer: &str) {
        Scene { office: &self.office, reference: self.reference }.given_to(officer);
    }

    /// The front desk finds out and writes, Marian signs, the front desk sends.
    /// Whoever found out at the front desk signs and sends, without the Head.
    fn answered_by_the_desk(&self, finding: Finding) {
        self.drafted("priya", finding);
        let office = &self.office;
        let desk = office.who("priya");
        cases::sign_off_and_send(&office.office, &desk, self.on(), "", REASON, Method::Handed, office.now())
            .expect("it is signed and sent");
    }

    fn drafted(&self, officer: &str, finding: Finding) {
        let office = &self.office;
        let officer = office.who(officer);
        cases::find(&office.office, &officer, self.on(), 1, Some(finding), "We looked.", office.now())
            .expect("a finding");
        cases::draft(&office.office, &officer, self.on(), RESPONSE, office.now()).expect("it is written");
    }

    fn submitted(&self, officer: &str, finding: Finding) {
        self.drafted(officer, finding);
        let office = &self.office;
        cases::submit(&office.office, &office.who(officer), self.on(), RESPONSE, office.now())
            .expect("it is submitted");
    }

    /// `officer` finds out and writes, `signer` signs and sends.
    fn answered(&self, officer: &str, signer: &str, finding: Finding) {
        let office = &self.office;
        self.submitted(officer, finding);
        let signer = office.who(signer);
        cases::sign_off_and_send(&office.office, &signer, self.on(), "", REASON, Method::Handed, office.now())
            .expect("it is signed and sent");
    }

    fn closed(&self) {
        let office = &self.office;
        office.clock.pass(120);
        let form = cases::CloseForm {
            ending: Ending::Answered,
            note: String::new(),
            told: None,
            lesson: self.file().case.learning.is_none().then_some(true),
            words: "Check the list.".into(),
        };
        cases::close_with_lesson(&office.office, &office.who("joanne"), self.on(), &form, office.now())
            .expect("it is closed");
    }

    fn escalate(&self, asked: &str, signer: &str, investigator: Option<&str>) -> Result<Done, Problem> {
        let office = &self.office;
        let appoint =
            AppointForm { signer: Some(office.id(signer)), investigator: investigator.map(|name| office.id(name)) };
        let form = EscalateForm {
            asked: asked.parse().ok(),
            points: vec![1],
            reason: "You did not speak to the crew.".into(),
            appoint: Some(appoint),
            ..EscalateForm::default()
        };
        cases::escalate(&office.office, &office.who("joanne"), self.on(), &form, office.now())
    }

    fn file(&self) -> cases::CaseFile {
        let office = &self.office;
        cases::open(&office.office, &office.who("joanne"), self.reference, office.now()).expect("she may see it")
    }

    /// Every time limit: its id, the day it is due, the day it was met.
    fn limits(&self) -> Vec<(String, String, Option<String>)> {
        let day = |date: Date| date.format("%a %-d %b").to_string();
        let clocks = self.file().clocks;
        clocks.iter().map(|clock| (clock.id.clone(), day(clock.due), clock.met_on().map(day))).collect()
    }

    fn november(&self) -> domain::figures::Figures {
        let office = &self.office;
        let wanted = Wanted { range: "2026-11".parse().expect("a month"), service: None, as_at: None };
        figures::report(&office.office, &office.who("joanne"), &wanted, office.now()).expect("the figures").figures
    }

    /// What the history adds up to is what the tables say.
    fn sound(&self) {
        let found = app::housekeeping::verify(&self.office.office, &mut |_| {}).expect("verified");
        assert!(found.problems.is_empty(), "{:?}", found.problems);
    }
}

fn limit(id: &str, due: &str, met: Option<&str>) -> (String, String, Option<String>) {
    (id.to_owned(), due.to_owned(), met.map(str::to_owned))
}

#[test]
fn the_ombudsman_s_code_through_both_stages() {
    let walk = Walk::logged("lgsco-code-2024");
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    let before = walk.november();
    assert_eq!((before.answered.in_time, before.later.stages().count()), (1, 0));

    walk.at("2026-11-18 10:00");
    let refused = |signer: &str, officer: Option<&str>| {
        walk.escalate("2026-11-17", signer, officer).expect_err("they dealt with stage 1").to_string()
    };
    let words = "They dealt with an earlier stage, so somebody else must deal with this one.";
    assert_eq!(refused("marian", None), words);
    assert_eq!(refused("stephen", Some("dan")), words);
    assert!(!walk.file().case.is_open(), "nothing was done");

    walk.escalate("2026-11-17", "stephen", Some("kieran")).expect("stage 2 is opened");
    assert_eq!(walk.file().case.state.kind(), StateKind::Investigating);
    let mine = app::lists::cases(
        &walk.office.office,
        &walk.office.who("stephen"),
        &store::Filter { open: Some(true), ..store::Filter::default() },
        store::Order::Due,
        None,
        10,
    );
    assert_eq!(mine.expect("his list").len(), 1, "who was named finds it in his list");
    walk.at("2026-11-19 10:00");
    walk.acknowledge();
    let letter = walk.file().letters.last().expect("the acknowledgement").body.clone();
    let letter = cases::wording(&walk.office.office, &walk.office.who("joanne"), walk.reference, &letter);
    let letter = letter.expect("its words");
    assert!(letter.contains("You asked us on Tuesday 17 November 2026"), "{letter}");
    assert!(letter.contains("Thursday 17 December 2026"), "the date of stage 2: {letter}");
    assert_eq!(
        walk.limits(),
        [
            limit("stage-1-acknowledge", "Mon 9 Nov", Some("Mon 2 Nov")),
            limit("stage-1-respond", "Mon 16 Nov", Some("Thu 12 Nov")),
            limit("stage-2-acknowledge", "Tue 24 Nov", Some("Thu 19 Nov")),
            limit("stage-2-respond", "Thu 17 Dec", None),
            limit("whole", "Mon 25 Jan", None),
        ]
    );
    walk.at("2026-12-22 10:00");
    walk.answered("kieran", "stephen", Finding::Upheld);
    walk.closed();
    assert_eq!(walk.november().answered, before.answered, "stage 1 was in time and stays so");
    let wanted = Wanted { range: "2026-12".parse().expect("a month"), service: None, as_at: None };
    let december = figures::report(&walk.office.office, &walk.office.who("joanne"), &wanted, walk.office.now());
    let december = december.expect("the figures").figures;
    assert_eq!(december.answered.count(), 0, "no first answer left in December");
    let second = december.later.of("Stage 2");
    assert_eq!((second.answered(), second.late, second.upheld), (1, 1, 1));
    assert_eq!(walk.november().later.of("Stage 2").asked, 1);
    walk.sound();
}

#[test]
fn a_stage_of_the_code_is_refused_with_a_letter() {
    let walk = Walk::logged("lgsco-code-2024");
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-12 10:00");
    walk.answered("dan", "marian", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-11-18 10:00");
    let form = |reason: &str| RefuseStageForm {
        stage: String::new(),
        asked: "2026-11-17".parse().ok(),
        cause: String::new(),
        reason: reason.into(),
        letter: by(Method::Email),
    };
    let office = &walk.office;
    let refuse =
        |reason| cases::refuse_stage(&office.office, &office.who("joanne"), walk.on(), &form(reason), office.now());
    assert!(matches!(refuse(" "), Err(Problem::Invalid(_))), "a reason is needed");
    let done = refuse("The court has decided it.").expect("it is refused");
    assert_eq!(done.case.state.kind(), StateKind::Closed);
    let letter = &walk.file().letters.last().cloned().expect("the letter");
    let words = cases::wording(&office.office, &office.who("joanne"), walk.reference, &letter.body).expect("its words");
    for said in ["next stage: Stage 2", "The court has decided it", "Local Government and Social Care Ombudsman"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(cases::refuse_stage(&office.office, &office.who("priya"), walk.on(), &form("x"), office.now()).is_err());
    walk.sound();
}

#[test]
fn estates_informal_formal_and_appeal() {
    let walk = Walk::logged("estates-customer-services");
    walk.at("2026-11-04 10:00");
    walk.acknowledge();
    walk.given_to("priya");
    walk.at("2026-11-12 10:00");
    walk.answered_by_the_desk(Finding::NotUpheld);
    walk.closed();
    walk.at("2026-11-16 10:00");
    // Formal: the head of another centre investigates and signs, and so does what Marian may not.
    walk.escalate("2026-11-16", "stephen", Some("stephen")).expect("formal");
    walk.at("2026-11-18 10:00");
    cases::record_contact(
        &walk.office.office,
        &walk.office.who("stephen"),
        walk.on(),
        &call(true, "Talked it over."),
        walk.office.now(),
    )
    .expect("the first contact");
    walk.at("2026-11-30 10:00");
    walk.answered("stephen", "stephen", Finding::NotUpheld);
    walk.closed();
    walk.at("2026-12-02 10:00");
    assert!(
        walk.escalate("2026-12-01", "stephen", None).is_err(),
        "neither he nor a head of centre decides the appeal"
    );
    walk.escalate("2026-12-01", "helen", Some("helen")).expect("the appeal");
    walk.at("2026-12-15 10:00");
    walk.answered("helen", "helen", Finding::PartlyUpheld);
    walk.closed();
    assert_eq!(
        walk.limits(),
        [
            limit("informal-acknowledge", "Thu 5 Nov", Some("Wed 4 Nov")),
            limit("informal-explain", "Wed 18 Nov", Some("Thu 12 Nov")),
            limit("formal-contact", "Mon 23 Nov", Some("Wed 18 Nov")),
            limit("formal-outcome", "Wed 2 Dec", Some("Mon 30 Nov")),
            limit("appeal-decide", "Thu 31 Dec", Some("Tue 15 Dec")),
        ]
    );
    let file = walk.file();
    let outcomes: Vec<_> = (0..3).map(|stage| file.case.outcome_in(stage)).collect();
    assert_eq!(outcomes, [Some(Finding::NotUpheld), Some(Finding::NotUpheld), Some(Finding::PartlyUpheld)]);
    let signed = file.letters.last().map(|letter| letter.body.clone()).expect("the answer to the appeal");
    let words = cases::wording(&walk.office.office, &walk.office.who("joanne"), walk.reference, &signed);
    let words = words.expect("its words");
    assert!(words.contains("Helen Hart\\\nDeputy Director of Estates"), "{words}");
    assert!(cases::next_stages(&file.case, &file.book).is_empty(), "nothing follows the appeal");
    walk.sound();
}

#[test]
fn it_services_from_the_front_line_and_straight_to_the_investigation() {
    let walk = Walk::logged("it-services-feedback");
    walk.acknowledge();
    walk.given_to("priya");
    walk.at("2026-11-04 10:00");
    walk.answered_by_the_desk(Finding::NotUpheld);
    walk.at("2026-11-06 10:00");
    walk.escalate("2026-11-05", "stephen", Some("kieran")).expect("an answered case need not be closed first");
    walk.acknowledge();
    walk.at("2026-12-01 10:00");
    walk.answered("kieran", "stephen", Finding::Upheld);
    walk.closed();
    let limits = walk.limits();
    let met: Vec<(&str, Option<&str>)> = limits.iter().map(|(id, _, met)| (id.as_str(), met.as_deref())).collect();
    assert!(met.contains(&("frontline-decide", Some("Wed 4 Nov"))), "{met:?}");
    assert!(met.contains(&("investigation-decide", Some("Tue 1 Dec"))), "{met:?}");
    walk.sound();

    let straight = Walk::logged("it-services-feedback");
    let office = &straight.office;
    let begin = |stage: &str, because: &str| {
        cases::begin_at(&office.office, &office.who("priya"), straight.on(), stage, because, office.now())
    };
    assert!(begin("investigation", "").is_err(), "it needs a reason the procedure names");
    begin("investigation", "vip").expect("a VIP");
    assert_eq!(
        straight.limits().iter().find(|(id, ..)| id == "investigation-decide"),
        Some(&limit("investigation-decide", "Mon 30 Nov", None)),
        "twenty working days from receipt",
    );
    cases::appoint(
        &office.office,
        &office.who("joanne"),
        straight.on(),
        AppointForm { signer: Some(office.id("marian")), investigator: Some(office.id("dan")) },
        office.now(),
    )
    .expect("who deals with it");
    straight.acknowledge();
    straight.at("2026-11-24 10:00");
    straight.answered("dan", "marian", Finding::Upheld);
    straight.closed();
    straight.sound();
}

/// No signature of a Head is asked for: the officer who looked into it signs and sends, and the Head need do nothing.
#[test]
fn wales_early_resolution_goes_out_over_the_officer_s_own_name() {
    let walk = Walk::logged("wales-model");
    walk.acknowledge();
    walk.given();
    walk.at("2026-11-06 10:00");
    walk.drafted("dan", Finding::Upheld);
    let office = &walk.office;
    let dan = office.who("dan");
    assert!(
        cases::sign_off_and_send(
            &office.office,
            &office.who("kieran"),
            walk.on(),
            "",
            REASON,
            Method::Handed,
            office.now()
        )
        .is_err(),
        "only who looked into it"
    );
    cases::sign_off_and_send(&office.office, &dan, walk.on(), "", REASON, Method::Handed, office.now())
        .expect("it is signed and sent");
    let file = walk.file();
    let signed = file.letters.last().map(|letter| letter.body.clone()).expect("the answer");
    let words = cases::wording(&office.office, &office.who("joanne"), walk.reference, &signed).expect("its words");
    assert!(words.contains("Dan Okafor\\\nInvestigating officer"), "{words}");
    assert!(!words.contains("Head of Service"), "{words}");
    walk.closed();
    walk.sound();
}
