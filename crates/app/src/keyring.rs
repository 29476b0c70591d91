//! The password of the mail server in the operating system's own store. Never in the database,
//! never in a log. What the store is belongs to `mail`.

use mail::{Secret, secrets};

use crate::outbox::PASSWORD_ACCOUNT;

/// The password that is kept; `None` where none is. The error is a sentence that says what to do.
pub fn keyring_password() -> Result<Option<String>, String> {
    let kept = secrets::read(PASSWORD_ACCOUNT).map_err(|failure| failure.to_string())?;
    Ok(kept.map(|secret| secret.expose().to_owned()))
}

/// Keeps the password in place of the one before; empty forgets it.
pub fn keep_keyring_password(password: &str) -> Result<(), String> {
    let done = if password.is_empty() {
        secrets::delete(PASSWORD_ACCOUNT)
    } else {
        secrets::store(PASSWORD_ACCOUNT, &Secret::new(password))
    };
    done.map_err(|failure| failure.to_string())
}
