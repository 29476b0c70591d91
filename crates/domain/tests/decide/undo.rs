//! Every act, undone: those that nobody outside has seen leave the case as it was, the others stay.

use domain::{
    Act, By, Case, Event, Reference, Refusal, StateKind,
    act::{BundleFor, Correction, Learning, Subject},
    behalf::{Relation, Representative},
    decide::{self, Delivered},
    event::Under,
    feedback::{Channel, Ending, Finding, Kind},
    ids::{CustomerId, PersonId},
    letter::{Fate, Method, Purpose},
    procedure::Milestone,
    tie::{Link, Tie},
};

use crate::{common::*, holds, ombudsman, pause, stages, steps};

/// Another procedure.
fn elsewhere() -> Under {
    Under { procedure: "children-act".into(), version: 1, readings: Default::default() }
}

/// One of each act, by somebody who may do it, in a state in which it can be done.
fn each_act() -> Vec<(Desk, PersonId, Act, bool)> {
    let (logged, answered) = (case_in(StateKind::Logged), case_in(StateKind::Answered).mail(1, Delivered::Accepted));
    let investigating = case_in(StateKind::Investigating);
    let promised = investigating.clone().does(OFFICER, promise());
    let posted = logged.clone().acknowledged(Method::Post);
    let emailed = logged.clone().acknowledged(Method::Email);
    let letter = || written(Method::Email);
    let correction = Correction { channel: Some(Channel::Letter), ..Correction::default() };
    let subject = Subject { service: Some(HOUSING), ..Subject::default() };
    let two_points = logged.clone().does(CHAMPION, Act::AddPoint { text: text("point") });
    let day = day("Tue 24 Nov 2026");
    let file = || (text("file"), text("name.pdf"));
    vec![
        (logged.clone(), ADVISER, Act::Correct { correction, reason: text("why") }, true),
        (logged.clone(), CHAMPION, Act::Classify(subject), true),
        (logged.clone(), ADVISER, Act::Represent(Some(daughter())), true),
        (logged.clone(), CHAMPION, Act::Convert { to: Kind::Comment, reason: text("why") }, true),
        (logged.clone(), CHAMPION, Act::Transfer { to: elsewhere(), grounds: Vec::new(), reason: text("why") }, true),
        (logged.clone(), CHAMPION, Act::Screen { answers: vec![false; 7], reason: None }, true),
        (
            logged.clone(),
            CHAMPION,
            Act::Refer { answers: Vec::new(), body: text("body"), letter: Some(letter()) },
            true,
        ),
        (logged.clone(), CHAMPION, Act::Refer { answers: Vec::new(), body: text("body"), letter: None }, true),
        (
            logged.clone(),
            CHAMPION,
            Act::Decline { answers: Vec::new(), exclusion: None, reason: text("why"), letter: letter() },
            true,
        ),
        (logged.clone(), CHAMPION, Act::Acknowledge { letter: letter(), address_known: true }, true),
        (logged.clone(), ADVISER, contact(), true),
        (logged.clone(), CHAMPION, Act::Pass { service: WASTE, head: HEAD }, true),
        (case_in(StateKind::Passed), HEAD, nominate(OFFICER), true),
        (logged.clone(), ADVISER, Act::AddNote { text: text("note") }, true),
        (logged.clone(), ADVISER, Act::AddDocument { file: file().0, name: file().1, bytes: 1 }, true),
        (logged.clone(), CHAMPION, Act::AddPoint { text: text("point") }, true),
        (logged.clone(), CHAMPION, Act::CorrectPoint { point: 1, text: text("point"), reason: text("why") }, true),
        (two_points.clone(), CHAMPION, Act::RemovePoint { point: 2, in_draft: false, reason: text("why") }, true),
        (
            investigating.clone(),
            OFFICER,
            Act::Extend { clock: None, to: day, reason: text("why"), agreed: false, letter: letter() },
            true,
        ),
        (investigating.clone(), OFFICER, Act::Draft { text: text("v1") }, true),
        (case_in(StateKind::SignedOff), OFFICER, Act::Draft { text: text("v2") }, true),
        (case_in(StateKind::Drafting), OFFICER, Act::Submit, true),
        (case_in(StateKind::AwaitingSignOff), HEAD, Act::SendBack { comments: text("more") }, true),
        (case_in(StateKind::AwaitingSignOff), HEAD, sign(), true),
        (case_in(StateKind::SignedOff), HEAD, Act::Send { letter: letter() }, false),
        (case_in(StateKind::Answered), HEAD, Act::Recall, false),
        (investigating.clone(), OFFICER, Act::Find { point: 1, finding: Finding::Upheld, reason: text("why") }, true),
        (investigating.clone(), OFFICER, promise(), true),
        (promised, OFFICER, Act::Fulfil { promise: 1 }, true),
        (investigating, OFFICER, Act::Learn(Learning::Lesson(text("lesson"))), true),
        (answered.on(at("Mon 2 Nov 2026 12:00:00")).answered_in_full(), OFFICER, close(), true),
        (case_in(StateKind::Closed), CHAMPION, Act::Reopen { reason: text("why"), by: None }, true),
        (logged.clone(), CHAMPION, restrict(), true),
        (later(logged.clone().does(CHAMPION, restrict())), CHAMPION, Act::Unrestrict { reason: text("why") }, true),
        (logged.clone(), ADVISER, linked(), false),
        (later(logged.clone().does(ADVISER, linked())), ADVISER, Act::Unlink { other: OTHER }, false),
        (logged.clone(), CHAMPION, Act::Bundle { whom: BundleFor::Ombudsman, documents: 2 }, false),
        (two_points, CHAMPION, Act::Split { point: 1, into: OTHER }, false),
        (logged, CHAMPION, Act::Withdraw { reason: text("why") }, true),
        (posted.clone(), ADVISER, Act::MarkPosted { letter: 1, on: None }, true),
        (later(posted), ADVISER, Act::Discard { letter: 1 }, false),
        (later(emailed), ADVISER, Act::PutOnPaper { letter: 1 }, false),
    ]
    .into_iter()
    .chain(each_act_on_stages())
    .collect()
}

fn each_act_on_stages() -> [(Desk, PersonId, Act, bool); 10] {
    let (answered, asking) = (stages::answered_in_stage_1(), stages::asking("Fri 13 Nov 2026"));
    let refuse =
        Act::RefuseStage { asking: asking.clone(), cause: None, reason: text("why"), letter: written(Method::Email) };
    [
        (stages::logged_for_it(), ADVISER, stages::begin("investigation", "vip"), true),
        (answered.clone(), CHAMPION, Act::Escalate(asking), true),
        (answered, CHAMPION, refuse, true),
        (stages::at_stage_2(), CHAMPION, stages::appoint_other_head(), true),
        (stages::answered_in_stage_1(), CHAMPION, ombudsman::began("Mon 16 Nov 2026"), true),
        (pause::investigating(), OFFICER, pause::stop("Mon 2 Nov 2026", "Tue 3 Nov 2026"), true),
        (pause::stopped(), ADVISER, pause::start("Tue 10 Nov 2026"), true),
        (holds::logged(), ADVISER, holds::hold("move"), true),
        (later(holds::logged().does(ADVISER, holds::hold("move"))), CHAMPION, holds::release("move"), true),
        (steps::logged(), ADVISER, steps::step(Milestone::Met, "Mon 2 Nov 2026"), true),
    ]
}

fn daughter() -> Representative {
    Representative::new(CustomerId(8), Relation::Family, true)
}

fn promise() -> Act {
    Act::Promise { remedy: "action".into(), what: text("what"), due: None, owner: None }
}

const OTHER: Reference = Reference { year: 2026, number: 432 };

fn linked() -> Act {
    Act::Link(Link { other: OTHER, how: Tie::Related })
}

fn restrict() -> Act {
    Act::Restrict { people: vec![CHAMPION], named_staff: Some(OFFICER), reason: text("why") }
}

fn contact() -> Act {
    Act::RecordContact(call())
}

fn close() -> Act {
    Act::Close { ending: Ending::Answered, note: None, told: None }
}

/// A little later, so that each is an act of its own.
fn later(desk: Desk) -> Desk {
    let now = desk.now + chrono::TimeDelta::seconds(30);
    desk.on(now)
}

/// What the case is, without how long its history is, and without letters that were taken back.
fn substance(case: &Case, like: &Case) -> Case {
    let letters = case.letters.iter().filter(|letter| !matches!(letter.fate, Fate::Recalled(_))).cloned().collect();
    Case { seq: like.seq, changed_at: like.changed_at, last: like.last.clone(), letters, ..case.clone() }
}

#[test]
fn every_act_can_be_undone_unless_somebody_outside_has_seen_it() {
    for (before, person, act, undone) in each_act() {
        let name = format!("{act:?}");
        let done = later(before.clone()).does(person, act);
        let first = done.case.last.as_ref().expect("somebody did something").first;
        let undo = Act::Undo { first };
        let offered = decide::undoable(&done.case, person, done.now);
        if !undone {
            assert_eq!((done.ask(person, &undo), offered), (Err(Refusal::SeenOutside), None), "{name}");
            continue;
        }
        assert_eq!(offered.map(|undo| undo.first), Some(first), "{name}");
        let after = later(done).does(person, undo.clone());
        assert_eq!(substance(&after.case, &before.case), before.case, "{name} leaves no trace in the case");
        assert_eq!(Case::replay(REFERENCE, &after.history), Some(after.case.clone()), "{name}");
        assert_eq!(after.ask(person, &undo), Err(Refusal::NotTheLastAct), "{name} is undone once");
    }
}

#[test]
fn every_act_is_in_the_table_above() {
    let tried: Vec<domain::ActKind> = each_act().iter().map(|(_, _, act, _)| act.kind()).collect();
    for act in domain::ActKind::ALL {
        let apart = matches!(act, domain::ActKind::Log | domain::ActKind::Undo);
        assert!(apart || tried.contains(act), "{act:?} is not tried");
    }
}

#[test]
fn only_ones_own_last_act_of_the_day_is_undone() {
    let note = Act::AddNote { text: text("note") };
    let noted = later(case_in(StateKind::Logged)).does(ADVISER, note.clone());
    let undo = Act::Undo { first: 2 };
    let table = [
        ("at once", noted.clone(), ADVISER, Ok(vec![Event::Undone { first: 2, last: 2 }])),
        ("by somebody else", noted.clone(), CHAMPION, Err(Refusal::NotTheLastAct)),
        ("after a note", later(noted.clone()).does(CHAMPION, note), ADVISER, Err(Refusal::NotTheLastAct)),
        ("at a minute to midnight", noted.clone().on(at("Mon 2 Nov 2026 23:59:00")), ADVISER, {
            Ok(vec![Event::Undone { first: 2, last: 2 }])
        }),
        ("the next day", noted.on(at("Tue 3 Nov 2026 00:00:00")), ADVISER, Err(Refusal::UndoneOnTheDay)),
    ];
    for (name, desk, person, came) in table {
        assert_eq!(desk.ask(person, &undo), came, "{name}");
    }
}

/// What takes a whole case back: nothing of its history is left out.
fn mistake() -> Event {
    Event::Closed { ending: Ending::LoggedByMistake, note: None, told: None }
}

#[test]
fn a_case_that_was_just_logged_ends_as_a_mistake_while_nobody_has_heard_of_it() {
    let letter = |method| Act::Acknowledge { letter: written(method), address_known: true };
    let and = |act: &Act| {
        let mut desk = Desk::new(&complaint());
        desk.try_to(ADVISER, act).expect("in one go with logging it");
        later(desk)
    };
    let logged = || later(case_in(StateKind::Logged));
    let note = Act::AddNote { text: text("note") };
    let seconds = |desk: Desk, seconds| {
        let now = desk.now + chrono::TimeDelta::seconds(seconds);
        desk.on(now)
    };
    let recalled = || Ok(vec![Event::LetterRecalled { number: 1 }, mistake()]);
    let imported = Event::Imported {
        batch: 1,
        old_reference: None,
        acknowledged: None,
        answered: None,
        closed: None,
        found: None,
    };
    let mut from_elsewhere = Desk::new(&complaint());
    from_elsewhere.happens(By::Person(ADVISER), vec![imported]);
    let table = [
        ("at once", logged(), ADVISER, Ok(vec![mistake()])),
        ("nine minutes later", seconds(logged(), 9 * 60), ADVISER, Ok(vec![mistake()])),
        ("ten minutes later", seconds(logged(), 10 * 60), ADVISER, Err(Refusal::LoggedTooLongAgo { minutes: 10 })),
        ("by somebody else", logged(), CHAMPION, Err(Refusal::NotTheLastAct)),
        ("after a note", later(logged().does(CHAMPION, note.clone())), ADVISER, Err(Refusal::NotTheLastAct)),
        ("after a note of one's own", later(logged().does(ADVISER, note)), ADVISER, Err(Refusal::NotTheLastAct)),
        ("with an email that waits", and(&letter(Method::Email)), ADVISER, recalled()),
        ("with one that has left", and(&letter(Method::Email)).mail(1, Delivered::Accepted), ADVISER, {
            Err(Refusal::SeenOutside)
        }),
        ("with one a minute old", seconds(and(&letter(Method::Email)), 60), ADVISER, {
            Err(Refusal::TooLateToRecall { seconds: 60 })
        }),
        ("with a letter to print", and(&letter(Method::Post)), ADVISER, recalled()),
        ("with a slip that was handed over", and(&letter(Method::Handed)), ADVISER, Err(Refusal::SeenOutside)),
        ("sorted while they were there", and(&sorted()), ADVISER, Err(Refusal::SeenOutside)),
        ("brought in from elsewhere", later(from_elsewhere), ADVISER, Err(Refusal::SeenOutside)),
    ];
    for (name, desk, person, came) in table {
        assert_eq!(desk.ask(person, &Act::Undo { first: 1 }), came, "{name}");
        let offered = decide::undoable_logging(&desk.case, person, desk.now);
        assert_eq!(offered.is_some(), came.is_ok(), "{name}: it is offered where it can be done");
    }
    let seconds_left = decide::undoable_logging(&and(&letter(Method::Email)).case, ADVISER, logged().now);
    assert_eq!(seconds_left.and_then(|undo| undo.seconds), Some(30));
}

#[test]
fn what_was_logged_by_mistake_stays_so() {
    let undone = later(case_in(StateKind::Logged)).does(ADVISER, Act::Undo { first: 1 });
    assert!(undone.case.is_mistake());
    assert_eq!(Case::replay(REFERENCE, &undone.history), Some(undone.case.clone()));
    let again = later(undone.clone());
    for first in 1..=2 {
        assert!(again.ask(ADVISER, &Act::Undo { first }).is_err(), "it is undone once");
    }
    assert_eq!(decide::undoable(&again.case, ADVISER, again.now), None);
    let by_hand = Act::Close { ending: Ending::LoggedByMistake, note: Some(text("why")), told: None };
    for state in [StateKind::Logged, StateKind::Investigating] {
        assert!(case_in(state).ask(CHAMPION, &by_hand).is_err(), "nothing else is closed so");
    }
}

#[test]
fn what_the_program_noted_in_between_stays() {
    let acknowledged = case_in(StateKind::Logged).acknowledged(Method::Email);
    let noted = later(acknowledged).does(CHAMPION, Act::AddPoint { text: text("point") });
    let left = later(noted).mail(1, Delivered::Accepted).does(CHAMPION, Act::Undo { first: 3 });
    assert_eq!(left.case.points.len(), 1, "the point is gone");
    assert!(left.case.acknowledged().is_some(), "the letter has left all the same");
}

#[test]
fn what_was_done_in_one_go_is_undone_in_one_go() {
    let desk = later(case_in(StateKind::Investigating));
    let submitted = desk.clone().does(OFFICER, Act::Draft { text: text("v1") }).does(OFFICER, Act::Submit);
    let first = decide::undoable(&submitted.case, OFFICER, submitted.now).expect("it can be undone").first;
    let undone = later(submitted).does(OFFICER, Act::Undo { first });
    assert_eq!(undone.case.state.kind(), StateKind::Investigating);
    assert_eq!(undone.case.draft, None);
}

/// Acknowledged a moment ago.
fn acknowledged(method: Method) -> Desk {
    later(case_in(StateKind::Logged)).acknowledged(method)
}

#[test]
fn a_letter_is_taken_back_with_its_act_as_long_as_nobody_has_it() {
    let undo = Act::Undo { first: 2 };
    let seconds = |desk: Desk, seconds| {
        let now = desk.now + chrono::TimeDelta::seconds(seconds);
        desk.on(now)
    };
    let too_late = Err(Refusal::TooLateToRecall { seconds: 60 });
    let taken_back = || Ok(vec![Event::LetterRecalled { number: 1 }, Event::Undone { first: 2, last: 2 }]);
    let table = [
        ("an email, at once", acknowledged(Method::Email), taken_back()),
        ("in the last second", seconds(acknowledged(Method::Email), 59), taken_back()),
        ("a minute later", seconds(acknowledged(Method::Email), 60), too_late),
        ("one that has left", acknowledged(Method::Email).mail(1, Delivered::Accepted), Err(Refusal::SeenOutside)),
        ("on paper, in the evening", acknowledged(Method::Post).on(at("Mon 2 Nov 2026 20:00:00")), taken_back()),
        ("the next day", acknowledged(Method::Post).on(morning("Tue 3 Nov 2026")), Err(Refusal::UndoneOnTheDay)),
        ("handed over", acknowledged(Method::Handed), Err(Refusal::SeenOutside)),
    ];
    for (name, desk, came) in table {
        assert_eq!(desk.ask(CHAMPION, &undo), came, "{name}");
        let offered = decide::undoable(&desk.case, CHAMPION, desk.now);
        assert_eq!(offered.is_some(), came.is_ok(), "{name}: it is offered where it can be done");
    }
    let left = |desk: &Desk| decide::undoable(&desk.case, CHAMPION, desk.now).and_then(|undo| undo.seconds);
    assert_eq!(left(&seconds(acknowledged(Method::Email), 12)), Some(48));
    assert_eq!(left(&acknowledged(Method::Post)), None, "no hurry");

    let undone = later(acknowledged(Method::Email)).does(CHAMPION, undo);
    assert_eq!(undone.case.acknowledged(), None, "the acknowledgement is owed again");
    let again = undone.on(morning("Tue 3 Nov 2026")).acknowledged(Method::Email);
    let numbers: Vec<u32> = again.case.letters.iter().map(|letter| letter.number).collect();
    assert_eq!(numbers, [1, 2], "the words of the first are kept under its number");
    assert_eq!(Case::replay(REFERENCE, &again.history), Some(again.case));
}

#[test]
fn a_date_that_was_put_off_is_as_before_when_its_letter_is_taken_back() {
    let desk = later(case_in(StateKind::Investigating));
    let before = desk.clock("respond").due;
    let to = day("Tue 24 Nov 2026");
    let extend = Act::Extend { clock: None, to, reason: text("why"), agreed: false, letter: written(Method::Email) };
    let put_off = desk.does(OFFICER, extend);
    assert_eq!(put_off.clock("respond").due, to);
    let first = decide::undoable(&put_off.case, OFFICER, put_off.now).expect("it can be undone").first;
    let undone = later(put_off).does(OFFICER, Act::Undo { first });
    assert_eq!((undone.clock("respond").due, undone.clock("respond").held_to), (before, before));
}

#[test]
fn what_was_acknowledged_as_it_was_logged_is_logged_and_not_acknowledged() {
    let mut desk = Desk::new(&complaint());
    let letter = Act::Acknowledge { letter: written(Method::Email), address_known: true };
    desk.try_to(ADVISER, &letter).expect("in one go with logging it");
    let undoable = decide::undoable(&desk.case, ADVISER, desk.now).expect("the letter can be taken back");
    let undone = later(desk).does(ADVISER, Act::Undo { first: undoable.first });
    assert_eq!((undone.case.state.kind(), undone.case.acknowledged()), (StateKind::Logged, None));
}

#[test]
fn what_was_hidden_as_it_was_logged_and_acknowledged_stays_hidden() {
    let by = By::Person(CHAMPION);
    let mut desk = Desk::new(&complaint());
    desk.history[0].by = by;
    desk.case = Case::replay(REFERENCE, &desk.history).expect("a case");
    let letter = Event::LetterQueued { number: 1, purpose: Purpose::Acknowledgement, letter: written(Method::Email) };
    let hidden = Event::Restricted { people: vec![CHAMPION], named_staff: Some(OFFICER), reason: text("why") };
    desk.happens(by, vec![letter, hidden]);
    let undoable = decide::undoable(&desk.case, CHAMPION, desk.now).expect("the letter can be taken back");
    let undone = later(desk).does(CHAMPION, Act::Undo { first: undoable.first });
    assert_eq!(undone.case.acknowledged(), None);
    assert_eq!(undone.case.named_staff, Some(OFFICER), "it is still hidden");
    assert!(undone.case.restriction.is_some());
}
