//! Every page and form, asked through the router as a browser would, without a port. One program
//! holds all of them: each further one would be linked with the whole of Heard again.

mod anew;
mod at_a_glance;
mod bands;
mod broken;
mod bundle;
mod case_pages;
mod common;
mod complainants;
mod contact;
mod desk;
mod figures;
mod finding;
mod gate;
mod holidays;
mod hour;
mod import;
mod lessons;
mod mail_waits;
mod notices;
mod ombudsman;
mod parts;
mod pauses;
mod points;
mod procedures;
mod provisions;
mod reopened;
mod restricted;
mod screening;
mod settings;
mod stages;
mod taken_back;
mod together;
