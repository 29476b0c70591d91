//! How a case ends, with what was learned, and how it begins again.

use app::{
    Problem,
    cases::{self, CaseFile, CloseForm},
};
use domain::{
    StateKind,
    act::ActKind,
    decide,
    feedback::{Ending, Kind},
};

use super::{
    Asked, Form, Gone,
    fields::{Field, Shown, choices},
    hold::of_hold,
};
use crate::{layout::Choice, pages::case::words_for, words};

/// Working days that are suggested until a case that was opened again is answered again.
const ANSWER_AGAIN: u32 = 10;

pub(super) const FORMS: &[Form] = &[
    Form { path: "close", act: ActKind::Close, show: show_close, perform: close },
    Form { path: "learn", act: ActKind::Learn, show: show_learn, perform: learn },
    Form { path: "withdraw", act: ActKind::Withdraw, show: show_withdraw, perform: withdraw },
    Form { path: "reopen", act: ActKind::Reopen, show: show_reopen, perform: reopen },
];

fn lesson_fields(asked: &Asked<'_>) -> [Field; 2] {
    let yes_no = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    [
        Field::radios("lesson", "Is there a lesson?", yes_no, asked.text("lesson", "")),
        Field::area("words", "What will be done differently, or why there is no lesson", asked.text("words", ""))
            .hint("A lesson is shown to others without names"),
    ]
}

fn lesson(asked: &Asked<'_>) -> Result<bool, Problem> {
    match asked.fields.text("lesson") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Problem::field("lesson", "Say whether there is a lesson")),
    }
}

/// Whether another case has the answer to what was told here.
pub(in crate::pages) fn told_twice(file: &CaseFile) -> bool {
    file.case.dealt_with_in().is_some() && file.case.answered().is_none()
}

/// Whether the customer is owed a full answer that has not been given.
pub(in crate::pages) fn unanswered(file: &CaseFile) -> bool {
    file.case.owes_full_answer(file.book.procedure()) && file.case.answered().is_none()
}

/// The ways a case of this kind ends here.
fn endings(file: &CaseFile) -> Vec<Ending> {
    let own: &[Ending] = match (file.case.kind, file.case.state.kind()) {
        (Kind::Complaint, StateKind::Answered) => &[Ending::Answered],
        (Kind::Complaint, StateKind::Logged) if file.case.opened.is_empty() => &[Ending::SortedAtOnce],
        (Kind::Complaint, _) => &[],
        (Kind::Compliment | Kind::Comment, _) if unanswered(file) => &[],
        (Kind::ServiceRequest, _) if unanswered(file) => &[Ending::SortedAtOnce],
        (Kind::ServiceRequest, StateKind::Answered) => &[Ending::Answered],
        (Kind::Compliment | Kind::Comment, _) => &[Ending::PassedOn, Ending::Answered],
        (Kind::ServiceRequest, _) => &[Ending::HandedOver, Ending::SortedAtOnce],
    };
    let elsewhere = told_twice(file).then_some(Ending::DealtWithIn);
    let without_a_letter = [(Ending::Settled, settled(file)), (Ending::Published, published(file))];
    let without_a_letter = without_a_letter.into_iter().filter(|(_, can)| *can).map(|(ending, _)| ending);
    elsewhere.into_iter().chain(without_a_letter).chain(own.iter().copied()).collect()
}

/// Whether a complaint can be closed although no letter answers it.
pub(in crate::pages) fn ends_without_a_letter(file: &CaseFile) -> bool {
    settled(file) || published(file)
}

/// Whether what ends this stage besides a letter has happened.
fn settled(file: &CaseFile) -> bool {
    waits_for_an_answer(file) && decide::may_be_settled(&file.case, file.today, file.book.procedure()).is_some()
}

/// Whether it is one of several that a published statement may answer.
fn published(file: &CaseFile) -> bool {
    file.case.kind == Kind::Complaint
        && waits_for_an_answer(file)
        && decide::may_be_published(&file.case, file.book.procedure())
}

fn waits_for_an_answer(file: &CaseFile) -> bool {
    let closable = [StateKind::Logged, StateKind::Passed, StateKind::Investigating, StateKind::Drafting];
    let unanswered = file.case.answered().is_none() || file.case.answer_again_by().is_some();
    unanswered && file.case.owes_full_answer(file.book.procedure()) && closable.contains(&file.case.state.kind())
}

/// Whether the one way in which it can end is at first contact.
pub(in crate::pages) fn ends_at_first_contact(file: &CaseFile) -> bool {
    endings(file) == [Ending::SortedAtOnce]
}

fn show_close(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let heading = words_for(asked.file, "close");
    match endings(asked.file).as_slice() {
        [] => {
            let kind = asked.file.case.kind.title().to_lowercase();
            Ok(Shown::new(heading, "").say(format!("A {kind} cannot be closed before it is answered.")))
        }
        [Ending::Answered] => Ok(show_answered(asked, heading)),
        [Ending::DealtWithIn] => Ok(Shown::new(heading, "Close")
            .say(dealt_with_words(asked.file))
            .ask(Field::area("note", "Note", asked.text("note", "")).optional())),
        [only] => {
            let shown = Shown::new(heading, "Close")
                .say(format!("It is closed as “{}”.", only.title().to_lowercase()))
                .ask(Field::area("note", note_of(*only), asked.text("note", "")).hint("One line"));
            Ok(published_on(asked, &[*only]).into_iter().fold(shown, Shown::ask))
        }
        several => {
            let ways = choices(several.iter().map(|ending| (ending.as_str(), ending.title())));
            let complaint = asked.file.case.kind == Kind::Complaint;
            // Of ways that mean different things for the figures none is taken for granted.
            let first = several.first().filter(|_| !complaint).map(|ending| ending.as_str()).unwrap_or_default();
            let note = Field::area("note", note_of_several(several), asked.text("note", ""));
            let note = if several.iter().any(|ending| says_what(*ending)) { note } else { note.optional() };
            // A compliment is passed on and a request is handed over, in the words that lead here.
            let button = match asked.file.case.kind {
                Kind::Compliment | Kind::ServiceRequest => heading.clone(),
                Kind::Complaint | Kind::Comment => "Close".to_owned(),
            };
            let shown = Shown::new(heading, &button);
            let shown = if told_twice(asked.file) { shown.say(dealt_with_words(asked.file)) } else { shown };
            let shown =
                shown.ask(Field::radios("ending", "How does it end?", ways, asked.text("ending", first))).ask(note);
            Ok(published_on(asked, several).into_iter().fold(shown, Shown::ask))
        }
    }
}

/// Whether it has to be said what was done.
fn says_what(ending: Ending) -> bool {
    matches!(ending, Ending::SortedAtOnce | Ending::Settled | Ending::Published)
}

/// What a note of one of several endings says.
fn note_of_several(several: &[Ending]) -> &'static str {
    match (several.contains(&Ending::Published), several.iter().any(|ending| says_what(*ending))) {
        (true, _) => "What was done, or where it was published",
        (false, true) => "What was done",
        (false, false) => "Note",
    }
}

/// The day of a published answer, where it can end with one.
fn published_on(asked: &Asked<'_>, endings: &[Ending]) -> Option<Field> {
    endings.contains(&Ending::Published).then(|| Field::Day {
        name: "told",
        label: "Published on".into(),
        value: asked.text("told", &words::typed(asked.visit.today())),
        hint: "It counts as answered on this day".into(),
        live: String::new(),
    })
}

/// What has to be said of how it ended.
fn note_of(ending: Ending) -> &'static str {
    if ending == Ending::Published { "Where it was published" } else { "What was done" }
}

fn dealt_with_words(file: &CaseFile) -> String {
    let other = file.case.dealt_with_in().map(|other| other.to_string()).unwrap_or_default();
    format!(
        "It is dealt with in {other}. The customer hears from us there, so tell them that number if they have only this one."
    )
}

/// An answered complaint: nothing may be missing, and what was learned is asked for.
fn show_answered(asked: &Asked<'_>, heading: String) -> Shown {
    let root = format!("/cases/{}", asked.file.case.reference);
    let mut first: Vec<(String, String)> = asked
        .file
        .case
        .points
        .iter()
        .filter(|point| point.finding.is_none())
        .map(|point| {
            (
                format!("{root}/find?point={}", point.number),
                format!("Record a finding on point {}: {}", point.number, asked.file.words(&point.text)),
            )
        })
        .collect();
    if asked.file.case.points.is_empty() {
        first.push((format!("{root}/point"), "Add the first point to answer".into()));
    }
    let open = asked.file.case.promises.iter().filter(|promise| promise.done.is_none()).count();
    let mut shown = Shown::new(heading, "Close");
    if !first.is_empty() {
        shown = shown.ask(Field::First { heading: "Before it can be closed:".into(), links: first });
    }
    if open > 0 {
        shown = shown.say(format!(
            "{open} of the things we said we would do {} not done yet. They stay on the list after closing.",
            if open == 1 { "is" } else { "are" }
        ));
    }
    if asked.file.case.learning.is_none() {
        for field in lesson_fields(asked) {
            shown = shown.ask(field);
        }
    }
    shown
}

fn close(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let chosen = Ending::named(asked.fields.text("ending"));
    let ending = match endings(asked.file).as_slice() {
        [only] => *only,
        several => chosen
            .filter(|ending| several.contains(ending))
            .ok_or_else(|| Problem::field("ending", "Choose how it ends"))?,
    };
    let owed =
        ending == Ending::Answered && asked.file.case.kind == Kind::Complaint && asked.file.case.learning.is_none();
    if says_what(ending) && asked.fields.text("note").trim().is_empty() {
        let ask = if ending == Ending::Published { "Say where it was published" } else { "Say what was done" };
        return Err(Problem::field("note", ask));
    }
    let form = CloseForm {
        ending,
        note: asked.fields.text("note").into(),
        told: asked.past("told")?.filter(|_| ending == Ending::Published),
        lesson: if owed { Some(lesson(asked)?) } else { None },
        words: asked.fields.text("words").into(),
    };
    cases::close_with_lesson(&asked.visit.office, &asked.visit.who, asked.on(), &form, asked.visit.now)?;
    let held = asked.file.case.held.iter().map(|held| of_hold(asked.file, &held.hold)).collect::<Vec<_>>().join(", ");
    let still = if held.is_empty() { String::new() } else { format!(" Still on hold: {held}.") };
    Ok(asked.done(format!("Closed.{still}")))
}

fn show_learn(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let [yes_no, words] = lesson_fields(asked);
    Ok(Shown::new("Record the lesson", "Save").ask(yes_no).ask(words))
}

fn learn(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let lesson = lesson(asked)?;
    cases::learn(
        &asked.visit.office,
        &asked.visit.who,
        asked.on(),
        lesson,
        asked.fields.text("words"),
        asked.visit.now,
    )?;
    Ok(asked.done(if lesson { "Lesson recorded." } else { "Saved." }))
}

fn show_withdraw(asked: &Asked<'_>) -> Result<Shown, Problem> {
    Ok(Shown::new("Withdraw", "Withdraw and close")
        .say("Only the customer withdraws. Nobody asks them to.")
        .ask(Field::area("reason", "What the customer said", asked.text("reason", ""))))
}

fn withdraw(asked: &Asked<'_>) -> Result<Gone, Problem> {
    cases::withdraw(&asked.visit.office, &asked.visit.who, asked.on(), asked.fields.text("reason"), asked.visit.now)?;
    Ok(asked.done("Withdrawn and closed."))
}

fn show_reopen(asked: &Asked<'_>) -> Result<Shown, Problem> {
    let why = Field::area("reason", "Why it is opened again", asked.text("reason", ""));
    let shown = Shown::new("Open again", "Open again").ask(why);
    Ok(if was_answered(asked.file) { shown.ask(answered_again(asked)) } else { shown })
}

/// Its time limits were met or missed with the first answer, so that no other date brings it back to mind.
fn was_answered(file: &CaseFile) -> bool {
    file.case.answered().is_some()
}

fn answered_again(asked: &Asked<'_>) -> Field {
    let usual = asked.visit.office.calendar().add_working_days(asked.visit.today(), ANSWER_AGAIN);
    Field::Day {
        name: "by",
        label: "By when the customer hears from us again".into(),
        value: asked.text("by", &words::typed(usual)),
        hint: "The procedure sets no date for this. Tell the customer the one you choose".into(),
        live: String::new(),
    }
}

fn reopen(asked: &Asked<'_>) -> Result<Gone, Problem> {
    let by = match was_answered(asked.file) {
        true => {
            let missing = || Problem::field("by", "Give the day by which the customer hears from us again");
            Some(asked.coming("by")?.ok_or_else(missing)?)
        }
        false => None,
    };
    let form = (asked.fields.text("reason"), by);
    cases::reopen(&asked.visit.office, &asked.visit.who, asked.on(), form, asked.visit.now)?;
    Ok(asked.done("Opened again."))
}
