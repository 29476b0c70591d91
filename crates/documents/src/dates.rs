//! Dates in words other people wrote: which readings a column of them allows ([`study`]), what speaks for
//! each in sentences a person can check, and reading one value the way that was decided ([`parse`]).
//!
//! It never decides: `04-08-2015` is a date in April and one in August, and a wrong guess shifts a council's
//! deadlines without a trace. The importer shows the evidence and asks. Civil dates only; time zones and what
//! a date means for a case are others' business.

mod evidence;
mod formats;
mod order;
mod reading;
mod study;
mod suggest;
mod times;

pub use evidence::{Evidence, Example, Finding, MonthsEvidence, OrderEvidence, OrderExample, ShareEvidence};
pub use reading::{DateReading, parse, parse_moment};
pub use study::{Against, DateStudy, FormatFit, Running, study, study_column};
pub use suggest::{Certainty, Suggestion};
pub use times::{parse_time, time_of_fraction};
