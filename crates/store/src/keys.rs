//! The forms under which a phone number, an address or a name is compared, so that the same one
//! is found however it was typed. The spelling people gave is kept beside them.

/// Digits only, with the code of the country turned into the leading 0: `+44 (0)1527 64252` and
/// `01527 64252` are the same number.
pub fn phone_key(phone: &str) -> String {
    let international = phone.trim_start().starts_with('+');
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let abroad = if international { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    match abroad.and_then(|digits| digits.strip_prefix("44")) {
        Some(rest) => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        None => digits,
    }
}

/// Letters and digits in lower case: `B98 8AH`, `b988ah` and `B9 88AH` are the same postcode.
pub fn postcode_key(postcode: &str) -> String {
    letters(postcode)
}

/// The address in lower case without spaces around it.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The last word of a name, letters only and in lower case.
pub fn surname_key(name: &str) -> String {
    name.split_whitespace().rev().map(letters).find(|word| !word.is_empty()).unwrap_or_default()
}

fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_the_same_however_it_is_typed() {
        for typed in ["01527 64252", "(01527) 64252", "+44 1527 64252", "+44 (0)1527 64252", "0044 1527 64252"] {
            assert_eq!(phone_key(typed), "0152764252", "{typed}");
        }
        assert_eq!(phone_key(""), "");
        assert_eq!(phone_key("+33 1 42 68 53 00"), "33142685300", "other countries keep their code");
    }

    #[test]
    fn a_postcode_is_the_same_however_it_is_typed() {
        for typed in ["B98 8AH", "b988ah", " B9 88AH ", "B98-8AH"] {
            assert_eq!(postcode_key(typed), "b988ah", "{typed}");
        }
    }

    #[test]
    fn a_surname_is_the_last_word() {
        let table =
            [("Mrs Ann O'Brien", "obrien"), ("SMITH", "smith"), ("Siân Llŷr", "llŷr"), ("", ""), ("Jo -", "jo")];
        for (name, expected) in table {
            assert_eq!(surname_key(name), expected, "{name}");
        }
        assert_eq!(email_key(" A.Jones@Example.ORG "), "a.jones@example.org");
    }
}
