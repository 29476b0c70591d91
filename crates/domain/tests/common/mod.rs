//! Small builders for the tests of the rules: actors, dates, procedures, a case in each state.
#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use chrono::NaiveDate;
use domain::{
    Act, Actor, By, Calendar, Case, Date, Event, Moment, Nation, PersonId, Procedure, Recorded, Reference, Refusal,
    Role, Rules, ServiceId, StateKind, TextRef,
    act::{Contacting, Handler, Learning, Logging, Subject},
    decide,
    feedback::{Channel, Direction, Ending, Finding, Kind, Manner, ReplyBy},
    ids::CustomerId,
    letter::{Method, Written},
    london,
    permission::{self, Of},
};

pub const REFERENCE: Reference = Reference { year: 2026, number: 431 };
pub const WASTE: ServiceId = ServiceId(1);
pub const HOUSING: ServiceId = ServiceId(2);

pub const ADVISER: PersonId = PersonId(1);
pub const CHAMPION: PersonId = PersonId(2);
pub const OFFICER: PersonId = PersonId(3);
pub const HEAD: PersonId = PersonId(4);
pub const DEPUTY: PersonId = PersonId(5);
pub const OTHER_HEAD: PersonId = PersonId(6);

/// `"Mon 2 Nov 2026"`; fails when that day is not a Monday.
pub fn day(name: &str) -> Date {
    NaiveDate::parse_from_str(name, "%a %d %b %Y").expect("a date with its weekday")
}

/// The reverse of [`day`].
pub fn named(date: Date) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `"Mon 2 Nov 2026 09:30:00"` on the wall in London.
pub fn at(name: &str) -> Moment {
    let local = chrono::NaiveDateTime::parse_from_str(name, "%a %d %b %Y %H:%M:%S").expect("a moment with its weekday");
    london::moment_of(local)
}

/// Ten in the morning.
pub fn morning(name: &str) -> Moment {
    at(&format!("{name} 10:00:00"))
}

pub fn text(words: &str) -> TextRef {
    TextRef::new(words)
}

pub fn written(method: Method) -> Written {
    Written { method, text: text("letter") }
}

/// The procedure that is shipped with the program.
pub fn shipped_procedure() -> Procedure {
    static SHIPPED: LazyLock<Procedure> = LazyLock::new(read_shipped_procedure);
    SHIPPED.clone()
}

fn read_shipped_procedure() -> Procedure {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../procedures/making-experiences-count.toml");
    let file = std::fs::read_to_string(path).expect("the procedure is shipped");
    let procedure: Procedure = toml::from_str(&file).expect("the shipped procedure can be read");
    assert_eq!(procedure.problems(), [], "the shipped procedure works");
    procedure
}

/// The shipped procedure with time limits of its own: `clocks` is TOML, one `[[clock]]` each.
pub fn procedure_with(clocks: &str) -> Procedure {
    #[derive(serde::Deserialize)]
    struct Clocks {
        clock: Vec<domain::procedure::ClockRule>,
    }
    let mut procedure = shipped_procedure();
    procedure.stages[0].clocks = toml::from_str::<Clocks>(clocks).expect("good clocks").clock;
    assert_eq!(procedure.problems(), [], "the procedure works");
    procedure
}

pub fn calendar() -> Calendar {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::by_rule(Nation::EnglandAndWales));
    CALENDAR.clone()
}

pub fn actor(person: PersonId, role: Role) -> Actor {
    Actor { person, role, heads: BTreeSet::new(), deputises: BTreeMap::new() }
}

/// The people of the tests, each with the standing they have towards a case about [`WASTE`].
pub fn who(person: PersonId) -> Actor {
    match person {
        ADVISER => actor(ADVISER, Role::Adviser),
        CHAMPION => actor(CHAMPION, Role::Champion),
        OFFICER => actor(OFFICER, Role::Investigator),
        HEAD => Actor { heads: BTreeSet::from([WASTE]), ..actor(HEAD, Role::HeadOfService) },
        DEPUTY => Actor { deputises: BTreeMap::from([(WASTE, HEAD)]), ..actor(DEPUTY, Role::HeadOfService) },
        OTHER_HEAD => Actor { heads: BTreeSet::from([HOUSING]), ..actor(OTHER_HEAD, Role::HeadOfService) },
        other => panic!("nobody knows {other:?}"),
    }
}

pub fn complaint() -> Logging {
    Logging {
        kind: Kind::Complaint,
        channel: Channel::Phone,
        received: day("Mon 2 Nov 2026"),
        received_at: None,
        customer: Some(CustomerId(7)),
        complainant: None,
        job: None,
        representative: None,
        group: None,
        staff_named: None,
        reply_by: ReplyBy::Email,
        title: text("Missed bin"),
        story: text("The bin was missed three times."),
        wanted: None,
        subject: Subject { service: Some(WASTE), grounds: vec!["standard-missed".to_owned()], ward: None },
        points: vec![text("The bin was missed.")],
    }
}

/// What came of an act.
pub type Came = Result<Vec<Event>, Refusal>;

/// A case at a desk: what is done to it goes through permission and decision, as in the program.
#[derive(Debug, Clone)]
pub struct Desk {
    pub procedure: Procedure,
    pub calendar: Calendar,
    pub now: Moment,
    pub case: Case,
    pub history: Vec<Recorded>,
}

impl Desk {
    /// Logged by the front desk on Monday 2 November 2026 at ten.
    pub fn new(logging: &Logging) -> Desk {
        Desk::under(shipped_procedure(), logging, morning("Mon 2 Nov 2026"))
    }

    pub fn under(procedure: Procedure, logging: &Logging, now: Moment) -> Desk {
        let calendar = calendar();
        let permit = permission::permit(&who(ADVISER), domain::ActKind::Log, None).expect("the desk logs");
        let rules = Rules { procedure: &procedure, calendar: &calendar };
        let mut events = decide::log(logging, &permit, now, rules).expect("a complaint that can be logged");
        let first = Recorded { seq: 1, at: now, by: By::Person(ADVISER), event: events.remove(0) };
        assert!(events.is_empty(), "logging is one event");
        let case = Case::begin(REFERENCE, &first).expect("a case begins with Logged");
        Desk { procedure, calendar, now, case, history: vec![first] }
    }

    pub fn rules(&self) -> Rules<'_> {
        Rules { procedure: &self.procedure, calendar: &self.calendar }
    }

    /// A time limit of the case, by its id.
    pub fn clock(&self, id: &str) -> domain::Clock {
        let clocks = domain::clock::clocks(&self.case, self.today(), self.rules());
        clocks.into_iter().find(|clock| clock.id == id).expect("a time limit")
    }

    pub fn today(&self) -> Date {
        london::date_of(self.now)
    }

    /// Asks, without doing it.
    pub fn ask(&self, person: PersonId, act: &Act) -> Came {
        let permit = permission::permit(&who(person), act.kind(), Some(Of::under(&self.case, &self.procedure)))?;
        decide(&self.case, act, &permit, self.now, self.rules())
    }

    /// Does it, or says why not.
    pub fn try_to(&mut self, person: PersonId, act: &Act) -> Came {
        let events = self.ask(person, act)?;
        self.happens(By::Person(person), events.clone());
        Ok(events)
    }

    /// Does it.
    pub fn does(mut self, person: PersonId, act: Act) -> Desk {
        self.try_to(person, &act).unwrap_or_else(|refusal| panic!("{person:?} {act:?}: {refusal}"));
        self
    }

    /// At another moment.
    pub fn on(self, now: Moment) -> Desk {
        Desk { now, ..self }
    }

    pub fn happens(&mut self, by: By, events: Vec<Event>) {
        let undoes = events.iter().any(|event| matches!(event, Event::Undone { .. }));
        self.history.extend(self.case.record(events, by, self.now));
        if undoes {
            self.case = Case::replay(REFERENCE, &self.history).expect("it began with Logged");
        }
    }

    /// The outbox learns what became of a letter.
    pub fn mail(mut self, letter: u32, delivered: decide::Delivered) -> Desk {
        let events = decide::delivery(&self.case, letter, delivered);
        self.happens(By::Heard, events);
        self
    }

    pub fn acknowledged(self, method: Method) -> Desk {
        self.does(CHAMPION, Act::Acknowledge { letter: written(method), address_known: true })
    }

    pub fn answered_in_full(self) -> Desk {
        self.answered_in_full_by(OFFICER)
    }

    pub fn answered_in_full_by(self, officer: PersonId) -> Desk {
        self.does(officer, Act::Find { point: 1, finding: Finding::Upheld, reason: text("We missed it.") })
            .does(officer, Act::Learn(Learning::Lesson(text("Check the list."))))
    }
}

/// A case in the state asked for, by the shortest way.
pub fn case_in(state: StateKind) -> Desk {
    let logged = || Desk::new(&complaint());
    match state {
        StateKind::Logged => logged(),
        StateKind::Passed => logged().does(CHAMPION, Act::Pass { service: WASTE, head: HEAD }),
        StateKind::Investigating => case_in(StateKind::Passed).does(HEAD, nominate(OFFICER)),
        StateKind::Drafting => case_in(StateKind::Investigating).does(OFFICER, Act::Draft { text: text("v1") }),
        StateKind::AwaitingSignOff => case_in(StateKind::Drafting).does(OFFICER, Act::Submit),
        StateKind::SignedOff => case_in(StateKind::AwaitingSignOff).does(HEAD, sign()),
        StateKind::Answered => case_in(StateKind::SignedOff).does(HEAD, Act::Send { letter: written(Method::Email) }),
        StateKind::Closed => logged().does(ADVISER, sorted()),
    }
}

/// Names somebody to investigate, in the role they have.
pub fn nominate(person: PersonId) -> Act {
    Act::Nominate { investigator: Handler { person, role: who(person).role } }
}

pub fn sign() -> Act {
    Act::SignOff { failed: Vec::new(), reason: None }
}

/// A call just now: we rang, and talked.
pub fn call() -> Contacting {
    Contacting {
        reached: true,
        channel: Channel::Phone,
        note: text("Talked it over."),
        direction: Direction::Out,
        on: None,
        time: None,
        manner: Manner::Ordinary,
    }
}

pub fn sorted() -> Act {
    Act::Close { ending: Ending::SortedAtOnce, note: Some(text("The bin was emptied.")), told: None }
}
