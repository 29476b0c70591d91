//! What the headings of old logs say: for each field the words that speak for it and those that rule it out. How
//! much a word weighs is `suggest`'s business.

use super::columns::Field;

/// What speaks for a field, and against it. Each entry is one or several words in any order; the surest come first.
pub(super) struct Claim {
    pub(super) field: Field,
    /// Leaves no doubt.
    pub(super) sure: &'static [&'static str],
    /// Speaks for it, also among other words.
    pub(super) likely: &'static [&'static str],
    /// Speaks for it where nothing better does.
    pub(super) weak: &'static [&'static str],
    /// Speaks for it only where the heading says nothing else.
    pub(super) alone: &'static [&'static str],
    /// A heading with one of these words is never it.
    pub(super) never: &'static [&'static str],
}

const NONE: Claim = Claim { field: Field::Reference, sure: &[], likely: &[], weak: &[], alone: &[], never: &[] };

/// Words of a date that is promised, or of a number of days: no day on which something happened.
const PROMISED: &str = "target due deadline expected within days limit sla next";
/// Words of somebody at the council, or of a column that says yes or no.
const WHO: &str = "by officer staff handler owner manager investigator y yes";
/// Words of other days than that of receipt.
const OTHER_DAYS: &str = "birth dob response responded respond reply replied answer answered decision incident update \
    updated modified amended changed review meeting visit hearing closed close closing closure completed completion \
    resolved resolution acknowledged acknowledgement acknowledgment ack sent last extended extension expiry end \
    escalated escalation paid payment";

/// All of them; where two speak alike for one heading, the first has it.
pub(super) const CLAIMS: [Claim; 21] = [
    Claim {
        field: Field::Acknowledged,
        sure: &[
            "date acknowledged",
            "acknowledged",
            "acknowledgement date",
            "acknowledgment date",
            "acknowledgement sent",
            "ack date",
        ],
        likely: &["acknowledgement", "acknowledgment", "ack"],
        never: &[PROMISED, WHO],
        ..NONE
    },
    Claim {
        field: Field::Closed,
        sure: &[
            "date closed",
            "closed",
            "date completed",
            "date resolved",
            "closure date",
            "closing date",
            "close date",
            "completed",
            "completion date",
            "resolved",
        ],
        likely: &["closure", "resolution date"],
        never: &[PROMISED, WHO, "reason open"],
        ..NONE
    },
    Claim {
        field: Field::Answered,
        sure: &[
            "date answered",
            "date responded",
            "date replied",
            "answered",
            "responded",
            "replied",
            "response date",
            "reply date",
            "response sent",
            "reply sent",
        ],
        likely: &["answer date"],
        never: &[PROMISED, WHO],
        ..NONE
    },
    Claim {
        field: Field::Received,
        sure: &[
            "received",
            "date received",
            "receipt date",
            "logged",
            "date logged",
            "complaint date",
            "reported",
            "date reported",
            "date opened",
            "date submitted",
            "date raised",
            "date created",
            "date entered",
            "date time",
        ],
        likely: &["opened", "submitted", "created", "contact date", "call date", "enquiry date", "case date"],
        weak: &["date"],
        alone: &["when", "when it came"],
        never: &[PROMISED, WHO, OTHER_DAYS],
    },
    Claim {
        field: Field::Time,
        sure: &["time received", "call time"],
        likely: &["time"],
        never: &[PROMISED, WHO, OTHER_DAYS, "date taken spent zone scale"],
        ..NONE
    },
    Claim {
        field: Field::Channel,
        sure: &[
            "channel",
            "via",
            "received via",
            "how received",
            "contact method",
            "contact how",
            "received method",
            "how it came",
            "contact mode",
        ],
        likely: &["source", "medium"],
        alone: &["method", "how", "origin"],
        never: &["payment data income funding"],
        ..NONE
    },
    Claim {
        field: Field::Reference,
        sure: &[
            "reference",
            "ref",
            "reference number",
            "reference no",
            "ref no",
            "ref number",
            "case number",
            "case no",
            "case id",
            "case ref",
            "case reference",
            "complaint number",
            "complaint no",
            "complaint id",
            "complaint ref",
            "complaint reference",
            "ticket",
            "ticket number",
            "ticket no",
            "ticket id",
            "request number",
        ],
        alone: &["id", "no", "number", "case", "identifier", "record id", "log no", "log number"],
        never: &["phone telephone mobile tel customer client account property parent your officer staff invoice"],
        ..NONE
    },
    Claim {
        field: Field::Story,
        sure: &[
            "description",
            "details",
            "what happened",
            "story",
            "complaint details",
            "complaint nature",
            "complaint description",
            "customer complaint",
            "complaint text",
            "complaint summary",
            "narrative",
        ],
        likely: &["complaint", "summary", "issue", "allegation", "concern", "problem", "enquiry", "query"],
        alone: &["text", "feedback", "what", "message", "comments", "notes", "nature"],
        never: &[
            PROMISED,
            WHO,
            "type category kind status date number no ref reference id outcome upheld stage contact address phone \
             telephone mobile email name complainant resident personal response reply resolution action remedy finding \
             investigation payment received closed logged count team service department about",
        ],
        ..NONE
    },
    Claim {
        field: Field::Title,
        sure: &["title", "subject", "case title", "complaint title", "complaint subject"],
        alone: &["heading"],
        never: &["job customer complainant officer staff access"],
        ..NONE
    },
    Claim {
        field: Field::Wanted,
        sure: &[
            "outcome wanted",
            "outcome desired",
            "outcome sought",
            "outcome preferred",
            "resolution wanted",
            "resolution sought",
            "remedy sought",
            "what would put it right",
        ],
        likely: &["wanted", "desired", "sought"],
        ..NONE
    },
    Claim {
        field: Field::Outcome,
        sure: &["outcome", "finding", "complaint outcome", "complaint upheld", "upheld not"],
        likely: &["findings", "upheld", "justified"],
        alone: &["decision", "result"],
        never: &[PROMISED, "wanted desired sought preferred date letter by officer number id reason details notes"],
        ..NONE
    },
    Claim {
        field: Field::Kind,
        sure: &["complaint type", "feedback type", "case type", "contact type", "record type", "enquiry type"],
        alone: &["type", "kind", "category", "complaint compliment"],
        ..NONE
    },
    Claim {
        field: Field::Ground,
        sure: &["ground", "grounds", "complaint category", "complaint reason", "complaint cause"],
        ..NONE
    },
    Claim {
        field: Field::Service,
        sure: &["service", "service area", "service name"],
        likely: &["department", "dept", "directorate"],
        weak: &["team"],
        alone: &["division", "section"],
        never: &[WHO, "url email head level charge request number user code id"],
    },
    Claim { field: Field::Ward, sure: &["ward"], alone: &["area", "district", "parish", "locality"], ..NONE },
    Claim {
        field: Field::Status,
        sure: &["status", "open closed", "case status", "complaint status"],
        never: &["marital payment employment housing immigration disability"],
        ..NONE
    },
    Claim {
        field: Field::Email,
        sure: &["email", "e mail", "email address", "e mail address"],
        never: &[WHO, "service team department sent subject"],
        ..NONE
    },
    Claim {
        field: Field::Phone,
        sure: &[
            "phone",
            "telephone",
            "mobile",
            "tel",
            "contact number",
            "contact no",
            "phone number",
            "telephone number",
        ],
        never: &[WHO, "service team department description"],
        ..NONE
    },
    Claim {
        field: Field::Postcode,
        sure: &["postcode", "post code", "postal code", "zip code"],
        alone: &["zip"],
        ..NONE
    },
    Claim {
        field: Field::Address,
        sure: &["address", "address line", "street address", "customer address", "home address", "postal address"],
        alone: &["street"],
        never: &[WHO, "email mail url web ip incident site location"],
        ..NONE
    },
    Claim {
        field: Field::Name,
        alone: &[
            "customer",
            "complainant",
            "resident",
            "client",
            "citizen",
            "tenant",
            "leaseholder",
            "caller",
            "enquirer",
            "customer name",
            "complainant name",
            "resident name",
            "client name",
            "citizen name",
            "tenant name",
            "leaseholder name",
            "caller name",
            "enquirer name",
            "contact name",
            "customer details",
            "complainant details",
            "resident details",
            "name",
            "full name",
            "surname",
            "last name",
        ],
        never: &[WHO, "country street file"],
        ..NONE
    },
];
