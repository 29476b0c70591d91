//! Being written.
use crate::{Office, Problem};
use domain::Moment;
use std::path::Path;
/// x
pub const PASSWORD: &str = "made-up council";
/// x
pub const SIGN_IN_AS: &str = "joanne@thornbeck.example";
/// x
pub fn fill(
    _office: &Office,
    _cases: u32,
    _seed: u64,
    _now: Moment,
    _progress: &mut dyn FnMut(u64),
) -> Result<(), Problem> {
    Err(Problem::Broken("Not yet.".into()))
}
/// x
pub fn practice(folder: &Path, _now: Moment) -> Result<Office, Problem> {
    Office::open(folder)
}
