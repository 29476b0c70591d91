//! Hand-made sets, counted by eye.

use domain::{
    feedback::{Channel, Ending, Finding, Kind},
    figures::{
        Acknowledged, DEFINITIONS, Facts, Figures, LaterStage, Lesson, Lessons, Open, Share, definition, months,
    },
};

use super::*;
use crate::common::{HOUSING, WASTE, calendar};

fn november(facts: Vec<Facts>) -> Figures {
    Figures::count("2026-11".parse().expect("a month"), facts, &calendar())
}

#[test]
fn what_came_in_is_counted_by_the_day_of_receipt() {
    let logged_in_december = Facts { logged: day("Wed 2 Dec 2026"), ..received("Mon 30 Nov 2026") };
    let figures = november(vec![
        received("Fri 30 Oct 2026"),
        received("Sun 1 Nov 2026"),
        about(Some(HOUSING), received("Mon 2 Nov 2026")),
        about(None, Facts { ward: None, channel: Channel::Email, ..received("Tue 3 Nov 2026") }),
        of_kind(Kind::Compliment, about(Some(HOUSING), received("Wed 4 Nov 2026"))),
        of_kind(Kind::ServiceRequest, received("Thu 5 Nov 2026")),
        logged_in_december,
        received("Tue 1 Dec 2026"),
    ]);
    let kinds = [(Kind::Complaint, 4), (Kind::Compliment, 1), (Kind::Comment, 0), (Kind::ServiceRequest, 1)];
    assert_eq!(figures.received.by_kind(), kinds);
    assert_eq!(figures.received_of(Kind::Complaint), 4);
    let all = &figures.received.all;
    assert_eq!(all.count, 6);
    assert_eq!(all.services.rows(), [(Some(WASTE), 3), (Some(HOUSING), 2), (None, 1)], "largest first, not said last");
    assert_eq!(all.wards.rows(), [(Some("Abbey".to_owned()), 5), (None, 1)]);
    assert_eq!(all.channels.rows(), [(Some(Channel::Phone), 5), (Some(Channel::Email), 1)]);
    assert_eq!(figures.logging.later, Share::new(1, 6));
    assert_eq!(figures.logging.longest_gap, Some(2));
}

#[test]
fn a_complaint_on_two_grounds_is_counted_under_both() {
    let two = Facts { grounds: vec!["standard-missed".into(), "bad-advice".into()], ..received("Mon 2 Nov 2026") };
    let none = Facts { grounds: Vec::new(), ..received("Mon 2 Nov 2026") };
    let figures = november(vec![two, none, received("Mon 2 Nov 2026")]);
    let rows = [(Some("standard-missed".to_owned()), 2), (Some("bad-advice".to_owned()), 1), (None, 1)];
    assert_eq!(figures.received.all.grounds.rows(), rows);
    assert_eq!(figures.received.all.grounds.total(), 4);
    assert_eq!(figures.received.all.grounds.of(None), 1);
}

#[test]
fn acknowledgements_count_when_they_leave() {
    let figures = november(vec![
        acknowledged("Mon 2 Nov 2026", received("Fri 30 Oct 2026")),
        acknowledged("Wed 4 Nov 2026", received("Mon 2 Nov 2026")),
        acknowledged("Thu 5 Nov 2026", received("Mon 2 Nov 2026")),
        acknowledged("Tue 1 Dec 2026", received("Mon 30 Nov 2026")),
        received("Mon 2 Nov 2026"),
        of_kind(Kind::Comment, acknowledged("Mon 2 Nov 2026", received("Mon 2 Nov 2026"))),
    ]);
    assert_eq!(figures.acknowledged, Acknowledged { in_time: 2, late: 1 });
    assert_eq!(figures.acknowledged.share_in_time().to_string(), "67% (2 of 3)");
    assert_eq!(figures.open.acknowledgement_late, 1, "the one that nobody acknowledged, due Wed 4 Nov");
}

#[test]
fn facts_that_a_lock_kept_from_before_answers_acknowledged_count_as_they_did() {
    let kept = Facts { acknowledged: None, ..answered("Wed 4 Nov 2026", received("Mon 2 Nov 2026")) };
    assert_eq!(november(vec![kept]).acknowledged, Acknowledged { in_time: 0, late: 0 });
}

#[test]
fn answers_are_in_time_in_agreed_time_or_late_and_never_added_up() {
    let put_off = |facts: Facts| Facts { held_to: Some(day("Mon 30 Nov 2026")), ..facts };
    let figures = november(vec![
        answered("Mon 23 Nov 2026", received("Mon 2 Nov 2026")),
        answered("Fri 6 Nov 2026", put_off(received("Mon 2 Nov 2026"))),
        answered("Mon 30 Nov 2026", put_off(received("Mon 2 Nov 2026"))),
        answered("Tue 24 Nov 2026", received("Mon 2 Nov 2026")),
        answered("Tue 1 Dec 2026", received("Tue 10 Nov 2026")),
        of_kind(Kind::Complaint, answered("Tue 24 Nov 2026", received("Mon 2 Nov 2026"))),
    ]);
    let answered = &figures.answered;
    assert_eq!((answered.in_time, answered.in_agreed_time, answered.late, answered.count()), (2, 1, 1, 4));
    assert_eq!(answered.share_in_time().to_string(), "50% (2 of 4)");
    assert_eq!(answered.share_in_agreed_time().to_string(), "25% (1 of 4)");
    assert_eq!(answered.share_late().to_string(), "25% (1 of 4)");
    assert!(answered.days.each().eq([(4, 1), (15, 1), (16, 1), (20, 1)]));
    assert_eq!(answered.days.average(), Some(13.75));
    assert_eq!(answered.days.median(), Some(15.5));
}

#[test]
fn of_nothing_there_is_no_percentage_average_or_median() {
    let figures = november(Vec::new());
    assert_eq!(figures.answered.share_in_time().percent(), None);
    assert_eq!(figures.answered.share_in_time().to_string(), "none");
    assert_eq!((figures.answered.days.average(), figures.answered.days.median()), (None, None));
    assert_eq!(figures.logging.longest_gap, None);
}

#[test]
fn a_median_of_an_odd_number_is_the_middle_one() {
    let days = ["Tue 3 Nov 2026", "Wed 4 Nov 2026", "Mon 9 Nov 2026"];
    let figures = november(days.map(|on| answered(on, received("Mon 2 Nov 2026"))).into());
    assert_eq!(figures.answered.days.median(), Some(2.0));
}

#[test]
fn percentages_are_rounded_but_all_is_all_and_none_is_none() {
    let table = [
        (0, 0, None),
        (0, 3, Some(0)),
        (1, 3, Some(33)),
        (2, 3, Some(67)),
        (3, 3, Some(100)),
        (1, 8, Some(13)),
        (199, 200, Some(99)),
        (1, 300, Some(1)),
        (299, 300, Some(99)),
        (u32::MAX, u32::MAX, Some(100)),
    ];
    for (part, of, percent) in table {
        assert_eq!(Share::new(part, of).percent(), percent, "{part} of {of}");
    }
}

#[test]
fn what_is_open_at_the_end_and_how_old() {
    let figures = november(vec![
        received("Mon 30 Nov 2026"),
        received("Mon 23 Nov 2026"),
        received("Fri 20 Nov 2026"),
        received("Mon 9 Nov 2026"),
        received("Fri 6 Nov 2026"),
        received("Mon 2 Nov 2026"),
        received("Fri 30 Oct 2026"),
        answered("Fri 6 Nov 2026", received("Fri 30 Oct 2026")),
        answered("Tue 1 Dec 2026", received("Fri 30 Oct 2026")),
        ended("Mon 30 Nov 2026", Ending::Withdrawn, received("Mon 2 Nov 2026")),
        ended("Tue 1 Dec 2026", Ending::Withdrawn, received("Mon 2 Nov 2026")),
        received("Tue 1 Dec 2026"),
    ]);
    let open = Open {
        count: 10,
        unanswered: 9,
        acknowledgement_late: 8,
        answer_late: 5,
        ages: [2, 1, 1, 3, 3],
        remedies_late: 0,
    };
    assert_eq!(figures.open, open);
    assert_eq!(Open::band_title(Open::BANDS[1]), "6 to 10 working days");
    assert_eq!(Open::band_title(Open::BANDS[4]), "Over 20 working days");
}

#[test]
fn a_later_stage_is_late_by_its_own_dates() {
    let first = answered("Fri 6 Nov 2026", received("Fri 30 Oct 2026"));
    let in_review = |asked: &str, held_to: &str, answered: Option<&str>| {
        let stage = LaterStage {
            stage: "review".into(),
            title: "Review".into(),
            asked: day(asked),
            acknowledge_due: None,
            acknowledged: None,
            first_due: Some(day(held_to)),
            held_to: Some(day(held_to)),
            answered: answered.map(day),
            answered_after_hour: false,
            days_to_answer: None,
            outcome: None,
        };
        Facts { later: vec![stage], ..first.clone() }
    };
    let unanswered = Facts { answered: None, ..in_review("Mon 23 Nov 2026", "Mon 30 Nov 2026", None) };
    let table = [
        ("answered in the first stage", first.clone(), (0, 0)),
        ("waits in the review", in_review("Mon 9 Nov 2026", "Mon 30 Nov 2026", None), (1, 0)),
        ("late in the review", in_review("Mon 9 Nov 2026", "Fri 27 Nov 2026", None), (1, 1)),
        ("answered in the review", in_review("Mon 9 Nov 2026", "Fri 27 Nov 2026", Some("Fri 20 Nov 2026")), (0, 0)),
        ("taken further unanswered", unanswered, (1, 0)),
    ];
    for (name, facts, expected) in table {
        let open = november(vec![facts]).open;
        assert_eq!((open.unanswered, open.answer_late), expected, "{name}");
    }
}

#[test]
fn what_is_due_on_the_last_day_is_not_late_yet() {
    let due_on_the_last_day = received("Mon 9 Nov 2026");
    assert_eq!(due_on_the_last_day.first_due, Some(day("Mon 30 Nov 2026")));
    assert_eq!(november(vec![due_on_the_last_day.clone()]).open.answer_late, 0);
    let promised = Facts { promises_due: vec![day("Fri 27 Nov 2026"), day("Mon 30 Nov 2026")], ..due_on_the_last_day };
    assert_eq!(november(vec![promised]).open.remedies_late, 1);
}

#[test]
fn what_was_closed_and_what_came_of_it() {
    let upheld = closed("Mon 23 Nov 2026", Finding::Upheld, answered("Fri 20 Nov 2026", received("Mon 2 Nov 2026")));
    let figures = november(vec![
        Facts { remedies: vec!["apology".into(), "payment".into()], lesson: Some(Lesson::Lesson), ..upheld.clone() },
        Facts { remedies: vec!["apology".into()], ..upheld.clone() },
        closed("Mon 23 Nov 2026", Finding::NotUpheld, received("Mon 2 Nov 2026")),
        Facts { outcome: None, lesson: None, ..upheld.clone() },
        ended("Mon 2 Nov 2026", Ending::SortedAtOnce, received("Mon 2 Nov 2026")),
        ended("Mon 2 Nov 2026", Ending::Withdrawn, received("Mon 2 Nov 2026")),
        ended("Mon 2 Nov 2026", Ending::Declined, received("Mon 2 Nov 2026")),
        ended("Mon 2 Nov 2026", Ending::Referred, received("Mon 2 Nov 2026")),
        ended("Tue 1 Dec 2026", Ending::Referred, received("Mon 2 Nov 2026")),
        of_kind(Kind::Comment, ended("Mon 2 Nov 2026", Ending::PassedOn, received("Mon 2 Nov 2026"))),
    ]);
    let closed = &figures.closed;
    assert_eq!(closed.count, 8);
    let endings = [
        (Ending::Answered, 4),
        (Ending::SortedAtOnce, 1),
        (Ending::Referred, 1),
        (Ending::Declined, 1),
        (Ending::Withdrawn, 1),
    ];
    assert_eq!(closed.endings, endings);
    let outcomes = [(Some(Finding::Upheld), 2), (Some(Finding::NotUpheld), 1), (None, 1)];
    assert_eq!(closed.outcomes.rows(), outcomes);
    assert_eq!(closed.remedies.rows(), [(Some("apology".to_owned()), 2), (Some("payment".to_owned()), 1)]);
    assert_eq!(closed.lessons, Lessons { lesson: 1, nothing: 2, not_said: 1 });
    assert_eq!(closed.lessons.share(), Share::new(1, 4));
}

#[test]
fn somebody_who_wants_no_reply_is_counted_but_never_in_or_out_of_time() {
    let anonymous = Facts { reply_wanted: Some(false), ..of_kind(Kind::Complaint, received("Mon 2 Nov 2026")) };
    let figures = november(vec![anonymous.clone(), answered("Mon 30 Nov 2026", anonymous)]);
    assert_eq!((figures.received_of(Kind::Complaint), figures.no_reply_wanted), (2, 2));
    assert_eq!((figures.answered.count(), figures.acknowledged.count()), (0, 0));
    assert_eq!((figures.open.count, figures.no_time_limit), (2, 0), "they are open all the same");
}

#[test]
fn a_complaint_for_which_nothing_is_set_is_not_said_to_want_no_reply() {
    let unlimited = of_kind(Kind::Complaint, received("Mon 2 Nov 2026"));
    let figures = november(vec![unlimited.clone(), answered("Mon 30 Nov 2026", unlimited.clone())]);
    assert_eq!((figures.no_reply_wanted, figures.no_time_limit, figures.answered.count()), (0, 2, 0));
    let kept_before = Facts { reply_wanted: None, ..unlimited };
    let figures = november(vec![kept_before]);
    assert_eq!((figures.no_reply_wanted, figures.no_time_limit), (1, 0), "as it was counted when it was kept");
}

#[test]
fn what_was_opened_again() {
    let figures = november(vec![Facts { reopened: 2, ..received("Mon 2 Nov 2026") }, received("Mon 2 Nov 2026")]);
    assert_eq!(figures.reopened, 1);
}

#[test]
fn twelve_months_for_the_charts() {
    let facts = [
        received("Fri 28 Nov 2025"),
        received("Mon 1 Dec 2025"),
        of_kind(Kind::Compliment, received("Mon 2 Nov 2026")),
        answered("Mon 23 Nov 2026", received("Mon 2 Nov 2026")),
        answered("Tue 24 Nov 2026", received("Mon 2 Nov 2026")),
        answered("Tue 1 Dec 2026", received("Mon 30 Nov 2026")),
    ];
    let series = months("2026-11".parse().expect("a month"), &facts);
    let titles: Vec<String> = series.iter().map(|month| month.month.short_title()).collect();
    assert_eq!(titles, ["Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]);
    assert_eq!(series[0].received[0], (Kind::Complaint, 1));
    assert_eq!(series[11].received[..2], [(Kind::Complaint, 3), (Kind::Compliment, 1)]);
    assert_eq!(series[11].answered_in_time, Share::new(1, 2));
    assert_eq!(series[0].answered_in_time.percent(), None);
}

#[test]
fn every_figure_says_what_it_counts() {
    for (place, each) in DEFINITIONS.iter().enumerate() {
        assert_eq!(DEFINITIONS.iter().position(|other| other.id == each.id), Some(place), "{} twice", each.id);
        assert!(each.text.ends_with('.') && each.text.len() > 40, "{}", each.id);
        assert!(each.text.contains("in the period") || each.id == "open", "{} names its period", each.id);
    }
    assert_eq!(definition("outcomes").map(|each| each.title), Some("Outcomes"));
    assert_eq!(definition("speed"), None);
}
