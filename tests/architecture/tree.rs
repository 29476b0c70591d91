//! Reads the working tree for the rules. Paths are relative to its root, with `/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::{DirEntry, WalkDir};

/// The text of a file.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The bytes of a file.
pub fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A manifest as a table.
pub fn manifest(path: &str) -> toml::Table {
    read(path).parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The manifest of every package.
pub fn manifests() -> Vec<String> {
    let mut found: Vec<String> = all_files("crates").into_iter().filter(|path| path.ends_with("/Cargo.toml")).collect();
    found.push("xtask/Cargo.toml".to_owned());
    found.push("Cargo.toml".to_owned());
    found
}

/// The files with this ending below these folders; a folder that is not there has none.
pub fn files(folders: &[&str], ending: &str) -> Vec<String> {
    let ending = format!(".{ending}");
    let all = folders.iter().flat_map(|folder| all_files(folder));
    all.filter(|path| path.ends_with(&ending)).collect()
}

/// Every file below the folder that is ours: nothing built, nothing installed.
pub fn all_files(folder: &str) -> Vec<String> {
    let start = root().join(folder);
    if !start.exists() {
        return Vec::new();
    }
    let ours = |entry: &DirEntry| !["target", "node_modules", "gen"].contains(&&*entry.file_name().to_string_lossy());
    let entries = WalkDir::new(start).sort_by_file_name().into_iter().filter_entry(ours);
    entries
        .map(|entry| entry.unwrap_or_else(|error| panic!("{folder}: {error}")))
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| relative(entry.path()))
        .collect()
}

/// The names of all libraries of the workspace when the desktop is left out.
pub fn libraries_without_default_features() -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--workspace", "--no-default-features", "--prefix", "none"])
        .args(["--format", "{p}"])
        .current_dir(root())
        .output()
        .unwrap_or_else(|error| panic!("cargo tree: {error}"));
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let listed = String::from_utf8_lossy(&tree.stdout);
    listed.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in a folder of the working tree").to_path_buf()
}

fn relative(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("the walk starts inside the tree");
    inside.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
