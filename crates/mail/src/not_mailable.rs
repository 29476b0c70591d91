//! Why a message cannot be made at all, found before anything is sent.

/// A field that cannot go into a message. Each reads as a sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotMailable {
    /// Not of the shape name@domain, or with characters mail servers disagree about.
    #[error("“{address}” is not an e-mail address. It should look like name@example.gov.uk.")]
    AddressShape {
        /// What was given, shortened.
        address: String,
    },
    /// Letters outside ASCII need a server extension (RFC 6531) that few have.
    #[error("“{address}” has a letter outside the English alphabet. Check the address, or write by post.")]
    AddressAlphabet {
        /// What was given, shortened.
        address: String,
    },
    /// RFC 5321 section 4.5.3.1: 64 characters before the @, 254 in all.
    #[error("The e-mail address is {length} characters long, which mail servers do not take. Check it.")]
    AddressLength {
        /// Characters in the address given.
        length: usize,
    },
    /// A display name longer than allowed.
    #[error("The name beside the e-mail address is {length} characters long; {most} is the most.")]
    NameLength {
        /// Characters in the name given.
        length: usize,
        /// Characters allowed.
        most: usize,
    },
    /// No subject, or only spaces.
    #[error("The message has no subject.")]
    NoSubject,
    /// A subject longer than allowed.
    #[error("The subject is {length} characters long; {most} is the most.")]
    SubjectLength {
        /// Characters in the subject given.
        length: usize,
        /// Characters allowed.
        most: usize,
    },
    /// No words in the plain text, which is the part every reader can open.
    #[error("The message has no text.")]
    NoText,
    /// A Message-ID that is not `left@right` in plain characters (RFC 5322 section 3.6.4).
    #[error("The message id “{given}” is not of the form number@place.")]
    MessageId {
        /// What was given, shortened.
        given: String,
    },
    /// A date that a header cannot carry.
    #[error("The message is dated {year}, which cannot be right. Check the clock of this computer.")]
    Date {
        /// The year of the date given.
        year: i32,
    },
    /// A media type that is not `kind/name`.
    #[error("“{given}” is not a kind of file. It should look like application/pdf.")]
    MediaType {
        /// What was given, shortened.
        given: String,
    },
    /// A file name longer than allowed.
    #[error("The name of the attached file is {length} characters long; {most} is the most.")]
    FileNameLength {
        /// Characters in the name given.
        length: usize,
        /// Characters allowed.
        most: usize,
    },
}
