//! What a procedure asks of its letters: the words that come with the program give it, and a letter that was changed
//! and no longer does is not sent.

use app::{
    Problem,
    cases::{self, LetterForm, LogForm, Now},
    letters::{self, Extra},
    procedures,
};
use domain::{
    Refusal,
    feedback::{Ending, Finding},
    letter::{Method, Purpose},
};
use testkit::{Scene, TestOffice, office_under};

fn logged(office: &TestOffice) -> domain::Reference {
    let form = LogForm { grounds: Vec::new(), ..Scene::complaint(office) };
    cases::log(&office.office, &office.who("priya"), &form, Now::OnlySave, office.now())
        .expect("it is logged")
        .reference
}

#[test]
fn the_letters_that_come_with_the_program_give_what_every_procedure_asks() {
    let purposes =
        [Purpose::Acknowledgement, Purpose::Delay, Purpose::Referral, Purpose::Refusal, Purpose::StageRefused];
    let mut looked = 0;
    for procedure in procedures::shipped().expect("sound") {
        let office = office_under(&procedure.id);
        let reference = logged(&office);
        for (purpose, asked) in
            purposes.iter().flat_map(|purpose| procedure.stages.iter().map(move |stage| (*purpose, &stage.id)))
        {
            let extra = Extra {
                reason: "Somebody is away".into(),
                new_date: Some("2026-12-07".parse().expect("a date")),
                other_organisation: "The parish council".into(),
                stage_asked: asked.clone(),
                ..Extra::default()
            };
            let (who, now) = (office.who("joanne"), office.now());
            let preview = letters::preview(&office.office, &who, reference, purpose, &extra, now).expect("a letter");
            for (content, seen) in preview.must.seen(&preview.words) {
                looked += 1;
                assert_ne!(seen, Some(false), "{}: {} lacks {}", procedure.id, purpose.title(), content.title());
            }
        }
    }
    assert!(looked > 30, "procedures ask for something");
}

#[test]
fn a_letter_that_no_longer_gives_it_is_not_sent() {
    let office = office_under("lgsco-code-2024");
    let reference = logged(&office);
    let acknowledge = |words: &str| {
        let form = LetterForm { method: Method::Email, words: words.into() };
        cases::acknowledge(&office.office, &office.who("joanne"), reference.into(), &form, office.now())
    };
    let refused = match acknowledge("Dear Mrs Fairclough\n\nThank you. We shall answer soon.\n\nJoanne Whitlock") {
        Err(Problem::Invalid(errors)) => errors,
        other => panic!("refused, not {other:?}"),
    };
    assert_eq!(refused[0].field, "words");
    assert!(refused[0].words.contains("asks this letter to give the dates"), "{refused:?}");
    acknowledge("Dear Mrs Fairclough\n\nThank you. We answer by Monday 16 November 2026.").expect("the date is given");
    let mec = office_under("making-experiences-count");
    let free = LetterForm { method: Method::Email, words: "Thank you.".into() };
    let (who, on) = (mec.who("joanne"), logged(&mec));
    cases::acknowledge(&mec.office, &who, on.into(), &free, mec.now()).expect("this procedure asks for nothing");
}

/// The fault that a form puts beside the words of its letter.
fn beside_the_words(done: Result<cases::Done, Problem>) -> String {
    match done {
        Err(Problem::Invalid(errors)) if errors[0].field == "words" => errors[0].words.clone(),
        other => panic!("the letter is held back, not {other:?}"),
    }
}

#[test]
fn a_refusal_says_what_the_procedure_has_refusals_say() {
    let office = office_under("scotland-model");
    let reference = logged(&office);
    let decline = |words: &str| {
        let form = cases::DeclineForm {
            answers: Vec::new(),
            exclusion: None,
            reason: "It is in court".into(),
            letter: LetterForm { method: Method::Email, words: words.into() },
        };
        cases::decline(&office.office, &office.who("joanne"), reference.into(), &form, office.now())
    };
    let held_back = beside_the_words(decline("Dear Jane\n\nNo."));
    assert!(held_back.contains("asks this letter to give the Ombudsman’s details"), "{held_back}");
    decline("").expect("the words that come with the program give it");
}

#[test]
fn the_refusal_of_a_stage_says_what_that_stage_has_it_say() {
    let office = office_under("it-services-feedback");
    let reference = logged(&office);
    let close = cases::CloseForm {
        ending: Ending::SortedAtOnce,
        note: "Put right on the spot.".into(),
        told: None,
        lesson: Some(false),
        words: "Nothing new.".into(),
    };
    let joanne = office.who("joanne");
    cases::close_with_lesson(&office.office, &joanne, reference.into(), &close, office.now()).expect("it is closed");
    let refuse = |words: &str| {
        let form = cases::RefuseStageForm {
            stage: "investigation".into(),
            asked: Some(domain::london::date_of(office.now())),
            cause: "nothing-more".into(),
            reason: "Nothing more can be done".into(),
            letter: LetterForm { method: Method::Email, words: words.into() },
        };
        cases::refuse_stage(&office.office, &joanne, reference.into(), &form, office.now())
    };
    let held_back = beside_the_words(refuse("Dear Jane\n\nNo."));
    assert!(held_back.contains("asks this letter to give the Ombudsman’s details"), "{held_back}");
    refuse("").expect("the words that come with the program give it");
}

#[test]
fn the_ombudsman_is_given_by_name_or_by_how_to_reach_them() {
    let office = office_under("lgsco-code-2024");
    let services = office.office.read(|reading| Ok(reading.services()?)).expect("services");
    let waste = services.into_iter().find(|service| service.id == office.waste).expect("the service");
    let landlord = app::Service { subject: "landlord".into(), ..waste };
    office.office.store().write(|writing| writing.change_service(&landlord)).expect("it is changed");
    let decline = |words: &str| {
        let form = cases::DeclineForm {
            answers: Vec::new(),
            exclusion: None,
            reason: "It is in court".into(),
            letter: LetterForm { method: Method::Email, words: words.into() },
        };
        cases::decline(&office.office, &office.who("joanne"), logged(&office).into(), &form, office.now())
    };
    for words in ["No. The ombudsman does not care.", "No. Ask the Local Government and Social Care Ombudsman."] {
        let held_back = beside_the_words(decline(words));
        assert!(held_back.contains("give the Ombudsman’s details"), "{words}: {held_back}");
    }
    decline("No. Ask the housing ombudsman.").expect("they are named");
    decline("No. You can ring 0300 1113000 about it.").expect("they can be reached");
}

#[test]
fn a_response_is_not_signed_without_what_it_must_contain_but_for_a_reason() {
    let office = office_under("customer-care-policy");
    let scene = Scene { office: &office, reference: logged(&office) };
    let words = "Thank you. Joanne Whitlock sees to it.".into();
    let form = LetterForm { method: Method::Email, words };
    cases::acknowledge(&office.office, &office.who("joanne"), scene.reference.into(), &form, office.now())
        .expect("it names who writes");
    scene.given_to_dan();
    let (dan, on) = (office.who("dan"), scene.reference.into());
    let found = Some(Finding::NotUpheld);
    cases::find(&office.office, &dan, on, 1, found, "It was not out.", office.now()).expect("a finding");
    cases::draft(&office.office, &dan, on, "Your bin day is Monday. [1]", office.now()).expect("a draft");
    let sign = |text: &str, reason: &str| cases::sign_off(&office.office, &dan, on, text, reason, office.now());
    let lacks = |done: Result<cases::Done, Problem>| match done {
        Err(Problem::Refused(Refusal::RequiredChecksFail(titles))) => titles,
        other => panic!("the signer is asked for a reason, not {other:?}"),
    };
    assert_eq!(lacks(sign("", "")), ["Gives who deals with it, by name"], "their signature is below every letter");
    sign("Your bin day is Monday. [1] Dan Okafor can tell you more.", "").expect("somebody is named");
    sign("Your bin day is Monday. [1]", "They asked for a short answer.").expect("for a reason");
}

#[test]
fn a_request_is_answered_as_a_request_and_has_no_points_to_answer() {
    let office = office_under("customer-care-policy");
    let form = LogForm { kind: "service-request".into(), grounds: Vec::new(), ..Scene::complaint(&office) };
    let scene = Scene::logged_as(&office, &form);
    let words = "Thank you. Joanne Whitlock sees to it.".into();
    let form = LetterForm { method: Method::Email, words };
    let (dan, on) = (office.who("dan"), scene.reference.into());
    cases::acknowledge(&office.office, &office.who("joanne"), on, &form, office.now()).expect("it names who writes");
    scene.given_to_dan();
    let response = "Your bin day is Monday. Dan Okafor can tell you more.";
    cases::draft(&office.office, &dan, on, response, office.now()).expect("a draft");
    let extra = Extra { response: response.into(), ..Extra::default() };
    let (reference, now) = (scene.reference, office.now());
    let letter = letters::preview(&office.office, &dan, reference, Purpose::Response, &extra, now).expect("a letter");
    assert_eq!(letter.words.subject, format!("Our answer to your request {reference}"));
    assert!(letter.words.body.contains("**Your request: "), "{}", letter.words.body);
    cases::sign_off_and_send(&office.office, &dan, on, "", "", Method::Email, now).expect("no reason is asked for");
}
