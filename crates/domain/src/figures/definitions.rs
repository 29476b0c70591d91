//! What each figure counts, and out of what, in plain words. Shown beside the numbers everywhere.

/// What one figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Name in addresses and files; never changes.
    pub id: &'static str,
    /// Name people read.
    pub title: &'static str,
    /// What is counted, and out of what.
    pub text: &'static str,
}

/// The figure with this id.
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|each| each.id == id)
}

const fn figure(id: &'static str, title: &'static str, text: &'static str) -> Definition {
    Definition { id, title, text }
}

/// Every figure, in the order of the page.
pub const DEFINITIONS: &[Definition] = &[
    figure(
        "received",
        "Received",
        "Everything the council received in the period, on any channel, by the day of receipt and not the day it was \
         logged. Complaints, compliments, comments and requests are counted apart. Each is counted once, as the kind \
         it is now.",
    ),
    figure(
        "received-by-service",
        "By service",
        "What was received in the period, by the service it is about now. “Not said” is what nobody has given to a \
         service. The rows add up to all received.",
    ),
    figure(
        "received-by-channel",
        "How it came in",
        "What was received in the period, by the way it first came in. The rows add up to all received.",
    ),
    figure(
        "received-by-ward",
        "By ward",
        "What was received in the period, by the ward where it happened. “Not said” is what has no ward. The rows add \
         up to all received.",
    ),
    figure(
        "received-by-ground",
        "What it was about",
        "What was received in the period, by ground of complaint. One with two grounds is counted under both, so the \
         rows can add up to more than all received. “Not said” is what has no ground.",
    ),
    figure(
        "without-limits",
        "No reply wanted",
        "Complaints received in the period from people who did not say who they are or want no reply. They are looked \
         into, have no time limits, and are left out of every figure about being in time.",
    ),
    figure(
        "no-time-limit",
        "No time limit",
        "Complaints received in the period for which their procedure sets no time limit, from people who want a reply. \
         They are answered like all others, and are left out of every figure about being in time.",
    ),
    figure(
        "logged-later",
        "Logged after the day of receipt",
        "Of everything received in the period, what was taken down on a later day than it was received, and the \
         longest wait in calendar days. Time limits count from receipt, so logging late buys no time. What was \
         brought in from another system is left out.",
    ),
    figure(
        "reopened",
        "Opened again",
        "Of the complaints received in the period, those that were opened again at least once.",
    ),
    figure(
        "acknowledged",
        "Acknowledged in time",
        "Of the complaints whose acknowledgement, or full answer instead, left in the period: those by the last day \
         for it. Complaints without time limits are left out. One that has not been acknowledged at all is not here; \
         it is under “Open”.",
    ),
    figure(
        "answered-in-time",
        "Answered by the first date",
        "Of the complaints whose full answer left in the period: those by the date first due. Complaints without time \
         limits are left out. An answer is never counted here because more time was agreed.",
    ),
    figure(
        "answered-in-agreed-time",
        "Answered by the agreed later date",
        "Of the complaints whose full answer left in the period: those after the date first due, and by a later date \
         of which the customer was told in writing before the first had passed. Counted apart from those by the first \
         date.",
    ),
    figure(
        "answered-late",
        "Answered late",
        "Of the complaints whose full answer left in the period: those after the date they are held to. Where the \
         customer was told of a later date only after the first had passed, the first one holds.",
    ),
    figure(
        "days-to-answer",
        "Working days to answer",
        "For the complaints whose full answer left in the period: working days after the day of receipt, up to and \
         including the day the answer left, or was given as the procedure ends the stage or in public. The average is the sum divided by the number of complaints; half took no \
         longer than the median. Complaints without time limits are left out.",
    ),
    figure(
        "open",
        "Open at the end",
        "Complaints received by the last day of the period and not closed by then, by working days since receipt. Of \
         them: how many were not answered, not acknowledged in time, or past the date they are held to, in the stage \
         they were in. Something due on the last day is not yet late.",
    ),
    figure(
        "closed",
        "Closed",
        "Complaints closed in the period, by how they ended: answered, sorted at first contact, settled without a letter, \
         answered by a published statement, referred elsewhere, not accepted, withdrawn, dealt with in another case. The rows add up to all closed.",
    ),
    figure(
        "outcomes",
        "Outcomes",
        "Of the complaints closed in the period as answered: what was found. Upheld means every point was; partly \
         upheld means any point was in any part. “Not said” is what has no finding, such as old cases from another \
         system whose list did not say.",
    ),
    figure(
        "remedies",
        "Remedies",
        "Of the complaints closed in the period: how many were promised each remedy. One with two remedies is counted \
         under both.",
    ),
    figure(
        "lessons",
        "Lessons",
        "Of the complaints closed in the period as answered: those from which something will be done differently. The \
         others say why nothing is to be learned.",
    ),
    figure(
        "later-stages",
        "Later stages",
        "Of complaints that went to a later stage: how many were asked for in the period, and how many were answered \
         in it, by the dates of that stage. Nothing here is in any other figure: the dates and the outcome of the \
         first stage stay as they were.",
    ),
    figure(
        "standards",
        "Standards of timeliness",
        "What the procedure promises as a share, for feedback of every kind: of what was done in the period, how much \
         was done in the time promised. Where the standard is measured by the answer, that is from receipt to the full \
         answer; where by a step of the procedure, that step by its first date, or in the time that the standard \
         names. “At the first contact” is counted of the complaints and requests received in the period. What has not been done yet is \
         not here, and more time that was agreed makes nothing kept. People who want no reply are left out.",
    ),
];
