//! A password that does not print itself.

use std::fmt;

/// A password. Neither its text nor its length appears in `Debug`, so settings can be logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps the text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_not_print_itself() {
        assert_eq!(format!("{:?}", Secret::new("swordfish")), "Secret(…)");
        assert_eq!(Secret::new("swordfish").expose(), "swordfish");
    }
}
