//! Which topic answers for which page: what F1 opens there.

/// Addresses with the topic that answers for them. A star is any one part; the longest that fits holds.
const PAGES: &[(&str, &str)] = &[
    ("/today", "today"),
    ("/log", "log"),
    ("/cases", "cases"),
    ("/cases/*", "case"),
    ("/cases/give", "give"),
    ("/cases/*/acknowledge", "acknowledge"),
    ("/cases/*/appoint", "stages"),
    ("/cases/*/attach", "documents"),
    ("/cases/*/begin-at", "stages"),
    ("/cases/*/bundle", "bundle"),
    ("/cases/*/checks", "sign-off"),
    ("/cases/*/classify", "classify"),
    ("/cases/*/close", "finish"),
    ("/cases/*/contact", "contact"),
    ("/cases/*/convert", "correct"),
    ("/cases/*/transfer", "correct"),
    ("/cases/*/correct", "correct"),
    ("/cases/*/customer", "correct"),
    ("/cases/*/decline", "not-accept"),
    ("/cases/*/screen", "not-accept"),
    ("/cases/*/take", "not-accept"),
    ("/cases/*/documents", "documents"),
    ("/cases/*/draft", "respond"),
    ("/cases/*/escalate", "stages"),
    ("/cases/*/extend", "more-time"),
    ("/cases/*/on-paper", "posting"),
    ("/cases/*/discard", "posting"),
    ("/cases/*/hold", "more-time"),
    ("/cases/*/release", "more-time"),
    ("/cases/*/pause", "more-time"),
    ("/cases/*/resume", "more-time"),
    ("/cases/*/find", "findings"),
    ("/cases/*/fulfil", "findings"),
    ("/cases/*/history", "history"),
    ("/cases/*/learn", "findings"),
    ("/cases/*/letters", "sending"),
    ("/cases/*/letters/*", "posting"),
    ("/cases/*/link", "linking"),
    ("/cases/*/unlink", "linking"),
    ("/cases/*/split", "linking"),
    ("/cases/*/nominate", "give"),
    ("/cases/*/note", "contact"),
    ("/cases/*/pass", "give"),
    ("/cases/*/ombudsman", "ombudsman"),
    ("/cases/*/ombudsman-answered", "ombudsman"),
    ("/cases/*/ombudsman-asks", "ombudsman"),
    ("/cases/*/ombudsman-decides", "ombudsman"),
    ("/cases/*/ombudsman-remedied", "ombudsman"),
    ("/cases/*/point", "classify"),
    ("/cases/*/correct-point", "classify"),
    ("/cases/*/remove-point", "classify"),
    ("/cases/*/posted", "posting"),
    ("/cases/*/promise", "findings"),
    ("/cases/*/recall", "sending"),
    ("/cases/*/refer", "elsewhere"),
    ("/cases/*/refuse-stage", "stages"),
    ("/cases/*/reopen", "finish"),
    ("/cases/*/restrict", "hiding"),
    ("/cases/*/unrestrict", "hiding"),
    ("/cases/*/represent", "correct"),
    ("/cases/*/response", "respond"),
    ("/cases/*/send", "sending"),
    ("/cases/*/send-back", "sign-off"),
    ("/cases/*/sign-off", "sign-off"),
    ("/cases/*/step", "deadlines"),
    ("/cases/*/submit", "respond"),
    ("/cases/*/stop-watching", "notices"),
    ("/cases/*/watch", "notices"),
    ("/cases/*/withdraw", "finish"),
    ("/customers", "customers"),
    ("/figures", "figures"),
    ("/figures/what-if", "what-if"),
    ("/layouts", "cases"),
    ("/lessons", "lessons"),
    ("/lessons/*", "lessons"),
    ("/lessons/new", "lessons"),
    ("/lessons/reviews", "lessons"),
    ("/lessons/reviews/*/take-back", "lessons"),
    ("/lessons/reviews/*/put-back", "lessons"),
    ("/lessons/poster", "lessons"),
    ("/lessons/files/*", "lessons"),
    ("/lessons/*/keep", "lessons"),
    ("/lessons/*/take-away", "lessons"),
    ("/lessons/*/put-back", "lessons"),
    ("/letters", "letters"),
    ("/letters/*/print", "posting"),
    ("/ombudsman", "ombudsman"),
    ("/refusals", "refusals"),
    ("/settings", "settings"),
    ("/settings/about", "about"),
    ("/settings/audit", "who-did-what"),
    ("/settings/backups", "backups"),
    ("/settings/calendar", "calendar"),
    ("/settings/council", "council"),
    ("/settings/deadlines", "procedures"),
    ("/settings/mail", "mail"),
    ("/settings/people", "people"),
    ("/settings/reminders", "reminders"),
    ("/settings/services", "services"),
    ("/import", "import"),
    ("/notices", "notices"),
    ("/practice", "practice"),
    ("/procedures", "procedures"),
    ("/account", "account"),
    ("/setup", "setting-up"),
    ("/help", "newcomers"),
    ("/views", "cases"),
];

/// The name of the topic for this address; none where no page is.
pub(super) fn topic_for(address: &str) -> Option<&'static str> {
    let path = address.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let fits = |pattern: &str| {
        let wanted: Vec<&str> = pattern.trim_matches('/').split('/').collect();
        let same = wanted.iter().zip(&parts).all(|(wanted, part)| *wanted == "*" || wanted == part);
        (same && wanted.len() <= parts.len()).then_some(wanted.len())
    };
    let best = PAGES.iter().filter_map(|(pattern, topic)| Some((fits(pattern)?, topic)));
    best.max_by_key(|(length, _)| *length).map(|(_, topic)| *topic)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::pages::help::topics;

    /// Addresses that show no page of the frame: files, parts of pages, and what is there before signing in.
    const NO_PAGES: &[&str] = &[
        "/",
        "/drafts",
        "/theme.css",
        "/static",
        "/progress",
        "/stay",
        "/sign-in",
        "/sign-out",
        "/uploads",
        "/notices/summary",
        "/cases.csv",
        "/cases.xlsx",
    ];

    /// The addresses in the sources of this crate, each variable part as a star.
    fn addresses(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                addresses(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                for after in text.split(".route(").skip(1) {
                    let address = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next());
                    found.extend(address.filter(|address| address.starts_with('/')).map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_page_has_a_topic_that_is_there() {
        let mut found = Vec::new();
        addresses(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut found);
        assert!(found.len() > 60, "only {} addresses were found", found.len());
        for address in found {
            if NO_PAGES.iter().any(|none| address == *none || address.starts_with(&format!("{none}/")) && *none != "/")
            {
                continue;
            }
            let topic = topic_for(&address).unwrap_or_else(|| panic!("{address} has no topic"));
            assert!(topics::find(topic).is_some(), "{address} has the topic {topic}, which is not there");
        }
    }

    #[test]
    fn every_act_and_every_settings_page_has_its_own() {
        for path in crate::pages::acts::paths() {
            let address = format!("/cases/2026-0001/{path}");
            assert_ne!(topic_for(&address), Some("case"), "{address}");
        }
        for section in crate::pages::settings::Section::GROUPS.iter().flat_map(|(_, sections)| sections.iter()) {
            assert_ne!(topic_for(section.href()), Some("settings"), "{}", section.href());
        }
    }

    #[test]
    fn the_longest_address_holds() {
        for (address, topic) in [
            ("/cases?state=open", Some("cases")),
            ("/cases/2026-0001", Some("case")),
            ("/cases/2026-0001/extend", Some("more-time")),
            ("/cases/2026-0001/letters/3", Some("posting")),
            ("/settings/people/7", Some("people")),
            ("/nowhere", None),
        ] {
            assert_eq!(topic_for(address), topic, "{address}");
        }
    }
}
