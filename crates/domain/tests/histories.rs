//! Whatever people do, in whatever order: what stays true of every history.

mod common;

use common::*;
use domain::{
    Act, ActKind, By, Case, CustomerId, Event, PersonId, Reference, Role, StateKind,
    act::{Asker, Asking, BundleFor, Contacting, Correction, Handler, Learning, Logging, Subject},
    behalf::{Relation, Representative},
    calendar::WeekendReceipt,
    clock::{self, Day},
    decide::{self, Delivered},
    feedback::{Ending, Finding, Kind, Manner, ReplyBy},
    letter::{Fate, Method, Purpose, Written},
    permission::{self, Of},
    procedure::{Choice, Limit, Milestone, Never, Unit},
    tie::{Link, Tie},
};
use proptest::{prelude::*, sample::select, test_runner::FileFailurePersistence};

const PEOPLE: [PersonId; 6] = [ADVISER, CHAMPION, OFFICER, HEAD, DEPUTY, OTHER_HEAD];

/// Somebody tries something, some time after the thing before.
#[derive(Debug, Clone)]
struct Try {
    person: PersonId,
    act: Act,
    seconds_later: i64,
    /// What the outbox learns afterwards of the latest letter.
    mail: Option<Delivered>,
}

fn letter() -> impl Strategy<Value = Written> {
    select(Method::ALL).prop_map(written)
}

fn act() -> impl Strategy<Value = Act> {
    let number = 0..4_u32;
    let date_asked = (0..20_u64).prop_map(|days| day("Mon 2 Nov 2026") + chrono::Days::new(days));
    let date = (0..60_u64).prop_map(|days| day("Mon 2 Nov 2026") + chrono::Days::new(days));
    let ending = select(Ending::ALL);
    let note = proptest::option::of(Just(text("note")));
    let learning = prop_oneof![Just(Learning::Lesson(text("lesson"))), Just(Learning::Nothing(text("nothing")))];
    let correction =
        proptest::option::of(date.clone()).prop_map(|received| Correction { received, ..Correction::default() });
    let service = select(vec![WASTE, HOUSING]);
    let failed = select(vec![vec![], vec!["every-point".to_owned()], vec!["apology".to_owned()]]);
    prop_oneof![
        1 => correction.prop_map(|correction| Act::Correct { correction, reason: text("reason") }),
        1 => any::<bool>().prop_map(|seen| Act::Represent(Some(Representative::new(CustomerId(8), Relation::Family, seen)))),
        1 => service.clone().prop_map(|service| Act::Classify(Subject { service: Some(service), ..Subject::default() })),
        1 => select(Kind::ALL).prop_map(|to| Act::Convert { to, reason: text("reason") }),
        1 => letter().prop_map(|letter| Act::Refer { answers: Vec::new(), body: text("body"), letter: Some(letter) }),
        1 => letter().prop_map(|letter| Act::Decline { answers: Vec::new(), exclusion: None, reason: text("reason"), letter }),
        3 => (letter(), any::<bool>())
            .prop_map(|(letter, address_known)| Act::Acknowledge { letter, address_known }),
        2 => (any::<bool>(), select(Manner::ALL))
            .prop_map(|(reached, manner)| Act::RecordContact(Contacting { reached, manner, ..call() })),
        1 => select(vec!["debt", "move"]).prop_map(|hold| Act::Hold { hold: hold.into(), note: None }),
        1 => select(vec!["debt", "move"]).prop_map(|hold| Act::Release { hold: hold.into(), note: None }),
        3 => service.prop_map(|service| Act::Pass { service, head: HEAD }),
        4 => select(vec![OFFICER, DEPUTY]).prop_map(nominate),
        1 => Just(Act::AddNote { text: text("note") }),
        1 => Just(Act::AddPoint { text: text("point") }),
        1 => number.clone().prop_map(|point| Act::CorrectPoint { point, text: text("words"), reason: text("reason") }),
        1 => (number.clone(), any::<bool>())
            .prop_map(|(point, in_draft)| Act::RemovePoint { point, in_draft, reason: text("reason") }),
        2 => (date, letter())
            .prop_map(|(to, letter)| Act::Extend { clock: None, to, reason: text("reason"), agreed: false, letter }),
        6 => Just(Act::Draft { text: text("draft") }),
        6 => Just(Act::Submit),
        2 => Just(Act::SendBack { comments: text("comments") }),
        6 => (failed, note.clone()).prop_map(|(failed, reason)| Act::SignOff { failed, reason }),
        6 => letter().prop_map(|letter| Act::Send { letter }),
        2 => Just(Act::Recall),
        6 => (number.clone(), select(Finding::ALL))
            .prop_map(|(point, finding)| Act::Find { point, finding, reason: text("reason") }),
        1 => Just(Act::Promise { remedy: "action".into(), what: text("what"), due: None, owner: None }),
        1 => number.clone().prop_map(|promise| Act::Fulfil { promise }),
        4 => learning.prop_map(Act::Learn),
        6 => (ending, note).prop_map(|(ending, note)| Act::Close { ending, note, told: None }),
        2 => Just(Act::Reopen { reason: text("reason"), by: None }),
        1 => Just(Act::Withdraw { reason: text("reason") }),
        1 => number.clone().prop_map(|letter| Act::MarkPosted { letter, on: None }),
        1 => number.clone().prop_map(|letter| Act::PutOnPaper { letter }),
        1 => number.prop_map(|letter| Act::Discard { letter }),
        3 => (1..40_u32).prop_map(|first| Act::Undo { first }),
        1 => Just(Act::Restrict { people: vec![CHAMPION], named_staff: None, reason: text("reason") }),
        1 => Just(Act::Unrestrict { reason: text("reason") }),
        1 => select(BundleFor::ALL).prop_map(|whom| Act::Bundle { whom, documents: 2 }),
        4 => (0..3_u32, date_asked).prop_map(|(point, asked)| escalate(point, asked)),
        2 => select(vec![HEAD, OTHER_HEAD, DEPUTY]).prop_map(|person| Act::Appoint {
            signer: Handler { person, role: Role::HeadOfService },
            investigator: None,
        }),
        1 => (2..4_u32, select(Tie::ALL)).prop_map(|(number, how)| Act::Link(Link { other: other_case(number), how })),
        1 => (2..4_u32).prop_map(|number| Act::Unlink { other: other_case(number) }),
        1 => number_of_a_point().prop_map(|point| Act::Split { point, into: other_case(9) }),
    ]
}

fn number_of_a_point() -> impl Strategy<Value = u32> {
    0..4_u32
}

fn other_case(number: u32) -> Reference {
    Reference { year: 2026, number: 9000 + number }
}

/// The shipped procedure has one stage; see [`begun_with_two_stages`].
fn escalate(point: u32, asked: domain::Date) -> Act {
    let (stage, by) = ("again".to_owned(), Asker::Customer);
    Act::Escalate(Asking { stage, by, asked, time: None, reason: None, late: None, points: vec![point] })
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let mail = proptest::option::of(select(vec![Delivered::Accepted, Delivered::Refused]));
    let seconds_later = prop_oneof![0..120_i64, 0..300_000_i64];
    let one = (select(PEOPLE.to_vec()), act(), seconds_later, mail)
        .prop_map(|(person, act, seconds_later, mail)| Try { person, act, seconds_later, mail });
    proptest::collection::vec(one, 0..80)
}

/// Any new feedback, or a complaint that is some way on.
fn begun() -> impl Strategy<Value = Desk> {
    prop_oneof![logging().prop_map(|logging| Desk::new(&logging)), select(StateKind::ALL).prop_map(case_in),]
}

/// The same under a procedure with a stage after the first, for others than dealt with that.
fn begun_with_two_stages() -> impl Strategy<Value = Desk> {
    begun().prop_map(|mut desk| {
        let handling = &mut desk.procedure.handling;
        (handling.campaigns, handling.abusive_contact) = (true, true);
        handling.holds = vec![Choice { id: "debt".into(), title: "Recovery of a debt".into() }];
        desk.procedure.stages[0].ends_with.push(Milestone::Contacted);
        let mut again = desk.procedure.stages[0].clone();
        (again.id, again.title) = ("again".into(), "Again".into());
        again.follows = vec![desk.procedure.stages[0].id.clone()];
        again.people.never = vec![Never::EarlierHandler];
        for clock in &mut again.clocks {
            clock.id = format!("again-{}", clock.id);
            clock.from = Some(Milestone::Asked);
        }
        desk.procedure.stages.push(again);
        assert_eq!(desk.procedure.problems(), []);
        desk
    })
}

fn logging() -> impl Strategy<Value = Logging> {
    (select(Kind::ALL), select(ReplyBy::ALL), 0..3_usize).prop_map(|(kind, reply_by, points)| Logging {
        kind,
        reply_by,
        points: vec![text("point"); points],
        ..complaint()
    })
}

/// Everything that is permitted happens; each step is looked at. Most steps are refused, so each is
/// offered to everybody until somebody may.
fn live(mut desk: Desk, tries: &[Try], mut look: impl FnMut(&Desk)) -> Desk {
    for Try { person, act, seconds_later, mail } in tries {
        desk.now += chrono::TimeDelta::seconds(*seconds_later);
        let others = PEOPLE.into_iter().filter(|other| other != person);
        let _refused_to_all = std::iter::once(*person).chain(others).find(|who| desk.try_to(*who, act).is_ok());
        look(&desk);
        let latest = u32::try_from(desk.case.letters.len()).expect("few letters");
        if let Some(delivered) = mail {
            let events = decide::delivery(&desk.case, latest, *delivered);
            desk.happens(By::Heard, events);
            look(&desk);
        }
    }
    desk
}

/// The response that made the case answered was signed, in the version that was sent.
fn answered_only_when_signed(desk: &Desk) -> Result<(), TestCaseError> {
    let mut draft = 0;
    let mut signed = None;
    for recorded in &desk.history {
        if let Event::Drafted { version, .. } = &recorded.event {
            draft = *version;
        }
        if let Event::SignedOff { version, .. } = &recorded.event {
            signed = Some(*version);
        }
        if matches!(&recorded.event, Event::LetterQueued { purpose: Purpose::Response, .. }) {
            prop_assert_eq!(signed, Some(draft), "sent at {} of the history", recorded.seq);
        }
    }
    Ok(())
}

/// Nobody's signature stands under words they wrote.
fn nobody_signed_their_own(desk: &Desk) -> Result<(), TestCaseError> {
    if let (Some(signature), Some(draft)) = (&desk.case.signature, &desk.case.draft) {
        let same = signature.version == draft.version;
        prop_assert!(!same || signature.by != draft.author, "{:?} signed what they wrote", signature.by);
    }
    Ok(())
}

fn closed_only_for_a_listed_reason(desk: &Desk) -> Result<(), TestCaseError> {
    let case = &desk.case;
    let Some((ending, _)) = case.ended().filter(|_| case.kind == Kind::Complaint) else { return Ok(()) };
    match ending {
        Ending::Answered => {
            prop_assert!(case.answered().is_some(), "closed as answered without an answer");
            prop_assert!(case.outcome().is_some(), "closed as answered without an outcome");
            prop_assert!(case.learning.is_some(), "closed as answered without a lesson");
        }
        Ending::SortedAtOnce => {
            let passed = desk.history.iter().any(|each| matches!(each.event, Event::Passed { .. }));
            prop_assert!(!passed, "only what nobody had to look into is sorted at once");
        }
        Ending::Referred => prop_assert!(case.referred.is_some()),
        Ending::Declined => prop_assert!(case.declined.is_some()),
        Ending::Withdrawn => {}
        Ending::LoggedByMistake => {
            let left = case.letters.iter().any(|letter| matches!(letter.fate, Fate::Left(_)));
            let given = desk.history.iter().any(|each| matches!(each.event, Event::Passed { .. }));
            prop_assert!(!left && !given, "somebody knows of it");
        }
        Ending::DealtWithIn => prop_assert!(case.dealt_with_in().is_some() && case.answered().is_none()),
        Ending::Settled | Ending::Published => {
            let told = case.told.last().map(|(_, on)| *on);
            let called = case.contacts.iter().any(|contact| contact.reached && Some(contact.on) == told);
            prop_assert!(ending == Ending::Published || called, "settled on {told:?} and nobody was called then");
        }
        Ending::PassedOn | Ending::HandedOver | Ending::ClosedBefore => {
            prop_assert!(false, "a complaint was closed as {ending:?}");
        }
    }
    Ok(())
}

/// Letters are numbered without a gap; a point that was split off leaves one.
fn numbers_are_given_once(case: &Case) -> Result<(), TestCaseError> {
    let letters: Vec<u32> = case.letters.iter().map(|letter| letter.number).collect();
    prop_assert_eq!(letters, (1..).take(case.letters.len()).collect::<Vec<_>>());
    let points: Vec<u32> = case.points.iter().map(|point| point.number).collect();
    prop_assert!(points.is_sorted_by(|one, next| one < next), "{:?}", points);
    Ok(())
}

fn sent_letters_stand(before: &Case, after: &Case) -> Result<(), TestCaseError> {
    for (was, is) in before.letters.iter().zip(&after.letters) {
        let settled = matches!(was.fate, Fate::NotDelivered(_) | Fate::Recalled(_));
        prop_assert!(!settled || was.fate == is.fate, "letter {} rose again", was.number);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("proptest-regressions/histories.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_holds_after_every_step(begun in begun_with_two_stages(), tries in tries()) {
        let mut outcome = Ok(());
        let mut before: Option<Case> = None;
        let desk = live(begun, &tries, |desk| {
            if outcome.is_ok() {
                outcome = answered_only_when_signed(desk)
                    .and_then(|()| nobody_signed_their_own(desk))
                    .and_then(|()| closed_only_for_a_listed_reason(desk))
                    .and_then(|()| numbers_are_given_once(&desk.case))
                    .and_then(|()| before.as_ref().map_or(Ok(()), |before| sent_letters_stand(before, &desk.case)));
            }
            before = Some(desk.case.clone());
            let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
            assert!(clocks.iter().all(|clock| clock.first_due <= clock.held_to && clock.held_to <= clock.due));
        });
        outcome?;
        let seqs: Vec<u32> = desk.history.iter().map(|recorded| recorded.seq).collect();
        prop_assert_eq!(seqs, (1..).take(desk.history.len()).collect::<Vec<_>>());
        prop_assert_eq!(Case::replay(REFERENCE, &desk.history), Some(desk.case));
    }

    #[test]
    fn an_open_case_is_never_stuck(begun in begun(), tries in tries()) {
        let desk = live(begun, &tries, |_| ());
        let next = PEOPLE.iter().any(|person| {
            let moves = [
                ActKind::Close, ActKind::Pass, ActKind::Nominate, ActKind::Draft, ActKind::Submit, ActKind::SignOff,
                ActKind::Send, ActKind::Reopen, ActKind::SendBack,
            ];
            moves.iter().any(|act| permission::permit(&who(*person), *act, Some(Of::from(&desk.case))).is_ok())
        });
        prop_assert!(next || desk.case.subject.service == Some(HOUSING), "stuck in {:?}", desk.case.state);
    }

    #[test]
    fn an_answered_complaint_can_be_brought_to_its_end(tries in tries()) {
        let desk = live(case_in(StateKind::Answered), &tries, |_| ());
        prop_assume!(desk.case.state.kind() == StateKind::Answered && desk.case.kind == Kind::Complaint);
        prop_assume!(desk.case.subject.service == Some(WASTE));
        let letter = u32::try_from(desk.case.letters.len()).expect("few letters");
        let mut desk = desk.mail(letter, Delivered::Accepted);
        prop_assume!(desk.case.state.kind() == StateKind::Answered);
        desk.now += chrono::TimeDelta::days(1);
        let missing: Vec<u32> = desk.case.points.iter().map(|point| point.number).collect();
        for point in missing {
            desk = desk.does(HEAD, Act::Find { point, finding: Finding::NoFinding, reason: text("reason") });
        }
        let learn = Act::Learn(Learning::Nothing(text("nothing")));
        let closed = desk.does(HEAD, learn).does(HEAD, Act::Close { ending: Ending::Answered, note: None, told: None });
        prop_assert_eq!(closed.case.state.kind(), StateKind::Closed);
    }

    #[test]
    fn the_working_accounts_for_every_day(
        number in 0..40_u32, unit in select(vec![Unit::WorkingDays, Unit::CalendarDays, Unit::CalendarMonths]),
        days in 0..2000_u64, later in any::<bool>(),
    ) {
        let from = day("Thu 1 Jan 2026") + chrono::Days::new(days);
        let receipt =
            if later { WeekendReceipt::NextWorkingDayIsDayZero } else { WeekendReceipt::NextWorkingDayIsDayOne };
        let calendar = calendar();
        let working = clock::working(Limit { number, unit }, from, receipt, &calendar);
        let dates: Vec<_> = working.steps().iter().map(|step| step.date).collect();
        let every_day: Vec<_> = working.day_zero.iter_days().skip(1).take(dates.len()).collect();
        prop_assert_eq!(&dates, &every_day, "counted and skipped days are contiguous");
        prop_assert_eq!(dates.last().copied().unwrap_or(working.day_zero), working.due);
        prop_assert!(working.day_zero >= from);
        let counted: Vec<u32> = working
            .steps()
            .iter()
            .filter_map(|step| if let Day::Counted(number) = step.day { Some(number) } else { None })
            .collect();
        prop_assert_eq!(&counted, &(1..).take(counted.len()).collect::<Vec<u32>>());
        if unit == Unit::WorkingDays {
            prop_assert_eq!(counted.len(), number as usize);
            prop_assert!(number == 0 || calendar.is_working_day(working.due));
            prop_assert!(working.skipped().all(|(date, why)| calendar.why_not(date).as_ref() == Some(&why)));
        }
    }
}

#[test]
fn a_history_begins_with_logging() {
    let desk = case_in(StateKind::Answered);
    assert_eq!(Case::replay(REFERENCE, &[]), None);
    assert_eq!(Case::replay(REFERENCE, &desk.history[1..]), None);
}
