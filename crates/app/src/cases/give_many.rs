//! Giving several cases at once, to one person or each to the Head of its own service: what would happen to each, and
//! doing it. One transaction a case, so that one which cannot be given holds up no other; one message for whoever gets
//! some, however many they are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{
    Act, ActKind, Case, Moment, PersonId, Reference, Role, ServiceId, StateKind,
    act::Handler,
    clock, decide,
    letter::Purpose,
    london,
    permission::{self, Of},
};
use store::{Mail, MailState, Person, Reading, Service};

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

/// Messages that are looked through for the one about cases that were taken back.
const WAITING: u32 = 200;

/// More cases than this are not given at once.
pub const MOST: usize = 100;

/// To whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Give {
    /// The Head of a service, who then names an investigator.
    ToHeadOf(ServiceId),
    /// To each case the Head of the service that it is about.
    ToOwnHeads,
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
    /// The name of whoever gets it, or got it; empty where that is not known.
    pub to: String,
    /// The name of the service that it leaves for another by being given; empty otherwise, and once it is given.
    pub leaves: String,
    /// The place in its history of what was done, where whoever did it can undo it now.
    pub undo: Option<u32>,
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
        let (one_for_all, services) = (one_for_all(reading, give)?, reading.services()?);
        let look = |reference: &Reference| {
            let case = match file::load(reading, who, *reference) {
                Ok(case) => case,
                Err(problem) => return Ok(refused(*reference, problem)),
            };
            let act = one_for_all.clone().map_or_else(|| to_own_head(reading, &case), Ok);
            let (to, leaves) = match &act {
                Ok(act) => (getting(reading, act)?.name, leaves(&services, &case, act)),
                Err(_) => Default::default(),
            };
            Ok(Given {
                reference: *reference,
                title: reading.text(*reference, &case.title)?.unwrap_or_default(),
                seen: Some(case.seq),
                to,
                leaves,
                undo: None,
                outcome: in_words(act.and_then(|act| would(office, who, &case, &act, now))),
            })
        };
        unique(references).iter().map(look).collect()
    })
}

/// Gives each of the cases that can be given; says of each what came of it. Whoever gets some is
/// told once.
pub fn give(office: &Office, who: &Who, give: Give, on: &[On], now: Moment) -> Result<Vec<Given>, Problem> {
    let one_for_all = office.read(|reading| {
        let act = one_for_all(reading, give)?;
        act.as_ref().map(|act| getting(reading, act)).transpose()?;
        Ok(act)
    })?;
    let mut told: BTreeMap<PersonId, Told<'_>> = BTreeMap::new();
    let mut given = Vec::new();
    for on in on {
        let (mut title, mut to) = (String::new(), String::new());
        let done = at_case(office, who, on.reference, on.seen, now, |at| {
            title = at.writing().text(on.reference, &at.case().title)?.unwrap_or_default();
            let act = one_for_all.clone().map_or_else(|| to_own_head(at.writing(), at.case()), Ok)?;
            let person = getting(at.writing(), &act)?;
            to.clone_from(&person.name);
            not_there_already(at.case(), &act)?;
            at.act(&act)?;
            told.entry(person.id).or_insert_with(|| Told::of(who, person)).tell(at, &title)
        });
        let seen = done.as_ref().ok().map(|done| done.case.seq);
        let undo =
            done.as_ref().ok().and_then(|done| decide::undoable(&done.case, who.id(), now)).map(|undo| undo.first);
        let outcome = in_words(done.map(|_| ()));
        given.push(Given { reference: on.reference, title, seen, to, leaves: String::new(), undo, outcome });
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

impl<'a> Told<'a> {
    fn of(by: &'a Who, to: Person) -> Told<'a> {
        Told { by, to, mail: None, lines: Vec::new() }
    }

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

/// Takes the message about these cases back while it waits for more of them, if it is about no others.
pub(super) fn take_back_message(office: &Office, references: &[Reference], now: Moment) -> Result<(), Problem> {
    let about = |mail: &Mail| {
        let words = mail.text.split(|letter: char| letter.is_whitespace() || letter == ',');
        let cases: Vec<Reference> = words.filter_map(|word| word.parse().ok()).collect();
        !cases.is_empty() && cases.iter().all(|case| references.contains(case))
    };
    let waits = |mail: &Mail| mail.purpose == Purpose::Allocation && mail.reference.is_none() && mail.not_before > now;
    office.store().write(|writing| {
        let waiting = writing.mail_due(now + GATHERING, WAITING)?;
        for mail in waiting.iter().filter(|mail| mail.state == MailState::Queued && waits(mail) && about(mail)) {
            writing.mark_mail(mail.id, MailState::Recalled, now, "", None, false)?;
        }
        Ok::<_, Problem>(())
    })
}

/// "- 2026-0412, Bin missed. Next date: Thursday 3 December 2026."
fn line(at: &AtCase<'_>, title: &str) -> String {
    let clocks = clock::clocks(at.case(), london::date_of(at.now()), at.book().rules());
    let next = clock::next_due(&clocks).map(|clock| format!(" Next date: {}.", letters::day(clock.held_to)));
    format!("- {}, {}.{}", at.case().reference, marks::escape(title), next.unwrap_or_default())
}

/// The act that is done to all of them; `None` where it is another one for each.
fn one_for_all(reading: &Reading<'_>, give: Give) -> Result<Option<Act>, Problem> {
    match give {
        Give::ToHeadOf(service) => to_head_of(reading, service).map(Some),
        Give::ToInvestigator(person) => to_investigator(reading, person).map(Some),
        Give::ToOwnHeads => Ok(None),
    }
}

fn to_own_head(reading: &Reading<'_>, case: &Case) -> Result<Act, Problem> {
    let service = case.subject.service.ok_or_else(|| {
        Problem::NotAllowed("It is not known which service it is about. Open it and say so first.".into())
    })?;
    to_head_of(reading, service)
}

/// Who gets a case by this act.
fn getting(reading: &Reading<'_>, act: &Act) -> Result<Person, Problem> {
    let person = receiver(act).map(|to| reading.person(to)).transpose()?.flatten();
    person.ok_or_else(|| Problem::NotFound("This person is not there any more.".into()))
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
    Given {
        reference,
        title: String::new(),
        seen: None,
        to: String::new(),
        leaves: String::new(),
        undo: None,
        outcome: in_words(Err(problem)),
    }
}

/// What came of it, as a sentence where it was refused.
pub(super) fn in_words(done: Result<(), Problem>) -> Result<(), String> {
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
