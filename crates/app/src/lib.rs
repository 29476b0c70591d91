//! The app room; see docs/architecture.md.
