//! Time limits that may wait for ever: what starts them may never happen, no limit says by when it should, and the file does
//! not say that they may wait. They work all the same: these are warnings. Where they are shown is the business of others.

use super::{ClockRule, Milestone, Procedure, Stage, Start, problems};

/// A time limit that may wait for ever.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {says}", problems::place(path))]
pub struct Wait {
    /// The place in the file, such as `stage.0.clock.1.from`.
    pub path: String,
    /// What waits for what, in a sentence.
    pub says: String,
}

impl Procedure {
    /// Time limits that wait for something of which nothing says by when it happens.
    pub fn waits(&self) -> Vec<Wait> {
        let of_stages = self.stages.iter().enumerate().flat_map(|(at, stage)| {
            let clocks = stage.clocks.iter().enumerate();
            clocks.filter_map(move |(index, clock)| {
                let waited_for = waited_for(clock)?;
                let waits = match clock.of.as_ref().filter(|of| **of != stage.id) {
                    Some(of) => self.stage(of).is_some_and(|of| self.waits_elsewhere(clock, stage, of, waited_for)),
                    None => !self.is_bounded(clock, stage, &stage.clocks[..index], waited_for),
                };
                waits.then(|| wait(format!("stage.{at}.clock.{index}.from"), clock, waited_for))
            })
        });
        let of_the_whole = self.overall.iter().enumerate().filter_map(|(index, clock)| {
            let waited_for = waited_for(clock)?;
            let mut begun =
                self.stages.iter().filter(|stage| clock.of.as_ref().map_or(stage.begins(), |of| *of == stage.id));
            let waits = begun.any(|stage| !self.is_bounded(clock, stage, &stage.clocks, waited_for));
            waits.then(|| wait(format!("overall.{index}.from"), clock, waited_for))
        });
        of_stages.chain(of_the_whole).collect()
    }

    /// What ends the stage before has happened by the time that this one is entered.
    fn waits_elsewhere(&self, clock: &ClockRule, here: &Stage, of: &Stage, waited_for: Milestone) -> bool {
        !of.ends_with.contains(&waited_for) && !self.is_bounded(clock, here, &of.clocks, waited_for)
    }

    /// Whether one of these limits says by when it happens, for each case that a clock is for.
    fn is_bounded(&self, clock: &ClockRule, stage: &Stage, by: &[ClockRule], waited_for: Milestone) -> bool {
        let every = self.bands.iter().map(|band| Some(band.id.as_str()));
        let bands: Vec<Option<&str>> = [None].into_iter().chain(every).collect();
        stage.kinds.iter().all(|kind| {
            let mut cases = bands.iter().filter(|band| clock.is_for(*kind, **band));
            cases.all(|band| by.iter().any(|each| each.met_by.contains(&waited_for) && each.is_for(*kind, *band)))
        })
    }
}

/// What a clock waits for that may never come; `None` where it may wait, or where that is there from the start or lies
/// behind.
fn waited_for(clock: &ClockRule) -> Option<Milestone> {
    let Some(Start::On(milestone)) = clock.start() else { return None };
    (!clock.uncapped && !milestone.of_the_case() && milestone != Milestone::Asked).then_some(milestone)
}

fn wait(path: String, clock: &ClockRule, waited_for: Milestone) -> Wait {
    let says = format!(
        "“{}” waits for the day {}, and nothing says by when this happens; say `uncapped = true` if it may wait",
        clock.title,
        waited_for.title()
    );
    Wait { path, says }
}
