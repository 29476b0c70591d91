//! How a procedure counts days, in plain words.

use domain::{Procedure, calendar::WeekendReceipt, procedure::Holidays};

use super::super::limits;
use crate::words;

/// Which days count, and which a receipt falls on.
pub fn counting(procedure: &Procedure) -> Vec<String> {
    let closures = if procedure.office_closures {
        "Weekends, bank holidays and office closures are left out."
    } else {
        "Weekends and bank holidays are left out. Days on which the office is closed count."
    };
    let weekend = match procedure.weekend_receipt() {
        WeekendReceipt::NextWorkingDayIsDayOne => "What comes in on a day off: the next working day is day 1.",
        WeekendReceipt::NextWorkingDayIsDayZero => {
            "What comes in on a day off counts as received on the next working day."
        }
    };
    let mut lines = vec![
        "The day we receive something is day 0. The limit ends with the last day.".into(),
        closures.into(),
        weekend.into(),
    ];
    if procedure.has_cut_off() {
        let every = procedure.cut_off.map(|hour| format!("after {}", hour.format("%H:%M")));
        let on = procedure
            .cut_offs
            .iter()
            .map(|each| format!("on a {} after {}", each.day.title(), each.at.format("%H:%M")));
        let hours: Vec<String> = every.into_iter().chain(on).collect();
        lines.push(format!(
            "What comes in {} counts as received on the next working day. Give the time it came in \
             beside the date; without it the day counts as a whole.",
            limits::listed(&hours)
        ));
    }
    lines.extend(procedure.closed.iter().map(|day| format!("Closed: {}, {}.", words::long_day(day.date), day.name)));
    if procedure.holidays != Holidays::Council {
        lines.push(format!("The bank holidays of {} are left out.", procedure.holidays.title()));
    }
    lines.extend(
        procedure
            .terms
            .iter()
            .map(|term| format!("{}: {} to {}. Days between terms do not count.", term.name, term.from, term.to)),
    );
    lines
}
