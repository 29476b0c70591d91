//! Figures: a period's numbers with what each counts, the cases behind each number, the same as a
//! file, the check that locks a month, and the same under another procedure. Counting belongs to `app::figures`.

use app::{
    Problem,
    figures::{self, Format, Readers, Report, Wanted},
};
use axum::{
    Router,
    extract::{Path, RawQuery},
    response::{IntoResponse, Redirect},
    routing::{get, post},
};
use domain::{
    Moment, ServiceId,
    figures::{Month, Range},
};

use crate::{
    answer::{self, Answer, Failure},
    door::Door,
    form::{Fields, Sent},
    layout::{Errors, NavItem},
    pages::records::{self, Saving},
    said::Said,
    visit::Visit,
};

mod asked;
mod behind;
mod cards;
mod change;
mod charts;
mod chooser;
mod links;
mod page;
mod standing;
mod table;
mod tiles;
mod what_if;

use asked::Asked;
use page::{EmptyPage, FiguresPage};

/// The list of the cases of a ground, in whole months.
pub(in crate::pages) fn cases_of_ground(range: Range, ground: &str, service: Option<ServiceId>) -> String {
    let which = links::Which { figure: "received-by-ground", part: Some(ground), about: Some(service) };
    links::cases(range, &Asked::default(), true, which)
}

/// The media type of DOCX.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The addresses of these pages.
pub fn routes() -> Router<Door> {
    Router::new()
        .route("/figures", get(choose))
        .route("/figures/what-if", get(what_if::show))
        .route("/figures/target", post(set_target))
        .route("/figures/target/undo", post(undo_target))
        .route("/figures/{range}", get(show))
        .route("/figures/{range}/cases", get(cases))
        .route("/figures/{range}/pack", get(pack))
        .route("/figures/{range}/lock", post(lock))
}

/// The period that was chosen, or the newest month that is over.
async fn choose(visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    let newest = Month::of(visit.today()).minus(1).range();
    match chooser::chosen(&fields) {
        Ok(None) => figures(visit, newest, Asked::default(), Errors::none(), &fields).await,
        Ok(Some(range)) => {
            let asked = Asked { service: fields.number("service").map(ServiceId), as_at: None };
            Ok(Redirect::to(&links::page(range, &asked)).into_response())
        }
        Err(errors) => figures(visit, newest, Asked::default(), errors, &fields).await,
    }
}

async fn show(visit: Visit, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = asked(&visit, query)?;
    let file = FILES.into_iter().find_map(|(ending, file)| Some((name.strip_suffix(ending)?, file)));
    match file {
        Some((range, file)) => {
            let range = period(&visit, range)?;
            save(visit, range, asked, file).await
        }
        None => {
            let range = period(&visit, &name)?;
            figures(visit, range, asked, Errors::none(), &Fields::default()).await
        }
    }
}

async fn figures(visit: Visit, range: Range, asked: Asked, errors: Errors, typed: &Fields) -> Answer {
    let wanted = wanted(range, asked);
    let found = visit.run(move |visit| find(visit, &wanted)).await?;
    let wrong = !errors.is_empty();
    let title = format!("{}Figures for {}", if wrong { "Error: " } else { "" }, range.title());
    let mut frame = visit.frame(&title, Some(NavItem::Figures));
    // There is nobody's name in figures.
    frame.printed_at = None;
    match found {
        None => answer::page(&visit, &EmptyPage { frame }),
        Some((report, services)) => {
            let page = FiguresPage::of(&visit, frame, &report, asked, &services, errors, typed);
            if wrong { answer::unprocessable(&visit, &page) } else { answer::page(&visit, &page) }
        }
    }
}

/// The figures, and the services to choose from.
type Found = (Report, Vec<app::Service>);

/// What the page shows; `None` before the first case was logged.
fn find(visit: &Visit, wanted: &Wanted) -> Result<Option<Found>, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    let report = figures::report(office, who, wanted, visit.now)?;
    let nothing = report.months.iter().all(|month| month.received.iter().all(|(_, count)| *count == 0));
    if nothing && !figures::has_any(&report.figures) && app::lists::count(office, who, &app::Filter::default())? == 0 {
        return Ok(None);
    }
    Ok(Some((report, figures::choosable(office, who)?)))
}

/// A period as one file.
#[derive(Debug, Clone, Copy)]
enum File {
    /// Tables.
    Tables(Format),
    /// A report to read.
    Report(Readers),
}

/// How the addresses of files end.
const FILES: [(&str, File); 4] = [
    (".xlsx", File::Tables(Format::Xlsx)),
    (".csv", File::Tables(Format::Csv)),
    ("-members.docx", File::Report(Readers::Members)),
    (".docx", File::Report(Readers::Management)),
];

async fn save(visit: Visit, range: Range, asked: Asked, file: File) -> Answer {
    let wanted = wanted(range, asked);
    let work = move |visit: &Visit| {
        let report = figures::report(&visit.office, &visit.who, &wanted, visit.now)?;
        let council = visit.office.council();
        Ok(match file {
            File::Tables(format) => (
                figures::file_name(&report, format),
                figures::media_type(format),
                figures::save(&report, &council, format)?,
            ),
            File::Report(readers) => {
                (figures::report_name(&report, readers), WORD, figures::docx(&report, &council, readers)?)
            }
        })
    };
    let (name, media_type, bytes) = visit.run(work).await?;
    answer::download(&visit.file_name(&name), media_type, bytes)
}

/// All files of a period in one.
async fn pack(visit: Visit, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let range = period(&visit, &name)?;
    let wanted = wanted(range, asked(&visit, query)?);
    let work = move |visit: &Visit| figures::pack(&visit.office, &visit.who, &wanted, visit.now);
    let (name, bytes) = visit.run(work).await?;
    answer::download(&visit.file_name(&name), figures::PACK, bytes)
}

async fn cases(visit: Visit, Path(name): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let range = period(&visit, &name)?;
    let fields = Fields::parse(query.clone().unwrap_or_default().as_bytes());
    let asked = asked(&visit, query)?;
    let wanted = wanted(range, asked);
    let number = behind::Named::of(&fields);
    let work = move |visit: &Visit| {
        let found = figures::behind(
            &visit.office,
            &visit.who,
            &wanted,
            (&number.figure, number.part.as_deref()),
            number.about,
            visit.now,
        )?;
        Ok((number, found))
    };
    let (number, found) = visit.run(work).await?;
    let frame = visit.frame(&format!("Cases behind the figures for {}", range.title()), Some(NavItem::Figures));
    answer::page(&visit, &behind::BehindPage::of(&visit, frame, &number, found, asked))
}

/// Locks a month as the page showed it, not as it may have become since.
async fn lock(Path(name): Path<String>, Sent { visit, fields }: Sent) -> Answer {
    let range = period(&visit, &name)?;
    let as_at: Option<Moment> = fields.text("as_at").parse().ok().filter(|as_at| *as_at <= visit.now);
    let as_at = as_at.unwrap_or(visit.now);
    let month = Month::of(range.from());
    let work = move |visit: &Visit| {
        if month.range() != range {
            return Err(Problem::NotAllowed("Only whole months are locked.".into()));
        }
        figures::lock(&visit.office, &visit.who, month, as_at)
    };
    visit.run(work).await?;
    let said = Said::new(format!("{} is checked and locked. Its figures stay as they are.", month.title()));
    visit.go(&links::page(range, &Asked::default()), said)
}

/// What is kept of the target before it was set.
const TARGET: &str = "figures/target";

async fn undo_target(Sent { visit, .. }: Sent) -> Answer {
    let fields = records::before(&visit, TARGET).await?;
    set_target(Sent { visit, fields }).await
}

async fn set_target(Sent { visit, fields }: Sent) -> Answer {
    let range: Range = fields.text("range").parse().unwrap_or_else(|_| Month::of(visit.today()).minus(1).range());
    let (typed, saving) = (fields.text("target").to_owned(), Saving::of(&fields));
    let seen = records::seen(&fields).and_then(|seen| figures::Target::typed(seen.text("target")));
    let as_fields = move |target: figures::Target| {
        let percent = target.answered_in_time.map(|percent| percent.to_string()).unwrap_or_default();
        Fields::of([("target", percent), ("range", range.to_string())])
    };
    let work = move |visit: &Visit| {
        let before = visit.office.read(app::settings::get::<figures::Target>)?;
        match figures::keep_target(&visit.office, &visit.who, &typed, seen, visit.now) {
            Ok(target) => {
                let undo = records::saved(visit, TARGET, saving, &as_fields(before), &as_fields(target))?;
                Ok(Ok((target, undo)))
            }
            Err(problem) => Ok(Err(problem)),
        }
    };
    match visit.run(work).await? {
        Ok((target, undo)) => {
            let words = target.answered_in_time.map_or("The target is taken away.".into(), |percent| {
                format!("The target is {percent}% answered by the first date.")
            });
            visit.go(&links::page(range, &Asked::default()), records::said(words, TARGET, saving, undo))
        }
        Err(Problem::Invalid(wrong)) => {
            let mut errors = Errors::none();
            wrong.into_iter().for_each(|error| errors.add(error.field, error.words));
            figures(visit, range, Asked::default(), errors, &fields).await
        }
        Err(problem) => Err(Failure::new(problem, visit)),
    }
}

fn wanted(range: Range, asked: Asked) -> Wanted {
    Wanted { range, service: asked.service, as_at: asked.as_at }
}

fn asked(visit: &Visit, query: Option<String>) -> Result<Asked, Failure> {
    let fields = Fields::parse(query.unwrap_or_default().as_bytes());
    Asked::of(&fields, visit.now).map_err(|problem| Failure::new(problem, visit.clone()))
}

fn period(visit: &Visit, name: &str) -> Result<Range, Failure> {
    name.parse().map_err(|_| Failure::no_page(Some(visit.clone())))
}
