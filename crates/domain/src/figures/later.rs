//! Later stages of complaints, each counted for itself: an answer at stage 2 says nothing of how the
//! first answer was, and the first nothing of it.

use std::collections::BTreeMap;

use super::InLaterStage;

/// Later stages, by the title people read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Later(BTreeMap<String, InStage>);

/// One of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InStage {
    /// Asked for in the period.
    pub asked: u32,
    /// Answered in the period, by the first date.
    pub in_time: u32,
    /// By a later date of which the customer was told in writing before the first had passed.
    pub in_agreed_time: u32,
    /// After the date it was held to.
    pub late: u32,
    /// Of those answered in the period: upheld or partly upheld.
    pub upheld: u32,
}

impl InStage {
    /// Answered in the period.
    pub fn answered(self) -> u32 {
        self.in_time + self.in_agreed_time + self.late
    }
}

impl Later {
    /// The stages with their titles.
    pub fn stages(&self) -> impl Iterator<Item = (&str, InStage)> {
        self.0.iter().map(|(title, stage)| (title.as_str(), *stage))
    }

    /// One of them; nothing in it where nothing was counted.
    pub fn of(&self, title: &str) -> InStage {
        self.0.get(title).copied().unwrap_or_default()
    }

    pub(super) fn add(&mut self, title: &str, what: InLaterStage, more: u32) {
        let stage = self.0.entry(title.to_owned()).or_default();
        match what {
            InLaterStage::Asked => stage.asked += more,
            InLaterStage::InTime => stage.in_time += more,
            InLaterStage::InAgreedTime => stage.in_agreed_time += more,
            InLaterStage::Late => stage.late += more,
            InLaterStage::Upheld => stage.upheld += more,
        }
    }
}
