//! The shipped lists: sound, and equal to the computed holidays apart from what was proclaimed once.

mod calendar_files;

use std::collections::BTreeSet;

use calendar_files::{day, named, shipped_file};
use domain::calendar::{CalendarFile, CalendarProblem, Nation, bank_holidays_by_rule};

use Nation::{EnglandAndWales, NorthernIreland, Scotland};

/// One-off changes of the published years: nations, the computed day that went, the days that came.
type OneOff = (&'static [Nation], &'static str, &'static [&'static str]);

const ONE_OFFS: [OneOff; 6] = [
    // The Spring holiday moved to stand beside the Diamond Jubilee.
    (&Nation::ALL, "Mon 28 May 2012", &["Mon 4 Jun 2012", "Tue 5 Jun 2012"]),
    // The early May holiday moved to the 75th anniversary of VE Day.
    (&Nation::ALL, "Mon 4 May 2020", &["Fri 8 May 2020"]),
    // The Spring holiday moved to stand beside the Platinum Jubilee.
    (&Nation::ALL, "Mon 30 May 2022", &["Thu 2 Jun 2022", "Fri 3 Jun 2022"]),
    // The State Funeral of Queen Elizabeth II.
    (&Nation::ALL, "", &["Mon 19 Sep 2022"]),
    // The coronation of King Charles III.
    (&Nation::ALL, "", &["Mon 8 May 2023"]),
    // Scotland at the men's football World Cup.
    (&[Scotland], "", &["Mon 15 Jun 2026"]),
];

/// The same dates under other names: GOV.UK tells the Scottish New Year of 2023 in calendar order, where in
/// 2012 and 2017 it followed the Act.
const RENAMED: [(Nation, &str); 2] = [(Scotland, "Mon 2 Jan 2023"), (Scotland, "Tue 3 Jan 2023")];

#[test]
fn the_rules_give_every_published_day_but_the_one_offs() {
    for nation in Nation::ALL {
        let mut expected: BTreeSet<(String, String)> = computed(nation);
        let mut published: BTreeSet<(String, String)> = published(nation);
        for (_, gone, come) in ONE_OFFS.iter().filter(|(nations, ..)| nations.contains(&nation)) {
            assert!(gone.is_empty() || remove(&mut expected, gone), "{nation}: {gone} is computed");
            assert!(come.iter().all(|date| remove(&mut published, date)), "{nation}: {come:?} are published");
        }
        for (_, date) in RENAMED.iter().filter(|(renamed, _)| *renamed == nation) {
            assert!(remove(&mut expected, date) && remove(&mut published, date), "{nation}: {date} is in both");
        }
        assert_eq!(expected, published, "{nation}");
    }
}

fn computed(nation: Nation) -> BTreeSet<(String, String)> {
    let days = (2012..=2028).flat_map(|year| bank_holidays_by_rule(nation, year));
    days.map(|day| (named(day.date), day.name)).collect()
}

fn published(nation: Nation) -> BTreeSet<(String, String)> {
    shipped_file(nation).bank_holidays.into_iter().map(|day| (named(day.date), day.name)).collect()
}

fn remove(days: &mut BTreeSet<(String, String)>, date: &str) -> bool {
    let before = days.len();
    days.retain(|(other, _)| other != date);
    days.len() + 1 == before
}

#[test]
fn the_shipped_lists_are_whole_and_in_order() {
    for (nation, count) in [(EnglandAndWales, 140), (Scotland, 158), (NorthernIreland, 174)] {
        let file = shipped_file(nation);
        assert_eq!(file.nation, nation);
        assert_eq!((file.published.from, file.published.to), (2012, 2028), "{nation}");
        assert_eq!(file.bank_holidays.len(), count, "{nation}");
        assert_eq!(file.validate(), [], "{nation}");
        assert!(file.bank_holidays.is_sorted_by_key(|day| day.date), "{nation} is in order of date");
    }
}

#[test]
fn years_nobody_has_published_follow_the_law() {
    let cases = [
        (EnglandAndWales, "Mon 1 Jan 2029", "New Year’s Day"),
        (Scotland, "Mon 3 Jan 2033", "New Year’s Day (substitute day)"),
        (Scotland, "Tue 4 Jan 2033", "2nd January (substitute day)"),
        (Scotland, "Tue 3 Jan 2034", "New Year’s Day (substitute day)"),
        (NorthernIreland, "Mon 19 Mar 2029", "St Patrick’s Day (substitute day)"),
        (EnglandAndWales, "Fri 30 Mar 2029", "Good Friday"),
        (EnglandAndWales, "Mon 2 Apr 2029", "Easter Monday"),
        (Scotland, "Mon 6 Aug 2029", "Summer bank holiday"),
        (NorthernIreland, "Mon 14 Jul 2031", "Battle of the Boyne (Orangemen’s Day) (substitute day)"),
        (Scotland, "Mon 2 Dec 2030", "St Andrew’s Day (substitute day)"),
        (EnglandAndWales, "Tue 27 Dec 2033", "Christmas Day (substitute day)"),
        (EnglandAndWales, "Mon 26 Dec 2033", "Boxing Day"),
    ];
    for (nation, date, name) in cases {
        let days = bank_holidays_by_rule(nation, chrono::Datelike::year(&day(date)));
        assert!(days.iter().any(|off| off.date == day(date) && off.name == name), "{nation}, {date}: {days:#?}");
    }
    for (nation, count) in [(EnglandAndWales, 8), (Scotland, 9), (NorthernIreland, 10)] {
        assert_eq!(bank_holidays_by_rule(nation, 2029).len(), count, "{nation}");
    }
    assert_eq!(bank_holidays_by_rule(Scotland, i32::MAX), [], "no such year");
    assert_eq!(bank_holidays_by_rule(Scotland, 2006).len(), 8, "St Andrew's Day began in 2007");
}

#[test]
fn a_faulty_list_is_told_what_was_expected() {
    let file: CalendarFile = toml::from_str(
        "nation = \"scotland\"\npublished = { from = 2026, to = 2026 }\n\
         [[bank-holiday]]\ndate = \"2026-06-15\"\nname = \"World Cup bank holiday\"\n\
         [[bank-holiday]]\ndate = \"2026-06-15\"\nname = \"\"\n\
         [[bank-holiday]]\ndate = \"2026-12-26\"\nname = \"Boxing Day\"\n\
         [[bank-holiday]]\ndate = \"2027-01-01\"\nname = \"New Year’s Day\"\n",
    )
    .expect("it can be read");
    let told: Vec<String> = file.validate().iter().map(CalendarProblem::to_string).collect();
    let expected = [
        "2026-06-15 is listed more than once; expected each date once",
        "2026-06-15 has no name; expected the name of the bank holiday",
        "2026-12-26 is a Saturday; expected a weekday, the substitute day where there is one",
        "2027-01-01 is outside the published years; expected a date from 2026 to 2026",
        "2026 lists 3 bank holidays; expected at least 9, as a published year must be complete",
    ];
    assert_eq!(told, expected);
    assert_eq!(file.calendar(&[]).expect_err("it is refused"), file.validate());
}

#[test]
fn years_the_wrong_way_round_are_refused() {
    for (from, to) in [(2028, 2012), (2012, i32::MAX), (i32::MIN, 2028)] {
        let mut file = shipped_file(EnglandAndWales);
        file.published.from = from;
        file.published.to = to;
        let problem = CalendarProblem::Years { from, to };
        assert!(file.validate().contains(&problem), "{from} to {to}");
        let told = format!("published years are {from} to {to}; expected years from 1990 to 2100, the earlier first");
        assert_eq!(problem.to_string(), told);
    }
}

#[test]
fn a_line_that_cannot_be_read_says_how_a_date_is_written() {
    for date in ["\"15/06/2026\"", "\"2026-06-31\"", "2026-06-15", "20260615"] {
        let text = format!(
            "nation = \"scotland\"\npublished = {{ from = 2026, to = 2026 }}\n[[bank-holiday]]\ndate = {date}\nname = \"x\"\n"
        );
        let error = toml::from_str::<CalendarFile>(&text).expect_err("not such a date").to_string();
        let expected = "expected a date in quotation marks, year first, such as \"2026-06-15\"";
        assert!(error.contains(expected) && error.contains("line 4"), "{date}: {error}");
    }
}

#[test]
fn an_unknown_nation_or_field_is_refused() {
    let cases = [
        ("nation = \"wales\"\npublished = { from = 2026, to = 2026 }\n", "expected one of `england-and-wales`"),
        ("nation = \"scotland\"\npublished = { from = 2026, until = 2026 }\n", "unknown field `until`"),
        ("nation = \"scotland\"\nholiday = []\n", "unknown field `holiday`"),
        ("nation = \"scotland\"\n", "missing field `published`"),
    ];
    for (text, expected) in cases {
        let error = toml::from_str::<CalendarFile>(text).expect_err("it is refused").to_string();
        assert!(error.contains(expected), "{error}");
    }
}
