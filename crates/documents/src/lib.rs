//! The documents room: makes and reads files from plain values.
//!
//! It writes spreadsheets, letters and reports ([`mod@write`]), reads the tables people bring ([`read`]) and studies
//! how their dates are meant ([`dates`]). It must not know SQL, pages, cases or their rules: what a column means
//! is the caller's business. The heavy libraries for these formats are named in this crate only.

pub mod dates;
pub mod neutral;
pub mod odd;
pub mod paper;
pub mod read;
pub mod sheet;
mod words;
pub mod write;

pub use sheet::{Cell, Chart, ChartKind, Column, Format, Sheet, Workbook};
pub use words::count;
