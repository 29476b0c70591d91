//! The delay letter in time: before a date is missed, not after, the customer is told why and until when (Making
//! Experiences Count, last paragraph; LGSCO Code 5.5). How long before is when staff are first reminded of the date.

use domain::{Case, Clock, Date, Rules, clock::Standing, decide};
use store::Reading;

use crate::{
    Problem,
    against::Against,
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

/// The date to tell the customer about, where it is near and the procedure lets it be put off once more: the case's
/// own, or, where that is not near yet, the one of the Code that it is measured against. A letter puts off both.
pub(super) fn near(
    reading: &Reading<'_>,
    case: &Case,
    clocks: &[Clock],
    book: &RuleBook,
    against: Option<&Against>,
) -> Result<Option<Delay>, Problem> {
    let before = i64::from(settings::get::<Reminders>(reading)?.days_before.into_iter().max().unwrap_or(0));
    let Some(own) = next(case, clocks, book.rules()) else { return Ok(None) };
    if own.days_left <= before {
        return Ok(Some(own));
    }
    let code = against.zip(book.against()).and_then(|(against, code)| {
        let of_code = next(against.case(), &against.clocks, code.rules())?;
        let latest = [own.latest, of_code.latest].into_iter().flatten().min();
        let title = format!("{}: {}", against.procedure.name, of_code.title);
        Some(Delay { title, latest, ..of_code }).filter(|delay| latest.is_none_or(|latest| latest > delay.due))
    });
    Ok(code.filter(|code| code.days_left <= before))
}

/// The next date that can still be put off, and how far.
fn next(case: &Case, clocks: &[Clock], rules: Rules<'_>) -> Option<Delay> {
    let (clock, rule) = decide::to_extend(case, clocks, rules).into_iter().next()?;
    let Standing::Running { days_left } = clock.standing else { return None };
    let latest = decide::latest_extension(clock, rule, rules);
    let further = decide::extended_often(case, rule).is_none() && latest.is_none_or(|latest| latest > clock.due);
    further.then(|| Delay { title: clock.title.clone(), due: clock.due, days_left, latest })
}
