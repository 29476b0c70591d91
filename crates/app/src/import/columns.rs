//! What a column of an old log can be.

use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $stored:literal, $title:literal;)+) => {
        /// A thing that Heard keeps of a case.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Field {
            $($(#[$doc])* $variant,)+
        }

        impl Field {
            /// All of them, in the order people read them.
            pub const ALL: &'static [Field] = &[$(Field::$variant),+];

            /// The name in a mapping.
            pub const fn as_str(self) -> &'static str {
                match self { $(Field::$variant => $stored,)+ }
            }

            /// The name people read.
            pub const fn title(self) -> &'static str {
                match self { $(Field::$variant => $title,)+ }
            }
        }
    };
}

fields! {
    /// Its number in the other system.
    Reference = "reference", "Old reference";
    /// The day it was received.
    Received = "received", "Received";
    /// The time of that day; kept with the story.
    Time = "time", "Time received";
    /// Complaint, compliment, comment or request.
    Kind = "kind", "Type";
    /// How it came in.
    Channel = "channel", "How it came in";
    /// A few words to know it by.
    Title = "title", "Title";
    /// What happened.
    Story = "story", "What happened";
    /// What would put it right.
    Wanted = "wanted", "What would put it right";
    /// The service it is about.
    Service = "service", "Service";
    /// Where it happened.
    Ward = "ward", "Ward";
    /// Ground of complaint.
    Ground = "ground", "Ground";
    /// The customer's name.
    Name = "name", "Customer";
    /// Their telephone number.
    Phone = "phone", "Phone";
    /// Their e-mail address.
    Email = "email", "Email";
    /// Their postal address.
    Address = "address", "Address";
    /// Their postcode.
    Postcode = "postcode", "Postcode";
    /// Open or closed.
    Status = "status", "Status";
    /// The day it was acknowledged.
    Acknowledged = "acknowledged", "Acknowledged";
    /// The day it was answered.
    Answered = "answered", "Answered";
    /// The day it was closed.
    Closed = "closed", "Closed";
    /// What was found: upheld, partly upheld, not upheld.
    Outcome = "outcome", "Outcome";
}

impl Field {
    /// Whether it is a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Field::Received | Field::Acknowledged | Field::Answered | Field::Closed)
    }
}
