//! The rules about pages: nothing inline, since the content policy would refuse it, and no
//! typeface that only GOV.UK may use.

use std::sync::LazyLock;

use regex::Regex;

static INLINE: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let pattern = |text| Regex::new(text).expect("the pattern is constant");
    vec![
        (pattern(r"(?i)\sstyle\s*="), "no `style=`; give it a class"),
        (pattern(r"(?i)<style\b"), "no `<style>`; it belongs to ui/src"),
        (pattern(r#"(?i)\son[a-z]+\s*=\s*["']"#), "no event attribute; it belongs to the script in ui/src"),
        (pattern(r"(?i)javascript:"), "no script in an address"),
    ]
});

static SCRIPT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)<script\b[^>]*>").expect("the pattern is constant"));
static SOURCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\ssrc\s*=").expect("the pattern is constant"));

/// The licence of this typeface covers pages of GOV.UK only.
const TYPEFACE: &[u8] = b"GDS Transport";

/// What is inline in one template, with the line it stands on.
pub fn template_complaints(path: &str, text: &str) -> Vec<String> {
    let at = |offset: usize| text[..offset].matches('\n').count() + 1;
    let inline =
        INLINE.iter().flat_map(|(pattern, why)| pattern.find_iter(text).map(move |found| (found.start() + 1, *why)));
    let scripts = SCRIPT
        .find_iter(text)
        .filter(|tag| !SOURCE.is_match(tag.as_str()))
        .map(|tag| (tag.start(), "no `<script>` without `src`"));
    inline.chain(scripts).map(|(offset, why)| format!("{path}:{}: {why}", at(offset))).collect()
}

/// Whether a served file names the typeface.
pub fn typeface_complaint(path: &str, bytes: &[u8]) -> Option<String> {
    let named = bytes.windows(TYPEFACE.len()).any(|window| window == TYPEFACE);
    named.then(|| format!("{path}: names GDS Transport, which only GOV.UK may use"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inline_is_refused_with_its_line() {
        for (line, says) in [
            ("<p style=\"color: red\">", "give it a class"),
            ("<p\nSTYLE = 'x'>", "give it a class"),
            ("<style>p { }</style>", "ui/src"),
            ("<script>alert()</script>", "without `src`"),
            ("<script type=\"module\">", "without `src`"),
            ("<a onclick=\"go()\">", "event attribute"),
            ("<a href=\"javascript:go()\">", "address"),
        ] {
            let found = template_complaints("a.html", &format!("<main>\n{line}"));
            assert_eq!(found.len(), 1, "{line}: {found:?}");
            assert!(found[0].starts_with("a.html:") && found[0].contains(says), "{found:?}");
            assert!(!found[0].starts_with("a.html:1:"), "the second line or later: {found:?}");
        }
    }

    #[test]
    fn an_ordinary_page_passes() {
        let page = "<link rel=\"stylesheet\" href=\"/a.css\"><script type=\"module\" src=\"/a.js\">\
                    </script><p class=\"style\">Style = plain, one = 1</p>";
        assert_eq!(template_complaints("a.html", page), Vec::<String>::new());
    }

    #[test]
    fn the_typeface_is_found_in_a_built_file() {
        assert!(typeface_complaint("a.css", b"font:16px \"GDS Transport\",arial").is_some());
        assert!(typeface_complaint("a.css", b"font:16px \"Segoe UI\",arial").is_none());
    }
}
