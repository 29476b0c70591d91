//! What grounds and remedies are called, whatever procedure the cases are under.

use std::collections::BTreeMap;

use domain::procedure::Choice;

use crate::{Office, Problem, office::RuleBook};

/// Titles by id. A ground and a remedy may have one id and are two things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Titles {
    /// Of what complaints are about.
    pub grounds: BTreeMap<String, String>,
    /// Of what is done to put it right.
    pub remedies: BTreeMap<String, String>,
}

impl Titles {
    /// Of every procedure that can be followed; where several have an id, as those that are followed call it.
    pub(crate) fn of(office: &Office) -> Result<Titles, Problem> {
        let mut titles = Titles::default();
        for procedure in office.procedures() {
            titles.add(&procedure.grounds, &procedure.remedies);
        }
        let also: Vec<RuleBook> = crate::also::followed(office)?;
        for book in also.into_iter().chain(office.adopted()?) {
            titles.add(&book.procedure().grounds, &book.procedure().remedies);
        }
        Ok(titles)
    }

    fn add(&mut self, grounds: &[Choice], remedies: &[Choice]) {
        let title = |each: &Choice| (each.id.clone(), each.title.clone());
        self.grounds.extend(grounds.iter().map(title));
        self.remedies.extend(remedies.iter().map(title));
    }
}
