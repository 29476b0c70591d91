//! What every document of a bundle is made from: the case, what its pages say, and for whom.

use std::collections::BTreeSet;

use documents::paper::{About, Block, Colour, Report};
use domain::{Date, Event, Moment, Recorded, london};

use super::{
    Asked, Happened, Told, blocks,
    names::{Names, Whose},
};
use crate::{Customer, Office, Problem, Who, cases::CaseFile, ombudsman, practice, settings::Council};

/// It.
pub(super) struct Making<'f> {
    pub(super) office: &'f Office,
    pub(super) file: &'f CaseFile,
    pub(super) council: &'f Council,
    pub(super) asked: &'f Asked,
    pub(super) told: &'f Told,
    pub(super) names: Names,
    pub(super) now: Moment,
    /// Who makes it: name and role.
    pub(super) by: String,
}

impl<'f> Making<'f> {
    pub(super) fn new(
        office: &'f Office,
        who: &Who,
        file: &'f CaseFile,
        council: &'f Council,
        asked: &'f Asked,
        told: &'f Told,
        now: Moment,
    ) -> Result<Making<'f>, Problem> {
        let by = format!("{}, {}", who.person.name, who.role().title());
        let ombudsman = ombudsman::likely(office, &file.case)?.reached_at();
        let names = Names::of(file, &earlier(office, file)?, council, &ombudsman)?;
        Ok(Making { names, office, file, council, asked, told, now, by })
    }

    /// A document of Heard's own. For the customer it says nothing of other people by name.
    pub(super) fn report(&self, title: &str, subtitle: &str, body: Vec<Block>) -> Report {
        let title = self.said(title);
        let (reference, council) = (self.file.case.reference, &self.council.name);
        Report {
            about: About {
                title: practice::title(self.council, format!("{title}, {reference}")),
                author: council.clone(),
                created: self.now.naive_utc(),
            },
            notice: practice::notice(self.council),
            subtitle: format!("{council}\n{}", self.said(subtitle)).trim().to_owned(),
            body: if self.asked.is_everything() { body } else { blocks::changed(body, &|words| self.said(words)) },
            colour: Colour::of(&self.council.colour),
        }
    }

    /// The words as they may leave: for the customer without other people.
    pub(super) fn said(&self, words: &str) -> String {
        if self.asked.is_everything() { words.to_owned() } else { self.names.left_out_of(words) }
    }

    /// Of whom words tell by name.
    pub(super) fn named_in(&self, words: &str) -> Vec<Whose> {
        self.names.named_in(words)
    }

    /// What the history says of an event.
    pub(super) fn happened(&self, recorded: &Recorded) -> Option<&'f Happened> {
        self.told.history.iter().find(|happened| happened.seq == recorded.seq)
    }
}

/// Who acted for the customer before, or was taken for the customer until that was put right.
fn earlier(office: &Office, file: &CaseFile) -> Result<Vec<Customer>, Problem> {
    let mut people = BTreeSet::new();
    for recorded in &file.history {
        if let Event::Logged { representative, .. } | Event::Represented { representative } = &recorded.event {
            people.extend(representative.as_ref().map(|acting| acting.person));
        }
        if let Event::Logged { customer, .. } = &recorded.event {
            people.extend(*customer);
        }
        if let Event::Corrected { correction, .. } = &recorded.event {
            people.extend(correction.customer);
        }
    }
    let now = [&file.customer, &file.representative].into_iter().flatten().map(|person| person.id);
    now.chain(file.case.customer).for_each(|id| {
        people.remove(&id);
    });
    office.read(|reading| {
        let found: Result<Vec<Option<Customer>>, _> = people.iter().map(|id| reading.customer(*id)).collect();
        Ok(found?.into_iter().flatten().collect())
    })
}

/// "Mon 2 Nov 2026".
pub(super) fn day(date: Date) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// "Mon 2 Nov 2026, 10:00".
pub(super) fn moment(at: Moment) -> String {
    london::local(at).format("%a %-d %b %Y, %H:%M").to_string()
}
