//! The rules of the house as tests: who may import whom, where SQL and the fenced libraries
//! may be named, how a module opens, what a page may not contain.
//!
//! The tables are read from `docs/architecture.md`, so that the page and the test cannot
//! disagree. What a compiler or a linter checks already is left to them.

#[path = "architecture/house.rs"]
mod house;
#[path = "architecture/manifests.rs"]
mod manifests;
#[path = "architecture/pages.rs"]
mod pages;
#[path = "architecture/sources.rs"]
mod sources;
#[path = "architecture/tree.rs"]
mod tree;

use house::House;

#[test]
fn every_package_imports_only_what_the_table_allows() {
    let house = House::from_page(&tree::read("docs/architecture.md"));
    let workspace = tree::manifest("Cargo.toml");
    let complaints: Vec<String> = tree::manifests()
        .iter()
        .flat_map(|path| manifests::complaints(&house, path, &tree::manifest(path), &workspace))
        .collect();
    none(&complaints);
}

#[test]
fn every_module_opens_with_its_purpose_and_keeps_to_its_room() {
    let house = House::from_page(&tree::read("docs/architecture.md"));
    let modules = tree::files(&["crates", "src-tauri", "xtask", "tests", "benches"], "rs");
    assert!(modules.len() > 10, "the walk found the modules: {modules:?}");
    let complaints: Vec<String> =
        modules.iter().flat_map(|path| sources::complaints(&house, path, &tree::read(path))).collect();
    none(&complaints);
}

#[test]
fn statements_in_files_of_their_own_lie_in_store() {
    let statements = tree::files(&["crates", "src-tauri", "tests", "ui", "procedures"], "sql");
    let outside: Vec<String> = statements
        .iter()
        .filter(|path| !path.starts_with("crates/store/"))
        .map(|path| format!("{path}: SQL belongs to crates/store, which alone knows the tables"))
        .collect();
    none(&outside);
}

#[test]
fn a_form_that_words_are_typed_into_keeps_them() {
    let part = |path: &str| tree::read(&format!("ui/templates/{path}"));
    let templates = tree::files(&["ui/templates"], "html");
    let found: Vec<(String, String)> =
        templates.iter().flat_map(|path| pages::forms_without_draft(path, &tree::read(path), &part)).collect();
    let excused =
        |form: &(String, String)| pages::NO_DRAFT.iter().any(|(page, at, _)| *page == form.0 && *at == form.1);
    let losing = found.iter().filter(|form| !excused(form));
    let losing =
        losing.map(|(page, at)| format!("{page}: the form to {at:?} has no data-draft, so typed words are lost"));
    let needless =
        pages::NO_DRAFT.iter().filter(|(page, at, _)| !found.iter().any(|form| form.0 == *page && form.1 == *at));
    let needless = needless.map(|(page, at, _)| format!("{page}: the form to {at:?} needs no excuse"));
    none(&losing.chain(needless).collect::<Vec<_>>());
}

#[test]
fn no_template_has_inline_style_or_script() {
    let templates = tree::files(&["ui/templates", "crates/web"], "html");
    let complaints: Vec<String> =
        templates.iter().flat_map(|path| pages::template_complaints(path, &tree::read(path))).collect();
    none(&complaints);
}

#[test]
fn no_served_file_names_a_typeface_we_may_not_use() {
    let served = tree::all_files("ui/static");
    assert!(!served.is_empty(), "ui/static holds the built stylesheet");
    let complaints: Vec<String> =
        served.iter().filter_map(|path| pages::typeface_complaint(path, &tree::bytes(path))).collect();
    none(&complaints);
}

/// `cargo test --workspace --no-default-features` must run where no desktop library is.
#[test]
fn without_default_features_nothing_needs_the_desktop() {
    let listed = tree::libraries_without_default_features();
    assert!(listed.iter().any(|library| library == "axum"), "cargo listed the libraries");
    let desktop: Vec<String> = listed
        .iter()
        .filter(|library| ["tauri", "wry", "webkit2gtk-sys", "gtk-sys"].contains(&library.as_str()))
        .map(|library| format!("{library} is needed with --no-default-features; fence it behind `desktop`"))
        .collect();
    none(&desktop);
}

/// Fails with one complaint a line.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
