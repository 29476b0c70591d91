//! The one room that knows SQL: tables, migrations and transactions, behind one [`Store`].
//!
//! This room keeps what it is given and finds it again. It must not know who may do what, nor
//! pages: use-cases ask through [`Store::read`] and [`Store::write`], each of which is one
//! transaction. What happened to a case is only ever added to; the row that lists read is saved
//! in the same transaction as the events it follows from.
//!
//! ```text
//! Store::open ─▶ Store ── read(|r| …)  ─▶ Reading   one snapshot
//!                     └── write(|w| …) ─▶ Writing   one immediate transaction, all or nothing
//! ```
//!
//! How values are kept: moments as whole microseconds since 1970 in UTC, dates as ISO 8601 text,
//! fingerprints as 32 bytes, words of the domain under their stored names. A finer moment is cut
//! to the microsecond when it is kept.

mod arriving;
mod backup;
mod chain;
mod dialect;
mod error;
mod fingerprint;
#[cfg(debug_assertions)]
mod growth;
mod keys;
mod list;
mod lock;
mod migrate;
mod network;
mod patience;
mod remembered;
mod sql;
mod store;
mod table;
mod verify;

pub use arriving::Arriving;
pub use error::Error;
pub use fingerprint::fingerprint;
pub use keys::{email_key, phone_key, postcode_key, surname_key};
pub use list::{CaseLine, Filter, Key, NotAKey, Only, Order, Reader, Seen};
pub use patience::write_file;
pub use remembered::Remembered;
pub use store::{Reading, Store, Writing};
pub use table::{
    batch::Batch,
    cases::{CaseRow, StageRow},
    customer::{Customer, Likeness, Needs, Shared},
    document::DocumentRow,
    draft::DraftRow,
    lesson::LessonRow,
    letter::LetterRow,
    mail::{Mail, MailState, MailWaiting},
    notice::{Notice, NoticeLine},
    office_event::OfficeEvent,
    person::Person,
    redated::Redated,
    same_customer::{CustomerChange, Merger},
    saved_view::SavedView,
    service::Service,
    session::Session,
    sign_in_try::Tries,
    template::Template,
    upload::{DocumentFile, PIECE, Upload},
};
pub use verify::Verified;
