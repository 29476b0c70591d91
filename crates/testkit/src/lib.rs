//! What tests need: an office with people in it, a clock that is set by hand, chance that is the
//! same each time, and people who act. For tests only, never a normal dependency.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set its scene should stop there")]

mod office;
mod scene;

pub use office::{Clock, PASSWORD, TestOffice, at, chance, office, office_in, office_over, office_under};
pub use scene::{RESPONSE, Scene, by, call};
