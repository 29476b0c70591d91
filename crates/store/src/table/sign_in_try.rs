//! Wrong passwords, by the address they were typed for. How long they make somebody wait is app's
//! business. Only a fingerprint of the address is kept: people type passwords into its field too.

use domain::Moment;

use crate::{
    Error, Reading, Writing, fingerprint, keys,
    sql::{self, Columns, micros},
};

/// What was tried in vain for an address since the last right password.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tries {
    /// How often.
    pub wrong: u32,
    /// Until when nothing is tried again.
    pub until: Option<Moment>,
}

const ONE: &str = "SELECT wrong, until FROM sign_in_try WHERE address = $1";

impl Reading<'_> {
    /// What was tried for this address, in whatever case it is written, and whoever has it.
    pub fn tries(&self, email: &str) -> Result<Tries, Error> {
        Ok(sql::one(self.connection, ONE, &[&address(email)?], read)?.unwrap_or_default())
    }
}

const KEEP: &str = "INSERT INTO sign_in_try (address, wrong, until, at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (address) DO UPDATE SET wrong = excluded.wrong, until = excluded.until, at = excluded.at";
const FORGET: &str = "DELETE FROM sign_in_try WHERE address = $1";
const FORGET_OLD: &str = "DELETE FROM sign_in_try WHERE at < $1";

impl Writing<'_> {
    /// Keeps what was tried for an address.
    pub fn keep_tries(&self, email: &str, tries: &Tries, now: Moment) -> Result<(), Error> {
        let until = tries.until.map(micros);
        sql::run(self.connection, KEEP, &[&address(email)?, &tries.wrong, &until, &micros(now)])?;
        Ok(())
    }

    /// Forgets what was tried for an address.
    pub fn forget_tries(&self, email: &str) -> Result<(), Error> {
        sql::run(self.connection, FORGET, &[&address(email)?])?;
        Ok(())
    }

    /// Forgets what was last tried before this moment.
    pub fn forget_tries_before(&self, moment: Moment) -> Result<(), Error> {
        sql::run(self.connection, FORGET_OLD, &[&micros(moment)])?;
        Ok(())
    }
}

fn address(email: &str) -> Result<[u8; 32], Error> {
    fingerprint::bytes(&fingerprint(&keys::email_key(email)))
}

fn read(columns: &mut Columns<'_>) -> Result<Tries, Error> {
    Ok(Tries { wrong: columns.take()?, until: columns.maybe_moment()? })
}
