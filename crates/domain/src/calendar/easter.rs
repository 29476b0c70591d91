//! The date of Easter Sunday in the Gregorian calendar, from which Good Friday and Easter Monday follow.

use chrono::{Days, NaiveDate};

/// Easter Sunday of `year`, by the "anonymous Gregorian" computation (Meeus, *Astronomical Algorithms*,
/// second edition, chapter 8), carried backwards unchanged before 1583.
pub(super) fn easter_sunday(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let of_century = year.rem_euclid(100);
    let lunar_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - lunar_shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days_after_22_march = epact + weekday - 7 * late;
    let first = NaiveDate::from_ymd_opt(year, 3, 22).expect("chrono holds whole years");
    first + Days::new(u64::from(days_after_22_march.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn falls_where_the_almanacs_have_it() {
        let cases = [
            (1583, 4, 10),
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2026, 4, 5),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
            (2285, 3, 22),
        ];
        for (year, month, day) in cases {
            let expected = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
            assert_eq!(easter_sunday(year), expected, "Easter {year}");
        }
    }

    #[test]
    fn is_a_sunday_from_22_march_to_25_april_in_every_year() {
        let far = [NaiveDate::MIN.year(), -1, 0, 1, NaiveDate::MAX.year()];
        for year in far.into_iter().chain(1583..=6000) {
            let easter = easter_sunday(year);
            assert_eq!(easter.weekday(), Weekday::Sun, "Easter {year}");
            assert!((322..=425).contains(&(easter.month() * 100 + easter.day())), "Easter {year} is {easter}");
        }
    }
}
