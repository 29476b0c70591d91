//! Text that a spreadsheet program would take for a formula, made harmless in CSV, and back again.
//!
//! CSV has no types: Excel and LibreOffice run a field that begins with `=`, `+`, `-` or `@` (OWASP, "CSV
//! Injection"). A leading apostrophe stops that. Text that already looks neutralised gets one more
//! apostrophe, so that [`restore`] always gives the original back. XLSX needs none of this: its cells say
//! that they are text.

use std::borrow::Cow;

/// The text with a leading apostrophe where a spreadsheet program might run it; otherwise unchanged.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if runs_without_apostrophes(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The exact inverse of [`neutralise`]: takes one apostrophe off where `neutralise` would have put it.
pub fn restore(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs_without_apostrophes(rest) => rest,
        Some(_) | None => text,
    }
}

/// Whether the text, leading apostrophes aside, begins like a formula. Spaces before the sign do not
/// count, since some programs trim them; the full-width signs are read as plain ones in some locales.
fn runs_without_apostrophes(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n']) || bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{neutralise, restore};

    #[test]
    fn formula_like_text_gets_an_apostrophe() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+44 1527 64252", "'+44 1527 64252"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (given, expected) in cases {
            assert_eq!(neutralise(given), expected, "neutralising {given:?}");
            assert_eq!(restore(expected), given, "{expected:?} must give the original back");
        }
    }

    proptest! {
        #[test]
        fn restoring_gives_the_original_back(text in "[ '=+@\\-\t\ra1＝]{0,8}|\\PC*") {
            let neutral = neutralise(&text);
            prop_assert_eq!(restore(&neutral), text.as_str());
            let first = neutral.trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "still a formula: {neutral:?}");
        }
    }
}
