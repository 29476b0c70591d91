//! What decides dates is changed while others write.

use std::{sync::mpsc, thread, time::Duration};

use app::Problem;
use chrono::Days;
use domain::calendar::{DayOff, DayOffKind};
use testkit::office;

#[test]
fn whoever_waited_for_a_change_of_the_calendar_counts_by_it() {
    let test = office();
    let office = &test.office;
    let monday: domain::Date = "2026-11-09".parse().expect("a date");
    for week in 0..8 {
        let date = monday + Days::new(7 * week);
        let day = DayOff { date, name: "Training day".into(), kind: DayOffKind::Closure };
        let (begun, other) = mpsc::channel();
        thread::scope(|scope| {
            let changed = scope.spawn(|| {
                office.change_rules(|writing| {
                    writing.add_day_off(&day)?;
                    begun.send(()).expect("the other waits for it");
                    thread::sleep(Duration::from_millis(20));
                    Ok(())
                })
            });
            other.recv().expect("the change has begun");
            let counts = office.store().write(|_| Ok::<_, Problem>(office.calendar().is_working_day(date)));
            assert!(!counts.expect("it is written"), "{date} is counted by the calendar as it was before");
            changed.join().expect("no panic").expect("it is changed");
        });
    }
}

#[test]
fn a_version_that_an_earlier_program_took_is_followed_although_a_new_file_like_it_is_refused() {
    let test = office();
    let office = &test.office;
    let shipped = include_str!("../../../../procedures/making-experiences-count.toml");
    let text = shipped.replace("id = \"making-experiences-count\"", "id = \"ours\"").replacen(
        "title = \"Acknowledge\"",
        "title = \" \"",
        1,
    );
    assert!(app::procedures::read(&text).is_err(), "a new file with a clock without a title is refused");
    office
        .change_rules(|writing| Ok(writing.keep_procedure_file("ours", 1, &text, test.now())?))
        .expect("the office opens its rules all the same");
    let book = office.book("ours", Some(1)).expect("it is known");
    assert_eq!(book.procedure().clocks().count(), 2);
}
