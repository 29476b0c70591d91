//! The figures as a report to read: for the management team, with everything, and for Members, who may hand it on, so
//! with nothing in it that tells of one person. And the pack of a period: both, the workbook and the table, in one file.

use documents::{
    paper::{self, About, Block, Colour, Run, Table},
    write::{self, File},
};
use domain::{
    Moment, ServiceId,
    feedback::{Finding, Kind},
    figures::{Figures, Share, definition},
    london,
};

use super::{Format, Line, Report, lines, number, save, workbook::stem};
use crate::{Office, Problem, Who, practice, settings::Council};

/// Who a report is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// The management team.
    Management,
    /// Members. What they are given is public before long: it has no breakdown so small that a neighbour would know who
    /// is meant, and names nobody on staff.
    Members,
}

/// A chapter: its heading, the figures in it, and whether Members get it.
type Chapter = (&'static str, &'static [&'static str], bool);

/// The chapters below the services, in the order of the page.
const CHAPTERS: [Chapter; 11] = [
    (
        "In time",
        &["acknowledged", "answered-in-time", "answered-in-agreed-time", "answered-late", "days-to-answer"],
        true,
    ),
    ("Open at the end, and how old", &["open"], true),
    ("How complaints ended", &["closed"], false),
    ("Outcomes", &["outcomes"], true),
    ("Remedies", &["remedies"], false),
    ("Lessons", &["lessons"], true),
    ("How it came in", &["received-by-channel", "logged-later", "without-limits", "no-time-limit", "reopened"], true),
    ("What it was about", &["received-by-ground"], true),
    ("Where it happened", &["received-by-ward"], false),
    ("Later stages", &["later-stages"], false),
    ("Standards of timeliness", &["standards"], true),
];

/// The media type of the pack.
pub const PACK: &str = "application/zip";

/// "Heard figures 2026-10 for Members.docx".
pub fn report_name(report: &Report, readers: Readers) -> String {
    match readers {
        Readers::Management => format!("{} for management.docx", stem(report)),
        Readers::Members => format!("{} for Members.docx", stem(report)),
    }
}

/// "Heard figures 2026-10.zip".
fn pack_name(report: &Report) -> String {
    format!("{}.zip", stem(report))
}

/// The report for Word.
pub fn docx(report: &Report, council: &Council, readers: Readers) -> Result<Vec<u8>, Problem> {
    write::report_docx(&written(report, council, readers)).map_err(broken)
}

/// Everything a month is reported with, counted once for somebody who may see it: its name and the file.
pub fn pack(office: &Office, who: &Who, wanted: &super::Wanted, now: Moment) -> Result<(String, Vec<u8>), Problem> {
    let (report, council) = (super::report(office, who, wanted, now)?, office.council());
    let file = |name: String, bytes| {
        let name = if council.practice { format!("Practice {name}") } else { name };
        File { name, bytes }
    };
    let files = [
        file(super::file_name(&report, Format::Xlsx), save(&report, &council, Format::Xlsx)?),
        file(report_name(&report, Readers::Management), docx(&report, &council, Readers::Management)?),
        file(report_name(&report, Readers::Members), docx(&report, &council, Readers::Members)?),
        file(super::file_name(&report, Format::Csv), save(&report, &council, Format::Csv)?),
    ];
    let bytes = write::bundle(&files, london::local(report.as_at)).map_err(broken)?;
    Ok((pack_name(&report), bytes))
}

/// The report as it is written.
pub fn written(report: &Report, council: &Council, readers: Readers) -> paper::Report {
    let title = practice::title(council, format!("Figures for {}", report.range.title()));
    let mut body = vec![Block::Heading("At a glance".into()), glance(report)];
    body.extend([Block::Heading("By service".into()), services(report, readers)]);
    body.extend([Block::Heading("Month by month".into()), months(report)]);
    let lines = lines(report);
    let mut counted = vec!["received"];
    for (heading, figures, public) in CHAPTERS {
        let of: Vec<&Line> =
            figures.iter().flat_map(|figure| lines.iter().filter(move |line| line.figure == *figure)).collect();
        if of.is_empty() || (readers == Readers::Members && !public) {
            continue;
        }
        body.extend([Block::Heading(heading.into()), chapter(&of)]);
        counted.extend(figures);
    }
    body.push(Block::Heading("What is counted".into()));
    body.extend(counted.into_iter().filter_map(definition).map(|each| {
        let title = Run { bold: true, ..Run::plain(format!("{}. ", each.title)) };
        Block::Paragraph(vec![title, Run::plain(each.text)])
    }));
    paper::Report {
        about: About { title, author: council.name.clone(), created: report.as_at.naive_utc() },
        notice: practice::notice(council),
        subtitle: subtitle(report, council, readers),
        body,
        colour: Colour::of(&council.colour),
    }
}

/// Whose figures they are, and as at when.
fn subtitle(report: &Report, council: &Council, readers: Readers) -> String {
    let of = report.service.and_then(|id| report.services.get(&id));
    let of = of.map(|service| format!(", {service}")).unwrap_or_default();
    let day = |at: Moment| london::date_of(at).format("%-d %B %Y").to_string();
    let standing = match (report.locked.filter(|(at, _)| *at == report.as_at), readers) {
        (Some((at, _)), Readers::Management) => {
            let by = report.locked_by.as_deref().unwrap_or("somebody who has left");
            format!("Checked and locked on {} by {by}.", day(at))
        }
        (Some((at, _)), Readers::Members) => format!("Checked and locked on {}.", day(at)),
        (None, Readers::Management | Readers::Members) => format!("As at {}.", day(report.as_at)),
    };
    format!("{}{of}\n{standing} Compared with {}.", council.name, report.before.range.title())
}

/// The figures that are asked for first, as sentences.
fn glance(report: &Report) -> Block {
    let Figures { answered, closed, open, .. } = &report.figures;
    let received = Kind::ALL.iter().map(|kind| kinds(*kind, report.figures.received_of(*kind)));
    let mut said = vec![format!("Received: {}.", received.collect::<Vec<_>>().join(", "))];
    let share = answered.share_in_time();
    said.push(match share.percent() {
        None => "No complaint was answered.".into(),
        Some(percent) => format!(
            "Answered by the first date: {} of {} complaints ({percent}%). By an agreed later date: {}. Late: {}.",
            share.part, share.of, answered.in_agreed_time, answered.late
        ),
    });
    said.extend(report.target.map(|target| format!("Our target is {target}% by the first date.")));
    if let (Some(average), Some(median)) = (answered.days.average(), answered.days.median()) {
        said.push(format!("Working days to answer: {average:.1} on average; half took no longer than {median:.1}."));
    }
    let upheld = closed.outcomes.of(Some(&Finding::Upheld)) + closed.outcomes.of(Some(&Finding::PartlyUpheld));
    let upheld = Share::new(upheld, closed.outcomes.total());
    said.extend(upheld.percent().map(|percent| {
        format!("Upheld or partly upheld: {} of {} complaints closed as answered ({percent}%).", upheld.part, upheld.of)
    }));
    said.push(format!("Open at the end: {}, of which {} past the date for the answer.", open.count, open.answer_late));
    let items = said.into_iter().map(|words| vec![Block::words(words)]).collect();
    Block::List(paper::List { from: None, items })
}

fn kinds(kind: Kind, count: u32) -> String {
    let (one, more) = match kind {
        Kind::Complaint => ("complaint", "complaints"),
        Kind::Compliment => ("compliment", "compliments"),
        Kind::Comment => ("comment", "comments"),
        Kind::ServiceRequest => ("request", "requests"),
    };
    format!("{count} {}", if count == 1 { one } else { more })
}

/// A column of the table by service: its heading, and what is counted.
type Counted = (&'static str, &'static str, Option<&'static str>);

const RECEIVED: [Counted; 3] = [
    ("Complaints", "received", Some(Kind::Complaint.as_str())),
    ("Compliments", "received", Some(Kind::Compliment.as_str())),
    ("Comments", "received", Some(Kind::Comment.as_str())),
];

/// What became of the complaints of one service: of a small one, what became of one person's.
const BECAME: [Counted; 5] = [
    ("Answered", "days-to-answer", None),
    ("By the first date", "answered-in-time", None),
    ("Late", "answered-late", None),
    ("Upheld or partly", "outcomes", Some("upheld-or-partly-upheld")),
    ("Open", "open", None),
];

/// What a column has beside its longest word, in letters.
const BESIDE: u32 = 2;

fn services(report: &Report, readers: Readers) -> Block {
    let columns = match readers {
        Readers::Management => [&RECEIVED[..], &BECAME[..]].concat(),
        Readers::Members => RECEIVED.to_vec(),
    };
    let row = |name: &str, figures: &Figures| {
        let count = |(_, figure, part): &Counted| number(figures, figure, *part).unwrap_or(0).to_string();
        std::iter::once(name.to_owned()).chain(columns.iter().map(count)).collect()
    };
    let name = |service: &Option<ServiceId>| {
        service.and_then(|id| report.services.get(&id)).map_or("Not said", String::as_str)
    };
    let mut rows: Vec<Vec<String>> =
        report.by_service.iter().map(|(service, figures)| row(name(service), figures)).collect();
    rows.push(row("All services", &report.figures));
    let head = std::iter::once("Service").chain(columns.iter().map(|(heading, _, _)| *heading));
    table(head.collect(), rows, 16)
}

fn months(report: &Report) -> Block {
    let rows = report.months.iter().map(|month| {
        let answered = month.answered_in_time;
        let share = answered.percent().map_or_else(
            || "none answered".into(),
            |percent| format!("{percent}% ({} of {})", answered.part, answered.of),
        );
        let received = month.received.iter().map(|(_, count)| count.to_string());
        std::iter::once(month.month.title()).chain(received).chain([share]).collect()
    });
    let head = vec!["Month", "Complaints", "Compliments", "Comments", "Requests", "Answered by the first date"];
    table(head, rows.collect(), 16)
}

fn chapter(lines: &[&Line]) -> Block {
    let rows =
        lines.iter().map(|line| vec![line.in_its_table(), line.number.words(), line.shared(), line.before.words()]);
    table(vec!["What is counted", "Number", "Share", "Before"], rows.collect(), 40)
}

/// A table whose columns are as wide as the longest word of their heading asks for, so that none is broken; what
/// a row is has at least `first` letters.
fn table(head: Vec<&str>, rows: Vec<Vec<String>>, first: u32) -> Block {
    let letters = |word: &str| word.chars().map(|_| 1).sum::<u32>();
    let wide = |heading: &&str| heading.split(' ').map(letters).max().unwrap_or(0).saturating_add(BESIDE);
    let mut widths: Vec<u32> = head.iter().map(wide).collect();
    if let Some(width) = widths.first_mut() {
        *width = (*width).max(first);
    }
    Block::Table(Table { widths, head: head.into_iter().map(str::to_owned).collect(), rows, numbers_from: 1 })
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::Broken(error.to_string())
}
