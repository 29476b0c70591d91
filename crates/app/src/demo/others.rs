//! Which kind a case is, what is said in it, and the lives of those that are no complaints.

use domain::{
    Act, Role,
    feedback::{Ending, Kind},
    letter::Purpose,
};

use super::{
    acting::{Acting, Stop},
    chance::Chance,
    stage::Stage,
    words::Topic,
};
use crate::Problem;

/// A kind of feedback, complaints most of all.
pub fn kind(chance: &mut Chance) -> Kind {
    [Kind::Complaint, Kind::Compliment, Kind::Comment, Kind::ServiceRequest][chance.weighted(&[62, 12, 9, 17])]
}

/// Title, story and what would put it right.
pub fn story(stage: &Stage, kind: Kind, topic: &Topic, chance: &mut Chance) -> (String, String, Option<String>) {
    let words = &stage.words;
    let short = |sentence: &str| sentence.trim_end_matches('.').to_owned();
    match kind {
        Kind::Complaint => {
            let mut story = vec![words.one(&topic.story, chance), words.one(&words.since, chance)];
            for (percent, sentences) in [(70, &words.tried), (75, &words.effect)] {
                if chance.percent(percent) {
                    story.push(words.one(sentences, chance));
                }
            }
            let wanted = chance.percent(80).then(|| words.one(&words.wanted, chance));
            let place = if chance.percent(40) { format!(", {}", chance.pick(&words.streets)) } else { String::new() };
            (format!("{}{place}", topic.title), story.join(" "), wanted)
        }
        Kind::Compliment | Kind::Comment | Kind::ServiceRequest => {
            let said = match kind {
                Kind::Compliment => &words.compliments,
                Kind::Comment => &words.comments,
                Kind::ServiceRequest | Kind::Complaint => &words.requests,
            };
            let said = words.one(said, chance);
            let mut story = said.clone();
            if kind == Kind::ServiceRequest && chance.percent(50) {
                story = format!("{said} {}", words.one(&words.effect, chance));
            }
            (short(&said), story, None)
        }
    }
}

impl Acting<'_> {
    /// Plays the case until it ends or the present moment is reached.
    pub fn live(&mut self, chance: &mut Chance) -> Result<(), Problem> {
        let played = match self.case.kind {
            Kind::Complaint => self.complaint(chance),
            Kind::Compliment | Kind::Comment => self.thanked(chance),
            Kind::ServiceRequest => self.requested(chance),
        };
        match played {
            Ok(()) | Err(Stop::Now) => Ok(()),
            Err(Stop::Broken(problem)) => Err(problem),
        }
    }

    fn thanked(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        let who = self.stage.somebody(Role::Adviser, chance);
        if self.customer.is_some() {
            self.wait(chance.between(0, 2), chance)?;
            self.tell(who, Purpose::Thanks)?;
        }
        self.wait(chance.between(0, 4), chance)?;
        let who = self.stage.somebody(Role::Champion, chance);
        self.act(who, &Act::Close { ending: Ending::PassedOn, note: None, told: None })
    }

    fn requested(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        let who = self.stage.somebody(Role::Adviser, chance);
        if self.customer.is_some() {
            self.wait(0, chance)?;
            self.tell(who, Purpose::Handover)?;
        }
        if chance.percent(6) && self.customer.is_some() {
            self.wait(chance.between(5, 15), chance)?;
            return self.became_a_complaint(chance);
        }
        self.wait(chance.between(0, 3), chance)?;
        self.act(who, &Act::Close { ending: Ending::HandedOver, note: None, told: None })
    }

    /// Nothing was done, and they complain: received when the request was.
    fn became_a_complaint(&mut self, chance: &mut Chance) -> Result<(), Stop> {
        let champion = self.stage.somebody(Role::Champion, chance);
        let reason = self.keep("They rang again: nothing has been done, and they want to complain.")?;
        self.act(champion, &Act::Convert { to: Kind::Complaint, reason })?;
        let text = self.case.title.clone();
        self.act(champion, &Act::AddPoint { text })?;
        self.investigated(chance)
    }
}
