//! Steps that nothing else says: which of them a procedure asks for, when they can have been, and
//! what they do to time limits.

use domain::{
    Act, Procedure, Refusal,
    act::{Contacting, Reaching},
    clock,
    decide::{self, Delivered},
    feedback::Kind,
    letter::Method,
    procedure::{Complainant, Content, LetterRule, Milestone, Occasion},
};

use crate::common::*;

/// An update every five working days from receipt, a report ten after a meeting, and a survey.
const CLOCKS: &str = r#"
[[clock]]
id = "update"
title = "Tell the customer how it stands"
limit = "5 working days"
from = "received"
met_by = ["updated"]
repeats = true

[[clock]]
id = "meet"
title = "Meet the customer"
limit = "10 working days"
from = "received"
met_by = ["met"]

[[clock]]
id = "report"
title = "Report"
limit = "10 working days"
from = "met"
met_by = ["reported"]
uncapped = true

[[clock]]
id = "survey"
title = "Send the survey"
limit = "15 working days"
from = "received"
met_by = ["done"]

[[clock]]
id = "respond"
title = "Respond"
limit = "20 working days"
from = "received"
met_by = ["responded"]
"#;

fn procedure() -> Procedure {
    #[derive(serde::Deserialize)]
    struct Clocks {
        clock: Vec<domain::procedure::ClockRule>,
    }
    let mut procedure = shipped_procedure();
    procedure.extensions.clear();
    procedure.stages[0].clocks = toml::from_str::<Clocks>(CLOCKS).expect("good clocks").clock;
    assert_eq!(procedure.problems(), [], "the procedure works");
    procedure
}

pub(crate) fn step(milestone: Milestone, on: &str) -> Act {
    let clock = (milestone == Milestone::Done).then(|| "survey".to_owned());
    Act::Reach(Reaching { milestone, clock, on: day(on), note: None })
}

pub(crate) fn logged() -> Desk {
    Desk::under(procedure(), &complaint(), morning("Mon 2 Nov 2026"))
}

#[test]
fn a_step_of_a_clock_for_another_band_is_not_asked_for() {
    let mut desk = logged();
    let band = |more: &str| toml::from_str(&format!("id = \"complex\"\ntitle = \"Complex\"\n{more}")).expect("a band");
    desk.procedure.stages[0].clocks[0].for_bands = vec!["complex".into()];
    desk.procedure.bands = vec![band("points_from = 2")];
    assert!(!offered(&desk).contains(&Milestone::Updated));
    assert_eq!(due(&desk, "update"), None);
    desk.procedure.bands = vec![band("points_to = 2")];
    assert!(offered(&desk).contains(&Milestone::Updated));
    assert_eq!(due(&desk, "update").map(|(due, _)| due), Some("Mon 9 Nov 2026".into()));
}

#[test]
fn consent_that_a_complainant_needs_is_asked_for_until_it_is_written_down() {
    let mut desk = logged();
    let listed = |id: &str, needs_consent| Complainant { id: id.into(), title: id.into(), needs_consent };
    desk.procedure.acceptance.complainants = vec![listed("child", false), listed("friend", true)];
    for (complainant, kind, asked) in [
        (None, Kind::Complaint, false),
        (Some("child"), Kind::Complaint, false),
        (Some("neighbour"), Kind::Complaint, false),
        (Some("friend"), Kind::Comment, false),
        (Some("friend"), Kind::Complaint, true),
    ] {
        desk.case.kind = kind;
        desk.case.complainant = complainant.map(str::to_owned);
        assert_eq!(offered(&desk).contains(&Milestone::Consented), asked, "{complainant:?}, {kind:?}");
        assert_eq!(desk.case.waits_for_consent(&desk.procedure), asked, "{complainant:?}, {kind:?}");
    }
    let desk = desk.on(morning("Wed 4 Nov 2026")).does(CHAMPION, step(Milestone::Consented, "Tue 3 Nov 2026"));
    assert!(!offered(&desk).contains(&Milestone::Consented), "once");
    assert!(!desk.case.waits_for_consent(&desk.procedure));
}

fn offered(desk: &Desk) -> Vec<Milestone> {
    decide::steps(&desk.case, desk.rules()).iter().map(|step| step.milestone).collect()
}

fn due(desk: &Desk, id: &str) -> Option<(String, Option<String>)> {
    let clocks = clock::clocks(&desk.case, desk.today(), desk.rules());
    let found = clocks.into_iter().find(|clock| clock.id == id)?;
    Some((named(found.due), found.met_on().map(named)))
}

#[test]
fn a_procedure_asks_for_its_steps_once_but_for_updates_again_and_again() {
    use Milestone::{Done, Met, Reported, Updated};
    let desk = logged();
    assert_eq!(offered(&desk), [Updated, Met, Reported, Done]);
    let met = desk.on(morning("Mon 9 Nov 2026")).does(CHAMPION, step(Met, "Fri 6 Nov 2026"));
    assert_eq!(offered(&met), [Updated, Reported, Done]);
    let updated = met.does(CHAMPION, step(Updated, "Mon 9 Nov 2026"));
    assert_eq!(offered(&updated), [Updated, Reported, Done]);
    assert_eq!(updated.ask(CHAMPION, &step(Met, "Mon 9 Nov 2026")), Err(Refusal::NoSuchStep));
    assert_eq!(offered(&case_in(domain::StateKind::Logged)), [], "the policy that comes first asks for none");
}

#[test]
fn a_message_whose_contents_the_procedure_says_is_a_step() {
    let rule = |on, stage: Option<&str>| LetterRule {
        on,
        stage: stage.map(str::to_owned),
        must: vec![Content::Dates, Content::Reason],
    };
    let having =
        |letters| Desk::under(Procedure { letters, ..shipped_procedure() }, &complaint(), morning("Mon 2 Nov 2026"));
    let desk = having(vec![rule(Occasion::Update, None), rule(Occasion::Interim, None), rule(Occasion::Delay, None)]);
    assert_eq!(offered(&desk), [Milestone::Updated, Milestone::Interim]);
    let told = desk.does(CHAMPION, step(Milestone::Updated, "Mon 2 Nov 2026"));
    assert_eq!(offered(&told), [Milestone::Updated, Milestone::Interim], "as often as it comes");
    assert_eq!(offered(&having(vec![rule(Occasion::Update, Some("another"))])), []);
}

#[test]
fn time_limits_start_from_them_and_are_met_by_them() {
    let desk = logged().on(morning("Fri 6 Nov 2026"));
    assert_eq!(due(&desk, "report"), None, "it waits for the meeting");
    assert_eq!(due(&desk, "update"), Some(("Mon 9 Nov 2026".into(), None)));
    let desk = desk
        .does(CHAMPION, step(Milestone::Met, "Thu 5 Nov 2026"))
        .does(CHAMPION, step(Milestone::Updated, "Fri 6 Nov 2026"))
        .does(CHAMPION, step(Milestone::Done, "Fri 6 Nov 2026"));
    assert_eq!(due(&desk, "meet"), Some(("Mon 16 Nov 2026".into(), Some("Thu 5 Nov 2026".into()))));
    assert_eq!(due(&desk, "report"), Some(("Thu 19 Nov 2026".into(), None)));
    assert_eq!(due(&desk, "update"), Some(("Fri 13 Nov 2026".into(), None)), "counted from the last update");
    assert_eq!(due(&desk, "survey").and_then(|(_, met)| met).as_deref(), Some("Fri 6 Nov 2026"));
}

#[test]
fn what_the_customer_makes_clear_begins_a_count_anew_as_often_as_it_comes() {
    let mut anew = procedure();
    let respond = anew.stages[0].clocks.iter_mut().find(|clock| clock.id == "respond").expect("it is there");
    respond.restarts_on = vec![Milestone::Clarified];
    assert_eq!(anew.problems(), []);
    let desk = Desk::under(anew, &complaint(), morning("Mon 2 Nov 2026")).on(morning("Mon 9 Nov 2026"));
    assert!(offered(&desk).contains(&Milestone::Clarified));
    assert_eq!(due(&desk, "respond"), Some(("Mon 30 Nov 2026".into(), None)));
    let clear = desk.does(CHAMPION, step(Milestone::Clarified, "Fri 6 Nov 2026"));
    assert_eq!(due(&clear, "respond"), Some(("Fri 4 Dec 2026".into(), None)));
    let clearer = clear.does(CHAMPION, step(Milestone::Clarified, "Mon 9 Nov 2026"));
    assert_eq!(due(&clearer, "respond"), Some(("Mon 7 Dec 2026".into(), None)));
}

#[test]
fn what_begins_a_time_limit_again_can_be_taken_again() {
    let mut again = procedure();
    for clock in &mut again.stages[0].clocks {
        clock.repeats |= clock.id == "survey";
        if clock.id == "respond" {
            clock.restarts_on = vec![Milestone::Assessed];
        }
    }
    assert_eq!(again.problems(), []);
    let desk = Desk::under(again, &complaint(), morning("Mon 2 Nov 2026")).on(morning("Mon 9 Nov 2026"));
    let once = desk.does(CHAMPION, step(Milestone::Done, "Fri 6 Nov 2026"));
    assert_eq!(due(&once, "survey"), Some(("Fri 27 Nov 2026".into(), None)), "counted from the last time");
    let twice = once.does(CHAMPION, step(Milestone::Done, "Mon 9 Nov 2026"));
    assert_eq!(due(&twice, "survey"), Some(("Mon 30 Nov 2026".into(), None)));
    let assessed = twice.does(CHAMPION, step(Milestone::Assessed, "Fri 6 Nov 2026"));
    let assessed = assessed.does(CHAMPION, step(Milestone::Assessed, "Mon 9 Nov 2026"));
    assert_eq!(due(&assessed, "respond"), Some(("Mon 7 Dec 2026".into(), None)));
}

#[test]
fn a_limit_that_repeats_with_each_contact_counts_from_the_last() {
    let mut ring = procedure();
    for clock in ring.stages[0].clocks.iter_mut().filter(|clock| clock.id == "update") {
        clock.met_by = vec![Milestone::Contacted];
    }
    assert_eq!(ring.problems(), []);
    let call =
        |day: &str| Act::RecordContact(Contacting { on: Some(crate::common::day(day)), ..crate::common::call() });
    let desk = Desk::under(ring, &complaint(), morning("Mon 2 Nov 2026")).on(morning("Mon 9 Nov 2026"));
    let desk = desk.does(CHAMPION, call("Wed 4 Nov 2026")).does(CHAMPION, call("Fri 6 Nov 2026"));
    assert_eq!(due(&desk, "update"), Some(("Fri 13 Nov 2026".into(), None)));
}

#[test]
fn a_step_is_on_a_day_on_which_it_can_have_been() {
    let desk = logged().on(morning("Mon 9 Nov 2026"));
    let then = Refusal::NotThen { from: day("Mon 2 Nov 2026"), today: day("Mon 9 Nov 2026") };
    assert_eq!(desk.ask(CHAMPION, &step(Milestone::Updated, "Tue 10 Nov 2026")), Err(then.clone()));
    assert_eq!(desk.ask(CHAMPION, &step(Milestone::Updated, "Fri 30 Oct 2026")), Err(then));
    assert!(desk.ask(CHAMPION, &step(Milestone::Met, "Fri 20 Nov 2026")).is_ok(), "a meeting can be arranged");
    let other = Act::Reach(Reaching {
        milestone: Milestone::Done,
        clock: Some("respond".into()),
        on: day("Mon 9 Nov 2026"),
        note: None,
    });
    assert_eq!(desk.ask(CHAMPION, &other), Err(Refusal::NoSuchStep), "a response is not ticked off");
}

#[test]
fn letters_and_calls_are_no_steps() {
    let desk = logged().acknowledged(Method::Email).mail(1, Delivered::Accepted);
    let act =
        Act::Reach(Reaching { milestone: Milestone::Acknowledged, clock: None, on: day("Mon 2 Nov 2026"), note: None });
    assert_eq!(desk.ask(CHAMPION, &act), Err(Refusal::NoSuchStep));
}

#[test]
fn a_decision_is_written_down_where_a_limit_asks_for_it_and_else_comes_with_the_response() {
    use Milestone::{Decided, Reported};
    let assessed = r#"
        [[clock]]
        id = "approve"
        title = "Approve the support"
        limit = "10 working days"
        from = "reported"
        met_by = ["decided"]
        uncapped = true

        [[clock]]
        id = "respond"
        title = "Respond"
        limit = "5 working days"
        from = "decided"
        met_by = ["responded"]
        uncapped = true
    "#;
    let mut signed = case_in(domain::StateKind::SignedOff);
    signed.procedure = procedure_with(assessed);
    let mut request = signed.clone();
    request.case.kind = Kind::ServiceRequest;
    request.procedure.stages[0].kinds.push(Kind::ServiceRequest);
    let desk = signed.on(morning("Mon 16 Nov 2026")).does(CHAMPION, step(Reported, "Mon 9 Nov 2026"));
    assert_eq!(offered(&desk), [Decided]);
    assert_eq!(due(&desk, "approve"), Some(("Mon 23 Nov 2026".into(), None)));
    assert_eq!(due(&desk, "respond"), None, "it waits for the decision");
    let answered = |desk: &Desk| desk.clone().does(HEAD, Act::Send { letter: written(Method::Email) });
    assert_eq!(
        due(&answered(&desk), "approve"),
        Some(("Mon 23 Nov 2026".into(), Some("Mon 16 Nov 2026".into()))),
        "the day of the response stands for it"
    );
    let decided = desk.does(CHAMPION, step(Decided, "Thu 12 Nov 2026"));
    assert_eq!(offered(&decided), [], "once");
    assert_eq!(due(&decided, "respond"), Some(("Thu 19 Nov 2026".into(), None)));
    for desk in [&decided, &answered(&decided)] {
        assert_eq!(due(desk, "approve"), Some(("Mon 23 Nov 2026".into(), Some("Thu 12 Nov 2026".into()))));
    }
    let met = Some("Mon 16 Nov 2026".to_owned());
    assert_eq!(due(&answered(&decided), "respond"), Some(("Thu 19 Nov 2026".into(), met)));

    let request = answered(&request.on(morning("Mon 16 Nov 2026")).does(CHAMPION, step(Reported, "Mon 9 Nov 2026")));
    assert_eq!(
        due(&request, "approve"),
        Some(("Mon 23 Nov 2026".into(), None)),
        "an enquiry answered, nothing approved"
    );
    assert_eq!(offered(&request), [Decided]);
}
