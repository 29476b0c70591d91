//! What a procedure says, in plain words: headings, each with its sentences. The values come from
//! `domain::procedure`; every section of the format that says something is said here.

use domain::{
    Procedure,
    behalf::Relation,
    feedback::Channel,
    procedure::{Acceptance, By, CheckedBy, Content, ExtensionRule, Standard, Window},
};

use super::{super::limits, days, stages::in_bands};
use crate::words;

/// A heading with its sentences.
pub type Says = (&'static str, Vec<String>);

/// All that a procedure says besides its stages.
pub fn says(procedure: &Procedure) -> Vec<Says> {
    let kinds = procedure.kinds.iter().map(|kind| format!("{}: {}", kind.kind.title(), kind.definition));
    let sections = [
        ("When it is in force", vec![in_force(procedure)]),
        (
            "What it says that it follows",
            procedure.claims.iter().map(|code| format!("The {}.", code.title())).collect(),
        ),
        ("Which cases it is for", for_cases(procedure)),
        ("What each kind is", kinds.collect()),
        ("More time", more_time(procedure)),
        ("What stops the clock", pauses(procedure)),
        ("Who signs", signing(procedure)),
        ("How days are counted", days::counting(procedure)),
        ("What is taken, and until when", acceptance(procedure)),
        ("What a complaint may be about", procedure.grounds.iter().map(|ground| ground.title.clone()).collect()),
        ("What it is not for", exclusions(procedure)),
        ("Bands with limits of their own", bands(procedure)),
        ("Ways to put things right", procedure.remedies.iter().map(|remedy| remedy.title.clone()).collect()),
        ("What a response is checked for", checks(procedure)),
        ("What letters must say", letters(procedure)),
        ("Who looks at it after us", ombudsmen(procedure)),
        ("Sentences that can be read in several ways", readings(procedure)),
        ("Standards of timeliness", standards(procedure)),
        ("Special cases", handling(procedure)),
        ("What is looked at again", reviews(procedure)),
    ];
    sections.into_iter().filter(|(_, lines): &Says| !lines.is_empty()).collect()
}

/// "For cases from Sunday 1 January 2012 on, by the day we received it."
fn in_force(procedure: &Procedure) -> String {
    let from = words::long_day(procedure.in_force);
    let until = procedure.until.map_or_else(|| "on".into(), |until| format!("to {}", words::long_day(until)));
    format!("For cases from {from} {until}, by {}.", procedure.in_force_by.title())
}

fn for_cases(procedure: &Procedure) -> Vec<String> {
    if procedure.applies.is_empty() { Vec::new() } else { vec![format!("{}.", taken_words(procedure))] }
}

fn more_time(procedure: &Procedure) -> Vec<String> {
    if procedure.extensions.is_empty() {
        return vec!["A response cannot be put off.".into()];
    }
    procedure.extensions.iter().flat_map(|rule| put_off(procedure, rule)).collect()
}

fn put_off(procedure: &Procedure, rule: &ExtensionRule) -> Vec<String> {
    let title = procedure.clock(&rule.clock).map_or(rule.clock.as_str(), |clock| clock.title.as_str());
    let what = if is_the_answer(procedure, rule) { "A response".into() } else { format!("“{title}”") };
    let whom = in_bands(procedure, &rule.for_bands).unwrap_or_default();
    let times = match rule.times {
        None => String::new(),
        Some(1) => " once".into(),
        Some(times) => format!(" up to {times} times"),
    };
    let by = rule.most.map(|most| format!("by {}", most.words()));
    let to = rule.total.map(|total| format!("to {} in all", total.words()));
    let bounds: Vec<String> = by.into_iter().chain(to).collect();
    let far = if bounds.is_empty() { String::new() } else { format!(", {} at most", limits::listed(&bounds)) };
    let needs: Vec<String> = rule.needs.iter().map(|need| need.title().to_owned()).collect();
    let needs = if needs.is_empty() { String::new() } else { format!(" It needs {}.", limits::listed(&needs)) };
    let granted = titles(procedure, rule.granted_by.iter().map(String::as_str));
    let granted =
        if granted.is_empty() { String::new() } else { format!(" {} may grant it.", limits::either(&granted)) };
    let mut lines = vec![format!("{what}{whom} can be put off{times}{far}.{needs}{granted}")];
    if !rule.reasons.is_empty() {
        lines.push(format!("Reasons to choose from: {}.", rule.reasons.join("; ")));
    }
    lines
}

/// Whether a rule puts off the one answer that there is, so that nobody asks which.
fn is_the_answer(procedure: &Procedure, rule: &ExtensionRule) -> bool {
    let mut answers = procedure.clocks().filter(|clock| clock.answers());
    let one = answers.next().is_some_and(|clock| clock.id == rule.clock) && answers.next().is_none();
    one && procedure.extensions.len() == 1
}

fn pauses(procedure: &Procedure) -> Vec<String> {
    let pause = |rule: &domain::procedure::PauseRule| {
        let clocks: Vec<String> = rule.clocks.iter().map(|id| clock_title(procedure, id)).collect();
        let which = if clocks.is_empty() { "every time limit".into() } else { limits::listed(&clocks) };
        let most = rule.most.map(|most| format!(", for {} at most", most.words())).unwrap_or_default();
        format!("{}: {which} stands still{most}.", rule.title)
    };
    procedure.pauses.iter().map(pause).collect()
}

fn signing(procedure: &Procedure) -> Vec<String> {
    let said = match (procedure.signing.head_of_service, procedure.signing.deputy) {
        (true, true) => {
            "A response leaves only when the Head of Service has signed it off, or their deputy in their place (“pp”)."
        }
        (true, false) => "A response leaves only when the Head of Service has signed it off.",
        (false, true) => {
            "A response needs no signature of the Head of Service: whoever investigated signs and sends it, unless a stage says who does. Their deputy may sign in their place (“pp”)."
        }
        (false, false) => {
            "A response needs no signature of the Head of Service: whoever investigated signs and sends it, unless a stage says who does."
        }
    };
    let officers =
        procedure.officers.iter().map(|officer| format!("{}: in Heard, {}.", officer.title, officer.role.title()));
    std::iter::once(said.to_owned()).chain(officers).collect()
}

/// Which cases it is for: "Complaints about landlord matters".
pub(in crate::pages) fn taken_words(procedure: &Procedure) -> String {
    let said = |applies: &domain::procedure::Applies| {
        let kinds: Vec<String> = applies.kinds.iter().map(|kind| kind.title().to_lowercase()).collect();
        let points = points(applies.points_from, applies.points_to);
        let subjects = (!applies.subjects.is_empty())
            .then(|| format!("of services whose subject is {}", limits::either(&applies.subjects)));
        let by = complained_by(procedure, &applies.complainants);
        let kinds = (!kinds.is_empty()).then(|| limits::either(&kinds));
        let parts: Vec<String> = kinds.into_iter().chain(by).chain(subjects).chain(points).collect();
        parts.join(" ")
    };
    let taken: Vec<String> = procedure.applies.iter().map(said).collect();
    if taken.is_empty() { "For every case".into() } else { format!("For cases {}", limits::either(&taken)) }
}

fn points(from: Option<u32>, to: Option<u32>) -> Option<String> {
    match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("with {from} points or more")),
        (None, Some(to)) => Some(format!("with up to {to} points")),
        (Some(from), Some(to)) => Some(format!("with {from} to {to} points")),
    }
}

/// "from a tenant or a neighbour"; `None` where it does not matter who complains.
fn complained_by(procedure: &Procedure, ids: &[String]) -> Option<String> {
    let named: Vec<String> = ids.iter().map(|id| complainant(procedure, id)).collect();
    (!named.is_empty()).then(|| format!("from {}", limits::either(&named)))
}

/// Who complains, in the procedure's words.
fn complainant(procedure: &Procedure, id: &str) -> String {
    let found = procedure.acceptance.complainants.iter().find(|each| each.id == id);
    found.map_or_else(|| id.to_owned(), |each| each.title.to_lowercase())
}

pub(in crate::pages) fn acceptance(procedure: &Procedure) -> Vec<String> {
    let Acceptance { window, refusal_says, complainants, without_consent, sortings } = &procedure.acceptance;
    let mut lines: Vec<String> =
        window.iter().map(|window| format!("Made {}.", window_words(procedure, window))).collect();
    lines.extend(complainants.iter().map(|each| {
        let consent = if each.needs_consent { ", with the consent of whom they speak for" } else { "" };
        format!("May complain: {}{consent}.", each.title)
    }));
    lines.extend(without_consent.iter().map(|who| {
        let title = Relation::named(who).map_or_else(|| who.clone(), |relation| relation.title().to_owned());
        format!("May speak for somebody else without their consent: {title}.")
    }));
    lines.extend(
        sortings
            .iter()
            .map(|each| format!("{} A yes makes it: {}.", each.question, each.becomes.title().to_lowercase())),
    );
    lines.extend(must_say("A refusal says", refusal_says));
    lines
}

/// "within 20 working days from the day the full response left, whichever is later".
pub(super) fn window_words(procedure: &Procedure, window: &Window) -> String {
    let period = |period: &domain::procedure::Period| {
        let way = if period.backwards { "at least" } else { "within" };
        let from = if period.backwards { "before" } else { "from" };
        let clear = if period.clear { " clear" } else { "" };
        let of = in_stage(procedure, period.of.as_deref());
        format!("{way} {}{clear} {from} the day {}{of}", period.limit.words(), period.from.title())
    };
    let periods: Vec<String> = window.periods.iter().map(period).collect();
    let which = if periods.len() > 1 { format!(", {}", window.whichever.title()) } else { String::new() };
    let later = if window.waivable { "; later for a good reason" } else { "" };
    let most = window.at_most.map(|most| format!(", {} at most", most.words())).unwrap_or_default();
    format!("{}{which}{later}{most}", limits::either(&periods))
}

/// " in “Stage 1”", where it is said in which stage something happens.
pub(super) fn in_stage(procedure: &Procedure, id: Option<&str>) -> String {
    let title = |id| procedure.stage(id).map_or(id, |stage| stage.title.as_str());
    id.map(|id| format!(" in “{}”", title(id))).unwrap_or_default()
}

fn exclusions(procedure: &Procedure) -> Vec<String> {
    let said = |exclusion: &domain::procedure::Exclusion| {
        let refer = exclusion.refer_to.iter().map(|to| format!(" Instead: {to}.")).collect::<String>();
        let unless = match exclusion.unless.as_slice() {
            [] => String::new(),
            unless => format!(" We take it all the same after a yes to: {}", unless.join(" ")),
        };
        let asked = exclusion.question.iter().map(|asked| format!(" Asked as: {asked}")).collect::<String>();
        format!("{}.{asked}{unless}{refer}", exclusion.title.trim_end_matches('.'))
    };
    procedure.exclusions.iter().map(said).collect()
}

fn bands(procedure: &Procedure) -> Vec<String> {
    let said = |band: &domain::procedure::Band| {
        if band.by_hand() {
            return format!("{}, chosen by hand.", band.title);
        }
        let channels: Vec<String> = band.channels.iter().map(|channel| received_by(*channel).to_owned()).collect();
        let came = (!channels.is_empty()).then(|| format!("received {}", limits::either(&channels)));
        let by = complained_by(procedure, &band.complainants);
        let points = points(band.points_from, band.points_to);
        let parts: Vec<String> = [came, by, points].into_iter().flatten().collect();
        format!("{}: {}.", band.title, parts.join(", "))
    };
    procedure.bands.iter().map(said).collect()
}

fn received_by(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "by phone",
        Channel::InPerson => "in person",
        Channel::Email => "by email",
        Channel::Letter => "by letter",
        Channel::WebForm => "by web form",
        Channel::SocialMedia => "by social media or text",
        Channel::Member => "through a councillor or MP",
        Channel::Other => "another way",
    }
}

fn checks(procedure: &Procedure) -> Vec<String> {
    let said = |check: &domain::procedure::Check| {
        let needed = if check.required { "; signing without it needs a reason" } else { "" };
        format!("{} ({}{needed})", check.title, looked_for(check.by))
    };
    procedure.checks.iter().map(said).collect()
}

fn looked_for(by: CheckedBy) -> &'static str {
    match by {
        CheckedBy::EveryPointAnswered => "Heard looks for a finding on each point",
        CheckedBy::Apology => "Heard looks for an apology where a point is upheld",
        CheckedBy::ActionsDated => "Heard looks for a name or a date with each promise",
        CheckedBy::PlainWords => "Heard measures the reading age",
        CheckedBy::NextStep => "Heard looks for what to do next",
        CheckedBy::NamedContact => "Heard looks for somebody to contact",
        CheckedBy::Person => "the Head looks",
    }
}

fn letters(procedure: &Procedure) -> Vec<String> {
    let said = |rule: &domain::procedure::LetterRule| {
        let stage = in_stage(procedure, rule.stage.as_deref());
        must_say(&format!("{}{stage}", rule.on.title()), &rule.must)
    };
    procedure.letters.iter().filter_map(said).collect()
}

/// "A refusal says: the reason, the Ombudsman’s details."
pub(super) fn must_say(what: &str, contents: &[Content]) -> Option<String> {
    let contents: Vec<String> = contents.iter().map(|content| content.title().to_owned()).collect();
    (!contents.is_empty()).then(|| format!("{what}: {}.", limits::listed(&contents)))
}

fn ombudsmen(procedure: &Procedure) -> Vec<String> {
    let said = |rule: &domain::procedure::OmbudsmanRule| {
        let within =
            rule.within.map(|within| format!(", within {} of the last answer", within.words())).unwrap_or_default();
        let next = rule.rights.iter().map(|rights| format!(" What a customer may do next: {}", rights.trim()));
        let next = next.collect::<String>();
        let subjects = rule.subjects.as_slice();
        let about = if subjects.is_empty() { String::new() } else { format!(", for {}", limits::listed(subjects)) };
        if !rule.body.is_somebody() {
            return format!("Nobody{about}.{next}");
        }
        format!("{}{about}{within}. Reached at: {}.{next}", rule.title(), rule.reached_at().trim_end_matches('.'))
    };
    procedure.ombudsmen.iter().map(said).collect()
}

fn readings(procedure: &Procedure) -> Vec<String> {
    let said = |reading: &domain::procedure::Reading| {
        let options: Vec<String> =
            reading.options.iter().map(|option| format!("{} ({})", option.title, option.limit.words())).collect();
        let chosen = procedure.chosen_of(reading);
        let chosen = chosen.map(|option| format!(" Here it is read as: {}.", option.title)).unwrap_or_default();
        let decides = clock_title(procedure, &reading.clock);
        format!("{} {}. The limit of “{decides}” follows from it.{chosen}", reading.question, limits::either(&options))
    };
    procedure.readings.iter().map(said).collect()
}

fn standards(procedure: &Procedure) -> Vec<String> {
    let said = |standard: &Standard| {
        let channels = standard.channels.iter().map(|channel| channel.title());
        let of: Vec<String> =
            channels.chain(standard.kinds.iter().map(|kind| kind.title())).map(str::to_lowercase).collect();
        let of = if of.is_empty() { String::new() } else { format!(" ({})", limits::listed(&of)) };
        let limit = standard.limit.map(|limit| format!(", in {}", limit.words())).unwrap_or_default();
        let share = standard.percent.map(|share| format!(", {share} in 100")).unwrap_or_default();
        format!("{}{of}{limit}{share}.{}", standard.title.trim_end_matches('.'), measured_by(standard, procedure))
    };
    procedure.standards.iter().map(said).collect()
}

/// What a standard is measured by, where its own words do not say it.
fn measured_by(standard: &Standard, procedure: &Procedure) -> String {
    match standard.measured_by() {
        Some(By::Clock(id, _)) => procedure
            .clock(id)
            .map_or_else(String::new, |clock| format!(" Measured by the time limit “{}”.", clock.title)),
        Some(By::Answer(_)) => " Measured from receipt to the full answer.".into(),
        Some(By::FirstContact) => " Measured by what was sorted at the first contact.".into(),
        None => " Heard does not measure this.".into(),
    }
}

fn handling(procedure: &Procedure) -> Vec<String> {
    let handling = &procedure.handling;
    let mut lines = Vec::new();
    if let Some(who) = handling.sealed_to.as_deref().and_then(|id| procedure.officer_title(id)) {
        lines.push(format!("A complaint that names somebody is sealed to {who}."));
    }
    let told = [
        (handling.child_of_job, "Feedback about a job in hand is kept with that job."),
        (handling.campaigns, "Many complaints about one thing may have one published answer."),
        (handling.abusive_contact, "Rude or threatening contact may be ended, after a warning."),
    ];
    lines.extend(told.iter().filter(|(said, _)| *said).map(|(_, words)| (*words).to_owned()));
    let kinds: Vec<String> = handling.always_answered.iter().map(|kind| kind.title().to_lowercase()).collect();
    if !kinds.is_empty() {
        lines.push(format!("Gets a full response whatever it says: {}.", limits::listed(&kinds)));
    }
    lines.extend(handling.holds.iter().map(|hold| format!("Waits while a complaint is open: {}.", hold.title)));
    lines
}

fn reviews(procedure: &Procedure) -> Vec<String> {
    procedure.reviews.iter().map(|review| format!("{}: every {}.", review.title, review.every.words())).collect()
}

/// The title of a clock.
pub(super) fn clock_title(procedure: &Procedure, id: &str) -> String {
    procedure.clock(id).map_or(id, |clock| clock.title.as_str()).to_owned()
}

/// The titles of officers and roles.
pub(super) fn titles<'a>(procedure: &Procedure, ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    ids.map(|id| procedure.officer_title(id).unwrap_or(id).to_owned()).collect()
}
