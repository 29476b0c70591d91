//! The stages of a procedure: a picture of how a case goes from one to the next, and each in plain
//! words with its time limits.

use domain::{
    Procedure,
    clock::CountsFrom,
    feedback::Kind,
    procedure::{AskedBy, Begins, ClockRule, Milestone, Stage},
};

use super::{
    super::limits,
    says::{in_stage, must_say, titles, window_words},
};
use crate::words;

/// A stage in the picture.
pub struct Box {
    /// Where it stands, 1 at the left: one further than the stages it follows.
    pub column: usize,
    /// Its title.
    pub title: String,
    /// How a case comes here.
    pub entry: String,
    /// Its limits: "Respond: 10 working days".
    pub limits: Vec<String>,
    /// Where it is told of in full; empty for what is not a stage of ours.
    pub href: String,
}

/// The picture: stages from left to right, and at the end who looks at a case after us.
pub fn picture(procedure: &Procedure) -> Vec<Box> {
    let mut boxes: Vec<Box> = procedure.stages.iter().map(|stage| stage_box(procedure, stage)).collect();
    boxes.sort_by_key(|each| each.column);
    if let Some(rule) = procedure.ombudsman_for(None).filter(|rule| rule.body.is_somebody()) {
        let column = boxes.iter().map(|each| each.column).max().unwrap_or(0) + 1;
        let entry = "When our answer does not settle it".into();
        boxes.push(Box { column, title: rule.title().into(), entry, limits: Vec::new(), href: String::new() });
    }
    boxes
}

fn stage_box(procedure: &Procedure, stage: &Stage) -> Box {
    Box {
        column: column(procedure, stage, procedure.stages.len()),
        title: stage.title.clone(),
        entry: entry(procedure, stage),
        limits: stage.clocks.iter().map(|clock| limit_line(procedure, clock)).collect(),
        href: format!("#stage-{}", stage.id),
    }
}

/// One further than the stages it follows; `left` ends a circle of stages that follow each other.
fn column(procedure: &Procedure, stage: &Stage, left: usize) -> usize {
    let before = stage.follows.iter().filter(|_| left > 0).filter_map(|id| procedure.stage(id));
    before.map(|each| column(procedure, each, left - 1)).max().unwrap_or(0) + 1
}

fn entry(procedure: &Procedure, stage: &Stage) -> String {
    if stage.begins() {
        let kinds: Vec<String> = stage.kinds.iter().map(|kind| format!("a {}", kind.title().to_lowercase())).collect();
        return words::capital(&format!("{} begins here", limits::either(&kinds)));
    }
    let before: Vec<String> = stage
        .follows
        .iter()
        .map(|id| format!("“{}”", procedure.stage(id).map_or(id.as_str(), |stage| stage.title.as_str())))
        .collect();
    let asked = match stage.asked_by {
        AskedBy::Nobody => ", of itself".into(),
        AskedBy::Customer | AskedBy::Council | AskedBy::Either => format!(", asked for by {}", stage.asked_by.title()),
    };
    format!("After {}{asked}", limits::either(&before))
}

/// A stage told in full.
pub struct StageWords {
    /// Its id in the procedure.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How a case comes here and leaves, and who deals with it.
    pub lines: Vec<String>,
    /// Its time limits.
    pub clocks: Vec<ClockWords>,
}

/// A time limit in words.
pub struct ClockWords {
    /// Its id in the procedure.
    pub id: String,
    /// What has to be done.
    pub title: String,
    /// How long there is.
    pub limit: String,
    /// From when.
    pub from: String,
    /// What meets it.
    pub met_by: String,
    /// What else is said of it.
    pub more: String,
}

/// Every stage, and the limits on the whole as the last.
pub fn stages(procedure: &Procedure) -> Vec<StageWords> {
    let stage = |stage: &Stage| StageWords {
        id: stage.id.clone(),
        title: stage.title.clone(),
        lines: lines(procedure, stage),
        clocks: stage.clocks.iter().map(|clock| clock_words(procedure, clock)).collect(),
    };
    let mut told: Vec<StageWords> = procedure.stages.iter().map(stage).collect();
    if !procedure.overall.is_empty() {
        let clocks = procedure.overall.iter().map(|clock| clock_words(procedure, clock)).collect();
        told.push(StageWords { id: "overall".into(), title: "The whole".into(), lines: Vec::new(), clocks });
    }
    told
}

fn lines(procedure: &Procedure, stage: &Stage) -> Vec<String> {
    let mut lines = vec![format!("{}.", entry(procedure, stage))];
    if !stage.begins() {
        lines.push(format!("For {}.", plural(&stage.kinds)));
    }
    let straight: Vec<String> = stage.straight_in.iter().map(|choice| choice.title.clone()).collect();
    if !straight.is_empty() {
        lines.push(format!("May begin here at once: {}.", straight.join("; ")));
    }
    lines.extend(stage.window.iter().map(|window| format!("To be asked for {}.", window_words(procedure, window))));
    if let Some(refusal) = &stage.refusal {
        let reasons: Vec<String> = refusal.reasons.iter().map(|reason| reason.title.clone()).collect();
        let reasons = if reasons.is_empty() {
            String::new()
        } else {
            format!(" for one of these reasons: {}", reasons.join("; "))
        };
        lines.push(format!("It may be refused{reasons}."));
        lines.extend(must_say("The refusal says", &refusal.says));
    }
    lines.extend(stage.rights.iter().map(|rights| format!("What a customer may do next: {}", rights.trim())));
    let refused = stage.rights_when_refused.iter();
    lines.extend(refused.map(|rights| format!("What a customer may do to whom it is refused: {}", rights.trim())));
    lines.extend(
        stage.people.named().map(|(part, who)| format!("Who {part}: {}.", procedure.officer_title(who).unwrap_or(who))),
    );
    let never: Vec<String> = stage.people.never.iter().map(|never| never.title().to_owned()).collect();
    if !never.is_empty() {
        lines.push(format!("Never dealt with by {}.", limits::either(&never)));
    }
    for route in &stage.people.routes {
        let named = titles(procedure, [route.about.as_str(), route.to.as_str()].into_iter());
        lines.push(format!("About {}: dealt with by {}.", named[0], named[1]));
    }
    let ends: Vec<String> = stage.ends_with.iter().map(|milestone| milestone.title().to_owned()).collect();
    lines.push(format!("Ends when {}.", limits::either(&ends)));
    lines
}

/// A time limit in words.
pub fn clock_words(procedure: &Procedure, clock: &ClockRule) -> ClockWords {
    let met_by: Vec<String> = clock.met_by.iter().map(|milestone| met_by(*milestone)).collect();
    let way = if clock.backwards { "before " } else { "" };
    ClockWords {
        id: clock.id.clone(),
        title: clock.title.clone(),
        limit: clock.limit.words(),
        from: format!(
            "{way}{}{}",
            procedure.start_words(clock, CountsFrom::Start),
            in_stage(procedure, clock.of.as_deref())
        ),
        met_by: limits::either(&met_by),
        more: more(procedure, clock),
    }
}

fn met_by(milestone: Milestone) -> String {
    if milestone == Milestone::Acknowledged {
        "an acknowledgement".into()
    } else if milestone == Milestone::Responded {
        "the full response".into()
    } else {
        milestone.title().into()
    }
}

/// "Respond: 15 working days, for comments only".
fn limit_line(procedure: &Procedure, clock: &ClockRule) -> String {
    let only = only_for(procedure, clock).map(|only| format!(", {only}")).unwrap_or_default();
    format!("{}: {}{only}", clock.title, clock.limit.words())
}

/// "for complaints in the band “Complex” only".
fn only_for(procedure: &Procedure, clock: &ClockRule) -> Option<String> {
    let kinds = (!clock.kinds.is_empty()).then(|| plural(&clock.kinds));
    let bands = in_bands(procedure, &clock.for_bands);
    let what = kinds.or_else(|| bands.is_some().then(|| "cases".to_owned()))?;
    Some(format!("for {what}{} only", bands.unwrap_or_default()))
}

/// " in the band “Complex”"; nothing where no band is named.
pub fn in_bands(procedure: &Procedure, bands: &[String]) -> Option<String> {
    let titled = |id: &String| format!("“{}”", procedure.band(id).map_or(id.as_str(), |band| band.title.as_str()));
    let named: Vec<String> = bands.iter().map(titled).collect();
    let of = if named.len() == 1 { "band" } else { "bands" };
    (!named.is_empty()).then(|| format!(" in the {of} {}", limits::either(&named)))
}

/// "complaints and comments".
fn plural(kinds: &[Kind]) -> String {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("{}s", kind.title().to_lowercase())).collect();
    limits::listed(&kinds)
}

fn more(procedure: &Procedure, clock: &ClockRule) -> String {
    let band = |(id, limit): (&String, &domain::procedure::Limit)| {
        let title = procedure.bands.iter().find(|band| band.id == *id).map_or(id.as_str(), |band| band.title.as_str());
        format!("{title}: {}", limit.words())
    };
    let mut said: Vec<String> = only_for(procedure, clock).into_iter().collect();
    said.extend(clock.bands.iter().map(band));
    said.extend(clock.target.map(|target| format!("aim: {}", target.words())));
    let anew: Vec<String> = clock.restarts_on.iter().map(|each| format!("the day {}", each.title())).collect();
    said.extend((!anew.is_empty()).then(|| format!("counted anew from {}", limits::either(&anew))));
    said.extend(clock.repeats.then(|| "again whenever it is met".to_owned()));
    said.extend((clock.begins != Begins::NextDay).then(|| clock.begins.title().to_owned()));
    said.extend(clock.clear.then(|| "whole days between".to_owned()));
    said.extend(clock.ends.map(|ends| format!("ends {}", ends.title())));
    said.extend(clock.uncapped.then(|| "waits however long that takes".to_owned()));
    said.extend(clock.office_closures.map(|left_out| {
        if left_out { "office closures left out" } else { "days on which the office is closed count" }.to_owned()
    }));
    words::capital(&said.join("; "))
}
