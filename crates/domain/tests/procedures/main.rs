//! Procedures as files: each is walked through its stages, and its limits are those its source
//! states. Dates carry their weekday and were counted by hand or by another program.

#[path = "../common/mod.rs"]
mod common;
mod departures;
mod idle;
mod policies;
mod random;
mod refused;
mod shipped;
mod staffing;
mod waits;

use std::{cell::RefCell, collections::BTreeSet, path::Path, sync::LazyLock};

use common::{day, named};
use domain::{
    Calendar, Nation, Procedure, Rules,
    clock::{Facts, timetable},
    feedback::Kind,
    procedure::{Holidays, Milestone},
};

/// The procedure in a file below the crate.
fn read(path: &str) -> Procedure {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let procedure: Procedure = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(procedure.problems(), [], "{} works", path.display());
    procedure
}

/// The calendar a procedure counts by, for a council in England.
fn days(procedure: &Procedure) -> Calendar {
    static NATIONS: LazyLock<[Calendar; 3]> = LazyLock::new(|| Nation::ALL.map(Calendar::by_rule));
    let [england_and_wales, scotland, northern_ireland] = &*NATIONS;
    procedure.calendar(match procedure.holidays {
        Holidays::Council | Holidays::EnglandAndWales | Holidays::Every => england_and_wales,
        Holidays::Scotland => scotland,
        Holidays::NorthernIreland => northern_ireland,
    })
}

/// What stands for the complaint itself where the windows of stages are named.
const COMPLAINT: &str = "the complaint";

thread_local! {
    /// What the walks of this thread looked at: "lgsco-code-2024: clock whole".
    static LOOKED_AT: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// A walk through a procedure: what happens, and what is due because of it.
struct Walk {
    procedure: Procedure,
    facts: Facts,
    stage: String,
}

impl Walk {
    fn of(procedure: Procedure, kind: Kind, received: &str) -> Walk {
        let stage = procedure.first_stage(kind).map(|stage| stage.id.clone()).unwrap_or_default();
        let walk = Walk { procedure, facts: Facts::received(kind, day(received)), stage };
        walk.looks_at("stage", &walk.stage);
        walk
    }

    fn looks_at(&self, what: &str, id: &str) {
        LOOKED_AT.with_borrow_mut(|looked| looked.insert(format!("{}: {what} {id}", self.procedure.id)));
    }

    fn complaint(procedure: Procedure, received: &str) -> Walk {
        Walk::of(procedure, Kind::Complaint, received)
    }

    /// Something happens in the stage the walk is in.
    fn then(mut self, milestone: Milestone, on: &str) -> Walk {
        self.facts = if milestone.of_the_case() {
            self.facts.with(milestone, day(on))
        } else {
            self.facts.in_stage(&self.stage, milestone, day(on))
        };
        self
    }

    /// The next stage is asked for.
    fn ask(mut self, stage: &str, on: &str) -> Walk {
        assert!(self.procedure.stage(stage).is_some(), "there is a stage {stage}");
        stage.clone_into(&mut self.stage);
        self.looks_at("stage", stage);
        self.then(Milestone::Asked, on)
    }

    /// A date is put off and the customer told in time.
    fn put_off(mut self, clock: &str, to: &str) -> Walk {
        let told = self.facts.received.on;
        self.facts = self.facts.put_off(clock, day(to), told);
        self
    }

    /// Somebody puts the case into a band.
    fn in_band(mut self, band: &str) -> Walk {
        assert!(self.procedure.band(band).is_some(), "there is a band {band}");
        self.facts.band = Some(band.to_owned());
        self
    }

    /// A clock is not for such a case.
    fn has_no(self, clock: &str) -> Walk {
        assert!(self.procedure.clock(clock).is_some(), "there is a clock {clock}");
        let calendar = days(&self.procedure);
        let timings = timetable(&self.facts, Rules { procedure: &self.procedure, calendar: &calendar });
        assert!(timings.iter().all(|timing| timing.rule.id != clock), "{}, {clock}", self.procedure.id);
        self
    }

    /// What a clock is due; "waits" as long as nothing has started it.
    fn due(self, clock: &str, expected: &str) -> Walk {
        self.looks_at("clock", clock);
        let calendar = days(&self.procedure);
        let timings = timetable(&self.facts, Rules { procedure: &self.procedure, calendar: &calendar });
        let timing = timings.iter().find(|timing| timing.rule.id == clock);
        let timing = timing.unwrap_or_else(|| panic!("{} has no clock {clock}", self.procedure.id));
        let due = timing.dates.as_ref().map_or("waits".into(), |dates| named(dates.due));
        assert_eq!(due, expected, "{}, {clock}", self.procedure.id);
        self
    }

    /// The day by which a clock should be met, where the procedure states an aim before its limit.
    fn aim(self, clock: &str, expected: &str) -> Walk {
        self.looks_at("target", clock);
        let calendar = days(&self.procedure);
        let timings = timetable(&self.facts, Rules { procedure: &self.procedure, calendar: &calendar });
        let timing = timings.iter().find(|timing| timing.rule.id == clock).expect("the clock is there");
        let target = timing.dates.as_ref().and_then(|dates| dates.target).map_or("none".into(), named);
        assert_eq!(target, expected, "{}, {clock}, the aim", self.procedure.id);
        self
    }

    /// The stage the walk is in has no time limit.
    fn without_limits(self) -> Walk {
        let stage = self.procedure.stage(&self.stage).expect("there is the stage");
        assert_eq!(stage.clocks, [], "{}, {}", self.procedure.id, stage.id);
        self
    }

    /// The latest date to which a clock may be put off; "any" where the procedure sets no bound.
    fn latest(self, clock: &str, expected: &str) -> Walk {
        self.looks_at("extension of", clock);
        let calendar = days(&self.procedure);
        let timings = timetable(&self.facts, Rules { procedure: &self.procedure, calendar: &calendar });
        let timing = timings.iter().find(|timing| timing.rule.id == clock).expect("the clock is there");
        let working = &timing.dates.as_ref().expect("the clock runs").working;
        let band = self.facts.band_under(&self.procedure).map(|band| band.id.as_str());
        let rule = self.procedure.extension_of(clock, band).expect("the clock can be put off");
        let latest = rule.latest(working, timing.rule, &calendar).map_or("any".into(), named);
        assert_eq!(latest, expected, "{}, {clock} at the latest", self.procedure.id);
        self
    }

    /// The last day on which a stage may be asked for; "any" where there is no window.
    fn ask_by(self, stage: &str, expected: &str) -> Walk {
        self.looks_at("window of", stage);
        let calendar = days(&self.procedure);
        let rules = Rules { procedure: &self.procedure, calendar: &calendar };
        let stage = self.procedure.stage(stage).expect("there is the stage");
        let last = domain::clock::ask_by(stage, &self.facts, rules).map_or("any".into(), |working| named(working.due));
        assert_eq!(last, expected, "{}, {} asked for by", self.procedure.id, stage.id);
        self
    }

    /// The last day on which the complaint may be made.
    fn complain_by(self, expected: &str) -> Walk {
        self.looks_at("window of", COMPLAINT);
        let calendar = days(&self.procedure);
        let rules = Rules { procedure: &self.procedure, calendar: &calendar };
        let last = domain::clock::complain_by(&self.facts, rules).map_or("any".into(), |working| named(working.due));
        assert_eq!(last, expected, "{}, complained by", self.procedure.id);
        self
    }
}
