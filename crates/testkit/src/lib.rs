//! The testkit room; see docs/architecture.md.
