//! Trying a procedure out: what somebody says has happened becomes the facts that time limits ask
//! for. The console and the page of a trial ask here; the dates are `domain::clock`'s.

use domain::{
    Date, Procedure, Time,
    clock::{Facts, Pause, When},
    feedback::Kind,
    procedure::Milestone,
};

/// What is made up for a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// What it is.
    pub kind: Kind,
    /// The day of receipt.
    pub received: Date,
    /// The time of day of receipt, where it is known.
    pub received_at: Option<Time>,
    /// The stage it begins in, by id, where that is not the first.
    pub begins_in: Option<String>,
    /// How many points it has.
    pub points: u32,
    /// The band, by id, where somebody chooses it.
    pub band: Option<String>,
    /// What happened, in the words of the procedure, and when: `responded`, `stage-2.acknowledged`,
    /// or the id of a time limit that is met by being done.
    pub happened: Vec<(String, Date)>,
    /// Time limits put off, by id, and until when; the customer was told in time.
    pub extended: Vec<(String, Date)>,
    /// Times in which limits stood still: the id of the reason, the first day and the last.
    pub paused: Vec<(String, Date, Date)>,
}

/// A word that the procedure does not know; says which it does.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{procedure} has nothing called {word}. Its stages are {stages}; its time limits are {clocks}{others}.")]
pub struct UnknownWord {
    word: String,
    procedure: String,
    stages: String,
    clocks: String,
    /// Reasons for which it stops, and its bands, where it has any.
    others: String,
}

impl UnknownWord {
    fn new(word: &str, procedure: &Procedure) -> UnknownWord {
        let stages: Vec<&str> = procedure.stages.iter().map(|stage| stage.id.as_str()).collect();
        let clocks: Vec<&str> = procedure.clocks().map(|clock| clock.id.as_str()).collect();
        let pauses: Vec<&str> = procedure.pauses.iter().map(|rule| rule.id.as_str()).collect();
        let bands: Vec<&str> = procedure.bands.iter().map(|band| band.id.as_str()).collect();
        let listed = |what: &str, ids: &[&str]| {
            if ids.is_empty() { String::new() } else { format!("{what}{}", ids.join(", ")) }
        };
        UnknownWord {
            word: word.to_owned(),
            procedure: procedure.id.clone(),
            stages: stages.join(", "),
            clocks: clocks.join(", "),
            others: listed("; it stops for ", &pauses) + &listed("; its bands are ", &bands),
        }
    }
}

/// The facts of a trial under a procedure.
pub fn facts(trial: &Trial, procedure: &Procedure) -> Result<Facts, UnknownWord> {
    let mut facts = Facts::received(trial.kind, When::day(trial.received, trial.received_at));
    facts.points = trial.points;
    if let Some(id) = &trial.band {
        facts.band =
            Some(procedure.band(id).map(|band| band.id.clone()).ok_or_else(|| UnknownWord::new(id, procedure))?);
    }
    if let Some(id) = &trial.begins_in {
        let known = procedure.stage(id).is_some();
        facts.began_in = Some(known.then(|| id.clone()).ok_or_else(|| UnknownWord::new(id, procedure))?);
    }
    let begun = facts.began_in.clone().or_else(|| Some(procedure.first_stage(trial.kind)?.id.clone()));
    let begun = begun.unwrap_or_default();
    for (what, on) in &trial.happened {
        facts = happened(facts, what, *on, &begun, procedure)?;
    }
    for (clock, to) in &trial.extended {
        if procedure.clock(clock).is_none() {
            return Err(UnknownWord::new(clock, procedure));
        }
        facts = facts.put_off(clock, *to, trial.received);
    }
    for (id, from, to) in &trial.paused {
        let rule = procedure.pause(id).ok_or_else(|| UnknownWord::new(id, procedure))?;
        facts.pauses.push(Pause { from: *from, to: *to, clocks: rule.clocks.clone() });
    }
    Ok(facts)
}

fn happened(facts: Facts, what: &str, on: Date, begun: &str, procedure: &Procedure) -> Result<Facts, UnknownWord> {
    let (stage, word) = what.split_once('.').unwrap_or((begun, what));
    match Milestone::named(word) {
        Some(milestone) if milestone.of_the_case() => Ok(facts.with(milestone, on)),
        Some(milestone) if stage == begun || procedure.stage(stage).is_some() => {
            Ok(facts.in_stage(stage, milestone, on))
        }
        None if procedure.clock(what).is_some() => Ok(facts.done(what, on)),
        Some(_) | None => Err(UnknownWord::new(what, procedure)),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Calendar, Nation, Rules, clock::timetable};

    use super::*;

    fn code() -> Procedure {
        let known = crate::procedures::shipped().expect("sound");
        (**known.iter().find(|each| each.id == "lgsco-code-2024").expect("shipped")).clone()
    }

    fn trial(happened: &[(&str, &str)], extended: &[(&str, &str)]) -> Trial {
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(what, on)| ((*what).to_owned(), on.parse().expect("a date"))).collect()
        };
        Trial {
            kind: Kind::Complaint,
            received: "2026-11-02".parse().expect("a date"),
            received_at: None,
            begins_in: None,
            points: 1,
            band: None,
            happened: pairs(happened),
            extended: pairs(extended),
            paused: Vec::new(),
        }
    }

    #[test]
    fn words_of_the_procedure_become_facts() {
        let procedure = code();
        let calendar = Calendar::by_rule(Nation::EnglandAndWales);
        let tried = trial(
            &[("acknowledged", "2026-11-04"), ("stage-2.asked", "2027-01-04")],
            &[("stage-2-respond", "2027-03-08")],
        );
        let facts = facts(&tried, &procedure).expect("words of the Code");
        let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
        let due = |id: &str| {
            let timing = timings.iter().find(|timing| timing.rule.id == id).expect("a time limit");
            timing.dates.as_ref().map(|dates| dates.due.to_string())
        };
        assert_eq!(due("stage-1-respond").as_deref(), Some("2026-11-18"));
        assert_eq!(due("stage-2-respond").as_deref(), Some("2027-03-08"));
    }

    #[test]
    fn days_on_which_the_clock_stood_still_are_told_by_the_reason() {
        let mut procedure = code();
        let rule = "id = \"waiting\"\ntitle = \"Waiting\"\nclocks = [\"stage-1-respond\"]";
        procedure.pauses.push(toml::from_str(rule).expect("a rule"));
        let date = |text: &str| text.parse().expect("a date");
        let paused = |reason: &str| Trial {
            paused: vec![(reason.into(), date("2026-11-09"), date("2026-11-10"))],
            ..trial(&[("acknowledged", "2026-11-04")], &[])
        };
        let facts = facts(&paused("waiting"), &procedure).expect("a reason of the procedure");
        let calendar = Calendar::by_rule(Nation::EnglandAndWales);
        let timings = timetable(&facts, Rules { procedure: &procedure, calendar: &calendar });
        let due = timings.iter().find(|timing| timing.rule.id == "stage-1-respond").and_then(|it| it.dates.as_ref());
        assert_eq!(due.map(|dates| dates.due), Some(date("2026-11-20")), "two working days later");
        let wrong = super::facts(&paused("raining"), &procedure).expect_err("unknown").to_string();
        assert!(wrong.contains("nothing called raining") && wrong.ends_with("it stops for waiting."), "{wrong}");
    }

    #[test]
    fn a_word_that_the_procedure_does_not_know_is_named() {
        for happened in [("stage-9.asked", "2027-01-04"), ("painted", "2027-01-04")] {
            let wrong = facts(&trial(&[happened], &[]), &code()).expect_err("unknown").to_string();
            assert!(wrong.contains(&format!("nothing called {}", happened.0)), "{wrong}");
        }
        assert!(facts(&trial(&[], &[("respond", "2027-01-04")]), &code()).is_err(), "no such time limit");
    }
}
