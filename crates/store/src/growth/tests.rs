//! That no statement of the room grows unseen: every one that is written in its sources is looked
//! at here, whether or not anything runs it; what is put together as it is needed is looked at when
//! it runs, and in all its combinations by `list::plans`.

use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use super::{EXCUSED, growing, grows, steps};
use crate::{Error, Store};

/// Begins a statement.
const VERBS: [&str; 6] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ", "REPLACE "];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// All literal texts of a source, also inside macros.
fn texts(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => texts(group.stream(), found),
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                found.extend(text.map(|text| text.value()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// The sources of the room without its tests, and what they say.
fn room() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.retain(|file| !["tests.rs", "plans.rs"].iter().any(|test| file.ends_with(test)));
    let said = |file: PathBuf| (file.clone(), std::fs::read_to_string(file).expect("a source"));
    files.into_iter().map(said).collect()
}

fn statements() -> Vec<String> {
    let mut found = Vec::new();
    for (_, source) in room() {
        texts(source.parse().expect("a source that compiles"), &mut found);
    }
    found.retain(|text| VERBS.iter().any(|verb| text.starts_with(verb)) && !text.contains('{'));
    found
}

#[test]
fn no_statement_grows_with_the_number_of_cases() {
    let statements = statements();
    assert!(statements.len() > 80, "the statements were found: {}", statements.len());
    let read = |reading: &crate::Reading<'_>| {
        let mut wrong = Vec::new();
        for sql in &statements {
            let growing = growing(reading.connection, sql).unwrap_or_else(|error| panic!("{error}\n{sql}"));
            wrong.extend(growing.into_iter().map(|step| format!("{step}: {sql}")));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok::<_, Error>(())
    };
    Store::in_memory().and_then(|store| store.read(read)).expect("looked at");
}

/// `sql` refuses what grows; what is prepared elsewhere sets a connection up or looks at the file.
#[test]
fn statements_run_only_where_they_are_looked_at() {
    let elsewhere = ["sql.rs", "growth.rs", "dialect.rs", "migrate.rs", "backup.rs"];
    for (file, source) in room() {
        let may = elsewhere.iter().any(|name| file.ends_with(name));
        for way in [".prepare(", ".prepare_cached(", ".query_row(", ".execute(", ".execute_batch("] {
            assert!(may || !source.contains(way), "{} runs a statement past `sql`: {way}", file.display());
        }
    }
}

#[test]
fn only_what_must_is_excused() {
    let read = |reading: &crate::Reading<'_>| {
        for (sql, why) in EXCUSED {
            let steps = steps(reading.connection, sql).expect("a statement");
            assert!(steps.iter().any(|step| grows(step)), "needs no excuse ({why}): {steps:?}\n{sql}");
        }
        Ok::<_, Error>(())
    };
    Store::in_memory().and_then(|store| store.read(read)).expect("looked at");
}

#[test]
fn a_step_that_grows_is_told_from_one_that_does_not() {
    let table = [
        ("SCAN cases", true),
        ("SCAN cases USING COVERING INDEX cases_kind", true),
        ("SCAN a_table_of_tomorrow", true),
        ("SCAN case_words VIRTUAL TABLE INDEX 0:", true),
        ("USE TEMP B-TREE FOR ORDER BY", true),
        ("SCAN case_words VIRTUAL TABLE INDEX 64:M1", false),
        ("SCAN case_vocabulary VIRTUAL TABLE INDEX 0:", true),
        ("SCAN case_vocabulary VIRTUAL TABLE INDEX 2:", false),
        ("SEARCH cases USING INDEX cases_due (sort_due>?)", false),
        ("SCAN letter USING INDEX letter_to_post", false),
        ("SCAN person", false),
        ("SCAN CONSTANT ROW", false),
        ("SCAN found", false),
    ];
    for (step, expected) in table {
        assert_eq!(grows(step), expected, "{step}");
    }
}

/// A row that goes, or changes its key, is looked for in every table that names it, which the
/// engine's account does not say.
#[test]
fn every_link_to_a_row_that_may_go_has_an_index() {
    let links =
        "SELECT child.name, link.\"from\" FROM sqlite_schema AS child, pragma_foreign_key_list(child.name) AS link
        WHERE child.type = 'table' AND link.\"table\" IN ('cases', 'customer', 'file') AND NOT EXISTS (
            SELECT 1 FROM pragma_index_list(child.name) AS indexes, pragma_index_info(indexes.name) AS part
            WHERE part.seqno = 0 AND part.name = link.\"from\")";
    let read = |reading: &crate::Reading<'_>| {
        let mut statement = reading.connection.prepare(links)?;
        let names = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let without: Vec<(String, String)> = names.collect::<Result<_, _>>()?;
        assert_eq!(without, []);
        Ok::<_, Error>(())
    };
    Store::in_memory().and_then(|store| store.read(read)).expect("looked at");
}
