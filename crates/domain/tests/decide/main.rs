//! What follows from each act, and each reason to refuse one: tables of a case, an act and what
//! comes of it. Dates carry their weekday.

#[path = "../common/mod.rs"]
mod common;
mod contact;
mod ending;
mod holds;
mod intake;
mod investigate;
mod letters;
mod link;
mod more_time;
mod ombudsman;
mod parts;
mod pause;
mod points;
mod response;
mod restrict;
mod screening;
mod stages;
mod steps;
mod undo;
mod words;
