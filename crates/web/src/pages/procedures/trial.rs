//! A procedure tried out: a form for what has happened, and every time limit that follows, stage by
//! stage. What is typed becomes facts in `app::trial`, as for `heardctl due`; the dates are
//! `domain::clock`'s.

use app::trial::{self, Trial};
use askama::Template;
use axum::extract::{Path, RawQuery};
use domain::{
    Date, Procedure, Rules,
    clock::{Dates, Facts, Strip, Timing, ask_by, beyond, complain_by, timetable},
    feedback::Kind,
    procedure::{Band, ClockRule, Milestone, PauseRule, Stage},
};

use super::{
    address, asked_version, framed, in_force,
    readings::{self, Question},
    starts::{self, Start},
};
use crate::{
    answer::{self, Answer, Failure},
    due,
    form::Fields,
    layout::{Choice, Errors, Frame, StripView},
    visit::Visit,
    words,
};

#[derive(Template)]
#[template(path = "procedure_try.html")]
struct TrialPage {
    frame: Frame,
    errors: Errors,
    name: String,
    sub: String,
    read: String,
    action: String,
    version: u32,
    received: String,
    /// The time of day of receipt, as typed, and whether a date can hang on it.
    received_at: String,
    asks_the_hour: bool,
    kind: &'static str,
    kinds: Vec<Choice>,
    begins_in: String,
    /// Stages in which a case may begin at once; empty where there is only the first.
    beginnings: Vec<Choice>,
    points: String,
    /// Whether the number of points matters.
    banded: bool,
    /// Bands that somebody chooses; empty where there are none.
    bands: Vec<Choice>,
    band: String,
    /// Days of the case that time limits count from, besides receipt.
    starts: Vec<StepTrial>,
    /// Those that only a window counts from.
    rarer: Rarer,
    /// By when it is to be made.
    complain_by: String,
    /// What may stop a clock; empty where nothing does.
    pauses: Vec<PauseTrial>,
    stages: Vec<StageTrial>,
    /// What goes beyond what the procedure allows.
    notes: Vec<String>,
    /// Sentences of which a reading is tried.
    questions: Vec<Question>,
}

/// A time in which limits stood still.
struct PauseTrial {
    id: String,
    title: String,
    /// The first day that did not count, as typed.
    from: String,
    /// The last, as typed.
    until: String,
}

/// A stage with its time limits.
struct StageTrial {
    title: String,
    id: String,
    /// When it was asked for, as typed; `None` for a stage that nobody asks for.
    asked: Option<String>,
    /// By when it is to be asked for.
    ask_by: String,
    /// What begins a count of it anew.
    anew: Vec<StepTrial>,
    /// What else its limits, or those of others, count from.
    starts: Vec<StepTrial>,
    /// What only a window counts from.
    rarer: Rarer,
    clocks: Vec<ClockTrial>,
}

/// Days that few trials need, under *What else happened*.
#[derive(Default)]
struct Rarer {
    steps: Vec<StepTrial>,
    /// Whether one of them was typed, so that they are seen.
    open: bool,
}

/// Something on whose day a count hangs.
struct StepTrial {
    name: String,
    label: String,
    /// Its day, as typed.
    on: String,
}

/// A time limit.
struct ClockTrial {
    id: String,
    title: String,
    limit: String,
    /// When it was met, as typed.
    met: String,
    /// What stands for that day where nobody types it: a limit on the whole is met with its last stage.
    else_met: String,
    /// Until when it was put off, as typed; `None` where that cannot be.
    put_off: Option<String>,
    /// "Due Wed 18 Nov", or what it waits for.
    due: String,
    /// Whether it was met in time.
    outcome: &'static str,
    days: Option<StripView>,
}

pub(super) async fn show(Path(id): Path<String>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let version = asked_version(query.as_deref());
    let book = visit.office.book(&id, version).map_err(|problem| Failure::new(problem, visit.clone()))?;
    let typed = Fields::parse(query.unwrap_or_default().as_bytes());
    let read = book.procedure().read_by(&readings::typed(book.procedure(), &typed));
    let rules = Rules { procedure: read.as_ref().unwrap_or(book.procedure()), calendar: book.calendar() };
    let asked = Asked::read(&typed, rules.procedure, visit.today());
    let facts = trial::facts(&asked.trial, rules.procedure)
        .map_err(|unknown| Failure::new(app::Problem::NotFound(unknown.to_string()), visit.clone()))?;
    let page = page(&visit, rules, &typed, asked, &facts);
    if page.errors.is_empty() { answer::page(&visit, &page) } else { answer::unprocessable(&visit, &page) }
}

/// What was typed, and what is wrong with it.
struct Asked {
    trial: Trial,
    errors: Errors,
}

impl Asked {
    fn read(typed: &Fields, procedure: &Procedure, today: Date) -> Asked {
        let mut errors = Errors::none();
        let mut date = |name: &str| {
            typed.date(name).unwrap_or_else(|words| {
                errors.add(name, words);
                None
            })
        };
        let received = date("received").unwrap_or(today);
        let (mut happened, mut extended, mut unclear) = (Vec::new(), Vec::new(), Vec::new());
        for stage in &procedure.stages {
            happened.extend(date(&format!("asked-{}", stage.id)).map(|on| (format!("{}.asked", stage.id), on)));
            for milestone in starts::restarts(stage) {
                let on = date(&anew_name(stage, milestone));
                happened.extend(on.map(|on| (format!("{}.{}", stage.id, milestone.as_str()), on)));
            }
            for clock in &stage.clocks {
                happened.extend(date(&format!("met-{}", clock.id)).map(|on| (met_word(stage, clock), on)));
            }
        }
        for clock in &procedure.overall {
            happened.extend(date(&format!("met-{}", clock.id)).map(|on| (clock.id.clone(), on)));
        }
        for start in starts::tellable(procedure) {
            happened.extend(date(&start.name()).map(|on| (start.word(), on)));
        }
        for clock in procedure.clocks() {
            extended.extend(date(&format!("until-{}", clock.id)).map(|to| (clock.id.clone(), to)));
        }
        let mut paused = Vec::new();
        for rule in &procedure.pauses {
            let until = format!("paused-until-{}", rule.id);
            match (date(&format!("paused-{}", rule.id)), date(&until)) {
                (Some(from), Some(to)) if from <= to => paused.push((rule.id.clone(), from, to)),
                (None, None) => {}
                _ => unclear.push(until),
            }
        }
        for name in unclear {
            errors.add(&name, "Give the first day the clock stood still and the last, in this order");
        }
        let received_at = typed.time("received_at").unwrap_or_else(|words| {
            errors.add("received_at", words);
            None
        });
        let later = |word: &str| !Milestone::named(word).is_some_and(Start::comes_before_receipt);
        if happened.iter().any(|(word, on)| later(word) && *on < received) {
            errors.add("received", "Something happened before it was received: change one of the dates");
        }
        let kind = Kind::named(typed.text("kind")).unwrap_or(Kind::Complaint);
        let begins_in = Some(typed.text("begins_in")).filter(|id| procedure.stage(id).is_some()).map(str::to_owned);
        let points = typed.number("points").unwrap_or(1);
        let (asked, known) = (typed.text("band"), |id: &str| procedure.band(id).is_some());
        if !asked.is_empty() && !known(asked) {
            errors.add("band", "Choose one of the bands of this procedure");
        }
        let band = Some(asked).filter(|id| known(id)).map(str::to_owned);
        Asked {
            trial: Trial { kind, received, received_at, begins_in, points, band, happened, extended, paused },
            errors,
        }
    }
}

fn anew_name(stage: &Stage, milestone: Milestone) -> String {
    format!("anew-{}-{}", stage.id, milestone.as_str())
}

/// How a time limit that was met is told to the trial: what met it, in its stage.
fn met_word(stage: &Stage, clock: &ClockRule) -> String {
    match clock.met_by.first() {
        None | Some(Milestone::Done) => clock.id.clone(),
        Some(milestone) => format!("{}.{}", stage.id, milestone.as_str()),
    }
}

fn page(visit: &Visit, rules: Rules<'_>, typed: &Fields, asked: Asked, facts: &Facts) -> TrialPage {
    let procedure = rules.procedure;
    let Asked { trial, errors } = asked;
    let error = if errors.is_empty() { "" } else { "Error: " };
    let straight = procedure.stages.iter().filter(|stage| stage.begins() || !stage.straight_in.is_empty());
    let beginnings: Vec<Choice> = straight.map(|stage| Choice::new(stage.id.clone(), stage.title.clone())).collect();
    let received = typed.text("received");
    let timings = timetable(facts, rules);
    let untold = starts::untold(facts, procedure);
    let tried = Tried { rules, facts, timings: &timings, untold, typed, errors: &errors };
    let (starts, rarer) = tried.starts(None);
    let until = complain_by(facts, rules).map(|working| format!("To be made by {}", words::long_day(working.due)));
    TrialPage {
        frame: framed(visit, &format!("{error}Try {}", procedure.name)),
        name: procedure.name.clone(),
        sub: in_force(procedure),
        read: address(procedure),
        action: format!("/procedures/{}/try", procedure.id),
        version: procedure.version,
        received: if received.is_empty() { words::typed(trial.received) } else { received.to_owned() },
        received_at: typed.text("received_at").to_owned(),
        asks_the_hour: procedure.asks_the_hour(),
        kind: trial.kind.as_str(),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), kind.title())).collect(),
        begins_in: trial.begins_in.clone().unwrap_or_default(),
        beginnings: if beginnings.len() > 1 { beginnings } else { Vec::new() },
        points: trial.points.to_string(),
        banded: procedure.bands.iter().any(Band::by_points_alone),
        bands: bands(procedure),
        band: trial.band.clone().unwrap_or_default(),
        starts,
        rarer,
        complain_by: until.unwrap_or_default(),
        pauses: pauses(procedure, typed),
        stages: tried.stages(),
        notes: beyond(facts, &timings, rules).iter().map(ToString::to_string).collect(),
        questions: readings::questions(procedure, &readings::in_use(procedure)),
        errors,
    }
}

/// Bands that do not follow from the number of points, after none.
fn bands(procedure: &Procedure) -> Vec<Choice> {
    let chosen = procedure.bands.iter().filter(|band| !band.by_points_alone());
    let named: Vec<Choice> = chosen.map(|band| Choice::new(band.id.clone(), band.title.clone())).collect();
    let none = (!named.is_empty()).then(|| Choice::new("", "None chosen"));
    none.into_iter().chain(named).collect()
}

fn pauses(procedure: &Procedure, typed: &Fields) -> Vec<PauseTrial> {
    let trial = |rule: &PauseRule| PauseTrial {
        id: rule.id.clone(),
        title: rule.title.clone(),
        from: typed.text(&format!("paused-{}", rule.id)).to_owned(),
        until: typed.text(&format!("paused-until-{}", rule.id)).to_owned(),
    };
    procedure.pauses.iter().map(trial).collect()
}

/// All that the stages are made of.
struct Tried<'a> {
    rules: Rules<'a>,
    facts: &'a Facts,
    timings: &'a [Timing<'a>],
    untold: Vec<Start<'a>>,
    typed: &'a Fields,
    errors: &'a Errors,
}

impl Tried<'_> {
    /// The stages for this kind of which there is something to tell, each with its limits, then those on the whole.
    fn stages(&self) -> Vec<StageTrial> {
        let of_kind = self.rules.procedure.stages.iter().filter(|stage| stage.kinds.contains(&self.facts.kind));
        let told = |stage: &&Stage| {
            let counts = self.untold.iter().any(|start| start.stage == Some(stage.id.as_str()));
            counts || stage.window.is_some() || !self.clocks(Some(stage)).is_empty()
        };
        let stages = of_kind.filter(told).map(|stage| self.stage(stage));
        let overall = self.clocks(None);
        let overall = (!overall.is_empty()).then(|| StageTrial {
            title: "The whole".into(),
            id: "overall".into(),
            asked: None,
            ask_by: String::new(),
            anew: Vec::new(),
            starts: Vec::new(),
            rarer: Rarer::default(),
            clocks: overall,
        });
        stages.chain(overall).collect()
    }

    fn stage(&self, stage: &Stage) -> StageTrial {
        let until = ask_by(stage, self.facts, self.rules);
        let until = until.map(|working| format!("To be asked for by {}", words::long_day(working.due)));
        let anew = |milestone| {
            let name = anew_name(stage, milestone);
            step(name, milestone, self.typed)
        };
        let (starts, rarer) = self.starts(Some(&stage.id));
        StageTrial {
            title: stage.title.clone(),
            id: stage.id.clone(),
            asked: starts::is_asked_for(stage).then(|| self.typed.text(&format!("asked-{}", stage.id)).to_owned()),
            ask_by: until.unwrap_or_default(),
            anew: starts::restarts(stage).into_iter().map(anew).collect(),
            starts,
            rarer,
            clocks: self.clocks(Some(stage)),
        }
    }

    /// What is asked for of a stage, or of the case: what time limits count from, and what only windows do.
    fn starts(&self, stage: Option<&str>) -> (Vec<StepTrial>, Rarer) {
        let here = self.untold.iter().filter(|start| start.stage == stage);
        let (limits, windows): (Vec<&Start<'_>>, Vec<&Start<'_>>) = here.partition(|start| start.of_a_limit);
        let step = |start: &&Start<'_>| step(start.name(), start.milestone, self.typed);
        let steps: Vec<StepTrial> = windows.iter().map(step).collect();
        let open = steps.iter().any(|step| !step.on.is_empty() || self.errors.of(&step.name).is_some());
        (limits.iter().map(step).collect(), Rarer { steps, open })
    }

    /// The limits of a stage, or those on the whole.
    fn clocks(&self, stage: Option<&Stage>) -> Vec<ClockTrial> {
        let id = stage.map(|stage| stage.id.as_str());
        let here = self.timings.iter().filter(|timing| timing.stage.map(|stage| stage.id.as_str()) == id);
        here.map(|timing| clock(timing, self.rules, self.typed, self.facts)).collect()
    }
}

fn step(name: String, milestone: Milestone, typed: &Fields) -> StepTrial {
    StepTrial { label: format!("The day {}", milestone.title()), on: typed.text(&name).to_owned(), name }
}

fn clock(timing: &Timing<'_>, rules: Rules<'_>, typed: &Fields, facts: &Facts) -> ClockTrial {
    let rule = timing.rule;
    let due = match &timing.dates {
        Some(dates) => {
            let aim = dates.target.map(|aim| format!(". Aim: {}", words::day(aim, facts.received.on)));
            let due = words::day_and_time(dates.due, dates.due_hour(), facts.received.on);
            format!("Due {due}{}", aim.unwrap_or_default())
        }
        None => words::capital(&timing.why_undated(rules.procedure)),
    };
    let strip = |dates: &Dates| due::strip_view(&Strip::of_timing(timing, dates, rules.procedure));
    let band = facts.band_under(rules.procedure).map(|band| band.id.as_str());
    let extendable = rules.procedure.extension_of(&rule.id, band).is_some();
    ClockTrial {
        id: rule.id.clone(),
        title: rule.title.clone(),
        limit: timing.limit.words(),
        met: typed.text(&format!("met-{}", rule.id)).to_owned(),
        else_met: if timing.stage.is_none() { else_met(rule) } else { String::new() },
        put_off: extendable.then(|| typed.text(&format!("until-{}", rule.id)).to_owned()),
        due,
        outcome: match timing.in_time() {
            None => "",
            Some(true) => "Met in time",
            Some(false) => "Met late",
        },
        days: timing.dates.as_ref().map(strip),
    }
}

/// "If left empty, the day the full response left, in the last stage".
fn else_met(rule: &ClockRule) -> String {
    let met_by = rule.met_by.iter().filter(|milestone| **milestone != Milestone::Done);
    let days: Vec<String> = met_by.map(|milestone| format!("the day {}", milestone.title())).collect();
    if days.is_empty() { String::new() } else { format!("If left empty, {}, in the last stage", days.join(" or ")) }
}
