//! The History of a case: everything that happened, or what the customer heard, for screen and paper.

use app::{calendar_change::Made, cases::CaseFile};
use askama::Template;

use super::{CaseHead, Tab, title};
use crate::{
    answer::{self, Answer},
    form::Fields,
    layout::{Frame, NavItem},
    timeline::{self, Entry, Mark},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "case_history.html")]
struct HistoryPage {
    frame: Frame,
    head: CaseHead,
    entries: Vec<Entry>,
    only_heard: bool,
    all: usize,
}

pub(super) fn page(visit: &Visit, file: &CaseFile, calendar: &[Made]) -> Answer {
    let query = visit.address.split_once('?').map_or("", |(_, query)| query);
    let only_heard = Fields::parse(query.as_bytes()).text("show") == "customer";
    let mut entries = timeline::with_calendar(file, calendar, visit.today());
    let all = entries.len();
    entries.retain(|entry| !only_heard || entry.mark == Mark::Heard);
    let frame = visit.frame(&format!("{}: history", title(file)), Some(NavItem::Cases));
    answer::page(
        visit,
        &HistoryPage { frame, head: CaseHead::new(visit, file, Tab::History), entries, only_heard, all },
    )
}
