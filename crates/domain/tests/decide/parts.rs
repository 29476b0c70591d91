//! Who does what in the first stage, where a procedure says so: who investigates, signs, sends, acknowledges, accepts.

use domain::{
    Act, Refusal, Role,
    act::Handler,
    feedback::Ending,
    letter::Method,
    permission::{self, Denied},
    procedure::{Never, Officer, People, Procedure},
};

use crate::common::*;

const DIRECTOR: domain::PersonId = domain::PersonId(9);

/// The shipped procedure with other people in its first stage; `signed` as it says whether the Head has to.
fn with(people: People, signed: bool) -> Procedure {
    let procedure = unchecked(people, signed);
    assert_eq!(procedure.problems(), [], "it can be followed");
    procedure
}

fn unchecked(people: People, signed: bool) -> Procedure {
    let mut procedure = shipped_procedure();
    procedure.stages[0].people = people;
    procedure.signing.head_of_service = signed;
    procedure
}

fn under(procedure: Procedure) -> Desk {
    Desk::under(procedure, &complaint(), morning("Mon 2 Nov 2026"))
}

fn given(procedure: Procedure) -> Desk {
    under(procedure).does(CHAMPION, Act::Pass { service: WASTE, head: HEAD })
}

fn drafted(procedure: Procedure) -> Desk {
    given(procedure).does(HEAD, nominate(OFFICER)).does(OFFICER, Act::Draft { text: text("v1") })
}

fn send() -> Act {
    Act::Send { letter: written(Method::Email) }
}

fn is_role_denied(came: Came) -> bool {
    matches!(came, Err(Refusal::Denied(Denied::Role { .. } | Denied::NotTheirs { .. })))
}

#[test]
fn whoever_investigated_signs_their_own_where_no_signature_of_the_head_is_asked_for() {
    let desk = drafted(with(People::default(), false));
    assert!(is_role_denied(desk.ask(CHAMPION, &sign())), "only whom it was given to");
    let signed = desk.does(OFFICER, sign());
    assert_eq!(signed.case.signature.as_ref().map(|signature| signature.by), Some(OFFICER));
    let sent = signed.does(OFFICER, send());
    assert!(sent.case.answered().is_some());
    assert!(sent.ask(OFFICER, &Act::Recall).is_ok(), "and takes it back while it can be");

    let asked = drafted(with(People::default(), false)).does(OFFICER, Act::Submit);
    assert!(asked.ask(HEAD, &sign()).is_ok(), "the Head may be asked all the same");
    assert!(asked.ask(OFFICER, &sign()).is_err(), "and then has the word");
}

#[test]
fn checks_hold_back_an_own_signature_as_they_do_the_heads() {
    let desk = drafted(with(People::default(), false));
    let required = desk.procedure.checks.iter().find(|check| check.required).expect("one is required").clone();
    let signing = Act::SignOff { failed: vec![required.id], reason: None };
    assert_eq!(desk.ask(OFFICER, &signing), Err(Refusal::RequiredChecksFail(vec![required.title])));
}

#[test]
fn nobody_signs_what_they_wrote_where_the_head_has_to_sign() {
    let desk = drafted(with(People::default(), true));
    assert!(desk.ask(OFFICER, &sign()).is_err());
    let own = given(with(People::default(), true))
        .does(HEAD, nominate(HEAD))
        .does(HEAD, Act::Draft { text: text("v1") })
        .does(HEAD, Act::Submit);
    assert_eq!(own.ask(HEAD, &sign()), Err(Refusal::OwnDraft));
}

#[test]
fn only_whom_the_procedure_names_investigates() {
    let desk_investigates = People { investigates: Some("adviser".into()), ..People::default() };
    let desk = given(with(desk_investigates, true));
    assert_eq!(desk.ask(HEAD, &nominate(OFFICER)), Err(Refusal::NotInThatRole { part: "investigate".into() }));
    let named = desk.does(HEAD, nominate(ADVISER));
    let answered = named
        .does(ADVISER, Act::Draft { text: text("v1") })
        .does(ADVISER, Act::Submit)
        .does(HEAD, sign())
        .does(HEAD, send());
    assert!(answered.case.answered().is_some());

    let usual = given(with(People::default(), true));
    assert!(usual.ask(HEAD, &nominate(OFFICER)).is_ok() && usual.ask(HEAD, &nominate(DEPUTY)).is_ok());
    assert!(usual.ask(HEAD, &nominate(ADVISER)).is_err(), "the front desk only where the procedure says so");
}

#[test]
fn only_whom_the_procedure_names_signs_and_they_are_named_for_the_case() {
    let procedure = Procedure {
        officers: vec![Officer { id: "director".into(), title: "Director".into(), role: Role::HeadOfCustomerServices }],
        ..with(People::default(), true)
    };
    let mut signs = procedure.clone();
    signs.stages[0].people.signs = Some("director".into());
    let appoint = Act::Appoint {
        signer: Handler { person: DIRECTOR, role: Role::HeadOfCustomerServices },
        investigator: Some(Handler { person: OFFICER, role: Role::Investigator }),
    };
    let submitted = |desk: Desk| desk.does(OFFICER, Act::Draft { text: text("v1") }).does(OFFICER, Act::Submit);
    assert_eq!(under(procedure).ask(CHAMPION, &appoint), Err(Refusal::NoLaterStage));
    let waits = submitted(under(signs.clone()).does(CHAMPION, appoint));
    assert_eq!(waits.case.appointed, Some(DIRECTOR));
    assert!(is_role_denied(waits.ask(HEAD, &sign())));
    let with_the_head = submitted(given(signs).does(HEAD, nominate(OFFICER)));
    assert!(is_role_denied(with_the_head.ask(HEAD, &sign())), "also where it was given to the Head");
}

#[test]
fn what_was_signed_is_sent_by_whom_the_procedure_names() {
    let desk_sends = People { sends: Some("adviser".into()), ..People::default() };
    let signed = drafted(with(desk_sends, true)).does(OFFICER, Act::Submit);
    assert!(signed.ask(ADVISER, &send()).is_err(), "not before it is signed");
    let signed = signed.does(HEAD, sign());
    assert!(is_role_denied(signed.ask(HEAD, &send())));
    for person in [ADVISER, CHAMPION] {
        assert!(signed.ask(person, &send()).is_ok(), "{person:?}");
    }
    assert!(is_role_denied(
        drafted(with(People::default(), true)).does(OFFICER, Act::Submit).does(HEAD, sign()).ask(ADVISER, &send())
    ));
}

#[test]
fn only_whom_the_procedure_names_acknowledges_and_accepts() {
    let acknowledge = Act::Acknowledge { letter: written(Method::Email), address_known: true };
    let desk_acknowledges = People { acknowledges: Some("adviser".into()), ..People::default() };
    let given_out = given(with(desk_acknowledges, true)).does(HEAD, nominate(OFFICER));
    assert!(is_role_denied(given_out.ask(OFFICER, &acknowledge)) && is_role_denied(given_out.ask(HEAD, &acknowledge)));
    assert!(given_out.ask(ADVISER, &acknowledge).is_ok() && given_out.ask(CHAMPION, &acknowledge).is_ok());

    let head_accepts = People { accepts: Some("head-of-service".into()), ..People::default() };
    let given_out = given(with(head_accepts, true));
    let screen = Act::Screen { answers: Vec::new(), reason: None };
    assert!(is_role_denied(given_out.ask(CHAMPION, &screen)));
    assert!(!is_role_denied(given_out.ask(HEAD, &screen)));
    assert!(given_out.ask(CHAMPION, &Act::Close { ending: Ending::Answered, note: None, told: None }).is_err());
}

#[test]
fn nobody_signs_their_own_where_somebody_else_was_named_or_the_drafter_is_kept_from_it() {
    let appoint = Act::Appoint {
        signer: Handler { person: OTHER_HEAD, role: Role::HeadOfService },
        investigator: Some(Handler { person: OFFICER, role: Role::Investigator }),
    };
    let mut procedure = with(People::default(), false);
    procedure.stages[0].people.signs = Some("head-of-service".into());
    let named = under(procedure).does(CHAMPION, appoint).does(OFFICER, Act::Draft { text: text("v1") });
    assert!(is_role_denied(named.ask(OFFICER, &sign())));
    let waits = named.does(OFFICER, Act::Submit);
    assert!(waits.ask(OTHER_HEAD, &sign()).is_ok());

    let kept_from_it = People { never: vec![Never::Drafter], ..People::default() };
    let desk = drafted(with(kept_from_it, false));
    assert!(desk.ask(OFFICER, &sign()).is_err());
    assert!(desk.does(OFFICER, Act::Submit).ask(HEAD, &sign()).is_ok());
}

#[test]
fn what_somebody_signed_whom_the_case_names_now_goes_back() {
    let desk = drafted(with(People::default(), false)).does(OFFICER, sign());
    let restrict = Act::Restrict { people: vec![HEAD], named_staff: Some(OFFICER), reason: text("It names him.") };
    let hidden = desk.does(CHAMPION, restrict);
    assert!(hidden.case.signature.is_none());
    assert!(hidden.ask(HEAD, &send()).is_err());
}

/// Somebody else signs, and the Head of the service is to send it.
#[test]
fn a_head_sends_what_another_signed_where_the_procedure_says_so() {
    let people = People {
        signs: Some("head-of-customer-services".into()),
        sends: Some("head-of-service".into()),
        ..People::default()
    };
    let appoint = Act::Appoint {
        signer: Handler { person: DIRECTOR, role: Role::HeadOfCustomerServices },
        investigator: Some(Handler { person: OFFICER, role: Role::Investigator }),
    };
    let waits = under(with(people, true))
        .does(CHAMPION, appoint)
        .does(OFFICER, Act::Draft { text: text("v1") })
        .does(OFFICER, Act::Submit);
    let director = domain::Actor {
        person: DIRECTOR,
        role: Role::HeadOfCustomerServices,
        heads: Default::default(),
        deputises: Default::default(),
    };
    let of = permission::Of::under(&waits.case, &waits.procedure);
    let permit = permission::permit(&director, domain::ActKind::SignOff, Some(of)).expect("the director signs");
    let events = domain::decide::decide(&waits.case, &sign(), &permit, waits.now, waits.rules()).expect("it is signed");
    let mut signed = waits.clone();
    signed.happens(domain::By::Person(DIRECTOR), events);
    assert!(signed.ask(HEAD, &send()).is_ok());
    assert!(is_role_denied(signed.ask(OFFICER, &send())));
}

#[test]
fn a_part_of_the_investigator_is_refused_where_nobody_in_that_role_investigates() {
    let people = People {
        investigates: Some("adviser".into()),
        acknowledges: Some("investigator".into()),
        sends: Some("investigator".into()),
        ..People::default()
    };
    let problems: Vec<String> = unchecked(people, true).problems().iter().map(ToString::to_string).collect();
    let told = |part: &str| {
        format!(
            "stage 1, people, {part}: found “investigator”, and nobody in that role investigates here, \
             expected whoever investigates, or another role"
        )
    };
    assert_eq!(problems, [told("acknowledges"), told("sends")]);
}

/// A file that is refused today may be followed since an earlier day: its word is of no account then.
#[test]
fn a_part_that_a_role_cannot_play_is_refused_in_a_file_and_of_no_account_in_a_case() {
    let people = People {
        accepts: Some("reader".into()),
        sends: Some("adviser".into()),
        signs: Some("investigator".into()),
        investigates: Some("champion".into()),
        ..People::default()
    };
    let procedure = unchecked(people, true);
    let problems: Vec<String> = procedure.problems().iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"));
    let given_out = given(procedure);
    assert!(!is_role_denied(given_out.ask(CHAMPION, &Act::Screen { answers: Vec::new(), reason: None })));
    let submitted = given_out
        .does(HEAD, nominate(OFFICER))
        .does(OFFICER, Act::Draft { text: text("v1") })
        .does(OFFICER, Act::Submit);
    assert!(submitted.ask(HEAD, &sign()).is_ok());
}
