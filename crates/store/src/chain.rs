//! The chain of hashes over the history of a case. Each event's hash covers the one before it, so
//! an event that was edited, moved or left out is found. It covers the event's text as it is kept,
//! so that a later program, which may write events differently, finds the old ones sound.

use domain::Reference;
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::Error;

/// The hash before the first event of a history.
pub(crate) const BEGINNING: [u8; 32] = [0; 32];

/// An event as the chain sees it: the row, with its event as the text it is kept as.
#[derive(Serialize)]
pub(crate) struct Link<'a> {
    pub(crate) case: Reference,
    pub(crate) seq: u32,
    /// Microseconds since 1970, UTC.
    pub(crate) at: i64,
    pub(crate) by: Option<i64>,
    pub(crate) event: &'a RawValue,
}

impl Link<'_> {
    /// SHA-256 of the hash before it, then of this link as JSON.
    pub(crate) fn hash(&self, before: &[u8; 32]) -> Result<[u8; 32], Error> {
        let json = serde_json::to_vec(self).map_err(|error| Error::Sql(error.to_string()))?;
        Ok(Sha256::new().chain_update(before).chain_update(json).finalize().into())
    }
}
