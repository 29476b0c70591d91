//! Today as its template shows it.

use app::{
    LetterRow,
    lists::{Scope, Today, Urgency, Work},
};
use askama::Template;
use domain::{Calendar, Date, Role, london};

use super::{
    Found,
    checked::Checked,
    desk::Logged,
    month::{SoFar, so_far},
    overview::Overview,
    sentence,
    services::{Praise, ServiceCounts},
    step::{Step, step},
    upkeep::Upkeep,
};
use crate::{
    layout::Frame,
    pages::{
        cases::{Line, Which},
        drafts::{Offered, offered},
        lessons::{Owned, ToReview},
        settings::Renewed,
    },
    visit::Visit,
    words,
};

/// The page.
#[derive(Template)]
#[template(path = "today.html")]
pub(super) struct TodayPage {
    frame: Frame,
    sentence: String,
    up_to_date_heading: &'static str,
    up_to_date: &'static str,
    mine: bool,
    may_choose: bool,
    head: bool,
    buckets: Vec<Bucket>,
    groups: Vec<Group>,
    open: u64,
    shown: usize,
    all: String,
    for_you: Vec<Row>,
    /// Whether more wait for them than are listed.
    for_you_more: bool,
    drafts: Vec<Offered>,
    to_post: Vec<ToPost>,
    so_far: Option<SoFar>,
    may_see_figures: bool,
    services: Vec<ServiceCounts>,
    praise: Vec<Praise>,
    /// Lessons that this person sees to.
    lessons: Vec<Owned>,
    /// Reviews of the procedure that this person writes down and that are due.
    reviews: Vec<ToReview>,
    /// Bank holidays that came with this version, for an administrator to take in.
    renewal: Option<Renewed>,
    logged: Option<Logged>,
    overview: Option<Overview>,
    upkeep: Option<Upkeep>,
    /// Messages that wait for an administrator, in words; empty for none.
    held: String,
}

/// A number of open cases, with the way to their list.
struct Bucket {
    tone: &'static str,
    count: u64,
    words: String,
    href: String,
}

/// Rows of one urgency.
struct Group {
    tone: &'static str,
    words: &'static str,
    count: u64,
    rows: Vec<Row>,
}

/// A row with the button of its next step.
struct Row {
    line: Line,
    step: Option<Step>,
    /// A primary button: it is late or due today, and something can be done about it.
    urgent: bool,
    /// Under "For you": who it is from, and by when.
    note: String,
    /// What the checks say of a draft to sign.
    checks: Option<Checked>,
}

/// A letter to print and post.
struct ToPost {
    href: String,
    words: String,
    to: String,
}

impl TodayPage {
    pub(super) fn of(visit: &Visit, frame: Frame, scope: Scope, found: Found) -> TodayPage {
        let (date, calendar) = (visit.today(), visit.office.calendar());
        let Found {
            today,
            drafts,
            to_post,
            so_far: figures,
            mut checks,
            services,
            praise,
            lessons,
            reviews,
            renewal,
            logged,
            overview,
            upkeep,
            held,
        } = found;
        let mine = scope == Scope::Mine;
        let person = if mine { format!("&person={}", visit.who.id()) } else { String::new() };
        let role = visit.who.role();
        let row = |work: &Work| Row::of(work, date, &calendar);
        TodayPage {
            sentence: sentence(visit, frame.today_count, (today.for_you.len(), today.for_you_more), held),
            up_to_date_heading: if role == Role::Administrator {
                "Cases are with the people who work on them"
            } else {
                "You are up to date"
            },
            up_to_date: match (mine, visit.who.role()) {
                (true, _) => "No open case is given to you.",
                (false, Role::Investigator) => {
                    "You have no open cases. They appear here when you are named to investigate one."
                }
                (false, Role::Administrator) => "People, services, procedures, mail and backups are in Settings.",
                (false, _) => {
                    "There are no open cases. When a customer gives feedback, log it here. It takes about a minute."
                }
            },
            mine,
            may_choose: matches!(role, Role::Champion | Role::HeadOfCustomerServices | Role::HeadOfService),
            head: role == Role::HeadOfService,
            buckets: buckets(&today, date, &person),
            groups: groups(&today, row),
            open: today.counts.iter().map(|(_, count)| count).sum(),
            shown: today.work.len(),
            all: format!("/cases?state=open{person}"),
            for_you_more: today.for_you_more,
            for_you: today.for_you.iter().map(|work| row(work).checked(&mut checks)).collect(),
            drafts: drafts.iter().map(|draft| offered(draft, date)).collect(),
            to_post: to_post.iter().map(|letter| letter_to_post(letter, date)).collect(),
            so_far: figures.as_deref().map(so_far),
            may_see_figures: frame.nav.contains(&crate::layout::NavItem::Figures),
            services,
            praise,
            lessons,
            reviews,
            renewal,
            logged,
            overview,
            upkeep,
            held: match held {
                0 => String::new(),
                held => words::counted(held, "message waits", "messages wait"),
            },
            frame,
        }
    }
}

impl Row {
    fn of(work: &Work, today: Date, calendar: &Calendar) -> Row {
        let step = work.next.map(|next| step(next, &work.line));
        let urgent =
            matches!(work.urgency, Urgency::Late | Urgency::Today) && step.as_ref().is_some_and(|step| !step.mild);
        Row { line: Line::of(&work.line, today, calendar), step, urgent, note: note(work, today), checks: None }
    }

    fn checked(self, checks: &mut Vec<Checked>) -> Row {
        let found = checks.iter().position(|checked| checked.reference.to_string() == self.line.reference);
        Row { checks: found.map(|at| checks.swap_remove(at)), ..self }
    }
}

/// "From Dan Okafor, Thu 26 Nov." for a draft to sign; otherwise who told us and by when.
fn note(work: &Work, today: Date) -> String {
    let row = &work.line.row;
    if let (Some(at), Some(from)) = (row.submitted_at, work.line.investigator_name.as_deref()) {
        return format!("From {from}, {}.", words::day(london::date_of(at), today));
    }
    let customer = work.line.customer_name.as_deref().filter(|name| !name.is_empty());
    let due = match (work.urgency, row.next_due) {
        (Urgency::Late, Some(due)) => format!("Was due {}.", words::day(due, today)),
        (Urgency::Today, _) => "Due today.".into(),
        (_, Some(due)) => format!("Due {}.", words::day(due, today)),
        (_, None) => format!("Received {}.", words::day(row.received, today)),
    };
    customer.map(|name| format!("{name}. {due}")).unwrap_or(due)
}

fn buckets(today: &Today, date: Date, person: &str) -> Vec<Bucket> {
    let bucket = |(urgency, count): &(Urgency, u64)| {
        let (tone, words, deadline) = match urgency {
            Urgency::Late => ("late", "late".to_owned(), "late"),
            Urgency::Today => ("soon", "due today".to_owned(), "today"),
            Urgency::Soon => ("soon", format!("due by {}", words::day(today.soon, date)), "soon"),
            Urgency::Later => ("ok", "due later".to_owned(), "later"),
            Urgency::NoDate => ("plain", "with no date".to_owned(), "none"),
        };
        Bucket { tone, count: *count, words, href: format!("/cases?deadline={deadline}{person}") }
    };
    let on_hold = (today.on_hold > 0).then(|| Bucket {
        tone: "wait",
        count: today.on_hold,
        words: "on hold".into(),
        href: format!("/cases?only={}{person}", Which::OnHold.name()),
    });
    today.counts.iter().map(bucket).chain(on_hold).collect()
}

fn groups(today: &Today, row: impl Fn(&Work) -> Row) -> Vec<Group> {
    let group = |(urgency, count): &(Urgency, u64)| {
        let rows: Vec<Row> = today.work.iter().filter(|work| work.urgency == *urgency).map(&row).collect();
        let (tone, words) = match urgency {
            Urgency::Late => ("late", "Late"),
            Urgency::Today => ("soon", "Due today"),
            Urgency::Soon => ("soon", "Next 2 working days"),
            Urgency::Later => ("", "Later"),
            Urgency::NoDate => ("", "No date"),
        };
        Group { tone, words, count: *count, rows }
    };
    today.counts.iter().map(group).filter(|group| !group.rows.is_empty()).collect()
}

fn letter_to_post(letter: &LetterRow, today: Date) -> ToPost {
    let written = words::day(london::date_of(letter.at), today);
    let to = if letter.to_name.trim().is_empty() { "the customer" } else { letter.to_name.trim() };
    ToPost {
        href: format!("/cases/{}/letters/{}", letter.reference, letter.number),
        words: format!("{} for {}", letter.purpose.title(), letter.reference),
        to: format!("To {to}. Written {written}."),
    }
}
