//! How a number compares with the period before, in words.

use domain::figures::Share;

/// "Up 2 points", and whether that is good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// In words; empty where there is nothing to compare.
    pub words: String,
    /// `hd-up` for better, `hd-down` for worse, empty for neither.
    pub class: &'static str,
}

/// A share for which more is better.
pub fn of_share(now: Share, before: Share) -> Change {
    let (Some(now), Some(before)) = (now.percent(), before.percent()) else { return Change::default() };
    let points = now.abs_diff(before);
    let by = format!("{points} {}", if points == 1 { "point" } else { "points" });
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => Change { words: format!("Up {by}"), class: "hd-up" },
        std::cmp::Ordering::Less => Change { words: format!("Down {by}"), class: "hd-down" },
        std::cmp::Ordering::Equal => Change { words: "No change".into(), class: "" },
    }
}

/// Working days, of which fewer are better.
pub fn of_days(now: Option<f64>, before: Option<f64>) -> Change {
    let (Some(now), Some(before)) = (now, before) else { return Change::default() };
    // As both are shown, so that the difference is the one people see.
    let tenths = (now * 10.0).round() - (before * 10.0).round();
    let by = format!("{:.1}", tenths.abs() / 10.0);
    match tenths {
        tenths if tenths < 0.0 => Change { words: format!("{by} faster"), class: "hd-up" },
        tenths if tenths > 0.0 => Change { words: format!("{by} slower"), class: "hd-down" },
        _ => Change { words: "No change".into(), class: "" },
    }
}

/// A count: neither more nor fewer is better.
pub fn of_count(now: u32, before: u32) -> Change {
    let by = now.abs_diff(before);
    let words = match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("{by} more"),
        std::cmp::Ordering::Less => format!("{by} fewer"),
        std::cmp::Ordering::Equal => "No change".into(),
    };
    Change { words, class: "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_and_worse_are_said_in_words() {
        let table = [
            (of_share(Share::new(98, 100), Share::new(96, 100)), "Up 2 points", "hd-up"),
            (of_share(Share::new(90, 100), Share::new(91, 100)), "Down 1 point", "hd-down"),
            (of_share(Share::new(1, 1), Share::new(1, 1)), "No change", ""),
            (of_share(Share::new(1, 1), Share::new(0, 0)), "", ""),
            (of_days(Some(9.6), Some(10.04)), "0.4 faster", "hd-up"),
            (of_days(Some(9.64), Some(9.55)), "No change", ""),
            (of_days(Some(12.0), Some(9.5)), "2.5 slower", "hd-down"),
            (of_days(None, Some(9.5)), "", ""),
            (of_count(83, 76), "7 more", ""),
            (of_count(0, 1), "1 fewer", ""),
        ];
        for (change, words, class) in table {
            assert_eq!(change, Change { words: words.into(), class });
        }
    }
}
