//! Names of sheets that Excel accepts: at most 31 UTF-16 units, none of `[ ] : * ? / \`, no apostrophe at
//! either end, not the reserved word "History", and no two alike.

use std::collections::HashSet;

const LONGEST: usize = 31;

/// The names as they stand on the tabs, in order: cleaned, never blank, told apart by a number.
pub(super) fn clean<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = HashSet::new();
    names
        .into_iter()
        .map(|name| {
            let name = apart(&allowed(name), &taken);
            taken.insert(name.to_lowercase());
            name
        })
        .collect()
}

fn allowed(name: &str) -> String {
    let replaced: String = name
        .chars()
        .map(|letter| match letter {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => ' ',
            letter => letter,
        })
        .collect();
    let cut = cut(ends(&replaced), LONGEST);
    let name = ends(&cut);
    match name {
        "" => "Sheet".to_owned(),
        reserved if reserved.eq_ignore_ascii_case("history") => format!("{reserved} list"),
        name => name.to_owned(),
    }
}

fn ends(name: &str) -> &str {
    name.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace())
}

fn apart(name: &str, taken: &HashSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while taken.contains(&candidate.to_lowercase()) {
        let ending = format!(" ({number})");
        candidate = format!("{}{ending}", cut(name, LONGEST - ending.len()).trim_end());
        number += 1;
    }
    candidate
}

/// The longest beginning of at most this many UTF-16 units.
pub(super) fn cut(text: &str, units: usize) -> String {
    let mut left = units;
    text.chars()
        .take_while(|letter| {
            let fits = letter.len_utf16() <= left;
            left = left.saturating_sub(letter.len_utf16());
            fits
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::clean;

    #[test]
    fn names_are_cleaned_and_told_apart() {
        let given = [
            "Figures: Oct/2026",
            "Figures- Oct-2026",
            "'quoted'",
            "",
            "history",
            "a name that is much longer than Excel will take",
            "a name that is much longer than EXCEL will take",
        ];
        let expected = [
            "Figures- Oct-2026",
            "Figures- Oct-2026 (2)",
            "quoted",
            "Sheet",
            "history list",
            "a name that is much longer than",
            "a name that is much longer (2)",
        ];
        assert_eq!(clean(given), expected);
    }

    proptest! {
        #[test]
        fn every_name_is_one_the_library_takes(names in proptest::collection::vec(any::<String>(), 0..6)) {
            for name in clean(names.iter().map(String::as_str)) {
                prop_assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{name:?}");
            }
        }
    }
}
