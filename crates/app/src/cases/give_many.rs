//! Giving several cases at once to one person: what would happen to each, and doing it. One
//! transaction a case, so that one which cannot be given holds up no other; one message for the
//! person who gets them, however many they are.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    Act, ActKind, Case, Moment, PersonId, Reference, Role, ServiceId, StateKind,
    act::Handler,
    clock, decide,
    letter::Purpose,
    london,
    permission::{self, Of},
};
use store::{Person, Reading, Service};

use super::{
    On,
    acts::{to_head_of, to_investigator},
    at_case::{AtCase, at_case, staff_mail},
    file,
};
use crate::{
    Office, Problem, Who,
    letters::{self, Words},
    marks,
};

/// The message waits this long, so that it can still name the cases that follow.
const GATHERING: TimeDelta = TimeDelta::seconds(30);

/// More cases than this are not given at once.
pub const MOST: usize = 100;

/// To whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Give {
    /// The Head of a service, who then names an investigator.
    ToHeadOf(ServiceId),
    /// The one who investigates.
    ToInvestigator(PersonId),
}

/// What happens, or happened, to one of the cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Which.
    pub reference: Reference,
    /// A few words to know it by; empty for a case that this person cannot see.
    pub title: String,
    /// Number of events in its history, for [`On::seen`].
    pub seen: Option<u32>,
    /// The name of the service that it leaves for another by being given; empty otherwise, and once it is given.
    pub leaves: String,
    /// Whether it is given; where it is not, why, as a sentence.
    pub outcome: Result<(), String>,
}

/// The ways in which a person may give cases, some of them at least.
pub fn ways(who: &Who) -> Vec<ActKind> {
    let passes = matches!(who.role(), Role::Champion | Role::HeadOfCustomerServices);
    let names = who.role() == Role::HeadOfService || !who.actor.deputises.is_empty();
    [(ActKind::Pass, passes), (ActKind::Nominate, names)]
        .into_iter()
        .filter_map(|(act, may)| may.then_some(act))
        .collect()
}

/// What giving would do to each of these cases; nothing is done.
pub fn look(
    office: &Office,
    who: &Who,
    give: Give,
    references: &[Reference],
    now: Moment,
) -> Result<Vec<Given>, Problem> {
    office.read(|reading| {
        let (act, services) = (act(reading, give)?, reading.services()?);
        let look = |reference: &Reference| match file::load(reading, who, *reference) {
            Ok(case) => Ok(Given {
                reference: *reference,
                title: reading.text(*reference, &case.title)?.unwrap_or_default(),
                seen: Some(case.seq),
                leaves: leaves(&services, &case, &act),
                outcome: in_words(would(office, who, &case, &act, now)),
            }),
            Err(problem) => Ok(refused(*reference, problem)),
        };
        unique(references).iter().map(look).collect()
    })
}

/// Gives each of the cases that can be given; says of each what came of it. The person who gets
/// them is told once.
pub fn give(office: &Office, who: &Who, give: Give, on: &[On], now: Moment) -> Result<Vec<Given>, Problem> {
    let (act, to) = office.read(|reading| {
        let act = act(reading, give)?;
        let to = receiver(&act).map(|to| reading.person(to)).transpose()?.flatten();
        Ok((act, to.ok_or_else(|| Problem::NotFound("This person is not there any more.".into()))?))
    })?;
    let mut told = Told { by: who, to, mail: None, lines: Vec::new() };
    let mut given = Vec::new();
    for on in on {
        let mut title = String::new();
        let done = at_case(office, who, on.reference, on.seen, now, |at| {
            title = at.writing().text(on.reference, &at.case().title)?.unwrap_or_default();
            not_there_already(at.case(), &act)?;
            at.act(&act)?;
            told.tell(at, &title)
        });
        let seen = done.as_ref().ok().map(|done| done.case.seq);
        let outcome = in_words(done.map(|_| ()));
        given.push(Given { reference: on.reference, title, seen, leaves: String::new(), outcome });
    }
    Ok(given)
}

/// The one message about all the cases.
struct Told<'a> {
    by: &'a Who,
    to: Person,
    /// The message, once it is in the outbox.
    mail: Option<i64>,
    /// The cases in it.
    lines: Vec<String>,
}

impl Told<'_> {
    /// Adds a case to the message, in the transaction that gives it. Where the message has left
    /// meanwhile, another one is begun.
    fn tell(&mut self, at: &AtCase<'_>, title: &str) -> Result<(), Problem> {
        if self.to.email.is_empty() {
            return Ok(());
        }
        self.lines.push(line(at, title));
        let mut mail = staff_mail(at, Purpose::Allocation, &self.words(), &self.to);
        if let Some(id) = self.mail {
            if at.writing().reword_mail(id, &mail)? {
                return Ok(());
            }
            self.lines.drain(..self.lines.len() - 1);
            mail = staff_mail(at, Purpose::Allocation, &self.words(), &self.to);
        }
        mail.not_before += GATHERING;
        self.mail = Some(at.writing().queue_mail(&mail)?);
        Ok(())
    }

    fn words(&self) -> Words {
        let cases = match self.lines.len() {
            1 => "1 case".to_owned(),
            many => format!("{many} cases"),
        };
        let (name, by) = (marks::escape(&self.to.name), marks::escape(&self.by.person.name));
        let were = if self.lines.len() == 1 { "was" } else { "were" };
        Words {
            subject: format!("{cases} {were} given to you"),
            body: format!(
                "Dear {name}\n\n{by} gave you {cases}:\n\n{}\n\nOpen Heard and look at Today.\n",
                self.lines.join("\n")
            ),
        }
    }
}

/// "- 2026-0412, Bin missed. Next date: Thursday 3 December 2026."
fn line(at: &AtCase<'_>, title: &str) -> String {
    let clocks = clock::clocks(at.case(), london::date_of(at.now()), at.book().rules());
    let next = clock::next_due(&clocks).map(|clock| format!(" Next date: {}.", letters::day(clock.held_to)));
    format!("- {}, {}.{}", at.case().reference, marks::escape(title), next.unwrap_or_default())
}

fn act(reading: &Reading<'_>, give: Give) -> Result<Act, Problem> {
    match give {
        Give::ToHeadOf(service) => to_head_of(reading, service),
        Give::ToInvestigator(person) => to_investigator(reading, person),
    }
}

fn would(office: &Office, who: &Who, case: &Case, act: &Act, now: Moment) -> Result<(), Problem> {
    let book = office.rules_of(&case.under)?;
    let permit = permission::permit(&who.actor, act.kind(), Some(Of::under(case, book.procedure())))?;
    not_there_already(case, act)?;
    decide(case, act, &permit, now, book.rules())?;
    Ok(())
}

/// The name of the service of a case that is given to the Head of another; empty otherwise.
fn leaves(services: &[Service], case: &Case, act: &Act) -> String {
    let Act::Pass { service: to, .. } = act else { return String::new() };
    let left = services.iter().find(|service| Some(service.id) == case.subject.service);
    left.filter(|service| service.id != *to).map(|service| service.name.clone()).unwrap_or_default()
}

/// Gives nothing to somebody who has it: they would be told for nothing.
fn not_there_already(case: &Case, act: &Act) -> Result<(), Problem> {
    let already = if let Act::Pass { service, head } = act {
        case.subject.service == Some(*service)
            && case.head == Some(*head)
            && case.investigator.is_none()
            && case.state.kind() == StateKind::Passed
    } else {
        receiver(act).is_some() && case.investigator == receiver(act)
    };
    if already { Err(Problem::NotAllowed("They have it already.".into())) } else { Ok(()) }
}

/// Who gets the cases; `None` for an act that gives nothing to anybody.
fn receiver(act: &Act) -> Option<PersonId> {
    if let Act::Pass { head: to, .. } | Act::Nominate { investigator: Handler { person: to, .. } } = act {
        Some(*to)
    } else {
        None
    }
}

fn refused(reference: Reference, problem: Problem) -> Given {
    Given { reference, title: String::new(), seen: None, leaves: String::new(), outcome: in_words(Err(problem)) }
}

fn in_words(done: Result<(), Problem>) -> Result<(), String> {
    done.map_err(
        |problem| {
            if problem.is_for_people() { problem.to_string() } else { "It was not saved. Try again.".to_owned() }
        },
    )
}

fn unique(references: &[Reference]) -> Vec<Reference> {
    let mut seen = BTreeSet::new();
    references.iter().copied().filter(|reference| seen.insert(*reference)).take(MOST).collect()
}
