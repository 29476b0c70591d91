//! Help: short answers for the job in front of somebody, as files with a title and marked words.

use std::sync::Arc;

use askama::{Template, filters::Safe};
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::get,
};

use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::Fields,
    layout::{Frame, NavItem},
    visit::Visit,
};

mod place;
mod topics;

use topics::{Group, Topic};

/// The pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/help", get(index))
        .route("/help/keys", get(keys))
        .route("/help/all", get(all))
        .route("/help/{topic}", get(topic))
}

/// Where F1 leads from this address.
pub fn address_for(address: &str) -> String {
    place::topic_for(address).map_or_else(|| "/help".to_owned(), |topic| format!("/help/{topic}"))
}

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    groups: &'static [Group],
    /// What is looked for; blank for nothing.
    words: String,
    found: Vec<Arc<Topic>>,
}

async fn index(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let words = Fields::parse(query.unwrap_or_default().as_bytes()).text("words").trim().to_owned();
    let found = topics::search(&words);
    answer::page(&visit, &HelpPage { frame: frame(&visit, "Help"), groups: topics::groups(), words, found })
}

#[derive(Template)]
#[template(path = "help_all.html")]
struct AllPage {
    frame: Frame,
    /// Each topic with its words as HTML.
    topics: Vec<(Arc<Topic>, Safe<String>)>,
}

/// The whole guide on one page, to be printed.
async fn all(visit: Visit) -> Answer {
    let topics = topics::groups().iter().flat_map(|group| &group.topics);
    let topics = topics.map(|topic| (topic.clone(), Safe(app::marks::to_html(topic.words)))).collect();
    answer::page(&visit, &AllPage { frame: frame(&visit, "The whole guide"), topics })
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
    let group = topics::groups().iter().find(|group| group.topics.contains(&topic));
    let others = group.map(|group| &group.topics[..]).unwrap_or_default();
    let others = others.iter().filter(|other| **other != topic).cloned().collect();
    let page =
        TopicPage { frame: frame(&visit, topic.title), words: Safe(app::marks::to_html(topic.words)), others, topic };
    answer::page(&visit, &page)
}

fn frame(visit: &Visit, title: &str) -> Frame {
    Frame { printed_at: None, ..visit.frame(title, Some(NavItem::Help)) }
}
