//! The response: written, reviewed, signed, sent, taken back.

use domain::{
    Act, ActKind, Event, PersonId, Procedure, Refusal, StateKind,
    case::State,
    decide,
    letter::{Method, Purpose},
    permission::{self, Denied, Of},
    procedure::{Content, LetterRule, Occasion, Signing},
};

use crate::common::*;

fn draft(words: &str) -> Act {
    Act::Draft { text: text(words) }
}

fn send() -> Act {
    Act::Send { letter: written(Method::Email) }
}

fn failing(reason: Option<&str>) -> Act {
    Act::SignOff { failed: vec!["every-point".into(), "apology".into()], reason: reason.map(text) }
}

fn signer(desk: &Desk) -> Option<(u32, PersonId, Option<PersonId>)> {
    desk.case.signature.as_ref().map(|signature| (signature.version, signature.by, signature.on_behalf_of))
}

#[test]
fn the_head_signs_and_sends() {
    let desk = case_in(StateKind::AwaitingSignOff);
    let signed = Event::SignedOff { version: 1, on_behalf_of: None, failed: Vec::new(), reason: None };
    assert_eq!(desk.ask(HEAD, &sign()), Ok(vec![signed]));
    let desk = desk.does(HEAD, sign());
    assert_eq!(signer(&desk), Some((1, HEAD, None)));
    let on_its_way = Event::LetterQueued { number: 1, purpose: Purpose::Response, letter: written(Method::Email) };
    assert_eq!(desk.ask(HEAD, &send()), Ok(vec![on_its_way]));
    let desk = desk.does(HEAD, send());
    assert_eq!(desk.case.state, State::Answered { at: desk.now, letter: 1 });
}

#[test]
fn a_response_that_was_handed_over_has_left() {
    let handed = Act::Send { letter: written(Method::Handed) };
    let came = case_in(StateKind::SignedOff).ask(HEAD, &handed).expect("it may be handed over");
    assert_eq!(came.last(), Some(&Event::LetterLeft { number: 1 }));
    let told = Act::Send { letter: written(Method::Phone) };
    assert_eq!(case_in(StateKind::SignedOff).ask(HEAD, &told), Err(Refusal::NotInWriting));
}

#[test]
fn nothing_unsigned_is_sent() {
    for state in [StateKind::Drafting, StateKind::AwaitingSignOff] {
        let desk = case_in(state);
        assert_eq!(desk.ask(HEAD, &send()), Err(Denied::State { act: ActKind::Send, state }.into()));
        assert_eq!(as_if_permitted(&desk, &send()), Err(Refusal::NotSigned), "{state:?}: the rule behind the table");
    }
    let investigating = case_in(StateKind::Investigating);
    assert_eq!(as_if_permitted(&investigating, &send()), Err(Refusal::NoDraft));
}

/// Decides under a permit that was given while the case was signed off: somebody else was quicker.
fn as_if_permitted(desk: &Desk, act: &Act) -> Came {
    let of = Of { state: StateKind::SignedOff, ..Of::from(&desk.case) };
    let permit = permission::permit(&who(HEAD), act.kind(), Some(of))?;
    domain::decide(&desk.case, act, &permit, desk.now, desk.rules())
}

#[test]
fn there_is_nothing_to_submit_before_there_is_a_draft() {
    assert_eq!(case_in(StateKind::Investigating).ask(OFFICER, &Act::Submit), Err(Refusal::NoDraft));
}

#[test]
fn nobody_signs_what_they_wrote() {
    let by_the_head = || case_in(StateKind::Passed).does(HEAD, draft("Mine")).does(HEAD, Act::Submit);
    assert_eq!(by_the_head().ask(HEAD, &sign()), Err(Refusal::OwnDraft));
    let desk = by_the_head().does(DEPUTY, sign());
    assert_eq!(signer(&desk), Some((1, DEPUTY, Some(HEAD))), "the deputy signs in the Head's place");

    let by_the_deputy = case_in(StateKind::Passed)
        .does(HEAD, nominate(DEPUTY))
        .does(DEPUTY, draft("The deputy's"))
        .does(DEPUTY, Act::Submit);
    assert_eq!(by_the_deputy.ask(DEPUTY, &sign()), Err(Refusal::OwnDraft));
    assert!(by_the_deputy.ask(HEAD, &sign()).is_ok());
}

#[test]
fn nobody_signs_what_they_submitted() {
    let desk = case_in(StateKind::Drafting).does(HEAD, Act::Submit);
    assert_eq!(desk.ask(HEAD, &sign()), Err(Refusal::OwnDraft), "the officer wrote it, the Head asked for it");
}

#[test]
fn a_head_may_amend_the_words_under_review_and_sign_them() {
    let desk = case_in(StateKind::AwaitingSignOff).does(HEAD, draft("Kinder"));
    let amended = desk.case.draft.clone().expect("there is a draft");
    assert_eq!((amended.version, amended.author, amended.amended_by), (2, OFFICER, Some(HEAD)));
    assert_eq!(desk.case.state.kind(), StateKind::AwaitingSignOff);
    assert_eq!(signer(&desk.does(HEAD, sign())), Some((2, HEAD, None)));
}

#[test]
fn a_draft_that_was_sent_back_belongs_to_whoever_writes_it_next() {
    let back = Act::SendBack { comments: text("Kinder") };
    let desk = case_in(StateKind::AwaitingSignOff).does(HEAD, back);
    assert_eq!(desk.case.state.kind(), StateKind::Drafting);
    let desk = desk.does(HEAD, draft("Kinder")).does(OFFICER, Act::Submit);
    assert_eq!(desk.case.draft.as_ref().map(|draft| draft.author), Some(HEAD));
    assert_eq!(desk.ask(HEAD, &sign()), Err(Refusal::OwnDraft));
}

#[test]
fn signed_words_that_are_changed_are_unsigned() {
    let desk = case_in(StateKind::SignedOff);
    let came = desk.ask(OFFICER, &draft("v2")).expect("the officer may change it");
    assert_eq!(came, [Event::Unsigned { version: 1 }, Event::Drafted { version: 2, text: text("v2") }]);
    let desk = desk.does(OFFICER, draft("v2"));
    assert_eq!((desk.case.state.kind(), signer(&desk)), (StateKind::Drafting, None));
    assert!(matches!(desk.ask(HEAD, &send()), Err(Refusal::Denied(_))));

    let back = case_in(StateKind::SignedOff).does(HEAD, Act::SendBack { comments: text("No") });
    assert_eq!((back.case.state.kind(), signer(&back)), (StateKind::Drafting, None));
}

#[test]
fn a_failing_check_that_is_required_needs_a_reason() {
    let desk = case_in(StateKind::AwaitingSignOff);
    let refusal = Refusal::RequiredChecksFail(vec!["Answers every point".into()]);
    assert_eq!(desk.ask(HEAD, &failing(None)), Err(refusal), "the apology is not required");
    let signed = Event::SignedOff {
        version: 1,
        on_behalf_of: None,
        failed: vec!["every-point".into(), "apology".into()],
        reason: Some(text("Answered on the phone")),
    };
    assert_eq!(desk.ask(HEAD, &failing(Some("Answered on the phone"))), Ok(vec![signed]));
    let optional = Act::SignOff { failed: vec!["apology".into()], reason: None };
    assert!(desk.ask(HEAD, &optional).is_ok());
}

#[test]
fn what_a_response_must_contain_needs_a_reason_as_a_required_check_does() {
    let must = vec![Content::Ombudsman];
    let rule = LetterRule { on: Occasion::Response, stage: None, must };
    let procedure = Procedure { letters: vec![rule], ..shipped_procedure() };
    let desk = Desk { procedure, ..case_in(StateKind::AwaitingSignOff) };
    let signing = |failed: &str| Act::SignOff { failed: vec![failed.into()], reason: None };
    let refusal = Refusal::RequiredChecksFail(vec!["Gives the Ombudsman’s details".into()]);
    assert_eq!(desk.ask(HEAD, &signing("contains-ombudsman")), Err(refusal));
    assert!(desk.ask(HEAD, &signing("contains-reference")).is_ok(), "nobody asks for that");
}

#[test]
fn deputies_sign_only_where_the_procedure_lets_them() {
    let signing = Signing { head_of_service: true, deputy: false };
    let procedure = Procedure { signing, ..shipped_procedure() };
    let desk = Desk { procedure, ..case_in(StateKind::AwaitingSignOff) };
    assert_eq!(desk.ask(DEPUTY, &sign()), Err(Denied::NotTheirs { act: ActKind::SignOff }.into()));
    assert!(desk.ask(HEAD, &sign()).is_ok());
}

#[test]
fn sending_is_taken_back_within_a_minute() {
    let sent = case_in(StateKind::Answered);
    let after = |seconds| sent.clone().on(sent.now + chrono::TimeDelta::seconds(seconds));
    for seconds in [0, 59] {
        assert_eq!(
            after(seconds).ask(HEAD, &Act::Recall),
            Ok(vec![Event::LetterRecalled { number: 1 }]),
            "{seconds} s"
        );
    }
    let refusal = Err(Refusal::TooLateToRecall { seconds: decide::RECALL_SECONDS });
    for seconds in [60, 3600] {
        assert_eq!(after(seconds).ask(HEAD, &Act::Recall), refusal, "{seconds} s");
    }
    let back = sent.does(HEAD, Act::Recall);
    assert_eq!((back.case.state.kind(), signer(&back)), (StateKind::SignedOff, Some((1, HEAD, None))));
    assert_eq!(back.case.answered(), None);
    assert!(back.ask(HEAD, &send()).is_ok(), "it is signed, so it can be sent again");
}

#[test]
fn a_letter_that_was_taken_back_is_not_sent_by_the_outbox() {
    let desk = case_in(StateKind::Answered).does(HEAD, Act::Recall);
    let back = desk.case.clone();
    assert_eq!(desk.mail(1, decide::Delivered::Accepted).case, back);
}

#[test]
fn only_what_was_sent_is_taken_back() {
    let desk = case_in(StateKind::SignedOff);
    let of = Of { state: StateKind::Answered, ..Of::from(&desk.case) };
    let permit = permission::permit(&who(HEAD), ActKind::Recall, Some(of)).expect("the Head takes back");
    let came = domain::decide(&desk.case, &Act::Recall, &permit, desk.now, desk.rules());
    assert_eq!(came, Err(Refusal::WrongState(StateKind::SignedOff)));
}
