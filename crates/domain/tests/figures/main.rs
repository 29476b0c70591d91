//! The figures: sets counted by eye, periods as people write them, and what always adds up.

#[path = "../common/mod.rs"]
mod common;
mod counts;
mod facts;
mod periods;
mod properties;
mod standards;

use common::day;
use domain::{
    Reference, ServiceId,
    feedback::{Channel, Ending, Finding, Kind},
    figures::{Facts, Lesson},
};

/// A complaint about waste, received and logged on that day, due 15 working days later.
fn received(date: &str) -> Facts {
    let received = day(date);
    let due = |days| common::calendar().add_working_days(received, days);
    Facts {
        reference: Reference { year: 2026, number: 1 },
        kind: Kind::Complaint,
        channel: Channel::Phone,
        service: Some(common::WASTE),
        ward: Some("Abbey".into()),
        grounds: vec!["standard-missed".into()],
        received,
        logged: received,
        has_limits: true,
        reply_wanted: Some(true),
        imported: false,
        acknowledge_due: Some(due(2)),
        acknowledged: None,
        first_due: Some(due(15)),
        held_to: Some(due(15)),
        due: Some(due(15)),
        answered: None,
        acknowledged_after_hour: false,
        answered_after_hour: false,
        days_to_answer: None,
        ended: None,
        outcome: None,
        remedies: Vec::new(),
        lesson: None,
        reopened: 0,
        promised: 0,
        promises_due: Vec::new(),
        later: Vec::new(),
        standards: Vec::new(),
    }
}

fn acknowledged(date: &str, facts: Facts) -> Facts {
    Facts { acknowledged: Some(day(date)), ..facts }
}

fn answered(date: &str, facts: Facts) -> Facts {
    let days = common::calendar().count_working_days(facts.received, day(date));
    let acknowledged = facts.acknowledged.or(Some(day(date)));
    Facts { acknowledged, answered: Some(day(date)), days_to_answer: Some(days), ..facts }
}

fn closed(date: &str, outcome: Finding, facts: Facts) -> Facts {
    let (ended, lesson) = (Some((Ending::Answered, day(date))), Some(Lesson::Nothing));
    Facts { ended, outcome: Some(outcome), lesson, ..facts }
}

fn ended(date: &str, ending: Ending, facts: Facts) -> Facts {
    Facts { ended: Some((ending, day(date))), ..facts }
}

fn of_kind(kind: Kind, facts: Facts) -> Facts {
    let (kind, has_limits, none) = (kind, false, None);
    Facts { kind, has_limits, acknowledge_due: none, first_due: none, held_to: none, due: none, ..facts }
}

fn about(service: Option<ServiceId>, facts: Facts) -> Facts {
    Facts { service, ..facts }
}
