//! Whether the people of an office are enough for a procedure: in each stage somebody writes the answer, somebody else signs
//! it, and where the procedure says so neither of them dealt with a stage before. Too few people are a warning, found before
//! a case waits for somebody who is not there. Who the people are is the business of others; whom a single case may be
//! given to is that of `decide`.

use crate::{
    decide::{names_signer, signs_own},
    feedback::Kind,
    permission::Says,
    person::Role,
    procedure::{Never, Procedure, Stage},
};

/// Somebody who works in the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Whether they may sign for a Head of Service.
    pub deputy: bool,
}

/// A stage for which there are too few people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    /// The stage, by id.
    pub stage: String,
    /// What it asks for and whom there is, in a sentence or two.
    pub says: String,
}

/// The stages of a procedure that these people cannot deal with as it asks, each once. Nothing where they can: it is enough
/// that there is one way to share the stages of a case among them.
pub fn shortages(procedure: &Procedure, office: &[Colleague]) -> Vec<Shortage> {
    let mut found: Vec<Shortage> = Vec::new();
    for way in ways(procedure) {
        let known = |stage: &Stage, found: &[Shortage]| found.iter().any(|each| each.stage == stage.id);
        let Some((here, before)) = way.split_last().filter(|(here, _)| !known(here, &found)) else { continue };
        // What is short of people already says so for itself.
        let before: Vec<&Stage> = before.iter().copied().filter(|stage| !known(stage, &found)).collect();
        let asked = Asked { procedure, office, here, before: &before };
        found.extend(asked.says().map(|says| Shortage { stage: here.id.clone(), says }));
    }
    found
}

/// Every way that a case can come to a stage, from where cases of its kind begin; the shorter ones first.
fn ways(procedure: &Procedure) -> Vec<Vec<&Stage>> {
    let mut all: Vec<Vec<&Stage>> = Vec::new();
    for kind in Kind::ALL {
        let mut next: Vec<Vec<&Stage>> = procedure.first_stage(*kind).into_iter().map(|first| vec![first]).collect();
        while !next.is_empty() {
            let longer = next.iter().flat_map(|way| onward(way, *kind, procedure)).collect();
            all.extend(next);
            next = longer;
        }
    }
    all
}

fn onward<'a>(way: &[&'a Stage], kind: Kind, procedure: &'a Procedure) -> Vec<Vec<&'a Stage>> {
    let Some(last) = way.last() else { return Vec::new() };
    let follows = |stage: &&Stage| stage.follows.contains(&last.id) && stage.kinds.contains(&kind);
    let new = procedure.stages.iter().filter(follows).filter(|stage| way.iter().all(|each| each.id != stage.id));
    new.map(|stage| way.iter().copied().chain([stage]).collect()).collect()
}

/// What somebody does in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Finds out and writes the answer.
    Investigates,
    /// Signs the answer.
    Signs,
    /// All of it.
    DealsWithIt,
}

impl Part {
    /// "Nobody may sign the answer".
    fn verb(self) -> &'static str {
        match self {
            Part::Investigates => "investigate",
            Part::Signs => "sign the answer",
            Part::DealsWithIt => "deal with it",
        }
    }

    /// "It must be signed".
    fn participle(self) -> &'static str {
        match self {
            Part::Investigates => "investigated",
            Part::Signs => "signed",
            Part::DealsWithIt => "dealt with",
        }
    }
}

/// A part in a stage, the roles that may play it and who is in them, by their place in the office.
struct Slot<'a> {
    stage: &'a Stage,
    part: Part,
    roles: Vec<Role>,
    who: Vec<usize>,
}

/// A stage, those before it, and the people.
struct Asked<'a> {
    procedure: &'a Procedure,
    office: &'a [Colleague],
    here: &'a Stage,
    before: &'a [&'a Stage],
}

impl<'a> Asked<'a> {
    /// What there are too few people for; `None` where they suffice.
    fn says(&self) -> Option<String> {
        let before: Vec<Slot<'_>> = self.before.iter().flat_map(|stage| self.slots(stage)).collect();
        let here = self.slots(self.here);
        let all: Vec<&Slot<'_>> = before.iter().chain(&here).collect();
        if self.can_be_filled(&all) {
            return None;
        }
        let own: Vec<&Slot<'_>> = here.iter().collect();
        if !self.can_be_filled(&own) {
            return Some(self.without_others(&here));
        }
        let short = here.iter().find(|slot| {
            let with: Vec<&Slot<'_>> = before.iter().chain([*slot]).collect();
            !self.can_be_filled(&with)
        });
        Some(short.map_or_else(|| self.too_few_left(&here), |slot| self.nobody_left(slot)))
    }

    /// Two people in a stage: who writes and who signs; or one where the procedure lets one do both, or ends it without a
    /// letter.
    fn slots<'s>(&self, stage: &'s Stage) -> Vec<Slot<'s>> {
        let says = Says::in_stage(Some(stage), self.procedure);
        let investigators = self.procedure.investigators(Some(stage));
        // Where nobody is named to sign, the Head of the service does.
        let signers = if names_signer(stage) { self.procedure.signers(stage) } else { vec![Role::HeadOfService] };
        if says.own_signature || says.settles || signs_own(stage) {
            let roles = Role::ALL.into_iter().filter(|role| investigators.contains(role) || signers.contains(role));
            return vec![self.slot(stage, Part::DealsWithIt, roles.collect())];
        }
        vec![self.slot(stage, Part::Investigates, investigators), self.slot(stage, Part::Signs, signers)]
    }

    fn slot<'s>(&self, stage: &'s Stage, part: Part, roles: Vec<Role>) -> Slot<'s> {
        let stands_in = part == Part::Signs && self.procedure.signing.deputy && roles.contains(&Role::HeadOfService);
        let may = |person: &Colleague| roles.contains(&person.role) || (stands_in && person.deputy);
        let who = self.office.iter().enumerate().filter(|(_, person)| may(person)).map(|(at, _)| at).collect();
        Slot { stage, part, roles, who }
    }

    /// Whether two parts are for different people.
    fn are_apart(&self, one: &Slot<'_>, other: &Slot<'_>) -> bool {
        let place = |slot: &Slot<'_>| self.before.iter().position(|stage| stage.id == slot.stage.id);
        // The stage itself comes after those before it.
        let later = match (place(one), place(other)) {
            (Some(first), Some(second)) if first > second => one.stage,
            (None, Some(_)) => one.stage,
            (Some(_) | None, _) => other.stage,
        };
        one.stage.id == other.stage.id || later.people.never.contains(&Never::EarlierHandler)
    }

    /// Whether each part can have somebody. One for which more people are there than it has parts to keep apart from can
    /// always have one, whoever has the others; what is then left is tried out.
    fn can_be_filled(&self, slots: &[&Slot<'_>]) -> bool {
        let mut tight: Vec<&Slot<'_>> = slots.to_vec();
        loop {
            let others = |slot: &Slot<'_>| {
                tight.iter().filter(|other| !std::ptr::eq(**other, slot) && self.are_apart(slot, other)).count()
            };
            let left: Vec<&Slot<'_>> = tight.iter().copied().filter(|slot| slot.who.len() <= others(slot)).collect();
            if left.len() == tight.len() {
                break;
            }
            tight = left;
        }
        tight.sort_by_key(|slot| slot.who.len());
        self.fill(&tight, &mut Vec::new())
    }

    fn fill(&self, slots: &[&Slot<'_>], chosen: &mut Vec<usize>) -> bool {
        let Some(slot) = slots.get(chosen.len()) else { return true };
        slot.who.iter().any(|person| {
            let mut taken = slots.iter().zip(chosen.iter()).filter(|(_, other)| *other == person);
            if taken.any(|(other, _)| self.are_apart(slot, other)) {
                return false;
            }
            chosen.push(*person);
            let filled = self.fill(slots, chosen);
            chosen.pop();
            filled
        })
    }

    /// The stage has too few people, whoever dealt with others.
    fn without_others(&self, here: &[Slot<'_>]) -> String {
        let title = &self.here.title;
        if let Some(slot) = here.iter().find(|slot| slot.who.is_empty()) {
            let roles: Vec<&str> = slot.roles.iter().map(|role| role.title()).collect();
            return format!(
                "Nobody whom Heard knows may {} in “{title}”: {} may.",
                slot.part.verb(),
                joined(&roles, "or")
            );
        }
        format!(
            "“{title}” needs one person to investigate and another to sign the answer. Of people who may, Heard knows {}.",
            self.known(here)
        )
    }

    /// Whoever may play this part is taken up by the stages before.
    fn nobody_left(&self, slot: &Slot<'_>) -> String {
        let whom = if slot.who.len() == 1 { "the same person" } else { "them all" };
        let needs = match self.before {
            [one] => format!("“{}” needs {whom}", one.title),
            [] | [_, ..] if slot.who.len() == 1 => format!("An earlier stage needs {whom}"),
            [] | [_, ..] => format!("Earlier stages need {whom}"),
        };
        format!(
            "“{}” must be {} by somebody who did not deal with {}. Of people who may, Heard knows {}. {needs}.",
            self.here.title,
            slot.part.participle(),
            self.earlier(),
            self.known(std::slice::from_ref(slot)),
        )
    }

    /// Either part could have somebody, but not both: with one more, both can.
    fn too_few_left(&self, here: &[Slot<'_>]) -> String {
        let leaves = match self.before {
            [one] => format!("“{}” leaves", one.title),
            [] | [_, ..] => "Earlier stages leave".to_owned(),
        };
        format!(
            "“{}” needs one person to investigate and another to sign the answer, neither of whom dealt with {}. Of people \
             who may do one or the other, Heard knows {}. {leaves} too few of them: one more is needed.",
            self.here.title,
            self.earlier(),
            self.known(here),
        )
    }

    fn earlier(&self) -> String {
        match self.before {
            [one] => format!("“{}”", one.title),
            [] | [_, ..] => "an earlier stage".into(),
        }
    }

    /// "one: Marian Teale", "3: Ann Bell, Dan Okafor and Marian Teale".
    fn known(&self, slots: &[Slot<'_>]) -> String {
        let is_there = |at: &usize| slots.iter().any(|slot| slot.who.contains(at));
        let who = (0..self.office.len()).filter(is_there).filter_map(|at| self.office.get(at));
        let names: Vec<&str> = who.map(|person| person.name.as_str()).collect();
        let number = if names.len() == 1 { "one".to_owned() } else { names.len().to_string() };
        format!("{number}: {}", joined(&names, "and"))
    }
}

/// "A, B and C".
fn joined(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} {and} {last}", all.join(", ")),
    }
}
