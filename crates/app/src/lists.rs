//! Lists of cases: what needs doing today, and whatever a search or a filter asks for. Rows a
//! person may not see are left out by the query itself.

use std::collections::BTreeSet;

use domain::{
    ActKind, Actor, Case, Date, Moment, PersonId, Procedure, Reference, Role, ServiceId, StateKind, decide,
    feedback::Kind,
    letter::Purpose,
    london,
    permission::{self, Of, Says},
};
use store::{CaseLine, CaseRow, Filter, Key, Likeness, Only, Order, Reader, Reading, Seen, Shared};

use crate::{Office, Problem, Who, cases::delay};

/// Which cases Today is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scope {
    /// All that the person may see.
    #[default]
    All,
    /// Those given to them.
    Mine,
}

/// How soon a case is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its date has passed.
    Late,
    /// Today.
    Today,
    /// In the next two working days.
    Soon,
    /// After that.
    Later,
    /// It has no date.
    NoDate,
}

/// What a person should do next to a case; `None` when it is somebody else's turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Tell the customer that we have it.
    Acknowledge,
    /// Give it to a Head of Service.
    Pass,
    /// Name who signs its answer.
    Appoint,
    /// Name an investigator.
    Nominate,
    /// Find out, and write the response.
    Respond,
    /// Review and sign off.
    SignOff,
    /// Send the signed response.
    Send,
    /// Print and post a letter.
    Post,
    /// Tell the customer of a delay.
    Extend,
    /// Record what was learned and close.
    Close,
    /// A letter did not reach the customer.
    Undelivered,
    /// Ask how it is going.
    Chase,
}

/// A line of Today.
#[derive(Debug, Clone)]
pub struct Work {
    /// The case.
    pub line: CaseLine,
    /// How soon.
    pub urgency: Urgency,
    /// Working days left; negative when late; `None` without a date.
    pub days_left: Option<i64>,
    /// What to do.
    pub next: Option<NextStep>,
}

/// Today's work of one person.
#[derive(Debug, Clone)]
pub struct Today {
    /// The date.
    pub date: Date,
    /// The date two working days on, with which "soon" ends.
    pub soon: Date,
    /// Open work, most urgent first, at most [`LONGEST`] lines.
    pub work: Vec<Work>,
    /// Cases that wait for this very person, most urgent first, at most [`FOR_YOU`].
    pub for_you: Vec<Work>,
    /// Whether more wait for them.
    pub for_you_more: bool,
    /// Numbers of open cases by urgency.
    pub counts: [(Urgency, u64); 5],
    /// Of them, those whose limits stand still.
    pub on_hold: u64,
}

/// The longest list on one page.
pub const LONGEST: u32 = 50;

/// The most that stands under "For you".
pub const FOR_YOU: usize = 10;

/// What needs doing, most urgent first.
pub fn today(office: &Office, who: &Who, scope: Scope, now: Moment) -> Result<Today, Problem> {
    let date = london::date_of(now);
    let calendar = office.calendar();
    let soon = calendar.add_working_days(date, 2);
    let base = Filter { open: Some(true), people: mine(scope, who), seen_by: seen_by(who), ..Filter::default() };
    let ranges = [
        (Urgency::Late, Filter { due_to: date.pred_opt(), ..base.clone() }),
        (Urgency::Today, Filter { due_from: Some(date), due_to: Some(date), ..base.clone() }),
        (Urgency::Soon, Filter { due_from: date.succ_opt(), due_to: Some(soon), ..base.clone() }),
        (Urgency::Later, Filter { due_from: soon.succ_opt(), ..base.clone() }),
        (Urgency::NoDate, Filter { no_due: true, ..base.clone() }),
    ];
    office.read(|reading| {
        let before = delay::days_before(reading)?;
        let work_on = |reading: &Reading<'_>, line: CaseLine| {
            let days_left = line.row.next_due.map(|due| calendar.count_working_days(date, due));
            let next = match next_step(office, reading, who, &line)? {
                Some(NextStep::Chase)
                    if days_left.is_some_and(|days| may_be_missed(line.row.state, days, before))
                        && delay::is_next(office, reading, &line.row, who.role(), before, now)? =>
                {
                    Some(NextStep::Extend)
                }
                next => next,
            };
            Ok::<_, Problem>(Work { next, urgency: urgency(line.row.next_due, date, soon), days_left, line })
        };
        let mut counts = [(Urgency::Late, 0); 5];
        for (slot, (urgency, filter)) in counts.iter_mut().zip(&ranges) {
            *slot = (*urgency, reading.count(filter)?);
        }
        let on_hold = reading.count(&Filter { only: Some(Only::OnHold(date)), ..base.clone() })?;
        let work: Result<Vec<Work>, Problem> =
            reading.cases(&base, Order::Due, None, LONGEST)?.into_iter().map(|line| work_on(reading, line)).collect();
        let work = work?;
        let states = waiting_states(who);
        let waits = |work: &&Work| {
            states.contains(&work.line.row.state) && work.next.is_some_and(|next| next != NextStep::Chase)
        };
        let mut for_you: Vec<Work> = work.iter().filter(waits).take(FOR_YOU + 1).cloned().collect();
        // Whatever else waits for them is due after the last line that was read.
        if let Some(last) = work.get(LONGEST as usize - 1).filter(|_| for_you.len() <= FOR_YOU) {
            let after = last.line.key(Order::Due);
            let mut further = Vec::new();
            for theirs in waiting_for(who, &base) {
                further.extend(reading.cases(&theirs, Order::Due, Some(&after), LONGEST)?);
            }
            further.sort_by_key(|line| (line.row.next_due.is_none(), line.row.next_due, line.row.reference));
            further.dedup_by_key(|line| line.row.reference);
            let further: Result<Vec<Work>, Problem> = further.into_iter().map(|line| work_on(reading, line)).collect();
            for_you.extend(further?.iter().filter(waits).take(FOR_YOU + 1 - for_you.len()).cloned());
        }
        let for_you_more = for_you.len() > FOR_YOU;
        for_you.truncate(FOR_YOU);
        Ok(Today { date, soon, work, for_you, for_you_more, counts, on_hold })
    })
}

/// Whether a date so near is likely to be missed: not while a response that is written waits for its signature.
fn may_be_missed(state: StateKind, days_left: i64, before: i64) -> bool {
    let written = matches!(state, StateKind::AwaitingSignOff | StateKind::SignedOff);
    days_left <= if written { -1 } else { before }
}

/// The cases a filter finds, one page at a time.
pub fn cases(
    office: &Office,
    who: &Who,
    filter: &Filter,
    order: Order,
    after: Option<&Key>,
    limit: u32,
) -> Result<Vec<CaseLine>, Problem> {
    let filter = Filter { seen_by: seen_by(who), ..filter.clone() };
    office.read(|reading| Ok(reading.cases(&filter, order, after, limit)?))
}

/// How many cases a filter finds; counting stops after ten thousand.
pub fn count(office: &Office, who: &Who, filter: &Filter) -> Result<u64, Problem> {
    let filter = Filter { seen_by: seen_by(who), ..filter.clone() };
    office.read(|reading| Ok(reading.count(&filter)?))
}

/// Earlier cases of what looks like the same customer, newest first.
pub fn like(office: &Office, who: &Who, likeness: &Likeness) -> Result<Vec<Like>, Problem> {
    let seen = seen_by(who);
    if !matches!(seen, Seen::Everybodys(_)) {
        return Ok(Vec::new());
    }
    office.read(|reading| {
        let mut lines = reading.cases_like(likeness, 50)?;
        lines.retain(|line| seen.sees(&line.row) && !line.row.is_mistake());
        lines.truncate(5);
        let shared = |line: &CaseLine| {
            let customer = line.row.customer.map(|id| reading.customer_as_taken(id)).transpose()?.flatten();
            Ok::<Shared, Problem>(customer.map(|customer| likeness.shared_with(&customer)).unwrap_or_default())
        };
        lines.into_iter().map(|line| Ok(Like { shared: shared(&line)?, line })).collect()
    })
}

/// An earlier case of what looks like the same person.
#[derive(Debug, Clone)]
pub struct Like {
    /// It.
    pub line: CaseLine,
    /// By what they look the same.
    pub shared: Shared,
}

/// Open cases told in the same rare words as this story, whoever told them, newest first.
pub fn alike(office: &Office, who: &Who, story: &str) -> Result<Vec<CaseLine>, Problem> {
    let seen = seen_by(who);
    if !matches!(seen, Seen::Everybodys(_)) {
        return Ok(Vec::new());
    }
    office.read(|reading| {
        let mut lines = reading.cases_in_like_words(story, 20)?;
        lines.retain(|line| seen.sees(&line.row));
        lines.truncate(3);
        Ok(lines)
    })
}

/// Which rows a person may see; the same rule as `domain::permission::may_see`, for a query.
pub fn seen_by(who: &Who) -> Seen {
    let Actor { person, heads, deputises, .. } = &who.actor;
    let reader = Reader {
        person: *person,
        heads: heads.iter().copied().collect(),
        deputises: deputises.iter().map(|(service, head)| (*service, *head)).collect(),
    };
    let deputised: BTreeSet<ServiceId> = deputises.keys().copied().collect();
    let only = |services: BTreeSet<ServiceId>, investigator| {
        let services = services.into_iter().collect();
        Seen::Only { services, investigator, reader: reader.clone() }
    };
    match who.role() {
        Role::Adviser | Role::Champion | Role::HeadOfCustomerServices | Role::Reader => Seen::Everybodys(reader),
        Role::Investigator => only(deputised, Some(*person)),
        Role::HeadOfService => only(heads.union(&deputised).copied().collect(), Some(*person)),
        Role::Administrator => only(deputised, None),
    }
}

/// How soon a date is.
pub fn urgency(due: Option<Date>, today: Date, soon: Date) -> Urgency {
    match due {
        None => Urgency::NoDate,
        Some(due) if due < today => Urgency::Late,
        Some(due) if due == today => Urgency::Today,
        Some(due) if due <= soon => Urgency::Soon,
        Some(_) => Urgency::Later,
    }
}

fn mine(scope: Scope, who: &Who) -> Vec<PersonId> {
    match scope {
        Scope::All => Vec::new(),
        Scope::Mine => vec![who.id()],
    }
}

/// The cases among which those are that wait for a person.
fn waiting_for(who: &Who, base: &Filter) -> Vec<Filter> {
    let filter = |states: &[StateKind]| Filter { states: states.to_vec(), ..base.clone() };
    match who.role() {
        // Of what others work on only their own: that is most of all cases.
        Role::Adviser | Role::HeadOfCustomerServices | Role::HeadOfService => {
            let (worked_on, waiting): (Vec<StateKind>, Vec<StateKind>) = waiting_states(who)
                .into_iter()
                .partition(|state| matches!(state, StateKind::Investigating | StateKind::Drafting));
            vec![filter(&waiting), Filter { people: vec![who.id()], ..filter(&worked_on) }]
        }
        Role::Champion | Role::Investigator | Role::Administrator | Role::Reader => {
            vec![filter(&waiting_states(who))]
        }
    }
}

/// The states in which a case may wait for somebody in this role.
fn waiting_states(who: &Who) -> Vec<StateKind> {
    match who.role() {
        Role::Adviser => vec![
            StateKind::Logged,
            StateKind::Investigating,
            StateKind::Drafting,
            StateKind::SignedOff,
            StateKind::Answered,
        ],
        Role::Champion => vec![StateKind::Logged, StateKind::Passed, StateKind::SignedOff, StateKind::Answered],
        Role::HeadOfCustomerServices => vec![
            StateKind::Logged,
            StateKind::Passed,
            StateKind::Investigating,
            StateKind::Drafting,
            StateKind::AwaitingSignOff,
            StateKind::SignedOff,
            StateKind::Answered,
        ],
        Role::Investigator => {
            vec![StateKind::Investigating, StateKind::Drafting, StateKind::SignedOff, StateKind::Answered]
        }
        Role::HeadOfService => vec![
            StateKind::Logged,
            StateKind::Passed,
            StateKind::Investigating,
            StateKind::Drafting,
            StateKind::AwaitingSignOff,
            StateKind::SignedOff,
        ],
        Role::Administrator | Role::Reader => vec![StateKind::AwaitingSignOff, StateKind::SignedOff],
    }
}

fn next_step(office: &Office, reading: &Reading<'_>, who: &Who, line: &CaseLine) -> Result<Option<NextStep>, Problem> {
    let row = &line.row;
    let looking = Looking { who, row, asked: Asked::default() };
    let hangs_on_it = match line.row.state {
        StateKind::Logged | StateKind::AwaitingSignOff | StateKind::SignedOff => true,
        StateKind::Passed
        | StateKind::Investigating
        | StateKind::Drafting
        | StateKind::Answered
        | StateKind::Closed => looking.owes_the_customer(),
    };
    let asked = if hangs_on_it { asked(office, reading, row)? } else { looking.asked };
    Ok(Looking { asked, ..looking }.step())
}

/// What the procedure of a case asks for that its row does not tell.
#[derive(Clone, Copy, Default)]
struct Asked {
    /// Who does what.
    says: Says,
    /// Whether the customer is owed a full answer.
    answers: bool,
}

fn asked(office: &Office, reading: &Reading<'_>, row: &CaseRow) -> Result<Asked, Problem> {
    let book = office.book(&row.procedure, Some(row.procedure_version))?;
    let procedure = book.procedure();
    let answers = procedure.owes_full_answer(row.kind, row.reply_by);
    Ok(Asked { says: says(procedure, reading, row)?, answers })
}

/// What the procedure of a case says of who does what. Of the stage it is in the row tells the title where it was
/// opened; of a case that began in a later stage the history does.
fn says(procedure: &Procedure, reading: &Reading<'_>, row: &CaseRow) -> Result<Says, Problem> {
    let mut of_kind = procedure.stages.iter().filter(|stage| stage.kinds.contains(&row.kind));
    if row.later.is_none() && of_kind.clone().any(|stage| !stage.straight_in.is_empty()) {
        let case = Case::replay(row.reference, &reading.history(row.reference)?);
        return Ok(case.map(|case| Says::of(&case, procedure)).unwrap_or_default());
    }
    let stage = match &row.later {
        Some(later) => of_kind.find(|stage| stage.title == later.title),
        None => procedure.first_stage(row.kind),
    };
    let says = Says::in_stage(stage, procedure);
    Ok(Says { own_signature: says.own_signature && row.appointed.is_none(), ..says })
}

/// A person looking at a line.
struct Looking<'a> {
    who: &'a Who,
    row: &'a CaseRow,
    asked: Asked,
}

impl Looking<'_> {
    fn step(&self) -> Option<NextStep> {
        let Looking { who, row, asked: Asked { says, answers }, .. } = self;
        let of_service = row
            .service
            .is_some_and(|service| who.actor.heads.contains(&service) || who.actor.deputises.contains_key(&service));
        let own = row.appointed.map_or(of_service, |appointed| appointed == who.id());
        let nominated = row.investigator == Some(who.id());
        let overseer = matches!(who.role(), Role::Champion | Role::HeadOfCustomerServices);
        let desk = overseer || who.role() == Role::Adviser;
        let others_sign = says.signs.is_some_and(|role| role != Role::HeadOfService);
        match row.state {
            _ if row.undelivered > 0 && row.state != StateKind::Closed && (desk || own || nominated) => {
                Some(NextStep::Undelivered)
            }
            StateKind::Logged | StateKind::Passed | StateKind::Investigating | StateKind::Drafting
                if self.owes_the_customer() && self.acknowledges(desk) =>
            {
                Some(NextStep::Acknowledge)
            }
            _ if row.to_post > 0 && desk => Some(NextStep::Post),
            StateKind::Logged if overseer && row.kind == Kind::Complaint && others_sign => Some(NextStep::Appoint),
            StateKind::Logged if overseer && *answers => Some(NextStep::Pass),
            StateKind::Logged if overseer => Some(NextStep::Close),
            // What is asked for is handed over by whoever is at the desk.
            StateKind::Logged if desk && row.kind == Kind::ServiceRequest && !*answers => Some(NextStep::Close),
            StateKind::Passed if own => Some(NextStep::Nominate),
            StateKind::Investigating | StateKind::Drafting if nominated => Some(NextStep::Respond),
            StateKind::AwaitingSignOff if self.may(ActKind::SignOff) => Some(NextStep::SignOff),
            StateKind::SignedOff if self.may(ActKind::Send) => Some(NextStep::Send),
            StateKind::Answered if overseer || nominated => Some(NextStep::Close),
            StateKind::Passed
            | StateKind::Investigating
            | StateKind::Drafting
            | StateKind::AwaitingSignOff
            | StateKind::SignedOff
                if overseer =>
            {
                Some(NextStep::Chase)
            }
            StateKind::Logged
            | StateKind::Passed
            | StateKind::Investigating
            | StateKind::Drafting
            | StateKind::AwaitingSignOff
            | StateKind::SignedOff
            | StateKind::Answered
            | StateKind::Closed => None,
        }
    }

    fn may(&self, act: ActKind) -> bool {
        let row = self.row;
        let of = Of {
            state: row.state,
            service: row.service,
            investigator: row.investigator,
            appointed: row.appointed,
            named_staff: row.named_staff,
            readers: row.readers.as_deref(),
            says: self.asked.says,
        };
        permission::permit(&self.who.actor, act, Some(of)).is_ok()
    }

    /// Whether the customer waits to hear that we have it, or for thanks.
    fn owes_the_customer(&self) -> bool {
        let row = self.row;
        let unacknowledged =
            row.acknowledged_now().is_none() && row.next_clock.is_some() && row.answered_now().is_none();
        let untold = row.acknowledged.is_none() && row.answered_now().is_none();
        unacknowledged || (untold && row.kind != Kind::Complaint && row.customer.is_some())
    }

    /// Whether it is theirs to acknowledge: the desk's, unless the procedure names somebody.
    fn acknowledges(&self, desk: bool) -> bool {
        if self.asked.says.acknowledges.is_some() { self.may(ActKind::Acknowledge) } else { desk }
    }
}

/// The drafts that wait for this person's signature, the most urgent first: of services they head, and of stages they
/// were named to sign, but for what they wrote themselves. At most [`LONGEST`].
pub fn to_sign(office: &Office, who: &Who) -> Result<Vec<Reference>, Problem> {
    let (open, seen_by) = (Some(true), seen_by(who));
    let filter = Filter { open, states: vec![StateKind::AwaitingSignOff], seen_by, ..Filter::default() };
    office.read(|reading| {
        let mut found = Vec::new();
        for line in reading.cases(&filter, Order::Due, None, LONGEST)? {
            let reference = line.row.reference;
            let looking = Looking { who, row: &line.row, asked: asked(office, reading, &line.row)? };
            if looking.may(ActKind::SignOff)
                && let Some(case) = Case::replay(reference, &reading.history(reference)?)
                && !decide::is_own_draft(&case, who.id(), office.rules_of(&case.under)?.rules())
            {
                found.push(reference);
            }
        }
        Ok(found)
    })
}

/// Letters that somebody has to print and post, oldest first.
pub fn to_post(office: &Office, who: &Who) -> Result<Vec<store::LetterRow>, Problem> {
    let seen = seen_by(who);
    if !matches!(seen, Seen::Everybodys(_)) {
        return Ok(Vec::new());
    }
    office.read(|reading| {
        let mut letters = Vec::new();
        for letter in reading.letters_to_post(LONGEST)? {
            let row = reading.row(letter.reference)?;
            if letter.purpose != Purpose::Reminder && row.is_some_and(|row| seen.sees(&row)) {
                letters.push(letter);
            }
        }
        Ok(letters)
    })
}

/// How many things need this person today, for the badge: drafts to sign for a Head, otherwise
/// cases that are late or due today, of which the desk has those to acknowledge.
pub fn badge(office: &Office, who: &Who, now: Moment) -> Result<u64, Problem> {
    let filter = needs(who, Some(london::date_of(now)));
    filter.map_or(Ok(0), |filter| count(office, who, &filter))
}

/// The cases that need somebody in this role by a day; `None` where none ever do.
pub(crate) fn needs(who: &Who, due_to: Option<Date>) -> Option<Filter> {
    let open = Filter { open: Some(true), ..Filter::default() };
    match who.role() {
        Role::HeadOfService => Some(Filter { states: vec![StateKind::AwaitingSignOff], ..open }),
        Role::Adviser => Some(Filter { to_acknowledge: true, due_to, ..open }),
        Role::Champion | Role::Investigator | Role::HeadOfCustomerServices => Some(Filter { due_to, ..open }),
        Role::Administrator | Role::Reader => None,
    }
}
