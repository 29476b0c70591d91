//! What the fields of a procedure are called, in the words of those who fill them in. The format's own documentation is
//! their hint. A field that has no words here is called by its word in the file.

use super::shape::Field;

/// What is asked first in any table.
pub(super) const ORDER: &[&str] = &[
    "id",
    "title",
    "name",
    "question",
    "kind",
    "on",
    "body",
    "role",
    "clock",
    "limit",
    "every",
    "target",
    "bands",
    "from",
    "of",
    "after",
    "about",
    "to",
    "met_by",
    "by",
    "must",
    "becomes",
    "definition",
    "source",
    "in_force",
    "until",
    "in_force_by",
    "claims",
    "rights",
    "kinds",
    "follows",
    "asked_by",
    "most",
    "total",
    "times",
    "needs",
    "granted_by",
    "reasons",
    "weekend_receipt",
    "cut_off",
    "cut_off_on",
    "office_closures",
    "holidays",
    "term",
    "closed",
    "stage",
    "overall",
    "band",
    "reading",
    "extension",
    "pause",
    "officer",
    "signing",
    "handling",
    "unless",
    "refer_to",
];

/// The cards of the form: heading, and the words of the file's head that stand in it. What is named in none has a card of
/// its own at the end.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    ("About the procedure", &["name", "source", "in_force", "until", "in_force_by", "claims", "rights"]),
    ("Stages and time limits", &["stage", "overall", "band", "reading"]),
    ("More time", &["extension", "pause"]),
    (
        "How days are counted",
        &["weekend_receipt", "cut_off", "cut_off_on", "office_closures", "holidays", "term", "closed"],
    ),
    ("What comes under it", &["kind", "exclusion", "acceptance", "applies"]),
    ("People and signing", &["signing", "officer", "handling"]),
    ("Lists to choose from", &["ground", "remedy", "check"]),
    ("Letters and Ombudsmen", &["letter", "ombudsman"]),
    ("Standards and reviews", &["standard", "review"]),
];

/// The heading of what no group names.
pub(super) const OTHERS: &str = "Other things";

/// What a name in the file is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// A stage.
    Stage,
    /// A time limit.
    Clock,
    /// Somebody: an officer that the file names, or a role.
    Somebody,
    /// Somebody who may complain.
    Complainant,
    /// A band.
    Band,
}

/// Fields that hold the name of something else in the file.
pub(super) const NAMES: &[(&str, Names)] = &[
    ("Applies.complainants", Names::Complainant),
    ("Band.complainants", Names::Complainant),
    ("ClockRule.after", Names::Clock),
    ("ClockRule.bands", Names::Band),
    ("ClockRule.for_bands", Names::Band),
    ("ClockRule.of", Names::Stage),
    ("ExtensionRule.clock", Names::Clock),
    ("ExtensionRule.for_bands", Names::Band),
    ("ExtensionRule.granted_by", Names::Somebody),
    ("Handling.sealed_to", Names::Somebody),
    ("LetterRule.stage", Names::Stage),
    ("PauseRule.clocks", Names::Clock),
    ("People.accepts", Names::Somebody),
    ("People.acknowledges", Names::Somebody),
    ("People.investigates", Names::Somebody),
    ("People.sends", Names::Somebody),
    ("People.signs", Names::Somebody),
    ("Period.of", Names::Stage),
    ("Reading.clock", Names::Clock),
    ("Route.about", Names::Somebody),
    ("Route.to", Names::Somebody),
    ("Stage.follows", Names::Stage),
    ("Standard.clock", Names::Clock),
];

/// What a field holds the name of.
pub(super) fn names(of: &str) -> Option<Names> {
    NAMES.iter().find(|(each, _)| *each == of).map(|(_, names)| *names)
}

/// Fields in words: of which table, what it is called, and what one of several is called.
pub(super) const WORDS: &[(&str, &str, &str)] = &[
    ("Acceptance.complainants", "Who may complain", "person who may complain"),
    ("Acceptance.refusal_says", "What a refusal must say", ""),
    ("Acceptance.sorting", "Questions that sort what comes in", "sorting question"),
    ("Acceptance.window", "Within what time it must be made", ""),
    ("Acceptance.without_consent", "Who needs no authority to speak for somebody", ""),
    ("Applies.complainants", "Who complains", ""),
    ("Applies.kinds", "Kinds of feedback", ""),
    ("Applies.points_from", "Fewest points", ""),
    ("Applies.points_to", "Most points", ""),
    ("Applies.subjects", "Subjects", ""),
    ("Band.channels", "Ways of coming in", ""),
    ("Band.complainants", "Who complains", ""),
    ("Band.points_from", "Fewest points", ""),
    ("Band.points_to", "Most points", ""),
    ("Check.by", "How it is found out", ""),
    ("Check.required", "Signing without it needs a reason", ""),
    ("ClockRule.after", "Starts once this is met", ""),
    ("ClockRule.backwards", "Counted back from its start", ""),
    ("ClockRule.bands", "At most for a band", ""),
    ("ClockRule.begins", "First day of the count", ""),
    ("ClockRule.clear", "Whole days between", ""),
    ("ClockRule.ends", "Where it ends on a day off", ""),
    ("ClockRule.for_bands", "Only for these bands", ""),
    ("ClockRule.from", "Starts when", ""),
    ("ClockRule.kinds", "Only for these kinds", ""),
    ("ClockRule.limit", "At most", ""),
    ("ClockRule.met_by", "Met when", ""),
    ("ClockRule.of", "In this stage", ""),
    ("ClockRule.office_closures", "Office closures are left out", ""),
    ("ClockRule.repeats", "Starts again whenever it is met", ""),
    ("ClockRule.restarts_on", "Begins anew when", ""),
    ("ClockRule.target", "Aim", ""),
    ("ClockRule.title", "What has to be done", ""),
    ("ClockRule.uncapped", "Waits for its start however long", ""),
    ("Complainant.needs_consent", "Consent of somebody else must be shown", ""),
    ("Exclusion.question", "Question", ""),
    ("Exclusion.refer_to", "Who deals with it instead", ""),
    ("Exclusion.title", "What it is not for", ""),
    ("Exclusion.unless", "Questions that lift it", ""),
    ("ExtensionRule.clock", "Time limit", ""),
    ("ExtensionRule.for_bands", "Only for these bands", ""),
    ("ExtensionRule.granted_by", "Who may give it", ""),
    ("ExtensionRule.most", "Longer by at most", ""),
    ("ExtensionRule.needs", "What it needs", ""),
    ("ExtensionRule.reasons", "Reasons to choose from", ""),
    ("ExtensionRule.times", "How often", ""),
    ("ExtensionRule.total", "In all at most", ""),
    ("Handling.abusive_contact", "Abusive contact may be ended", ""),
    ("Handling.always_answered", "Always answered in full", ""),
    ("Handling.campaigns", "Many may have one published answer", ""),
    ("Handling.child_of_job", "Feedback about a job names the job", ""),
    ("Handling.holds", "Business that may wait", "business that may wait"),
    ("Handling.sealed_to", "Who sees complaints that name somebody", ""),
    ("KindDefinition.definition", "What it is", ""),
    ("KindDefinition.kind", "Kind of feedback", ""),
    ("LetterRule.must", "What they must contain", ""),
    ("LetterRule.on", "Which letters", ""),
    ("LetterRule.stage", "In this stage only", ""),
    ("NamedDay.date", "Date", ""),
    ("Officer.title", "Title", ""),
    ("OmbudsmanRule.body", "Which body", ""),
    ("OmbudsmanRule.name", "Name of the other body", ""),
    ("OmbudsmanRule.reached_at", "Where they are reached", ""),
    ("OmbudsmanRule.rights", "What a customer may do next", ""),
    ("OmbudsmanRule.within", "Within what time they may be asked", ""),
    ("PauseRule.clocks", "Time limits that stop", ""),
    ("PauseRule.most", "How long at most", ""),
    ("PauseRule.title", "Reason", ""),
    ("People.accepts", "Decides whether it is taken", ""),
    ("People.never", "Who must not deal with it", ""),
    ("People.routes", "Where it goes instead", "route"),
    ("Period.clear", "Whole days between", ""),
    ("Period.from", "From when", ""),
    ("Period.limit", "How long", ""),
    ("Period.of", "In this stage", ""),
    ("Period.backwards", "Counted back", ""),
    ("Procedure.acceptance", "What is taken", ""),
    ("Procedure.applies", "Which cases come under it", "way to come under it"),
    ("Procedure.band", "Bands", "band"),
    ("Procedure.check", "What a response is checked for", "check"),
    ("Procedure.claims", "Codes that it says it follows", ""),
    ("Procedure.closed", "Days of its own that do not count", "day that does not count"),
    ("Procedure.cut_off", "Counts as received the next day after", ""),
    ("Procedure.cut_off_on", "Weekdays with another such hour", "weekday"),
    ("Procedure.exclusion", "What it is not for", "exclusion"),
    ("Procedure.extension", "How dates are put off", "way to put a date off"),
    ("Procedure.ground", "What a complaint may be about", "ground of complaint"),
    ("Procedure.handling", "Special cases", ""),
    ("Procedure.holidays", "Whose bank holidays are left out", ""),
    ("Procedure.in_force", "In force from", ""),
    ("Procedure.in_force_by", "Which date decides", ""),
    ("Procedure.kind", "Kinds of feedback", "kind of feedback"),
    ("Procedure.letter", "What letters must contain", "rule for letters"),
    ("Procedure.office_closures", "Office closures are left out", ""),
    ("Procedure.officer", "People it names", "person"),
    ("Procedure.ombudsman", "Who looks at it after the council", "Ombudsman"),
    ("Procedure.overall", "Time limits on the whole", "time limit on the whole"),
    ("Procedure.pause", "What stops the clock", "pause"),
    ("Procedure.reading", "Sentences that can be read in several ways", "sentence"),
    ("Procedure.remedy", "What may be done to put it right", "remedy"),
    ("Procedure.review", "What is looked at again and again", "review"),
    ("Procedure.rights", "What a customer may do next", ""),
    ("Procedure.signing", "Signing", ""),
    ("Procedure.source", "The document it comes from", ""),
    ("Procedure.stage", "Stages", "stage"),
    ("Procedure.standard", "Standards of timeliness", "standard"),
    ("Procedure.term", "Terms", "term"),
    ("Procedure.until", "In force until", ""),
    ("Procedure.weekend_receipt", "What comes in on a day off", ""),
    ("Reading.clock", "Time limit that depends on it", ""),
    ("Reading.option", "Ways to read it", "way to read it"),
    ("ReadingOption.limit", "Limit that follows", ""),
    ("RefusalRule.reasons", "Reasons there may be", "reason"),
    ("RefusalRule.says", "What the notice must say", ""),
    ("Route.about", "A complaint about", ""),
    ("Route.to", "Goes to", ""),
    ("Signing.deputy", "A named deputy may sign", ""),
    ("Signing.head_of_service", "The Head of Service signs", ""),
    ("Sorting.becomes", "A yes makes it", ""),
    ("Stage.asked_by", "Who may ask for it", ""),
    ("Stage.clock", "Time limits", "time limit"),
    ("Stage.ends_with", "Ends when", ""),
    ("Stage.follows", "Comes after", ""),
    ("Stage.kinds", "Kinds of feedback", ""),
    ("Stage.people", "Who does what", ""),
    ("Stage.refusal", "Refusing it", ""),
    ("Stage.rights", "What a customer may do next", ""),
    ("Stage.rights_when_refused", "What a customer may do to whom it is refused", ""),
    ("Stage.straight_in", "What lets a case begin here", "thing that lets a case begin here"),
    ("Stage.window", "Within what time it may be asked for", ""),
    ("Standard.channels", "Ways of coming in", ""),
    ("Standard.clock", "Measured by", ""),
    ("Standard.first_contact", "Kept at the first contact", ""),
    ("Standard.limit", "Within", ""),
    ("Standard.percent", "Share in 100", ""),
    ("Standard.title", "What is promised", ""),
    ("Term.from", "First day", ""),
    ("Term.to", "Last day", ""),
    ("Window.at_most", "At most, with a reason", ""),
    ("Window.periods", "Periods", "period"),
    ("Window.waivable", "May be taken later for a reason", ""),
    ("Window.whichever", "Which period decides", ""),
];

/// What a field is called.
pub(super) fn label(of: &str, key: &str) -> String {
    let known = WORDS.iter().find(|(each, _, _)| *each == of).map(|(_, label, _)| (*label).to_owned());
    known.unwrap_or_else(|| {
        let words = key.replace('_', " ");
        let mut letters = words.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    })
}

/// What one of several is called: "time limit".
pub(super) fn one(field: &Field) -> String {
    let known = WORDS.iter().find(|(each, _, one)| *each == field.of && !one.is_empty());
    known.map_or_else(|| label(&field.of, &field.key).to_lowercase(), |(_, _, one)| (*one).to_owned())
}

/// What the format says of a field of this table, for people: its words for other fields become what those are called.
pub(super) fn hint(field: &Field, table: &[Field]) -> String {
    let mut said = String::new();
    // What stands between two backticks is a word of the file.
    for (at, part) in field.says.split('`').enumerate() {
        let other = || table.iter().find(|other| other.key == part).map(|other| label(&other.of, &other.key));
        if at % 2 == 0 {
            said.push_str(part);
        } else if let Some(label) = other() {
            said.push_str(&format!("“{label}”"));
        } else {
            said.push_str(part.trim_matches('"'));
        }
    }
    said.replace('\n', " ").trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::shape::SHAPES, *};

    #[test]
    fn words_are_of_fields_that_the_format_has() {
        let fields: BTreeSet<&str> = SHAPES.all().map(|field| field.of.as_str()).collect();
        let named = NAMES.iter().map(|(of, _)| *of).chain(WORDS.iter().map(|(of, _, _)| *of));
        let unknown: Vec<&str> = named.filter(|of| !fields.contains(of)).collect();
        assert_eq!(unknown, Vec::<&str>::new());
        let head: BTreeSet<&str> = SHAPES.table("Procedure").iter().map(|field| field.key.as_str()).collect();
        let grouped = GROUPS.iter().flat_map(|(_, keys)| keys.iter().copied());
        assert_eq!(grouped.filter(|key| !head.contains(key)).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn a_field_without_words_is_called_as_in_the_file() {
        assert_eq!(label("Stage.brand_new", "brand_new"), "Brand new");
    }

    #[test]
    fn hints_speak_of_other_fields_as_the_form_calls_them() {
        let table = SHAPES.table("ExtensionRule");
        let most = table.iter().find(|field| field.key == "most").expect("it is there");
        let hint = hint(most, table);
        assert!(hint.contains("without “In all at most”, the procedure sets no bound"), "{hint}");
        for field in SHAPES.all() {
            assert!(!field.says.is_empty(), "{} has a hint", field.of);
        }
    }
}
