//! The case in brief, as the first page of the index: what it is, its stages and dates, what was found and done.

use documents::paper::Block;
use domain::{
    Clock, Procedure,
    act::Learning,
    case::Investigation,
    clock::{Standing, Timeliness},
};

use super::{
    blocks::{facts, paragraphs, table},
    making::{Making, day},
};

/// It.
pub(super) fn brief(making: &Making<'_>) -> Vec<Block> {
    let mut blocks = vec![facts(about(making))];
    blocks.extend(dates(making));
    blocks.extend(points(making));
    blocks.extend(remedies(making));
    blocks.extend(making.file.case.investigations.iter().flat_map(|each| investigation(making, each)));
    blocks
}

fn about(making: &Making<'_>) -> Vec<(&'static str, String)> {
    let file = making.file;
    let (case, procedure) = (&file.case, file.book.procedure());
    let stages: Vec<&str> = case.journey(procedure).iter().map(|stage| stage.title.as_str()).collect();
    let moved: Vec<String> = file.moves.iter().map(|moved| format!("Before: {}.", version(&moved.from))).collect();
    let ended = case.ended().map(|(ending, on)| format!("{}, {}", ending.title(), day(on)));
    let lesson = case.learning.as_ref().map(|learning| match learning {
        Learning::Lesson(text) => file.words(text).to_owned(),
        Learning::Nothing(text) => format!("None: {}", file.words(text)),
    });
    vec![
        ("Case", case.reference.to_string()),
        ("Kind", case.kind.title().into()),
        ("What it is about", file.title().into()),
        ("Service", file.service.as_ref().map(|service| service.name.clone()).unwrap_or_default()),
        ("Received", day(case.received)),
        ("Procedure", format!("{}\n{}", version(procedure), moved.join("\n"))),
        ("Stages", stages.join(", then ")),
        ("Where it is", case.state.kind().title().into()),
        ("Outcome", case.outcome().map(|outcome| outcome.title().to_owned()).unwrap_or_default()),
        ("How it ended", ended.unwrap_or_default()),
        ("Lesson", lesson.unwrap_or_default()),
    ]
}

/// "Making Experiences Count, version 1, in force since Sun 1 Jan 2012".
fn version(procedure: &Procedure) -> String {
    format!("{}, version {}, in force since {}", procedure.name, procedure.version, day(procedure.in_force))
}

/// What was promised by when, and whether it was kept.
fn dates(making: &Making<'_>) -> Vec<Block> {
    let file = making.file;
    let own = file.clocks.iter().map(|clock| (clock.title.clone(), clock));
    let code = file.against.iter().flat_map(|code| {
        code.clocks.iter().map(|clock| (format!("{}, by {}", clock.title, code.procedure.name), clock))
    });
    let row = |(title, clock): (String, &Clock)| {
        let moved = if clock.due == clock.first_due { String::new() } else { day(clock.due) };
        vec![title, day(clock.first_due), moved, stands(clock)]
    };
    let rows: Vec<Vec<String>> = own.chain(code).map(row).collect();
    if rows.is_empty() {
        return vec![Block::Subheading("Dates".into()), Block::words("No time limit applies.")];
    }
    let head = ["Time limit", "First date", "Put off to", "How it was kept"];
    vec![Block::Subheading("Dates".into()), table(&head, &[20, 13, 13, 20], rows)]
}

fn stands(clock: &Clock) -> String {
    let late = |days: i64| match days {
        0 => "after the hour".to_owned(),
        1 => "1 working day late".to_owned(),
        _ => format!("{days} working days late"),
    };
    match clock.standing {
        Standing::Met { on, timeliness, .. } => match timeliness {
            Timeliness::InTime => format!("{}, in time", day(on)),
            Timeliness::InAgreedTime => format!("{}, by the later date", day(on)),
            Timeliness::Late { days } => format!("{}, {}", day(on), late(days)),
        },
        Standing::Running { .. } => "Not due yet".into(),
        Standing::Late { days } => format!("Not done, {}", late(days)),
        Standing::Ended => "Not owed any more".into(),
    }
}

fn points(making: &Making<'_>) -> Vec<Block> {
    let file = making.file;
    let found = |point: &domain::case::Point| {
        let now =
            point.finding.as_ref().map(|(finding, reason)| format!("{}. {}", finding.title(), file.words(reason)));
        let before = point
            .earlier
            .iter()
            .map(|earlier| format!("Before: {}. {}", earlier.finding.title(), file.words(&earlier.reason)));
        let all: Vec<String> = before.chain(now).collect();
        if all.is_empty() { "No finding".to_owned() } else { all.join("\n") }
    };
    let row = |point: &domain::case::Point| {
        let domain::case::Point { number, text, .. } = point;
        vec![format!("{number}. {}", file.words(text)), found(point)]
    };
    listed("Points and findings", &["Point", "What was found"], &[20, 30], file.case.points.iter().map(row).collect())
}

fn remedies(making: &Making<'_>) -> Vec<Block> {
    let file = making.file;
    let row = |promise: &domain::case::Promise| {
        let due = promise.due.map_or_else(|| "No date".to_owned(), day);
        let done = promise.done.map_or_else(|| "Not done".to_owned(), |on| format!("Done {}", day(on)));
        vec![file.words(&promise.what).to_owned(), due, done]
    };
    let rows = file.case.promises.iter().map(row).collect();
    listed("Remedies", &["What we said we would do", "By when", "Whether it is done"], &[26, 13, 15], rows)
}

fn listed(heading: &str, head: &[&str], widths: &[u32], rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() { Vec::new() } else { vec![Block::Subheading(heading.into()), table(head, widths, rows)] }
}

/// What an Ombudsman did with it.
fn investigation(making: &Making<'_>, each: &Investigation) -> Vec<Block> {
    let file = making.file;
    let words = |text: &Option<domain::TextRef>| text.as_ref().map(|text| file.words(text).to_owned());
    let name = words(&each.name);
    let asked = each.requests.iter().map(|request| {
        let answered = request.answered.map_or_else(|| "not answered".to_owned(), |on| format!("answered {}", day(on)));
        format!("{}: due {}, {answered}", file.words(&request.what), day(request.due))
    });
    let decision = each.decision.as_ref();
    let remedy = decision.and_then(|decision| decision.remedy.as_ref()).map(|remedy| {
        let done = remedy.done.map_or_else(|| "not done".to_owned(), |on| format!("done {}", day(on)));
        format!("{}: {done}", file.words(&remedy.what))
    });
    let decided = decision.map(|decision| format!("{}, {}", decision.ruling.title(), day(decision.on)));
    let mut blocks = vec![
        Block::Subheading(each.body.called(name.as_deref()).to_owned()),
        facts([
            ("Their reference", words(&each.reference).unwrap_or_default()),
            ("Told us", day(each.on)),
            ("Asked for", asked.collect::<Vec<_>>().join("\n")),
            ("Decided", decided.unwrap_or_default()),
            ("Had us do", remedy.unwrap_or_default()),
        ]),
    ];
    blocks.extend(decision.into_iter().flat_map(|decision| paragraphs(file.words(&decision.reasons))));
    blocks
}
