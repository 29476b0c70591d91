//! Dates, moments and names as people read them. Words of single pages live with those pages.

use std::sync::LazyLock;

use chrono::{
    Datelike,
    format::{Item, StrftimeItems},
};
use domain::{Date, Moment, Time, behalf::Relation, london};

/// Said instead of "by email" while nothing leaves.
pub const EMAIL_WAITS: &str = "The email is written and waits: the mail settings need attention.";

/// "Thu 3 Dec", with the year when it is not `today`'s.
pub fn day(date: Date, today: Date) -> String {
    let pattern = if date.year() == today.year() { &DAY } else { &DAY_AND_YEAR };
    date.format_with_items(pattern.iter()).to_string()
}

/// Every line of a list has a day or two: how they are written is read once.
static DAY: LazyLock<Vec<Item<'static>>> = LazyLock::new(|| StrftimeItems::new("%a %-d %b").collect());
static DAY_AND_YEAR: LazyLock<Vec<Item<'static>>> = LazyLock::new(|| StrftimeItems::new("%a %-d %b %Y").collect());

/// "Thursday 3 December 2026".
pub fn long_day(date: Date) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// "Thu 26 Nov 2026, 15:20".
pub fn moment(moment: Moment) -> String {
    london::local(moment).format("%a %-d %b %Y, %H:%M").to_string()
}

/// "15:20".
pub fn time(moment: Moment) -> String {
    london::local(moment).format("%H:%M").to_string()
}

/// "15:20".
pub fn time_of_day(time: Time) -> String {
    time.format("%H:%M").to_string()
}

/// A day with its time of day where it is known: "Thu 26 Nov, 15:20".
pub fn day_and_time(date: Date, time: Option<Time>, today: Date) -> String {
    let day = day(date, today);
    time.map_or(day.clone(), |time| format!("{day}, {}", time_of_day(time)))
}

/// "3/12/2026", as people type it.
pub fn typed(date: Date) -> String {
    date.format("%-d/%-m/%Y").to_string()
}

/// The words with a capital letter at their head.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "JW" of "Joanne Whitlock".
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first().and_then(|word| word.chars().next());
    let last = words.get(1..).and_then(<[&str]>::last).and_then(|word| word.chars().next());
    first.into_iter().chain(last).collect::<String>().to_uppercase()
}

/// "a councillor, an MP or a parent", with those whom a procedure lets speak besides them.
pub fn who_needs_no_authority(lets_speak: &[Relation]) -> String {
    let named = |relation: &Relation| match relation {
        Relation::Family => "family or a friend",
        Relation::Advocate => "an advocate or adviser",
        Relation::Solicitor => "a solicitor",
        Relation::Councillor => "a councillor",
        Relation::Mp => "an MP",
        Relation::Parent => "a parent",
        Relation::Other => "anybody else",
    };
    let none = |relation: &&Relation| relation.speaks_by_right() || lets_speak.contains(relation);
    let mut names: Vec<&str> = Relation::ALL.iter().filter(none).map(named).collect();
    let last = names.pop().unwrap_or_default();
    format!("{} or {last}", names.join(", "))
}

/// "1 case", "3 cases".
pub fn counted(number: u64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}
