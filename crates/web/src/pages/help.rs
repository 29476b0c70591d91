//! Help: short answers for the job in front of somebody, as files with a title and marked words.

use std::sync::Arc;

use askama::{Template, filters::Safe};
use axum::{Router, extract::Path, routing::get};

use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    layout::{Frame, NavItem},
    visit::Visit,
};

mod topics;

use topics::{GROUPS, Topic};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new().route("/help", get(index)).route("/help/keys", get(keys)).route("/help/{topic}", get(topic))
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    groups: Vec<(&'static str, Vec<Arc<Topic>>)>,
}

async fn index(visit: Visit) -> Answer {
    let groups = GROUPS
        .iter()
        .map(|(heading, names)| (*heading, names.iter().filter_map(|name| topics::find(name)).collect()))
        .collect();
    answer::page(&visit, &HelpPage { frame: frame(&visit, "Help"), groups })
}

#[derive(Template)]
#[template(path = "help_keys.html")]
struct KeysPage {
    frame: Frame,
}

async fn keys(visit: Visit) -> Answer {
    answer::page(&visit, &KeysPage { frame: frame(&visit, "Keyboard shortcuts") })
}

#[derive(Template)]
#[template(path = "help_topic.html")]
struct TopicPage {
    frame: Frame,
    topic: Arc<Topic>,
    words: Safe<String>,
    /// Other topics of the same group.
    others: Vec<Arc<Topic>>,
}

async fn topic(Path(name): Path<String>, visit: Visit) -> Answer {
    let Some(topic) = topics::find(&name) else { return Err(Failure::no_page(Some(visit))) };
    let group = GROUPS.iter().find(|(_, names)| names.contains(&topic.name)).map_or(&[][..], |(_, names)| *names);
    let others = group.iter().filter(|other| **other != topic.name).filter_map(|name| topics::find(name)).collect();
    let page =
        TopicPage { frame: frame(&visit, topic.title), words: Safe(app::marks::to_html(topic.words)), others, topic };
    answer::page(&visit, &page)
}

fn frame(visit: &Visit, title: &str) -> Frame {
    Frame { printed_at: None, ..visit.frame(title, Some(NavItem::Help)) }
}
