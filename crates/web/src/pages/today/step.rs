//! The next step on a row: its words and the page it leads to.

use app::{CaseLine, lists::NextStep};
use domain::{StateKind, feedback::Kind};

/// The button of a step.
pub struct Step {
    /// Words of the button: "Acknowledge".
    pub button: &'static str,
    /// Words of the link under "For you": "Acknowledge 2026-0431".
    pub link: String,
    /// What a Head reads: "Sign off the response".
    pub need: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it only asks how things are going.
    pub mild: bool,
}

/// The step for this case.
pub fn step(next: NextStep, line: &CaseLine) -> Step {
    let reference = line.row.reference;
    let (button, verb, need, page) = words(next, line.row.kind, line.row.state == StateKind::Answered);
    Step {
        button,
        link: verb.replace("{}", &reference.to_string()),
        need,
        href: format!("/cases/{reference}/{page}"),
        mild: next == NextStep::Chase,
    }
}

/// Button, link, need, page.
fn words(next: NextStep, kind: Kind, answered: bool) -> (&'static str, &'static str, &'static str, &'static str) {
    match (next, kind) {
        (NextStep::Close, Kind::Compliment | Kind::Comment | Kind::ServiceRequest) if answered => {
            ("Close", "Close {}", "Close it", "close")
        }
        (NextStep::Acknowledge, Kind::Compliment) => {
            ("Thank", "Thank the customer for {}", "Thank the customer", "acknowledge")
        }
        (NextStep::Acknowledge, Kind::Complaint | Kind::Comment | Kind::ServiceRequest) => {
            ("Acknowledge", "Acknowledge {}", "Tell the customer that we have it", "acknowledge")
        }
        (NextStep::Pass, _) => {
            ("Give to a Head", "Give {} to a Head of Service", "Give it to a Head of Service", "pass")
        }
        (NextStep::Appoint, _) => ("Name who signs", "Name who signs {}", "Name who signs the answer", "appoint"),
        (NextStep::Nominate, _) => ("Name an officer", "Name who investigates {}", "Name who investigates", "nominate"),
        (NextStep::Respond, _) => ("Write response", "Write the response to {}", "Write the response", "response"),
        (NextStep::SignOff, _) => {
            ("Review and sign off", "Review and sign off {}", "Sign off the response", "response")
        }
        (NextStep::Send, _) => ("Send", "Send the response to {}", "Send the signed response", "response"),
        (NextStep::Post, _) => {
            ("Print and post", "Print and post a letter for {}", "Print and post a letter", "letters")
        }
        (NextStep::Extend, _) => {
            ("Delay letter", "Send a delay letter for {}", "Tell the customer of the delay", "extend")
        }
        (NextStep::Close, Kind::Compliment) => ("Pass on", "Pass on the compliment {}", "Pass it on", "close"),
        (NextStep::Close, Kind::Comment) => ("Close", "Close {}", "Close it", "close"),
        (NextStep::Close, Kind::ServiceRequest) => {
            ("Hand over", "Hand over the request {}", "Hand it to the service", "close")
        }
        (NextStep::Close, Kind::Complaint) => ("Close", "Close {}", "Record the lesson and close", "close"),
        (NextStep::Undelivered, _) => {
            ("Not delivered", "A letter for {} did not arrive", "A letter did not arrive", "letters")
        }
        (NextStep::Chase, _) => ("Chase", "Chase {}", "Ask how it is going", "note?chase=yes"),
    }
}
