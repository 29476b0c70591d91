//! The words of customer feedback: kinds, channels, findings, ways to reply.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $stored:literal, $title:literal;)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            schemars::JsonSchema,
        )]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $stored)] #[schemars(title = $title)] $variant,)+
        }

        impl $name {
            /// All of them, in the order people read them.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The name kept in files and tables.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $stored,)+ }
            }

            /// The name people read.
            pub const fn title(self) -> &'static str {
                match self { $($name::$variant => $title,)+ }
            }

            /// The one with this stored name.
            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|each| each.as_str() == name)
            }
        }
    };
}
pub(crate) use words;

words!(
    /// What the customer gave us (Making Experiences Count, definitions; LGSCO Code 1.2, 1.4).
    /// The customer decides whether it is a complaint.
    Kind {
        /// An expression of dissatisfaction, however made.
        Complaint = "complaint", "Complaint";
        /// An expression of satisfaction.
        Compliment = "compliment", "Compliment";
        /// An opinion on how we could improve.
        Comment = "comment", "Comment";
        /// A request to provide a service or fix a problem; not a complaint until it is made one.
        ServiceRequest = "service-request", "Request for service";
    }
);

words!(
    /// How feedback came in.
    Channel {
        /// By telephone.
        Phone = "phone", "Phone";
        /// At a counter.
        InPerson = "in-person", "In person";
        /// By e-mail.
        Email = "email", "Email";
        /// By letter.
        Letter = "letter", "Letter";
        /// By a form on the web.
        WebForm = "web-form", "Web form";
        /// By text message or social media.
        SocialMedia = "social-media", "Social media or text";
        /// Through a councillor or Member of Parliament.
        Member = "member", "Councillor or MP";
        /// Any other way, such as a comment box.
        Other = "other", "Another way";
    }
);

words!(
    /// Who contacted whom. Time limits for contact are ours to keep, so only `Out` meets them.
    #[derive(Default)]
    Direction {
        /// We did.
        #[default]
        Out = "out", "We contacted the customer";
        /// They did.
        In = "in", "The customer contacted us";
    }
);

impl Direction {
    /// Whether we contacted them.
    pub const fn is_out(&self) -> bool {
        matches!(self, Direction::Out)
    }
}

words!(
    /// How the customer wants to hear from us.
    ReplyBy {
        /// By letter.
        Letter = "letter", "Letter";
        /// By e-mail.
        Email = "email", "Email";
        /// By telephone.
        Phone = "phone", "Phone";
        /// Not at all: anonymous, or did not want a reply.
        None = "none", "No reply wanted";
    }
);

words!(
    /// What became of rude or threatening contact, where the procedure lets it be ended.
    #[derive(Default)]
    Manner {
        /// There was nothing of the kind.
        #[default]
        Ordinary = "ordinary", "No";
        /// We asked for it to stop and said what follows if it does not.
        Warned = "warned", "Yes, and we gave a warning";
        /// We ended it.
        Ended = "ended", "Yes, and we ended it after a warning";
    }
);

impl Manner {
    /// Whether there was nothing of the kind.
    pub const fn is_ordinary(&self) -> bool {
        matches!(self, Manner::Ordinary)
    }
}

words!(
    /// What was found on one point of a complaint (LGSCO Code 6.7).
    Finding {
        /// We were at fault.
        Upheld = "upheld", "Upheld";
        /// We were at fault in part.
        PartlyUpheld = "partly-upheld", "Partly upheld";
        /// We were not at fault.
        NotUpheld = "not-upheld", "Not upheld";
        /// It could not be decided.
        NoFinding = "no-finding", "Could not decide";
    }
);

impl Finding {
    /// The outcome of a whole complaint from the findings on its points: upheld when all were,
    /// partly when any was in any part. `None` without findings.
    pub fn overall(findings: impl IntoIterator<Item = Finding>) -> Option<Finding> {
        findings.into_iter().reduce(|whole, next| match (whole, next) {
            (a, b) if a == b => a,
            (Finding::NotUpheld | Finding::NoFinding, Finding::NotUpheld | Finding::NoFinding) => Finding::NotUpheld,
            _ => Finding::PartlyUpheld,
        })
    }
}

words!(
    /// How a case ended.
    Ending {
        /// Answered in full, with a finding on every point.
        Answered = "answered", "Answered";
        /// Put right at first contact, to the customer's satisfaction.
        SortedAtOnce = "sorted-at-once", "Sorted at first contact";
        /// A compliment or comment passed on to the service.
        PassedOn = "passed-on", "Passed on";
        /// A request handed to the service that does the work.
        HandedOver = "handed-over", "Handed over";
        /// Another organisation's business.
        Referred = "referred", "Referred elsewhere";
        /// Not taken under the procedure, with the customer told why and of their rights.
        Declined = "declined", "Not accepted";
        /// Withdrawn by the customer.
        Withdrawn = "withdrawn", "Withdrawn";
        /// The same feedback told twice: the other case has the answer.
        DealtWithIn = "dealt-with-in", "Dealt with in another case";
        /// Said to the customer without a letter of its own, in a stage that the procedure ends so.
        Settled = "settled", "Settled without a letter";
        /// One of many about the same thing, which a published statement answers.
        Published = "published", "Answered by a published statement";
        /// Logged by mistake and taken back before anybody outside saw anything: it counts as nothing.
        LoggedByMistake = "logged-by-mistake", "Logged by mistake";
        /// Closed in another system before it came to Heard.
        ClosedBefore = "closed-before", "Closed before it came here";
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_of_a_complaint_follows_from_its_points() {
        use Finding::*;
        let table: [(&str, &[Finding], Option<Finding>); 8] = [
            ("no points", &[], None),
            ("one upheld", &[Upheld], Some(Upheld)),
            ("all upheld", &[Upheld, Upheld], Some(Upheld)),
            ("one of two upheld", &[NotUpheld, Upheld], Some(PartlyUpheld)),
            ("one in part", &[PartlyUpheld, NotUpheld], Some(PartlyUpheld)),
            ("none upheld", &[NotUpheld, NotUpheld], Some(NotUpheld)),
            ("none could be decided", &[NoFinding, NoFinding], Some(NoFinding)),
            ("not upheld, the rest undecided, then upheld", &[NotUpheld, NoFinding, Upheld], Some(PartlyUpheld)),
        ];
        for (name, findings, expected) in table {
            assert_eq!(Finding::overall(findings.iter().copied()), expected, "{name}");
        }
    }

    #[test]
    fn stored_names_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.as_str()), Some(*kind));
        }
        assert_eq!(Kind::named("Complaint"), None);
    }
}
