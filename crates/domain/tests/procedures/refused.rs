//! Procedures that would load and make no sense: each is refused with the place, what was found and what was expected.

use domain::Procedure;

/// The smallest procedure that works; `{clock}`, `{stage}` and `{end}` are where a case of the table adds its lines.
pub(crate) const SMALLEST: &str = r#"
id = "ours"
version = 1
name = "Ours"
source = "Us"
in_force = "2020-01-01"
office_closures = true
rights = "Ask the Ombudsman."
signing = { head_of_service = false, deputy = false }

[[kind]]
kind = "complaint"
definition = "The customer is not content."

[[stage]]
id = "one"
title = "Stage 1"
kinds = ["complaint"]
{stage}

[[stage.clock]]
id = "respond"
title = "Respond"
limit = "10 working days"
from = "received"
met_by = ["responded"]
{clock}

{end}
"#;

pub(crate) fn problems(stage: &str, clock: &str, end: &str) -> Vec<String> {
    problems_of(&SMALLEST.replace("{stage}", stage).replace("{clock}", clock).replace("{end}", end))
}

pub(crate) fn problems_of(text: &str) -> Vec<String> {
    let procedure: Procedure = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    procedure.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn the_smallest_procedure_works() {
    assert_eq!(problems("", "", ""), Vec::<String>::new());
}

#[test]
fn rights_of_a_stage_or_a_body_say_something() {
    let body = |rights: &str| format!("[[ombudsman]]\nbody = \"lgsco\"\nrights = \"{rights}\"");
    assert_eq!(problems("rights = \"Ask the Ombudsman.\"", "", &body("Ask them.")), Vec::<String>::new());
    assert_eq!(problems("rights = \" \"", "", ""), ["stage 1, rights: found nothing, expected a text"]);
    assert_eq!(problems("", "", &body("")), ["ombudsman 1, rights: found nothing, expected a text"]);
    let refused = |more: &str| problems(&format!("rights_when_refused = \"{more}\"\nrefusal = {{}}"), "", "");
    assert_eq!(refused("Ask them."), Vec::<String>::new());
    assert_eq!(refused(" "), ["stage 1, rights_when_refused: found nothing, expected a text"]);
    assert_eq!(
        problems("rights_when_refused = \"Ask them.\"", "", ""),
        ["stage 1, rights_when_refused: found a text, expected a window or a refusal: nobody is refused this stage"]
    );
}

#[test]
fn nobody_has_no_details() {
    let nobody = "[[ombudsman]]\nbody = \"nobody\"\n";
    let some = "[[ombudsman]]\nbody = \"nobody\"\nsubjects = [\"schools\"]\n";
    let housing = "[[ombudsman]]\nbody = \"housing-ombudsman\"\nsubjects = [\"landlord\"]\n";
    let letter = "[[letter]]\non = \"response\"\nmust = [\"decision\", \"ombudsman\"]\n";
    let extension = "[[extension]]\nclock = \"respond\"\nneeds = [\"ombudsman-details\"]\n";
    let accepts = "[acceptance]\nrefusal_says = [\"ombudsman\"]\n";
    for (end, expected) in [
        (nobody.to_owned(), None),
        (format!("{nobody}rights = \"Nobody looks at it after us.\""), None),
        (
            format!("{nobody}name = \"Nobody\""),
            Some("ombudsman 1, name: found \"Nobody\", expected no name: the body is nobody"),
        ),
        (
            format!("{nobody}reached_at = \"www.example.org\""),
            Some("ombudsman 1, reached_at: found \"www.example.org\", expected no reached_at: the body is nobody"),
        ),
        (
            format!("{nobody}within = \"12 months\""),
            Some("ombudsman 1, within: found \"12 calendar months\", expected no within: the body is nobody"),
        ),
        (
            format!("{nobody}{letter}"),
            Some("letter 1, must: found \"ombudsman\", expected nothing of the kind: every [[ombudsman]] is nobody"),
        ),
        (
            format!("{accepts}{nobody}"),
            Some(
                "acceptance, refusal_says: found \"ombudsman\", expected nothing of the kind: every [[ombudsman]] is nobody",
            ),
        ),
        (
            format!("{nobody}{extension}"),
            Some(
                "extension 1, needs: found \"ombudsman-details\", expected nothing of the kind: every [[ombudsman]] is nobody",
            ),
        ),
        // Some matters go to somebody: the one that is named, or that of the nation.
        (format!("{nobody}{housing}{letter}"), None),
        (format!("{some}{letter}{extension}"), None),
    ] {
        assert_eq!(problems("", "", &end), expected.iter().copied().collect::<Vec<_>>(), "{end}");
    }
}

#[test]
fn stages_are_told_by_their_titles() {
    let later = |title: &str, kind: &str| {
        format!("[[stage]]\nid = \"two\"\ntitle = {title:?}\nkinds = [{kind:?}]\nfollows = [\"one\"]")
    };
    assert_eq!(problems("", "", &later("Stage 2", "complaint")), Vec::<String>::new());
    assert_eq!(
        problems("", "", &later(" stage 1", "complaint")),
        [
            "stage 2, title: found \" stage 1\" a second time, expected a title that no other stage of the same kind of feedback has"
        ]
    );
    let comments = "[[kind]]\nkind = \"comment\"\ndefinition = \"A view.\"\n\n\
        [[stage]]\nid = \"two\"\ntitle = \"Stage 1\"\nkinds = [\"comment\"]";
    assert_eq!(problems("", "", comments), Vec::<String>::new(), "no letter or list takes the one for the other");
}

#[test]
fn a_count_begins_anew_on_what_somebody_can_write_down_while_it_runs() {
    let expected = "clarified, consented, assessed, met and the like, which neither starts nor meets the clock";
    let table = [
        ("restarts_on = [\"clarified\", \"met\"]", vec![]),
        ("restarts_on = [\"responded\"]", vec![format!("found \"responded\", expected {expected}")]),
        ("restarts_on = [\"acknowledged\"]", vec![format!("found \"acknowledged\", expected {expected}")]),
        ("restarts_on = [\"aware\"]", vec![format!("found \"aware\", expected {expected}")]),
        ("restarts_on = [\"done\"]", vec![format!("found \"done\", expected {expected}")]),
        (
            "restarts_on = [\"clarified\"]\nbackwards = true",
            vec!["found backwards = true as well, expected one of the two".to_owned()],
        ),
        (
            "restarts_on = [\"clarified\"]\nrepeats = true",
            vec!["found repeats = true as well, expected one of the two".to_owned()],
        ),
    ];
    for (clock, expected) in table {
        let expected: Vec<String> =
            expected.into_iter().map(|each| format!("stage 1, clock 1, restarts_on: {each}")).collect();
        let mut found = problems("", clock, "");
        found.retain(|problem| problem.contains("restarts_on"));
        assert_eq!(found, expected, "{clock}");
    }
}

#[test]
fn a_clock_is_for_kinds_that_come_to_it_and_counts_from_what_is_for_them_as_well() {
    let comments = "[[kind]]\nkind = \"comment\"\ndefinition = \"A view.\"\n\n[[stage]]\nid = \"views\"\ntitle = \"Views\"\n\
                    kinds = [\"comment\"]\n\n";
    let second = |start: &str| {
        format!(
            "[[stage.clock]]\nid = \"second\"\ntitle = \"Then\"\nlimit = \"5 working days\"\nmet_by = [\"done\"]\n{start}\n"
        )
    };
    let table = [
        ("kinds = [\"complaint\"]", second("after = \"respond\""), None),
        (
            "kinds = [\"comment\"]",
            String::new(),
            Some("stage 1, clock 1, kinds: found \"comment\", expected one of complaint"),
        ),
        (
            "kinds = [\"complaint\", \"complaint\"]",
            String::new(),
            Some("stage 1, clock 1, kinds 2: found \"complaint\" a second time, expected each name once"),
        ),
        (
            "",
            format!(
                "{comments}[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nfrom = \"received\"\n\
                 met_by = [\"closed\"]\nkinds = [\"comment\", \"compliment\"]\n"
            ),
            Some("overall 1, kinds: found \"compliment\", expected one of complaint, comment"),
        ),
    ];
    for (clock, end, expected) in table {
        assert_eq!(problems("", clock, &end), expected.into_iter().collect::<Vec<_>>(), "{clock} {end}");
    }
    let both = SMALLEST
        .replace("kinds = [\"complaint\"]", "kinds = [\"complaint\", \"comment\"]")
        .replace("{stage}", "")
        .replace("{clock}", "kinds = [\"complaint\"]");
    let with = |end: &str| {
        problems_of(&both.replace("{end}", &format!("[[kind]]\nkind = \"comment\"\ndefinition = \"A view.\"\n\n{end}")))
    };
    let expected = "stage 1, clock 2, after: found \"respond\", expected a clock before this one that is for every case this one is for";
    assert_eq!(with(&second("after = \"respond\"")), [expected], "it is not for comments");
    assert_eq!(with(&second("after = \"respond\"\nkinds = [\"complaint\"]")), Vec::<String>::new());
    let acknowledges = |id: &str, kind: &str| {
        format!(
            "[[stage.clock]]\nid = \"{id}\"\ntitle = \"Acknowledge\"\nlimit = \"2 working days\"\nfrom = \"received\"\n\
             met_by = [\"acknowledged\"]\nkinds = [\"{kind}\"]\n"
        )
    };
    let each = format!("{}{}", acknowledges("one-by-one", "complaint"), acknowledges("the-other", "comment"));
    let from = second("from = \"acknowledged\"");
    assert_eq!(with(&format!("{each}{from}")), Vec::<String>::new(), "every kind has its own to count from");
    let half = with(&format!("{}{from}", acknowledges("one-by-one", "complaint")));
    assert_eq!(half.len(), 1, "comments have none: {half:?}");
}

#[test]
fn a_clock_that_contradicts_itself_is_refused() {
    let table = [
        (
            "target = \"11 working days\"",
            "stage 1, clock 1, target: found \"11 working days\", expected 10 working days, the limit, or less",
        ),
        (
            "target = \"0 working days\"",
            "stage 1, clock 1, target: found \"0 working days\", expected a number from 1, or \"same working day\"",
        ),
        (
            "backwards = true",
            "stage 1, clock 1, from: found \"received\", expected met: days can only be counted back from a day that is fixed beforehand",
        ),
    ];
    for (line, expected) in table {
        assert_eq!(problems("", line, ""), [expected], "{line}");
    }
}

#[test]
fn a_stage_of_a_kind_that_nothing_defines_is_refused() {
    let found = problems("", "", "[[stage]]\nid = \"two\"\ntitle = \" \"\nkinds = [\"comment\"]");
    let expected = [
        "stage 2, kinds: found \"comment\", expected a [[kind]] that says what a comment is",
        "stage 2, title: found nothing, expected a text",
    ];
    assert_eq!(found, expected);
}

#[test]
fn numbers_that_contradict_one_another_are_refused() {
    let table = [
        (
            "extension = { clock = \"respond\", total = \"10 working days\" }",
            "extension 1, total: found \"10 working days\", expected more than 10 working days, the limit of the clock",
        ),
        (
            "extension = { clock = \"respond\", times = 0 }",
            "extension 1, times: found 0, expected a number from 1; leave the section out where nothing may be put off",
        ),
        (
            "extension = { clock = \"respond\", most = \"0 weeks\" }",
            "extension 1, most: found \"0 calendar weeks\", expected a number from 1",
        ),
        (
            "extension = { clock = \"respond\", most = \"same working day\" }",
            "extension 1, most: found \"same working day\", expected a number of days, weeks or months",
        ),
        (
            "review = [{ title = \"Figures\", every = \"same working day\" }]",
            "review 1, every: found \"same working day\", expected a number of days, weeks or months",
        ),
        (
            "extension = { clock = \"respond\", most = \"5 working days\", reasons = [\"Complex\", \" \"] }",
            "extension 1, reasons 2: found nothing, expected a text",
        ),
        (
            "exclusion = [{ id = \"late\", title = \"Late\", unless = [\"\"] }]",
            "exclusion 1, unless 1: found nothing, expected a text",
        ),
        (
            "acceptance = { complainants = [{ id = \"somebody-else\", title = \"Others\" }] }",
            "acceptance, complainants 1, id: found \"somebody-else\", expected another name: this one stands for whoever \
             is not listed",
        ),
        (
            "ombudsman = [{ body = \"lgsco\", reached_at = \" \" }]",
            "ombudsman 1, reached_at: found nothing, expected where the body is reached, or no reached_at",
        ),
        (
            "applies = [{ points_from = 5, points_to = 1 }]",
            "applies 1, points_to: found 1, expected 5, which is points_from, or more",
        ),
        (
            "term = [{ name = \"Spring\", from = \"2026-01-05\", to = \"2026-03-27\" }, { name = \"Summer\", from = \"2026-03-27\", to = \"2026-07-20\" }]",
            "term 2: found days of \"Spring\" as well, expected terms that do not overlap",
        ),
        (
            "term = [{ name = \"Spring\", from = \"2026-03-27\", to = \"2026-01-05\" }]",
            "term 1, to: found 2026-01-05, expected 2026-03-27 or a later day",
        ),
        (
            "band = [{ id = \"told\", title = \"Told\", channels = [\"phone\", \"email\"] }, { id = \"few\", title = \"Few\", channels = [\"phone\"], points_to = 3 }]",
            "band 2: found cases that fall into \"told\" as well, expected bands that do not overlap",
        ),
        (
            "band = [{ id = \"child\", title = \"Child\", complainants = [\"child\"] }]",
            "band 1, complainants: found \"child\", expected nothing: there is none",
        ),
        (
            "band = [{ id = \"low\", title = \"Low\", points_to = 3 }, { id = \"high\", title = \"High\", points_from = 3 }]",
            "band 2: found cases that fall into \"low\" as well, expected bands that do not overlap",
        ),
        (
            "standard = [{ id = \"letters\", title = \"Letters\", percent = 150 }]",
            "standard 1, percent: found 150, expected a number from 1 to 100",
        ),
        (
            "standard = [{ id = \"letters\", title = \"Letters\", clock = \"reply\" }]",
            "standard 1, clock: found \"reply\", expected one of respond",
        ),
        (
            "standard = [{ id = \"calls\", title = \"Calls\", first_contact = true, limit = \"1 working day\" }]",
            "standard 1, first_contact: found a time as well, expected first_contact alone, or a limit, or a clock",
        ),
        (
            "standard = [{ id = \"calls\", title = \"Calls\" }, { id = \"more\", title = \"Calls\" }]",
            "standard 2, title: found \"Calls\" a second time, expected each title once",
        ),
        (
            "ombudsman = [{ body = \"other\", reached_at = \"www.example.org\" }]",
            "ombudsman 1, name: found nothing, expected the name of the other body",
        ),
        (
            "ombudsman = [{ body = \"other\", name = \"Department for Education\" }]",
            "ombudsman 1, reached_at: found nothing, expected where the other body is reached: web page, telephone",
        ),
        (
            "ombudsman = [{ body = \"lgsco\", name = \"The Ombudsman\" }]",
            "ombudsman 1, name: found \"The Ombudsman\", expected a name only where body = \"other\"",
        ),
        (
            "ground = [{ id = \"-late\", title = \"Late\" }]",
            "ground 1, id: found \"-late\", expected lower-case letters and digits, with hyphens between them",
        ),
        (
            "closed = [{ date = \"2026-12-24\", name = \"Christmas Eve\" }]",
            "office_closures: found false beside closed days, expected true, here or in a clock: otherwise nothing leaves \
             these days out",
        ),
        ("ground = [{ id = \"late\", title = \"\" }]", "ground 1, title: found nothing, expected a text"),
    ];
    for (line, expected) in table {
        let text = SMALLEST.replace("[[kind]]", &format!("{line}\n[[kind]]"));
        let text = if line.starts_with("closed") { text.replace("closures = true", "closures = false") } else { text };
        let text = text.replace("{stage}", "").replace("{clock}", "").replace("{end}", "");
        let procedure: Procedure = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let found: Vec<String> = procedure.problems().iter().map(ToString::to_string).collect();
        assert_eq!(found, [expected], "{line}");
    }
}

#[test]
fn bands_by_hand_and_bands_beside_one_another_are_taken() {
    let bands = "[[band]]\nid = \"told\"\ntitle = \"Told\"\nchannels = [\"phone\"]\n[[band]]\nid = \"sent\"\ntitle = \"Sent\"\nchannels = [\"email\"]\n";
    assert_eq!(problems("", "", bands), Vec::<String>::new());
    let bands = "[[band]]\nid = \"low\"\ntitle = \"Low\"\npoints_to = 2\n[[band]]\nid = \"high\"\ntitle = \"High\"\npoints_from = 3\n\
                 [[band]]\nid = \"urgent\"\ntitle = \"Urgent\"";
    assert_eq!(problems("", "", bands), Vec::<String>::new());
}

#[test]
fn lengths_are_compared_with_every_band_and_reading() {
    let table = [
        // An aim between the limit and that of a band can be missed in the band.
        ("target = \"15 working days\"\nbands = { high = \"20 working days\" }", "", 0),
        ("target = \"25 working days\"\nbands = { high = \"20 working days\" }", "", 1),
        // A total that only one band reaches still leaves time in the others.
        (
            "bands = { high = \"20 working days\" }",
            "[[extension]]\nclock = \"respond\"\ntotal = \"20 working days\"",
            0,
        ),
        (
            "bands = { high = \"20 working days\" }",
            "[[extension]]\nclock = \"respond\"\ntotal = \"10 working days\"",
            1,
        ),
        (
            "",
            "[[reading]]\nid = \"days\"\nquestion = \"Which?\"\nclock = \"respond\"\n\
             option = [{ id = \"a\", title = \"A\", limit = \"10 working days\" }, \
             { id = \"b\", title = \"B\", limit = \"5 working days\" }]\n\
             [[extension]]\nclock = \"respond\"\ntotal = \"8 working days\"",
            0,
        ),
    ];
    for (clock, end, refused) in table {
        let band = "[[band]]\nid = \"high\"\ntitle = \"High\"\n";
        let found = problems("", clock, &format!("{band}{end}"));
        assert_eq!(found.len(), refused, "{clock} {end}: {found:#?}");
    }
}

#[test]
fn what_is_for_some_bands_names_bands_that_there_are_and_counts_from_what_is_for_them_as_well() {
    let bands = "[[band]]\nid = \"high\"\ntitle = \"High\"\n\n[[band]]\nid = \"low\"\ntitle = \"Low\"\n\n";
    let second = |start: &str| {
        format!(
            "[[stage.clock]]\nid = \"second\"\ntitle = \"Then\"\nlimit = \"5 working days\"\nmet_by = [\"done\"]\n{start}\n"
        )
    };
    let extension = |more: &str| format!("[[extension]]\nclock = \"respond\"\nmost = \"10 working days\"\n{more}\n");
    let table = [
        ("for_bands = [\"high\"]", second("after = \"respond\"\nfor_bands = [\"high\"]"), None),
        ("", second("after = \"respond\"\nfor_bands = [\"high\"]"), None),
        (
            "for_bands = [\"high\"]",
            second("after = \"respond\""),
            Some(
                "stage 1, clock 2, after: found \"respond\", expected a clock before this one that is for every case this one \
                 is for",
            ),
        ),
        (
            "for_bands = [\"high\"]",
            second("after = \"respond\"\nfor_bands = [\"high\", \"low\"]"),
            Some(
                "stage 1, clock 2, after: found \"respond\", expected a clock before this one that is for every case this one \
                 is for",
            ),
        ),
        (
            "for_bands = [\"urgent\"]",
            String::new(),
            Some("stage 1, clock 1, for_bands 1: found \"urgent\", expected one of high, low"),
        ),
        (
            "for_bands = [\"low\", \"low\"]",
            String::new(),
            Some("stage 1, clock 1, for_bands 2: found \"low\" a second time, expected each name once"),
        ),
        (
            "for_bands = [\"low\"]\nbands = { high = \"6 months\" }",
            String::new(),
            Some("stage 1, clock 1, bands: found \"high\", expected one of low"),
        ),
        ("", extension("") + &extension("for_bands = [\"high\"]") + &extension("for_bands = [\"low\"]"), None),
        (
            "for_bands = [\"low\"]",
            extension("for_bands = [\"high\"]"),
            Some("extension 1, for_bands 1: found \"high\", expected one of low"),
        ),
        (
            "",
            extension("for_bands = [\"high\"]") + &extension("for_bands = [\"low\", \"high\"]"),
            Some(
                "extension 2, for_bands: found \"high\", which another extension of this clock names, expected each band \
                 once for a clock",
            ),
        ),
        (
            "",
            extension("") + &extension(""),
            Some(
                "extension 2: found \"respond\" a second time, expected one extension of a clock for every case; more only \
                 where `for_bands` says for which: steps of one extension are its `most` in all, with `times`",
            ),
        ),
    ];
    for (clock, end, expected) in table {
        let found = problems("", clock, &format!("{end}\n{bands}"));
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{clock} {end}");
    }
    // Whoever is in no band was never asked to be told that it came.
    let told = SMALLEST.replace("met_by = [\"responded\"]", "met_by = [\"acknowledged\"]\nfor_bands = [\"high\"]");
    let told =
        |start: &str| told.replace("{stage}", "").replace("{clock}", "").replace("{end}", &(second(start) + bands));
    assert_eq!(problems_of(&told("from = \"acknowledged\"\nfor_bands = [\"high\"]")), Vec::<String>::new());
    assert_eq!(problems_of(&told("from = \"acknowledged\"")).len(), 1, "nothing says by when");
}

#[test]
fn a_weekday_has_one_hour_after_which_the_next_day_begins() {
    let with = |more: &str| {
        let text = SMALLEST.replace("{stage}", "").replace("{clock}", "").replace("{end}", "");
        text.replacen("office_closures", &format!("{more}\noffice_closures"), 1)
    };
    let of = |days: &str| format!("cut_off_on = [{days}]");
    let (friday, monday) = ("{ day = \"friday\", at = \"16:30\" }", "{ day = \"monday\", at = \"19:00\" }");
    assert_eq!(problems_of(&with(&of(&format!("{friday}, {monday}")))), Vec::<String>::new());
    assert_eq!(
        problems_of(&with(&of(&format!("{friday}, {friday}")))),
        ["cut_off_on: found \"friday\" a second time, expected each once"]
    );
    let saturday = toml::from_str::<Procedure>(&with(&of("{ day = \"saturday\", at = \"12:00\" }")));
    assert!(saturday.is_err(), "a Saturday is a day off");
}

#[test]
fn whoever_is_named_is_an_officer_of_the_file_or_has_a_role() {
    let roles =
        "or a role: adviser, champion, investigator, head-of-service, head-of-customer-services, administrator, reader";
    let extension = "[[extension]]\nclock = \"respond\"\ngranted_by = [\"boss\"]\n";
    let officer = "[[officer]]\nid = \"chief\"\ntitle = \"Chief Executive\"\nrole = \"head-of-service\"\n";
    let found = |of_file: &str| {
        format!(
            "extension 1, granted_by: found \"boss\", expected the id of an [[officer]] of the file{of_file}, {roles}"
        )
    };
    assert_eq!(problems("", "", extension), [found("")]);
    assert_eq!(problems("", "", &format!("{extension}{officer}")), [found(" (chief)")]);
}
