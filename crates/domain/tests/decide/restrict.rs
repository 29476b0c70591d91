//! Hiding a case, and keeping whoever it names out of it.

use domain::{Act, Event, PersonId, Refusal, StateKind, permission::Denied};

use crate::common::*;

fn naming(named_staff: Option<PersonId>) -> Act {
    Act::Restrict { people: vec![CHAMPION, ADVISER, CHAMPION], named_staff, reason: text("It names an officer") }
}

#[test]
fn the_list_is_kept_once_each_without_whoever_is_named() {
    let desk = case_in(StateKind::Logged).does(CHAMPION, naming(Some(ADVISER)));
    let kept = desk.case.restriction.as_ref().map(|kept| (kept.people.as_slice(), kept.by));
    assert_eq!(kept, Some((&[CHAMPION][..], Some(CHAMPION))));
    assert_eq!(desk.case.named_staff, Some(ADVISER));
    let nobody = Act::Restrict { people: vec![ADVISER], named_staff: Some(ADVISER), reason: text("It names him") };
    assert_eq!(case_in(StateKind::Logged).ask(CHAMPION, &nobody), Err(Refusal::NobodyMaySee));
}

#[test]
fn nobody_is_given_a_complaint_about_themselves() {
    let about_the_officer = case_in(StateKind::Passed).does(CHAMPION, naming(Some(OFFICER)));
    let nominate = nominate(OFFICER);
    assert_eq!(about_the_officer.ask(HEAD, &nominate), Err(Refusal::NamedInComplaint));
    let about_the_head = case_in(StateKind::Logged).does(CHAMPION, naming(Some(HEAD)));
    let pass = Act::Pass { service: WASTE, head: HEAD };
    assert_eq!(about_the_head.ask(CHAMPION, &pass), Err(Refusal::NamedInComplaint));
}

#[test]
fn a_draft_that_waits_for_the_person_named_comes_back() {
    for state in [StateKind::AwaitingSignOff, StateKind::SignedOff] {
        let desk = case_in(state).does(CHAMPION, naming(Some(HEAD)));
        assert_eq!(desk.case.state.kind(), StateKind::Drafting, "{state:?}");
        let pass = Act::Pass { service: HOUSING, head: DEPUTY };
        assert!(desk.ask(CHAMPION, &pass).is_ok(), "it can be given to another Head of Service");
    }
    let other = case_in(StateKind::AwaitingSignOff).does(CHAMPION, naming(Some(ADVISER)));
    assert_eq!(other.case.state.kind(), StateKind::AwaitingSignOff, "somebody else is named");
}

#[test]
fn shown_to_all_again_it_still_keeps_out_whoever_it_names() {
    let lift = Act::Unrestrict { reason: text("The name was a mistake of ours") };
    assert_eq!(case_in(StateKind::Logged).ask(CHAMPION, &lift), Err(Refusal::NotRestricted));
    let desk = case_in(StateKind::AwaitingSignOff).does(CHAMPION, naming(Some(DEPUTY))).does(CHAMPION, lift);
    assert_eq!(desk.case.restriction, None);
    assert_eq!(desk.ask(DEPUTY, &sign()), Err(Denied::NamesThem.into()));
    let last = desk.history.last().map(|recorded| &recorded.event);
    assert!(matches!(last, Some(Event::Unrestricted { .. })), "{last:?}");
}
