//! What the person looking at a case may do: the one next step, and everything else. Only what
//! they may do now is shown; the use-cases ask again.

use app::cases::CaseFile;
use domain::{
    Role, StateKind,
    act::ActKind,
    feedback::{Kind, ReplyBy},
    procedure::{AskedBy, Stage},
};

use super::{
    super::{acts, bundle},
    Tab,
};

/// Something to do, as a link to its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Where.
    pub href: String,
    /// In words.
    pub words: String,
}

/// The acts with a page of their own, in the order of the menu. Notes, files, drafts and
/// signatures have their places elsewhere.
const MENU: [(ActKind, &str); 38] = [
    (ActKind::Acknowledge, "acknowledge"),
    (ActKind::Pass, "pass"),
    (ActKind::Nominate, "nominate"),
    (ActKind::Extend, "extend"),
    (ActKind::Pause, "pause"),
    (ActKind::Resume, "resume"),
    (ActKind::Hold, "hold"),
    (ActKind::Release, "release"),
    (ActKind::Reach, "step"),
    (ActKind::AddPoint, "point"),
    (ActKind::Promise, "promise"),
    (ActKind::Classify, "classify"),
    (ActKind::Correct, "correct"),
    (ActKind::Correct, "customer"),
    (ActKind::Represent, "represent"),
    (ActKind::Convert, "convert"),
    (ActKind::Screen, "screen"),
    (ActKind::Refer, "refer"),
    (ActKind::Decline, "decline"),
    (ActKind::Withdraw, "withdraw"),
    (ActKind::Learn, "learn"),
    (ActKind::Close, "close"),
    (ActKind::Escalate, "escalate"),
    (ActKind::RefuseStage, "refuse-stage"),
    (ActKind::BeginAt, "begin-at"),
    (ActKind::Appoint, "appoint"),
    (ActKind::Reopen, "reopen"),
    (ActKind::Split, "split"),
    (ActKind::Link, "link"),
    (ActKind::Unlink, "unlink"),
    (ActKind::Ombudsman, "ombudsman"),
    (ActKind::Ombudsman, "ombudsman-asks"),
    (ActKind::Ombudsman, "ombudsman-answered"),
    (ActKind::Ombudsman, "ombudsman-decides"),
    (ActKind::Ombudsman, "ombudsman-remedied"),
    (ActKind::Bundle, "bundle"),
    (ActKind::Restrict, "restrict"),
    (ActKind::Unrestrict, "unrestrict"),
];

/// The next step of the person looking; `None` where it is somebody else's turn.
pub fn next(file: &CaseFile, tab: Tab) -> Option<Deed> {
    let found = step(file)?;
    let here = tab == Tab::Response && found == "response";
    (!here).then(|| deed(file, found))
}

/// What else they may do.
pub fn more(file: &CaseFile, next: Option<&Deed>) -> Vec<Deed> {
    let open = MENU.iter().filter(|(act, path)| file.may(*act) && makes_sense(file, path));
    open.map(|(_, path)| deed(file, path)).filter(|deed| Some(deed) != next).collect()
}

/// Whether a permitted act has something to do here.
fn makes_sense(file: &CaseFile, path: &str) -> bool {
    let extends = || {
        let procedure = file.book.procedure();
        let band = file.case.band_under(procedure).map(|band| band.id.as_str());
        file.clocks.iter().any(|clock| procedure.extension_of(&clock.id, band).is_some())
    };
    match path {
        "acknowledge" => file.case.acknowledged().is_none(),
        "close" => can_close(file),
        "point" | "promise" | "learn" | "decline" => file.case.kind == Kind::Complaint,
        "screen" => file.case.kind == Kind::Complaint && asks(file),
        "represent" => file.case.customer.is_some(),
        "extend" => extends(),
        "pause" => file.paused.is_none() && !acts::reasons_to_stop(file).is_empty(),
        "resume" => domain::decide::to_resume(&file.case, &file.clocks, file.book.procedure()).is_some(),
        "hold" => !acts::to_hold(file).is_empty(),
        "release" => !file.case.held.is_empty(),
        "split" => file.case.kind == Kind::Complaint && file.case.points.len() > 1,
        "unlink" => !file.links.is_empty(),
        "unrestrict" => file.case.restriction.is_some(),
        "escalate" | "refuse-stage" => file.case.answered().is_some() && stage_follows(file),
        "begin-at" => file.case.begun.is_none() && file.case.opened.is_empty() && straight_in(file),
        "appoint" => file.case.journey(file.book.procedure()).pop().is_some_and(domain::decide::names_signer),
        "step" => !domain::decide::steps(&file.case, file.book.rules()).is_empty(),
        "ombudsman" => file.case.kind == Kind::Complaint && !with_an_ombudsman(file),
        "ombudsman-asks" | "ombudsman-decides" => with_an_ombudsman(file),
        "ombudsman-answered" => with_an_ombudsman(file) && asked_by_an_ombudsman(file),
        "ombudsman-remedied" => remedy_of_an_ombudsman(file),
        "pass" => file.case.appointed.is_none() || file.case.state.kind() == StateKind::Passed,
        _ => true,
    }
}

/// Whether the procedure has questions about what it takes.
fn asks(file: &CaseFile) -> bool {
    file.book.procedure().screens()
}

fn with_an_ombudsman(file: &CaseFile) -> bool {
    file.case.investigations.last().is_some_and(|now| now.decision.is_none())
}

fn asked_by_an_ombudsman(file: &CaseFile) -> bool {
    let now = file.case.investigations.last();
    now.is_some_and(|now| now.requests.iter().any(|request| request.answered.is_none()))
}

fn remedy_of_an_ombudsman(file: &CaseFile) -> bool {
    let decision = file.case.investigations.last().and_then(|now| now.decision.as_ref());
    decision.and_then(|decision| decision.remedy.as_ref()).is_some_and(|remedy| remedy.done.is_none())
}

fn stage_follows(file: &CaseFile) -> bool {
    !domain::decide::stages_next(&file.case, file.book.rules()).is_empty()
}

/// Whether the next stage is one that nobody asks for: whoever may opens it once this one is answered.
fn follows_of_itself(file: &CaseFile) -> bool {
    let next = domain::decide::stages_next(&file.case, file.book.rules());
    file.case.answered().is_some() && next.iter().any(|stage| stage.asked_by == AskedBy::Nobody)
}

fn straight_in(file: &CaseFile) -> bool {
    let of_kind = file.book.procedure().stages.iter().filter(|stage| stage.kinds.contains(&file.case.kind));
    of_kind.into_iter().any(|stage| !stage.straight_in.is_empty())
}

/// What an act is called here: the words of its link, of its page and of its button.
pub fn words_for(file: &CaseFile, path: &str) -> String {
    let given = file.case.head.is_some();
    match path {
        "acknowledge" => match file.case.kind {
            Kind::Complaint | Kind::Comment => "Acknowledge",
            Kind::Compliment => "Thank the customer",
            Kind::ServiceRequest => "Say where the request went",
        },
        "pass" if given => "Give to another Head of Service",
        "pass" => "Give to a Head of Service",
        "nominate" if file.case.investigator.is_some() => "Name another investigator",
        "nominate" => "Name an investigator",
        "extend" => "More time",
        "pause" => "Stop the clock",
        "resume" => "Start the clock again",
        "hold" => "Put other business on hold",
        "release" => "Let other business go on",
        "point" => "Add a point to answer",
        "promise" => "Add something we will do",
        "classify" => "Say what it is about",
        "correct" => "Put details right",
        "customer" => "Put customer details right",
        "represent" => "Say who acts for the customer",
        "convert" => "Change the kind",
        "screen" => "Check whether we can look into it",
        "refer" => "Refer elsewhere",
        "decline" => "Not accept",
        "withdraw" => "Withdraw",
        "learn" => "Record the lesson",
        "close" => match (file.case.kind, file.case.state.kind()) {
            (Kind::Complaint, StateKind::Answered) if file.case.learning.is_none() => "Record the lesson and close",
            _ if acts::told_twice(file) => "Close",
            (Kind::Complaint | Kind::ServiceRequest, _) if acts::ends_at_first_contact(file) => {
                "Sorted at first contact"
            }
            (Kind::Compliment, state) if state != StateKind::Answered => "Pass on",
            (Kind::ServiceRequest, state) if state != StateKind::Answered => "Hand over",
            _ => "Close",
        },
        "escalate" => {
            return next_stage(file).map_or_else(|| "Open the next stage".into(), |next| format!("Open {next}"));
        }
        "refuse-stage" => {
            return next_stage(file).map_or_else(|| "Refuse the next stage".into(), |next| format!("Refuse {next}"));
        }
        "step" => "Record a step",
        "ombudsman" => "Record that an Ombudsman has it",
        "ombudsman-asks" => "Record what the Ombudsman asks for",
        "ombudsman-answered" => "Record our answer to the Ombudsman",
        "ombudsman-decides" => "Record the Ombudsman’s decision",
        "ombudsman-remedied" => "Record what was done for the Ombudsman",
        "bundle" => bundle::WORDS,
        "begin-at" => "Begin at a later stage",
        "appoint" if file.case.appointed.is_some() => "Change who deals with this stage",
        "appoint" => "Name who deals with this stage",
        "reopen" => "Open again",
        "split" => "Split off a point",
        "link" => "Link to another case",
        "unlink" => "Take a link away",
        "restrict" if file.case.restriction.is_some() => "Change who can see it",
        "restrict" => "Hide from most staff",
        "unrestrict" => "Show to all staff again",
        "response" => response_words(file),
        "letters" => "Print and post",
        _ => "Go on",
    }
    .into()
}

/// “Stage 2”, where just one stage follows.
fn next_stage(file: &CaseFile) -> Option<String> {
    match domain::decide::stages_next(&file.case, file.book.rules()).as_slice() {
        [next] => Some(format!("“{}”", next.title)),
        _ => None,
    }
}

fn response_words(file: &CaseFile) -> &'static str {
    let state = file.case.state.kind();
    if state == StateKind::AwaitingSignOff && file.may(ActKind::SignOff) {
        "Review and sign off"
    } else if state == StateKind::SignedOff && file.may(ActKind::Send) {
        "Send the response"
    } else if file.may(ActKind::Draft) && file.case.draft.is_none() {
        "Write the response"
    } else {
        "Open the response"
    }
}

fn deed(file: &CaseFile, path: &str) -> Deed {
    let waiting = file.case.to_post().next().filter(|_| path == "letters");
    let place = waiting.map_or_else(|| path.to_owned(), |letter| format!("letters/{}", letter.number));
    Deed { href: format!("/cases/{}/{place}", file.case.reference), words: words_for(file, path) }
}

fn step(file: &CaseFile) -> Option<&'static str> {
    let case = &file.case;
    let (state, investigated) = (case.state.kind(), case.owes_full_answer(file.book.procedure()));
    let owed = case.acknowledged().is_none() && case.answered().is_none() && case.reply_by != ReplyBy::None;
    match state {
        StateKind::Closed if follows_of_itself(file) && file.may(ActKind::Escalate) => Some("escalate"),
        StateKind::Closed if !case.held.is_empty() && file.may(ActKind::Release) => Some("release"),
        StateKind::Closed => None,
        _ if owed && file.may(ActKind::Acknowledge) => Some("acknowledge"),
        _ if case.to_post().next().is_some() && file.may(ActKind::MarkPosted) => Some("letters"),
        StateKind::Logged if signed_elsewhere(file) && file.may(ActKind::Appoint) => Some("appoint"),
        StateKind::Logged if investigated && file.may(ActKind::Pass) => Some("pass"),
        StateKind::Logged | StateKind::Passed if !investigated && file.may(ActKind::Close) => Some("close"),
        StateKind::Passed if file.may(ActKind::Nominate) => Some("nominate"),
        StateKind::Investigating | StateKind::Drafting if file.may(ActKind::Draft) => Some("response"),
        StateKind::AwaitingSignOff | StateKind::SignedOff => Some("response"),
        StateKind::Answered if file.may(ActKind::Close) => Some("close"),
        StateKind::Logged
        | StateKind::Passed
        | StateKind::Investigating
        | StateKind::Drafting
        | StateKind::Answered => case.draft.is_some().then_some("response"),
    }
}

/// Whether somebody is named to sign its answer before anybody works on it: in a later stage, or where the procedure has
/// another than a Head of Service sign.
fn signed_elsewhere(file: &CaseFile) -> bool {
    let stage = file.case.journey(file.book.procedure()).pop();
    let others = |stage: &Stage| !file.book.procedure().signers(stage).contains(&Role::HeadOfService);
    !file.case.opened.is_empty() || (file.case.kind == Kind::Complaint && stage.is_some_and(others))
}

/// A complaint is closed once it is answered, put right on the spot before anybody has it, or where another has its
/// answer.
fn can_close(file: &CaseFile) -> bool {
    match (file.case.kind, file.case.state.kind()) {
        (_, _) if acts::told_twice(file) => true,
        (Kind::Complaint, _) if acts::ends_without_a_letter(file) => true,
        (Kind::Complaint, StateKind::Logged) => file.case.opened.is_empty(),
        (Kind::Complaint, state) => state == StateKind::Answered,
        (Kind::Compliment | Kind::Comment, _) => !acts::unanswered(file),
        (Kind::ServiceRequest, _) => true,
    }
}
