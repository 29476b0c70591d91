//! The tables, sheets and letters that Heard reads and writes, opened by other programs too. One
//! program holds all of them: each further one would be linked with every format again.

mod bomb;
mod comcast;
mod common;
mod date_columns;
mod hostile;
mod open_document;
mod opened_elsewhere;
mod paper;
mod round_trip;
mod tables;
mod verdicts;
