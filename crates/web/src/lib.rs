//! The pages: an axum Router over the use-cases of `app`. It returns a Router and never binds a port;
//! it knows nothing of SQL, SMTP or the desktop window.

pub mod layout;
pub mod placeholder;
pub mod static_files;

pub use axum::Router;
