//! How far a long piece of work has come, told to whoever watches it, who may call it off: then everything is as it
//! was before.

use crate::Problem;

/// Told how much is done, and of how much. An error calls the work off.
pub type Progress<'w> = dyn FnMut(u64, u64) -> Result<(), Problem> + 'w;

/// For work that nobody watches.
pub fn unwatched(_done: u64, _of: u64) -> Result<(), Problem> {
    Ok(())
}
