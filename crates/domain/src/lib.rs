//! The domain room; see docs/architecture.md.
