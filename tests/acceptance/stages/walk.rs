//! A case on its way through a procedure, each line one act of somebody in a test office. What a walk comes past is
//! kept, so that the tests can tell what of a file nobody walked.

mod after;
mod answer;
mod look;
mod past;
mod still;

use app::{
    Problem,
    cases::{self, DeclineForm, Done, LogForm, Now, On},
};
use domain::{
    Date, Reference, Refusal, Role,
    feedback::Kind,
    letter::Method,
    procedure::{Body, Milestone, Occasion},
};
use testkit::{Scene, TestOffice, by, office, office_under};

pub(super) use after::asked_on;
pub(super) use look::limit;
pub(super) use past::{seen, to_be_walked};

/// An office that follows a procedure beside its own, for what is about this subject.
pub(super) fn office_beside(procedure: &str, subject: &str) -> TestOffice {
    let office = office();
    of_subject(&office, subject);
    app::also::follow(&office.office, &office.who("admin"), procedure, office.now()).expect("it is followed as well");
    office
}

/// An office that has adopted a procedure of its own.
pub(super) fn office_of(text: &str) -> TestOffice {
    let office = office();
    let (admin, now) = (office.who("admin"), office.now());
    let kept = app::procedures::keep(&office.office, &admin, text, "", now).expect("it can be followed");
    app::adoption::adopt(&office.office, &admin, &kept.id, kept.version, &Default::default(), now).expect("adopted");
    office
}

/// Waste and recycling deal with this subject from now on.
pub(super) fn of_subject(office: &TestOffice, subject: &str) {
    let services = office.office.read(|reading| Ok(reading.services()?)).expect("services");
    let waste = services.into_iter().find(|service| service.id == office.waste).expect("the service");
    let service = app::Service { subject: subject.into(), ..waste };
    office.office.store().write(|writing| writing.change_service(&service)).expect("it is changed");
}

/// A case and the office it is in, with the day as a clock on the wall.
pub(super) struct Walk {
    pub(super) office: TestOffice,
    pub(super) reference: Reference,
}

/// How it comes in, and to whom it is given.
impl Walk {
    /// A complaint logged at the desk on Monday 2 November 2026, in an office under this procedure.
    pub(super) fn logged(procedure: &str) -> Walk {
        Walk::logged_in(office_under(procedure), |form| form)
    }

    /// The same in an office that is set up, with the form filled in otherwise.
    pub(super) fn logged_in(office: TestOffice, otherwise: impl FnOnce(LogForm) -> LogForm) -> Walk {
        let form = otherwise(LogForm { grounds: Vec::new(), ..Scene::complaint(&office) });
        let done = cases::log(&office.office, &office.who("priya"), &form, Now::OnlySave, office.now());
        let reference = done.expect("it is logged").reference;
        Walk { office, reference }
    }

    /// Feedback of another kind.
    pub(super) fn logged_as(kind: Kind, procedure: &str) -> Walk {
        Walk::logged_in(office_under(procedure), |form| LogForm { kind: kind.as_str().into(), ..form })
    }

    /// A complaint about a subject for which the office follows this procedure beside its own.
    pub(super) fn beside(procedure: &str, subject: &str) -> Walk {
        Walk::beside_as(procedure, subject, "")
    }

    /// The same by somebody who says as whom they complain.
    pub(super) fn beside_as(procedure: &str, subject: &str, complainant: &str) -> Walk {
        let walk = Walk::logged_in(office_beside(procedure, subject), |form| LogForm {
            complainant: complainant.into(),
            ..form
        });
        assert_eq!(walk.file().case.under.procedure, procedure, "it comes under the procedure for its subject");
        walk
    }

    pub(super) fn on(&self) -> On {
        self.reference.into()
    }

    pub(super) fn at(&self, moment: &str) {
        self.office.clock.set(moment);
    }

    /// One more on staff, for a procedure with more stages than the test office has people.
    pub(super) fn joined_by(&self, name: &str, first: &str, role: Role) {
        let like = self.office.who("dan").person;
        let email = format!("{first}@thornbeck.example");
        let person = store::Person { id: domain::PersonId(0), name: name.into(), email, role, ..like };
        self.office.office.store().write(|writing| writing.add_person(&person)).expect("they join");
    }

    fn past(&self, what: &str) {
        past::note(&self.file().case.under.procedure, what);
    }

    pub(super) fn acknowledge(&self) {
        let office = &self.office;
        cases::acknowledge(&office.office, &office.who("joanne"), self.on(), &by(Method::Handed), office.now())
            .expect("it is acknowledged");
    }

    /// None of them acknowledges it.
    #[track_caller]
    pub(super) fn may_not_acknowledge(&self, others: &[&str]) {
        let office = &self.office;
        for other in others {
            let done =
                cases::acknowledge(&office.office, &office.who(other), self.on(), &by(Method::Handed), office.now());
            assert!(matches!(done, Err(Problem::Denied(_))), "{other} does not acknowledge it");
        }
    }

    /// Given to Marian Teale, who names Dan Okafor.
    pub(super) fn given(&self) {
        self.given_to("dan");
    }

    pub(super) fn given_to(&self, officer: &str) {
        Scene { office: &self.office, reference: self.reference }.given_to(officer);
    }

    /// We ring the customer and reach them.
    pub(super) fn rung_by(&self, officer: &str) {
        let office = &self.office;
        let call = testkit::call(true, "Talked it over.");
        cases::record_contact(&office.office, &office.who(officer), self.on(), &call, office.now())
            .expect("a call is written down");
    }

    /// A step is written down on the day it is taken.
    pub(super) fn step(&self, officer: &str, milestone: Milestone) {
        self.step_of(officer, milestone, None);
    }

    /// The same, of a clock that no other word fits.
    pub(super) fn step_of(&self, officer: &str, milestone: Milestone, clock: Option<&str>) {
        let today = domain::london::date_of(self.office.now());
        self.reached(officer, (milestone, clock), today);
    }

    /// A step of an earlier day.
    pub(super) fn step_on(&self, officer: &str, milestone: Milestone, day: &str) {
        self.reached(officer, (milestone, None), date(day));
    }

    fn reached(&self, officer: &str, step: (Milestone, Option<&str>), on: Date) {
        let office = &self.office;
        let (milestone, _) = step;
        cases::reach(&office.office, &office.who(officer), self.on(), step, on, "", office.now())
            .unwrap_or_else(|problem| panic!("{}: {problem}", milestone.title()));
        if let Some(occasion) = Occasion::of_step(milestone) {
            self.past(&format!("{} letter", occasion.as_str()));
        }
    }
}

/// Whether it is taken.
impl Walk {
    /// By these answers to the procedure's questions it comes too late: taken only for a reason, else not accepted, with
    /// a letter that names who may be asked.
    #[track_caller]
    pub(super) fn comes_too_late(&self, yes: &[bool], body: Body) {
        let taken = self.screened(yes, "").expect_err("a reason is asked for");
        assert!(matches!(taken, Problem::Refused(Refusal::SayWhyTaken)), "{taken}");
        self.declined_as_too_late(yes, body);
    }

    #[track_caller]
    pub(super) fn declined_as_too_late(&self, yes: &[bool], body: Body) {
        let office = &self.office;
        let form = DeclineForm {
            answers: yes.to_vec(),
            exclusion: None,
            reason: "It was too long ago.".into(),
            letter: by(Method::Handed),
        };
        cases::decline(&office.office, &office.who("joanne"), self.on(), &form, office.now())
            .expect("it is not accepted");
        self.letter_says(&["It was too long ago", body.title()]);
        let file = self.file();
        if file.book.procedure().stages.iter().any(|stage| !stage.begins()) {
            // They need not go through stages that we do not open to them.
            self.letter_says(&["where we do not"]);
        }
        self.past("window of the complaint");
        self.sound();
    }

    pub(super) fn screened(&self, yes: &[bool], reason: &str) -> Result<Done, Problem> {
        let office = &self.office;
        cases::screen(&office.office, &office.who("joanne"), self.on(), yes, reason, office.now())
    }
}

fn date(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is a date"))
}

fn day_in_words(day: &str) -> String {
    date(day).format("%A %-d %B %Y").to_string()
}
