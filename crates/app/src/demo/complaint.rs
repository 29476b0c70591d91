//! The life of a made-up complaint up to its answer. Most go as they should; some are sorted at
//! once, referred, not accepted, withdrawn.

use domain::{
    Act, Role,
    act::{Contacting, Handler, Subject},
    feedback::{Channel, Direction, Ending, Kind, Manner},
    letter::{Method, Purpose},
};

use super::{
    acting::{Acting, Stop},
    chance::Chance,
};
use crate::Who;

impl Acting<'_> {
    /// A complaint from its logging to its end.
    pub(super) fn complaint(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        if self.customer.is_none() {
            return self.by_nobody_known(chance);
        }
        if chance.percent(11) {
            return self.sorted_at_once(chance);
        }
        self.acknowledged(chance)?;
        match chance.between(1, 100) {
            1..=4 => self.referred(chance),
            5..=7 => self.declined(chance),
            8..=11 => self.withdrawn(chance),
            _ => self.investigated(chance),
        }
    }

    /// Tells the customer that we have it, in writing where that is possible.
    pub(super) fn tell(&mut self, who: &Who, purpose: Purpose) -> Result<(), Stop> {
        let known = self.method() != Method::Handed;
        let method = if known { self.method() } else { Method::Phone };
        self.send(who, purpose, method, &[], |letter| Act::Acknowledge { letter, address_known: known })
    }

    fn acknowledged(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        match chance.between(1, 100) {
            1..=68 => self.wait(0, chance)?,
            69..=88 => self.wait(1, chance)?,
            89..=96 => self.wait(2, chance)?,
            _ => self.wait(chance.between(3, 5), chance)?,
        }
        let role = if chance.percent(75) { Role::Adviser } else { Role::Champion };
        self.bounces = self.method() == Method::Email && chance.percent(2);
        self.tell(self.stage.somebody(role, chance), Purpose::Acknowledgement)?;
        if self.case.acknowledged().is_some() {
            return Ok(());
        }
        // The address was wrong: they are handed the letter when they call.
        self.wait(chance.between(1, 3), chance)?;
        let adviser = self.stage.somebody(Role::Adviser, chance);
        self.send(adviser, Purpose::Acknowledgement, Method::Handed, &[], |letter| Act::Acknowledge {
            letter,
            address_known: true,
        })
    }

    /// Nobody to answer: it is put right or passed on.
    fn by_nobody_known(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(chance.between(0, 3), chance)?;
        let who = self.stage.somebody(Role::Adviser, chance);
        if chance.percent(70) {
            return self.close_at_once(who, chance);
        }
        let body = self.keep(&self.stage.words.one(&self.stage.words.refer_to, chance))?;
        self.act(who, &Act::Refer { answers: Vec::new(), body, letter: None })
    }

    fn sorted_at_once(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(0, chance)?;
        self.close_at_once(self.stage.somebody(Role::Adviser, chance), chance)
    }

    fn close_at_once(&mut self, who: &Who, chance: &mut Chance) -> Result<(), Stop> {
        let note = self.keep(&self.stage.words.one(&self.stage.words.sorted, chance))?;
        self.act(who, &Act::Close { ending: Ending::SortedAtOnce, note: Some(note), told: None })
    }

    fn referred(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(chance.between(1, 3), chance)?;
        let champion = self.stage.somebody(Role::Champion, chance);
        let (body, why) = (
            self.stage.words.one(&self.stage.words.refer_to, chance),
            self.stage.words.one(&self.stage.words.refer_why, chance),
        );
        let kept = self.keep(&body)?;
        let extra = [("other organisation", body), ("reason", why)];
        self.send(champion, Purpose::Referral, self.method(), &extra, |letter| Act::Refer {
            answers: Vec::new(),
            body: kept,
            letter: Some(letter),
        })
    }

    fn declined(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.wait(chance.between(1, 4), chance)?;
        let champion = self.stage.somebody(Role::Champion, chance);
        let declined = chance.pick(&self.stage.words.declined);
        let reason = self.keep(&declined.reason)?;
        let exclusion = Some(declined.exclusion.clone());
        let extra = [("reason", declined.reason.clone())];
        self.send(champion, Purpose::Refusal, self.method(), &extra, |letter| Act::Decline {
            answers: Vec::new(),
            exclusion,
            reason,
            letter,
        })
    }

    fn withdrawn(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        self.given(chance)?;
        self.wait(chance.between(1, 8), chance)?;
        let reason = self.keep(&self.stage.words.one(&self.stage.words.withdrawn, chance))?;
        self.act(self.stage.somebody(Role::Champion, chance), &Act::Withdraw { reason })
    }

    /// Given to the Head of its service, who names an investigator, who gets in touch.
    pub(super) fn given(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        let service = self.stage.services[&self.topic.service];
        let (champion, head) = (self.stage.somebody(Role::Champion, chance), self.stage.head(service));
        self.wait(chance.between(0, 1), chance)?;
        if self.case.subject.grounds.is_empty() && self.case.kind == Kind::Complaint {
            let ward = self.case.subject.ward.clone();
            self.act(
                champion,
                &Act::Classify(Subject { service: Some(service), grounds: self.topic.grounds.clone(), ward }),
            )?;
        }
        self.act(champion, &Act::Pass { service, head: head.id() })?;
        self.wait(chance.between(0, 2), chance)?;
        let investigator = self.stage.investigator(service, chance);
        self.act(
            head,
            &Act::Nominate { investigator: Handler { person: investigator.id(), role: investigator.role() } },
        )?;
        for _ in 0..chance.between(0, 2) {
            self.wait(chance.between(0, 2), chance)?;
            let reached = chance.percent(70);
            let said = if reached { &self.stage.words.contact_reached } else { &self.stage.words.contact_missed };
            let note = self.keep(&self.stage.words.one(said, chance))?;
            let channel = *chance.pick(&[Channel::Phone, Channel::Phone, Channel::Phone, Channel::InPerson]);
            let contacting = Contacting {
                reached,
                channel,
                note,
                direction: Direction::Out,
                on: None,
                time: None,
                manner: Manner::Ordinary,
            };
            self.act(investigator, &Act::RecordContact(contacting))?;
        }
        if chance.percent(35) {
            self.wait(0, chance)?;
            let text = self.keep(&self.stage.words.one(&self.stage.words.notes, chance))?;
            self.act(investigator, &Act::AddNote { text })?;
        }
        Ok(())
    }
}
