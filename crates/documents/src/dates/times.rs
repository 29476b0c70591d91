//! Times of day as people and old systems write them.

use chrono::NaiveTime;

const PATTERNS: [&str; 9] =
    ["%I:%M:%S %p", "%I:%M:%S%.f %p", "%I:%M %p", "%I.%M %p", "%H:%M:%S", "%H:%M:%S%.f", "%H:%M", "%H.%M", "%H%M"];

/// Reads a time of day: "3:53:50 PM", "3.53pm", "15:53", "1553". The error is a sentence. A time zone is
/// refused, since a civil time says nothing of it.
pub fn parse_time(value: &str) -> Result<NaiveTime, String> {
    let tidy = value.trim();
    let dotless = tidy.replace("a.m.", "am").replace("p.m.", "pm").replace("A.M.", "AM").replace("P.M.", "PM");
    PATTERNS
        .iter()
        .find_map(|pattern| NaiveTime::parse_from_str(&dotless, pattern).ok())
        .ok_or_else(|| format!("“{tidy}” is not a time of day; write it like 15:53 or 3:53 PM."))
}

#[cfg(test)]
mod tests {
    use super::parse_time;

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
        ];
        for (given, expected) in cases {
            assert_eq!(parse_time(given).map(|time| time.to_string()), Ok(expected.to_owned()), "{given}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for given in ["", "25:00", "13:00 PM", "noonish", "10:00Z", "10:00+01:00", "3", "3pm"] {
            let refusal = parse_time(given).unwrap_err();
            assert!(refusal.contains("is not a time of day"), "{given}: {refusal}");
        }
    }
}
