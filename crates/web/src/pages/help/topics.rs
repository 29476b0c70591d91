//! The help topics: the pages of the guide in `docs/guide`, each its title on the first line, then marked
//! words. Their order and groups are those of the guide's own list of contents.

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

/// Topics under a heading of the contents.
pub(super) struct Group {
    pub heading: &'static str,
    pub topics: Vec<Arc<Topic>>,
}

const CONTENTS: &str = include_str!("../../../../../docs/guide/SUMMARY.md");

const FILES: &[(&str, &str)] = &[
    ("about", include_str!("../../../../../docs/guide/about.md")),
    ("account", include_str!("../../../../../docs/guide/account.md")),
    ("acknowledge", include_str!("../../../../../docs/guide/acknowledge.md")),
    ("administrator", include_str!("../../../../../docs/guide/administrator.md")),
    ("backups", include_str!("../../../../../docs/guide/backups.md")),
    ("bundle", include_str!("../../../../../docs/guide/bundle.md")),
    ("calendar", include_str!("../../../../../docs/guide/calendar.md")),
    ("case", include_str!("../../../../../docs/guide/case.md")),
    ("cases", include_str!("../../../../../docs/guide/cases.md")),
    ("classify", include_str!("../../../../../docs/guide/classify.md")),
    ("complaint", include_str!("../../../../../docs/guide/complaint.md")),
    ("contact", include_str!("../../../../../docs/guide/contact.md")),
    ("correct", include_str!("../../../../../docs/guide/correct.md")),
    ("council", include_str!("../../../../../docs/guide/council.md")),
    ("customer-champion", include_str!("../../../../../docs/guide/customer-champion.md")),
    ("customers", include_str!("../../../../../docs/guide/customers.md")),
    ("deadlines", include_str!("../../../../../docs/guide/deadlines.md")),
    ("documents", include_str!("../../../../../docs/guide/documents.md")),
    ("elsewhere", include_str!("../../../../../docs/guide/elsewhere.md")),
    ("figures", include_str!("../../../../../docs/guide/figures.md")),
    ("findings", include_str!("../../../../../docs/guide/findings.md")),
    ("finish", include_str!("../../../../../docs/guide/finish.md")),
    ("front-desk", include_str!("../../../../../docs/guide/front-desk.md")),
    ("give", include_str!("../../../../../docs/guide/give.md")),
    ("head-of-customer-services", include_str!("../../../../../docs/guide/head-of-customer-services.md")),
    ("head-of-service", include_str!("../../../../../docs/guide/head-of-service.md")),
    ("hiding", include_str!("../../../../../docs/guide/hiding.md")),
    ("history", include_str!("../../../../../docs/guide/history.md")),
    ("import", include_str!("../../../../../docs/guide/import.md")),
    ("investigating-officer", include_str!("../../../../../docs/guide/investigating-officer.md")),
    ("lessons", include_str!("../../../../../docs/guide/lessons.md")),
    ("reader", include_str!("../../../../../docs/guide/reader.md")),
    ("refusals", include_str!("../../../../../docs/guide/refusals.md")),
    ("letters", include_str!("../../../../../docs/guide/letters.md")),
    ("linking", include_str!("../../../../../docs/guide/linking.md")),
    ("log", include_str!("../../../../../docs/guide/log.md")),
    ("mail", include_str!("../../../../../docs/guide/mail.md")),
    ("more-time", include_str!("../../../../../docs/guide/more-time.md")),
    ("newcomers", include_str!("../../../../../docs/guide/newcomers.md")),
    ("no-name", include_str!("../../../../../docs/guide/no-name.md")),
    ("not-accept", include_str!("../../../../../docs/guide/not-accept.md")),
    ("notices", include_str!("../../../../../docs/guide/notices.md")),
    ("ombudsman", include_str!("../../../../../docs/guide/ombudsman.md")),
    ("people", include_str!("../../../../../docs/guide/people.md")),
    ("posting", include_str!("../../../../../docs/guide/posting.md")),
    ("practice", include_str!("../../../../../docs/guide/practice.md")),
    ("procedures", include_str!("../../../../../docs/guide/procedures.md")),
    ("reminders", include_str!("../../../../../docs/guide/reminders.md")),
    ("respond", include_str!("../../../../../docs/guide/respond.md")),
    ("sending", include_str!("../../../../../docs/guide/sending.md")),
    ("services", include_str!("../../../../../docs/guide/services.md")),
    ("setting-up", include_str!("../../../../../docs/guide/setting-up.md")),
    ("settings", include_str!("../../../../../docs/guide/settings.md")),
    ("sign-off", include_str!("../../../../../docs/guide/sign-off.md")),
    ("staff", include_str!("../../../../../docs/guide/staff.md")),
    ("stages", include_str!("../../../../../docs/guide/stages.md")),
    ("today", include_str!("../../../../../docs/guide/today.md")),
    ("what-if", include_str!("../../../../../docs/guide/what-if.md")),
    ("who-did-what", include_str!("../../../../../docs/guide/who-did-what.md")),
];

static GROUPS: LazyLock<Vec<Group>> = LazyLock::new(|| contents(CONTENTS));

/// The groups, in the order of the contents.
pub(super) fn groups() -> &'static [Group] {
    &GROUPS
}

/// The topic with this name.
pub(super) fn find(name: &str) -> Option<Arc<Topic>> {
    GROUPS.iter().flat_map(|group| &group.topics).find(|topic| topic.name == name).cloned()
}

/// The topics that have all these words, those with the most of them in the title first.
pub(super) fn search(words: &str) -> Vec<Arc<Topic>> {
    let wanted: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let all = GROUPS.iter().flat_map(|group| &group.topics);
    let has = |text: &str, word: &String| text.to_lowercase().contains(word.as_str());
    let mut found: Vec<Arc<Topic>> = all
        .filter(|topic| {
            !wanted.is_empty() && wanted.iter().all(|word| has(topic.title, word) || has(topic.words, word))
        })
        .cloned()
        .collect();
    found.sort_by_key(|topic| wanted.iter().filter(|word| !has(topic.title, word)).count());
    found
}

/// Reads a list of contents: headings, and lines such as `- [Title](name.md)`.
fn contents(text: &'static str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            groups.push(Group { heading, topics: Vec::new() });
        } else if let (Some(group), Some((_, name))) = (groups.last_mut(), line.split_once("](")) {
            group.topics.extend(read(name.trim_end_matches(".md)")).map(Arc::new));
        }
    }
    groups
}

fn read(name: &str) -> Option<Topic> {
    let (name, text) = FILES.iter().find(|(each, _)| *each == name)?;
    let (title, words) = text.split_once('\n').unwrap_or((text, ""));
    Some(Topic { name, title: title.trim_start_matches('#').trim(), words: words.trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_guide_is_listed_once_and_says_something() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide");
        let there = std::fs::read_dir(folder).expect("the guide").count() - 1;
        assert_eq!(there, FILES.len(), "a page of the guide is not built in");
        for (name, _) in FILES {
            let topic = find(name).expect(name);
            assert!(!topic.title.is_empty() && topic.words.len() > 100, "{name} says next to nothing");
            assert_eq!(CONTENTS.matches(&format!("({name}.md)")).count(), 1, "{name} in the contents");
        }
        let listed: usize = groups().iter().map(|group| group.topics.len()).sum();
        assert_eq!(listed, CONTENTS.matches(".md)").count(), "the contents name a page that is not there");
    }

    #[test]
    fn every_role_has_its_day() {
        for role in &domain::Role::ALL {
            let name = role.title().to_lowercase().replace(' ', "-");
            assert!(find(&name).is_some_and(|topic| topic.title.starts_with("Your day")), "{name}");
        }
    }

    #[test]
    fn words_find_the_topic_that_is_about_them_first() {
        for (words, first) in [("old log", "import"), ("HOLIDAYS", "calendar"), ("sign off", "sign-off"), ("xyzzy", "")]
        {
            let found = search(words);
            assert_eq!(found.first().map_or("", |topic| topic.name), first, "{words}");
        }
        assert!(search(" ").is_empty());
    }
}
