//! A council's published procedure as values: what may be asked, in what time, and by whom.
//!
//! Procedures are TOML files kept under `procedures/`; this module holds their shape and says what
//! cannot work in one. Reading files, and finding the line of a problem, is the business of `app`.
//! `docs/procedures.md` explains every section and says which of them the program acts on.

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{WeekendReceipt, quoted_date, quoted_date_if_any, quoted_time_if_any},
    feedback::{Kind, ReplyBy, words},
    london::Date,
};

mod acceptance;
mod clock_rule;
mod days;
mod departures;
mod extension;
mod handling;
mod letters;
mod limit;
mod milestone;
mod ombudsman;
mod people;
mod problems;
mod screening;
mod stage;
mod waits;

use clock_rule::{is_default, names};
use days::ClosedDay;

pub use acceptance::{Acceptance, Applies, Coming, Complainant, Exclusion, Sorting};
pub(crate) use clock_rule::answers;
pub use clock_rule::{Begins, ClockRule, Ends, Start};
pub use days::{CutOff, Holidays, Term, Weekday};
pub use departures::Departure;
pub use extension::{ExtensionRule, Need, PauseRule};
pub use handling::{Band, By, Falling, Handling, Reading, ReadingOption, Readings, Review, Standard};
pub use letters::{Check, CheckedBy, Content, LetterRule, Occasion, Said};
pub use limit::{Limit, Unit, UnknownLimit};
pub use milestone::Milestone;
pub use ombudsman::{Body, Code, OmbudsmanRule};
pub use people::{Never, Officer, People, Route, Signing};
pub use problems::Problem;
pub use screening::{Answer, Outcome, Question, Screening};
pub use stage::{AskedBy, Period, RefusalRule, Stage, Whichever, Window};
pub use waits::Wait;

/// One version of a procedure. A case keeps the version it began under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// Name of the file without its ending; lower case, with hyphens.
    pub id: String,
    /// Counted up from 1 with every change of the words or numbers.
    pub version: u32,
    /// The title people know it by.
    pub name: String,
    /// The document it comes from.
    pub source: String,
    /// First day it is in force.
    #[serde(deserialize_with = "quoted_date")]
    pub in_force: Date,
    /// Last day it is in force for new cases.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "quoted_date_if_any")]
    pub until: Option<Date>,
    /// Which date of a case decides whether it comes under this version.
    #[serde(default, skip_serializing_if = "is_default")]
    pub in_force_by: InForceBy,
    /// The Codes it says that it follows; it is warned where it does not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Code>,
    /// Which cases come under it; all where nothing is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub applies: Vec<Applies>,
    /// How a receipt on a day off is counted. Where nothing is said the next working day is day 1, or day 0 where there
    /// is a `cut_off`: a weekend is after hours too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekend_receipt: Option<WeekendReceipt>,
    /// The hour, `"17:00"`, after which something counts as received on the next working day.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "quoted_time_if_any")]
    pub cut_off: Option<NaiveTime>,
    /// Weekdays with another such hour, as where the office closes earlier on a Friday.
    #[serde(default, rename = "cut_off_on", skip_serializing_if = "Vec::is_empty")]
    pub cut_offs: Vec<CutOff>,
    /// Whether office closures are left out of the count as bank holidays are.
    pub office_closures: bool,
    /// Whose bank holidays are left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub holidays: Holidays,
    /// Terms; days between two of them are left out as office closures are.
    #[serde(default, rename = "term", skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// Days of its own that the procedure leaves out as office closures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedDay>,
    /// What each kind of feedback is, in the procedure's sense.
    #[serde(rename = "kind")]
    pub kinds: Vec<KindDefinition>,
    /// What is taken, from whom and in what time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub acceptance: Acceptance,
    /// The stages a case may go through, in order.
    #[serde(rename = "stage")]
    pub stages: Vec<Stage>,
    /// Limits on the whole, from first receipt to the last answer.
    #[serde(default, rename = "overall", skip_serializing_if = "Vec::is_empty")]
    pub overall: Vec<ClockRule>,
    /// Whether and how far dates may be put off; one for a clock, or one for each band.
    #[serde(
        default,
        rename = "extension",
        deserialize_with = "extension::one_or_several",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[schemars(schema_with = "extension::one_or_several_schema")]
    pub extensions: Vec<ExtensionRule>,
    /// What stops clocks for a while.
    #[serde(default, rename = "pause", skip_serializing_if = "Vec::is_empty")]
    pub pauses: Vec<PauseRule>,
    /// Bands of cases with limits of their own.
    #[serde(default, rename = "band", skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// The people it names.
    #[serde(default, rename = "officer", skip_serializing_if = "Vec::is_empty")]
    pub officers: Vec<Officer>,
    /// Whether a response needs a signature, and whose.
    pub signing: Signing,
    /// What a complaint may be about.
    #[serde(default, rename = "ground")]
    pub grounds: Vec<Choice>,
    /// What the procedure is not for.
    #[serde(default, rename = "exclusion")]
    pub exclusions: Vec<Exclusion>,
    /// What may be done to put things right.
    #[serde(default, rename = "remedy")]
    pub remedies: Vec<Choice>,
    /// What a response is checked for before it is signed.
    #[serde(default, rename = "check")]
    pub checks: Vec<Check>,
    /// What each letter must contain.
    #[serde(default, rename = "letter", skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterRule>,
    /// Who looks at a case after the council, by subject.
    #[serde(default, rename = "ombudsman", skip_serializing_if = "Vec::is_empty")]
    pub ombudsmen: Vec<OmbudsmanRule>,
    /// Standards of timeliness for every kind of contact.
    #[serde(default, rename = "standard", skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Standard>,
    /// Sentences of the source that the council reads in one of several ways.
    #[serde(default, rename = "reading", skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
    /// The readings chosen; no part of the file. A reading that is not named is that of the file.
    #[serde(skip)]
    pub chosen: Readings,
    /// What is looked at again and again.
    #[serde(default, rename = "review", skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Review>,
    /// How cases of a special nature are handled.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handling: Handling,
    /// What a customer who is not content may do next; goes into refusals and responses, where neither the body that the
    /// matter goes to nor the stage has its own.
    pub rights: String,
}

words!(
    /// Which date of a case decides whether a version is in force for it.
    #[derive(Default)]
    InForceBy {
        /// The day of receipt.
        #[default]
        Received = "received", "the day we received it";
        /// The day it was recorded, as where offices were closed when it came in.
        Recorded = "recorded", "the day we recorded it";
    }
);

/// What one kind of feedback is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindDefinition {
    /// Which kind.
    pub kind: Kind,
    /// The definition, in plain words.
    pub definition: String,
}

/// One of a list to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Name in files and history.
    pub id: String,
    /// Name people read.
    pub title: String,
}

impl Procedure {
    /// The stage a new case of this kind begins in; `None` where the procedure sets no limits.
    pub fn first_stage(&self, kind: Kind) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.begins() && stage.kinds.contains(&kind))
    }

    /// The stage with this id.
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// The stages that may be asked for after this one.
    pub fn stages_after<'a>(&'a self, stage: &'a Stage) -> impl Iterator<Item = &'a Stage> {
        self.stages.iter().filter(move |each| each.follows.contains(&stage.id))
    }

    /// How a receipt on a day off is counted, said or not.
    pub fn weekend_receipt(&self) -> WeekendReceipt {
        let after_hours = || self.has_cut_off().then_some(WeekendReceipt::NextWorkingDayIsDayZero);
        self.weekend_receipt.or_else(after_hours).unwrap_or_default()
    }

    /// Whether a date can hang on the time of day of receipt: it has an hour after which something counts as received
    /// later, or a limit in hours from receipt.
    pub fn asks_the_hour(&self) -> bool {
        let from = |clock: &ClockRule| matches!(clock.from, Some(Milestone::Received | Milestone::Asked));
        self.has_cut_off() || self.clocks().any(|clock| from(clock) && clock.counts_hours())
    }

    /// Whether a date can hang on the time of day at which a later stage is asked for.
    pub fn asks_the_hour_of(&self, stage: &Stage) -> bool {
        let mut clocks = stage.clocks.iter().filter(|clock| clock.from == Some(Milestone::Asked));
        self.has_cut_off() || clocks.any(ClockRule::counts_hours)
    }

    /// Every clock of the procedure: of its stages in order, then of the whole.
    pub fn clocks(&self) -> impl Iterator<Item = &ClockRule> {
        self.stages.iter().flat_map(|stage| &stage.clocks).chain(&self.overall)
    }

    /// The clock with this id.
    pub fn clock(&self, id: &str) -> Option<&ClockRule> {
        self.clocks().find(|clock| clock.id == id)
    }

    /// How the date of this clock may be put off for a case in this band, or in none. What names the band goes before
    /// what names none.
    pub fn extension_of(&self, clock: &str, band: Option<&str>) -> Option<&ExtensionRule> {
        let mut of_clock = self.extensions.iter().filter(|rule| rule.clock == clock);
        let of_band = |rule: &&ExtensionRule| band.is_some_and(|band| names(&rule.for_bands, band));
        of_clock.clone().find(of_band).or_else(|| of_clock.find(|rule| rule.for_bands.is_empty()))
    }

    /// What stops clocks for a while, by its id.
    pub fn pause(&self, id: &str) -> Option<&PauseRule> {
        self.pauses.iter().find(|rule| rule.id == id)
    }

    /// Business that waits while a complaint is open, by its id.
    pub fn hold(&self, id: &str) -> Option<&Choice> {
        self.handling.holds.iter().find(|hold| hold.id == id)
    }

    /// The band with this id.
    pub fn band(&self, id: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// The band of a case: the one chosen for it, else the one it falls into.
    pub fn band_of(&self, chosen: Option<&str>, falling: &Falling<'_>) -> Option<&Band> {
        chosen.map_or_else(|| self.bands.iter().find(|band| band.takes(falling)), |id| self.band(id))
    }

    /// The body a customer may turn to after the council, for a matter of this subject.
    pub fn ombudsman_for(&self, subject: Option<&str>) -> Option<&OmbudsmanRule> {
        let names = |rule: &&OmbudsmanRule| rule.subjects.iter().any(|each| Some(each.as_str()) == subject);
        let others = |rule: &&OmbudsmanRule| rule.subjects.is_empty();
        self.ombudsmen.iter().find(names).or_else(|| self.ombudsmen.iter().find(others))
    }

    /// What a customer whose matter goes to this body may do next in a stage, by its id. That of the body goes before that of
    /// the stage: to ask the wrong one costs them more than to read of a stage they have been through.
    pub fn rights_in<'a>(&'a self, stage: &str, body: &'a OmbudsmanRule) -> &'a str {
        let of_stage = || self.stage(stage).and_then(|stage| stage.rights.as_deref());
        body.rights.as_deref().or_else(of_stage).unwrap_or(&self.rights)
    }

    /// The same in the letter that refuses a stage, by its id: whoever may not have it is told of nothing that only those may
    /// do who have.
    pub fn rights_refused<'a>(&'a self, stage: &str, body: &'a OmbudsmanRule) -> &'a str {
        let refused = || self.stage(stage).and_then(|stage| stage.rights_when_refused.as_deref());
        body.rights.as_deref().or_else(refused).unwrap_or_else(|| self.rights_in(stage, body))
    }

    /// What a letter must contain on this occasion, in this stage. Where an extension needs the Ombudsman's
    /// details, so does the letter that tells of it; what a refusal says stands with what is taken.
    pub fn must_contain(&self, on: Occasion, stage: &str) -> impl Iterator<Item = Content> {
        let rules =
            self.letters.iter().filter(move |rule| rule.on == on && rule.stage.as_deref().is_none_or(|of| of == stage));
        let listed: Vec<Content> = rules.flat_map(|rule| rule.must.iter().copied()).collect();
        let of_stage = |id: &str| {
            let elsewhere = |each: &&Stage| each.clocks.iter().any(|clock| clock.id == id);
            self.stages.iter().find(elsewhere).is_none_or(|each| each.id == stage)
        };
        let needs = |rule: &ExtensionRule| rule.needs.contains(&Need::OmbudsmanDetails) && of_stage(&rule.clock);
        let delay = (on == Occasion::Delay && self.extensions.iter().any(needs)).then_some(Content::Ombudsman);
        let refusal = (on == Occasion::Refusal).then_some(&self.acceptance.refusal_says);
        let also = delay.into_iter().chain(refusal.into_iter().flatten().copied());
        each_once(listed.into_iter().chain(also)).into_iter()
    }

    /// What the letter must contain that says why a stage, by its id, is not opened: whatever a letter of that kind must
    /// in the stage the case is in, and what the stage that was asked for has its refusal say.
    pub fn stage_refusal_must_contain(&self, stage: &str, asked: &str) -> Vec<Content> {
        let asked = self.stages.iter().find(|stage| stage.id == asked);
        let says = asked.and_then(|stage| stage.refusal.as_ref()).into_iter().flat_map(|rule| &rule.says);
        each_once(self.must_contain(Occasion::StageRefused, stage).chain(says.copied()))
    }

    /// Whether a case that was received and recorded on these days comes under this version.
    pub fn is_in_force(&self, received: Date, recorded: Date) -> bool {
        let day = match self.in_force_by {
            InForceBy::Received => received,
            InForceBy::Recorded => recorded,
        };
        day >= self.in_force && self.until.is_none_or(|until| day <= until)
    }

    /// Whether such a case comes under the procedure: it is for it, and has a stage for its kind.
    pub fn takes(&self, coming: &Coming<'_>) -> bool {
        let staged = self.stages.iter().any(|stage| stage.kinds.contains(&coming.kind));
        staged && (self.applies.is_empty() || self.applies.iter().any(|applies| applies.to(coming)))
    }

    /// Whether the customer is owed a full answer before such feedback is closed: a complaint always, other feedback where
    /// the procedure answers all of its kind, but nobody who wants no reply.
    pub fn owes_full_answer(&self, kind: Kind, reply_by: ReplyBy) -> bool {
        kind == Kind::Complaint || (reply_by != ReplyBy::None && self.handling.always_answered.contains(&kind))
    }

    /// Whether it says of which cases it is by what is known when one is logged, and so can be followed beside another.
    pub fn tells_its_cases(&self) -> bool {
        !self.applies.is_empty() && self.applies.iter().all(Applies::tells_apart)
    }

    /// The title of an officer or role that the procedure names.
    pub fn officer_title(&self, id: &str) -> Option<&str> {
        let officer = self.officers.iter().find(|officer| officer.id == id).map(|officer| officer.title.as_str());
        officer.or_else(|| crate::Role::ALL.iter().find(|role| role.as_str() == id).map(|role| role.title()))
    }

    /// The role that plays the part of an officer, or the role with this name.
    pub fn officer_role(&self, id: &str) -> Option<crate::Role> {
        let officer = self.officers.iter().find(|officer| officer.id == id).map(|officer| officer.role);
        officer.or_else(|| crate::Role::named(id))
    }

    /// The procedure with one of its readings chosen: the limit of the clock follows from it.
    /// `None` where there is no such reading or option.
    pub fn read_as(&self, reading: &str, option: &str) -> Option<Procedure> {
        let reading = self.readings.iter().find(|each| each.id == reading)?;
        let limit = reading.options.iter().find(|each| each.id == option)?.limit;
        let mut read = self.clone();
        let clocks = read.stages.iter_mut().flat_map(|stage| &mut stage.clocks).chain(&mut read.overall);
        clocks.into_iter().find(|clock| clock.id == reading.clock)?.limit = limit;
        read.chosen.insert(reading.id.clone(), option.to_owned());
        Some(read)
    }

    /// The procedure with all of these readings chosen; `None` where one of them is not of this procedure.
    pub fn read_by(&self, chosen: &Readings) -> Option<Procedure> {
        chosen.iter().try_fold(self.clone(), |read, (reading, option)| read.read_as(reading, option))
    }

    /// The option chosen of a reading; `None` where it is read as the file is written.
    pub fn chosen_of<'a>(&self, reading: &'a Reading) -> Option<&'a ReadingOption> {
        let id = self.chosen.get(&reading.id)?;
        reading.options.iter().find(|option| option.id == *id)
    }

    /// The ground with this id.
    pub fn ground(&self, id: &str) -> Option<&Choice> {
        self.grounds.iter().find(|ground| ground.id == id)
    }

    /// The exclusion with this id.
    pub fn exclusion(&self, id: &str) -> Option<&Exclusion> {
        self.exclusions.iter().find(|exclusion| exclusion.id == id)
    }

    /// The remedy with this id.
    pub fn remedy(&self, id: &str) -> Option<&Choice> {
        self.remedies.iter().find(|remedy| remedy.id == id)
    }
}

/// What is listed, each but once, as it comes first.
fn each_once(contents: impl Iterator<Item = Content>) -> Vec<Content> {
    contents.fold(Vec::new(), |mut seen, content| {
        if !seen.contains(&content) {
            seen.push(content);
        }
        seen
    })
}
