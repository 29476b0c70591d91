//! What an address asks of the figures beside their period.

use app::Problem;
use chrono::TimeDelta;
use domain::{Moment, ServiceId, london};

use crate::form::Fields;

/// One service or all; as at a moment, or as the month was locked, or now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Asked {
    /// Only this service.
    pub service: Option<ServiceId>,
    /// As they stood then.
    pub as_at: Option<Moment>,
}

impl Asked {
    /// Reads `service` and `as_at`: a moment, a date for the end of that day, or `now`.
    pub fn of(fields: &Fields, now: Moment) -> Result<Asked, Problem> {
        let wrong = || Problem::field("as_at", "Give the moment as a date, such as 3/11/2026");
        let as_at = match fields.text("as_at").trim() {
            "" => None,
            "now" => Some(now),
            moment if moment.contains('T') => Some(moment.parse().map_err(|_| wrong())?),
            _ => {
                let day = fields.date("as_at").ok().flatten().and_then(|day| day.succ_opt()).ok_or_else(wrong)?;
                Some(london::start_of(day) - TimeDelta::microseconds(1))
            }
        };
        Ok(Asked { service: fields.number("service").map(ServiceId), as_at })
    }
}
