//! What the store promises, asked through its public doors. Tests that change the file behind its
//! back, as somebody with another tool might, open it with the engine itself.

mod append_only;
mod batches;
mod build;
mod cases;
mod customers;
mod documents;
mod files;
mod histories;
mod letters;
mod lists;
mod mail;
mod month_counts;
mod office;
mod schema;
mod search;
mod sound;
