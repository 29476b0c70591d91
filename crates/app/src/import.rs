//! Bringing in an old log: a table, and a mapping that says what its columns mean. First a look
//! that changes nothing and names every row that cannot be taken, and why; then all of it as one
//! batch, or none. A batch on which nobody has worked can be taken back.

mod again;
mod columns;
mod dated;
mod entry;
mod file;
mod headings;
mod history;
mod mapping;
mod open;
mod outcomes;
mod plan;
mod save;
mod seen;
mod suggest;
mod words;

use domain::Role;

use crate::{Problem, Who};

pub use columns::Field;
pub use dated::DateColumn;
pub use documents::{dates::DateReading, read::Encoding};
pub use entry::{Doubt, Entry, Refused};
pub use file::{keep_file, kept_file, kept_name};
pub use mapping::{ClosedOn, ErrorCells, Mapping, begun, parse};
pub use open::StillOpen;
pub use plan::{Plan, prepare};
pub use save::{BroughtIn, batches, bring_in, undo};
pub use seen::{Part, Seen, Use, see, see_again};
pub use words::{Meaning, Word};

/// Whether a person may bring cases in.
pub fn may(who: &Who) -> Result<(), Problem> {
    match who.role() {
        Role::Administrator | Role::HeadOfCustomerServices => Ok(()),
        Role::Adviser | Role::Champion | Role::Investigator | Role::HeadOfService | Role::Reader => {
            Err(Problem::NotAllowed(
                "Cases are brought in by an administrator or the Head of Customer Services. Ask one of them.".into(),
            ))
        }
    }
}

/// The readings of dates, by the names that mappings and commands use for them.
pub const READINGS: [(&str, DateReading); 5] = [
    ("day-first", DateReading::DayFirst),
    ("month-first", DateReading::MonthFirst),
    ("day-first-unless-impossible", DateReading::DayFirstUnlessImpossible),
    ("month-first-unless-impossible", DateReading::MonthFirstUnlessImpossible),
    ("excel-day-number", DateReading::ExcelDayNumber),
];

/// The reading with this name.
pub fn reading(name: &str) -> Option<DateReading> {
    READINGS.iter().find(|(each, _)| *each == name).map(|(_, reading)| *reading)
}

/// The name of a reading.
pub fn reading_name(reading: DateReading) -> &'static str {
    READINGS.iter().find(|(_, each)| *each == reading).map_or("ask", |(name, _)| name)
}

/// A number as people read it: "2,223".
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.join(",")
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, words) in [(0, "0"), (999, "999"), (1_000, "1,000"), (2_223, "2,223"), (1_234_567, "1,234,567")] {
            assert_eq!(super::number(number), words);
        }
    }
}
