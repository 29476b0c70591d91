//! Whether the built files of `ui/static` are what `ui/src` builds to.
//!
//! They are kept in git, so that building Heard needs no Node (docs/decisions/0003).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xshell::Shell;

use crate::project::Project;

const BUILT: &str = "ui/static";

/// Builds anew and compares with what was there; a difference stays in the tree, to be committed.
pub fn check(project: &Project) -> Result<()> {
    let shell = &project.shell;
    let before = contents(shell)?;
    let npm = which::which("npm").context("npm comes with Node.js")?;
    shell.cmd(npm).args(["run", "build", "--silent", "--prefix", "ui"]).run()?;
    let stale = differences(&before, &contents(shell)?);
    if stale.is_empty() {
        return Ok(());
    }
    bail!("built files were out of date and have been built anew; commit them: {}", stale.join(", "))
}

/// Every file below the folder of built files, with its bytes.
fn contents(shell: &Shell) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut folders = vec![PathBuf::from(BUILT)];
    let mut files = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for path in shell.read_dir(folder)? {
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = shell.read_binary_file(&path)?;
                files.insert(inside(shell, path), bytes);
            }
        }
    }
    Ok(files)
}

fn inside(shell: &Shell, path: PathBuf) -> PathBuf {
    path.strip_prefix(shell.current_dir()).map(Path::to_path_buf).unwrap_or(path)
}

/// The files that came, went or changed.
fn differences(before: &BTreeMap<PathBuf, Vec<u8>>, after: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<String> {
    let mut names: Vec<String> = before
        .keys()
        .chain(after.keys())
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| path.display().to_string())
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> BTreeMap<PathBuf, Vec<u8>> {
        files.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn names_what_came_went_and_changed_and_nothing_else() {
        let before = tree(&[("same.css", "a"), ("changed.css", "a"), ("gone.css", "a")]);
        let after = tree(&[("same.css", "a"), ("changed.css", "b"), ("new.css", "a")]);
        assert_eq!(differences(&before, &after), ["changed.css", "gone.css", "new.css"]);
        assert!(differences(&before, &before).is_empty());
    }
}
