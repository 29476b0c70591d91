//! How a made-up complaint is answered: found out, drafted, reviewed, signed by somebody else,
//! sent, closed with what was learned; sometimes later, sometimes too late.

use chrono::{NaiveTime, TimeDelta};
use domain::{
    Act, Date, PersonId, Role, ServiceId,
    act::Learning,
    checks::{self, CheckNames},
    clock,
    feedback::{Ending, Finding},
    letter::{Method, Purpose},
    london,
};

use super::{
    acting::{Acting, Stop},
    chance::Chance,
};
use crate::Who;

/// By then the post of the day has gone.
const AFTER_THE_POST: NaiveTime = NaiveTime::from_hms_opt(9, 50, 0).expect("a time of day");

/// Who answers a case.
#[derive(Clone, Copy)]
struct Part<'a> {
    service: ServiceId,
    investigator: &'a Who,
    head: &'a Who,
}

impl Acting<'_> {
    /// From the Head's desk to the end.
    pub(super) fn investigated(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.given(chance)?;
        let stage = self.stage;
        let service = stage.services[&self.topic.service];
        let investigator = stage.person(self.case.investigator.unwrap_or(PersonId(0)));
        let part = Part { service, investigator, head: stage.head(service) };
        let days = match chance.between(1, 100) {
            1..=62 => chance.between(5, 13),
            63..=85 => chance.between(14, 15),
            86..=94 => return self.put_off(part, chance),
            _ => chance.between(16, 26),
        };
        let by = self.working_day(self.case.received, days);
        self.answered_by(part, by, chance)
    }

    /// More time, told in writing, in time.
    fn put_off(&mut self, part: Part<'_>, chance: &mut Chance) -> Result<(), Stop> {
        let on = self.working_day(self.case.received, chance.between(10, 15));
        self.go_on_to(on.max(self.today()), chance)?;
        let clocks = clock::clocks(&self.case, self.today(), self.stage.book.rules());
        let due = clocks.last().map_or(self.today(), |respond| respond.due);
        let to = self.working_day(due, chance.between(5, 10));
        if to > self.today() {
            let champion = self.stage.somebody(Role::Champion, chance);
            let words = self.stage.words.one(&self.stage.words.extension, chance);
            let reason = self.keep(&words)?;
            let extra = [("reason", words), ("new date", to.format("%A %-d %B %Y").to_string())];
            self.send(champion, Purpose::Delay, self.method(), &extra, |letter| Act::Extend {
                clock: None,
                to,
                reason,
                agreed: false,
                letter,
            })?;
        }
        let late = if chance.percent(15) { chance.between(1, 4) } else { 0 };
        let by = self.working_day(to, late);
        self.answered_by(part, by, chance)
    }

    /// Answered on `by`, or as soon after it as the acts before allow.
    fn answered_by(&mut self, part: Part<'_>, by: Date, chance: &mut Chance) -> Result<(), Stop> {
        self.go_on_to(self.before(by, chance.between(2, 5)), chance)?;
        if chance.percent(22) {
            let text = self.keep(&self.stage.words.one(&self.stage.words.more_points, chance))?;
            self.act(part.investigator, &Act::AddPoint { text })?;
        }
        let found = self.found(part, by, chance)?;
        self.respond(part, &found, by, chance)?;
        self.closed(part, chance)?;
        if chance.percent(2) {
            return self.opened_again(part, &found, chance);
        }
        Ok(())
    }

    fn before(&self, day: Date, working_days: u32) -> Date {
        let back = chrono::Days::new(u64::from(working_days) * 7 / 5);
        day.checked_sub_days(back).unwrap_or(day).max(self.today())
    }

    /// Findings on every point, and what is promised. Gives the words of the answer.
    fn found(&mut self, part: Part<'_>, by: Date, chance: &mut Chance) -> Result<String, Stop> {
        let words = &self.stage.words;
        let name = part.investigator.person.name.clone();
        let (mut answers, mut at_fault) = (String::new(), false);
        for number in (1..).zip(&self.case.points.clone()).map(|(number, _)| number) {
            let finding = [Finding::Upheld, Finding::PartlyUpheld, Finding::NotUpheld, Finding::NoFinding]
                [chance.weighted(&[46, 18, 31, 5])];
            let fault = matches!(finding, Finding::Upheld | Finding::PartlyUpheld);
            at_fault |= fault;
            let reasons = match (number, fault) {
                (1, true) => &self.topic.found,
                (1, false) => &self.topic.right,
                _ => &words.point_found,
            };
            let reason = words.one(reasons, chance);
            answers.push_str(&format!("{reason} [{number}]\n\n"));
            let reason = self.keep(&reason)?;
            self.act(part.investigator, &Act::Find { point: number, finding, reason })?;
        }
        let action = words.one(&words.actions, chance);
        let promised = at_fault && chance.percent(75);
        let due = self.working_day(by, chance.between(3, 12));
        if promised {
            let remedy =
                (*chance.pick(&["action", "action", "apology", "explanation", "record", "payment", "practice"]))
                    .to_owned();
            let what = self.keep(&format!("{name} will {action}."))?;
            self.act(
                part.investigator,
                &Act::Promise { remedy, what, due: Some(due), owner: Some(part.investigator.id()) },
            )?;
            if chance.percent(92) {
                let number = u32::try_from(self.case.promises.len()).unwrap_or(1);
                self.fulfil_on(number, self.working_day(by, chance.between(2, 9)), chance);
            }
        }
        let sorry = if at_fault { " I am sorry that we let you down." } else { "" };
        let action = if promised {
            format!("- By {} {name} will {action}.\n\n", due.format("%A %-d %B"))
        } else {
            String::new()
        };
        Ok(format!(
            "Thank you for telling us about this.{sorry} This is what we found.\n\n{answers}{action}If you want to talk about it, ring {name} on {}.",
            self.stage.council.phone
        ))
    }

    /// Drafted, perhaps sent back, signed and sent on the day meant.
    fn respond(&mut self, part: Part<'_>, text: &str, by: Date, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(0, chance)?;
        let mut text = text.to_owned();
        self.draft(part.investigator, &text)?;
        self.go_on_to(self.before(by, 1), chance)?;
        self.act(part.investigator, &Act::Submit)?;
        if chance.percent(18) {
            self.wait(0, chance)?;
            let comments = self.keep(&self.stage.words.one(&self.stage.words.send_back, chance))?;
            self.act(part.head, &Act::SendBack { comments })?;
            self.wait(0, chance)?;
            text = text.replacen("This is what we found.", "I have looked into it, and this is what I found.", 1);
            self.draft(part.investigator, &text)?;
            self.act(part.investigator, &Act::Submit)?;
        }
        self.go_on_to(by.max(self.today()), chance)?;
        let signer = if chance.percent(14) { self.stage.deputy(part.service) } else { part.head };
        self.sign(part, signer, &text)?;
        if chance.percent(60) {
            self.wait(chance.between(0, 1), chance)?;
        }
        self.send_response(part, signer, &text)
    }

    fn draft(&mut self, who: &Who, text: &str) -> Result<(), Stop> {
        let text = self.keep(text)?;
        self.act(who, &Act::Draft { text })
    }

    fn sign(&mut self, part: Part<'_>, signer: &Who, text: &str) -> Result<(), Stop> {
        let procedure = self.stage.book.procedure();
        let names = CheckNames {
            people: vec![part.investigator.person.name.clone(), part.head.person.name.clone()],
            phones: vec![self.stage.council.phone.clone()],
            emails: vec![self.stage.council.email.clone()],
            ..CheckNames::default()
        };
        let as_sent = format!("{text}\n\n{}", procedure.rights);
        let failed = checks::failed(&checks::run(&as_sent, &self.case, procedure, &names));
        self.act(signer, &Act::SignOff { failed, reason: None })
    }

    fn send_response(&mut self, part: Part<'_>, signer: &Who, text: &str) -> Result<(), Stop> {
        let head = &part.head.person.name;
        let signature = if signer.id() == part.head.id() {
            format!("{head}\nHead of Service")
        } else {
            format!("{}\npp {head}\nHead of Service", signer.person.name)
        };
        let extra = [("response", checks::strip_marks(text)), ("signature", signature)];
        self.send(signer, Purpose::Response, self.method(), &extra, |letter| Act::Send { letter })
    }

    fn closed(&mut self, part: Part<'_>, chance: &mut Chance) -> Result<(), Stop> {
        // Not before the answer has left: a letter is posted on the next working day.
        match self.method() {
            Method::Post => {
                self.go_on(london::moment_of(self.working_day(self.today(), 1).and_time(AFTER_THE_POST)))?
            }
            Method::Email | Method::Handed | Method::Phone => {
                self.go_on(self.at + TimeDelta::minutes(chance.between(5, 30).into()))?
            }
        }
        self.wait(chance.between(0, 3), chance)?;
        let learning = if chance.percent(45) {
            Learning::Lesson(self.keep(&self.stage.words.one(&self.stage.words.lessons, chance))?)
        } else {
            Learning::Nothing(self.keep(&self.stage.words.one(&self.stage.words.no_lesson, chance))?)
        };
        self.act(part.investigator, &Act::Learn(learning))?;
        self.act(part.investigator, &Act::Close { ending: Ending::Answered, note: None, told: None })
    }

    fn opened_again(&mut self, part: Part<'_>, text: &str, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(chance.between(6, 20), chance)?;
        let reason = self.keep(&self.stage.words.one(&self.stage.words.reopened, chance))?;
        self.act(self.stage.somebody(Role::Champion, chance), &Act::Reopen { reason, by: None })?;
        let by = self.working_day(self.today(), chance.between(4, 10));
        self.wait(1, chance)?;
        let again = text.replacen("This is what we found.", "I have looked at it again.", 1);
        self.respond(part, &again, by, chance)?;
        self.closed(part, chance)
    }
}
