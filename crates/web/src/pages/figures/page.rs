//! The figures of a period as their template shows them.

use app::{
    Service,
    figures::{Report, has_any, may_set},
};
use askama::Template;
use domain::figures::Month;

use super::{
    asked::Asked,
    cards::{Card, cards},
    charts::{Charts, charts, kinds},
    chooser::{Group, groups},
    links::{self, Which},
    standing::{Standing, standing},
    table::{Services, services},
    tiles::{Tile, tiles},
    what_if::{Found, found},
};
use crate::{
    form::Fields,
    layout::{Choice, Errors, Frame},
    visit::Visit,
    words,
};

/// Before the first case.
#[derive(Template)]
#[template(path = "figures_empty.html")]
pub struct EmptyPage {
    /// The frame.
    pub frame: Frame,
}

/// The page.
#[derive(Template)]
#[template(path = "figures.html")]
pub struct FiguresPage {
    frame: Frame,
    errors: Errors,
    title: String,
    /// As addresses write the period.
    range: String,
    /// The period before, as people read it.
    before: String,
    standing: Standing,
    periods: Vec<Group>,
    services: Vec<Choice>,
    service: String,
    from: String,
    to: String,
    pack: String,
    xlsx: String,
    management: String,
    members: String,
    csv: String,
    /// Whether anything was counted.
    any: bool,
    /// The month so far, where the period shown has nothing in it.
    this_month: String,
    tiles: Vec<Tile>,
    kinds: Vec<String>,
    charts: Charts,
    target: String,
    target_said: String,
    may_set: bool,
    table: Services,
    cards: Vec<Card>,
    /// The figures under the Code that every case is measured against as well.
    code: Option<Found>,
}

impl FiguresPage {
    /// The page of a report. `typed` is what was typed into a form that could not be taken.
    pub fn of(
        visit: &Visit,
        frame: Frame,
        report: &Report,
        asked: Asked,
        offered: &[Service],
        errors: Errors,
        typed: &Fields,
    ) -> FiguresPage {
        let range = report.range;
        // As at now, a list of cases as they are now has the same in it. A Head also sees cases they investigate for others.
        let live = report.as_at == visit.now && visit.who.role() != domain::Role::HeadOfService;
        let so_far = if range.contains(visit.today()) { " so far" } else { "" };
        let all = if visit.who.role() == domain::Role::HeadOfService { "All my services" } else { "All services" };
        let service = |service: &Service| Choice::new(service.id.to_string(), service.name.clone());
        let dates = |name: &str, date| if typed.has(name) { typed.text(name).to_owned() } else { words::typed(date) };
        let target = report.target.map(|percent| percent.to_string()).unwrap_or_default();
        FiguresPage {
            title: format!("Figures for {}{so_far}", range.title()),
            range: range.to_string(),
            before: report.before.range.title(),
            standing: standing(visit, report, &asked),
            periods: groups(range, visit.today()),
            services: std::iter::once(Choice::new("", all)).chain(offered.iter().map(service)).collect(),
            service: asked.service.map(|service| service.to_string()).unwrap_or_default(),
            from: dates("from", range.from()),
            to: dates("to", range.to()),
            pack: links::pack(range, &asked),
            xlsx: links::file(range, "xlsx", &asked),
            management: links::file(range, "docx", &asked),
            members: links::members(range, &asked),
            csv: links::file(range, "csv", &asked),
            any: has_any(&report.figures),
            this_month: links::page(Month::of(visit.today()).range(), &Asked { as_at: None, ..asked }),
            tiles: tiles(report, |figure, part| links::cases(range, &asked, live, Which { figure, part, about: None })),
            kinds: kinds(),
            charts: charts(report),
            target_said: report
                .target
                .map_or("No target is set.".into(), |percent| format!("Our target is {percent}%.")),
            target: if typed.has("target") { typed.text("target").to_owned() } else { target },
            may_set: may_set(&visit.who),
            table: services(report, &asked, live),
            cards: cards(report, &asked, live),
            code: report
                .against
                .as_ref()
                .map(|beside| found(beside, format!("Measured against {}", beside.procedure.name))),
            errors,
            frame,
        }
    }
}
