//! How each event changes a case. Total: what is in the history is true, however odd.

use super::{
    Begun, Case, Contact, Document, Draft, Extension, Held, Past, Paused, Point, Promise, Reached, Reminder,
    Restriction, Signature, State, StateKind, last, ombudsman, stages,
};
use crate::{
    act::{Contacting, Correction},
    event::{By, Duty, Event, Recorded},
    feedback::Ending,
    ids::{PersonId, Reference, TextRef},
    letter::{Fate, Letter, Method, Purpose},
    london::{self, Date, Moment},
};

pub(super) fn begin(reference: Reference, first: &Recorded) -> Option<Case> {
    let Event::Logged {
        kind,
        channel,
        received,
        received_at,
        customer,
        reply_by,
        title,
        story,
        wanted,
        subject,
        complainant,
        job,
        points,
        under,
        representative,
        group,
        staff_named,
    } = &first.event
    else {
        return None;
    };
    Some(Case {
        reference,
        seq: first.seq,
        changed_at: first.at,
        kind: *kind,
        channel: *channel,
        received: *received,
        received_at: *received_at,
        logged_at: first.at,
        logged_by: person(first.by),
        customer: *customer,
        representative: representative.clone(),
        group: group.clone(),
        staff_named: staff_named.clone(),
        reply_by: *reply_by,
        title: title.clone(),
        story: story.clone(),
        wanted: wanted.clone(),
        subject: subject.clone(),
        complainant: complainant.clone(),
        job: job.clone(),
        band: None,
        under: under.clone(),
        begun: None,
        opened: Vec::new(),
        refused: Vec::new(),
        reached: Vec::new(),
        investigations: Vec::new(),
        state: State::Logged,
        head: None,
        appointed: None,
        investigator: None,
        last_point: u32::try_from(points.len()).unwrap_or(u32::MAX),
        points: (1..).zip(points).map(|(number, text)| new_point(number, text, 0)).collect(),
        contacts: Vec::new(),
        draft: None,
        versions: 0,
        signature: None,
        sent_back: false,
        extensions: Vec::new(),
        pauses: Vec::new(),
        held: Vec::new(),
        promises: Vec::new(),
        learning: None,
        letters: Vec::new(),
        documents: Vec::new(),
        reminders: Vec::new(),
        kept_dates: Vec::new(),
        answers: Vec::new(),
        declined: None,
        referred: None,
        reopened: 0,
        reopened_on: None,
        again_by: None,
        sorted: None,
        told: Vec::new(),
        past: None,
        last: last::after(None, first),
        restriction: None,
        links: Vec::new(),
        named_staff: None,
    })
}

pub(super) fn apply(case: &mut Case, recorded: &Recorded) {
    case.seq = recorded.seq;
    case.changed_at = recorded.at;
    case.last = last::after(case.last.take(), recorded);
    match &recorded.event {
        Event::Logged { .. } => {}
        Event::Imported { batch, old_reference, acknowledged, answered, closed, found } => {
            case.past = Some(Past {
                batch: *batch,
                old_reference: old_reference.clone(),
                acknowledged: *acknowledged,
                answered: *answered,
                closed: *closed,
            });
            if let Some(on) = closed {
                let ending = if answered.is_some() { Ending::Answered } else { Ending::ClosedBefore };
                case.state = State::Closed { ending, on: *on };
            }
            if let ([point], Some(found)) = (case.points.as_mut_slice(), found) {
                point.finding = Some(found.clone());
            }
        }
        Event::Corrected { correction, .. } => correct(case, correction.clone()),
        Event::Classified { subject } => case.subject = subject.clone(),
        Event::Represented { representative } => case.representative = representative.clone(),
        Event::Converted { to, .. } => {
            case.kind = *to;
            // As what it is now it was never put right on the spot.
            case.sorted = None;
        }
        Event::Transferred { to, grounds, .. } => {
            case.under = to.clone();
            case.subject.grounds.clone_from(grounds);
            // Dates kept, questions answered and bands were those of the procedure before.
            case.band = None;
            case.kept_dates.clear();
            case.answers.clear();
        }
        Event::DateKept { clock, date } => case.kept_dates.push((clock.clone(), *date)),
        Event::Screened { answers, .. } => case.answers.clone_from(answers),
        Event::Referred { body } => case.referred = Some(body.clone()),
        Event::Declined { exclusion, reason } => case.declined = Some((exclusion.clone(), reason.clone())),
        Event::ContactRecorded(contacting) => case.contacts.push(contact(case, contacting, recorded)),
        Event::Passed { service, head } => {
            case.subject.service = Some(*service);
            case.head = Some(*head);
            case.appointed = None;
            case.state = State::Passed;
            case.sent_back = false;
            case.investigator = None;
        }
        Event::Nominated { investigator } => {
            case.investigator = Some(*investigator);
            if matches!(case.state.kind(), StateKind::Logged | StateKind::Passed) {
                case.state = State::Investigating;
            }
        }
        // What was undone was left out before.
        Event::NoteAdded { .. } | Event::Bundled { .. } | Event::Undone { .. } => {}
        Event::DocumentAdded { number, file, name, bytes } => case.documents.push(Document {
            number: *number,
            file: file.clone(),
            name: name.clone(),
            bytes: *bytes,
            at: recorded.at,
        }),
        Event::PointAdded { number, text } => {
            case.points.push(new_point(*number, text, case.stage_number()));
            case.last_point = case.last_point.max(*number);
        }
        Event::PointCorrected { number, text, .. } => {
            if let Some(point) = case.points.iter_mut().find(|each| each.number == *number) {
                point.text = text.clone();
            }
        }
        Event::PointRemoved { number, .. } => case.points.retain(|each| each.number != *number),
        Event::FindingRecorded { point, finding, reason } => {
            let now = case.stage_number();
            if let Some(point) = case.points.iter_mut().find(|each| each.number == *point) {
                stages::look_again(point, now);
                point.finding = Some((*finding, reason.clone()));
            }
        }
        Event::Extended { clock, from, to, reason, letter, .. } => case.extensions.push(Extension {
            clock: clock.clone(),
            from: *from,
            to: *to,
            reason: reason.clone(),
            at: recorded.at,
            letter: *letter,
        }),
        Event::Paused { rule, from, until, note } => {
            let stage = case.stage_number();
            case.pauses.push(Paused { rule: rule.clone(), from: *from, until: *until, note: note.clone(), stage });
        }
        Event::Resumed { on, .. } => {
            let now = case.stage_number();
            let here = |paused: &&mut Paused| paused.stage == now && (paused.from..=paused.until).contains(on);
            if let (Some(paused), Some(last)) = (case.pauses.iter_mut().find(here), on.pred_opt()) {
                paused.until = last;
            }
        }
        Event::Held { hold, .. } => case.held.push(Held { hold: hold.clone(), since: today(recorded) }),
        Event::Released { hold, .. } => case.held.retain(|held| held.hold != *hold),
        Event::Drafted { version, text } => draft(case, recorded, *version, text),
        Event::Submitted { .. } => {
            case.sent_back = false;
            if let Some(by) = person(recorded.by) {
                case.state = State::AwaitingSignOff { by, since: recorded.at };
            }
        }
        Event::SentBack { .. } => {
            case.signature = None;
            case.sent_back = true;
            case.state = State::Drafting;
        }
        Event::SignedOff { version, on_behalf_of, .. } => {
            case.sent_back = false;
            if let Some(by) = person(recorded.by) {
                let signature = Signature { version: *version, by, on_behalf_of: *on_behalf_of, at: recorded.at };
                case.signature = Some(signature.clone());
                case.state = State::SignedOff(signature);
            }
        }
        Event::Unsigned { .. } => {
            case.signature = None;
            case.state = State::Drafting;
        }
        Event::Promised { number, remedy, what, due, owner } => case.promises.push(Promise {
            number: *number,
            remedy: remedy.clone(),
            what: what.clone(),
            due: *due,
            owner: *owner,
            done: None,
        }),
        Event::Fulfilled { number } => {
            if let Some(promise) = case.promises.iter_mut().find(|each| each.number == *number) {
                promise.done = Some(today(recorded));
            }
        }
        Event::Learned(learning) => case.learning = Some(learning.clone()),
        Event::LetterQueued { number, purpose, letter } => {
            case.letters.push(Letter {
                number: *number,
                purpose: *purpose,
                method: letter.method,
                text: letter.text.clone(),
                at: recorded.at,
                fate: Fate::Leaving,
                stage: case.stage_number(),
            });
            if *purpose == Purpose::Response {
                case.state = State::Answered { at: recorded.at, letter: *number };
            }
        }
        Event::LetterLeft { number } => fate(case, *number, Fate::Left(recorded.at)),
        Event::LetterPosted { number, on } => {
            fate(case, *number, Fate::Left(london::start_of(*on).max(queued_at(case, *number))))
        }
        Event::LetterPutOnPaper { number } => {
            if let Some(letter) = case.letters.iter_mut().find(|letter| letter.number == *number) {
                letter.method = Method::Post;
            }
        }
        Event::LetterNotDelivered { number } => fate(case, *number, Fate::NotDelivered(recorded.at)),
        Event::LetterRecalled { number } => fate(case, *number, Fate::Recalled(recorded.at)),
        Event::Reminded { person, clock, due } => {
            case.reminders.push(Reminder { person: *person, clock: clock.clone(), due: *due, at: recorded.at })
        }
        Event::Closed { ending, told, .. } => {
            let on = today(recorded);
            let stage = case.stage_number();
            case.told.extend(told.map(|told| (stage, told)));
            if *ending == Ending::SortedAtOnce {
                // Opened again and put right once more, it was answered the first time.
                case.sorted = case.sorted.or(Some(on));
            }
            case.state = State::Closed { ending: *ending, on };
        }
        Event::Reopened { by, .. } => {
            case.reopened += 1;
            case.sent_back = false;
            case.reopened_on = Some(today(recorded));
            case.again_by = *by;
            if by.is_none() {
                // Opened again without a day: its own dates bring it back to mind.
                case.sorted = None;
                let stage = case.stage_number();
                case.told.retain(|(of, _)| *of != stage);
            }
            case.learning = None;
            case.state = before_work_ended(case);
        }
        Event::BegunAt { stage, because } => {
            case.begun = Some(Begun { stage: stage.clone(), because: because.clone() });
        }
        Event::Escalated { .. } => stages::open(case, recorded),
        Event::StageRefused { .. } => stages::refuse(case, &recorded.event),
        Event::Reached { milestone, clock, on, .. } => {
            let stage = case.stage_number();
            case.reached.push(Reached { milestone: *milestone, clock: clock.clone(), on: *on, stage });
        }
        Event::Ombudsman(step) => ombudsman::apply(case, step),
        Event::Appointed { signer, investigator } => stages::appoint(case, *signer, *investigator),
        Event::Restricted { people, named_staff, reason } => {
            case.named_staff = *named_staff;
            case.restriction =
                Some(Restriction { people: people.clone(), reason: reason.clone(), by: person(recorded.by) });
        }
        Event::Unrestricted { .. } => case.restriction = None,
        Event::Linked { link, point } => {
            case.links.push(*link);
            case.points.retain(|each| Some(each.number) != *point);
        }
        Event::HandedOver { duty, to, .. } => match duty {
            Duty::Head => case.head = Some(*to),
            Duty::Investigator => case.investigator = Some(*to),
            Duty::Appointed => case.appointed = Some(*to),
        },
        Event::Unlinked { other } => case.links.retain(|link| link.other != *other),
    }
}

fn correct(case: &mut Case, correction: Correction) {
    let Correction { title, story, wanted, channel, received, received_at, complainant, job, band, customer, reply_by } =
        correction;
    case.title = title.unwrap_or_else(|| case.title.clone());
    case.story = story.unwrap_or_else(|| case.story.clone());
    case.wanted = wanted.or_else(|| case.wanted.take());
    case.channel = channel.unwrap_or(case.channel);
    case.received = received.unwrap_or(case.received);
    case.received_at = received_at.unwrap_or(case.received_at);
    case.complainant = complainant.unwrap_or_else(|| case.complainant.take());
    case.job = job.unwrap_or_else(|| case.job.take());
    case.band = band.unwrap_or_else(|| case.band.take());
    case.customer = customer.or(case.customer);
    case.reply_by = reply_by.unwrap_or(case.reply_by);
}

/// A version written while the draft is under review amends its author's words; any other makes
/// its writer the author.
fn draft(case: &mut Case, recorded: &Recorded, version: u32, text: &TextRef) {
    let Some(writer) = person(recorded.by) else { return };
    let reviewed = case.state.kind() == StateKind::AwaitingSignOff;
    let before = case.draft.take().filter(|_| reviewed);
    let author = before.map_or(writer, |draft| draft.author);
    case.versions = version;
    case.draft = Some(Draft {
        version,
        text: text.clone(),
        author,
        amended_by: (author != writer).then_some(writer),
        at: recorded.at,
    });
    if !reviewed {
        case.state = State::Drafting;
    }
}

/// A letter leaves after it was put on its way, also where only the day is known.
fn queued_at(case: &Case, number: u32) -> Moment {
    case.letter(number).map_or(Moment::MIN_UTC, |letter| letter.at)
}

fn fate(case: &mut Case, number: u32, fate: Fate) {
    let Some(letter) = case.letters.iter_mut().find(|letter| letter.number == number) else { return };
    letter.fate = fate;
    if fate.counts() {
        return;
    }
    match (letter.purpose, &case.state) {
        (Purpose::Response, State::Answered { letter, .. }) if *letter == number => case.state = last_signature(case),
        // A refusal or a referral that did not arrive has not ended the case.
        (Purpose::Refusal, State::Closed { ending: Ending::Declined, .. })
        | (Purpose::Referral, State::Closed { ending: Ending::Referred, .. }) => case.state = before_work_ended(case),
        _ => {}
    }
}

/// Where a case goes on that had ended.
fn before_work_ended(case: &Case) -> State {
    match (case.investigator, case.head) {
        (Some(_), _) => State::Investigating,
        (None, Some(_)) => State::Passed,
        (None, None) => State::Logged,
    }
}

/// The response came back, so the case is where it was before: signed, to be sent. The signature
/// is kept on the draft's version.
fn last_signature(case: &Case) -> State {
    case.signature.clone().map_or(State::Drafting, State::SignedOff)
}

fn new_point(number: u32, text: &TextRef, stage: u32) -> Point {
    Point { number, text: text.clone(), finding: None, stage, earlier: Vec::new() }
}

/// It belongs to the stage that was open on its day, which need not be the one it was written down in.
fn contact(case: &Case, contacting: &Contacting, recorded: &Recorded) -> Contact {
    let Contacting { reached, channel, note, direction, on, time, manner } = contacting.clone();
    let just_now = london::local(recorded.at);
    let (on, time) = on.map_or_else(|| (just_now.date(), Some(just_now.time())), |on| (on, time));
    let stages_before = case.opened.iter().filter(|opened| opened.asked <= on).count();
    let stage = u32::try_from(stages_before).unwrap_or(u32::MAX);
    Contact { on, time, by: person(recorded.by), direction, reached, channel, note, manner, stage }
}

fn person(by: By) -> Option<PersonId> {
    match by {
        By::Person(person) => Some(person),
        By::Heard => None,
    }
}

fn today(recorded: &Recorded) -> Date {
    london::date_of(recorded.at)
}
