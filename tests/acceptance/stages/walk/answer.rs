//! The answer: written, signed by whom the procedure names, put off as far as it lets.

use app::{
    Problem,
    cases::{self, Done, ExtendForm},
};
use domain::{
    Refusal,
    feedback::{Ending, Finding, Kind},
    letter::Method,
    procedure::ExtensionRule,
};
use testkit::by;

use super::{Walk, date, day_in_words, past};

/// More time.
impl Walk {
    pub(in crate::stages) fn extend(
        &self,
        officer: &str,
        clock: &str,
        to: &str,
        agreed: bool,
        method: Method,
    ) -> Result<Done, Problem> {
        let office = &self.office;
        let form = ExtendForm {
            clock: Some(clock.into()),
            to: to.parse().ok(),
            reason: "Somebody we have to speak to is away.".into(),
            agreed,
            letter: by(method),
        };
        cases::extend(&office.office, &office.who(officer), self.on(), &form, office.now())
    }

    /// Put off to the latest day the procedure allows, and not to the day after.
    #[track_caller]
    pub(in crate::stages) fn put_off(&self, clock: &str, latest: &str, agreed: bool) {
        let beyond = date(latest).succ_opt().expect("a day").to_string();
        let refused = self.extend("joanne", clock, &beyond, agreed, Method::Handed).expect_err("that is too far");
        let Problem::Refused(Refusal::TooFar { latest: told, .. }) = refused else { panic!("too far, not {refused}") };
        assert_eq!(told, date(latest), "the latest day it may be put off to");
        self.put_off_by("joanne", clock, latest, agreed);
    }

    /// Put off where the procedure sets no bound, or not as far as that. The customer is told on the telephone where the
    /// procedure lets us, and not where it asks for a notice in writing.
    #[track_caller]
    pub(in crate::stages) fn put_off_by(&self, officer: &str, clock: &str, to: &str, agreed: bool) {
        let before = self.due(clock);
        let phone = self.extend(officer, clock, to, agreed, Method::Phone);
        let rule = self.extension_of(clock);
        if rule.in_writing() {
            assert!(matches!(phone, Err(Problem::Refused(Refusal::NotInWriting))), "{phone:?}");
            let written = self.extend(officer, clock, to, agreed, Method::Handed);
            written.unwrap_or_else(|problem| panic!("{clock} to {to}: {problem}"));
        } else {
            phone.unwrap_or_else(|problem| panic!("{clock} to {to}, said on the telephone: {problem}"));
        }
        self.letter_says(&[
            "Somebody we have to speak to is away",
            &day_in_words(to),
            &format!("full answer by {before}"),
        ]);
        self.past(&past::of_extension(&rule));
    }

    fn due(&self, clock: &str) -> String {
        let found = self.file().clocks.into_iter().find(|each| each.id == clock).expect("the limit");
        day_in_words(&found.due.to_string())
    }

    fn extension_of(&self, clock: &str) -> ExtensionRule {
        let file = self.file();
        let procedure = file.book.procedure();
        let band = file.case.band_under(procedure).map(|band| band.id.as_str());
        procedure.extension_of(clock, band).cloned().expect("it can be put off")
    }

    /// Not once more: the procedure says how often.
    #[track_caller]
    pub(in crate::stages) fn not_put_off_again(&self, clock: &str, to: &str, agreed: bool) {
        let refused = self.extend("joanne", clock, to, agreed, Method::Handed).expect_err("it was put off before");
        assert!(matches!(refused, Problem::Refused(Refusal::ExtendedOften { .. })), "{refused}");
    }

    /// Not without the customer's agreement.
    #[track_caller]
    pub(in crate::stages) fn not_put_off_unless_agreed(&self, officer: &str, clock: &str, to: &str) {
        let refused = self.extend(officer, clock, to, false, Method::Handed).expect_err("they have to agree");
        assert!(matches!(refused, Problem::Refused(Refusal::NotAgreed)), "{refused}");
    }
}

/// The answer.
impl Walk {
    pub(in crate::stages) fn drafted(&self, officer: &str, finding: Finding) {
        let office = &self.office;
        let officer = office.who(officer);
        if self.file().case.kind == Kind::Complaint {
            cases::find(&office.office, &officer, self.on(), 1, Some(finding), "We looked.", office.now())
                .expect("a finding");
        }
        let text = response(&officer.person.name);
        cases::draft(&office.office, &officer, self.on(), &text, office.now()).expect("it is written");
    }

    pub(in crate::stages) fn submitted(&self, officer: &str, finding: Finding) {
        self.drafted(officer, finding);
        let office = &self.office;
        let officer = office.who(officer);
        cases::submit(&office.office, &officer, self.on(), &response(&officer.person.name), office.now())
            .expect("it is submitted");
    }

    /// `officer` finds out and writes, `signer` signs and sends.
    #[track_caller]
    pub(in crate::stages) fn answered(&self, officer: &str, signer: &str, finding: Finding) {
        self.submitted(officer, finding);
        self.may_not_sign(&[officer]);
        self.signed_and_sent(signer);
    }

    /// `officer` finds out and writes, and their own signature is all it needs.
    #[track_caller]
    pub(in crate::stages) fn answered_alone(&self, officer: &str, finding: Finding) {
        self.drafted(officer, finding);
        self.signed_and_sent(officer);
    }

    /// What is written gives all that the procedure asks of it: no check has to be talked away.
    #[track_caller]
    pub(in crate::stages) fn signed_and_sent(&self, signer: &str) {
        self.sign_and_send(signer).unwrap_or_else(|problem| panic!("{signer} signs and sends: {problem}"));
    }

    /// None of them signs it, nor sends it unsigned.
    #[track_caller]
    pub(in crate::stages) fn may_not_sign(&self, others: &[&str]) {
        for other in others {
            assert!(self.sign_and_send(other).is_err(), "{other} does not sign it");
        }
        assert_eq!(self.file().case.signature, None);
    }

    fn sign_and_send(&self, signer: &str) -> Result<Done, Problem> {
        let office = &self.office;
        cases::sign_off_and_send(&office.office, &office.who(signer), self.on(), "", "", Method::Handed, office.now())
    }

    pub(in crate::stages) fn closed(&self) {
        self.closed_as(Ending::Answered);
    }

    pub(in crate::stages) fn closed_as(&self, ending: Ending) {
        let office = &self.office;
        office.clock.pass(120);
        let case = self.file().case;
        let lesson = (case.kind == Kind::Complaint && case.learning.is_none()).then_some(true);
        let form =
            cases::CloseForm { ending, note: String::new(), told: None, lesson, words: "Check the list.".into() };
        cases::close_with_lesson(&office.office, &office.who("joanne"), self.on(), &form, office.now())
            .expect("it is closed");
    }
}

/// A response that passes the checks, over the name of whoever writes it.
fn response(officer: &str) -> String {
    testkit::RESPONSE.replace("Dan Okafor", officer)
}
