//! The rules about Rust sources: a module's opening words, SQL only in store, and the fenced
//! libraries' names only inside their fences.

use std::str::FromStr;
use std::sync::LazyLock;

use proc_macro2::{Delimiter, Group, Ident, Literal, TokenStream, TokenTree};
use regex::Regex;
use syn::Lit;

use crate::house::House;

/// What SQL looks like in a string. Keywords in capitals, so that a sentence is not a statement.
static SQL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?sx)
        \bSELECT\b.+\bFROM\b | ^\s*SELECT\s | \bINSERT\s+(OR\s+\w+\s+)?INTO\b
        | \bUPDATE\b.+\bSET\b | \bDELETE\s+FROM\b | ^\s*PRAGMA\s
        | \b(CREATE|ALTER|DROP)\s+(TEMP\s+|VIRTUAL\s+|UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b
        | \binsert\s+into\s+\w+\s*\( | \bcreate\s+table\s+\w+\s*\( | \bdelete\s+from\s+\w+\s+where\b",
    )
    .expect("the pattern is constant")
});

/// What is wrong with one module.
pub fn complaints(house: &House, path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !source.starts_with("//!") {
        found.push(format!("{path}:1: a module opens with `//!`: what it is for, what it leaves to others"));
    }
    match TokenStream::from_str(source) {
        Ok(tokens) => Walk { house, path, found: &mut found }.stream(tokens),
        Err(error) => found.push(format!("{path}: not Rust: {error}")),
    }
    found
}

/// The room that a file belongs to. Tests at the root are the desktop package's.
fn room_of(path: &str) -> &str {
    let mut folders = path.split('/');
    match (folders.next(), folders.next()) {
        (Some("crates"), Some(room)) => room,
        (Some("src-tauri"), _) => "heard",
        (Some(folder), _) => folder,
        (None, _) => path,
    }
}

struct Walk<'a> {
    house: &'a House,
    path: &'a str,
    found: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn stream(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) if is_documentation(&group) => {}
                TokenTree::Group(group) => self.stream(group.stream()),
                TokenTree::Ident(name) => self.name(&name),
                TokenTree::Literal(literal) => self.literal(literal),
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn name(&mut self, name: &Ident) {
        let written = name.to_string();
        let Some(fence) = self.house.fence_against(room_of(self.path), &written) else {
            return;
        };
        if fence.holds_in_tests {
            let line = name.span().start().line;
            let inside = fence.inside();
            self.found.push(format!("{}:{line}: `{written}` is named only in {inside}", self.path));
        }
    }

    fn literal(&mut self, literal: Literal) {
        let line = literal.span().start().line;
        let Some(text) = text_of(literal) else {
            return;
        };
        // The rules' own examples of statements are not statements that anything runs.
        let knows_sql = ["crates/store/", "benches/", "tests/architecture/"];
        if SQL.is_match(&text) && !knows_sql.iter().any(|folder| self.path.starts_with(folder)) {
            self.found.push(format!("{}:{line}: SQL belongs to crates/store, which alone knows the tables", self.path));
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "syn's kinds of literal, which may grow")]
fn text_of(literal: Literal) -> Option<String> {
    match Lit::new(literal) {
        Lit::Str(text) => Some(text.value()),
        Lit::ByteStr(bytes) => Some(String::from_utf8_lossy(&bytes.value()).into_owned()),
        Lit::CStr(text) => Some(text.value().to_string_lossy().into_owned()),
        _ => None,
    }
}

/// Whether these brackets are those of `#[doc = "…"]`, which every doc comment becomes.
fn is_documentation(group: &Group) -> bool {
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::tests::PAGE;

    fn complaints_of(path: &str, body: &str) -> Vec<String> {
        complaints(&House::from_page(PAGE), path, &format!("//! Opens well.\n{body}"))
    }

    #[track_caller]
    fn one_complaint(path: &str, body: &str, says: &str) {
        let found = complaints_of(path, body);
        assert_eq!(found.len(), 1, "{body}: {found:?}");
        assert!(found[0].contains(says), "{found:?} says {says:?}");
    }

    #[test]
    fn a_module_without_opening_words_is_refused() {
        let house = House::from_page(PAGE);
        let found = complaints(&house, "crates/app/src/lib.rs", "// not a doc comment\nfn f() {}");
        assert!(matches!(found.as_slice(), [only] if only.contains("opens with `//!`")), "{found:?}");
    }

    #[test]
    fn sql_is_refused_outside_store_wherever_it_stands() {
        for body in [
            "const Q: &str = \"SELECT id FROM person\";",
            "const Q: &str = \"SELECT id,\\n  name\\nFROM person\";",
            "const Q: &str = r#\"INSERT INTO person (id) VALUES (1)\"#;",
            "fn f() { run(&format!(\"UPDATE {table} SET a = 1\")) }",
            "fn f() { x! { y(\"DELETE FROM person\") } }",
            "const Q: &[u8] = b\"CREATE TABLE person (id)\";",
            "const Q: &str = \"insert into person (id) values (1)\";",
        ] {
            one_complaint("crates/app/src/lib.rs", body, "crates/app/src/lib.rs:2: SQL");
            assert!(complaints_of("crates/store/src/lib.rs", body).is_empty(), "store knows SQL");
        }
    }

    #[test]
    fn a_sentence_or_a_comment_is_not_sql() {
        for body in [
            "const S: &str = \"Select a service from the list\";",
            "const S: &str = \"Update the case and set a date\";",
            "/// Runs SELECT id FROM person.\nfn f() {}",
            "// INSERT INTO person\nfn f() {}",
        ] {
            assert_eq!(complaints_of("crates/web/src/lib.rs", body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn a_fenced_library_is_named_only_inside() {
        one_complaint("crates/app/src/lib.rs", "use store::rusqlite::Connection;", "only in store");
        one_complaint("tests/acceptance/main.rs", "use tauri_plugin_dialog as d;", "only in heard");
        assert!(complaints_of("src-tauri/main.rs", "use tauri::Manager;").is_empty());
        assert!(complaints_of("benches/create.rs", "use rusqlite::Connection;").is_empty());
        assert!(complaints_of("crates/app/src/lib.rs", "// tauri\nconst S: &str = \"tauri\";").is_empty());
    }
}
