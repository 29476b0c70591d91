//! What a response is checked for: good and bad letters, and why each check thinks so.

mod common;

use common::*;
use domain::{
    Act, Case, StateKind,
    checks::{self, CheckNames, CheckResult, JARGON, Outcome, strip_marks},
    feedback::{Finding, Kind},
    procedure::{Body, Content, LetterRule, Occasion, OmbudsmanRule, Procedure, Said},
};
use proptest::prelude::*;

const GOOD: &str = "Dear Mrs Hill

[1] We missed your bin three times in October. Our list had the wrong day for your road. We are sorry.

[2] You rang us twice and nobody rang you back. We should have.

What we will do:
- empty your bin on Friday 27 November
- Priya Shah will put the list right

If you are not content, ask us for a review. After that you can go to the Ombudsman on 0300 061 0614.

Priya Shah, 01527 64252";

fn names() -> CheckNames {
    CheckNames {
        people: vec!["Priya Shah".into()],
        phones: vec!["01527 64252".into()],
        emails: vec!["waste@council.example".into()],
        ..CheckNames::default()
    }
}

/// A complaint of so many points, each with the finding given.
fn case_with(findings: &[Option<Finding>]) -> Case {
    let logging = domain::act::Logging { points: vec![text("point"); findings.len()], ..complaint() };
    let mut desk =
        Desk::new(&logging).does(CHAMPION, Act::Pass { service: WASTE, head: HEAD }).does(HEAD, nominate(OFFICER));
    for (number, finding) in (1..).zip(findings) {
        let Some(finding) = *finding else { continue };
        desk = desk.does(OFFICER, Act::Find { point: number, finding, reason: text("reason") });
    }
    assert_eq!(desk.case.state.kind(), StateKind::Investigating);
    desk.case
}

fn two_points() -> Case {
    case_with(&[Some(Finding::Upheld), Some(Finding::PartlyUpheld)])
}

fn not_upheld() -> Case {
    case_with(&[Some(Finding::NotUpheld)])
}

fn check(id: &str, letter: &str, case: &Case) -> CheckResult {
    let results = checks::run(letter, case, &shipped_procedure(), &names());
    results.into_iter().find(|each| each.id == id).expect("the procedure has the check")
}

/// Name, letter, and why the check fails; `None` where it passes.
fn table(id: &str, case: &Case, rows: &[(&str, &str, Option<&str>)]) {
    for (name, letter, failed) in rows {
        let found = check(id, letter, case);
        let because = (found.outcome == Outcome::Failed).then_some(found.because.as_str());
        assert_eq!(because, *failed, "{id}: {name}: {}", found.because);
    }
}

/// The words a check points to.
fn shown<'a>(id: &str, letter: &'a str, case: &Case) -> Option<&'a str> {
    check(id, letter, case).words.map(|range| &letter[range])
}

#[test]
fn a_good_letter_passes_and_one_thing_is_left_to_a_person() {
    let results = checks::run(GOOD, &two_points(), &shipped_procedure(), &names());
    let told: Vec<String> = results
        .iter()
        .map(|each| format!("{} {:?} {}: {}", each.id, each.outcome, each.required, each.because))
        .collect();
    let expected = [
        "every-point Passed true: All 2 points are answered.",
        "apology Passed false: It says sorry.",
        "actions Passed false: Everything we will do has a date or a name.",
        "plain-words Passed false: Reading age 6, and no council words.",
        "next-step Passed false: It says what to do next.",
        "contact Passed false: It names somebody to contact.",
        "private ForPerson false: Look at this yourself.",
    ];
    assert_eq!(told, expected);
    assert_eq!(checks::failed(&results), Vec::<String>::new());
}

#[test]
fn an_empty_letter_fails_all_it_can() {
    let failed = checks::failed(&checks::run("", &two_points(), &shipped_procedure(), &names()));
    assert_eq!(failed, ["every-point", "apology", "plain-words", "next-step", "contact"]);
}

#[test]
fn what_a_first_draft_leaves_to_write_is_no_answer() {
    let first = GOOD.replace("Our list had the wrong day for your road. We are sorry.", "…");
    let found = check("every-point", &first, &two_points());
    assert_eq!(found.outcome, Outcome::Failed);
    assert_eq!(found.because, "Point 1 is not answered yet: write what we found in the place of “…”.");
    assert_eq!(found.words.map(|place| &first[place]), Some("[1]"));
    let waited = GOOD.replace("We should have.", "We should have…");
    assert_eq!(check("every-point", &waited, &two_points()).outcome, Outcome::Passed, "a sentence may trail off");
}

#[test]
fn every_point_has_a_finding_and_a_mark() {
    let one = not_upheld();
    table(
        "every-point",
        &one,
        &[
            ("answered", "[1] The bin was out of reach.", None),
            ("a mark anywhere in the text", "The bin was out of reach [1].", None),
            (
                "no mark",
                "The bin was out of reach.",
                Some("The text does not say where it answers point 1. Put [1] there."),
            ),
            (
                "not a mark",
                "See [one] and [1a] and [ 1 ].",
                Some("The text does not say where it answers point 1. Put [1] there."),
            ),
            ("a point there is not", "[1] and [4].", Some("The text has a mark [4], but there is no point 4.")),
        ],
    );
    assert_eq!(shown("every-point", "Yes [1] and [4].", &one), Some("[4]"));
    let three = case_with(&[None, Some(Finding::Upheld), None]);
    table(
        "every-point",
        &three,
        &[
            ("findings missing", "[1] [2] [3]", Some("Point 1 and 3 have no finding.")),
            (
                "both missing",
                "[2]",
                Some(
                    "The text does not say where it answers point 1 and 3. Put [1] and [3] there. Point 1 and 3 have no finding.",
                ),
            ),
        ],
    );
    let none = Some("No point has been taken down yet, so nobody can see what is to be answered.");
    table("every-point", &case_with(&[]), &[("no points", "Anything.", none)]);
}

#[test]
fn an_apology_where_we_got_it_wrong() {
    let missing = Some("Point 1 is upheld or partly upheld, but the text does not say sorry.");
    let rows = [
        ("sorry", "We are Sorry.", None),
        ("apologise", "I apologise for this.", None),
        ("nothing", "We regret the inconvenience.", missing),
        ("inside another word", "Mrs Sorryman rang.", missing),
    ];
    table("apology", &two_points(), &rows);
    table("apology", &not_upheld(), &[("not at fault", "The bin was out of reach.", None)]);
    assert_eq!(shown("apology", "We are sorry, Mrs Hill.", &two_points()), Some("sorry"));
}

#[test]
fn what_we_will_do_has_a_date_or_a_name() {
    let undated = |words: &'static str| -> Option<String> {
        Some(format!("“{words}” has no date and no name. Say by when, or who sees to it."))
    };
    let rows = [
        ("a weekday", "We will come on Friday.", None),
        ("a date in words", "We will come on 27 November.", None),
        ("a date in figures", "We will pay you by 27/11/2026.", None),
        ("May with a day", "We will come by 3 May.", None),
        ("may without one", "It may be that we will come.", undated("It may be that we will come.")),
        ("a span", "We will ring you within 5 working days.", None),
        ("a name", "Priya Shah will ring you.", None),
        ("nobody, at no time", "We will look into the rota.", undated("We will look into the rota.")),
        ("an empty promise", "This will not happen again.", undated("This will not happen again.")),
        ("a list", "We agreed:\n- new bins by Friday\n- training", undated("training")),
        ("long", "We will do all we can to put every single thing right.", undated("We will do all we can to put…")),
        ("a heading without its list", "What we will do", None),
        ("what was done", "We emptied the bin.", None),
        ("only if the customer does", "If you write, somebody else will look at it again.", None),
    ];
    for (name, letter, failed) in rows {
        table("actions", &not_upheld(), &[(name, letter, failed.as_deref())]);
    }
    let text = "We are sorry. We will look into it.";
    assert_eq!(shown("actions", text, &not_upheld()), Some("We will look into it."));
}

#[test]
fn a_remedy_that_was_promised_is_in_the_letter() {
    let promise = Act::Promise { remedy: "action".into(), what: text("what"), due: None, owner: None };
    let case = case_in(StateKind::Investigating).does(OFFICER, promise).case;
    let missing = Some("A remedy was promised, but the text does not say what we will do.");
    table("actions", &case, &[("nothing of it", "We are sorry.", missing), ("said", "We will come on Friday.", None)]);
}

#[test]
fn plain_words_and_a_reading_age() {
    let hard = "Notwithstanding operational considerations, the authority acknowledges that communication \
                methodologies regarding collection arrangements were insufficiently comprehensive.";
    let found = check("plain-words", hard, &not_upheld());
    assert_eq!(found.outcome, Outcome::Failed);
    assert!(found.because.contains("“notwithstanding” is a council word; try “despite”"), "{}", found.because);
    let long = hard.replace("Notwithstanding operational considerations, the", "We missed it. The");
    let found = check("plain-words", &long, &not_upheld());
    assert!(
        found.because.ends_with("aim for 13 or less. Shorter sentences help: this is the longest."),
        "{}",
        found.because
    );
    let words = found.words.map(|range| &long[range]);
    assert!(words.is_some_and(|words| words.starts_with("The authority")), "{words:?}");
    assert_eq!(shown("plain-words", "We start PRIOR TO that.", &not_upheld()), Some("PRIOR TO"));
    table("plain-words", &not_upheld(), &[("nothing", " [1] ", Some("There is nothing to read yet."))]);
}

#[test]
fn jargon_is_lower_case_and_listed_once() {
    for (place, (word, plain)) in JARGON.iter().enumerate() {
        assert_eq!(*word, word.to_lowercase(), "found whatever the case");
        assert_eq!(JARGON.iter().position(|(other, _)| other == word), Some(place), "{word} twice");
        assert!(!plain.is_empty() && JARGON.iter().all(|(other, _)| other != plain), "{word}: {plain}");
    }
}

#[test]
fn what_to_do_if_not_content() {
    let missing = Some("It does not say what the customer can do if they are not content: a review, or the Ombudsman.");
    let rows = [
        ("the Ombudsman", "You can go to the Local Government and Social Care Ombudsman.", None),
        ("a review", "You can ask for a review.", None),
        ("a second look", "If you are not content, somebody else can look at it again.", None),
        ("a review of our own", "We will review the rota on Friday.", missing),
        ("nothing", "Yours sincerely", missing),
    ];
    table("next-step", &not_upheld(), &rows);
    let shipped = shipped_procedure().rights;
    table("next-step", &not_upheld(), &[("the words of the procedure", &shipped, None)]);
}

#[test]
fn somebody_to_talk_to() {
    let missing = Some("It names nobody to contact. Give a name, a telephone number or an email address.");
    let rows = [
        ("a name", "Ask for priya shah.", None),
        ("our number, written another way", "Ring (01527) 64252 before noon.", None),
        ("another number", "Ring 07700 900123.", None),
        ("with the country", "Ring +44 7700 900123.", None),
        ("an address", "Write to Waste@Council.example.", None),
        ("the Ombudsman's number", "The Ombudsman is on 0300 061 0614.", missing),
        ("a date and a reference", "We wrote on 01/11/2026 about 2026-0431.", missing),
        ("nothing", "Yours sincerely", missing),
    ];
    table("contact", &not_upheld(), &rows);
    assert_eq!(shown("contact", "Ring 01527 64252 today.", &not_upheld()), Some("01527 64252"));
    table("contact", &not_upheld(), &[("the words of the procedure", &shipped_procedure().rights, missing)]);
}

#[test]
fn marks_do_not_leave_with_the_letter() {
    let table = [
        ("[1] We are sorry.", "We are sorry."),
        ("We are sorry [1].", "We are sorry."),
        ("We are sorry [1] for this.", "We are sorry for this."),
        ("We are sorry.[1] Yes.", "We are sorry. Yes."),
        ("We are sorry [1][2].", "We are sorry."),
        ("We are sorry [1] [2].", "We are sorry."),
        ("Dear Sir\n[1] [2] We\n[3]\nYes [4]\n", "Dear Sir\nWe\n\nYes\n"),
        ("- [1] a new bin", "- a new bin"),
        ("[sic] [12345] [] [x1]", "[sic] [12345] [] [x1]"),
        ("naïve [1]… café", "naïve… café"),
        ("", ""),
    ];
    for (text, letter) in table {
        assert_eq!(strip_marks(text), letter, "{text:?}");
    }
}

/// The draft policy, which has a response contain so much.
fn having(must: &[Content]) -> Procedure {
    let rule = LetterRule { on: Occasion::Response, stage: None, must: must.to_vec() };
    Procedure { letters: vec![rule], ..shipped_procedure() }
}

#[test]
fn what_a_response_must_contain_is_looked_for_in_the_letter_and_required() {
    use Outcome::{Failed, ForPerson, Passed};
    let said = Said {
        reference: "2026-0431".into(),
        names: vec!["Priya Shah".into()],
        ombudsman: Some(OmbudsmanRule::of(Body::Lgsco)),
        ..Said::default()
    };
    let around = "2026-0431. Ask the Local Government and Social Care Ombudsman. Priya Shah".to_owned();
    let letter = CheckNames { said: said.clone(), around, ..names() };
    let bare = CheckNames { said, ..names() };
    let seen = |content: Content, text: &str, names: &CheckNames| {
        let results = checks::run(text, &two_points(), &having(&[content]), names);
        let result = results.last().expect("it is looked for").clone();
        assert_eq!(result.id, format!("contains-{}", content.as_str()));
        (result.outcome, result.required)
    };
    assert_eq!(seen(Content::Reference, "Yes.", &letter), (Passed, true));
    assert_eq!(seen(Content::Reference, "Yes.", &bare), (Failed, true));
    assert_eq!(seen(Content::Ombudsman, "Yes.", &letter), (Passed, true));
    assert_eq!(seen(Content::Ombudsman, "Ask the Ombudsman.", &bare), (Failed, true));
    assert_eq!(seen(Content::NamedContact, "Ring 01527 64252.", &letter), (Failed, true), "a signature is no contact");
    assert_eq!(seen(Content::NamedContact, "Ring Priya Shah.", &letter), (Passed, true));
    assert_eq!(seen(Content::Remedy, "Yes.", &letter), (ForPerson, false));
    let results = checks::run("Yes.", &two_points(), &having(&[Content::NextStage, Content::Decision]), &letter);
    assert_eq!(results.len(), shipped_procedure().checks.len(), "its rights and the check of its points see to these");
}

#[test]
fn feedback_without_points_has_none_to_answer() {
    let logging = domain::act::Logging { kind: Kind::Comment, points: Vec::new(), ..complaint() };
    let comment = Desk::new(&logging).case;
    let found = check("every-point", "We have put the bench back.", &comment);
    assert_eq!(
        (found.outcome, found.because.as_str()),
        (Outcome::Passed, "There are no points to answer: it is no complaint.")
    );
    let mut answers_all = having(&[Content::Decision]);
    answers_all.stages[0].kinds.push(Kind::Comment);
    let last = checks::run("Yes.", &comment, &answers_all, &names()).pop().expect("it is looked for");
    assert_eq!((last.id.as_str(), last.outcome), ("contains-decision", Outcome::ForPerson), "no point says it");
    let bare = Case { points: Vec::new(), ..two_points() };
    assert_eq!(check("every-point", "Yes.", &bare).outcome, Outcome::Failed, "a complaint has points");
}

fn letters_and_marks() -> impl Strategy<Value = String> {
    let part = prop_oneof!["[a-zA-Z .,!?\n-]{0,12}", Just(" [1] ".to_owned()), Just("[23]".to_owned()), "\\PC{0,6}"];
    proptest::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn any_text_can_be_checked(text in letters_and_marks()) {
        for result in checks::run(&text, &two_points(), &shipped_procedure(), &names()) {
            prop_assert!(!result.because.is_empty());
            if let Some(words) = result.words {
                prop_assert!(!text[words].trim().is_empty(), "{} points at nothing", result.id);
            }
        }
    }

    #[test]
    fn taking_marks_out_leaves_every_word(parts in proptest::collection::vec("[a-z]{1,5}", 1..8)) {
        let marked = parts.join(" [2] ");
        prop_assert_eq!(strip_marks(&marked), parts.join(" "));
        prop_assert_eq!(strip_marks(&parts.join(" ")), parts.join(" "));
    }
}
