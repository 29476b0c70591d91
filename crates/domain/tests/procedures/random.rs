//! Procedure files that nobody wrote, and those that are shipped with a slip in them: whatever stands in one, the validator
//! answers, and what it accepts computes every clock once everything has happened.

use std::cell::Cell;

use domain::{
    Procedure, Rules,
    clock::{Facts, ask_by, complain_by, timetable},
    feedback::Kind,
    procedure::{Code, Milestone, ReadingOption, Stage},
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{TestCaseError, TestRunner},
};

use crate::{
    common::{at, day},
    days,
};

const STAGES: [&str; 4] = ["one", "two", "three", "four"];
const CLOCKS: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/// A line that may be there.
fn maybe(lines: Vec<&'static str>) -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just(""), 1 => select(lines)]
}

fn milestone() -> impl Strategy<Value = &'static str> {
    select(Milestone::ALL.iter().map(|each| each.as_str()).collect::<Vec<_>>())
}

/// What meets a clock: mostly something that can.
fn met_by() -> impl Strategy<Value = Vec<&'static str>> {
    let ours: Vec<&[&str]> =
        vec![&["acknowledged"], &["responded"], &["decided"], &["done"], &["acknowledged", "responded"]];
    prop_oneof![15 => select(ours).prop_map(<[&str]>::to_vec), 1 => vec(milestone(), 0..3)]
}

/// What starts a clock: mostly something that can.
fn start() -> impl Strategy<Value = String> {
    prop_oneof![
        20 => Just("from = \"received\"".to_owned()),
        2 => milestone().prop_map(|word| format!("from = {word:?}")),
        1 => (milestone(), select(STAGES.to_vec())).prop_map(|(word, stage)| format!("from = {word:?}\nof = {stage:?}")),
        2 => select(CLOCKS.to_vec()).prop_map(|clock| format!("after = {clock:?}")),
        1 => Just(String::new()),
    ]
}

fn limit() -> impl Strategy<Value = String> {
    let units = vec!["working days", "calendar days", "weeks", "months", "hours"];
    prop_oneof![
        30 => (0..40_u32, select(units)).prop_map(|(number, unit)| format!("{number} {unit}")),
        1 => Just("same working day".to_owned()),
        1 => select(vec!["1001 working days".to_owned(), "ten days".to_owned(), String::new()]),
    ]
}

/// The name of the one at this place: mostly its own, so that few files fail for a name that stands twice.
fn name(names: &'static [&'static str], at: usize) -> impl Strategy<Value = &'static str> {
    prop_oneof![30 => Just(names[at % names.len()]), 1 => select(names)]
}

fn clock(at: usize) -> BoxedStrategy<String> {
    let flags = vec![
        "repeats = true",
        "restarts_on = [\"clarified\", \"consented\"]",
        "restarts_on = [\"responded\"]",
        "uncapped = true",
        "backwards = true",
        "backwards = true\nclear = true",
        "begins = \"same-day\"",
        "begins = \"day-after\"",
        "ends = \"next-working-day\"",
        "ends = \"working-day-before\"",
        "office_closures = false",
        "target = \"1 working day\"",
        "bands = { high = \"6 months\" }",
        "kinds = [\"complaint\"]",
        "kinds = [\"comment\"]",
        "for_bands = [\"high\"]",
        "for_bands = [\"high\"]\nbands = { high = \"6 months\" }",
        "for_bands = [\"low\"]",
        "unknown = 1",
    ];
    (name(&CLOCKS, at), limit(), start(), met_by(), maybe(flags))
        .prop_map(|(id, limit, start, met_by, more)| {
            format!("id = {id:?}\ntitle = \"Do it\"\nlimit = {limit:?}\n{start}\nmet_by = {met_by:?}\n{more}\n")
        })
        .boxed()
}

/// Up to three, each under its own name.
fn clocks(stage: usize) -> impl Strategy<Value = String> {
    let clock = move |at: usize| clock(stage * 2 + at).prop_map(|clock| format!("[[stage.clock]]\n{clock}"));
    prop_oneof![
        1 => Just(String::new()),
        4 => clock(0),
        3 => (clock(0), clock(1)).prop_map(|(one, two)| one + &two),
        1 => (clock(0), clock(1), clock(5)).prop_map(|(one, two, three)| one + &two + &three),
    ]
}

fn stage(at: usize) -> BoxedStrategy<String> {
    let kinds = prop_oneof![
        15 => Just(&["complaint"][..]),
        2 => Just(&["complaint", "comment"][..]),
        1 => Just(&["comment"][..]),
        1 => Just(&[][..]),
    ];
    let flags = vec![
        "asked_by = \"nobody\"",
        "ends_with = []",
        "ends_with = [\"met\"]",
        "people = { signs = \"nobody\" }",
        "people = { signs = \"panel\", never = [\"earlier-handler\"] }",
        "straight_in = [{ id = \"vip\", title = \"VIP\" }]",
        "refusal = { reasons = [{ id = \"court\", title = \"In court\" }] }",
        "window = { periods = [{ limit = \"1 month\", from = \"responded\" }] }",
        "window = { whichever = \"earlier\", periods = [{ limit = \"7 working days\", from = \"met\", backwards = true }] }",
    ];
    let before = if at == 0 { vec![] } else { vec![STAGES[at - 1]] };
    let follows = prop_oneof![20 => Just(before), 1 => Just(vec![]), 1 => vec(select(STAGES.to_vec()), 1..2)];
    (name(&STAGES, at), kinds, follows, maybe(flags), clocks(at)).prop_map(
        move |(id, kinds, follows, more, clocks)| {
            format!(
                "[[stage]]\nid = {id:?}\ntitle = \"Stage {at}\"\nkinds = {kinds:?}\nfollows = {follows:?}\n{more}\n{clocks}"
            )
        },
    )
    .boxed()
}

/// Up to four, each after the one before it.
fn stages() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just(String::new()),
        20 => stage(0),
        10 => (stage(0), stage(1)).prop_map(|(one, two)| one + &two),
        5 => (stage(0), stage(1), stage(2)).prop_map(|(one, two, three)| one + &two + &three),
        2 => (stage(0), stage(1), stage(2), stage(3)).prop_map(|(one, two, three, four)| one + &two + &three + &four),
    ]
}

/// Whatever a file may have besides its stages; some of it cannot work.
fn section() -> impl Strategy<Value = &'static str> {
    select(vec![
        "[[extension]]\nclock = \"a\"\nmost = \"10 working days\"\n",
        "[[extension]]\nclock = \"z\"\ntimes = 0\n",
        "[[extension]]\nclock = \"a\"\nfor_bands = [\"high\"]\nmost = \"20 working days\"\n",
        "[[extension]]\nclock = \"a\"\nneeds = [\"agreement\"]\ngranted_by = [\"panel\"]\n",
        "[[band]]\nid = \"low\"\ntitle = \"Low\"\n",
        "[[pause]]\nid = \"wait\"\ntitle = \"Waiting\"\n",
        "[[officer]]\nid = \"panel\"\ntitle = \"Review panel\"\nrole = \"nobody\"\n",
        "[[exclusion]]\nid = \"court\"\ntitle = \"Court\"\nquestion = \"Is it in court?\"\nunless = [\"Has it ended?\"]\n",
        "[[exclusion]]\nid = \"Court\"\ntitle = \" \"\nquestion = \"\"\n",
        "[[ground]]\nid = \"late\"\ntitle = \"Late\"\n",
        "[[remedy]]\nid = \"sorry\"\ntitle = \"Apology\"\n",
        "[[check]]\nid = \"plain\"\ntitle = \"Plain words\"\nby = \"plain-words\"\n",
        "[[letter]]\non = \"response\"\nmust = [\"ombudsman\"]\n",
        "[[letter]]\non = \"response\"\nstage = \"two\"\nmust = [\"decision\"]\n",
        "[[standard]]\nid = \"quick\"\ntitle = \"Quick\"\nkinds = [\"complaint\"]\nclock = \"a\"\npercent = 90\n",
        "[[standard]]\nid = \"phone\"\ntitle = \"Phone\"\nlimit = \"2 working days\"\npercent = 101\n",
        "[[review]]\ntitle = \"Yearly\"\nevery = \"12 months\"\n",
        "[[ombudsman]]\nbody = \"lgsco\"\n",
        "[[ombudsman]]\nbody = \"housing-ombudsman\"\nsubjects = [\"landlord\"]\nwithin = \"12 months\"\n",
        "[[ombudsman]]\nbody = \"other\"\n",
        "[[ombudsman]]\nbody = \"nobody\"\n",
        "[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nfrom = \"received\"\nmet_by = [\"closed\"]\n",
        "[[overall]]\nid = \"whole\"\ntitle = \"Finish\"\nlimit = \"12 weeks\"\nfrom = \"received\"\nmet_by = [\"closed\"]\nkinds = [\"comment\"]\n",
        "[[reading]]\nid = \"days\"\nquestion = \"Which days?\"\nclock = \"a\"\n[[reading.option]]\nid = \"days\"\n\
         title = \"Days\"\nlimit = \"9 working days\"\n[[reading.option]]\nid = \"weeks\"\ntitle = \"Weeks\"\nlimit = \"2 weeks\"\n",
        "[acceptance]\nwindow = { periods = [{ limit = \"12 months\", from = \"occurred\" }] }\n",
    ])
}

/// What other sections name: mostly there.
fn named() -> impl Strategy<Value = String> {
    let bands = vec![
        "",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\n",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\npoints_from = 1\n",
        "[[band]]\nid = \"high\"\ntitle = \"High\"\nchannels = [\"phone\"]\n",
    ];
    let officers = vec!["", "[[officer]]\nid = \"panel\"\ntitle = \"Review panel\"\nrole = \"head-of-service\"\n"];
    (select(bands), select(officers)).prop_map(|(band, officer)| format!("{band}{officer}"))
}

fn file() -> impl Strategy<Value = String> {
    let head = vec![
        "cut_off = \"17:00\"",
        "cut_off_on = [{ day = \"monday\", at = \"16:30\" }]",
        "cut_off = \"17:00\"\ncut_off_on = [{ day = \"friday\", at = \"16:30\" }]",
        "cut_off_on = [{ day = \"monday\", at = \"16:30\" }, { day = \"monday\", at = \"17:30\" }]",
        "cut_off_on = [{ day = \"sunday\", at = \"16:30\" }]",
        "closed = [{ name = \"Founders\", date = \"2026-11-04\" }]",
        "term = [{ name = \"Autumn\", from = \"2026-09-01\", to = \"2026-12-18\" }]",
        "applies = [{ subjects = [\"landlord\"] }]",
        "handling = { always_answered = [\"comment\"] }",
    ];
    (maybe(head), named(), stages(), vec(section(), 0..3)).prop_map(|(head, named, stages, sections)| {
        format!(
            "id = \"ours\"\nversion = 1\nname = \"Ours\"\nsource = \"Us\"\nin_force = \"2020-01-01\"\n\
             office_closures = true\nrights = \"Ask the Ombudsman.\"\n\
             signing = {{ head_of_service = false, deputy = false }}\n\
             {head}\n\
             [[kind]]\nkind = \"complaint\"\ndefinition = \"Not content.\"\n\
             [[kind]]\nkind = \"comment\"\ndefinition = \"A view.\"\n{named}{}{stages}",
            sections.concat()
        )
    })
}

/// Everything that can happen, in every stage.
fn everything(kind: Kind, stages: &[Stage]) -> Facts {
    let mut facts = Facts::received(kind, at("Mon 2 Nov 2026 18:00:00"));
    for milestone in Milestone::ALL {
        facts = facts.with(*milestone, day("Mon 16 Nov 2026"));
        for stage in stages {
            facts = facts.in_stage(&stage.id, *milestone, day("Tue 17 Nov 2026"));
        }
    }
    facts
}

/// Reads a file; nothing more is asked of one that cannot be read or cannot work.
fn accepted(text: &str) -> Option<Procedure> {
    let procedure = toml::from_str::<Procedure>(text).ok()?;
    let _answers = (procedure.departures(Code::Lgsco2024), procedure.departures(Code::HousingOmbudsman2024));
    procedure.problems().is_empty().then_some(procedure)
}

/// A procedure as it is written, and as each of its readings makes it.
fn as_read(procedure: &Procedure) -> Vec<Procedure> {
    let options = procedure.readings.iter().flat_map(|reading| {
        let of = move |option: &ReadingOption| procedure.read_as(&reading.id, &option.id);
        reading.options.iter().map(of)
    });
    let read = options.map(|read| read.expect("what it offers can be chosen"));
    std::iter::once(procedure.clone()).chain(read).collect()
}

/// Works out every time limit, window and letter of a procedure once everything has happened, and while nothing has;
/// how many dates there were.
fn computed(procedure: &Procedure) -> Result<usize, String> {
    let calendar = days(procedure);
    let rules = Rules { procedure, calendar: &calendar };
    let bands: Vec<Option<String>> = procedure.bands.iter().map(|band| Some(band.id.clone())).chain([None]).collect();
    let mut dates = 0;
    for (kind, band) in Kind::ALL.iter().flat_map(|kind| bands.iter().map(move |band| (kind, band))) {
        let facts = Facts { band: band.clone(), ..everything(*kind, &procedure.stages) };
        for timing in timetable(&facts, rules) {
            dates += timing.dates.map(|_| 1).ok_or_else(|| format!("{} has no date", timing.rule.id))?;
        }
        let _windows: Vec<_> = procedure.stages.iter().map(|stage| ask_by(stage, &facts, rules)).collect();
        let _window = complain_by(&facts, rules);
        let _waiting = timetable(&Facts::received(*kind, day("Mon 2 Nov 2026")), rules);
    }
    Ok(dates)
}

/// A file that can work computes every clock in each of its readings.
fn works(text: &str, dates: &Cell<usize>) -> Result<(), TestCaseError> {
    let Some(procedure) = accepted(text) else { return Ok(()) };
    for read in as_read(&procedure) {
        let found = computed(&read).map_err(|wrong| TestCaseError::fail(format!("{wrong} in\n{text}")))?;
        dates.set(dates.get() + found);
    }
    Ok(())
}

#[test]
fn what_the_validator_accepts_computes_every_clock() {
    let (dates, files) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig { cases: 10_000, ..ProptestConfig::default() });
    let tried = runner.run(&file(), |text| {
        files.set(files.get() + u32::from(accepted(&text).is_some()));
        works(&text, &dates)
    });
    tried.expect("every accepted file computes");
    assert!(files.get() > 1_000 && dates.get() > 5_000, "too few work: {} files, {} dates", files.get(), dates.get());
}

/// The procedures that come with the program.
fn shipped() -> Vec<String> {
    let files = std::fs::read_dir("../../procedures").expect("the folder");
    let files = files.map(|file| file.expect("a file").path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    texts.map(|path| std::fs::read_to_string(path).expect("a text").replace("\r\n", "\n")).collect()
}

/// One change as somebody at a keyboard makes it by mistake.
#[derive(Debug, Clone)]
enum Slip {
    /// A line is gone.
    Lost(Index),
    /// A line stands twice.
    Twice(Index),
    /// Two lines have changed places.
    Swapped(Index, Index),
    /// Every number of a line is another.
    Number(Index, u32),
    /// The words in quotation marks of one line stand in another.
    Word(Index, Index),
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        any::<Index>().prop_map(Slip::Lost),
        any::<Index>().prop_map(Slip::Twice),
        any::<(Index, Index)>().prop_map(|(one, other)| Slip::Swapped(one, other)),
        (any::<Index>(), 0..400_u32).prop_map(|(line, number)| Slip::Number(line, number)),
        any::<(Index, Index)>().prop_map(|(from, to)| Slip::Word(from, to)),
    ]
}

/// The lines that say something, as places in `lines`.
fn telling(lines: &[String], says: impl Fn(&str) -> bool) -> Vec<usize> {
    let telling = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#') && says(line);
    lines.iter().enumerate().filter(|(_, line)| telling(line)).map(|(at, _)| at).collect()
}

fn quoted(line: &str) -> Option<&str> {
    line.split('"').nth(1)
}

/// The line with this number in the place of each of its own.
fn with_number(line: &str, number: u32) -> String {
    let digit = |at: Option<char>| at.is_some_and(|letter| letter.is_ascii_digit());
    let mut before = None;
    line.chars().fold(String::new(), |mut said, letter| {
        match (digit(before.replace(letter)), digit(Some(letter))) {
            (false, true) => said.push_str(&number.to_string()),
            (true, true) => {}
            (_, false) => said.push(letter),
        }
        said
    })
}

fn make(slip: &Slip, lines: &mut Vec<String>) {
    let any = telling(lines, |_| true);
    let words = telling(lines, |line| quoted(line).is_some());
    match slip {
        Slip::Lost(line) => {
            lines.remove(*line.get(&any));
        }
        Slip::Twice(line) => {
            let at = *line.get(&any);
            lines.insert(at, lines[at].clone());
        }
        Slip::Swapped(one, other) => lines.swap(*one.get(&any), *other.get(&any)),
        Slip::Number(line, number) => {
            let numbers = telling(lines, |line| line.contains(|letter: char| letter.is_ascii_digit()));
            let at = *line.get(&numbers);
            lines[at] = with_number(&lines[at], *number);
        }
        Slip::Word(from, to) => {
            let (from, to) = (*from.get(&words), *to.get(&words));
            let (word, old) = (quoted(&lines[from]).map(str::to_owned), quoted(&lines[to]).map(str::to_owned));
            if let (Some(word), Some(old)) = (word, old) {
                lines[to] = lines[to].replacen(&format!("\"{old}\""), &format!("\"{word}\""), 1);
            }
        }
    }
}

#[test]
fn a_slip_in_a_file_that_works_is_refused_or_still_computes() {
    let (dates, files) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig { cases: 1_500, ..ProptestConfig::default() });
    let tried = runner.run(&(select(shipped()), vec(slip(), 1..3)), |(text, slips)| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        slips.iter().for_each(|slip| make(slip, &mut lines));
        let text = lines.join("\n");
        files.set(files.get() + u32::from(accepted(&text).is_some()));
        works(&text, &dates)
    });
    tried.expect("every accepted file computes");
    assert!(files.get() > 150 && dates.get() > 500, "too few work: {} files, {} dates", files.get(), dates.get());
}
