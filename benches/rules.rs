//! The rules by themselves, without a database: an act decided upon and every time limit of its case.

use chrono::TimeDelta;
use domain::{
    Act, ActKind, Actor, By, Calendar, Case, Date, Moment, Nation, PersonId, Procedure, Recorded, Reference, Role,
    Rules, ServiceId, TextRef,
    act::{Logging, Subject},
    clock, decide,
    feedback::{Channel, Kind, ReplyBy},
    ids::CustomerId,
    letter::{Method, Written},
    london,
    permission::{self, Of},
};

/// A complaint under the Ombudsman's Code, acknowledged, and somebody who puts its answer off.
pub struct Desk {
    procedure: std::sync::Arc<Procedure>,
    calendar: Calendar,
    case: Case,
    now: Moment,
}

const CHAMPION: PersonId = PersonId(2);

impl Desk {
    /// Logged on a Monday, acknowledged on the Wednesday.
    pub fn new() -> anyhow::Result<Desk> {
        let known = app::procedures::shipped()?;
        let code = known.into_iter().find(|procedure| procedure.id == "lgsco-code-2024");
        let procedure = code.ok_or_else(|| anyhow::anyhow!("the Code is shipped"))?;
        let calendar = Calendar::by_rule(Nation::EnglandAndWales);
        let now: Moment = "2026-11-02T10:00:00Z".parse()?;
        let rules = Rules { procedure: &procedure, calendar: &calendar };
        let permit = permission::permit(&champion(), ActKind::Log, None)?;
        let mut events = decide::log(&complaint(london::date_of(now)), &permit, now, rules)?;
        let first = Recorded { seq: 1, at: now, by: By::Person(CHAMPION), event: events.remove(0) };
        let case = Case::begin(Reference { year: 2026, number: 1 }, &first);
        let case = case.ok_or_else(|| anyhow::anyhow!("a case begins with Logged"))?;
        let mut desk = Desk { procedure, calendar, case, now: now + TimeDelta::days(2) };
        let acknowledged = desk.decided(&Act::Acknowledge { letter: by_post(), address_known: true })?;
        desk.case.record(acknowledged, By::Person(CHAMPION), desk.now);
        Ok(desk)
    }

    /// Decides upon more time and works out every time limit. Nothing is recorded.
    pub fn decide_and_date(&self) -> anyhow::Result<()> {
        let to = "2026-11-25".parse()?;
        self.decided(&Act::Extend {
            clock: None,
            to,
            reason: TextRef::new("Somebody is away."),
            agreed: false,
            letter: by_post(),
        })?;
        let clocks = clock::clocks(&self.case, london::date_of(self.now), self.rules());
        anyhow::ensure!(clocks.len() >= 2, "the Code has two limits in its first stage");
        Ok(())
    }

    fn decided(&self, act: &Act) -> anyhow::Result<Vec<domain::Event>> {
        let permit = permission::permit(&champion(), act.kind(), Some(Of::from(&self.case)))?;
        Ok(decide(&self.case, act, &permit, self.now, self.rules())?)
    }

    fn rules(&self) -> Rules<'_> {
        Rules { procedure: &self.procedure, calendar: &self.calendar }
    }
}

fn champion() -> Actor {
    Actor { person: CHAMPION, role: Role::Champion, heads: Default::default(), deputises: Default::default() }
}

fn by_post() -> Written {
    Written { method: Method::Post, text: TextRef::new("letter") }
}

fn complaint(received: Date) -> Logging {
    Logging {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        received,
        received_at: None,
        customer: Some(CustomerId(1)),
        complainant: None,
        job: None,
        representative: None,
        group: None,
        staff_named: None,
        reply_by: ReplyBy::Letter,
        title: TextRef::new("Missed bin"),
        story: TextRef::new("The bin was missed three times."),
        wanted: None,
        subject: Subject { service: Some(ServiceId(1)), grounds: Vec::new(), ward: None },
        points: vec![TextRef::new("The bin was missed.")],
    }
}
