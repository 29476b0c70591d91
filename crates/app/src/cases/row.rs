//! The row that lists and searches read: the case folded from its history, with its dates.

use domain::{
    Case, Date, Moment, Recorded, Rules, StateKind, TextRef,
    act::Learning,
    clock::{self, Clock, Standing},
    figures::Facts,
    london,
    procedure::{Milestone, Stage},
};
use store::{CaseRow, Customer, Reading, Redated, StageRow};

use crate::{Problem, against::Against, office::RuleBook, progress::Progress};

/// Makes the row of a case. The dates in it are copies of what `domain::clock` says.
pub(crate) fn row(reading: &Reading<'_>, case: &Case, book: &RuleBook, now: Moment) -> Result<CaseRow, Problem> {
    let dated = dated(case, book, now)?;
    let words = Wording { reading, case };
    Ok(CaseRow {
        reference: case.reference,
        seq: case.seq,
        kind: case.kind,
        channel: case.channel,
        state: case.state.kind(),
        received: case.received,
        logged_at: case.logged_at,
        customer: case.customer,
        reply_by: case.reply_by,
        title: words.of(&case.title)?,
        service: case.subject.service,
        ward: case.subject.ward.clone(),
        grounds: case.subject.grounds.clone(),
        head: case.head,
        investigator: case.investigator,
        ack_due: dated.ack_due,
        acknowledged: case.acknowledged_in(0),
        first_due: dated.first_due,
        respond_due: dated.respond_due,
        held_to: dated.held_to,
        answered: case.answered_in(0),
        next_due: dated.next_due,
        next_clock: dated.next_clock,
        ending: case.ended().map(|(ending, _)| ending),
        closed: case.ended().map(|(_, on)| on),
        outcome: case.outcome_in(0),
        days_to_answer: dated.days_to_answer,
        remedies: case.promises.iter().map(|promise| promise.remedy.clone()).collect(),
        lesson: case.learning.as_ref().map(|learning| matches!(learning, Learning::Lesson(_))),
        to_post: count(case.to_post().count()),
        undelivered: count(case.undelivered().count()),
        submitted_at: submitted_at(case),
        changed_at: case.changed_at,
        procedure: case.under.procedure.clone(),
        procedure_version: case.under.version,
        batch: case.past.as_ref().map(|past| past.batch),
        facts: dated.facts,
        readers: case.restriction.as_ref().map(|restriction| restriction.people.clone()),
        named_staff: case.named_staff,
        later: later(case, book.rules(), dated.later_held_to),
        appointed: case.appointed,
        ombudsman: case.investigations.last().map(|now| now.on),
        with_ombudsman: case.investigations.last().is_some_and(|now| now.decision.is_none()),
        logged_by: case.logged_by,
        sent_back: case.sent_back && case.state.kind() == StateKind::Drafting,
        paused: paused(case),
        search: words.to_find()?,
    })
}

/// The dates of a case, and what the figures need of it, with nothing added to its history.
pub(crate) fn dated(case: &Case, book: &RuleBook, now: Moment) -> Result<Redated, Problem> {
    let today = london::date_of(now);
    let clocks = clock::clocks(case, today, book.rules());
    dated_by(case, book, &clocks, Against::of(case, book, today).as_ref())
}

/// The same, by its time limits as they stand today, its own and the Code's.
pub(crate) fn dated_by(
    case: &Case,
    book: &RuleBook,
    clocks: &[Clock],
    against: Option<&Against>,
) -> Result<Redated, Problem> {
    let rules = book.rules();
    let journey = case.journey(rules.procedure);
    let first = in_stage(clocks, journey.first().copied());
    let acknowledge = met_first_by(&first, Milestone::Acknowledged);
    let respond = met_first_by(&first, Milestone::Responded).or_else(|| answer(&first));
    let next = sooner(next(clocks, against), case.answer_again_by());
    let later = case.opened.last().and(answer(&in_stage(clocks, journey.last().copied())));
    Ok(Redated {
        reference: case.reference,
        seq: case.seq,
        ack_due: acknowledge.map(|clock| clock.due),
        first_due: respond.map(|clock| clock.first_due),
        respond_due: respond.map(|clock| clock.due),
        held_to: respond.map(|clock| clock.held_to),
        later_held_to: later.map(|clock| clock.held_to),
        next_due: next.as_ref().map(|(date, _)| *date),
        next_clock: next.map(|(_, clock)| clock),
        days_to_answer: respond.and_then(days_taken),
        facts: in_json(&Facts::by(case, clocks, rules))?,
        events: Vec::new(),
    })
}

/// The date that drives the work on a case as it came in.
pub(crate) fn next_due(case: &Case, book: &RuleBook, today: Date) -> Option<Date> {
    let clocks = clock::clocks(case, today, book.rules());
    next(&clocks, Against::of(case, book, today).as_ref()).map(|(date, _)| date)
}

/// How a row names the day by which a case that was opened again is answered again.
const AGAIN: &str = "again";

/// The sooner of the date that drives the work and the one that was promised when the case was opened again.
fn sooner(next: Option<(Date, String)>, again: Option<Date>) -> Option<(Date, String)> {
    let again = again.map(|by| (by, AGAIN.to_owned()));
    [next, again].into_iter().flatten().min_by_key(|(date, _)| *date)
}

/// The date that drives the work, with the time limit it is of: the earlier of its own and the Code's.
fn next(own: &[Clock], against: Option<&Against>) -> Option<(Date, String)> {
    let code = against.and_then(|against| Some((against, against.drives(own)?)));
    match code {
        Some((against, clock)) => Some((clock.held_to, against.name_of(clock))),
        None => clock::next_due(own).map(|clock| (clock.held_to, clock.id.clone())),
    }
}

/// Goes through the open cases of which the row says that they concern `work`, in order; gives how many are open.
/// `progress` is told how many were passed, and of how many.
pub(crate) fn each_open(
    reading: &Reading<'_>,
    concerned: impl Fn(&CaseRow) -> bool,
    progress: &mut Progress<'_>,
    mut work: impl FnMut(&CaseRow, Case, &[Recorded]) -> Result<(), Problem>,
) -> Result<u64, Problem> {
    let open = reading.open_references()?;
    let all = open.len() as u64;
    for (done, reference) in (1..).zip(open) {
        if let Some(row) = reading.row(reference)?.filter(|row| concerned(row)) {
            let history = reading.history(reference)?;
            if let Some(case) = Case::replay(reference, &history) {
                work(&row, case, &history)?;
            }
        }
        if done % 500 == 0 || done == all {
            progress(done, all)?;
        }
    }
    Ok(all)
}

/// Whether the row has other dates than these, or its history grows by them.
pub(crate) fn dates_differ(dated: &Redated, row: &CaseRow) -> bool {
    let later = row.later.as_ref().and_then(|later| later.held_to);
    let dates = [dated.ack_due, dated.first_due, dated.respond_due, dated.held_to, dated.later_held_to, dated.next_due];
    let kept = [row.ack_due, row.first_due, row.respond_due, row.held_to, later, row.next_due];
    !dated.events.is_empty() || dates != kept || dated.next_clock != row.next_clock || dated.facts != row.facts
}

/// The row of a case that was closed before and stays so, with the dates it was worked to, whatever
/// days off were added since. Any other row as it is.
pub(crate) fn worked_to(reading: &Reading<'_>, new: CaseRow) -> Result<CaseRow, Problem> {
    let kept = reading.row(new.reference)?.filter(|kept| kept.closed.is_some() && new.closed.is_some());
    kept.map_or(Ok(new.clone()), |kept| with_dates_of(new, &kept))
}

/// `new` with the dates of `kept`.
pub(crate) fn with_dates_of(new: CaseRow, kept: &CaseRow) -> Result<CaseRow, Problem> {
    let read = |json: &str| serde_json::from_str::<Facts>(json).map_err(|error| Problem::Broken(error.to_string()));
    let (facts, then) = (read(&new.facts)?, read(&kept.facts)?);
    let facts = Facts {
        acknowledge_due: then.acknowledge_due,
        first_due: then.first_due,
        held_to: then.held_to,
        due: then.due,
        acknowledged_after_hour: then.acknowledged_after_hour,
        answered_after_hour: then.answered_after_hour,
        days_to_answer: then.days_to_answer,
        later: then.later,
        standards: then.standards,
        ..facts
    };
    Ok(CaseRow {
        ack_due: kept.ack_due,
        first_due: kept.first_due,
        respond_due: kept.respond_due,
        held_to: kept.held_to,
        days_to_answer: kept.days_to_answer,
        later: kept.later.clone(),
        facts: in_json(&facts)?,
        ..new
    })
}

/// Facts as rows keep them.
fn in_json(facts: &Facts) -> Result<String, Problem> {
    serde_json::to_string(facts).map_err(|error| Problem::Broken(error.to_string()))
}

/// Of what is answered nothing stands still any more.
fn paused(case: &Case) -> Option<(Date, Date)> {
    let waits = case.state.kind() != StateKind::Answered;
    case.paused_last().filter(|_| waits).map(|paused| (paused.from, paused.until))
}

fn submitted_at(case: &Case) -> Option<Moment> {
    if let domain::State::AwaitingSignOff { since, .. } = case.state { Some(since) } else { None }
}

/// The clocks of a stage, then those on the whole.
fn in_stage<'c>(clocks: &'c [Clock], stage: Option<&Stage>) -> Vec<&'c Clock> {
    let own =
        clocks.iter().filter(|clock| clock.stage.is_some() && clock.stage.as_deref() == stage.map(|of| of.id.as_str()));
    own.chain(clocks.iter().filter(|clock| clock.stage.is_none())).collect()
}

/// The latest stage that was opened.
fn later(case: &Case, rules: Rules<'_>, held_to: Option<Date>) -> Option<StageRow> {
    let opened = case.opened.last()?;
    Some(StageRow {
        title: case.journey(rules.procedure).last()?.title.clone(),
        asked: opened.asked,
        acknowledged: case.acknowledged(),
        held_to,
        answered: case.answered(),
        outcome: case.outcome(),
    })
}

/// The clock that asks for the answer, however the procedure calls that.
fn answer<'c>(clocks: &[&'c Clock]) -> Option<&'c Clock> {
    clocks.iter().find(|clock| clock.answers()).copied()
}

fn met_first_by<'c>(clocks: &[&'c Clock], milestone: Milestone) -> Option<&'c Clock> {
    clocks.iter().find(|clock| clock.met_by.first() == Some(&milestone)).copied()
}

fn days_taken(clock: &Clock) -> Option<i64> {
    match clock.standing {
        Standing::Met { after, .. } => Some(after),
        Standing::Running { .. } | Standing::Late { .. } | Standing::Ended => None,
    }
}

struct Wording<'a> {
    reading: &'a Reading<'a>,
    case: &'a Case,
}

impl Wording<'_> {
    fn of(&self, text: &TextRef) -> Result<String, Problem> {
        Ok(self.reading.text(self.case.reference, text)?.unwrap_or_default())
    }

    /// The customer as they are known now and, where that differs, as they were taken down.
    fn customers(&self) -> Result<Vec<Customer>, Problem> {
        let Some(id) = self.case.customer else { return Ok(Vec::new()) };
        let mut customers: Vec<Customer> = self.reading.customer(id)?.into_iter().collect();
        if customers.iter().any(|known| known.id != id) {
            customers.extend(self.reading.customer_as_taken(id)?);
        }
        Ok(customers)
    }

    /// What a search finds the case by.
    fn to_find(&self) -> Result<String, Problem> {
        let case = self.case;
        let mut found = vec![case.reference.to_string()];
        let texts = [Some(&case.title), Some(&case.story), case.wanted.as_ref(), case.job.as_ref()];
        let points = case.points.iter().map(|point| Some(&point.text));
        let contacts = case.contacts.iter().map(|contact| Some(&contact.note));
        for text in texts.into_iter().chain(points).chain(contacts).flatten() {
            found.push(self.of(text)?);
        }
        if let Some(old) = case.past.as_ref().and_then(|past| past.old_reference.as_ref()) {
            found.push(self.of(old)?);
        }
        for customer in self.customers()? {
            found.extend([customer.name, customer.address, customer.email]);
            found.extend([store::phone_key(&customer.phone), store::postcode_key(&customer.postcode)]);
        }
        if let Some(acting) = crate::letters::acting(self.reading, case)? {
            found.extend([acting.name, acting.email, store::phone_key(&acting.phone)]);
        }
        if let Some(who) = case.group.as_ref().and_then(|group| group.who.as_ref()) {
            found.push(self.of(who)?);
        }
        found.extend(case.subject.ward.clone());
        Ok(found.join("\n"))
    }
}

/// What a search finds a case by.
pub(crate) fn words_to_find(reading: &Reading<'_>, case: &Case) -> Result<String, Problem> {
    Wording { reading, case }.to_find()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
