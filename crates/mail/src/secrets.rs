//! Passwords in the operating system's own store: the Credential Manager on Windows, the Secret
//! Service (GNOME Keyring, KWallet) on Linux, the Keychain on macOS.
//!
//! Which accounts there are is the caller's matter; the service is always [`SERVICE`]. A Linux
//! server without a desktop usually has no such store: every call then says so.

use keyring::Entry;

use crate::Secret;

/// The name under which the store lists every secret of this program.
pub const SERVICE: &str = "Heard";

/// The store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum SecretsFailure {
    /// This computer has no store, or none is running.
    #[error(
        "This computer has no password store that Heard can use. On Linux, start GNOME Keyring or KWallet; then restart Heard."
    )]
    NoStore {
        /// The technical reason, for the administrator.
        reason: String,
    },
    /// The store is there and did not open.
    #[error("The password store of this computer is locked or did not open. Unlock it and try again.")]
    Locked {
        /// The technical reason, for the administrator.
        reason: String,
    },
    /// Windows takes no more than 2,560 bytes.
    #[error("The password is longer than the password store of this computer takes.")]
    TooLong,
    /// Anything else the store may say.
    #[error("The password store of this computer did not do what was asked.")]
    Other {
        /// The technical reason, for the administrator.
        reason: String,
    },
}

/// Keeps `secret` under `account`, in place of what was there.
pub fn store(account: &str, secret: &Secret) -> Result<(), SecretsFailure> {
    store_in(&entry(account)?, secret)
}

/// What is kept under `account`; `None` when nothing is.
pub fn read(account: &str) -> Result<Option<Secret>, SecretsFailure> {
    read_from(&entry(account)?)
}

/// Forgets what is kept under `account`, if anything is.
pub fn delete(account: &str) -> Result<(), SecretsFailure> {
    delete_from(&entry(account)?)
}

fn store_in(entry: &Entry, secret: &Secret) -> Result<(), SecretsFailure> {
    entry.set_password(secret.expose()).map_err(failure)
}

fn read_from(entry: &Entry) -> Result<Option<Secret>, SecretsFailure> {
    match entry.get_password() {
        Ok(text) => Ok(Some(Secret::new(text))),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(failure(error)),
    }
}

fn delete_from(entry: &Entry) -> Result<(), SecretsFailure> {
    match entry.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(failure(error)),
    }
}

fn entry(account: &str) -> Result<Entry, SecretsFailure> {
    if let Err(error) = Entry::store_status() {
        return Err(SecretsFailure::NoStore { reason: error.to_string() });
    }
    Entry::new(SERVICE, account).map_err(failure)
}

fn failure(error: keyring::Error) -> SecretsFailure {
    // Some errors of the library carry the secret itself; only its own sentence is kept.
    let reason = error.to_string();
    if matches!(error, keyring::Error::NoDefaultStore) {
        SecretsFailure::NoStore { reason }
    } else if matches!(error, keyring::Error::NoStorageAccess(_)) {
        SecretsFailure::Locked { reason }
    } else if matches!(error, keyring::Error::TooLong(_, _)) {
        SecretsFailure::TooLong
    } else {
        SecretsFailure::Other { reason }
    }
}

#[cfg(test)]
mod tests {
    use keyring_core::{api::CredentialStoreApi, mock};

    use super::*;

    /// An entry of the library's in-memory store: tests leave the user's own store alone.
    fn mock_entry() -> Entry {
        let store = mock::Store::new().expect("a store in memory");
        Entry { inner: store.build(SERVICE, "smtp", None).expect("an entry") }
    }

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let entry = mock_entry();
        assert_eq!(read_from(&entry).expect("readable"), None, "nothing is kept at first");
        store_in(&entry, &Secret::new("one")).expect("kept");
        store_in(&entry, &Secret::new("two, with ŵ")).expect("replaced");
        assert_eq!(read_from(&entry).expect("readable"), Some(Secret::new("two, with ŵ")));
        delete_from(&entry).expect("forgotten");
        delete_from(&entry).expect("forgetting twice is no failure");
        assert_eq!(read_from(&entry).expect("readable"), None);
    }

    #[test]
    fn failures_are_sentences_without_the_secret() {
        let table = [
            (keyring::Error::NoDefaultStore, "no password store"),
            (keyring::Error::NoStorageAccess("locked".into()), "locked"),
            (keyring::Error::TooLong("password".to_owned(), 2560), "longer than"),
            (keyring::Error::BadEncoding(b"swordfish".to_vec()), "did not do"),
            (keyring::Error::BadDataFormat(b"swordfish".to_vec(), "odd".into()), "did not do"),
        ];
        for (given, expected) in table {
            let failure = failure(given);
            assert!(failure.to_string().contains(expected), "{failure}");
            let secret = format!("{:?}", b"swordfish");
            let printed = format!("{failure:?}");
            assert!(!printed.contains("swordfish") && !printed.contains(&secret), "{printed}");
        }
    }

    /// Where there is a store, nothing is kept under this name; where there is none, as on a
    /// server or in a build, the sentence says so.
    #[test]
    fn the_store_of_this_computer_answers_or_says_why_not() {
        match read("a name that no test ever stores") {
            Ok(found) => assert_eq!(found, None),
            Err(failure) => assert!(failure.to_string().contains("password store"), "{failure}"),
        }
    }
}
