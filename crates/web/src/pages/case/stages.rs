//! The stages of a case as one line: how each that is over came out, and which one is running.

use app::cases::CaseFile;
use domain::{
    Clock, Date,
    clock::{Standing, Timeliness},
    procedure::Stage,
};

use crate::words::day;

/// A stage in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageLine {
    /// Its name.
    pub title: String,
    /// What happened in it, with dates.
    pub words: String,
    /// Whether the case is in it.
    pub now: bool,
}

/// The line; empty where the case has only been in the stage that every case of its kind begins in.
pub fn line(file: &CaseFile, today: Date) -> Vec<StageLine> {
    let case = &file.case;
    let journey = case.journey(file.book.procedure());
    if case.begun.is_none() && case.opened.is_empty() {
        return Vec::new();
    }
    let of = |(number, stage): (u32, &&Stage)| StageLine {
        title: stage.title.clone(),
        words: words(file, number, stage, today),
        now: number == case.stage_number() && case.is_open(),
    };
    (0..).zip(&journey).map(of).collect()
}

/// "asked for Mon 7 Dec, answered Thu 17 Dec in time, closed Fri 18 Dec".
fn words(file: &CaseFile, number: u32, stage: &Stage, today: Date) -> String {
    let case = &file.case;
    let asked = number.checked_sub(1).and_then(|before| case.opened.get(before as usize));
    let began = match asked {
        Some(opened) => format!("asked for {}", day(opened.asked, today)),
        None => format!("received {}", day(case.received, today)),
    };
    let answered = case.answered_in(number).map(|on| format!("answered {}{}", day(on, today), in_time(file, stage)));
    let closed = case.ended_in(number).map(|(_, on)| format!("closed {}", day(on, today)));
    let running = (answered.is_none() && closed.is_none()).then(|| "running".to_owned());
    [Some(began), answered, closed, running].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// How the answer of a stage compares with its limit.
fn in_time(file: &CaseFile, stage: &Stage) -> &'static str {
    let of_stage = |clock: &&Clock| clock.stage.as_deref() == Some(stage.id.as_str()) && clock.answers();
    match file.clocks.iter().find(of_stage).map(|clock| clock.standing) {
        Some(Standing::Met { timeliness: Timeliness::InTime, .. }) => " in time",
        Some(Standing::Met { timeliness: Timeliness::InAgreedTime, .. }) => " by the agreed later date",
        Some(Standing::Met { timeliness: Timeliness::Late { .. }, .. }) => " late",
        Some(Standing::Running { .. } | Standing::Late { .. } | Standing::Ended) | None => "",
    }
}
