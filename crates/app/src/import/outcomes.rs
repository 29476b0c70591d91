//! The words that old logs use for what was found.

use domain::feedback::Finding;

/// Each with what it means. Small words and hyphens aside, a whole cell has to be one of them: “upheld by the
/// Ombudsman” may be anything.
const WORDS: [(Finding, &[&str]); 4] = [
    (
        Finding::Upheld,
        &["upheld", "fully upheld", "upheld in full", "justified", "fully justified", "founded", "substantiated"],
    ),
    (
        Finding::PartlyUpheld,
        &[
            "partly upheld",
            "partially upheld",
            "part upheld",
            "upheld in part",
            "upheld partly",
            "upheld partially",
            "partly justified",
            "partially justified",
            "partly substantiated",
            "partially substantiated",
            "partly",
            "partially",
            "partial",
            "in part",
        ],
    ),
    (
        Finding::NotUpheld,
        &[
            "not upheld",
            "unfounded",
            "not founded",
            "not justified",
            "unjustified",
            "not substantiated",
            "unsubstantiated",
        ],
    ),
    (
        Finding::NoFinding,
        &["no finding", "could not decide", "inconclusive", "undetermined", "not determined", "unable to decide"],
    ),
];

/// The finding that these words mean.
pub(super) fn named(words: &str) -> Option<Finding> {
    let plain = words.to_lowercase().replace(['-', '_', '.'], " ");
    let plain: Vec<&str> = plain.split_whitespace().filter(|word| !["complaint", "case"].contains(word)).collect();
    let plain = plain.join(" ");
    WORDS.iter().find(|(_, known)| known.contains(&plain.as_str())).map(|(found, _)| *found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_read_by_its_words() {
        let table = [
            ("Upheld", Some(Finding::Upheld)),
            ("Complaint upheld", Some(Finding::Upheld)),
            ("JUSTIFIED", Some(Finding::Upheld)),
            ("Partially upheld", Some(Finding::PartlyUpheld)),
            ("Partly-Upheld", Some(Finding::PartlyUpheld)),
            ("upheld in part", Some(Finding::PartlyUpheld)),
            ("Not Upheld", Some(Finding::NotUpheld)),
            ("not-upheld", Some(Finding::NotUpheld)),
            ("Unfounded", Some(Finding::NotUpheld)),
            ("Not justified.", Some(Finding::NotUpheld)),
            ("Inconclusive", Some(Finding::NoFinding)),
            ("Withdrawn", None),
            ("Upheld by the Ombudsman", None),
            ("Apology given", None),
            ("", None),
        ];
        for (words, expected) in table {
            assert_eq!(named(words), expected, "{words}");
        }
        for found in Finding::ALL {
            assert_eq!(named(found.as_str()), Some(*found), "as a mapping has it");
            assert_eq!(named(found.title()), Some(*found));
        }
    }
}
