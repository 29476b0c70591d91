//! The figures of a made-up council: every number has its cases behind it, and the workbook, opened
//! by a program that is not ours, says what the report says.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use app::{
    Office, Problem, Who, demo,
    figures::{self, Format, Line, Number, Readers, Report, Wanted, WhatIf, behind, lines},
};
use domain::{
    Moment, ServiceId,
    figures::{Facts, Figures, Range},
};
use serde_json::Value;
use store::Store;

static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let office = Office::over(Store::in_memory().unwrap(), None).unwrap();
    demo::fill(&office, 400, 7, now(), &mut |_| {}).unwrap();
    office
});

/// Friday 20 November 2026, 11:00.
fn now() -> Moment {
    "2026-11-20T11:00:00Z".parse().unwrap()
}

fn who(role: domain::Role) -> Who {
    let of = |reading: &store::Reading<'_>| {
        let person = reading.people()?.into_iter().find(|person| person.role == role).expect("somebody in this role");
        Ok::<_, Problem>(Who { actor: app::sessions::actor(reading, &person)?, person, csrf: "token".into() })
    };
    OFFICE.read(of).unwrap()
}

fn wanted(range: &str) -> Wanted {
    Wanted { range: range.parse().unwrap(), service: None, as_at: None }
}

fn report(wanted: &Wanted) -> Report {
    figures::report(&OFFICE, &who(domain::Role::Champion), wanted, now()).unwrap()
}

#[test]
fn every_number_has_as_many_cases_behind_it() {
    let champion = who(domain::Role::Champion);
    for wanted in [
        wanted("2026-10"),
        wanted("2025-26"),
        Wanted { as_at: "2026-10-15T12:00:00Z".parse().ok(), ..wanted("2026-09") },
    ] {
        let report = report(&wanted);
        let lines = lines(&report);
        assert!(lines.len() > 30 && report.figures.received.all.count > 3, "there is something to count");
        for line in &lines {
            let Number::Count(count) = line.number else { continue };
            // Two late remedies may be promised on one case.
            if line.part.as_deref() == Some("remedies-late") {
                continue;
            }
            let found = behind(&OFFICE, &champion, &wanted, (line.figure, line.part.as_deref()), None, now()).unwrap();
            assert_eq!(found.count, count as usize, "{} {:?}", line.figure, line.part);
            assert_eq!(found.lines.len(), found.count, "a Champion sees all of them");
        }
    }
}

/// Counted one by one from the facts of the cases.
fn counted(range: Range, services: Option<&[ServiceId]>) -> Figures {
    let facts = OFFICE.read(|reading| Ok(reading.facts_for_figures(range.from(), range.to(), now())?)).unwrap();
    let mut facts: Vec<Facts> = facts.iter().map(|(_, json)| serde_json::from_str(json).unwrap()).collect();
    facts.retain(|fact| services.is_none_or(|own| fact.service.is_some_and(|service| own.contains(&service))));
    Figures::count(range, facts, &OFFICE.calendar())
}

#[test]
fn the_sums_of_months_make_the_figures_that_the_cases_make() {
    let head = who(domain::Role::HeadOfService);
    let own: Vec<ServiceId> = head.actor.heads.iter().copied().collect();
    for (who, services) in [(who(domain::Role::Champion), None), (head, Some(own.as_slice()))] {
        for name in ["2026-10", "2026-11", "2026-q3", "2025-26", "2026-10-05..2026-11-10"] {
            let report = figures::report(&OFFICE, &who, &wanted(name), now()).unwrap();
            assert!(services.is_some() || report.figures.received.all.count > 0, "{name} has something to count");
            assert_eq!(report.figures, counted(report.range, services), "{name}");
            assert_eq!(report.before, counted(report.range.before(), services), "before {name}");
            for (service, figures) in &report.by_service {
                let Some(service) = service else { continue };
                assert_eq!(*figures, counted(report.range, Some(&[*service])), "{name}, service {service}");
            }
            for month in &report.months {
                let alone = counted(month.month.range(), services);
                assert_eq!(month.received, alone.received.by_kind(), "{name}, {}", month.month);
                assert_eq!(month.answered_in_time, alone.answered.share_in_time(), "{name}, {}", month.month);
            }
        }
    }
}

#[test]
fn the_services_add_up_to_all() {
    let report = report(&wanted("2026-10"));
    for (figure, part) in [
        ("received", None),
        ("answered-in-time", None),
        ("answered-late", None),
        ("open", None),
        ("outcomes", Some("upheld-or-partly-upheld")),
    ] {
        let all = figures::number(&report.figures, figure, part).unwrap();
        let each: u32 =
            report.by_service.iter().map(|(_, figures)| figures::number(figures, figure, part).unwrap()).sum();
        assert_eq!(each, all, "{figure}");
    }
}

#[test]
fn a_head_counts_and_sees_their_own_services_only() {
    let head = who(domain::Role::HeadOfService);
    let own = &head.actor.heads;
    let report = figures::report(&OFFICE, &head, &wanted("2025-26"), now()).unwrap();
    assert!(report.figures.received.all.count > 0, "there is something to see");
    assert!(report.by_service.iter().all(|(service, _)| service.is_some_and(|service| own.contains(&service))));
    let found = behind(&OFFICE, &head, &wanted("2025-26"), ("received", None), None, now()).unwrap();
    assert_eq!(found.count, report.figures.received.all.count as usize);
    let other = OFFICE
        .read(|reading| Ok(reading.services()?))
        .unwrap()
        .into_iter()
        .find(|service| !own.contains(&service.id))
        .unwrap();
    let refused = figures::report(&OFFICE, &head, &Wanted { service: Some(other.id), ..wanted("2025-26") }, now());
    assert!(matches!(refused, Err(Problem::NotAllowed(_))), "another service is not theirs");
}

#[test]
fn a_number_that_is_none_is_not_found() {
    let champion = who(domain::Role::Champion);
    for (figure, part) in [
        ("nonsense", None),
        ("received", Some("nonsense")),
        ("open", Some("5")),
        ("received-by-service", Some("x")),
        ("lessons", Some("x")),
    ] {
        let found = behind(&OFFICE, &champion, &wanted("2026-10"), (figure, part), Some(Some(ServiceId(1))), now());
        assert!(matches!(found, Err(Problem::NotFound(_))), "{figure} {part:?}");
    }
}

#[test]
fn a_target_is_a_whole_percentage_or_none() {
    let champion = who(domain::Role::Champion);
    let office = Office::over(Store::in_memory().unwrap(), None).unwrap();
    demo::fill(&office, 1, 1, now(), &mut |_| {}).unwrap();
    let keep = |typed: &str| figures::keep_target(&office, &champion, typed, None, now());
    assert_eq!(keep(" 95 % ").unwrap().answered_in_time, Some(95));
    let read = |office: &Office| figures::report(office, &champion, &wanted("2026-10"), now()).unwrap().target;
    assert_eq!(read(&office), Some(95));
    for wrong in ["0", "101", "-5", "95.5", "many"] {
        assert!(matches!(keep(wrong), Err(Problem::Invalid(_))), "{wrong}");
    }
    assert_eq!(read(&office), Some(95), "what was wrong changed nothing");
    assert_eq!(keep("").unwrap().answered_in_time, None);
    assert!(matches!(
        figures::keep_target(&office, &who(domain::Role::Reader), "95", None, now()),
        Err(Problem::NotAllowed(_))
    ));
}

#[test]
fn the_workbook_says_what_the_report_says() {
    let report = report(&wanted("2026-10"));
    let bytes = figures::save(&report, &OFFICE.council(), Format::Xlsx).unwrap();
    let book = opened("figures.xlsx", &bytes);
    assert_eq!(book["title"], "Figures for October 2026");
    let names: Vec<&Value> = sheets(&book).iter().map(|sheet| &sheet["name"]).collect();
    assert_eq!(names, ["About", "Figures", "Received by month", "Answered by month", "By service", "Definitions"]);
    assert!(sheets(&book).iter().all(|sheet| sheet["freeze"] == "A2"), "each header stays in view");

    let figures_sheet = &sheets(&book)[1];
    let expected = lines(&report);
    let rows = rows(figures_sheet);
    assert_eq!(rows.len(), expected.len() + 1, "a header and one row a line");
    for (row, line) in rows[1..].iter().zip(&expected) {
        same(row, line);
    }
    let charts: Vec<&Value> = sheets(&book).iter().filter_map(|sheet| sheet["charts"].get(0)).collect();
    assert_eq!(charts.iter().map(|chart| &chart["kind"]).collect::<Vec<_>>(), ["BarChart", "LineChart"]);
    assert_eq!(charts[0]["series"].as_array().unwrap().len(), 4, "one for each kind");
    assert_eq!(
        charts[1]["series"],
        serde_json::json!(["'Answered by month'!$D$2:$D$13"]),
        "without a target there is no line for it"
    );
    assert_eq!(rows_of(&sheets(&book)[5]), domain::figures::DEFINITIONS.len() + 1);
}

#[test]
fn months_and_services_in_the_workbook_are_those_of_the_report() {
    let report = report(&wanted("2026-10"));
    let bytes = figures::save(&report, &OFFICE.council(), Format::Xlsx).unwrap();
    let book = opened("months.xlsx", &bytes);
    for (row, month) in rows(&sheets(&book)[2])[1..].iter().zip(&report.months) {
        assert_eq!(row[0]["type"], "d", "a month is a date");
        assert_eq!(row[0]["value"], format!("{} 00:00:00", month.month.first()));
        let counts: Vec<u64> = (1..=4).map(|place| row[place]["value"].as_u64().unwrap()).collect();
        assert_eq!(counts, month.received.iter().map(|(_, count)| u64::from(*count)).collect::<Vec<_>>());
    }
    let answered = rows(&sheets(&book)[3]);
    let last = answered.last().unwrap();
    let share = report.months.last().unwrap().answered_in_time;
    assert_eq!(
        (last[1]["value"].as_u64(), last[2]["value"].as_u64()),
        (Some(share.part.into()), Some(share.of.into()))
    );
    assert_eq!(last[3]["format"], "0%");
    assert!((last[3]["value"].as_f64().unwrap() - f64::from(share.part) / f64::from(share.of)).abs() < 1e-9);
    let services = rows(&sheets(&book)[4]);
    assert_eq!(services.len(), report.by_service.len() + 2, "a header and all of them together");
    assert_eq!(services.last().unwrap()[10]["value"].as_u64(), Some(report.figures.answered.late.into()));
}

#[test]
fn the_file_has_a_name_that_says_what_is_in_it() {
    let name = |wanted: &Wanted, format| figures::file_name(&report(wanted), format);
    assert_eq!(name(&wanted("2026-10"), Format::Xlsx), "Heard figures 2026-10.xlsx");
    assert_eq!(name(&wanted("2026-q3"), Format::Csv), "Heard figures 2026-07-01 to 2026-09-30.csv");
    let service = OFFICE.read(|reading| Ok(reading.services()?)).unwrap().remove(0);
    let one = Wanted { service: Some(service.id), ..wanted("2026-10") };
    assert_eq!(name(&one, Format::Csv), format!("Heard figures 2026-10 {}.csv", service.name));
}

#[test]
fn the_pack_has_everything_a_month_is_reported_with() {
    let who = who(domain::Role::Champion);
    let (name, bytes) = figures::pack(&OFFICE, &who, &wanted("2026-10"), now()).unwrap();
    assert_eq!(name, "Heard figures 2026-10.zip");
    let script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print('\\n'.join(z.namelist()))";
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pack.zip");
    std::fs::write(&path, bytes).unwrap();
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let output = Command::new(python(workspace)).args(["-c", script]).arg(&path).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let expected = [
        "Heard figures 2026-10.xlsx",
        "Heard figures 2026-10 for management.docx",
        "Heard figures 2026-10 for Members.docx",
        "Heard figures 2026-10.csv",
    ];
    assert_eq!(names.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn the_pack_is_for_those_who_may_see_the_figures() {
    for (role, may) in [
        (domain::Role::Champion, true),
        (domain::Role::HeadOfCustomerServices, true),
        (domain::Role::Reader, true),
        (domain::Role::HeadOfService, true),
        (domain::Role::Adviser, false),
        (domain::Role::Investigator, false),
        (domain::Role::Administrator, false),
    ] {
        let pack = figures::pack(&OFFICE, &who(role), &wanted("2026-10"), now());
        assert_eq!(pack.is_ok(), may, "{role:?}");
        if !may {
            assert!(matches!(pack, Err(Problem::NotAllowed(_))), "{role:?}");
        }
    }
}

/// Every case of this council has a customer, people who worked on it, words and a ward.
#[test]
fn the_report_for_members_tells_of_nobody() {
    let report = report(&wanted("2026-10"));
    let council = OFFICE.council();
    let said = |readers| words(&figures::written(&report, &council, readers));
    let (members, management) = (said(Readers::Members), said(Readers::Management));
    let (people, wards) = OFFICE
        .read(|reading| {
            let people: Vec<String> = reading.people()?.into_iter().map(|person| person.name).collect();
            let all = store::Filter { seen_by: store::Seen::All, ..store::Filter::default() };
            let lines = reading.cases(&all, store::Order::Newest, None, 500)?;
            let customers = lines.into_iter().filter_map(|line| line.customer_name);
            Ok((people.into_iter().chain(customers).collect::<Vec<_>>(), council.wards.clone()))
        })
        .unwrap();
    assert!(people.len() > 150, "there are customers among the people to find");
    for name in people.iter().filter(|name| name.contains(' ')).chain(&wards) {
        assert!(!members.contains(name.as_str()), "{name}");
    }
    assert!(!members.contains("2026-0"), "no reference");
    assert!(management.contains("Where it happened") && management.contains("Upheld or partly"));
    let headings: Vec<&str> = members.lines().filter_map(|line| line.strip_prefix("# ")).collect();
    assert_eq!(
        headings,
        [
            "At a glance",
            "By service",
            "Month by month",
            "In time",
            "Open at the end, and how old",
            "Outcomes",
            "Lessons",
            "How it came in",
            "What it was about",
            "What is counted",
        ]
    );
    assert!(members.contains("\nService | Complaints | Compliments | Comments\n"), "{members}");
}

/// All the words of a report, a line each row.
fn words(report: &documents::paper::Report) -> String {
    use documents::paper::Block;
    fn of(block: &Block) -> String {
        match block {
            Block::Heading(words) | Block::Subheading(words) => format!("\n# {words}"),
            Block::Paragraph(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
            Block::List(list) => {
                list.items.iter().flatten().map(|block| format!("- {}", of(block))).collect::<Vec<_>>().join("\n")
            }
            Block::Table(table) => {
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.map(|row| row.join(" | ")).collect::<Vec<_>>().join("\n")
            }
        }
    }
    let head = [report.about.title.clone(), report.subtitle.clone()];
    head.into_iter().chain(report.body.iter().map(of)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_table_has_the_same_rows_as_the_workbook() {
    let report = report(&wanted("2026-10"));
    let csv = String::from_utf8(figures::save(&report, &OFFICE.council(), Format::Csv).unwrap()).unwrap();
    assert_eq!(csv.lines().count(), lines(&report).len() + 1);
    let received = format!(
        "2026-10-01,2026-10-31,2026-11-20 11:00:00,received,Received,All,{},,,",
        report.figures.received.all.count
    );
    assert!(csv.lines().any(|line| line.starts_with(&received)), "{received} in {csv}");
}

fn same(row: &Value, line: &Line) {
    assert_eq!((&row[0]["type"], &row[2]["type"]), (&"d".into(), &"d".into()), "dates are dates");
    assert_eq!(row[3]["value"], line.figure);
    match line.number {
        Number::Count(count) => assert_eq!(row[6]["value"].as_u64(), Some(count.into()), "{row}"),
        Number::Days(None) => assert_eq!(row[6]["value"], Value::Null),
        Number::Days(Some(days)) => assert!((row[6]["value"].as_f64().unwrap() - days).abs() < 0.051, "{row}"),
    }
    assert_eq!(row[7]["value"].as_u64(), line.of.map(u64::from), "{row}");
}

fn sheets(book: &Value) -> &Vec<Value> {
    book["sheets"].as_array().unwrap()
}

fn rows(sheet: &Value) -> &Vec<Value> {
    sheet["rows"].as_array().unwrap()
}

fn rows_of(sheet: &Value) -> usize {
    rows(sheet).len()
}

/// What openpyxl reads in a workbook, by the program the tests of `documents` use.
fn opened(name: &str, bytes: &[u8]) -> Value {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let script = workspace.join("crates/documents/tests/read_cells.py");
    let output = Command::new(python(workspace))
        .arg(script)
        .arg(&path)
        .output()
        .expect("Python runs; `cargo xtask setup` installs it");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "read_cells.py failed; `cargo xtask setup` installs openpyxl: {errors}");
    serde_json::from_slice(&output.stdout).expect("the program prints JSON")
}

fn python(workspace: &Path) -> PathBuf {
    if let Some(chosen) = std::env::var_os("HEARD_PYTHON") {
        return chosen.into();
    }
    let venv = workspace.join("target/tools/venv");
    let places = ["bin/python", "Scripts/python.exe"].map(|place| venv.join(place));
    places.into_iter().find(|place| place.exists()).unwrap_or_else(|| "python3".into())
}

#[test]
fn under_the_procedure_that_is_followed_the_figures_stay_as_they_are() {
    let champion = who(domain::Role::Champion);
    let wanted = wanted("2026-09-01..2026-11-20");
    let range = wanted.range;
    let followed = OFFICE.council().procedure.clone();
    let changes = || OFFICE.read(|reading| Ok(reading.changes())).unwrap();
    let before = changes();
    let asked = |procedure: &str| WhatIf { book: OFFICE.book(procedure, None).unwrap(), range, service: None };
    let same = figures::what_if(&OFFICE, &champion, &asked(&followed), now(), &mut app::progress::unwatched).unwrap();
    assert!(same.measured > 50 && same.left_out.is_empty(), "{same:?}");
    let counted = lines(&report(&wanted));
    for line in &same.lines {
        assert_eq!(line.number, line.before, "{line:?}");
        let kept = counted
            .iter()
            .find(|each| (each.figure, &each.part, &each.title) == (line.figure, &line.part, &line.title));
        assert_eq!(kept.map(|each| each.number), Some(line.number), "the same as on the page of figures: {line:?}");
    }
    let code =
        figures::what_if(&OFFICE, &champion, &asked("lgsco-code-2024"), now(), &mut app::progress::unwatched).unwrap();
    assert!(code.lines.iter().any(|line| line.number != line.before), "the Code gives less time to answer");
    assert_eq!(changes(), before, "nothing is written");
    let nobody =
        figures::what_if(&OFFICE, &who(domain::Role::Adviser), &asked(&followed), now(), &mut app::progress::unwatched);
    assert!(nobody.is_err(), "figures are not for the front desk");
}

#[test]
fn what_was_logged_by_mistake_counts_as_nothing() {
    let office = testkit::office();
    let of = |what: &str| {
        let report = figures::report(&office.office, &office.who("joanne"), &wanted(what), office.now()).unwrap();
        ["received", "open", "closed"].map(|figure| figures::number(&report.figures, figure, None).unwrap())
    };
    let scene = testkit::Scene::logged(&office);
    assert_eq!(of("2026-11"), [1, 1, 0]);
    office.clock.pass(30);
    app::cases::undo(&office.office, &office.who("priya"), scene.reference, 1, office.now()).unwrap();
    for range in ["2026-11", "2026-11-01..2026-11-30"] {
        assert_eq!(of(range), [0, 0, 0], "{range}");
    }
}
