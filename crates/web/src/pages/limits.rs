//! The limits of a procedure in plain words, for set-up and settings. The dates come from
//! `domain::clock`.

use domain::{
    Date, Procedure, Rules,
    clock::{self, Forecast},
    feedback::Kind,
    procedure::Milestone,
};

use crate::words;

/// "Acknowledge in 2 working days, respond in 15 working days."
pub fn summary(procedure: &Procedure) -> String {
    let stage = procedure.first_stage(Kind::Complaint);
    let clocks = stage.iter().flat_map(|stage| &stage.clocks);
    let limits: Vec<String> = clocks
        .filter(|rule| rule.is_for(Kind::Complaint, None))
        .map(|rule| format!("{} in {}", rule.title.to_lowercase(), rule.limit.words()))
        .collect();
    if limits.is_empty() { "No time limits for complaints".into() } else { words::capital(&limits.join(", ")) }
}

/// "A complaint received today, Friday 27 November 2026, must be acknowledged by Tuesday 1 December
/// and answered by Friday 18 December."
pub fn meaning(today: Date, rules: Rules<'_>) -> String {
    let forecasts = clock::forecast(Kind::Complaint, today, None, rules);
    let parts: Vec<String> = forecasts
        .iter()
        .map(|forecast| format!("{} by {}", done(forecast, rules.procedure), day(forecast.working.due, today)))
        .collect();
    match parts.as_slice() {
        [] => "This procedure sets no time limits for complaints.".into(),
        parts => format!("A complaint received today, {}, must be {}.", words::long_day(today), listed(parts)),
    }
}

/// "1, 2 and 3".
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// "1, 2 or 3".
pub fn either(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn done(forecast: &Forecast, procedure: &Procedure) -> String {
    let met_first_by = |milestone| forecast.met_by.first() == Some(&milestone);
    if procedure.overall.iter().any(|rule| rule.id == forecast.id) {
        "answered at every stage".into()
    } else if met_first_by(Milestone::Acknowledged) {
        "acknowledged".into()
    } else if met_first_by(Milestone::Responded) {
        "answered".into()
    } else {
        format!("at the step “{}”", forecast.title)
    }
}

/// With its year only where that is another one.
fn day(date: Date, today: Date) -> String {
    let long = words::long_day(date);
    long.strip_suffix(&today.format(" %Y").to_string()).map_or(long.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_on_the_whole_is_not_said_to_be_that_of_the_answer() {
        let ours = include_str!("../../../../procedures/making-experiences-count.toml");
        let calendar = domain::Calendar::by_rule(domain::Nation::EnglandAndWales);
        let said = |text: &str| {
            let procedure = app::procedures::parse("ours.toml", text).expect("sound");
            meaning("2026-11-27".parse().expect("a date"), Rules { procedure: &procedure, calendar: &calendar })
        };
        let whole = "\n[[overall]]\nid = \"all\"\ntitle = \"In all\"\nlimit = \"6 months\"\nfrom = \"received\"\nmet_by = [\"responded\"]\n";
        assert_eq!(
            said(&format!("{ours}{whole}")),
            "A complaint received today, Friday 27 November 2026, must be acknowledged by Tuesday 1 December, answered \
             by Friday 18 December and answered at every stage by Thursday 27 May 2027."
        );
    }

    #[test]
    fn lists_read_as_people_say_them() {
        let list = |words: &[&str]| listed(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }

    #[test]
    fn the_year_is_said_only_when_it_is_another() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert_eq!(day(date("2026-12-18"), date("2026-11-27")), "Friday 18 December");
        assert_eq!(day(date("2027-01-04"), date("2026-11-27")), "Monday 4 January 2027");
    }
}
