//! The promises of Heard, one file each, told through the use-cases over a real store. Pages and
//! windows have tests of their own.

mod calendar_changes;
mod figures_as_at;
mod letters_contain;
mod main_job;
mod nothing_lost;
mod nothing_twice;
mod own_procedures;
mod reminders;
mod seen_only_by;
mod stages;
mod stale;
mod standards;
