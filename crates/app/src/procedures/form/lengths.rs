//! A length of time as a form asks for it: how many, and of what.

use domain::procedure::{Limit, Unit};

/// The two parts of a length. Words that are none stand as they are in place of the number, and can be put right there.
pub fn parts_of_length(text: &str) -> (String, Unit) {
    match text.trim().parse::<Limit>() {
        Ok(Limit { unit: Unit::SameWorkingDay, .. }) => (String::new(), Unit::SameWorkingDay),
        Ok(Limit { number, unit }) => (number.to_string(), unit),
        Err(_) => (text.trim().to_owned(), Unit::WorkingDays),
    }
}

/// The length of these parts, as a file has it. Where somebody typed all of it in place of the number, that holds.
pub fn length_of_parts(number: &str, unit: Option<Unit>) -> String {
    let (number, unit) = (number.trim(), unit.unwrap_or(Unit::WorkingDays));
    match (unit, number.parse::<u32>()) {
        (Unit::SameWorkingDay, _) => "same working day".to_owned(),
        (
            Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::CalendarMonths | Unit::Hours,
            Ok(number),
        ) => Limit::of(number, unit).words(),
        (Unit::WorkingDays | Unit::CalendarDays | Unit::CalendarWeeks | Unit::CalendarMonths | Unit::Hours, Err(_)) => {
            number.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_length_make_it_again() {
        for text in ["10 working days", "1 calendar day", "2 calendar weeks", "24 hours", "same working day", "", "ten"]
        {
            let (number, unit) = parts_of_length(text);
            assert_eq!(length_of_parts(&number, Some(unit)), text, "{text}");
        }
    }

    #[test]
    fn which_days_are_meant_is_never_guessed() {
        let (number, unit) = parts_of_length("10 days");
        assert_eq!(length_of_parts(&number, Some(unit)), "10 days", "it is refused later");
        assert_eq!(length_of_parts("2 weeks", Some(Unit::WorkingDays)), "2 weeks", "what was typed in full holds");
    }
}
