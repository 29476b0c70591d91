//! The documents of Heard's own in a bundle: what the customer told us, notes and contacts, and each version of a
//! response with what became of it. Letters are made where letters are.

use documents::paper::{Block, Report};
use domain::{Event, Recorded, TextRef, feedback::Kind};
use store::Mail;

use super::{
    Happened,
    blocks::{bullets, facts, named, paragraphs},
    making::{Making, day, moment},
};
use crate::{Customer, also, cases::CaseFile, marks};

/// A version of a response.
pub(super) struct Version<'f> {
    pub(super) number: u32,
    pub(super) recorded: &'f Recorded,
    text: &'f TextRef,
}

/// Every version of a response, those of earlier stages and those that were undone too.
pub(super) fn drafts_of(file: &CaseFile) -> Vec<Version<'_>> {
    file.history.iter().filter_map(drafted).collect()
}

fn drafted(recorded: &Recorded) -> Option<Version<'_>> {
    let Event::Drafted { version, text } = &recorded.event else { return None };
    Some(Version { number: *version, recorded, text })
}

/// Notes for staff, and calls and visits.
pub(super) fn notes_of(file: &CaseFile) -> Vec<&Recorded> {
    let is_one = |recorded: &&Recorded| matches!(recorded.event, Event::NoteAdded { .. } | Event::ContactRecorded(_));
    file.history.iter().filter(is_one).collect()
}

/// Messages to members of staff about the case.
fn staff_mail(file: &CaseFile) -> impl Iterator<Item = &Mail> {
    file.mail.iter().filter(|mail| mail.letter.is_none() && !mail.purpose.to_customer())
}

/// Whether there is anything that staff wrote for each other, drafts aside.
pub(super) fn has_notes(file: &CaseFile) -> bool {
    !notes_of(file).is_empty() || staff_mail(file).next().is_some()
}

/// What the customer told us, as it was taken down; and how it was put right since.
pub(super) fn told(making: &Making<'_>) -> Report {
    let Making { file, .. } = making;
    let case = &file.case;
    let mut body = vec![facts(who_and_how(making))];
    let first = file.history.first().map(|recorded| &recorded.event);
    let Some(Event::Logged { title, story, wanted, points, .. }) = first else {
        return making.report("What the customer told us", "", body);
    };
    body.push(Block::Heading("In the customer’s words".into()));
    body.push(named("In short", file.words(title)));
    body.extend(paragraphs(file.words(story)));
    said_if_any(&mut body, "What would put it right", wanted.as_ref().map(|wanted| file.words(wanted)));
    if !points.is_empty() {
        body.push(Block::Heading("Points to answer, as they were taken down".into()));
        body.push(bullets(points.iter().map(|point| file.words(point).to_owned())));
    }
    let changed = [
        ("In short, as it was put right", (case.title != *title).then_some(&case.title)),
        ("What happened, as it was put right", (case.story != *story).then_some(&case.story)),
        (
            "What would put it right, as it was changed",
            case.wanted.as_ref().filter(|now| Some(*now) != wanted.as_ref()),
        ),
    ];
    for (heading, words) in changed {
        said_if_any(&mut body, heading, words.map(|words| file.words(words)));
    }
    making.report("What the customer told us", &taken(making), body)
}

fn said_if_any(body: &mut Vec<Block>, heading: &str, words: Option<&str>) {
    if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
        body.push(Block::Heading(heading.into()));
        body.extend(paragraphs(words));
    }
}

/// "Taken down on Mon 2 Nov 2026, 10:00 by Priya Nair".
fn taken(making: &Making<'_>) -> String {
    let case = &making.file.case;
    let by = case.logged_by.map(|person| format!(" by {}", making.file.name(person))).unwrap_or_default();
    format!("Taken down on {}{by}", moment(case.logged_at))
}

fn who_and_how(making: &Making<'_>) -> Vec<(&'static str, String)> {
    let Making { file, office, .. } = making;
    let case = &file.case;
    let at = case.received_at.map(|time| time.format(", %H:%M").to_string()).unwrap_or_default();
    let acting = file.representative.as_ref().zip(case.representative.as_ref()).map(|(person, acting)| {
        let who = if making.asked.is_everything() { reached(person) } else { "Somebody".into() };
        format!("{who}\n{}. {}.", acting.relation.title(), acting.authority.title())
    });
    let group = case.group.as_ref().map(|group| {
        // Who they are is about other people.
        let who = group.who.as_ref().filter(|_| making.asked.is_everything());
        let who = who.map(|who| format!(": {}", file.words(who))).unwrap_or_default();
        format!("{} people{who}", group.people)
    });
    vec![
        ("Case", case.reference.to_string()),
        ("Kind", first_kind(file).title().into()),
        ("Received", format!("{}{at}", day(case.received))),
        ("How it came in", case.channel.title().into()),
        ("Customer", file.customer.as_ref().map_or_else(|| "Does not want to say who they are".into(), reached)),
        ("Wants our reply by", case.reply_by.title().into()),
        ("Acts for them", acting.unwrap_or_default()),
        ("Speaks for", group.unwrap_or_default()),
        ("Complains as", also::complains_as(office, file.book.procedure(), case).unwrap_or_default()),
        ("Names", case.staff_named.as_ref().map(|named| file.words(named).to_owned()).unwrap_or_default()),
        ("About the job", case.job.as_ref().map(|job| file.words(job).to_owned()).unwrap_or_default()),
        ("Service", file.service.as_ref().map(|service| service.name.clone()).unwrap_or_default()),
        ("Ward", case.subject.ward.clone().unwrap_or_default()),
    ]
}

/// The kind it was at first.
fn first_kind(file: &CaseFile) -> Kind {
    match file.history.first() {
        Some(Recorded { event: Event::Logged { kind, .. }, .. }) => *kind,
        _ => file.case.kind,
    }
}

/// Name and how to reach them, a line each.
fn reached(person: &Customer) -> String {
    let parts = [&person.name, &person.phone, &person.email, &person.address, &person.postcode];
    let lines = parts.into_iter().flat_map(|part| part.lines()).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// What staff wrote down for each other, oldest first, and the messages that went to them.
pub(super) fn notes(making: &Making<'_>) -> Report {
    let notes = notes_of(making.file);
    let mut body = Vec::new();
    if !notes.is_empty() {
        body.push(Block::Heading("Notes and contacts, oldest first".into()));
    }
    for recorded in notes {
        let Some(Happened { when, title, by, words, undone, .. }) = making.happened(recorded) else { continue };
        body.push(Block::Subheading(format!("{when}: {title} {by}").trim_end().to_owned()));
        body.extend(words.iter().flat_map(|words| paragraphs(words)));
        body.extend(paragraphs(undone));
    }
    let messages: Vec<&Mail> = staff_mail(making.file).collect();
    if !messages.is_empty() {
        body.push(Block::Heading("Messages to staff".into()));
    }
    for mail in messages {
        body.push(Block::Subheading(format!("{}: {}", moment(mail.queued_at), mail.subject)));
        body.push(named("To", &mail.to_name));
        body.extend(paragraphs(&mail.text));
    }
    making.report("Notes and contacts", "Written for staff", body)
}

/// A version of the response, and what became of it.
pub(super) fn draft(making: &Making<'_>, version: &Version<'_>) -> Report {
    let file = making.file;
    let mut body = vec![Block::Heading("What became of it".into())];
    let about: Vec<&Happened> = became(file, version).filter_map(|recorded| making.happened(recorded)).collect();
    for Happened { when, title, by, words, undone, .. } in &about {
        body.push(named(when, format!("{title} {by}").trim_end()));
        body.extend(words.iter().flat_map(|words| paragraphs(words)));
        body.extend(paragraphs(undone));
    }
    body.push(Block::Heading("The words of this version".into()));
    body.extend(marks::to_blocks(file.words(version.text)));
    let title = format!("Draft of the response, version {}", version.number);
    making.report(&title, "Written for staff. It is not the letter to the customer.", body)
}

/// The entries of the history about a version: that it was saved, sent for a signature, back with comments, signed, and
/// changed after that. The number of a version that was undone is given again: what comes after that is of the other.
pub(super) fn became<'f>(file: &'f CaseFile, of: &Version<'f>) -> impl Iterator<Item = &'f Recorded> {
    let (number, first) = (of.number, of.recorded.seq);
    let of_it = move |recorded: &&Recorded| {
        let (Event::Drafted { version, .. }
        | Event::Submitted { version }
        | Event::SentBack { version, .. }
        | Event::SignedOff { version, .. }
        | Event::Unsigned { version }) = recorded.event
        else {
            return false;
        };
        recorded.seq >= first && version == number
    };
    let again = move |recorded: &&Recorded| recorded.seq == first || !matches!(recorded.event, Event::Drafted { .. });
    file.history.iter().filter(of_it).take_while(again)
}
