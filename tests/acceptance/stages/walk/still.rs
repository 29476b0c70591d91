//! A clock that stands still, and the band a case is in.

use app::{
    Problem,
    cases::{self, CorrectForm, Done, PauseForm},
};
use domain::{Refusal, Time};

use super::{Walk, date, day_in_words};

impl Walk {
    fn stop(&self, officer: &str, rule: &str, (from, until): (&str, &str)) -> Result<Done, Problem> {
        let office = &self.office;
        let form = PauseForm {
            rule: rule.into(),
            from: Some(date(from)),
            until: Some(date(until)),
            note: "Which garage was it?".into(),
        };
        cases::pause(&office.office, &office.who(officer), self.on(), &form, office.now())
    }

    /// The clock stands still from this day to that, for a reason of the procedure.
    #[track_caller]
    pub(in crate::stages) fn stands_still(&self, officer: &str, rule: &str, days: (&str, &str)) {
        self.stop(officer, rule, days).unwrap_or_else(|problem| panic!("{rule}, {days:?}: {problem}"));
        self.past(&format!("pause {rule}"));
    }

    /// As long as the procedure lets it from this day, and not a day longer.
    #[track_caller]
    pub(in crate::stages) fn stands_still_at_most(&self, officer: &str, rule: &str, (from, latest): (&str, &str)) {
        let beyond = date(latest).succ_opt().expect("a day").to_string();
        let refused = self.stop(officer, rule, (from, &beyond)).expect_err("that is too long");
        let Problem::Refused(Refusal::StoppedTooLong { latest: told }) = refused else {
            panic!("too long, not {refused}")
        };
        assert_eq!(told, date(latest), "the last day it may stand still");
        self.stands_still(officer, rule, (from, latest));
    }

    /// It cannot be stopped on these days; why not.
    #[track_caller]
    pub(in crate::stages) fn does_not_stand_still(&self, officer: &str, rule: &str, days: (&str, &str)) -> String {
        self.stop(officer, rule, days).expect_err("it cannot be stopped").to_string()
    }

    /// What we waited for came: the clock runs from this day on.
    #[track_caller]
    pub(in crate::stages) fn runs_again(&self, officer: &str, on: &str) {
        let office = &self.office;
        cases::resume(&office.office, &office.who(officer), self.on(), date(on), "She rang.", office.now())
            .expect("it runs again");
    }

    /// It was put into a band by hand, or, where none is named, left to its points.
    #[track_caller]
    pub(in crate::stages) fn put_into(&self, officer: &str, band: &str) {
        let office = &self.office;
        let form = CorrectForm {
            band: Some(band.into()),
            reason: "As many services are concerned.".into(),
            ..CorrectForm::default()
        };
        cases::correct(&office.office, &office.who(officer), self.on(), &form, office.now()).expect("it is put right");
    }

    /// The band it is in now.
    #[track_caller]
    pub(in crate::stages) fn is_in(&self, band: &str) {
        let file = self.file();
        assert_eq!(file.case.band_under(file.book.procedure()).map(|band| band.id.as_str()), Some(band));
        self.past(&format!("band {band}"));
    }

    /// One point more is to be answered.
    pub(in crate::stages) fn one_more_point(&self, text: &str) {
        let office = &self.office;
        cases::add_point(&office.office, &office.who("joanne"), self.on(), text, office.now()).expect("it is added");
    }

    /// The letter that puts a date off stands ready, with the latest day that the band of the case has.
    #[track_caller]
    pub(in crate::stages) fn delay_letter_is_ready(&self, clock: &str, latest: &str) {
        let delay = self.file().delay.expect("a date is near");
        assert_eq!((delay.clock.as_str(), delay.latest), (clock, Some(date(latest))));
    }

    /// It came in after the hour of this weekday.
    #[track_caller]
    pub(in crate::stages) fn came_after_the_hour_of(&self, weekday: &str) {
        let case = self.file().case;
        assert!(case.received_at.is_some_and(|at: Time| at > Time::MIN), "the hour is known");
        assert_eq!(case.received.format("%A").to_string().to_lowercase(), weekday);
        self.past(&format!("cut-off on {weekday}"));
    }

    /// The letter that was written last promises this day.
    #[track_caller]
    pub(in crate::stages) fn letter_promises(&self, day: &str) {
        self.letter_says(&[&day_in_words(day)]);
    }
}
