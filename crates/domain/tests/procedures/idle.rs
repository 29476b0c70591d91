//! What a file says and could never have an effect, or has another than it says: refused, so that nobody trusts it.

use crate::refused::{SMALLEST, problems, problems_of};

/// A second stage for complaints with one clock.
fn second(stage: &str, clock: &str) -> String {
    format!(
        "[[stage]]\nid = \"two\"\ntitle = \"Stage 2\"\nkinds = [\"complaint\"]\nasked_by = \"customer\"\n{stage}\n\
         [[stage.clock]]\nid = \"again\"\ntitle = \"Respond again\"\nlimit = \"20 working days\"\nmet_by = [\"responded\"]\n{clock}\n"
    )
}

#[test]
fn clocks_that_could_never_run_or_repeat_are_refused() {
    let repeats = "updated, contacted and the like: what happens once starts nothing again";
    let step = |more: &str| {
        format!(
            "[[stage.clock]]\nid = \"then\"\ntitle = \"Then\"\nlimit = \"5 working days\"\nmet_by = [\"done\"]\n{more}\n"
        )
    };
    let table = [
        (
            step("from = \"done\"").replace("met_by = [\"done\"]", "met_by = [\"updated\"]"),
            "stage 1, clock 2, from: found \"done\", expected something that happens while the case is open; a step that \
             is done is named by `after`"
                .to_owned(),
        ),
        (
            step("from = \"closed\""),
            "stage 1, clock 2, from: found \"closed\", expected something that happens while the case is open; a step \
             that is done is named by `after`"
                .into(),
        ),
        (
            step("from = \"met\"\nbackwards = true\nrepeats = true"),
            "stage 1, clock 2, repeats: found backwards = true as well, expected one of the two".into(),
        ),
        (
            step("from = \"met\"\nbackwards = true\nbegins = \"same-day\""),
            "stage 1, clock 2, begins: found \"same-day\", expected nothing: what is counted back begins with the day \
             before"
                .into(),
        ),
        (
            "[[stage.clock]]\nid = \"then\"\ntitle = \"Then\"\nlimit = \"5 working days\"\nmet_by = [\"decided\"]\n\
             from = \"received\"\nrepeats = true\n"
                .into(),
            format!("stage 1, clock 2, met_by: found \"decided\", expected {repeats}"),
        ),
        (
            format!(
                "[[stage.clock]]\nid = \"tell\"\ntitle = \"Tell\"\nlimit = \"5 working days\"\nmet_by = [\"updated\"]\n\
                 from = \"received\"\nrepeats = true\n{}",
                step("after = \"tell\"")
            ),
            "stage 1, clock 3, after: found \"tell\", which starts again whenever it is met, expected a clock that is met \
             once"
                .into(),
        ),
        (
            second("follows = [\"one\"]", "from = \"asked\"")
                .replace("[[stage]]", &format!("{}[[stage]]", step("from = \"responded\"\nof = \"two\""))),
            "stage 1, clock 2, of: found \"two\", which comes after this one, expected a stage before this one".into(),
        ),
        (
            "[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nafter = \"respond\"\n\
             met_by = [\"responded\"]\n"
                .into(),
            "overall 1, after: found \"respond\", expected from = \"received\" or the like: a limit on the whole comes \
             after no clock"
                .into(),
        ),
    ];
    for (end, expected) in table {
        assert_eq!(problems("", "", &end), [expected], "{end}");
    }
}

#[test]
fn windows_that_are_always_open_or_never_close_are_refused() {
    let window = |stage: &str| problems("", "", &second(&format!("follows = [\"one\"]\n{stage}"), "from = \"asked\""));
    let period = |from: &str| format!("{{ limit = \"20 working days\", from = \"{from}\" }}");
    let table = [
        (format!("window = {{ periods = [{}] }}", period("responded")), None),
        (
            "window = { periods = [{ limit = \"20 working days\", from = \"responded\", of = \"two\" }] }".into(),
            Some("stage 2, window, periods 1, of: found \"two\", expected a stage before this one"),
        ),
        (
            format!("window = {{ periods = [{}], at_most = \"6 months\" }}", period("responded")),
            Some(
                "stage 2, window, at_most: found \"6 calendar months\", expected waivable = true as well: nothing else \
                 stretches a window",
            ),
        ),
        (
            format!(
                "window = {{ periods = [{}], at_most = \"10 working days\", waivable = true }}",
                period("responded")
            ),
            Some(
                "stage 2, window, at_most: found \"10 working days\", expected 20 working days or more, which the window \
                 gives anyhow",
            ),
        ),
    ];
    for (stage, expected) in table {
        assert_eq!(window(&stage), expected.into_iter().collect::<Vec<_>>(), "{stage}");
    }
    let first = problems(&format!("window = {{ periods = [{}] }}", period("occurred")), "", "");
    let expected = "stage 1, window: found a window, expected none: nobody asks for the stage in which a case begins. \
                    [acceptance.window] says how late is too late";
    assert_eq!(first, [expected]);
    let accepted =
        problems("", "", "[acceptance]\nwindow = { periods = [{ limit = \"12 months\", from = \"received\" }] }");
    let expected = "acceptance, window, periods 1, from: found \"received\", expected occurred, or aware: what a complaint \
                    is about was there before it came in";
    assert_eq!(accepted, [expected]);
}

#[test]
fn names_that_stand_for_two_things_are_refused() {
    let table = [
        (
            "officer = [{ id = \"investigator\", title = \"Head of Audit\", role = \"head-of-service\" }]",
            "officer 1, id: found “investigator”, which is the name of a role, expected a name of its own",
        ),
        (
            "ombudsman = [{ body = \"housing-ombudsman\", subjects = [\"landlord\"] }, { body = \"lgsco\", subjects = [\"landlord\"] }]",
            "ombudsman: found \"landlord\" a second time, expected each once",
        ),
        ("claims = [\"lgsco-2024\", \"lgsco-2024\"]", "claims: found \"lgsco-2024\" a second time, expected each once"),
        (
            "applies = [{ kinds = [\"comment\"] }]",
            "applies 1, kinds: found \"comment\", expected one of the kinds that the file defines",
        ),
        (
            "acceptance = { sorting = [{ question = \"Is it a view?\", becomes = \"comment\" }] }",
            "acceptance, sorting 1, becomes: found \"comment\", expected one of the kinds that the file defines",
        ),
        (
            "extension = { clock = \"respond\", most = \"10 working days\", granted_by = [\"reader\"] }",
            "extension 1, granted_by: found “reader”, whose role “reader” puts off no date, expected somebody who gives \
             more time",
        ),
    ];
    for (line, expected) in table {
        let text = SMALLEST.replace("[[kind]]", &format!("{line}\n[[kind]]"));
        let text = text.replace("{stage}", "").replace("{clock}", "").replace("{end}", "");
        assert_eq!(problems_of(&text), [expected], "{line}");
    }
    let table = [
        (
            "people = { routes = [{ about = \"adviser\", to = \"adviser\" }] }",
            "",
            "stage 1, people, routes: found “adviser”, expected somebody else than whom it is about",
        ),
        (
            "",
            "restarts_on = [\"clarified\", \"clarified\"]",
            "stage 1, clock 1, restarts_on: found \"clarified\" a second time, expected each once",
        ),
    ];
    for (stage, clock, expected) in table {
        assert_eq!(problems(stage, clock, ""), [expected], "{stage} {clock}");
    }
    let itself = problems("", "", &second("follows = [\"two\"]", "from = \"asked\""));
    assert!(
        itself.contains(&"stage 2, follows: found \"two\", expected another stage than this one".to_owned()),
        "{itself:?}"
    );
    let early = problems_of(
        &SMALLEST
            .replace("2020-01-01", "0202-01-01")
            .replace("{stage}", "")
            .replace("{clock}", "")
            .replace("{end}", ""),
    );
    assert_eq!(early, ["in_force: found 0202-01-01, expected a day in a year from 1900 to 2199"]);
}

#[test]
fn of_two_readings_of_one_clock_only_one_could_hold() {
    let reading = |id: &str| {
        format!(
            "[[reading]]\nid = \"{id}\"\nquestion = \"Which days?\"\nclock = \"respond\"\noption = [\n  {{ id = \"a\", title = \
             \"Working\", limit = \"10 working days\" }},\n  {{ id = \"b\", title = \"Calendar\", limit = \"10 calendar days\" }},\n]\n"
        )
    };
    let found = problems("", "", &format!("{}{}", reading("one"), reading("other")));
    assert_eq!(
        found,
        ["reading 2, clock: found \"respond\", of which another reading decides, expected one reading for a clock"]
    );
}

#[test]
fn an_aim_of_what_is_counted_back_is_the_earlier_day() {
    let clock = |target: &str| {
        format!(
            "[[stage.clock]]\nid = \"notice\"\ntitle = \"Tell\"\nlimit = \"5 working days\"\ntarget = \"{target}\"\n\
             from = \"met\"\nbackwards = true\nmet_by = [\"updated\"]\n"
        )
    };
    assert_eq!(problems("", "", &clock("10 working days")), Vec::<String>::new());
    let expected = "stage 1, clock 2, target: found \"3 working days\", expected 5 working days, the limit, or more";
    assert_eq!(problems("", "", &clock("3 working days")), [expected]);
}

#[test]
fn what_hangs_on_asking_is_refused_where_nobody_asks() {
    let itself = |stage: &str, clock: &str| {
        let second = second(&format!("follows = [\"one\"]\n{stage}"), clock);
        problems("", "", &second.replace("asked_by = \"customer\"", "asked_by = \"nobody\""))
    };
    let of_the_end = "from = \"responded\"\nof = \"one\"";
    assert_eq!(itself("", of_the_end), Vec::<String>::new());
    let nobody = "expected nothing: nobody asks for a stage with asked_by = \"nobody\"";
    let window = "window = { periods = [{ limit = \"20 working days\", from = \"responded\" }] }";
    assert_eq!(itself(window, of_the_end), [format!("stage 2, window: found a window, {nobody}")]);
    let refusal = "refusal = { says = [\"reason\"] }";
    assert_eq!(itself(refusal, of_the_end), [format!("stage 2, refusal: found what a refusal takes, {nobody}")]);
    assert_eq!(
        itself("", "from = \"asked\""),
        ["stage 2, clock 1, from: found \"asked\", expected received, or what ends the stage before, such as from = \
          \"responded\" with of = \"one\": nobody asks for this stage"]
    );
    let asked = second(&format!("follows = [\"one\"]\n{window}\n{refusal}"), "from = \"asked\"");
    assert_eq!(problems("", "", &asked), Vec::<String>::new(), "a customer may");
}
