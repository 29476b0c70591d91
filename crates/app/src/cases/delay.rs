//! The delay letter in time: before a date is missed, not after, the customer is told why and until when (Making
//! Experiences Count, last paragraph; LGSCO Code 5.5). How long before is when staff are first reminded of the date.

use domain::{Case, Clock, Date, clock::Standing, decide};
use store::Reading;

use crate::{
    Problem,
    office::RuleBook,
    settings::{self, Reminders},
};

/// A date that may still be put off, and soon cannot be without being missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delay {
    /// What is due.
    pub title: String,
    /// When.
    pub due: Date,
    /// Working days until then; 0 is today.
    pub days_left: i64,
    /// The latest date it may be put off to; `None` where the procedure sets no bound.
    pub latest: Option<Date>,
}

/// The date to tell the customer about, where it is near and the procedure lets it be put off once more.
pub(super) fn near(
    reading: &Reading<'_>,
    case: &Case,
    clocks: &[Clock],
    book: &RuleBook,
) -> Result<Option<Delay>, Problem> {
    let Some((clock, rule)) = decide::to_extend(case, clocks, book.rules()).into_iter().next() else { return Ok(None) };
    let Standing::Running { days_left } = clock.standing else { return Ok(None) };
    if decide::extended_often(case, rule).is_some() {
        return Ok(None);
    }
    let before = settings::get::<Reminders>(reading)?.days_before.into_iter().max().unwrap_or(0);
    let latest = decide::latest_extension(clock, rule, book.rules());
    let further = latest.is_none_or(|latest| latest > clock.due);
    Ok((days_left <= i64::from(before) && further).then(|| Delay {
        title: clock.title.clone(),
        due: clock.due,
        days_left,
        latest,
    }))
}
