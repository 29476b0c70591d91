//! Small pieces of English shared by the sentences of this crate: counts and plurals.

/// A count with commas between thousands: 2,224.
pub fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A count with its noun: "1 value", "2,224 values".
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::{count, counted};

    #[test]
    fn thousands_are_parted_by_commas() {
        for (given, expected) in [(0, "0"), (999, "999"), (2224, "2,224"), (1_048_576, "1,048,576")] {
            assert_eq!(count(given), expected);
        }
        assert_eq!(counted(1, "value", "values"), "1 value");
        assert_eq!(counted(2, "value", "values"), "2 values");
    }
}
