//! The pages: an axum Router over the use-cases of `app`. It returns a Router and never binds a port;
//! it knows nothing of SQL, SMTP or the desktop window.

pub mod answer;
mod broken;
pub mod chart;
pub mod differences;
pub mod door;
pub mod due;
pub mod form;
pub mod frame;
pub mod layout;
pub mod pages;
mod pieces;
pub mod router;
pub mod said;
pub mod static_files;
pub mod tasks;
pub mod theme;
pub mod timeline;
pub mod visit;
pub mod words;

pub use axum::{Router, body::Body};
pub use door::Door;
pub use router::router;
