//! One module for each table: its statements as constants beside the functions that use them,
//! reading functions first. Statements are written for SQLite and PostgreSQL alike.

pub(crate) mod batch;
pub(crate) mod case_words;
pub(crate) mod cases;
pub(crate) mod customer;
pub(crate) mod day_off;
pub(crate) mod document;
pub(crate) mod draft;
pub(crate) mod event;
pub(crate) mod file;
pub(crate) mod lesson;
pub(crate) mod letter;
pub(crate) mod mail;
pub(crate) mod month_count;
pub(crate) mod month_lock;
pub(crate) mod notice;
pub(crate) mod office_event;
pub(crate) mod person;
pub(crate) mod procedure_draft;
pub(crate) mod procedure_file;
pub(crate) mod redated;
pub(crate) mod same_customer;
pub(crate) mod saved_view;
pub(crate) mod series;
pub(crate) mod service;
pub(crate) mod session;
pub(crate) mod setting;
pub(crate) mod sign_in_try;
pub(crate) mod template;
pub(crate) mod text;
pub(crate) mod upload;
pub(crate) mod watching;
