//! Where the records are, when nobody says otherwise. The rule is shared with `heardctl`.

use anyhow::{Context, Result};
use std::path::PathBuf;

/// The folder that was asked for, or the one in this person's own application data. It is made when missing.
pub fn choose(asked: Option<PathBuf>) -> Result<PathBuf> {
    let place =
        asked.or_else(own).context("this PC names no folder for application data; start Heard with --data DIR")?;
    std::fs::create_dir_all(&place).with_context(|| format!("the folder {} cannot be made", place.display()))?;
    Ok(place)
}

/// Local, not roaming: a database must not lie on a network share.
fn own() -> Option<PathBuf> {
    let name = if cfg!(windows) { "Heard" } else { "heard" };
    Some(dirs::data_local_dir()?.join(name))
}
