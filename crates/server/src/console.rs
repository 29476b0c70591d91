//! What every command works with: the data directory, the present moment, chance.

use std::path::PathBuf;

use app::{Office, Problem, data_dir};
use domain::Moment;

/// The surroundings of a command.
pub struct Console {
    /// The folder that was asked for.
    pub data: Option<PathBuf>,
    /// Where moments come from.
    pub now: fn() -> Moment,
    /// Where random bytes come from.
    pub chance: fn(&mut [u8]),
}

impl Console {
    /// The data directory.
    pub fn folder(&self) -> Result<PathBuf, Problem> {
        data_dir::choose(self.data.clone())
    }

    /// The office in the data directory. Refused where there is none: only some commands make one.
    pub fn office(&self) -> Result<Office, Problem> {
        Office::open(&self.records()?)
    }

    /// The same to ask it only, also while Heard itself is open.
    pub fn office_to_read(&self) -> Result<Office, Problem> {
        Office::open_to_read(&self.records()?)
    }

    fn records(&self) -> Result<PathBuf, Problem> {
        let folder = self.folder()?;
        if !data_dir::has_records(&folder) {
            let words = format!(
                "There are no records in {}. Make them with heardctl init, or with heardctl demo.",
                folder.display()
            );
            return Err(Problem::NotFound(words));
        }
        Ok(folder)
    }

    /// The office in the data directory, made where there is none.
    pub fn office_or_new(&self) -> Result<Office, Problem> {
        Office::open(&self.folder()?)
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        (self.now)()
    }

    /// 16 random bytes.
    pub fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        (self.chance)(&mut salt);
        salt
    }
}

/// The password of the mail server: from the environment, for a computer without a key ring, else
/// from the key ring.
pub fn mail_password() -> Result<Option<String>, String> {
    match std::env::var("HEARD_MAIL_PASSWORD") {
        Ok(password) if !password.is_empty() => Ok(Some(password)),
        Ok(_) | Err(_) => app::keyring::keyring_password(),
    }
}
