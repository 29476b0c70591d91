//! How a receipt on a day that does not count is treated; councils in the United Kingdom differ by one day.
//! What counts as receipt, and at what hour, belongs to others.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Calendar;

/// The reading a procedure takes of a receipt on a weekend, bank holiday or closure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WeekendReceipt {
    /// Received when it arrived: the next working day is day 1. The stricter reading, and the default.
    #[default]
    NextWorkingDayIsDayOne,
    /// Received on the next working day, which becomes day 0, as the Home Office's case-working does.
    NextWorkingDayIsDayZero,
}

impl WeekendReceipt {
    /// The day from which working days are counted for something received on `received`.
    pub fn day_zero(self, calendar: &Calendar, received: NaiveDate) -> NaiveDate {
        match self {
            WeekendReceipt::NextWorkingDayIsDayOne => received,
            WeekendReceipt::NextWorkingDayIsDayZero => calendar.first_working_day_from(received),
        }
    }
}
