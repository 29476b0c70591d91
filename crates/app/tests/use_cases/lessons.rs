//! The register of lessons: what may be written, how a lesson stands, what comes again and again, and what the poster says.

use app::{
    Problem,
    figures::Format,
    lessons::{self, LessonForm, Standing},
};
use testkit::{Scene, TestOffice, office};

fn form(office: &TestOffice) -> LessonForm {
    LessonForm {
        said: "Assisted collections were missed after the round changed.".into(),
        did: "Every assisted address shows on the crew’s tablet.".into(),
        service: Some(office.waste),
        ground: "standard-missed".into(),
        owner: Some(office.id("dan")),
        due: "2026-11-30".parse().ok(),
        ..LessonForm::default()
    }
}

fn add(office: &TestOffice, form: &LessonForm) -> Result<i64, Problem> {
    lessons::add(&office.office, &office.who("joanne"), form, office.now())
}

fn standing(office: &TestOffice, number: i64) -> Standing {
    lessons::find(&office.office, &office.who("joanne"), number, office.now()).expect("it is there").standing
}

fn change(office: &TestOffice, number: i64, change: impl Fn(&mut LessonForm)) -> Result<(), Problem> {
    let who = office.who("joanne");
    let lesson = lessons::find(&office.office, &who, number, office.now())?;
    let mut form = LessonForm::from(&lesson.row);
    change(&mut form);
    lessons::change(&office.office, &who, number, &form, Some(&LessonForm::from(&lesson.row)), office.now())
}

#[test]
fn a_lesson_is_done_looked_at_again_and_found_to_work() {
    let office = office();
    let number = add(&office, &form(&office)).expect("it is added");
    assert_eq!(standing(&office, number), Standing::ToDo);
    office.clock.set("2026-12-01 10:00");
    assert_eq!(standing(&office, number), Standing::Late);
    change(&office, number, |form| {
        form.done = "2026-12-01".parse().ok();
        form.check_on = "2027-02-26".parse().ok();
    })
    .expect("it is done");
    assert_eq!(standing(&office, number), Standing::Done);
    office.clock.set("2027-02-26 09:00");
    assert_eq!(standing(&office, number), Standing::ToCheck);
    change(&office, number, |form| form.worked = Some(false)).expect("it did not work");
    assert_eq!(standing(&office, number), Standing::DidNotWork);
    change(&office, number, |form| form.worked = Some(true)).expect("it worked after all");
    assert_eq!(standing(&office, number), Standing::Worked);
}

#[test]
fn what_cannot_be_a_lesson_is_told_field_by_field() {
    let office = office();
    let wrong = |change: fn(&mut LessonForm)| {
        let mut form = form(&office);
        change(&mut form);
        match add(&office, &form) {
            Err(Problem::Invalid(errors)) => errors.iter().map(|error| error.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(wrong(|form| form.said = " ".into()), ["said"]);
    assert_eq!(wrong(|form| form.did = "x".repeat(601)), ["did"]);
    assert_eq!(wrong(|form| form.ground = "weather".into()), ["ground"]);
    assert_eq!(wrong(|form| form.owner = Some(domain::PersonId(999))), ["owner"]);
    assert_eq!(wrong(|form| form.done = "2027-01-01".parse().ok()), ["done"]);
    assert_eq!(wrong(|form| form.worked = Some(true)), ["done"]);
    assert_eq!(wrong(|form| form.on_poster = true), ["done"]);
    assert!(add(&office, &LessonForm { did: "In 2026-2027 we bought lorries.".into(), ..form(&office) }).is_ok());
    let scene = Scene::logged(&office);
    let named = LessonForm { did: format!("See {}.", scene.reference), ..form(&office) };
    assert!(matches!(add(&office, &named), Err(Problem::Invalid(_))), "a case by its number");
    let check = |form: &mut LessonForm| {
        (form.done, form.check_on) = ("2026-11-02".parse().ok(), "2026-11-02".parse().ok());
    };
    assert_eq!(wrong(check), ["check_on"]);
    let kept = lessons::register(&office.office, &office.who("joanne"), office.now()).expect("read");
    assert_eq!(kept.len(), 1, "what was wrong was not kept");
}

#[test]
fn each_role_reads_and_writes_what_is_theirs() {
    let office = office();
    let for_all = LessonForm { service: None, ..form(&office) };
    let for_housing = LessonForm { service: Some(office.housing), ..form(&office) };
    for form in [&form(&office), &for_all, &for_housing] {
        add(&office, form).expect("a Champion writes for every service");
    }
    let table = [
        ("joanne", Some(3), true, true),
        ("helen", Some(3), true, true),
        ("marian", Some(2), true, false),
        ("rhys", Some(3), false, false),
        ("priya", None, false, false),
        ("dan", None, false, false),
        ("admin", None, false, false),
    ];
    for (name, sees, own, others) in table {
        let who = office.who(name);
        let seen = lessons::register(&office.office, &who, office.now()).ok().map(|lessons| lessons.len());
        assert_eq!(seen, sees, "{name} sees");
        assert_eq!(lessons::add(&office.office, &who, &form(&office), office.now()).is_ok(), own, "{name} writes");
        if own {
            let number = add(&office, &form(&office)).expect("one more");
            lessons::take_away(&office.office, &office.who("joanne"), number, office.now()).expect("taken away");
        }
        assert_eq!(lessons::add(&office.office, &who, &for_housing, office.now()).is_ok(), others, "{name} in housing");
        for lesson in lessons::register(&office.office, &office.who("joanne"), office.now()).expect("read") {
            if lesson.row.id > 3 {
                lessons::take_away(&office.office, &office.who("joanne"), lesson.row.id, office.now()).expect("gone");
            }
        }
    }
}

#[test]
fn a_lesson_taken_away_comes_back_and_nobody_writes_over_another() {
    let office = office();
    let joanne = office.who("joanne");
    let number = add(&office, &form(&office)).expect("it is added");
    lessons::take_away(&office.office, &joanne, number, office.now()).expect("taken away");
    assert!(matches!(lessons::find(&office.office, &joanne, number, office.now()), Err(Problem::NotFound(_))));
    lessons::put_back(&office.office, &joanne, number, office.now()).expect("it is back");
    let seen = LessonForm::from(&lessons::find(&office.office, &joanne, number, office.now()).expect("there").row);
    change(&office, number, |form| form.owner = None).expect("somebody changes it");
    let mine = LessonForm { did: "Something else.".into(), ..seen.clone() };
    let late = lessons::change(&office.office, &office.who("helen"), number, &mine, Some(&seen), office.now());
    assert!(matches!(late, Err(Problem::Changed { .. })), "{late:?}");
}

#[test]
fn what_comes_three_times_in_three_months_is_a_pattern_until_a_lesson_stands_by_it() {
    let office = office();
    let helen = office.who("helen");
    let patterns = |office: &TestOffice| {
        let found = lessons::patterns(&office.office, &helen, office.now()).expect("counted").found;
        found.into_iter().map(|each| (each.ground, each.count, each.months, each.lesson.is_some())).collect::<Vec<_>>()
    };
    Scene::logged(&office);
    Scene::logged(&office);
    assert_eq!(patterns(&office), []);
    office.clock.set("2026-12-10 10:00");
    Scene::logged(&office);
    assert_eq!(patterns(&office), [("standard-missed".to_owned(), 3, [0, 0, 0, 0, 2, 1], false)]);
    let number = add(&office, &form(&office)).expect("a lesson");
    assert_eq!(patterns(&office), [("standard-missed".to_owned(), 3, [0, 0, 0, 0, 2, 1], true)]);
    let lesson = lessons::find(&office.office, &helen, number, office.now()).expect("there");
    assert_eq!((lesson.before, lesson.since), (Some(3), None));
    change(&office, number, |form| form.done = "2026-12-10".parse().ok()).expect("it is done");
    office.clock.set("2027-01-20 10:00");
    Scene::logged(&office);
    let lesson = || lessons::find(&office.office, &helen, number, office.now()).expect("there");
    assert_eq!(lesson().since, None, "no month since is over");
    office.clock.set("2027-02-03 10:00");
    assert_eq!(lesson().since, Some((1, 1)), "one complaint in the month since");
    assert_eq!(patterns(&office), [], "two in three months are no pattern");
}

#[test]
fn a_closed_case_lends_its_words_and_the_poster_has_only_what_is_done() {
    let office = office();
    let scene = Scene::logged(&office);
    let close = app::cases::CloseForm {
        ending: domain::feedback::Ending::SortedAtOnce,
        note: "Put right on the spot.".into(),
        told: None,
        lesson: Some(true),
        words: "The list is checked each Friday.".into(),
    };
    app::cases::close_with_lesson(&office.office, &office.who("joanne"), scene.reference.into(), &close, office.now())
        .expect("it is closed");
    let begun = lessons::of_case(&office.office, &office.who("joanne"), scene.reference).expect("its words");
    assert_eq!(begun.did, "The list is checked each Friday.");
    assert_eq!((begun.service, begun.case), (Some(office.waste), Some(scene.reference)));
    let done = LessonForm { done: "2026-11-02".parse().ok(), on_poster: true, ..begun };
    add(&office, &done).expect("it is on the poster");
    add(&office, &form(&office)).expect("this one is not");
    let poster = lessons::poster(&office.office, &office.who("marian"), office.now()).expect("made");
    assert_eq!((poster.answered.1.part, poster.answered.1.of), (0, 0), "this month is not over");
    office.clock.set("2026-12-01 10:00");
    let poster = lessons::poster(&office.office, &office.who("marian"), office.now()).expect("made");
    assert_eq!(poster.lessons.len(), 1);
    assert_eq!((poster.answered.1.part, poster.answered.1.of), (1, 1));
    let csv = lessons::save_evidence(&office.office, &office.who("joanne"), Format::Csv, office.now()).expect("saved");
    assert!(String::from_utf8_lossy(&csv).contains("The list is checked each Friday."));
}

#[test]
fn the_words_and_the_number_of_a_hidden_case_stay_with_those_who_see_it() {
    let office = office();
    let scene = Scene::logged(&office);
    let joanne = office.who("joanne");
    let restrict = app::cases::RestrictForm {
        named_staff: Some(office.id("marian")),
        people: vec![joanne.id()],
        reason: "It names her.".into(),
    };
    app::cases::restrict(&office.office, &joanne, scene.reference.into(), &restrict, office.now()).expect("hidden");
    let begun = lessons::of_case(&office.office, &joanne, scene.reference).expect("she sees it");
    assert_eq!((begun.said.as_str(), begun.did.as_str()), ("", ""));
    assert!(lessons::of_case(&office.office, &office.who("marian"), scene.reference).is_err());
    let words = LessonForm { said: begun.said, did: begun.did, case: begun.case, ..form(&office) };
    let number = add(&office, &LessonForm { said: "Said.".into(), did: "Done.".into(), ..words }).expect("added");
    let case = |name| {
        lessons::find(&office.office, &office.who(name), number, office.now()).expect("they see the lesson").case
    };
    assert_eq!((case("joanne"), case("marian"), case("rhys")), (Some(scene.reference), None, None));
    change(&office, number, |form| form.owner = None).expect("changed");
    assert_eq!(case("joanne"), Some(scene.reference), "a change keeps it");
}

#[test]
fn what_is_saved_after_somebody_took_the_lesson_away_is_there() {
    let office = office();
    let joanne = office.who("joanne");
    let number = add(&office, &form(&office)).expect("added");
    let seen = LessonForm::from(&lessons::find(&office.office, &joanne, number, office.now()).expect("there").row);
    lessons::take_away(&office.office, &office.who("helen"), number, office.now()).expect("taken away");
    let mine = LessonForm { did: "Something else.".into(), ..seen.clone() };
    lessons::change(&office.office, &joanne, number, &mine, Some(&seen), office.now()).expect("saved");
    let kept = lessons::find(&office.office, &joanne, number, office.now()).expect("it is there again");
    assert_eq!(kept.row.did, "Something else.");
}
