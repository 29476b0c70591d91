//! Lessons: what customers said, and what we changed because of it; grounds that come again and again; what closed cases
//! taught. The form of one lesson is [`form`], the poster is [`poster`].

mod form;
mod poster;
mod reviews;

use app::{
    LessonRow, Problem,
    figures::{Format, media_type},
    lessons::{self, Lesson, MONTHS, Pattern, Standing, Taught},
};
use askama::Template;
use axum::{
    Router,
    extract::{Path, RawQuery},
    routing::{get, post},
};
use domain::{Date, figures::Range};

use super::{
    figures::cases_of_ground,
    periods::{self, Period},
};
use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::Fields,
    layout::{Choice, Frame, NavItem},
    visit::Visit,
    words,
};
use poster::{OnPoster, on_poster};
pub(super) use reviews::{ToReview, to_do};

/// The list, one lesson, the poster, the files.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/lessons", get(show).post(form::add))
        .route("/lessons/new", get(form::new))
        .route("/lessons/poster", get(poster::show))
        .route("/lessons/files/{file}", get(save))
        .route("/lessons/reviews", get(reviews::show).post(reviews::record))
        .route("/lessons/reviews/{number}/take-back", post(reviews::take_back))
        .route("/lessons/reviews/{number}/put-back", post(reviews::put_back))
        .route("/lessons/{id}", get(form::one).post(form::change))
        .route("/lessons/{id}/keep", get(form::one).post(form::keep_both))
        .route("/lessons/{id}/take-away", post(form::take_away))
        .route("/lessons/{id}/put-back", post(form::put_back))
}

#[derive(Template)]
#[template(path = "lessons.html")]
struct Lessons {
    frame: Frame,
    chips: Vec<Chip>,
    may_write: bool,
    patterns: Vec<PatternRow>,
    since: String,
    heading: &'static str,
    nothing: (&'static str, &'static str),
    cards: Vec<Card>,
    poster: OnPoster,
    taught: Vec<TaughtCard>,
    periods: Vec<Choice>,
    period: String,
    /// Whether closed cases may have taught more than is shown.
    more: bool,
    /// How many reviews the procedures ask for, and how many of them are to be seen to now.
    reviews: (usize, usize),
}

/// Which lessons are shown, to choose.
struct Chip {
    words: &'static str,
    count: usize,
    href: &'static str,
    current: bool,
}

/// A ground that comes often.
struct PatternRow {
    title: String,
    service: String,
    count: u64,
    href: String,
    bars: Vec<Bar>,
    told: String,
    /// How the lesson stands, with the way to it or to writing one, where the person looking has one.
    lesson: Option<(Option<String>, &'static str)>,
}

/// One month of a trend, in the units of its picture.
struct Bar {
    x: usize,
    y: u64,
    height: u64,
}

/// A lesson as it is shown.
struct Card {
    said: String,
    did: Vec<String>,
    tag: (String, &'static str),
    on_poster: bool,
    foot: Vec<String>,
    case: Option<String>,
    href: Option<String>,
}

/// What a closed case taught.
struct TaughtCard {
    said: String,
    did: Vec<String>,
    reference: String,
    service: String,
    kind: &'static str,
    closed: String,
}

async fn show(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let periods = periods::all(visit.today());
    let chosen = Period::chosen(&periods, asked.text("period"));
    let which = asked.text("show").to_owned();
    let (from, to) = (chosen.from, chosen.to);
    let (all, patterns, poster, taught, reviews) = visit
        .run(move |visit| {
            let (office, who, now) = (&visit.office, &visit.who, visit.now);
            Ok::<_, Problem>((
                lessons::register(office, who, now)?,
                lessons::patterns(office, who, now)?,
                lessons::poster(office, who, now)?,
                lessons::taught(office, who, from, to)?,
                app::reviews::asked(office, who, now)?,
            ))
        })
        .await?;
    let today = visit.today();
    let may_write = lessons::may_write(&visit.who);
    let (heading, nothing) = headings(&which);
    let pattern = |pattern: Pattern| row(pattern, patterns.range, may_write);
    let page = Lessons {
        frame: visit.frame("Lessons", Some(NavItem::Lessons)),
        chips: chips(&all, &which),
        may_write,
        since: words::day(patterns.range.from(), today),
        patterns: patterns.found.into_iter().map(pattern).collect(),
        heading,
        nothing,
        cards: all.into_iter().filter(|lesson| shown(lesson, &which)).map(|lesson| card(lesson, today)).collect(),
        poster: on_poster(&poster),
        periods: periods::choices(&periods),
        period: chosen.name,
        reviews: (reviews.len(), reviews.iter().filter(|review| review.now).count()),
        more: taught.len() == lessons::MOST,
        taught: taught.into_iter().map(|taught| taught_card(taught, today)).collect(),
    };
    answer::page(&visit, &page)
}

/// The words over the lessons that are shown, and those where there are none.
fn headings(which: &str) -> (&'static str, (&'static str, &'static str)) {
    match which {
        "to-do" => ("Lessons to do", ("Nothing to do", "Every lesson is done, and nobody has to look again yet.")),
        "poster" => {
            ("Lessons on the poster", ("Nothing on the poster yet", "Tick “On the poster” on a lesson that is done."))
        }
        _ => (
            "All lessons",
            ("No lessons yet", "Write one where a ground comes again and again, or take one over from a closed case."),
        ),
    }
}

fn chips(all: &[Lesson], which: &str) -> Vec<Chip> {
    let chip = |words, name: &str, href| Chip {
        words,
        count: all.iter().filter(|lesson| shown(lesson, name)).count(),
        href,
        current: which == name,
    };
    let mut chips = vec![
        chip("All", "", "/lessons"),
        chip("To do", "to-do", "/lessons?show=to-do"),
        chip("On the poster", "poster", "/lessons?show=poster"),
    ];
    if !chips.iter().any(|chip| chip.current) {
        chips[0].current = true;
    }
    chips
}

fn shown(lesson: &Lesson, which: &str) -> bool {
    match which {
        "to-do" => lesson.standing.is_open(),
        "poster" => lesson.row.on_poster,
        _ => true,
    }
}

/// Height of the picture of a trend.
const HIGHEST: u64 = 26;

fn row(pattern: Pattern, range: Range, may_write: bool) -> PatternRow {
    let most = pattern.months.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(at, count): (usize, &u64)| {
        let height = if *count == 0 { 1 } else { (count * HIGHEST / most).max(2) };
        Bar { x: at * 16, y: HIGHEST - height, height }
    };
    let counts: Vec<String> = pattern.months.iter().map(u64::to_string).collect();
    let service = pattern.service.map(|service| service.to_string()).unwrap_or_default();
    let write = format!("/lessons/new?ground={}&service={service}", crate::form::encoded(&pattern.ground));
    PatternRow {
        href: cases_of_ground(range, &pattern.ground, pattern.service),
        bars: pattern.months.iter().enumerate().map(bar).collect(),
        told: format!("In the last {MONTHS} months: {}", counts.join(", ")),
        lesson: match pattern.lesson {
            Some((number, standing, may_change)) => {
                Some((may_change.then(|| format!("/lessons/{number}")), standing_words(standing)))
            }
            None => may_write.then_some((Some(write), "Write a lesson")),
        },
        title: pattern.title,
        service: pattern.service_name,
        count: pattern.count,
    }
}

fn standing_words(standing: Standing) -> &'static str {
    match standing {
        Standing::Late => "Late",
        Standing::ToDo => "To do",
        Standing::Done => "Done",
        Standing::ToCheck => "Look again",
        Standing::Worked => "Done and working",
        Standing::DidNotWork => "Did not work",
    }
}

/// How a lesson stands, with its tone.
fn tag(row: &LessonRow, today: Date) -> (String, &'static str) {
    let day = |date: Option<Date>| date.map(|date| words::day(date, today)).unwrap_or_default();
    match Standing::of(row, today) {
        Standing::Late => (format!("Late, was due {}", day(row.due)), "late"),
        Standing::ToDo if row.due.is_some() => (format!("To do by {}", day(row.due)), "soon"),
        Standing::ToDo => ("To do".into(), "note"),
        Standing::Done => (format!("Done {}", day(row.done)), "ok"),
        Standing::ToCheck => (format!("Look again: done {}", day(row.done)), "soon"),
        Standing::Worked => ("Done and working".into(), "ok"),
        Standing::DidNotWork => ("Did not work: look again".into(), "late"),
    }
}

fn card(lesson: Lesson, today: Date) -> Card {
    let check = lesson.row.check_on.filter(|_| lesson.standing == Standing::Done);
    let since = lesson.since.map(|(count, months)| {
        let months = words::counted(months.into(), "month", "months");
        format!("{} in {months} since", words::counted(count, "complaint", "complaints"))
    });
    let before = lesson.before.filter(|count| *count > 0 && lesson.since.is_none());
    let before = before.map(|count| format!("From {}", words::counted(count, "complaint", "complaints")));
    let named = [lesson.ground.clone(), lesson.service.clone(), lesson.owner.clone()];
    let foot = named.into_iter().filter(|name| !name.is_empty()).chain(before).chain(since);
    Card {
        tag: tag(&lesson.row, today),
        foot: foot.chain(check.map(|day| format!("look again {}", words::day(day, today)))).collect(),
        on_poster: lesson.row.on_poster,
        case: lesson.case.map(|case| case.to_string()),
        href: lesson.may_change.then(|| format!("/lessons/{}", lesson.row.id)),
        did: lines(&lesson.row.did),
        said: lesson.row.said,
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn taught_card(taught: Taught, today: Date) -> TaughtCard {
    let row = taught.line.row;
    TaughtCard {
        said: taught.said,
        did: lines(&taught.did),
        reference: row.reference.to_string(),
        service: taught.line.service_name.unwrap_or_default(),
        kind: row.kind.title(),
        closed: row.closed.map(|closed| words::day(closed, today)).unwrap_or_default(),
    }
}

/// A lesson on the Today of whoever sees to it.
pub(super) struct Owned {
    pub(super) words: String,
    pub(super) href: Option<String>,
    pub(super) tag: (String, &'static str),
}

impl Owned {
    pub(super) fn of(visit: &Visit, row: LessonRow) -> Owned {
        Owned {
            tag: tag(&row, visit.today()),
            href: lessons::writes(&visit.who, row.service).then(|| format!("/lessons/{}", row.id)),
            words: row.did,
        }
    }
}

async fn save(visit: Visit, Path(file): Path<String>) -> Answer {
    let format = match file.as_str() {
        "lessons.csv" => Format::Csv,
        "lessons.xlsx" => Format::Xlsx,
        "poster.html" => return poster::save(visit).await,
        _ => return Err(Failure::no_page(Some(visit))),
    };
    let name = lessons::evidence_file_name(visit.now, format);
    let bytes = visit.run(move |visit| lessons::save_evidence(&visit.office, &visit.who, format, visit.now)).await?;
    answer::download(&visit.file_name(&name), media_type(format), bytes)
}
