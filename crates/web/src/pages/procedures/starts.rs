//! What a trial asks for besides its other fields: every day that a time limit or a window counts from and that is told
//! nowhere else. Which stages and dates follow is the business of `trial`.

use domain::{
    clock::Facts,
    procedure::{AskedBy, ClockRule, Milestone, Period, Procedure, Stage, Window},
};

/// A day that something counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start<'a> {
    /// Of which stage, by its id; `None` where it happens to the case.
    pub stage: Option<&'a str>,
    /// What happens on it.
    pub milestone: Milestone,
    /// Whether a time limit counts from it; otherwise only a window does.
    pub of_a_limit: bool,
}

impl Start<'_> {
    /// The name of its field.
    pub fn name(&self) -> String {
        let milestone = self.milestone.as_str();
        self.stage.map_or_else(|| format!("on-{milestone}"), |stage| format!("on-{stage}-{milestone}"))
    }

    /// How it is told to `app::trial`.
    pub fn word(&self) -> String {
        let milestone = self.milestone.as_str();
        self.stage.map_or_else(|| milestone.to_owned(), |stage| format!("{stage}.{milestone}"))
    }

    /// Whether it lies before receipt.
    pub fn comes_before_receipt(milestone: Milestone) -> bool {
        matches!(milestone, Milestone::Occurred | Milestone::Aware)
    }
}

/// Every day that can be told of the procedure, whether or not it is asked for.
pub(super) fn tellable(procedure: &Procedure) -> impl Iterator<Item = Start<'_>> {
    let of_the_case = Milestone::ALL.iter().filter(|milestone| milestone.of_the_case()).map(|each| start(None, *each));
    let of_stages = procedure.stages.iter().flat_map(|stage| {
        let of_stage = Milestone::ALL.iter().filter(|milestone| !milestone.of_the_case());
        of_stage.map(|each| start(Some(stage), *each))
    });
    of_the_case.chain(of_stages)
}

/// What limits and windows of feedback like this count from and no other field of the trial tells, each once.
pub(super) fn untold<'a>(facts: &Facts, procedure: &'a Procedure) -> Vec<Start<'a>> {
    let band = facts.band_under(procedure).map(|band| band.id.as_str());
    let begun = facts.began_in.as_deref().and_then(|id| procedure.stage(id));
    let Some(begun) = begun.or_else(|| procedure.first_stage(facts.kind)) else { return Vec::new() };
    let stages: Vec<&Stage> = procedure.stages.iter().filter(|stage| stage.kinds.contains(&facts.kind)).collect();
    let is_for = |rule: &&ClockRule| rule.is_for(facts.kind, band);

    let limits = stages.iter().flat_map(|stage| stage.clocks.iter().map(move |rule| (*stage, rule)));
    let limits = limits.chain(procedure.overall.iter().map(|rule| (begun, rule))).filter(|(_, rule)| is_for(rule));
    let of_limits = limits.filter_map(|(stage, rule)| {
        let stage = rule.of.as_deref().map_or(Some(stage), |id| procedure.stage(id));
        rule.from.map(|milestone| Start { of_a_limit: true, ..start(stage, milestone) })
    });
    let windows = stages.iter().flat_map(|stage| counted_by(stage.window.as_ref(), stage, procedure));
    let windows = windows.chain(counted_by(procedure.acceptance.window.as_ref(), begun, procedure));

    let told = |each: &Start<'_>| match each.stage.and_then(|id| procedure.stage(id)) {
        None => each.milestone == Milestone::Received,
        Some(stage) => {
            let mut met = stage.clocks.iter().filter(is_for).filter_map(|rule| rule.met_by.first());
            restarts(stage).contains(&each.milestone)
                || (each.milestone == Milestone::Asked && (stage.begins() || is_asked_for(stage)))
                || (each.milestone != Milestone::Done && met.any(|milestone| *milestone == each.milestone))
        }
    };
    of_limits.chain(windows).filter(|each| !told(each)).fold(Vec::new(), |mut found, each| {
        let same = |known: &Start<'_>| known.stage == each.stage && known.milestone == each.milestone;
        if !found.iter().any(same) {
            found.push(each);
        }
        found
    })
}

/// Whether somebody asks for the stage, after another.
pub(super) fn is_asked_for(stage: &Stage) -> bool {
    !stage.begins() && stage.asked_by != AskedBy::Nobody
}

/// What begins a count of the stage anew, each once.
pub(super) fn restarts(stage: &Stage) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = stage.clocks.iter().flat_map(|clock| clock.restarts_on.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn start(stage: Option<&Stage>, milestone: Milestone) -> Start<'_> {
    let stage = stage.filter(|_| !milestone.of_the_case()).map(|stage| stage.id.as_str());
    Start { stage, milestone, of_a_limit: false }
}

/// What a window of a stage counts from. A meeting is one of the stage that is asked for; what else happens, happened in
/// one before it.
fn counted_by<'a>(window: Option<&'a Window>, here: &'a Stage, procedure: &'a Procedure) -> Vec<Start<'a>> {
    let of_period = |period: &'a Period| -> Vec<Start<'a>> {
        let before = || here.follows.iter().map(|id| procedure.stage(id)).collect();
        let stages: Vec<Option<&Stage>> = match &period.of {
            Some(id) => vec![procedure.stage(id)],
            None if period.from == Milestone::Met || here.begins() => vec![Some(here)],
            None => before(),
        };
        stages.into_iter().map(|stage| start(stage, period.from)).collect()
    };
    window.iter().flat_map(|window| &window.periods).flat_map(of_period).collect()
}
