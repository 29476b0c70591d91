//! People acting on a case, each line one act, for tests that tell a story.

use app::{
    Problem,
    cases::{self, ContactForm, Done, LetterForm, LogForm, Now, On},
};
use domain::{
    Reference,
    feedback::{Channel, Direction, Finding, Manner},
    letter::Method,
};

use crate::TestOffice;

/// One case and the office it is in.
pub struct Scene<'a> {
    /// The office.
    pub office: &'a TestOffice,
    /// The case.
    pub reference: Reference,
}

/// A letter as its template has it.
pub fn by(method: Method) -> LetterForm {
    LetterForm { method, words: String::new() }
}

/// A telephone call just now, made by us.
pub fn call(reached: bool, note: &str) -> ContactForm {
    let (direction, channel) = (Direction::Out, Channel::Phone);
    ContactForm { direction, reached, channel, on: None, time: None, note: note.into(), manner: Manner::Ordinary }
}

impl<'a> Scene<'a> {
    /// A complaint by Mrs Fairclough about her bins, logged at the desk, to be answered by e-mail.
    pub fn logged(office: &'a TestOffice) -> Scene<'a> {
        Scene::logged_as(office, &Scene::complaint(office))
    }

    /// Whatever the form says, logged at the desk.
    pub fn logged_as(office: &'a TestOffice, form: &LogForm) -> Scene<'a> {
        let done =
            cases::log(&office.office, &office.who("priya"), form, Now::OnlySave, office.now()).expect("it is logged");
        Scene { office, reference: done.reference }
    }

    /// The form of that complaint.
    pub fn complaint(office: &TestOffice) -> LogForm {
        LogForm {
            kind: "complaint".into(),
            channel: "phone".into(),
            story: "The crew left the bin on the back path three times. She rang twice.".into(),
            wanted: "Collection every week, and an apology.".into(),
            service: Some(office.waste),
            grounds: vec!["standard-missed".into()],
            ward: "Rudd".into(),
            name: "Mrs Eileen Fairclough".into(),
            phone: "01632 960 417".into(),
            email: "eileen@example.com".into(),
            address: "14 Rudd Lane\nThornbeck".into(),
            postcode: "TB4 7QX".into(),
            reply_by: "email".into(),
            ..LogForm::default()
        }
    }

    fn on(&self) -> On {
        self.reference.into()
    }

    /// The Champion acknowledges by e-mail.
    pub fn acknowledge(&self) -> Result<Done, Problem> {
        let office = self.office;
        cases::acknowledge(&office.office, &office.who("joanne"), self.on(), &by(Method::Email), office.now())
    }

    /// The Champion gives it to Marian Teale, who names Dan Okafor.
    pub fn given_to_dan(&self) {
        self.given_to("dan");
    }

    /// The Champion gives it to Marian Teale, who names somebody.
    pub fn given_to(&self, officer: &str) {
        let office = self.office;
        cases::pass(&office.office, &office.who("joanne"), self.on(), office.waste, office.now())
            .expect("it is passed");
        cases::nominate(&office.office, &office.who("marian"), self.on(), office.id(officer), office.now())
            .expect("they are named");
    }

    /// Dan finds out, drafts and asks for sign-off.
    pub fn submitted(&self) {
        let office = self.office;
        let dan = office.who("dan");
        cases::find(
            &office.office,
            &dan,
            self.on(),
            1,
            Some(Finding::Upheld),
            "The address was missing from the list.",
            office.now(),
        )
        .expect("a finding");
        cases::submit(&office.office, &dan, self.on(), RESPONSE, office.now()).expect("it is submitted");
    }

    /// Marian signs off and sends.
    pub fn sent(&self) -> Result<Done, Problem> {
        let office = self.office;
        cases::sign_off_and_send(&office.office, &office.who("marian"), self.on(), "", "", Method::Email, office.now())
    }
}

/// A response that passes the checks.
pub const RESPONSE: &str = "Thank you for talking to Dan Okafor on Monday 2 November. I am sorry. We did not collect your bin. [1]\n\n- By Friday 13 November Dan Okafor will check your address is on the list.\n\nIf you want to talk about it, ring Dan Okafor on 01632 960 100.";
