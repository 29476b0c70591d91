//! Acknowledging, and what becomes of letters.

use domain::{
    Act, Event, Refusal, StateKind,
    act::Logging,
    decide::{self, Delivered},
    feedback::Kind,
    letter::{Fate, Method, Purpose},
};

use crate::common::*;

fn acknowledge(method: Method, address_known: bool) -> Act {
    Act::Acknowledge { letter: written(method), address_known }
}

fn queued(number: u32, purpose: Purpose, method: Method) -> Event {
    Event::LetterQueued { number, purpose, letter: written(method) }
}

#[test]
fn an_acknowledgement_is_in_writing_where_we_can_write() {
    let on_its_way = |method| Ok(vec![queued(1, Purpose::Acknowledgement, method)]);
    let gone = |method| Ok(vec![queued(1, Purpose::Acknowledgement, method), Event::LetterLeft { number: 1 }]);
    let table: [(Method, bool, Came); 8] = [
        (Method::Email, true, on_its_way(Method::Email)),
        (Method::Post, true, on_its_way(Method::Post)),
        (Method::Handed, true, gone(Method::Handed)),
        (Method::Phone, true, Err(Refusal::PhoneIsNotAcknowledgement)),
        (Method::Email, false, Err(Refusal::NoWayToWrite)),
        (Method::Post, false, Err(Refusal::NoWayToWrite)),
        (Method::Handed, false, gone(Method::Handed)),
        (Method::Phone, false, gone(Method::Phone)),
    ];
    let desk = case_in(StateKind::Logged);
    for (method, address_known, came) in table {
        assert_eq!(desk.ask(ADVISER, &acknowledge(method, address_known)), came, "{method:?} {address_known}");
    }
}

#[test]
fn each_kind_is_thanked_or_told_in_its_own_way() {
    let table = [
        (Kind::Complaint, Purpose::Acknowledgement),
        (Kind::Compliment, Purpose::Thanks),
        (Kind::Comment, Purpose::Thanks),
        (Kind::ServiceRequest, Purpose::Handover),
    ];
    for (kind, purpose) in table {
        let desk = Desk::new(&Logging { kind, ..complaint() });
        let came = desk.ask(ADVISER, &acknowledge(Method::Email, true));
        assert_eq!(came, Ok(vec![queued(1, purpose, Method::Email)]), "{kind:?}");
    }
}

#[test]
fn one_acknowledgement_is_enough_unless_it_did_not_arrive() {
    let desk = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Email, true));
    let again = acknowledge(Method::Post, true);
    assert_eq!(desk.ask(ADVISER, &again), Err(Refusal::AlreadyAcknowledged(day("Mon 2 Nov 2026"))));
    let desk = desk.mail(1, Delivered::Refused);
    assert_eq!(desk.case.acknowledged(), None);
    let desk = desk.on(morning("Tue 3 Nov 2026")).does(ADVISER, again);
    assert_eq!(desk.case.acknowledged(), Some(day("Tue 3 Nov 2026")));
    assert_eq!(desk.case.letters.len(), 2);
}

#[test]
fn only_a_printed_letter_that_waits_is_posted() {
    let desk = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Post, true));
    let posted = |letter| Act::MarkPosted { letter, on: None };
    assert_eq!(desk.case.to_post().count(), 1);
    assert_eq!(desk.ask(ADVISER, &posted(2)), Err(Refusal::NoSuchLetter(2)));
    let desk = desk.does(ADVISER, posted(1));
    assert_eq!(desk.case.letters[0].fate, Fate::Left(desk.now));
    assert_eq!(desk.case.to_post().count(), 0);
    assert_eq!(desk.ask(ADVISER, &posted(1)), Err(Refusal::NoSuchLetter(1)), "it is posted once");
    let by_mail = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Email, true));
    assert_eq!(by_mail.ask(ADVISER, &posted(1)), Err(Refusal::NoSuchLetter(1)), "an email is not posted");
}

#[test]
fn what_became_of_a_letter_is_learned_once() {
    let sent = || case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Email, true));
    for (first, second) in [(Delivered::Accepted, Delivered::Refused), (Delivered::Refused, Delivered::Accepted)] {
        let desk = sent().mail(1, first);
        let known = desk.case.clone();
        assert_eq!(desk.mail(1, second).case, known, "{first:?}, then {second:?}");
    }
    let desk = sent();
    let known = desk.case.clone();
    assert_eq!(desk.mail(2, Delivered::Accepted).case, known, "there is no letter 2");
}

#[test]
fn a_response_that_was_refused_is_signed_and_to_be_sent_again() {
    let desk = case_in(StateKind::Answered).mail(1, Delivered::Refused);
    assert_eq!(desk.case.state.kind(), StateKind::SignedOff);
    assert_eq!(desk.case.answered(), None);
    let desk = desk.on(morning("Tue 3 Nov 2026")).does(HEAD, Act::Send { letter: written(Method::Post) });
    assert_eq!(desk.case.state.kind(), StateKind::Answered);
    assert_eq!(desk.case.answered(), Some(day("Tue 3 Nov 2026")));
}

#[test]
fn an_email_that_waits_leaves_on_paper_and_counts_from_the_day_it_is_posted() {
    let on_paper = |letter| Act::PutOnPaper { letter };
    let written = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Email, true));
    assert_eq!(written.ask(ADVISER, &on_paper(2)), Err(Refusal::NoSuchEmail(2)));
    let printed = written.clone().on(morning("Tue 3 Nov 2026")).does(ADVISER, on_paper(1));
    assert_eq!(printed.case.to_post().map(|letter| letter.number).collect::<Vec<_>>(), [1]);
    assert_eq!(printed.ask(ADVISER, &on_paper(1)), Err(Refusal::NoSuchEmail(1)), "once");
    let posted = printed
        .on(morning("Thu 5 Nov 2026"))
        .does(ADVISER, Act::MarkPosted { letter: 1, on: Some(day("Wed 4 Nov 2026")) });
    assert_eq!(posted.case.acknowledged(), Some(day("Wed 4 Nov 2026")));

    let left = written.mail(1, Delivered::Accepted);
    assert_eq!(left.ask(ADVISER, &on_paper(1)), Err(Refusal::NoSuchEmail(1)), "it has left");
    let by_post = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Post, true));
    assert_eq!(by_post.ask(ADVISER, &on_paper(1)), Err(Refusal::NoSuchEmail(1)), "it is on paper");
}

#[test]
fn a_printed_letter_that_is_wrong_is_not_sent() {
    let discard = |letter| Act::Discard { letter };
    let printed = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Post, true));
    let next_day = printed.clone().on(morning("Tue 3 Nov 2026"));
    assert_eq!(next_day.ask(ADVISER, &discard(2)), Err(Refusal::NoSuchLetter(2)));
    let kept_back = next_day.does(CHAMPION, discard(1));
    assert_eq!((kept_back.case.to_post().count(), kept_back.case.acknowledged()), (0, None));
    assert_eq!(kept_back.ask(ADVISER, &discard(1)), Err(Refusal::NoSuchLetter(1)), "once");
    let again = kept_back.does(ADVISER, acknowledge(Method::Post, true));
    assert_eq!(again.case.acknowledged(), Some(day("Tue 3 Nov 2026")), "another is written");

    let posted = printed.does(ADVISER, Act::MarkPosted { letter: 1, on: None });
    assert_eq!(posted.ask(ADVISER, &discard(1)), Err(Refusal::NoSuchLetter(1)), "it has left");
    let by_mail = case_in(StateKind::Logged).does(ADVISER, acknowledge(Method::Email, true));
    assert_eq!(by_mail.ask(ADVISER, &discard(1)), Err(Refusal::NoSuchLetter(1)), "an email is undone");
}

#[test]
fn a_refusal_is_kept_back_once_the_case_is_open_again() {
    let refusal =
        Act::Decline { answers: Vec::new(), exclusion: None, reason: text("why"), letter: written(Method::Post) };
    let declined = case_in(StateKind::Passed).does(CHAMPION, refusal).on(morning("Tue 3 Nov 2026"));
    let discard = Act::Discard { letter: 1 };
    assert_eq!(declined.ask(ADVISER, &discard), Err(Refusal::LetterEndedIt), "opening it again is not for everybody");
    let open = declined.does(CHAMPION, Act::Reopen { reason: text("why"), by: None });
    let kept_back = open.does(ADVISER, discard);
    assert_eq!((kept_back.case.state.kind(), kept_back.case.to_post().count()), (StateKind::Passed, 0));
}

#[test]
fn a_response_on_paper_is_taken_back_until_it_is_posted() {
    let sent = case_in(StateKind::SignedOff).does(HEAD, Act::Send { letter: written(Method::Post) });
    assert_eq!(sent.ask(ADVISER, &Act::Discard { letter: 1 }), Err(Refusal::ResponseIsRecalled));
    let next_day = sent.on(morning("Tue 3 Nov 2026"));
    assert!(decide::recallable(&next_day.case, next_day.now).is_some_and(|(_, seconds)| seconds.is_none()));
    let back = next_day.clone().does(HEAD, Act::Recall);
    assert_eq!((back.case.state.kind(), back.case.to_post().count()), (StateKind::SignedOff, 0));
    let posted = next_day.does(ADVISER, Act::MarkPosted { letter: 1, on: None });
    assert_eq!(posted.ask(HEAD, &Act::Recall), Err(Refusal::TooLateToRecall { seconds: 60 }));
    assert_eq!(decide::recallable(&posted.case, posted.now), None);
}
