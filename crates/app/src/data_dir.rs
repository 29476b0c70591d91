//! Where the records are. One rule for the window and for `heardctl`, so that both mean the same
//! place: the folder that was asked for, else `HEARD_DATA`, else this person's application data.

use std::path::{Path, PathBuf};

use crate::Problem;

/// Name of the environment variable that names the folder.
pub const VARIABLE: &str = "HEARD_DATA";

/// The folder to work in. It is not made here.
pub fn choose(asked: Option<PathBuf>) -> Result<PathBuf, Problem> {
    let named = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    asked.or_else(named).or_else(own).ok_or_else(|| {
        Problem::NotFound(
            "This computer names no folder for application data. Say where the records are with --data DIR.".into(),
        )
    })
}

/// Whether a database of Heard is there.
pub fn has_records(folder: &Path) -> bool {
    folder.join(crate::office::DATABASE).is_file()
}

/// Local, not roaming: a database must not lie on a network share.
fn own() -> Option<PathBuf> {
    let name = if cfg!(windows) { "Heard" } else { "heard" };
    Some(dirs::data_local_dir()?.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_was_asked_for_comes_first() {
        let asked = PathBuf::from("somewhere");
        assert_eq!(choose(Some(asked.clone())).expect("a folder"), asked);
    }
}
