//! `heardctl import`.
