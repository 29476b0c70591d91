//! Bringing an old log in: who may, all or nothing, and taken back only while nobody worked on it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use app::{Problem, cases, figures, import, lists, progress::unwatched};
use domain::{
    StateKind,
    feedback::{Ending, Finding},
    london,
};
use store::{Filter, Order};
use testkit::{TestOffice, office};

const MAPPING: &str = "[columns]\nreference = \"No\"\nreceived = \"Date\"\nstory = \"What\"\nname = \"Who\"\nphone = \"Phone\"\n\
    acknowledged = \"Ack\"\nanswered = \"Answered\"\nclosed = \"Closed\"\n[constants]\nkind = \"complaint\"\nservice = \"Waste and recycling\"\n";

const LOG: &str = "No,Date,What,Who,Phone,Ack,Answered,Closed\n\
    7,2026-10-01,Bin missed,Eileen Fairclough,01632 960417,2026-10-02,2026-10-20,2026-10-21\n\
    8,2026-10-28,Bin broken,Marcus Abara,01632 960418,,,\n";

fn plan(test: &TestOffice) -> import::Plan {
    let mapping = import::parse("m.toml", MAPPING).unwrap();
    import::prepare(&test.office, "log.csv", LOG.as_bytes(), &mapping, None, london::date_of(test.now())).unwrap()
}

/// Brings the log in as this person, with nobody watching.
fn bring_in(test: &TestOffice, name: &str) -> Result<import::BroughtIn, Problem> {
    import::bring_in(&test.office, Some(&test.who(name)), &plan(test), false, test.now(), &mut unwatched)
}

#[test]
fn an_old_case_keeps_its_dates_and_an_open_one_has_its_clocks() {
    let test = office();
    let done = bring_in(&test, "admin").unwrap();
    let (first, second) = done.references.unwrap();
    let closed = cases::open(&test.office, &test.who("joanne"), first, test.now()).unwrap();
    assert_eq!(closed.case.ended(), Some((Ending::Answered, "2026-10-21".parse().unwrap())));
    assert_eq!(closed.case.answered(), Some("2026-10-20".parse().unwrap()));
    assert!(domain::clock::next_due(&closed.clocks).is_none(), "nothing is owed any more");
    let open = cases::open(&test.office, &test.who("joanne"), second, test.now()).unwrap();
    assert_eq!(open.case.state.kind(), StateKind::Logged);
    assert_eq!(
        domain::clock::next_due(&open.clocks).unwrap().due.to_string(),
        "2026-10-30",
        "logged late buys no time"
    );
    let found = lists::cases(
        &test.office,
        &test.who("joanne"),
        &Filter { words: "fairclough".into(), ..Filter::default() },
        Order::Newest,
        None,
        5,
    )
    .unwrap();
    assert_eq!(found.len(), 1, "it is found by the customer's name");
}

#[test]
fn an_old_case_comes_under_the_procedure_that_takes_such_cases() {
    let test = office();
    let (admin, waste) = (test.who("admin"), test.waste);
    let of_landlord = |writing: &store::Writing<'_>| {
        let known = writing.services()?.into_iter().find(|service| service.id == waste).unwrap();
        Ok::<_, Problem>(writing.change_service(&store::Service { subject: "landlord".into(), ..known })?)
    };
    test.office.store().write(of_landlord).unwrap();
    app::also::follow(&test.office, &admin, "housing-ombudsman-code-2024", test.now()).unwrap();
    let (first, second) = bring_in(&test, "admin").unwrap().references.unwrap();
    for reference in [first, second] {
        let case = cases::open(&test.office, &test.who("joanne"), reference, test.now()).unwrap().case;
        assert_eq!(case.under.procedure, "housing-ombudsman-code-2024", "{reference}");
    }
    let file = cases::open(&test.office, &test.who("joanne"), second, test.now()).unwrap();
    let due = domain::clock::next_due(&file.clocks).unwrap().due.to_string();
    assert_eq!(due, "2026-11-04", "5 working days to acknowledge, not 2");
}

#[test]
fn only_administrators_and_the_head_of_customer_services_bring_cases_in() {
    let test = office();
    for name in ["priya", "joanne", "dan", "marian", "rhys"] {
        let refused = bring_in(&test, name);
        assert!(matches!(refused, Err(Problem::NotAllowed(_))), "{name}");
        assert!(
            matches!(import::undo(&test.office, Some(&test.who(name)), 1, test.now()), Err(Problem::NotAllowed(_))),
            "{name}"
        );
    }
    bring_in(&test, "helen").unwrap();
}

#[test]
fn what_somebody_worked_on_is_not_taken_back() {
    let test = office();
    let done = bring_in(&test, "admin").unwrap();
    let (_, open) = done.references.unwrap();
    cases::add_note(&test.office, &test.who("joanne"), open.into(), "Rang.", test.now()).unwrap();
    let refused = import::undo(&test.office, Some(&test.who("admin")), done.batch, test.now()).unwrap_err();
    assert!(refused.to_string().contains("worked on since"), "{refused}");
    cases::open(&test.office, &test.who("joanne"), open, test.now()).unwrap();
}

#[test]
fn taken_back_nothing_of_it_is_left_but_its_numbers() {
    let test = office();
    let admin = test.who("admin");
    let before = bring_in(&test, "admin").unwrap();
    assert_eq!(import::undo(&test.office, Some(&admin), before.batch, test.now()).unwrap(), 2);
    let (first, last) = before.references.unwrap();
    for reference in [first, last] {
        assert!(cases::open(&test.office, &test.who("joanne"), reference, test.now()).is_err());
    }
    let again = bring_in(&test, "admin").unwrap();
    assert!(again.references.unwrap().0 > last, "numbers are never used twice");
    let verified = app::housekeeping::verify(&test.office, &mut |_| {}).unwrap();
    assert_eq!(verified.problems, Vec::<String>::new());
}

#[test]
fn a_kept_file_is_read_twice_and_only_by_whoever_sent_it() {
    let test = office();
    let admin = test.who("admin");
    import::keep_file(&test.office, &admin, "some-id", "log.csv", LOG.as_bytes(), test.now()).unwrap();
    for time in ["for the look", "for the import"] {
        let (name, bytes) = import::kept_file(&test.office, &admin, "some-id").unwrap();
        assert_eq!((name.as_str(), bytes.as_slice()), ("log.csv", LOG.as_bytes()), "{time}");
    }
    assert!(import::kept_file(&test.office, &test.who("helen"), "some-id").is_err());
    assert!(import::kept_file(&test.office, &test.who("joanne"), "some-id").is_err());
}

#[test]
fn unknown_words_are_asked_once_and_what_is_said_of_them_is_kept() {
    let test = office();
    let text = MAPPING.replace("name = \"Who\"", "name = \"Who\"\nstatus = \"State\"");
    let log = "No,Date,What,Who,Phone,Ack,Answered,Closed,State\n\
        1,2026-10-01,Bin,A,,,,,Solved\n2,2026-10-02,Bin,B,,,,,Solved\n3,2026-10-03,Bin,C,,,,,open\n";
    let mut mapping = import::parse("m.toml", &text).unwrap();
    let today = london::date_of(test.now());
    let look = |mapping: &import::Mapping| {
        import::prepare(&test.office, "log.csv", log.as_bytes(), mapping, None, today).unwrap()
    };
    let before = look(&mapping);
    let words: Vec<(&str, usize)> = before.words.iter().map(|word| (word.word.as_str(), word.rows)).collect();
    assert_eq!((words, before.entries.len()), (vec![("Solved", 2)], 1));
    mapping.explain(import::Field::Status, "Solved", "closed");
    let after = look(&import::parse("kept", &mapping.to_text()).unwrap());
    assert_eq!((after.entries.len(), after.words.len(), after.refused.len()), (3, 0, 0));
}

/// The look at a file by a mapping, on the test's own day.
fn look(test: &TestOffice, file: &str, bytes: &[u8], mapping: &str) -> import::Plan {
    let mapping = import::parse("m.toml", mapping).unwrap();
    import::prepare(&test.office, file, bytes, &mapping, None, london::date_of(test.now())).unwrap()
}

/// The reason of each refusal.
fn reasons(plan: &import::Plan) -> Vec<&str> {
    plan.refused.iter().map(|refused| refused.reason.as_str()).collect()
}

#[test]
fn a_date_that_cannot_be_read_is_not_called_missing() {
    let test = office();
    let log = |dates: [&str; 3]| {
        let rows = dates.iter().map(|date| format!("{date},Bin,,,,\n"));
        format!("Date,What,Who,Ack,Answered,Closed\n{}", rows.collect::<String>())
    };
    let mapping = MAPPING.replace("reference = \"No\"\n", "").replace("phone = \"Phone\"\n", "");
    let table = [
        (["2026-10-32", "2026-02-30", ""], ["“2026-10-32” is not a date", "“2026-02-30” is not a date", "is missing"]),
        (["04/08/2026", "05/09/2026", ""], ["nobody has said how", "nobody has said how", "is missing"]),
    ];
    for (dates, expected) in table {
        let plan = look(&test, "log.csv", log(dates).as_bytes(), &mapping);
        for (said, words) in reasons(&plan).iter().zip(expected) {
            assert!(said.contains(words), "{said}");
        }
    }
}

#[test]
fn rows_that_were_left_out_come_back_as_they_were() {
    let test = office();
    let mapping = format!("header_row = 3\nencoding = \"windows-1252\"\n{MAPPING}");
    let log = b"Our log\n\nNo,Date,What,Who,Phone,Ack,Answered,Closed\n\
        1,2026-10-01,Bin missed,A,,,,\n\
        2,2026-10-32,=Caf\xe9 bin,'-Ren\xe9e,+44 1632 960417,,,\n\
        3,2026-10-03,Bin, broken,B,,,,,\n\
        4,2026-10-04,Bin, broken, again,C,,,,\n\
        5,2026-10-05,Short\n";
    let first = look(&test, "log.csv", log, &mapping);
    assert_eq!((first.entries.len(), first.refused.len()), (1, 4));
    let left_out = first.refused_csv();
    let text = String::from_utf8(left_out.clone()).unwrap();
    assert!(text.lines().next().unwrap().ends_with("Closed,Surplus 1,Surplus 2,Row,Not brought in because"), "{text}");

    let again = look(&test, "log.csv.refused.csv", &left_out, &mapping);
    assert_eq!(again.entries, [], "nothing was mended");
    assert_eq!(reasons(&again), reasons(&first));
    let third = look(&test, "again.csv", &again.refused_csv(), &mapping);
    assert_eq!(reasons(&third), reasons(&again), "and so it goes on");

    let mended = text
        .replace("2026-10-32", "2026-10-31")
        .replace("Bin, broken,B,,,,(empty),(empty),", "\"Bin, broken\",B,,,,,,,");
    let mended = look(&test, "log.csv.refused.csv", mended.as_bytes(), &mapping);
    let taken: Vec<_> = mended.entries.iter().map(|entry| (entry.reference.as_str(), entry.story.as_str())).collect();
    assert_eq!(taken, [("2", "=Café bin"), ("3", "Bin, broken")]);
    let customer = mended.entries[0].customer.clone().unwrap();
    assert_eq!((customer.name.as_str(), customer.phone.as_str()), ("'-Renée", "+44 1632 960417"));
    assert_eq!(mended.refused.len(), 2, "rows with cells too many or too few stay out");
}

#[test]
fn nothing_of_a_title_or_below_a_blank_story_is_lost() {
    let test = office();
    let mapping = "also = [\"Mood\"]\n[columns]\nreceived = \"Date\"\ntitle = \"Title\"\nstory = \"What\"\ntime = \"Time\"\n\
        [constants]\nkind = \"complaint\"\n";
    let log = "Date,Title,What,Time,Mood\n\
        2026-10-01,Bin,,15:53,cross\n\
        2026-10-01,\"Bin\r\nmissed twice\",It stands there.,,\n\
        2026-10-01,\"Bin\nmissed twice\",,,calm\n\
        2026-10-01,,Light out,,\n\
        2026-10-01,,,15:53,cross\n";
    let plan = look(&test, "log.csv", log.as_bytes(), mapping);
    let taken: Vec<_> = plan.entries.iter().map(|entry| (entry.title.as_str(), entry.story.as_str())).collect();
    let expected = [
        ("Bin", "Bin\n\nReceived at 15:53\nMood: cross"),
        ("Bin", "missed twice\n\nIt stands there."),
        ("Bin", "missed twice\n\nMood: calm"),
        ("Light out", "Light out"),
    ];
    assert_eq!(taken, expected);
    assert_eq!(reasons(&plan), ["it does not say what happened."]);
}

#[test]
fn columns_of_dates_in_different_orders_are_asked_about() {
    let test = office();
    let mapping = MAPPING.replace("acknowledged = \"Ack\"\nanswered = \"Answered\"\n", "");
    let asked = |received: &str, closed: &str| {
        let log = format!("No,Date,What,Who,Phone,Closed\n1,{received},Bin,A,,{closed}\n");
        look(&test, "log.csv", log.as_bytes(), &mapping).must_ask()
    };
    assert!(asked("09/14/2026", "25/09/2026"));
    assert!(!asked("14/09/2026", "25/09/2026"));
    assert!(!asked("2026-09-14", "09/25/2026"), "a date that begins with its year has no order to mistake");
}

/// A row of an OpenDocument sheet: each cell from the end of its opening tag's name on.
fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|inner| format!("<table:table-cell{inner}</table:table-cell>"));
    format!("<table:table-row>{}</table:table-row>", cells.collect::<String>())
}

/// A flat OpenDocument file with one sheet of these rows.
fn open_document(rows: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:spreadsheet><table:table>{rows}</table:table></office:spreadsheet></office:body></office:document>"
    )
}

#[test]
fn a_formula_without_a_saved_value_keeps_its_row_out_where_it_is_used() {
    let test = office();
    let text = |word: &str| format!("><text:p>{word}</text:p>");
    let formula = " table:formula=\"of:=A1\">";
    let rows = [
        row(&[&text("Date"), &text("What"), &text("Sum")]),
        row(&[&text("2026-10-01"), &text("Bin"), formula]),
        row(&[&text("2026-10-01"), formula, formula]),
    ];
    let file = open_document(&rows.concat());
    let mapping = "[columns]\nreceived = \"Date\"\nstory = \"What\"\n[constants]\nkind = \"complaint\"\n";
    let plan = look(&test, "log.fods", file.as_bytes(), mapping);
    assert_eq!((plan.entries.len(), plan.refused.len()), (1, 1));
    assert!(reasons(&plan)[0].contains("has no saved value: open the file in Excel"), "{:?}", plan.refused);
}

#[test]
fn a_number_for_a_time_is_a_part_of_the_day_and_what_could_be_two_times_is_refused() {
    let test = office();
    let [text, number] = ["string", "float"].map(|kind| {
        move |word: &str| format!(" office:value-type=\"{kind}\" office:value=\"{word}\"><text:p>{word}</text:p>")
    });
    let of = |time: &str| row(&[&text("2026-10-01"), &text("Bin"), time]);
    let times = [number("0.5"), number("9.3"), number("1553"), number("130"), text("9.30"), text("0.5")];
    let rows: String = times.iter().map(|time| of(time)).collect();
    let file = open_document(&(row(&[&text("Date"), &text("What"), &text("Time")]) + &rows));
    let mapping =
        "[columns]\nreceived = \"Date\"\nstory = \"What\"\ntime = \"Time\"\n[constants]\nkind = \"complaint\"\n";
    let plan = look(&test, "log.fods", file.as_bytes(), mapping);
    let taken: Vec<_> = plan.entries.iter().map(|entry| (entry.row, entry.story.as_str())).collect();
    assert_eq!(
        taken,
        [(2, "Bin\n\nReceived at 12:00"), (4, "Bin\n\nReceived at 15:53"), (6, "Bin\n\nReceived at 09:30")]
    );
    assert_eq!(plan.refused.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["9.3", "130", "0.5"]);
}

const DATED: &str = "[columns]\nreceived = \"Date\"\nstory = \"What\"\nstatus = \"State\"\nclosed = \"Closed\"\n[constants]\nkind = \"complaint\"\n";

#[test]
fn what_is_made_of_a_status_that_does_not_go_with_its_date_is_said() {
    let test = office();
    let log = "Date,What,State,Closed\n\
        2026-10-01,Bin,open,2026-10-20\n2026-10-02,Bin,closed,\n2026-10-03,Bin,closed,2026-10-20\n2026-10-04,Bin,,2026-10-20\n2026-10-05,Bin,closed,\n";
    let plan = look(&test, "log.csv", log.as_bytes(), DATED);
    let today = london::date_of(test.now());
    let expected = [
        "The status is open, but there is a date of closing: taken as closed on that date, in 1 row (2).".to_owned(),
        format!(
            "The status is closed, but there is no date of closing: taken as closed on {}, the day of the import, in 2 rows (3, 6).",
            today.format("%-d %B %Y")
        ),
    ];
    assert_eq!(plan.notes, expected);
}

#[test]
fn a_date_in_the_mapping_is_that_of_rows_without_one() {
    let test = office();
    let mapping = DATED.to_owned() + "closed = \"2026-10-30\"\nanswered = \"2026-10-29\"\n";
    let log = "Date,What,State,Closed\n2026-10-01,Bin,,2026-10-20\n2026-10-02,Bin,,\n2026-10-31,Bin,,\n";
    let plan = look(&test, "log.csv", log.as_bytes(), &mapping);
    let taken: Vec<_> = plan.entries.iter().map(|entry| (entry.answered, entry.closed)).collect();
    let day = |text: &str| text.parse().ok();
    assert_eq!(taken, [(day("2026-10-29"), day("2026-10-20")), (day("2026-10-29"), day("2026-10-30"))]);
    assert_eq!(reasons(&plan).len(), 2, "both would lie before it was received: {:?}", plan.refused);
}

#[test]
fn a_time_behind_the_date_is_kept() {
    let test = office();
    let mapping = DATED.replace("status = \"State\"", "time = \"State\"");
    let log = "Date,What,State,Closed\n13/10/2026 16:45,Bin,,\n13/10/2026 00:00,Bin,,\n13/10/2026 16:45,Bin,9.15,\n13/10/2026,Bin,,\n";
    let plan = look(&test, "log.csv", log.as_bytes(), &mapping);
    let stories: Vec<_> = plan.entries.iter().map(|entry| entry.story.as_str()).collect();
    assert_eq!(stories, ["Bin\n\nReceived at 16:45", "Bin", "Bin\n\nReceived at 09:15", "Bin"]);
}

#[test]
fn an_empty_column_of_dates_is_called_empty_and_read_no_way() {
    let test = office();
    let mapping = "dates = \"day-first\"\n".to_owned() + DATED;
    let plan = look(&test, "log.csv", b"Date,What,State,Closed\n13/10/2026,Bin,,\n", &mapping);
    let closed = plan.dates.iter().find(|column| column.field == import::Field::Closed).unwrap();
    assert_eq!((closed.reading, closed.ask), (None, false));
    assert_eq!(closed.evidence, ["There is nothing in this column."]);
}

#[test]
fn a_workbook_is_spoken_of_as_a_workbook() {
    let test = office();
    let cell = |word: &str| format!("><text:p>{word}</text:p>");
    let file = open_document(
        &[row(&[&cell("Date"), &cell("What")]), row(&[&cell("2026-10-01"), &cell("Bin"), &cell("more")])].concat(),
    );
    let mapping = "[columns]\nreceived = \"Date\"\nstory = \"What\"\n[constants]\nkind = \"complaint\"\n";
    let plan = look(&test, "log.fods", file.as_bytes(), mapping);
    assert_eq!(
        reasons(&plan),
        [
            "it has cells up to place 3, but the headings are 2; give each column a heading, or empty the cells beyond them."
        ]
    );
    let other = import::parse("m.toml", &mapping.replace("What", "Text")).unwrap();
    let today = london::date_of(test.now());
    let refused = import::prepare(&test.office, "log.fods", file.as_bytes(), &other, None, today).unwrap_err();
    let expected = "names a column “Text” for story, but row 1 of the sheet “Sheet 1”, taken for the headings, has “Date”, “What”. If the headings stand elsewhere, say where with sheet and header_row in the mapping.";
    assert!(refused.to_string().contains(expected), "{refused}");
}

#[test]
fn a_mapping_may_say_what_parts_the_fields() {
    let test = office();
    let mapping = "separator = \":\"\n".to_owned() + DATED;
    let plan = look(&test, "log.csv", b"Date:What:State:Closed\n2026-10-01:a, b; c::\n", &mapping);
    assert_eq!(plan.entries[0].story, "a, b; c");
}

#[test]
fn old_references_that_are_in_already_are_said_while_their_import_stands() {
    let test = office();
    assert_eq!(plan(&test).notes, Vec::<String>::new());
    let done = bring_in(&test, "admin").unwrap();
    let other = LOG.replace("\n8,", "\n9,");
    let notes = |test: &TestOffice| look(test, "other.csv", other.as_bytes(), MAPPING).notes;
    assert_eq!(
        notes(&test),
        ["1 old reference was brought in before (7); bring them in again only if they are other cases."]
    );
    import::undo(&test.office, None, done.batch, test.now()).unwrap();
    assert_eq!(notes(&test), Vec::<String>::new());
}

#[test]
fn how_many_come_in_open_and_late_is_said_before() {
    let test = office();
    let log =
        "Date,What,State,Closed\n2018-03-01,Bin,,\n2018-03-02,Bin,,\n2026-10-31,Bin,,\n2018-03-05,Bin,,2018-03-20\n";
    // Only somebody who can be answered is owed an answer by a date.
    let dated = DATED.to_owned() + "phone = \"01632 960417\"\n";
    let given = |word: &str| format!("{dated}status = \"{word}\"\n");
    let table = [
        (dated.clone(), (3, 2), "3 cases come in open, 2 of them already late."),
        (given("open"), (3, 2), "3 cases come in open, 2 of them already late."),
        (given("closed"), (0, 0), ""),
    ];
    for (mapping, (cases, late), words) in table {
        let plan = look(&test, "log.csv", log.as_bytes(), &mapping);
        assert_eq!(plan.open, import::StillOpen { cases, late }, "{mapping}");
        assert_eq!(plan.open.in_words(), words);
        assert_eq!(plan.entries[3].closed, "2018-03-20".parse().ok(), "a date of closing closes, whatever is given");
        assert_eq!(plan.notes.len(), usize::from(cases == 0), "{:?}", plan.notes);
    }
    let mapping = import::parse("m.toml", &dated).unwrap();
    let today = london::date_of(test.now());
    let plan = import::prepare(&test.office, "log.csv", log.as_bytes(), &mapping, None, today);
    import::bring_in(&test.office, None, &plan.unwrap(), false, test.now(), &mut unwatched).unwrap();
    let rows = test.office.read(|reading| {
        let all = reading.all_references()?;
        Ok(all.into_iter().map(|one| reading.row(one)).collect::<Result<Vec<_>, _>>()?)
    });
    let late = rows.unwrap().into_iter().flatten().filter(|row| row.next_due.is_some_and(|due| due < today));
    assert_eq!(late.count(), 2, "as was said before");
}

#[test]
fn an_outcome_is_kept_as_the_finding_and_counted() {
    let test = office();
    let mapping = "[columns]\nreceived = \"Date\"\nstory = \"What\"\nkind = \"Type\"\noutcome = \"Outcome\"\n\
        answered = \"Answered\"\nclosed = \"Answered\"\n[values.outcome]\n\"Apology\" = \"\"\n";
    let log = "Date,What,Type,Outcome,Answered\n\
        2026-10-01,Bin,complaint,Justified,2026-10-20\n\
        2026-10-02,Bin,complaint,Partially upheld,2026-10-20\n\
        2026-10-03,Bin,complaint,Not upheld,2026-10-20\n\
        2026-10-04,Bin,complaint,,2026-10-20\n\
        2026-10-05,Bin,complaint,Apology,2026-10-20\n\
        2026-10-06,Thanks,compliment,Upheld,2026-10-20\n\
        2026-10-07,Bin,complaint,Mixed,2026-10-20\n";
    let plan = look(&test, "log.csv", log.as_bytes(), mapping);
    assert_eq!(reasons(&plan), ["nobody has said which this is: upheld, partly-upheld, not-upheld, no-finding."]);
    assert_eq!(plan.words[0].meanings.len(), 5, "each finding, or none");
    assert_eq!(
        plan.notes,
        ["The outcomes of 3 cases are kept as what was found, with the reason “As it was in the old system.”"]
    );
    import::bring_in(&test.office, None, &plan, true, test.now(), &mut unwatched).unwrap();
    let all = test.office.read(|reading| Ok(reading.all_references()?)).unwrap();
    let told = all.into_iter().map(|reference| {
        let file = cases::open(&test.office, &test.who("joanne"), reference, test.now()).unwrap();
        let found = file.case.points.iter().find_map(|point| point.finding.as_ref());
        let reason = found.map(|(_, reason)| file.words(reason).to_owned());
        (found.map(|(found, _)| *found), reason, file.words(&file.case.story).to_owned())
    });
    let reason = || Some("As it was in the old system.".to_owned());
    let expected = [
        (Some(Finding::Upheld), reason(), "Bin"),
        (Some(Finding::PartlyUpheld), reason(), "Bin"),
        (Some(Finding::NotUpheld), reason(), "Bin"),
        (None, None, "Bin"),
        (None, None, "Bin\n\nOutcome: Apology"),
        (None, None, "Thanks\n\nOutcome: Upheld"),
    ];
    let expected = expected.map(|(found, reason, story)| (found, reason, story.to_owned()));
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let wanted = figures::Wanted { range: "2026-10".parse().unwrap(), service: None, as_at: None };
    let counted = figures::count(&test.office, &wanted, None, test.now()).unwrap().figures.closed.outcomes;
    for (found, count) in
        [(Some(Finding::Upheld), 1), (Some(Finding::PartlyUpheld), 1), (Some(Finding::NotUpheld), 1), (None, 2)]
    {
        assert_eq!(counted.of(found.as_ref()), count, "{found:?}");
    }
    assert_eq!(app::housekeeping::verify(&test.office, &mut |_| {}).unwrap().problems, Vec::<String>::new());
    assert_eq!(import::undo(&test.office, None, 1, test.now()).unwrap(), 6, "nobody worked on any of them");
}
