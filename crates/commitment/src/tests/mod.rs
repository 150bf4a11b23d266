//! Behaviour of the commands, by folder.

mod cases;
mod changes;
mod drafting;
mod indicators;
mod issuing;
mod messages;
mod model;
mod projects;
mod records;
mod review;
mod states;
mod supervision;
mod terms;
