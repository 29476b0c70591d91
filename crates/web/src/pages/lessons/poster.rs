//! The poster “You said, we did”, to be printed or put on a web page: what customers said, what we did, and how many
//! complaints we answered in time. It names nobody.

use app::lessons::{self, Poster};
use askama::Template;
use chrono::Datelike;
use domain::Date;

use crate::{
    answer::{self, Answer},
    layout::{Frame, NavItem},
    visit::Visit,
};

/// What stands on it.
pub(super) struct OnPoster {
    pub council: String,
    /// Said on the poster of a practice file.
    pub made_up: Option<&'static str>,
    pub season: String,
    pub lines: Vec<(String, String)>,
    /// "We answered 87% of complaints on time."; empty where none were answered.
    pub answered: String,
    /// "We want it to be 95%."
    pub target: String,
}

#[derive(Template)]
#[template(path = "lessons_poster.html")]
struct PosterPage {
    frame: Frame,
    poster: OnPoster,
}

/// The poster as a page of its own, for the council's web site.
#[derive(Template)]
#[template(path = "lessons_poster_web.html")]
struct WebPoster {
    poster: OnPoster,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let poster = found(&visit).await?;
    let frame = Frame { printed_at: None, ..visit.frame("You said, we did", Some(NavItem::Lessons)) };
    answer::page(&visit, &PosterPage { frame, poster })
}

pub(super) async fn save(visit: Visit) -> Answer {
    let page = WebPoster { poster: found(&visit).await? };
    let html =
        page.render().map_err(|error| answer::Failure::new(app::Problem::Broken(error.to_string()), visit.clone()))?;
    answer::download(&visit.file_name("You said, we did.html"), "text/html; charset=utf-8", html.into_bytes())
}

async fn found(visit: &Visit) -> Result<OnPoster, answer::Failure> {
    let poster = visit.run(|visit| lessons::poster(&visit.office, &visit.who, visit.now)).await?;
    Ok(on_poster(&poster))
}

pub(super) fn on_poster(poster: &Poster) -> OnPoster {
    let (range, share) = poster.answered;
    let answered = share
        .percent()
        .map(|percent| format!("From {} we answered {percent}% of complaints by their first date.", range.title()));
    OnPoster {
        council: poster.council.clone(),
        made_up: poster.made_up,
        season: season(poster.date),
        lines: poster.lessons.iter().map(|lesson| (lesson.said.clone(), lesson.did.clone())).collect(),
        target: poster
            .target
            .filter(|_| answered.is_some())
            .map_or(String::new(), |target| format!("We want it to be {target}%.")),
        answered: answered.unwrap_or_default(),
    }
}

/// "autumn 2026": by whole months, a winter named after the year in which it ends.
fn season(date: Date) -> String {
    let (name, year) = match date.month() {
        12 => ("winter", date.year() + 1),
        1 | 2 => ("winter", date.year()),
        3..=5 => ("spring", date.year()),
        6..=8 => ("summer", date.year()),
        _ => ("autumn", date.year()),
    };
    format!("{name} {year}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_are_of_whole_months() {
        for (day, expected) in [
            ("2026-11-30", "autumn 2026"),
            ("2026-12-01", "winter 2027"),
            ("2027-02-28", "winter 2027"),
            ("2027-03-01", "spring 2027"),
            ("2027-08-31", "summer 2027"),
        ] {
            assert_eq!(season(day.parse().expect("a date")), expected, "{day}");
        }
    }
}
