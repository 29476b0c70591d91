//! What we may have been told already: earlier cases of what looks like the same person, and open
//! ones in like words. Shown while the form is filled in, never in the way of saving.

use app::{CaseLine, Likeness, Problem, Shared, customers, lists};
use domain::{Date, feedback::Kind};

use super::typed::Typed;
use crate::{visit::Visit, words};

/// How many of the same person are shown.
const SHOWN: usize = 1;
/// How many in like words are shown.
const ALIKE: usize = 2;

/// Earlier cases, newest first.
pub struct Earlier {
    /// "Mrs Eileen Fairclough already has an open complaint".
    pub heading: String,
    /// "Same phone number and email."
    pub why: String,
    /// The references of all that were found, as the button sends them that keeps them apart.
    pub apart: String,
    /// The newest of them, open ones first.
    pub cases: Vec<EarlierCase>,
    /// "and 2 more", with the way to all of them.
    pub more: Option<(String, String)>,
}

/// One of them.
pub struct EarlierCase {
    /// Its reference.
    pub reference: String,
    /// "2026-0398, Recycling box not replaced".
    pub words: String,
    /// "Received Thu 5 Nov. Open."
    pub note: String,
    /// Whether something can still be added to it.
    pub open: bool,
    /// Whether its customer can be taken as the one of the form.
    pub can_be_them: bool,
}

/// Looks for the same telephone number, e-mail address, or postcode and surname.
pub fn earlier(visit: &Visit, typed: &Typed) -> Result<Option<Earlier>, Problem> {
    if typed.anonymous {
        return Ok(None);
    }
    let text = |text: &str| text.trim().to_owned();
    let likeness = Likeness {
        phone: text(&typed.phone),
        email: text(&typed.email),
        postcode: text(&typed.postcode),
        surname: text(&typed.name),
    };
    let mut found = lists::like(&visit.office, &visit.who, &likeness)?;
    found.retain(|like| !typed.apart.contains(&like.line.row.reference));
    found.sort_by_key(|like| like.line.row.closed.is_some());
    let Some(newest) = found.first() else { return Ok(None) };
    let more = found.len().saturating_sub(SHOWN);
    let all = |shared: fn(&Shared) -> bool| found.iter().all(|like| shared(&like.shared));
    let by_all = Shared { phone: all(|all| all.phone), email: all(|all| all.email), home: all(|all| all.home) };
    let all = match by_what_is_shared(typed, by_all) {
        Some(words) => format!("/cases?q={}", crate::form::encoded(&words)),
        None if customers::may(&visit.who) => all_of_them(&likeness),
        None => format!("/cases?q={}", crate::form::encoded(&likeness.surname)),
    };
    Ok(Some(Earlier {
        heading: heading(&newest.line),
        why: why(newest.shared),
        apart: references(found.iter().map(|like| &like.line)),
        cases: found.iter().take(SHOWN).map(|like| theirs(&like.line, typed, visit.today())).collect(),
        more: (more > 0).then(|| (all, format!("and {more} more"))),
    }))
}

/// What finds them again: of what all of them share with the form, what most people have to themselves. `None` where
/// some share one thing and some another.
fn by_what_is_shared(typed: &Typed, shared: Shared) -> Option<String> {
    let surname = typed.name.split_whitespace().last().unwrap_or_default();
    match shared {
        Shared { phone: true, .. } => Some(typed.phone.trim().to_owned()),
        Shared { email: true, .. } => Some(typed.email.trim().to_owned()),
        Shared { home: true, .. } => Some(format!("{} {surname}", typed.postcode.trim())),
        Shared { phone: false, email: false, home: false } => None,
    }
}

/// The customers who share anything with the form, each with the way to their cases.
fn all_of_them(likeness: &Likeness) -> String {
    let Likeness { phone, email, postcode, surname } = likeness;
    let asked = [("phone", phone), ("email", email), ("postcode", postcode), ("surname", surname)];
    let asked = asked.into_iter().filter(|(_, typed)| !typed.is_empty());
    let pairs: Vec<String> = asked.map(|(name, typed)| format!("{name}={}", crate::form::encoded(typed))).collect();
    format!("/customers?{}", pairs.join("&"))
}

/// Open cases of anybody in like words, but for those that are shown as `earlier`.
pub fn alike(visit: &Visit, typed: &Typed, earlier: Option<&Earlier>) -> Result<Vec<EarlierCase>, Problem> {
    let shown = |line: &CaseLine| {
        let reference = line.row.reference.to_string();
        earlier.is_some_and(|earlier| earlier.cases.iter().any(|case| case.reference == reference))
    };
    let lines = lists::alike(&visit.office, &visit.who, &typed.story)?;
    let kept_apart = |line: &CaseLine| typed.apart.contains(&line.row.reference);
    let others = lines.iter().filter(|line| !shown(line) && !kept_apart(line)).take(ALIKE);
    Ok(others.map(|line| case(line, visit.today())).collect())
}

/// "2026-0398 2026-0311".
fn references<'l>(lines: impl Iterator<Item = &'l CaseLine>) -> String {
    lines.map(|line| line.row.reference.to_string()).collect::<Vec<_>>().join(" ")
}

/// By what they look like the same person: "Same phone number and email."
fn why(shared: Shared) -> String {
    let all = [(shared.phone, "phone number"), (shared.email, "email"), (shared.home, "postcode and surname")];
    let same: Vec<&str> = all.into_iter().filter_map(|(same, what)| same.then_some(what)).collect();
    match same.as_slice() {
        [] => String::new(),
        [one] => format!("Same {one}."),
        [first, second] => format!("Same {first} and {second}."),
        more => format!("Same {}.", more.join(", ")),
    }
}

fn heading(line: &CaseLine) -> String {
    let name = line.customer_name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("This customer");
    if line.row.closed.is_some() {
        return format!("{name} has told us something before");
    }
    let what = match line.row.kind {
        Kind::Complaint => "complaint",
        Kind::Compliment => "compliment",
        Kind::Comment => "comment",
        Kind::ServiceRequest => "request",
    };
    format!("{name} already has an open {what}")
}

fn theirs(line: &CaseLine, typed: &Typed, today: Date) -> EarlierCase {
    let case = case(line, today);
    EarlierCase { can_be_them: line.row.customer.is_some() && typed.known.is_empty(), ..case }
}

fn case(line: &CaseLine, today: Date) -> EarlierCase {
    let reference = line.row.reference.to_string();
    let closed = line.row.closed.map(|on| format!("Closed {}.", words::day(on, today)));
    let received = words::day(line.row.received, today);
    EarlierCase {
        words: format!("{reference}, {}", line.row.title),
        note: format!(
            "Received {received}. {}",
            closed.clone().unwrap_or_else(|| format!("{}.", line.row.state.title()))
        ),
        open: closed.is_none(),
        can_be_them: false,
        reference,
    }
}
