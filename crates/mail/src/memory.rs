//! Messages kept in memory, and failures on demand: for the tests of whoever sends.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{Accepted, NotSent, OutgoingMessage};

/// Keeps what is delivered. Clones share the same contents, so a test keeps one clone and gives
/// the other away.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<Contents>>);

#[derive(Debug, Default)]
struct Contents {
    delivered: Vec<OutgoingMessage>,
    failures: VecDeque<NotSent>,
}

impl Memory {
    /// Nothing delivered yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// What has been delivered, oldest first.
    pub fn delivered(&self) -> Vec<OutgoingMessage> {
        self.contents().delivered.clone()
    }

    /// The next message without a failure before it fails like this. After `Unsure` the message
    /// counts as delivered too: it may have arrived, and here it has.
    pub fn fail_next(&self, failure: NotSent) {
        self.contents().failures.push_back(failure);
    }

    pub(crate) fn deliver(&self, message: &OutgoingMessage) -> Result<Accepted, NotSent> {
        let mut contents = self.contents();
        let failure = contents.failures.pop_front();
        match &failure {
            None | Some(NotSent::Unsure { .. }) => contents.delivered.push(message.clone()),
            Some(NotSent::Refused { .. } | NotSent::TryLater { .. } | NotSent::Settings { .. }) => {}
        }
        failure.map_or_else(|| Ok(Accepted { server_reply: "250 kept in memory".to_owned() }), Err)
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
