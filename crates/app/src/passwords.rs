//! Passwords: hashed by argon2id, never kept, compared in equal time.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::Problem;

/// The shortest password taken.
pub const SHORTEST: usize = 10;

/// Hashes a password with 16 bytes of salt from the caller's source of chance.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, Problem> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Problem::Broken(format!("The password could not be hashed: {error}.")))
}

/// Whether this is the password. Without a hash to compare with, as much time is spent on saying
/// no, so that nobody learns who is known here.
pub fn matches(password: &str, hash: Option<&str>) -> bool {
    let hash = hash.unwrap_or(NOBODY);
    let parsed = PasswordHash::new(hash);
    parsed.is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
}

/// The hash of a password that nobody has.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_matches_its_hash() {
        let hashed = hash("correct horse", &[7; 16]).expect("it hashes");
        assert!(hashed.starts_with("$argon2id$"), "{hashed}");
        assert!(matches("correct horse", Some(&hashed)));
        assert!(!matches("Correct horse", Some(&hashed)));
        assert!(!matches("", None));
    }
}
