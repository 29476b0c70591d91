//! Due dates of the working-day calendar: tables of what the shipped lists must give.

mod calendar_files;

use calendar_files::{day, named, shipped, shipped_with};
use chrono::NaiveDate;
use domain::calendar::{Calendar, DayOff, DayOffKind, Nation, UnknownNation, WeekendReceipt, Why};

use Nation::{EnglandAndWales, NorthernIreland, Scotland};
use WeekendReceipt::{NextWorkingDayIsDayOne, NextWorkingDayIsDayZero};

/// A row of the table: received, then due after 2 and after 15 working days.
type Row = (&'static str, &'static str, &'static str);

fn check(calendar: &Calendar, receipt: WeekendReceipt, rows: &[Row]) {
    for (received, due_2, due_15) in rows {
        let day_zero = receipt.day_zero(calendar, day(received));
        assert_eq!(named(calendar.add_working_days(day_zero, 2)), *due_2, "2 working days from {received}");
        assert_eq!(named(calendar.add_working_days(day_zero, 15)), *due_15, "15 working days from {received}");
    }
}

#[test]
fn receipt_is_day_zero_and_the_next_working_day_is_day_one() {
    let rows = [
        ("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Mon 23 Nov 2026"),
        ("Fri 6 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Sat 7 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Sun 8 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Tue 22 Dec 2026", "Thu 24 Dec 2026", "Fri 15 Jan 2027"),
        ("Thu 24 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Fri 25 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Sat 26 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Thu 25 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
        ("Fri 26 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
        ("Sat 29 May 2027", "Wed 2 Jun 2027", "Mon 21 Jun 2027"),
    ];
    check(&shipped(EnglandAndWales), NextWorkingDayIsDayOne, &rows);
}

#[test]
fn a_receipt_on_a_day_off_may_count_as_received_on_the_next_working_day() {
    let rows = [
        ("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Mon 23 Nov 2026"),
        ("Fri 6 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Sat 7 Nov 2026", "Wed 11 Nov 2026", "Mon 30 Nov 2026"),
        ("Sun 8 Nov 2026", "Wed 11 Nov 2026", "Mon 30 Nov 2026"),
        ("Tue 22 Dec 2026", "Thu 24 Dec 2026", "Fri 15 Jan 2027"),
        ("Thu 24 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Fri 25 Dec 2026", "Thu 31 Dec 2026", "Wed 20 Jan 2027"),
        ("Sat 26 Dec 2026", "Thu 31 Dec 2026", "Wed 20 Jan 2027"),
        ("Thu 25 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
        ("Fri 26 Mar 2027", "Thu 1 Apr 2027", "Tue 20 Apr 2027"),
        ("Sat 29 May 2027", "Thu 3 Jun 2027", "Tue 22 Jun 2027"),
    ];
    check(&shipped(EnglandAndWales), NextWorkingDayIsDayZero, &rows);
}

#[test]
fn the_stricter_reading_of_a_weekend_receipt_is_the_default() {
    assert_eq!(WeekendReceipt::default(), NextWorkingDayIsDayOne);
}

fn closed_29_to_31_december_2026() -> Vec<DayOff> {
    let dates = ["Tue 29 Dec 2026", "Wed 30 Dec 2026", "Thu 31 Dec 2026"];
    dates.map(|date| day_off(date, "Christmas closure", DayOffKind::Closure)).into()
}

fn day_off(date: &str, name: &str, kind: DayOffKind) -> DayOff {
    DayOff { date: day(date), name: name.to_owned(), kind }
}

#[test]
fn an_office_closure_is_not_counted() {
    let rows = [
        ("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Mon 23 Nov 2026"),
        ("Sat 7 Nov 2026", "Tue 10 Nov 2026", "Fri 27 Nov 2026"),
        ("Tue 22 Dec 2026", "Thu 24 Dec 2026", "Wed 20 Jan 2027"),
        ("Thu 24 Dec 2026", "Tue 5 Jan 2027", "Fri 22 Jan 2027"),
        ("Fri 25 Dec 2026", "Tue 5 Jan 2027", "Fri 22 Jan 2027"),
        ("Sat 26 Dec 2026", "Tue 5 Jan 2027", "Fri 22 Jan 2027"),
        ("Thu 25 Mar 2027", "Wed 31 Mar 2027", "Mon 19 Apr 2027"),
    ];
    let calendar = shipped_with(EnglandAndWales, &closed_29_to_31_december_2026());
    check(&calendar, NextWorkingDayIsDayOne, &rows);
}

#[test]
fn statutory_counting_runs_through_an_office_closure() {
    let rows = [
        ("Tue 22 Dec 2026", "Thu 24 Dec 2026", "Fri 15 Jan 2027"),
        ("Thu 24 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
        ("Fri 25 Dec 2026", "Wed 30 Dec 2026", "Tue 19 Jan 2027"),
    ];
    let calendar = shipped_with(EnglandAndWales, &closed_29_to_31_december_2026());
    check(&calendar.without_closures(), NextWorkingDayIsDayOne, &rows);
    assert!(!calendar.is_working_day(day("Tue 29 Dec 2026")), "the calendar it came from keeps its closures");
}

#[test]
fn every_limit_of_the_procedures_falls_where_it_was_worked_out_by_hand() {
    let cases = [
        ("Code response, acknowledged on day 0", "Mon 2 Nov 2026", 10, "Mon 16 Nov 2026"),
        ("Code response, acknowledged on day 1", "Tue 3 Nov 2026", 10, "Tue 17 Nov 2026"),
        ("Code response, acknowledged on day 2", "Wed 4 Nov 2026", 10, "Wed 18 Nov 2026"),
        ("Code response, acknowledged on day 3", "Thu 5 Nov 2026", 10, "Thu 19 Nov 2026"),
        ("Code response, acknowledged on day 4", "Fri 6 Nov 2026", 10, "Fri 20 Nov 2026"),
        ("Code response, acknowledged on day 5", "Mon 9 Nov 2026", 10, "Mon 23 Nov 2026"),
        ("Code extension, acknowledged on day 0", "Mon 16 Nov 2026", 10, "Mon 30 Nov 2026"),
        ("Code extension, acknowledged on day 1", "Tue 17 Nov 2026", 10, "Tue 1 Dec 2026"),
        ("Code extension, acknowledged on day 2", "Wed 18 Nov 2026", 10, "Wed 2 Dec 2026"),
        ("Code extension, acknowledged on day 3", "Thu 19 Nov 2026", 10, "Thu 3 Dec 2026"),
        ("Code extension, acknowledged on day 4", "Fri 20 Nov 2026", 10, "Fri 4 Dec 2026"),
        ("Code extension, acknowledged on day 5", "Mon 23 Nov 2026", 10, "Mon 7 Dec 2026"),
        ("Code acknowledgement", "Mon 2 Nov 2026", 5, "Mon 9 Nov 2026"),
        ("Redditch response and extension", "Mon 2 Nov 2026", 25, "Mon 7 Dec 2026"),
        ("Kent acknowledgement", "Mon 2 Nov 2026", 3, "Thu 5 Nov 2026"),
        ("Kent explanation", "Thu 5 Nov 2026", 10, "Thu 19 Nov 2026"),
        ("Northumbria investigation", "Mon 2 Nov 2026", 20, "Mon 30 Nov 2026"),
        ("fourteen working days", "Mon 2 Nov 2026", 14, "Fri 20 Nov 2026"),
        ("children's stage 1", "Mon 2 Nov 2026", 10, "Mon 16 Nov 2026"),
        ("children's stage 1, longest", "Mon 2 Nov 2026", 20, "Mon 30 Nov 2026"),
        ("children's stage 2", "Mon 2 Nov 2026", 25, "Mon 7 Dec 2026"),
        ("children's stage 2, longest", "Mon 2 Nov 2026", 65, "Thu 4 Feb 2027"),
        ("stage 2 acknowledgement", "Mon 4 Jan 2027", 5, "Mon 11 Jan 2027"),
        ("stage 2 response", "Mon 11 Jan 2027", 20, "Mon 8 Feb 2027"),
        ("stage 2 response, extended", "Mon 8 Feb 2027", 20, "Mon 8 Mar 2027"),
        ("Code response over Christmas", "Tue 22 Dec 2026", 10, "Fri 8 Jan 2027"),
    ];
    let calendar = shipped(EnglandAndWales);
    for (what, from, days, due) in cases {
        assert_eq!(named(calendar.add_working_days(day(from), days)), due, "{what}: {days} from {from}");
    }
}

#[test]
fn ten_days_from_tue_22_dec_2026_end_on_wed_13_jan_2027_where_the_office_closes() {
    let calendar = shipped_with(EnglandAndWales, &closed_29_to_31_december_2026());
    assert_eq!(named(calendar.add_working_days(day("Tue 22 Dec 2026"), 10)), "Wed 13 Jan 2027");
}

#[test]
fn the_longest_way_through_the_code_from_mon_2_nov_2026_ends_on_fri_12_feb_2027() {
    let calendar = shipped(EnglandAndWales);
    let stage_one = [5, 10, 10].iter().fold(day("Mon 2 Nov 2026"), |from, days| calendar.add_working_days(from, *days));
    assert_eq!(named(stage_one), "Mon 7 Dec 2026");
    let escalated = calendar.add_working_days(stage_one, 1);
    let stage_two = [5, 20, 20].iter().fold(escalated, |from, days| calendar.add_working_days(from, *days));
    assert_eq!(named(stage_two), "Fri 12 Feb 2027");
}

#[test]
fn a_one_off_holiday_on_wed_11_nov_2026_moves_only_what_lies_across_it() {
    let one_off = [day_off("Wed 11 Nov 2026", "One-off holiday", DayOffKind::BankHoliday)];
    let rows = [("Mon 2 Nov 2026", "Wed 4 Nov 2026", "Tue 24 Nov 2026")];
    check(&shipped_with(EnglandAndWales, &one_off), NextWorkingDayIsDayOne, &rows);
}

#[test]
fn each_nation_has_its_own_days_off() {
    let cases = [
        ("Fri 2 Jan 2026", None, Some("2nd January"), None),
        ("Tue 17 Mar 2026", None, None, Some("St Patrick’s Day")),
        ("Mon 6 Apr 2026", Some("Easter Monday"), None, Some("Easter Monday")),
        ("Mon 15 Jun 2026", None, Some("World Cup bank holiday"), None),
        ("Mon 13 Jul 2026", None, None, Some("Battle of the Boyne (Orangemen’s Day) (substitute day)")),
        ("Mon 3 Aug 2026", None, Some("Summer bank holiday"), None),
        ("Mon 31 Aug 2026", Some("Summer bank holiday"), None, Some("Summer bank holiday")),
        ("Mon 30 Nov 2026", None, Some("St Andrew’s Day"), None),
    ];
    for (date, england_and_wales, scotland, northern_ireland) in cases {
        for (nation, name) in
            [(EnglandAndWales, england_and_wales), (Scotland, scotland), (NorthernIreland, northern_ireland)]
        {
            let expected = name.map(|name| Why::BankHoliday(name.to_owned()));
            assert_eq!(shipped(nation).why_not(day(date)), expected, "{nation}, {date}");
        }
    }
}

#[test]
fn a_day_says_why_it_does_not_count() {
    let mut local = closed_29_to_31_december_2026();
    local.push(day_off("Sat 26 Dec 2026", "Christmas closure", DayOffKind::Closure));
    local.push(day_off("Mon 28 Dec 2026", "Christmas closure", DayOffKind::Closure));
    local.push(day_off("Wed 2 Jan 2030", "Stocktaking", DayOffKind::Closure));
    let calendar = shipped_with(EnglandAndWales, &local);
    let cases = [
        ("Thu 24 Dec 2026", None),
        ("Fri 25 Dec 2026", Some(Why::BankHoliday("Christmas Day".into()))),
        ("Sat 26 Dec 2026", Some(Why::Weekend)),
        ("Mon 28 Dec 2026", Some(Why::BankHoliday("Boxing Day (substitute day)".into()))),
        ("Tue 29 Dec 2026", Some(Why::Closure("Christmas closure".into()))),
        ("Tue 1 Jan 2030", Some(Why::BankHoliday("New Year’s Day".into()))),
        ("Wed 2 Jan 2030", Some(Why::Closure("Stocktaking".into()))),
        ("Thu 3 Jan 2030", None),
    ];
    for (date, why) in cases {
        assert_eq!(calendar.is_working_day(day(date)), why.is_none(), "{date}");
        assert_eq!(calendar.why_not(day(date)), why, "{date}");
    }
    assert_eq!(calendar.without_closures().why_not(day("Tue 29 Dec 2026")), None);
}

#[test]
fn counting_has_a_direction() {
    let calendar = shipped(EnglandAndWales);
    let cases = [
        ("Mon 2 Nov 2026", "Mon 2 Nov 2026", 0),
        ("Mon 2 Nov 2026", "Mon 9 Nov 2026", 5),
        ("Mon 9 Nov 2026", "Mon 2 Nov 2026", -5),
        ("Sat 7 Nov 2026", "Sun 8 Nov 2026", 0),
        ("Fri 31 Dec 2027", "Tue 4 Jan 2028", 1),
    ];
    for (after, to, count) in cases {
        assert_eq!(calendar.count_working_days(day(after), day(to)), count, "after {after}, up to {to}");
    }
}

#[test]
fn dates_before_1990_and_after_2100_follow_the_rules_too() {
    let calendar = shipped(Scotland);
    let cases = [
        ("Thu 28 Dec 1989", 3, "Thu 4 Jan 1990"),
        ("Thu 30 Dec 2100", 2, "Wed 5 Jan 2101"),
        ("Fri 22 Dec 2254", 1, "Wed 27 Dec 2254"),
    ];
    for (from, days, due) in cases {
        assert_eq!(named(calendar.add_working_days(day(from), days)), due, "{days} from {from}");
        assert_eq!(calendar.count_working_days(day(from), day(due)), i64::from(days), "{from} to {due}");
    }
}

#[test]
fn the_ends_of_time_are_answered_without_failing() {
    let calendar = shipped(Scotland);
    let near_the_end = NaiveDate::MAX.pred_opt().expect("a day before the last");
    assert_eq!(calendar.add_working_days(near_the_end, u32::MAX), NaiveDate::MAX);
    assert_eq!(calendar.add_working_days(NaiveDate::MAX, 1), NaiveDate::MAX);
    assert_eq!(calendar.add_working_days(NaiveDate::MIN, 0), NaiveDate::MIN);
    assert!(calendar.add_working_days(NaiveDate::MIN, 1) > NaiveDate::MIN);
    assert_eq!(calendar.count_working_days(NaiveDate::MAX, NaiveDate::MAX), 0);
}

#[test]
fn nations_are_read_by_name_and_an_unknown_one_is_told_which_there_are() {
    for nation in Nation::ALL {
        assert_eq!(nation.as_str().parse(), Ok(nation), "{nation}");
    }
    let unknown = "wales".parse::<Nation>();
    assert_eq!(unknown, Err(UnknownNation("wales".into())));
    let expected = "there is no calendar for \"wales\"; expected england-and-wales, scotland or northern-ireland";
    assert_eq!(UnknownNation("wales".into()).to_string(), expected);
}
