//! What the pages work with: the open offices, and where the present moment and chance come from.

use std::sync::{Arc, RwLock};

use app::{Office, Problem};
use domain::Moment;

use crate::tasks::Tasks;

/// Where moments come from.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;
/// Where random bytes come from.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;
/// Keeps a password, or says in a sentence why it cannot.
pub type KeepPassword = Arc<dyn Fn(&str) -> Result<(), String> + Send + Sync>;
/// Reads the password that is kept, or says in a sentence why it cannot.
pub type ReadPassword = Arc<dyn Fn() -> Result<Option<String>, String> + Send + Sync>;
/// Makes the practice office the first time somebody asks for it.
pub type MakePractice = Arc<dyn Fn() -> Result<Office, Problem> + Send + Sync>;

/// Everything the pages need from outside. Main functions make it.
#[derive(Clone)]
pub struct Door {
    /// The council's own office.
    pub office: Arc<Office>,
    /// Where moments come from.
    pub now: Clock,
    /// Where random bytes come from.
    pub random: Chance,
    /// Keeps the password of the mail server in the operating system's keyring.
    pub keep_password: KeepPassword,
    /// Reads it from there.
    pub password: ReadPassword,
    /// Makes an office with made-up cases.
    pub make_practice: MakePractice,
    /// Work that pages wait for.
    pub tasks: Arc<Tasks>,
    /// The practice office, once somebody asked for it.
    pub practice: Arc<RwLock<Option<Arc<Office>>>>,
}

impl Door {
    /// The door to an office, with nobody in the practice one yet.
    pub fn over(
        office: Arc<Office>,
        now: Clock,
        random: Chance,
        keep_password: KeepPassword,
        password: ReadPassword,
        make_practice: MakePractice,
    ) -> Door {
        Door {
            office,
            now,
            random,
            keep_password,
            password,
            make_practice,
            tasks: Arc::default(),
            practice: Arc::default(),
        }
    }

    /// `N` random bytes.
    pub fn chance<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// The practice office, made the first time.
    pub fn practice(&self) -> Result<Arc<Office>, Problem> {
        let mut practice = self.practice.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(office) = practice.as_ref() {
            return Ok(office.clone());
        }
        let office = Arc::new((self.make_practice)()?);
        *practice = Some(office.clone());
        Ok(office)
    }

    /// The practice office, if somebody asked for it since the program started.
    pub fn open_practice(&self) -> Option<Arc<Office>> {
        self.practice.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }
}
