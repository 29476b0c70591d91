//! `heardctl`, the console program.
fn main() {}
