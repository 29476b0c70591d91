//! The console program as people run it: what it prints, what it leaves, how it ends.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
mod due;
mod import;
mod procedure;
mod records;
mod serve;
mod usage;
mod workdays;
