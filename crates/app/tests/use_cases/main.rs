//! The use-cases against a database in memory: what they write, refuse and tell. One program holds
//! all of them: each further one would be linked with the database again.

mod adoption;
mod against;
mod also;
mod background;
mod contact;
mod delay;
mod demo;
mod figures;
mod import;
mod lessons;
mod rules;
mod today;
mod undo;
