//! What a person should know without looking for it. Which cases need somebody is `lists`'
//! business; telling people by e-mail is `reminders`'.

mod list;
mod summary;
mod tell;

pub use list::{Line, list, new, read, read_of};
pub use summary::{Summary, summary};
pub(crate) use tell::tell;
