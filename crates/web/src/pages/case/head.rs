//! What every page of a case shows at its head: which case, whose, where it is, by when, and what
//! to do next.

use app::{Customer, cases::CaseFile, presence::Doing};
use domain::{
    Clock, Date, StateKind,
    act::ActKind,
    clock::Standing,
    feedback::{Kind, ReplyBy},
};

use super::{code, last, late, next, stages, steps};
use crate::{
    due::{self, Tag},
    layout::{Due, Flash, Why},
    pages::{
        here::{self, Here},
        watch,
    },
    visit::Visit,
};

/// The pages of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What it is about.
    Details,
    /// The answer.
    Response,
    /// What was written to the customer.
    Letters,
    /// Files.
    Documents,
    /// Everything that happened.
    History,
}

/// A tab as the page shows it.
pub struct TabLink {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub words: &'static str,
    /// How many there are of what it lists.
    pub count: Option<usize>,
    /// Whether this is it.
    pub current: bool,
    /// Its key.
    pub keys: String,
}

/// The head of the pages of a case.
pub struct CaseHead {
    /// Its name.
    pub reference: String,
    /// Its address.
    pub root: String,
    /// Its kind.
    pub kind: Tag,
    /// Where it is.
    pub state: Tag,
    /// How many can see it, where it is hidden from most staff.
    pub hidden: String,
    /// Who has it.
    pub holder: String,
    /// Who else is there.
    pub here: Here,
    /// A few words to know it by.
    pub title: String,
    /// The customer.
    pub customer: String,
    /// The page of the customer, for those who may open it.
    pub customer_page: Option<String>,
    /// How to reach them.
    pub facts: Vec<String>,
    /// How they want our reply, and what they need.
    pub reply: String,
    /// The dates before the one that counts, such as the acknowledgement's.
    pub before: Vec<Due>,
    /// The date that counts.
    pub due: Option<Due>,
    /// Its working.
    pub why: Option<Why>,
    /// The dates of the Code it is measured against as well.
    pub code: Option<code::CodeDates>,
    /// The stages it has been in, where there is more to say than that it began.
    pub stages: Vec<stages::StageLine>,
    /// The progress strip.
    pub steps: Vec<steps::Step>,
    /// The pages of the case.
    pub tabs: Vec<TabLink>,
    /// The next step of the person looking.
    pub next: Option<next::Deed>,
    /// What else they may do.
    pub more: Vec<next::Deed>,
    /// The button that lets them watch it, or stop: its words and where it leads.
    pub watch: Option<(&'static str, String)>,
    /// What they did last, while they can take it back.
    pub last: Option<last::LastDone>,
    /// What must not be overlooked.
    pub warnings: Vec<Flash>,
}

impl CaseHead {
    /// The head of `tab`.
    pub fn new(visit: &Visit, file: &CaseFile, tab: Tab) -> CaseHead {
        let case = &file.case;
        let today = visit.today();
        let clocks = domain::clock::of_stage_now(case, &file.clocks, file.book.procedure());
        let main = the_one_that_counts(&clocks);
        let next = next::next(file, tab);
        CaseHead {
            reference: case.reference.to_string(),
            root: format!("/cases/{}", case.reference),
            kind: due::kind_tag(case.kind),
            state: due::draft_tag(case.state.kind(), case.sent_back),
            hidden: hidden(file),
            holder: holder(file),
            here: here::at(visit, file, if writes(file, tab) { Doing::Working } else { Doing::Looking }),
            title: file.title().to_owned(),
            customer: customer_name(file),
            customer_page: customer_page(visit, file),
            facts: file.customer.as_ref().map(facts).unwrap_or_default(),
            reply: reply(file),
            before: clocks
                .into_iter()
                .filter(|clock| Some(clock.id.as_str()) != main.map(|main| main.id.as_str()))
                .map(|clock| named(clock, today))
                .collect(),
            due: match (case.answer_again_by(), on_hold_since(file, main)) {
                (Some(by), _) => Some(due::again(by, today, &visit.office.calendar())),
                (None, Some(since)) => Some(due::on_hold(since, today)),
                (None, None) => main.map(|clock| due::of_clock(clock, today)),
            },
            why: main.map(|clock| due::why(clock, file.book.procedure(), today)),
            code: code::code_dates(file, today),
            stages: stages::line(file, today),
            steps: steps::steps(case, file.book.procedure()),
            tabs: tabs(file, tab),
            more: next::more(file, next.as_ref()),
            next,
            watch: watch::button(visit, file),
            last: last::last_done(visit, file, &visit.said()),
            warnings: late::warnings(file, today),
        }
    }
}

/// Whether this page is the form in which its answer is written.
fn writes(file: &CaseFile, tab: Tab) -> bool {
    tab == Tab::Response && file.may(ActKind::Draft)
}

/// The date of the answer of the stage, else the last there is. A limit on the whole comes after it.
pub(super) fn the_one_that_counts<'c>(clocks: &[&'c Clock]) -> Option<&'c Clock> {
    let answers = |clock: &&&Clock| clock.answers();
    let of_stage = |clock: &&&Clock| clock.stage.is_some();
    let found = clocks.iter().filter(of_stage).rfind(answers);
    found.or_else(|| clocks.iter().rfind(answers)).or_else(|| clocks.last()).copied()
}

/// A date beside the one that counts says what it is the date of.
pub(super) fn named(clock: &Clock, today: Date) -> Due {
    let due = due::of_clock(clock, today);
    match due.first.strip_prefix("Due ") {
        Some(date) => Due { first: format!("{} by {date}", clock.title), ..due },
        None => due,
    }
}

/// The title of a page of a case: its reference and the first words of what it is about.
pub fn title(file: &CaseFile) -> String {
    const LONGEST: usize = 32;
    let title = file.title();
    let mut short: String = title.chars().take(LONGEST).collect();
    if title.chars().count() > LONGEST {
        let end = short.rfind(' ').unwrap_or(short.len());
        short.truncate(end);
        short.push('…');
    }
    format!("{} {short}", file.case.reference)
}

/// "2026-0412 · Mrs Eileen Fairclough · Waste and recycling", without the reference, which is a link.
pub fn person_line(file: &CaseFile) -> String {
    let service = file.service.as_ref().map(|service| service.name.clone());
    [Some(customer_name(file)), service].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn customer_page(visit: &Visit, file: &CaseFile) -> Option<String> {
    let customer = file.customer.as_ref().filter(|_| app::customers::may(&visit.who))?;
    Some(format!("/customers/{}", customer.id))
}

fn customer_name(file: &CaseFile) -> String {
    match &file.customer {
        Some(customer) if !customer.name.trim().is_empty() => customer.name.clone(),
        Some(_) => "No name given".into(),
        None => "Does not want to say who they are".into(),
    }
}

/// How to reach a customer: phone, e-mail, address in one line.
pub fn facts(customer: &Customer) -> Vec<String> {
    let address = [customer.address.as_str(), customer.postcode.as_str()]
        .iter()
        .flat_map(|part| part.lines())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    [customer.phone.clone(), customer.email.clone(), address]
        .into_iter()
        .filter(|fact| !fact.trim().is_empty())
        .collect()
}

/// "letter, large print".
fn reply(file: &CaseFile) -> String {
    if file.case.reply_by == ReplyBy::None {
        return String::new();
    }
    let by = file.case.reply_by.title().to_lowercase();
    let needs = file.customer.as_ref().map(|customer| needs(&customer.needs)).unwrap_or_default();
    std::iter::once(by).chain(needs).collect::<Vec<_>>().join(", ")
}

/// What makes it easier for a customer, in a few words each.
pub fn needs(needs: &app::Needs) -> Vec<String> {
    let language = needs.language.trim();
    let interpreter =
        if language.is_empty() { "an interpreter".into() } else { format!("an interpreter for {language}") };
    let helper = "through somebody who helps them".to_owned();
    let told =
        [(needs.large_print, "large print".to_owned()), (needs.interpreter, interpreter), (needs.helper, helper)];
    let mut said: Vec<String> = told.into_iter().filter(|(needed, _)| *needed).map(|(_, words)| words).collect();
    said.extend(Some(needs.other.trim().to_owned()).filter(|other| !other.is_empty()));
    said
}

fn hidden(file: &CaseFile) -> String {
    match file.readers.len() {
        0 => String::new(),
        1 => "Only 1 person can see this".into(),
        many => format!("Only {many} people can see this"),
    }
}

/// Since when its limits stand still, as lists say it: not where one that runs on is due before they go on.
fn on_hold_since(file: &CaseFile, main: Option<&Clock>) -> Option<Date> {
    let paused = file.paused.as_ref().filter(|_| file.case.is_open())?;
    let runs_on = |clock: &Clock| matches!(clock.standing, Standing::Running { .. }) && clock.held_to > paused.until;
    main.is_none_or(runs_on).then_some(paused.from)
}

/// A state is never shown without a person.
fn holder(file: &CaseFile) -> String {
    let case = &file.case;
    let person = match case.state.kind() {
        StateKind::Logged | StateKind::Passed | StateKind::AwaitingSignOff | StateKind::SignedOff => case.head,
        StateKind::Investigating | StateKind::Drafting | StateKind::Answered => case.investigator.or(case.head),
        StateKind::Closed => return case.ended().map(|(ending, _)| ending.title().to_owned()).unwrap_or_default(),
    };
    person.map_or_else(|| "Not given to anyone yet".into(), |person| format!("with {}", file.name(person)))
}

fn tabs(file: &CaseFile, current: Tab) -> Vec<TabLink> {
    let root = format!("/cases/{}", file.case.reference);
    let answered = file.case.kind == Kind::Complaint || file.case.draft.is_some();
    let all = [
        (Tab::Details, "", "Details", None),
        (Tab::Response, "/response", "Response", None),
        (Tab::Letters, "/letters", "Letters", Some(file.case.letters.len())),
        (Tab::Documents, "/documents", "Documents", Some(file.case.documents.len())),
        (Tab::History, "/history", "History", Some(file.history.len())),
    ];
    let link = |(at, (tab, path, words, count)): (usize, (Tab, &str, &'static str, Option<usize>))| TabLink {
        href: format!("{root}{path}"),
        words,
        count,
        current: tab == current,
        keys: if tab == Tab::Response { format!("Alt+{} Alt+R", at + 1) } else { format!("Alt+{}", at + 1) },
    };
    all.into_iter().enumerate().filter(|(_, (tab, ..))| *tab != Tab::Response || answered).map(link).collect()
}
