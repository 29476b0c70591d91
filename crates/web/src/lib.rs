//! The web room; see docs/architecture.md.
