//! What must not be overlooked on a case: letters the customer has not got, somebody who acts for
//! the customer without a written authority, consent nobody has seen, and missed dates with who was told of them.

use app::cases::CaseFile;
use domain::{
    Clock, Date, StateKind,
    act::ActKind,
    clock::{Standing, Timeliness},
    decide,
    letter::{Fate, Letter, Purpose},
    london,
    procedure::Milestone,
};

use crate::{
    due::{self, working_days},
    layout::{Flash, FlashTone, Link},
    timeline::letter_words,
    words::day,
};

/// The warnings at the head of a case.
pub fn warnings(file: &CaseFile, today: Date) -> Vec<Flash> {
    let lost = file.case.undelivered().map(|letter| undelivered(file, letter, today));
    let now = domain::clock::of_stage_now(&file.case, &file.clocks, file.book.procedure());
    let missed = now.into_iter().filter_map(|clock| missed(file, clock, today));
    let note = stands_still(file, today).into_iter().chain(delay(file, today));
    lost.chain(authority_needed(file))
        .chain(consent_needed(file))
        .chain(elsewhere(file))
        .chain(note)
        .chain(missed)
        .collect()
}

/// Such cases come under another procedure, as far as is known of it now.
fn elsewhere(file: &CaseFile) -> Option<Flash> {
    let (other, own) = (&file.elsewhere.as_ref()?.procedure, file.book.procedure());
    let such = format!("Such cases come under {} here.", other.name);
    if !decide::may_transfer(&file.case) {
        let words = format!("{such} {}", domain::Refusal::BoundToItsProcedure);
        return Some(Flash { tone: FlashTone::Warn, words, links: Vec::new(), undo: None });
    }
    let review = matches!(file.case.state.kind(), StateKind::AwaitingSignOff | StateKind::SignedOff);
    let stays = if review { "while its response is being signed" } else { "unless somebody moves it" };
    let words = format!("{such} This one is under {} and keeps its dates {stays}.", own.name);
    let href = format!("/cases/{}/transfer", file.case.reference);
    let links = file.may(ActKind::Transfer).then(|| Link { href, words: format!("Move it to {}", other.name) });
    let links = links.into_iter().collect();
    Some(Flash { tone: FlashTone::Warn, words, links, undo: None })
}

/// A clock that stands still says until when, and for what.
fn stands_still(file: &CaseFile, today: Date) -> Option<Flash> {
    let paused = file.paused.as_ref()?;
    let why = file.book.procedure().pause(&paused.rule).map_or(paused.rule.as_str(), |rule| rule.title.as_str());
    let href = format!("/cases/{}/resume", file.case.reference);
    let links = file.may(ActKind::Resume).then(|| Link { href, words: "Start the clock again".into() });
    let words =
        format!("The clock stands still until {}. {}: {}", day(paused.until, today), why, file.words(&paused.note));
    Some(Flash { tone: FlashTone::Note, words, links: links.into_iter().collect(), undo: None })
}

/// Near the date, while there is time to put it off: the letter stands ready, with the latest date allowed.
fn delay(file: &CaseFile, today: Date) -> Option<Flash> {
    let delay = file.delay.as_ref().filter(|_| file.may(ActKind::Extend))?;
    let href = format!("/cases/{}/extend", file.case.reference);
    let links = vec![Link { href, words: "Write the delay letter".into() }];
    let when = match delay.days_left {
        0 => "today".to_owned(),
        days => format!("{}, in {}", day(delay.due, today), working_days(days)),
    };
    let title = &delay.title;
    let words =
        format!("{title}: due {when}. If that cannot be kept, the customer must be told before the date passes.");
    Some(Flash { tone: FlashTone::Note, words, links, undo: None })
}

fn undelivered(file: &CaseFile, letter: &Letter, today: Date) -> Flash {
    let Fate::NotDelivered(at) = letter.fate else { return Flash::default() };
    let root = format!("/cases/{}", file.case.reference);
    let what = letter_words(letter.purpose);
    let mut links =
        vec![Link { href: format!("{root}/letters/{}", letter.number), words: "See the letter and print it".into() }];
    if file.may(ActKind::Correct) {
        links.push(Link { href: format!("{root}/customer"), words: "Put the email address right".into() });
    }
    let again = match letter.purpose {
        Purpose::Acknowledgement | Purpose::Thanks | Purpose::Handover => {
            Some((ActKind::Acknowledge, "acknowledge", "Acknowledge again"))
        }
        Purpose::Response => Some((ActKind::Send, "response", "Send it again")),
        Purpose::Delay => Some((ActKind::Extend, "extend", "Tell them again")),
        Purpose::Referral => Some((ActKind::Refer, "refer", "Tell them again")),
        Purpose::Refusal => Some((ActKind::Decline, "decline", "Tell them again")),
        Purpose::StageRefused => Some((ActKind::RefuseStage, "refuse-stage", "Tell them again")),
        Purpose::Allocation | Purpose::Reminder => None,
    };
    let again = again.filter(|(act, ..)| file.may(*act)).map(|(_, path, words)| (format!("{root}/{path}"), words));
    links.extend(again.map(|(href, words)| Link { href, words: words.into() }));
    let words = format!(
        "{what} not delivered on {}. The customer has not got it. Put the email address right, or print the letter and post it.",
        day(london::date_of(at), today)
    );
    Flash { tone: FlashTone::Late, words, links, undo: None }
}

/// Until the customer agrees in writing, what we find goes to the customer alone.
fn authority_needed(file: &CaseFile) -> Option<Flash> {
    let waits = file.case.representative.as_ref().is_some_and(|acting| !acting.may_speak());
    let person = file.representative.as_ref().filter(|_| waits && file.case.is_open())?;
    let href = format!("/cases/{}/represent", file.case.reference);
    let links = file.may(ActKind::Represent).then(|| Link { href, words: "Record the authority".into() });
    let words = format!("Authority still needed. Until we see it in writing, we tell {} nothing.", person.name.trim());
    Some(Flash { tone: FlashTone::Warn, words, links: links.into_iter().collect(), undo: None })
}

/// A complaint that the procedure takes with somebody else's consent only, until that was seen.
fn consent_needed(file: &CaseFile) -> Option<Flash> {
    let procedure = file.book.procedure();
    if !file.case.is_open() || !file.case.waits_for_consent(procedure) {
        return None;
    }
    let as_whom =
        procedure.acceptance.complainants.iter().find(|each| Some(&each.id) == file.case.complainant.as_ref())?;
    let href = format!("/cases/{}/step?step={}", file.case.reference, Milestone::Consented.as_str());
    let links = file.may(ActKind::Reach).then(|| Link { href, words: "Record the consent".into() });
    let words = format!("Consent still needed, from whom they speak for. They complain as: {}.", as_whom.title);
    Some(Flash { tone: FlashTone::Warn, words, links: links.into_iter().collect(), undo: None })
}

/// A missed date says by how much, and who was told.
fn missed(file: &CaseFile, clock: &Clock, today: Date) -> Option<Flash> {
    let late = match clock.standing {
        Standing::Late { days: 0 } => {
            format!("“{}” is late. It was due today, and {}.", clock.title, due::after_the_hour(clock.due_hour()))
        }
        Standing::Late { days } => {
            format!("“{}” is {} late. It was due {}.", clock.title, working_days(days), day(clock.held_to, today))
        }
        Standing::Met { on, timeliness: Timeliness::Late { days: 0 }, .. } if file.case.is_open() => {
            let ended = due::after_the_hour(clock.due_hour());
            format!("“{}” was late, on {}: {ended}.", clock.title, day(on, today))
        }
        Standing::Met { on, timeliness: Timeliness::Late { days }, .. } if file.case.is_open() => {
            format!(
                "“{}” was {} late, on {}. It was due {}.",
                clock.title,
                working_days(days),
                day(on, today),
                day(clock.held_to, today)
            )
        }
        Standing::Met { .. } | Standing::Running { .. } | Standing::Ended => return None,
    };
    let still = matches!(clock.standing, Standing::Late { .. });
    let tone = if still { FlashTone::Late } else { FlashTone::Warn };
    let extendable = decide::to_extend(&file.case, &file.clocks, file.book.rules());
    let can = still && file.may(ActKind::Extend) && extendable.iter().any(|(each, _)| each.id == clock.id);
    let href = format!("/cases/{}/extend?clock={}", file.case.reference, clock.id);
    let links = can.then(|| Link { href, words: "Write the delay letter".into() }).into_iter().collect();
    Some(Flash { tone, words: format!("{late} {}", told(file, clock, today)), links, undo: None })
}

fn told(file: &CaseFile, clock: &Clock, today: Date) -> String {
    let reminders = file.case.reminders.iter().filter(|reminder| reminder.clock == clock.id);
    let told: Vec<String> = reminders
        .map(|reminder| format!("{} on {}", file.name(reminder.person), day(london::date_of(reminder.at), today)))
        .collect();
    if told.is_empty() { "Nobody was reminded.".into() } else { format!("Reminded: {}.", told.join(", ")) }
}
