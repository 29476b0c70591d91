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

static FORM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)<form\b.*?</form>").expect("the pattern is constant"));
/// A form's opening tag; what is written between braces may hold a `>`.
static OPENING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)^<form\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>])*>").expect("the pattern is constant"));
static ACTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\saction="([^"]*)""#).expect("the pattern is constant"));
/// A field that words are typed into: of our own macros, or of HTML.
static WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"form::(?:text|textarea|date|password)\(|<textarea\b|<input\b[^>]*type="(?:text|search|email|tel|url|number|password)""#)
        .expect("the pattern is constant")
});
/// A field without a type is one of words.
static INPUT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<input\b[^>]*>").expect("the pattern is constant"));
static INCLUDE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\{%-? include "([^"]+)" -?%\}"#).expect("the pattern is constant"));

/// Forms that words are typed into and that keep no draft: the template, the address, and why not.
pub const NO_DRAFT: [(&str, &str, &str); 13] = [
    ("account.html", "/account/password", "a password is kept nowhere"),
    ("sign_in.html", "/sign-in", "nobody is signed in yet, and a password is kept nowhere"),
    ("setup.html", "/setup/{{ step.number() }}", "nobody is signed in yet; each step is kept as it is sent"),
    ("base.html", "/cases", "a search: its address has the words"),
    ("help.html", "/help", "a search: its address has the words"),
    ("cases.html", "/cases", "a filter: its address has the words"),
    ("customers.html", "/customers", "a search for one customer, made again in a moment"),
    ("figures.html", "/figures", "two dates; the address has them"),
    ("figures.html", "/figures/target", "one number"),
    ("what_if.html", "/figures/what-if", "two dates; the address has them"),
    ("procedure_try.html", "{{ action }}", "tries dates and changes nothing; the address has them"),
    ("settings_deadlines.html", "/settings/deadlines", "tries one date and changes nothing; the address has it"),
    ("settings_mail.html", "/settings/mail/test", "one address, that of whoever types it"),
];

/// Forms of a template that words are typed into and lost, because they keep no draft. `part` reads a template
/// that is included.
pub fn forms_without_draft(path: &str, text: &str, part: &dyn Fn(&str) -> String) -> Vec<(String, String)> {
    let name = path.rsplit("templates/").next().unwrap_or(path).to_owned();
    let forms = FORM.find_iter(text).map(|form| form.as_str());
    let losing = forms.filter(|form| {
        let opening = OPENING.find(form).map_or("", |tag| tag.as_str());
        !opening.contains("data-draft=") && takes_words(form, part)
    });
    let action = |form: &str| {
        let opening = OPENING.find(form).map_or("", |tag| tag.as_str());
        ACTION.captures(opening).map_or_else(String::new, |found| found[1].to_owned())
    };
    losing.map(|form| (name.clone(), action(form))).collect()
}

fn takes_words(form: &str, part: &dyn Fn(&str) -> String) -> bool {
    let bare = |input: regex::Match<'_>| !input.as_str().contains(" type=");
    WORDS.is_match(form)
        || INPUT.find_iter(form).any(bare)
        || INCLUDE.captures_iter(form).any(|include| takes_words(&part(&include[1]), part))
}

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
    fn a_form_that_loses_words_is_found() {
        let part = |_: &str| "<textarea name=\"reason\"></textarea>".to_owned();
        for (form, loses) in [
            ("<form action=\"/a\"><textarea name=\"x\"></textarea></form>", true),
            ("<form action=\"/a\">{{ form::text(errors, \"x\", \"X\", x) }}</form>", true),
            ("<form action=\"/a\"><input name=\"x\"></form>", true),
            ("<form action=\"/a\">{% include \"parts/reason.html\" %}</form>", true),
            ("<form action=\"/a\" data-draft=\"a\"><textarea name=\"x\"></textarea></form>", false),
            ("<form action=\"/a\"><input type=\"hidden\" name=\"x\">{{ form::select(errors) }}</form>", false),
        ] {
            let found = forms_without_draft("ui/templates/a.html", form, &part);
            let expected = if loses { vec![("a.html".to_owned(), "/a".to_owned())] } else { Vec::new() };
            assert_eq!(found, expected, "{form}");
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
