//! `cargo xtask`: sets the project up, runs it, tests it.
fn main() {}
