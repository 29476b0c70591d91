//! What the bell lists: one row a thing, new until it is read.

use domain::{
    Moment, Reference,
    permission::{self, Of, Says},
};

use super::tell::{AGAIN, ANSWERED, DUE, ENDED, GIVEN, MOVED, NOT_DELIVERED, NOTE, REQUESTED, SENT_BACK, TO_SIGN};
use crate::{Office, Problem, Who};

/// The most rows listed.
const LONGEST: u32 = 50;

/// Something a person is told of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The case.
    pub reference: Reference,
    /// Its title.
    pub title: String,
    /// *Given to you by Marian Teale*.
    pub words: String,
    /// When.
    pub at: Moment,
    /// Whether it has not been read.
    pub new: bool,
}

/// How many things are new to this person.
pub fn new(office: &Office, who: &Who) -> Result<u64, Problem> {
    office.read(|reading| Ok(reading.new_notices(who.id())?))
}

/// The latest, newest first; of cases that this person may still see.
pub fn list(office: &Office, who: &Who) -> Result<Vec<Line>, Problem> {
    office.read(|reading| {
        let people = reading.people()?;
        let name = |id| people.iter().find(|person| Some(person.id) == id).map(|person| person.name.as_str());
        let lines = reading.notices(who.id(), LONGEST)?.into_iter().filter(|line| {
            let of = Of {
                state: line.state,
                service: line.service,
                investigator: line.investigator,
                appointed: line.appointed,
                named_staff: line.named_staff,
                readers: line.readers.as_deref(),
                says: Says::default(),
            };
            permission::may_see(&who.actor, of)
        });
        Ok(lines
            .map(|line| Line {
                reference: line.notice.reference,
                title: line.title,
                words: words(&line.notice.kind, name(line.notice.by)),
                at: line.notice.at,
                new: line.new,
            })
            .collect())
    })
}

fn words(kind: &str, by: Option<&str>) -> String {
    let what = match kind {
        GIVEN => "Given to you",
        TO_SIGN => "Waits for your sign-off, sent",
        SENT_BACK => "Sent back to you",
        NOTE => "Note or contact",
        REQUESTED => "Your service is asked for something; logged",
        ANSWERED => "The response was sent",
        ENDED => "Closed",
        AGAIN => "Opened again, or the next stage was",
        MOVED => "Moved to another procedure, with other dates,",
        NOT_DELIVERED => return "A letter did not reach the customer".into(),
        DUE => return "You were reminded of its date".into(),
        _ => "Changed",
    };
    by.map(|by| format!("{what} by {by}")).unwrap_or_else(|| what.to_owned())
}

/// Marks everything as read.
pub fn read(office: &Office, who: &Who, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| Ok::<_, Problem>(writing.read_notices(who.id(), now)?))
}

/// Marks what there is to know of one case as read.
pub fn read_of(office: &Office, who: &Who, reference: Reference, now: Moment) -> Result<(), Problem> {
    office.store().write(|writing| Ok::<_, Problem>(writing.read_notices_of(who.id(), reference, now)?))
}
