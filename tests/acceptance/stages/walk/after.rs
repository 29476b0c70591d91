//! What comes after an answer: the next stage, opened or refused, and the Ombudsman. And what comes in the place of a
//! first one: a later stage at once.

use app::{
    Problem,
    cases::{self, AppointForm, Done, EscalateForm, RefuseStageForm},
    ombudsman::{self, StepForm},
};
use domain::{Refusal, case::Ruling, letter::Method, procedure::Body};
use testkit::by;

use super::{Walk, date, day_in_words};

impl Walk {
    pub(in crate::stages) fn escalate(
        &self,
        asked: &str,
        signer: &str,
        investigator: Option<&str>,
    ) -> Result<Done, Problem> {
        let appoint = AppointForm {
            signer: Some(self.office.id(signer)),
            investigator: investigator.map(|name| self.office.id(name)),
        };
        self.ask(EscalateForm { appoint: Some(appoint), ..asked_on(asked) })
    }

    /// The next stage, as the form has it.
    pub(in crate::stages) fn ask(&self, form: EscalateForm) -> Result<Done, Problem> {
        let office = &self.office;
        let points = self.file().case.points.iter().map(|point| point.number).collect();
        cases::escalate(
            &office.office,
            &office.who("joanne"),
            self.on(),
            &EscalateForm { points, ..form },
            office.now(),
        )
    }

    /// It is asked for on this day, and none of `others` may deal with it, for who they are or because they dealt with it
    /// before: each is a signer and who would investigate.
    #[track_caller]
    pub(in crate::stages) fn not_dealt_with_by(&self, asked: &str, others: &[(&str, Option<&str>)]) {
        let before = self.file().history.len();
        for (signer, investigator) in others {
            let refused = self.escalate(asked, signer, *investigator);
            let refused = refused.expect_err(&format!("not with {signer} and {investigator:?}")).to_string();
            let known = [
                "They dealt with an earlier stage, so somebody else must deal with this one.",
                "The procedure has somebody in another role sign the answer.",
                "The procedure has somebody in another role investigate.",
                "The complaint names this person, so somebody else must deal with it.",
            ];
            assert!(known.contains(&refused.as_str()), "{signer}, {investigator:?}: {refused}");
        }
        assert_eq!(self.file().history.len(), before, "nothing was done");
    }

    /// On this day the window is over, since `until`, and no reason is good enough.
    #[track_caller]
    pub(in crate::stages) fn not_asked_later(&self, asked: &str, until: &str) {
        let late = EscalateForm { late: "They were ill.".into(), ..asked_on(asked) };
        let refused = self.ask(late).expect_err("the window is over");
        let Problem::Refused(Refusal::WindowEnded { until: told }) = refused else { panic!("too late, not {refused}") };
        assert_eq!(told, date(until));
        self.past_the_window();
    }

    /// On this day the window is over, since `until`, and only for a reason is it taken all the same.
    #[track_caller]
    pub(in crate::stages) fn asked_later_for_a_reason(&self, asked: &str, until: &str) {
        let refused = self.ask(asked_on(asked)).expect_err("a reason is asked for").to_string();
        assert!(refused.contains(&day_in_words(until)), "{refused}");
        self.past_the_window();
        self.ask(EscalateForm { late: "They were ill.".into(), ..asked_on(asked) }).expect("for a reason");
    }

    fn past_the_window(&self) {
        let file = self.file();
        let next = cases::next_stages(&file.case, &file.book);
        self.past(&format!("window of {}", next.first().expect("a next stage").stage.id));
    }

    /// The next stage is refused with a letter; nobody else than the Champion may.
    pub(in crate::stages) fn refuse_stage(&self, asked: &str, cause: &str, reason: &str) -> Result<Done, Problem> {
        let office = &self.office;
        let form = RefuseStageForm {
            stage: String::new(),
            asked: asked.parse().ok(),
            cause: cause.into(),
            reason: reason.into(),
            letter: by(Method::Handed),
        };
        let next = cases::next_stages(&self.file().case, &self.file().book);
        let desk = cases::refuse_stage(&office.office, &office.who("priya"), self.on(), &form, office.now());
        assert!(desk.is_err(), "not for the front desk");
        let done = cases::refuse_stage(&office.office, &office.who("joanne"), self.on(), &form, office.now())?;
        if let Some(next) = next.first().filter(|next| next.stage.refusal.is_some()) {
            self.past(&format!("refusal of {}", next.stage.id));
        }
        Ok(done)
    }

    /// It begins in a later stage for this reason, and for none that the procedure does not name.
    #[track_caller]
    pub(in crate::stages) fn begins_in(&self, stage: &str, because: &str) {
        let office = &self.office;
        let begin = |because: &str| {
            cases::begin_at(&office.office, &office.who("priya"), self.on(), stage, because, office.now())
        };
        for not in ["", "in-a-hurry"] {
            assert!(begin(not).is_err(), "“{not}” is no reason of the procedure");
        }
        begin(because).expect("it begins there");
        self.past(&format!("straight into {stage}: {because}"));
    }

    pub(in crate::stages) fn appointed(&self, signer: &str, investigator: &str) -> Result<Done, Problem> {
        let office = &self.office;
        let form = AppointForm { signer: Some(office.id(signer)), investigator: Some(office.id(investigator)) };
        cases::appoint(&office.office, &office.who("joanne"), self.on(), form, office.now())
    }

    /// Nothing follows, and no letter names anybody; a case is taken up by somebody, should it be after all.
    #[track_caller]
    pub(in crate::stages) fn ends_with_nobody(&self) {
        let (file, office) = (self.file(), &self.office);
        assert!(cases::next_stages(&file.case, &file.book).is_empty(), "no stage follows");
        assert_eq!(ombudsman::likely(&office.office, &file.case).expect("it is said").body, Body::Nobody);
        self.letter_does_not_say(&["Ombudsman", "you can ask", "lgo.org.uk", "Nobody"]);
        let today = Some(domain::london::date_of(office.now()));
        let took_up = |body| {
            let form = StepForm::Began { body, name: String::new(), reference: String::new(), on: today };
            ombudsman::record(&office.office, &office.who("helen"), self.on(), &form, office.now())
        };
        assert!(took_up(Body::Nobody).is_err(), "nobody takes up nothing");
        took_up(Body::Lgsco).expect("somebody did");
        self.past(&format!("ombudsman {}", Body::Nobody.as_str()));
    }

    /// Nothing follows but the Ombudsman, who takes it up, asks, and has us put it right.
    #[track_caller]
    pub(in crate::stages) fn ends_with_the_ombudsman(&self, body: Body) {
        let file = self.file();
        assert!(cases::next_stages(&file.case, &file.book).is_empty(), "no stage follows");
        let office = &self.office;
        assert_eq!(ombudsman::likely(&office.office, &file.case).expect("somebody").body, body);
        let today = Some(domain::london::date_of(office.now()));
        let steps = [
            StepForm::Began { body, name: String::new(), reference: "26 001".into(), on: today },
            StepForm::Asked { what: "The file".into(), on: today, due: today },
            StepForm::Answered { request: 1, on: today },
            StepForm::Decided {
                ruling: Some(Ruling::Upheld),
                reasons: "Fault".into(),
                on: today,
                remedy: "Say sorry".into(),
                due: today,
            },
            StepForm::Remedied { on: today },
        ];
        for step in steps {
            ombudsman::record(&office.office, &office.who("helen"), self.on(), &step, office.now())
                .unwrap_or_else(|problem| panic!("{step:?}: {problem}"));
        }
        let taken_up = self.file().case.investigations;
        assert_eq!(taken_up.iter().map(|each| each.due()).collect::<Vec<_>>(), [None], "nothing is owed to them");
        self.past(&format!("ombudsman {}", body.as_str()));
    }
}

/// A request for the next stage, of every point, in the customer's words.
pub(in crate::stages) fn asked_on(asked: &str) -> EscalateForm {
    EscalateForm {
        asked: Some(date(asked)),
        reason: "You did not speak to the crew.".into(),
        ..EscalateForm::default()
    }
}
