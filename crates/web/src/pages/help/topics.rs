//! The help topics. Each is a file: its title on the first line, then marked words.

use std::sync::{Arc, LazyLock};

/// A topic.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Topic {
    /// As in its address.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Marked words (see [`app::marks`]).
    pub words: &'static str,
}

/// The groups on the first page of help.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    ("At the desk", &["log", "complaint", "no-name", "staff", "elsewhere", "today", "cases"]),
    ("Answering", &["respond", "sign-off", "deadlines", "more-time", "posting"]),
    ("Learning", &["figures", "lessons"]),
    ("Running Heard", &["settings", "letters", "mail", "backups", "practice", "account"]),
];

const FILES: &[(&str, &str)] = &[
    ("account", include_str!("account.md")),
    ("backups", include_str!("backups.md")),
    ("cases", include_str!("cases.md")),
    ("complaint", include_str!("complaint.md")),
    ("deadlines", include_str!("deadlines.md")),
    ("elsewhere", include_str!("elsewhere.md")),
    ("figures", include_str!("figures.md")),
    ("lessons", include_str!("lessons.md")),
    ("letters", include_str!("letters.md")),
    ("log", include_str!("log.md")),
    ("mail", include_str!("mail.md")),
    ("more-time", include_str!("more-time.md")),
    ("no-name", include_str!("no-name.md")),
    ("posting", include_str!("posting.md")),
    ("practice", include_str!("practice.md")),
    ("respond", include_str!("respond.md")),
    ("settings", include_str!("settings.md")),
    ("sign-off", include_str!("sign-off.md")),
    ("staff", include_str!("staff.md")),
    ("today", include_str!("today.md")),
];

static TOPICS: LazyLock<Vec<Arc<Topic>>> =
    LazyLock::new(|| FILES.iter().map(|(name, text)| Arc::new(read(name, text))).collect());

/// The topic with this name.
pub(super) fn find(name: &str) -> Option<Arc<Topic>> {
    TOPICS.iter().find(|topic| topic.name == name).cloned()
}

fn read(name: &'static str, text: &'static str) -> Topic {
    let (title, words) = text.split_once('\n').unwrap_or((text, ""));
    Topic { name, title: title.trim_start_matches('#').trim(), words: words.trim() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_in_one_group_and_says_something() {
        for (name, _) in FILES {
            let topic = find(name).expect("a topic");
            assert!(!topic.title.is_empty() && topic.words.len() > 100, "{name} says next to nothing");
            let groups = GROUPS.iter().filter(|(_, names)| names.contains(name)).count();
            assert_eq!(groups, 1, "{name} is in {groups} groups");
        }
        let listed: usize = GROUPS.iter().map(|(_, names)| names.len()).sum();
        assert_eq!(listed, FILES.len(), "a group names a topic that is not there");
    }
}
