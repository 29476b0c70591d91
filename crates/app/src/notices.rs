//! What a person should know without looking for it. Which cases need somebody is `lists`'
//! business; telling people by e-mail is `reminders`'.

mod summary;

pub use summary::{Summary, summary};
