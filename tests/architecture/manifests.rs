//! The rules about manifests: what a package may import, and which libraries it may name.

use toml::{Table, Value};

use crate::house::House;

/// Only tests may import it.
const TESTKIT: &str = "testkit";
/// The packages at the top, whose tests drive the whole office.
const TOP: [&str; 2] = ["heard", "server"];

struct Dependency {
    package: String,
    for_tests: bool,
}

/// What is wrong with one manifest; `workspace` is the root's, for what is inherited.
pub fn complaints(house: &House, path: &str, manifest: &Table, workspace: &Table) -> Vec<String> {
    let Some(name) = string(manifest, &["package", "name"]) else {
        return Vec::new();
    };
    let Some(room) = house.room(name) else {
        return vec![format!(
            "{path}: package `{name}` has no row in docs/architecture.md. A new crate must forbid \
             an import, fence a heavy library, ship alone, or serve several test suites"
        )];
    };
    dependencies(manifest, workspace)
        .iter()
        .filter_map(|dependency| {
            let library = &dependency.package;
            let why = if house.room(library).is_some() {
                let allowed = room.imports.contains(library)
                    || (dependency.for_tests && (library == TESTKIT || TOP.contains(&name)));
                (!allowed).then(|| import_complaint(&room.imports, library))
            } else {
                library_complaint(house, name, dependency)
            };
            why.map(|why| format!("{path}: `{name}` must not depend on `{library}`: {why}"))
        })
        .collect()
}

fn import_complaint(allowed: &[String], library: &str) -> String {
    if library == TESTKIT {
        return "it is for tests; name it under [dev-dependencies]".to_owned();
    }
    format!("docs/architecture.md lets it import only [{}]", allowed.join(", "))
}

fn library_complaint(house: &House, name: &str, dependency: &Dependency) -> Option<String> {
    let library = &dependency.package;
    if let Some(fence) = house.fence_against(name, library) {
        let measures = dependency.for_tests && name == "heard" && fence.inside().contains("benches");
        if !measures && (fence.holds_in_tests || !dependency.for_tests) {
            return Some(format!("the library is fenced into {}", fence.inside()));
        }
    }
    let listed = house.room(name)?.libraries.as_ref()?;
    (!dependency.for_tests && !listed.contains(library))
        .then(|| format!("its libraries are [{}] and no others", listed.join(", ")))
}

/// Every dependency of every kind and target, by the package's own name.
fn dependencies(manifest: &Table, workspace: &Table) -> Vec<Dependency> {
    let mut found = section(manifest, workspace);
    if let Some(Value::Table(targets)) = manifest.get("target") {
        let tables = targets.values().filter_map(Value::as_table);
        found.extend(tables.flat_map(|target| section(target, workspace)));
    }
    found
}

fn section(table: &Table, workspace: &Table) -> Vec<Dependency> {
    let kinds = [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)];
    let mut found = Vec::new();
    for (kind, for_tests) in kinds {
        let Some(Value::Table(listed)) = table.get(kind) else {
            continue;
        };
        found.extend(
            listed.iter().map(|(key, value)| Dependency { package: package_name(key, value, workspace), for_tests }),
        );
    }
    found
}

/// The package behind a key: its own `package`, the workspace's, or the key itself.
fn package_name(key: &str, value: &Value, workspace: &Table) -> String {
    let own = value.get("package").and_then(Value::as_str);
    let inherited = || string(workspace, &["workspace", "dependencies", key, "package"]);
    own.or_else(inherited).unwrap_or(key).to_owned()
}

fn string<'t>(table: &'t Table, path: &[&str]) -> Option<&'t str> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(table.get(*first)?, |value, key| value.get(key))?.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::tests::PAGE;

    fn complaints_of(manifest: &str) -> Vec<String> {
        let workspace = "[workspace.dependencies]\nsql = { package = \"rusqlite\", version = \"1\" }";
        complaints(
            &House::from_page(PAGE),
            "Cargo.toml",
            &manifest.parse().expect("the fixture is TOML"),
            &workspace.parse().expect("the fixture is TOML"),
        )
    }

    #[track_caller]
    fn one_complaint(manifest: &str, says: &str) {
        let found = complaints_of(manifest);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(says), "{found:?} says {says:?}");
    }

    #[test]
    fn what_the_table_allows_passes() {
        let app = "[package]\nname='app'\n[dependencies]\nstore.workspace=true\nanyhow='1'\n\
                   [dev-dependencies]\ntestkit.workspace=true\ntokio='1'";
        assert!(complaints_of(app).is_empty());
        let top = "[package]\nname='heard'\n[dependencies]\napp.workspace=true\ntauri='2'\n\
                   [dev-dependencies]\nstore.workspace=true\nrusqlite='0.41'";
        assert!(complaints_of(top).is_empty(), "its tests drive the office, its benches the engine");
    }

    #[test]
    fn each_forbidden_edge_is_named() {
        let domain = "[package]\nname='domain'\n";
        let app = "[package]\nname='app'\n";
        one_complaint(&format!("{domain}[dependencies]\nstore.workspace=true"), "import only []");
        one_complaint(&format!("{domain}[dev-dependencies]\nstore.workspace=true"), "import only []");
        one_complaint(&format!("{domain}[dependencies]\nanyhow='1'"), "[chrono, serde] and no others");
        one_complaint(&format!("{app}[dependencies]\ntestkit.workspace=true"), "dev-dependencies");
        one_complaint(&format!("{app}[dependencies]\nrusqlite='0.41'"), "fenced into store");
        one_complaint(&format!("{app}[dev-dependencies]\nrusqlite='0.41'"), "fenced into store");
        one_complaint(&format!("{app}[build-dependencies]\ntauri-build='2'"), "fenced into heard");
        one_complaint(&format!("{app}[dependencies]\ntokio='1'"), "fenced into heard");
        one_complaint(&format!("{app}[target.'cfg(unix)'.dependencies]\nrusqlite='1'"), "fenced");
    }

    #[test]
    fn a_new_name_does_not_hide_a_library() {
        let app = "[package]\nname='app'\n[dependencies]\n";
        one_complaint(&format!("{app}db={{package='rusqlite',version='1'}}"), "`rusqlite`");
        one_complaint(&format!("{app}sql.workspace=true"), "`rusqlite`");
    }

    #[test]
    fn a_package_without_a_row_is_refused() {
        one_complaint("[package]\nname='helpers'", "has no row");
    }
}
