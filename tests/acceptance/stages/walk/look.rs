//! What is to be seen of a walk: limits, letters, figures, and whether all of it adds up.

use app::{
    cases,
    figures::{self, Wanted},
    ombudsman,
};
use domain::{
    Date,
    figures::Figures,
    letter::Purpose,
    procedure::{Content, Occasion},
};

use super::{Walk, date};

/// A time limit: its id, the day it is due, the day it was met.
pub(in crate::stages) type LimitRow = (String, String, Option<String>);

pub(in crate::stages) fn limit(id: &str, due: &str, met: Option<&str>) -> LimitRow {
    (id.to_owned(), due.to_owned(), met.map(str::to_owned))
}

impl Walk {
    pub(in crate::stages) fn file(&self) -> cases::CaseFile {
        let office = &self.office;
        cases::open(&office.office, &office.who("joanne"), self.reference, office.now()).expect("she may see it")
    }

    /// Every time limit: its id, the day it is due, the day it was met.
    pub(in crate::stages) fn limits(&self) -> Vec<LimitRow> {
        let day = |date: Date| date.format("%a %-d %b").to_string();
        let clocks = self.file().clocks;
        clocks.iter().map(|clock| (clock.id.clone(), day(clock.due), clock.met_on().map(day))).collect()
    }

    /// All of them, as expected; those that were met have been walked.
    #[track_caller]
    pub(in crate::stages) fn limits_are(&self, expected: &[LimitRow]) {
        assert_eq!(self.limits(), expected);
        for clock in self.file().clocks {
            if clock.met_on().is_some() {
                self.past(&format!("limit {}", clock.id));
            }
            if !clock.done.is_empty() {
                self.past(&format!("round of {}", clock.id));
            }
        }
    }

    /// The date by which a limit should be done with, before the one by which it must.
    #[track_caller]
    pub(in crate::stages) fn target_is(&self, clock: &str, expected: &str) {
        let found = self.file().clocks.into_iter().find(|each| each.id == clock).expect("the limit");
        assert_eq!(found.target, Some(date(expected)));
        self.past(&format!("target of {clock}"));
    }

    /// A reading that the office has chosen.
    pub(in crate::stages) fn is_read_as(&self, reading: &str, option: &str) {
        let book = self.file().book;
        assert_eq!(book.procedure().chosen.get(reading).map(String::as_str), Some(option));
        self.past(&format!("reading {reading}: {option}"));
    }

    /// The words of the letter that was written last.
    pub(in crate::stages) fn letter(&self) -> String {
        let letter = self.file().letters.pop().expect("a letter");
        self.words_of(&letter)
    }

    fn words_of(&self, letter: &store::LetterRow) -> String {
        let office = &self.office;
        let body = cases::wording(&office.office, &office.who("joanne"), self.reference, &letter.body);
        format!("{}\n{}", letter.subject, body.expect("its words"))
    }

    #[track_caller]
    pub(in crate::stages) fn letter_says(&self, all: &[&str]) {
        let letter = self.letter();
        for said in all {
            assert!(letter.contains(said), "“{said}” is not in: {letter}");
        }
    }

    #[track_caller]
    pub(in crate::stages) fn letter_does_not_say(&self, any: &[&str]) {
        let letter = self.letter();
        for said in any {
            assert!(!letter.contains(said), "“{said}” is in: {letter}");
        }
    }

    pub(in crate::stages) fn figures_of(&self, month: &str) -> Figures {
        let office = &self.office;
        let wanted = Wanted { range: month.parse().expect("a month"), service: None, as_at: None };
        figures::report(&office.office, &office.who("joanne"), &wanted, office.now()).expect("the figures").figures
    }

    /// The end of a walk: each stage it went through has its answer, every letter gives what the procedure asks of it,
    /// and what the history adds up to is what the tables say.
    #[track_caller]
    pub(in crate::stages) fn sound(&self) {
        let file = self.file();
        let journey = file.case.journey(file.book.procedure());
        for (number, stage) in (0..).zip(&journey) {
            if file.case.answered_in(number).is_some() || file.case.ended_in(number).is_some() {
                self.past(&format!("stage {}", stage.id));
                self.past(&format!("{} in {}", file.case.kind.as_str(), stage.id));
            }
        }
        for letter in &file.letters {
            self.gives_what_is_asked(letter, &file);
        }
        let found = app::housekeeping::verify(&self.office.office, &mut |_| {}).expect("verified");
        assert!(found.problems.is_empty(), "{:?}", found.problems);
    }

    #[track_caller]
    fn gives_what_is_asked(&self, letter: &store::LetterRow, file: &cases::CaseFile) {
        let Some(on) = Occasion::of(letter.purpose) else { return };
        let (procedure, case) = (file.book.procedure(), &file.case);
        let stage = case.letter(letter.number).map(|letter| letter.stage).expect("it is of the case");
        let stage = &case.journey(procedure)[stage as usize].id;
        let (words, body) = (self.words_of(letter), ombudsman::likely(&self.office.office, case).expect("somebody"));
        for content in procedure.must_contain(on, stage) {
            let given = match content {
                Content::Reference => words.contains(&self.reference.to_string()),
                Content::Ombudsman => body.is_in(&words),
                Content::NextStage => words.contains(procedure.rights_in(stage, &body)),
                Content::Reason => words.contains("The reason is"),
                Content::Understanding => words.contains(file.title()),
                Content::NamedContact => file.people.values().any(|name| words.contains(name)),
                Content::Dates
                | Content::NewDate
                | Content::Stage
                | Content::Wanted
                | Content::Decision
                | Content::Reasons
                | Content::Authority
                | Content::Apology
                | Content::Remedy
                | Content::Actions => true,
            };
            assert!(given, "{} letter in {stage} does not give {}: {words}", on.as_str(), content.title());
        }
        let rules = procedure.letters.iter().filter(|rule| rule.on == on);
        for rule in rules.filter(|rule| rule.stage.as_ref().is_none_or(|of| of == stage)) {
            let of = rule.stage.as_ref().map(|stage| format!(" in {stage}")).unwrap_or_default();
            self.past(&format!("{} letter{of}", on.as_str()));
        }
        assert!(letter.purpose != Purpose::Response || words.contains("I am sorry"), "{words}");
    }
}
