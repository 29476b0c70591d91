//! Times of day as people and old systems write them.

use chrono::NaiveTime;

const PATTERNS: [&str; 9] =
    ["%I:%M:%S %p", "%I:%M:%S%.f %p", "%I:%M %p", "%I.%M %p", "%H:%M:%S", "%H:%M:%S%.f", "%H:%M", "%H.%M", "%H%M"];

/// Reads a time of day: "3:53:50 PM", "3.53pm", "15:53", "1553". The error is a sentence. A time zone is
/// refused, since a civil time says nothing of it; so are "9.3" and "130", which could be several times.
pub fn parse_time(value: &str) -> Result<NaiveTime, String> {
    let tidy = value.trim();
    let refusal = || format!("“{tidy}” is not a time of day; write it like 15:53 or 3:53 PM.");
    if has_few_digits(tidy) {
        return Err(refusal());
    }
    let dotless = tidy.replace("a.m.", "am").replace("p.m.", "pm").replace("A.M.", "AM").replace("P.M.", "PM");
    PATTERNS.iter().find_map(|pattern| NaiveTime::parse_from_str(&dotless, pattern).ok()).ok_or_else(refusal)
}

/// Whether fewer than two digits follow a dot, or fewer than four stand alone: the patterns would fill them up.
fn has_few_digits(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    match text.split_once('.') {
        Some((hours, minutes)) if digits(hours) == hours.len() => digits(minutes) != 2,
        Some(_) => false,
        None => digits(text) == text.len() && text.len() != 4,
    }
}

/// The time of day that a number in a spreadsheet means, which counts days: 0.5 is noon. Nothing for a number
/// that is no part of one day.
pub fn time_of_fraction(days: f64) -> Option<NaiveTime> {
    const SECONDS: f64 = 86_400.0;
    let second = (days * SECONDS).round().min(SECONDS - 1.0);
    if !(0.0..1.0).contains(&days) {
        return None;
    }
    NaiveTime::from_num_seconds_from_midnight_opt(second as u32, 0)
}

#[cfg(test)]
mod tests {
    use super::{parse_time, time_of_fraction};

    #[test]
    fn times_are_read_as_people_write_them() {
        let cases = [
            ("3:53:50 PM", "15:53:50"),
            ("12:05:00 AM", "00:05:00"),
            ("12:05 PM", "12:05:00"),
            ("3.53pm", "15:53:00"),
            ("3.05 p.m.", "15:05:00"),
            ("15:53", "15:53:00"),
            ("09:00:30.250", "09:00:30.250"),
            (" 1553 ", "15:53:00"),
            ("9.30", "09:30:00"),
            ("0930", "09:30:00"),
            ("15:53:30.5", "15:53:30.500"),
        ];
        for (given, expected) in cases {
            assert_eq!(parse_time(given).map(|time| time.to_string()), Ok(expected.to_owned()), "{given}");
        }
    }

    #[test]
    fn a_number_below_one_is_a_part_of_a_day() {
        for (given, expected) in [
            (0.0, Some("00:00:00")),
            (0.5, Some("12:00:00")),
            (0.661_805_555_5, Some("15:53:00")),
            (0.999_999_9, Some("23:59:59")),
            (1.0, None),
            (-0.5, None),
            (f64::NAN, None),
        ] {
            assert_eq!(time_of_fraction(given).map(|time| time.to_string()).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for given in [
            "",
            "25:00",
            "13:00 PM",
            "noonish",
            "10:00Z",
            "10:00+01:00",
            "3",
            "3pm",
            "9.3",
            "0.5",
            "14.5",
            "130",
            "105",
            "9.3 pm",
        ] {
            let refusal = parse_time(given).unwrap_err();
            assert!(refusal.contains("is not a time of day"), "{given}: {refusal}");
        }
    }
}
