//! One made-up case being played: acts are permitted, decided and recorded as real ones are, each
//! at its own moment, until the present moment stops the play.

use chrono::{Datelike, TimeDelta};
use domain::{
    Act, By, Case, Date, Event, Moment, Recorded, StateKind, TextRef,
    act::{ActKind, Logging, Subject},
    clock, decide,
    feedback::{Channel, Kind, ReplyBy},
    letter::{Method, Purpose, Written},
    london,
    permission::{self, Of},
};
use store::{CaseRow, Customer, LetterRow, Writing};

use super::{
    chance::Chance,
    customer::{self, Regulars},
    plan,
    stage::Stage,
    words::Topic,
};
use crate::{
    Problem, Who, cases,
    letters::{Facts, in_a_letter},
};

/// Why a play stops.
pub enum Stop {
    /// The present moment is reached.
    Now,
    /// A rule stood in the way, which no made-up case may meet.
    Broken(Problem),
}

impl<E: Into<Problem>> From<E> for Stop {
    fn from(problem: E) -> Stop {
        Stop::Broken(problem.into())
    }
}

/// Something that happens later by itself or by somebody at the desk.
enum Later {
    Post(u32),
    Fulfil(u32),
    Remind,
}

/// A case being played.
pub struct Acting<'a> {
    /// The stage.
    pub stage: &'a Stage,
    /// The case as it is.
    pub case: Case,
    /// What a complaint is about.
    pub topic: &'a Topic,
    /// Who it is from.
    pub customer: Option<Customer>,
    /// The moment of the play.
    pub at: Moment,
    /// The next e-mail does not reach anybody.
    pub bounces: bool,
    /// The state in which nobody gets round to it any more.
    lies_in: Option<StateKind>,
    writing: &'a Writing<'a>,
    title: String,
    recorded: Vec<Recorded>,
    letters: Vec<LetterRow>,
    later: Vec<(Moment, Later)>,
}

/// The states in which no complaint lies yet. Each is seen to before chance decides, so that whoever looks finds
/// something to do in every state, whatever the day.
pub struct Owed(Vec<StateKind>);

impl Owed {
    const STATES: [StateKind; 7] = [
        StateKind::Logged,
        StateKind::Passed,
        StateKind::Investigating,
        StateKind::Drafting,
        StateKind::AwaitingSignOff,
        StateKind::SignedOff,
        StateKind::Answered,
    ];

    /// Every one of them; the farthest first, which takes the longest to get to.
    pub fn all() -> Owed {
        Owed(Owed::STATES.to_vec())
    }
}

impl<'a> Acting<'a> {
    /// Takes a case down at `at`.
    pub fn log(
        stage: &'a Stage,
        writing: &'a Writing<'a>,
        kind: Kind,
        at: Moment,
        regulars: &mut Regulars,
        chance: &mut Chance,
    ) -> Result<Acting<'a>, Problem> {
        let topic = chance.pick(&stage.words.topics);
        let reference = writing.next_reference(london::date_of(at).year())?;
        let customer = known(stage, writing, kind, regulars, chance)?;
        let (title, story, wanted) = super::others::story(stage, kind, topic, chance);
        let keep = |words: &str| writing.keep_text(reference, words);
        let title_ref = keep(&title)?;
        let sure = kind == Kind::Complaint && chance.percent(90) || chance.percent(60);
        let channel = channel(customer.as_ref(), chance);
        let logging = Logging {
            kind,
            channel,
            received: received(at, channel, stage, chance),
            received_at: None,
            reply_by: reply_by(customer.as_ref()),
            customer: customer.as_ref().map(|customer| customer.id),
            complainant: None,
            representative: None,
            group: None,
            staff_named: None,
            job: None,
            points: if kind == Kind::Complaint { vec![title_ref.clone()] } else { Vec::new() },
            title: title_ref,
            story: keep(&story)?,
            wanted: wanted.map(|wanted| keep(&wanted)).transpose()?,
            subject: Subject {
                service: sure.then(|| stage.services[&topic.service]),
                grounds: if sure && kind == Kind::Complaint { topic.grounds.clone() } else { Vec::new() },
                ward: chance.percent(85).then(|| chance.pick(&stage.words.wards).clone()),
            },
        };
        let who =
            stage.somebody(if chance.percent(85) { domain::Role::Adviser } else { domain::Role::Champion }, chance);
        let permit = permission::permit(&who.actor, ActKind::Log, None)?;
        let mut events = decide::log(&logging, &permit, at, stage.book.rules())?;
        let first = Recorded { seq: 1, at, by: By::Person(who.id()), event: events.remove(0) };
        let case = Case::begin(reference, &first).expect("a history begins with logging");
        let mut acting = Acting {
            stage,
            case,
            topic,
            customer,
            at,
            bounces: false,
            lies_in: None,
            writing,
            title,
            recorded: vec![first],
            letters: Vec::new(),
            later: Vec::new(),
        };
        acting.plan_reminder();
        Ok(acting)
    }

    /// Keeps the case with all that happened to it.
    pub fn save(mut self) -> Result<(), Problem> {
        match self.happen_until(self.stage.until) {
            Ok(()) | Err(Stop::Now) => {}
            Err(Stop::Broken(problem)) => return Err(problem),
        }
        let row = cases::row(self.writing, &self.case, &self.stage.book, self.at)?;
        // Letters that were posted wait for the history to say so, so they are kept before it does.
        let posted =
            self.recorded.iter().position(|recorded| Self::says_posted(&recorded.event)).unwrap_or(self.recorded.len());
        let (begin, rest) = self.recorded.split_at(posted);
        let seq = begin.last().map_or(0, |last| last.seq);
        self.writing.begin_case(&CaseRow { seq, ..row.clone() }, begin)?;
        for letter in &self.letters {
            self.writing.keep_letter(letter)?;
        }
        if rest.is_empty() { Ok(()) } else { Ok(self.writing.add_to_case(&row, seq, rest)?) }
    }

    fn says_posted(event: &Event) -> bool {
        matches!(event, Event::LetterPosted { .. })
    }

    /// In some state, or before it is acknowledged, nobody gets round to it any more. A complaint lies where none does
    /// yet, while there is such a state.
    pub fn leave_lying(&mut self, owed: &Owed, chance: &mut Chance) {
        let by_chance = Owed::STATES[chance.weighted(&[3, 3, 5, 4, 6, 4, 2])];
        self.lies_in = Some(self.owed(owed).unwrap_or(by_chance));
    }

    /// The state that this case is to lie in, while it is a complaint and there is one.
    pub fn owed(&self, owed: &Owed) -> Option<StateKind> {
        owed.0.last().copied().filter(|_| self.case.kind == Kind::Complaint)
    }

    /// Where a complaint has come to lie, none is owed any more.
    pub fn settle(&self, owed: &mut Owed) {
        if self.case.kind == Kind::Complaint {
            owed.0.retain(|each| *each != self.case.state.kind());
        }
    }

    /// Goes on to a moment, if that is not past the present; what was to happen before it happens.
    pub fn go_on(&mut self, to: Moment) -> Result<(), Stop> {
        let to = to.max(self.at + TimeDelta::minutes(4));
        if to + TimeDelta::minutes(2) > self.stage.until || self.lies_in == Some(self.case.state.kind()) {
            return Err(Stop::Now);
        }
        self.happen_until(to)?;
        self.at = to;
        Ok(())
    }

    /// Goes on to office hours of a day.
    pub fn go_on_to(&mut self, day: Date, chance: &mut Chance) -> Result<(), Stop> {
        self.go_on(plan::at_work(day, chance))
    }

    /// Goes on by so many working days.
    pub fn wait(&mut self, days: u32, chance: &mut Chance) -> Result<(), Stop> {
        if days == 0 {
            return self.go_on(self.at + TimeDelta::minutes(chance.between(10, 90).into()));
        }
        self.go_on_to(self.working_day(self.today(), days), chance)
    }

    /// The day of the play.
    pub fn today(&self) -> Date {
        london::date_of(self.at)
    }

    /// So many working days after a day.
    pub fn working_day(&self, after: Date, days: u32) -> Date {
        self.stage.book.calendar().add_working_days(after, days)
    }

    /// Does one act now.
    pub fn act(&mut self, who: &Who, act: &Act) -> Result<(), Stop> {
        let permit =
            permission::permit(&who.actor, act.kind(), Some(Of::under(&self.case, self.stage.book.procedure())))
                .map_err(Problem::from)?;
        let events = decide(&self.case, act, &permit, self.at, self.stage.book.rules()).map_err(Problem::from)?;
        let recorded = self.case.record(events, By::Person(who.id()), self.at);
        self.recorded.extend(recorded);
        Ok(())
    }

    /// Keeps words beside the history.
    pub fn keep(&self, words: &str) -> Result<TextRef, Stop> {
        Ok(self.writing.keep_text(self.case.reference, words).map_err(Problem::from)?)
    }

    /// The way a letter reaches this customer.
    pub fn method(&self) -> Method {
        let customer = self.customer.as_ref();
        let has = |field: fn(&Customer) -> &String| customer.is_some_and(|customer| !field(customer).is_empty());
        let (address, email) = (has(|customer| &customer.address), has(|customer| &customer.email));
        if email && !(address && self.case.reply_by == ReplyBy::Letter) {
            Method::Email
        } else if address {
            Method::Post
        } else {
            Method::Handed
        }
    }

    /// Does the act that sends a letter of this purpose; the words come from the council's template.
    pub fn send(
        &mut self,
        who: &Who,
        purpose: Purpose,
        method: Method,
        extra: &[(&'static str, String)],
        act: impl FnOnce(Written) -> Act,
    ) -> Result<(), Stop> {
        let number = u32::try_from(self.case.letters.len()).unwrap_or(0) + 1;
        let words = self.stage.letter(purpose).fill(&self.facts(who, extra));
        let body = self.keep(&words.body)?;
        self.act(who, &act(Written { method, text: body.clone() }))?;
        let customer = self.customer.clone();
        let field = |field: fn(&Customer) -> String| customer.as_ref().map(field).unwrap_or_default();
        self.letters.push(LetterRow {
            reference: self.case.reference,
            number,
            purpose,
            method,
            subject: words.subject,
            body,
            to_name: field(|customer| customer.name.clone()),
            to_email: field(|customer| customer.email.clone()),
            to_address: field(|customer| format!("{}\n{}", customer.address, customer.postcode).trim().to_owned()),
            at: self.at,
        });
        match method {
            Method::Email if std::mem::take(&mut self.bounces) => {
                self.by_heard(vec![Event::LetterNotDelivered { number }], self.at + TimeDelta::seconds(9))
            }
            Method::Email => self.by_heard(
                vec![Event::LetterLeft { number }],
                self.at + TimeDelta::seconds(if purpose == Purpose::Response { 64 } else { 4 }),
            ),
            Method::Post => {
                // What lies about is not posted the next morning either; no case is closed before its answer left.
                let days = if self.lies_in.is_some() && purpose != Purpose::Response { 3 } else { 1 };
                let day = self.working_day(self.today(), days);
                let at = london::moment_of(day.and_hms_opt(9, 40, 0).unwrap_or_default());
                self.later.push((at, Later::Post(number)));
            }
            Method::Handed | Method::Phone => {}
        }
        Ok(())
    }

    /// The promise with this number is kept on a later day.
    pub fn fulfil_on(&mut self, number: u32, day: Date, chance: &mut Chance) {
        self.later.push((plan::at_work(day, chance), Later::Fulfil(number)));
    }

    fn by_heard(&mut self, events: Vec<Event>, at: Moment) {
        self.recorded.extend(self.case.record(events, By::Heard, at));
        self.at = self.at.max(at);
    }

    /// On the morning of the day an answer is due, whoever has the case is reminded.
    fn plan_reminder(&mut self) {
        let clocks = clock::clocks(&self.case, self.today(), self.stage.book.rules());
        if let Some(respond) = clocks.last() {
            let at = respond.due.and_hms_opt(8, 20, 0).unwrap_or_default();
            self.later.push((london::moment_of(at), Later::Remind));
        }
    }

    fn happen_until(&mut self, until: Moment) -> Result<(), Stop> {
        self.later.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        while self.later.last().is_some_and(|(at, _)| *at <= until) {
            let Some((at, later)) = self.later.pop() else { break };
            self.at = self.at.max(at);
            match later {
                Later::Post(letter) => {
                    let adviser =
                        self.stage.somebody(domain::Role::Adviser, &mut Chance::new(self.case.reference.number.into()));
                    self.act(adviser, &Act::MarkPosted { letter, on: None })?;
                }
                Later::Fulfil(promise) => {
                    let Some(investigator) = self.case.investigator else { continue };
                    self.act(self.stage.person(investigator), &Act::Fulfil { promise })?;
                }
                Later::Remind => self.remind(),
            }
        }
        Ok(())
    }

    fn remind(&mut self) {
        let clocks = clock::clocks(&self.case, self.today(), self.stage.book.rules());
        let Some(next) = clock::next_due(&clocks).filter(|next| next.due == self.today()) else { return };
        let told = [self.case.investigator, self.case.head].into_iter().flatten();
        let events: Vec<Event> =
            told.map(|person| Event::Reminded { person, clock: next.id.clone(), due: next.due }).collect();
        self.by_heard(events, self.at);
    }

    fn facts(&self, who: &Who, extra: &[(&'static str, String)]) -> Facts {
        let day = |date: Date| date.format("%A %-d %B %Y").to_string();
        let clocks = clock::clocks(&self.case, self.today(), self.stage.book.rules());
        let mut facts = Facts::default();
        facts.set("customer name", self.customer.as_ref().map_or("Sir or Madam", |customer| customer.name.as_str()));
        facts.set("reference", self.case.reference.to_string());
        facts.set("title", self.title.as_str());
        facts.set("service", self.topic.service.as_str());
        facts.set("kind", in_a_letter(self.case.kind));
        facts.set("received", day(self.case.received));
        facts.set("acknowledge by", clocks.first().map(|clock| day(clock.due)).unwrap_or_default());
        facts.set("respond by", clocks.last().map(|clock| day(clock.due)).unwrap_or_default());
        facts.set("old date", clocks.last().map(|clock| day(clock.due)).unwrap_or_default());
        facts.set("today", day(self.today()));
        facts.set("rights", self.stage.book.procedure().rights.as_str());
        facts.set("sender", who.person.name.as_str());
        facts.set("council", self.stage.council.name.as_str());
        facts.set("council phone", self.stage.council.phone.as_str());
        facts.set("council email", self.stage.council.email.as_str());
        for (name, value) in extra {
            facts.set(name, value.as_str());
        }
        facts
    }
}

/// Who it is from: nobody, somebody who was here before, or somebody new.
fn known(
    stage: &Stage,
    writing: &Writing<'_>,
    kind: Kind,
    regulars: &mut Regulars,
    chance: &mut Chance,
) -> Result<Option<Customer>, Problem> {
    if chance.percent(if kind == Kind::Complaint { 3 } else { 10 }) {
        return Ok(None);
    }
    if let Some(regular) = regulars.again(chance) {
        return Ok(Some(regular));
    }
    let mut customer = customer::somebody(&stage.words, chance);
    customer.id = writing.add_customer(&customer)?;
    regulars.remember(&customer);
    Ok(Some(customer))
}

fn channel(customer: Option<&Customer>, chance: &mut Chance) -> Channel {
    let by_email = customer.is_some_and(|customer| !customer.email.is_empty());
    let channels = [
        Channel::Phone,
        Channel::InPerson,
        Channel::Email,
        Channel::Letter,
        Channel::WebForm,
        Channel::SocialMedia,
        Channel::Member,
        Channel::Other,
    ];
    let weights = if by_email { [34, 8, 26, 3, 22, 3, 3, 1] } else { [52, 20, 0, 22, 0, 2, 3, 1] };
    channels[chance.weighted(&weights)]
}

fn reply_by(customer: Option<&Customer>) -> ReplyBy {
    match customer {
        None => ReplyBy::None,
        Some(customer) if !customer.email.is_empty() => ReplyBy::Email,
        Some(customer) if !customer.address.is_empty() => ReplyBy::Letter,
        Some(_) => ReplyBy::Phone,
    }
}

/// Letters and messages of the weekend are taken down later than they came.
fn received(at: Moment, channel: Channel, stage: &Stage, chance: &mut Chance) -> Date {
    let today = london::date_of(at);
    let written =
        matches!(channel, Channel::Email | Channel::Letter | Channel::WebForm | Channel::SocialMedia | Channel::Member);
    let back = |days: u64| today.checked_sub_days(chrono::Days::new(days)).unwrap_or(today);
    let after_weekend = !stage.book.calendar().is_working_day(back(1));
    match (written, after_weekend) {
        (true, true) if chance.percent(40) => back(chance.between(1, 2).into()),
        (true, _) if chance.percent(12) => back(chance.between(1, 3).into()),
        _ => today,
    }
}
