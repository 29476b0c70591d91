//! Grounds of complaint that come again and again in a service: what is worth a lesson. Counted from the sums of months,
//! however many cases there are.

use std::collections::BTreeMap;

use domain::{
    Moment, ServiceId,
    figures::{Entry, Month, Range},
    london,
};
use store::Reading;

use super::{Standing, readers_only, register, sees, writes};
use crate::{Office, Problem, Who, also, office::RuleBook, procedures::Titles};

/// Months that a trend shows, this one the last.
pub const MONTHS: usize = 6;
/// Months in which a ground has to come often.
const LATELY: u32 = 3;
/// How often.
const OFTEN: u64 = 3;
/// More than these are no help.
const MOST: usize = 6;

/// What comes again and again.
#[derive(Debug, Clone)]
pub struct Patterns {
    /// The months in which they were counted.
    pub range: Range,
    /// The most frequent first.
    pub found: Vec<Pattern>,
}

/// A ground that comes often in a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The ground, by its id.
    pub ground: String,
    /// Its title.
    pub title: String,
    /// The service; `None` where nobody has said which.
    pub service: Option<ServiceId>,
    /// Its name.
    pub service_name: String,
    /// How often lately.
    pub count: u64,
    /// How often in each of the last months, the oldest first.
    pub months: [u64; MONTHS],
    /// The newest lesson about it, by number, how it stands, and whether the person looking may change it.
    pub lesson: Option<(i64, Standing, bool)>,
}

/// What comes again and again in the services a person sees.
pub fn patterns(office: &Office, who: &Who, now: Moment) -> Result<Patterns, Problem> {
    readers_only(who)?;
    let this = Month::of(london::date_of(now));
    let titles = Titles::of(office)?.grounds;
    office.read(|reading| {
        let lessons = reading.lessons(register::MOST)?;
        let names: BTreeMap<ServiceId, String> =
            reading.services()?.into_iter().map(|service| (service.id, service.name)).collect();
        let counted = counted(reading, this)?;
        let mut found: Vec<Pattern> = counted
            .into_iter()
            .filter(|((_, service), _)| service.is_some() && sees(who, *service))
            .map(|((ground, service), months)| {
                let about = |row: &store::LessonRow| row.ground.as_deref() == Some(&ground) && row.service == service;
                Pattern {
                    title: titles.get(&ground).unwrap_or(&ground).clone(),
                    service_name: service.and_then(|id| names.get(&id)).cloned().unwrap_or_default(),
                    count: months[MONTHS - LATELY as usize..].iter().sum(),
                    lesson: lessons
                        .iter()
                        .find(|row| about(row))
                        .map(|row| (row.id, Standing::of(row, london::date_of(now)), writes(who, service))),
                    ground,
                    service,
                    months,
                }
            })
            .filter(|pattern| pattern.count >= OFTEN)
            .collect();
        found.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.title.cmp(&other.title)));
        found.truncate(MOST);
        let first = this.minus(LATELY - 1);
        let range = Range::new(first.first(), this.last()).map_err(|error| Problem::Broken(error.to_string()))?;
        Ok(Patterns { range, found })
    })
}

type Counts = BTreeMap<(String, Option<ServiceId>), [u64; MONTHS]>;

fn counted(reading: &Reading<'_>, this: Month) -> Result<Counts, Problem> {
    let mut counts = Counts::new();
    for (at, back) in (0..MONTHS).zip((0..u32::try_from(MONTHS).unwrap_or(u32::MAX)).rev()) {
        let month = this.minus(back);
        for counted in reading.month_counts(month, month)? {
            if let Entry::Ground(Some(ground)) = counted.entry {
                counts.entry((ground, counted.service)).or_default()[at] += u64::from(counted.count);
            }
        }
    }
    Ok(counts)
}

/// What a ground is called, also one of a procedure that was followed before.
pub fn ground_title(office: &Office, id: &str) -> Result<String, Problem> {
    Ok(Titles::of(office)?.grounds.remove(id).unwrap_or_else(|| id.to_owned()))
}

/// The grounds of the procedures that are followed here, by id, with their titles.
pub fn grounds(office: &Office) -> Result<BTreeMap<String, String>, Problem> {
    let books = also::followed(office)?.into_iter().chain(office.adopted()?);
    let of = |book: RuleBook| {
        let grounds = book.procedure().grounds.clone();
        grounds.into_iter().map(|ground| (ground.id, ground.title))
    };
    Ok(books.flat_map(of).collect())
}
