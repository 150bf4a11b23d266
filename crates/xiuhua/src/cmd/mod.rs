//! The subcommands, one file each.

pub mod audit;
pub mod backup;
pub mod calendar;
pub mod case;
pub mod demo;
pub mod doctor;
pub mod init;
pub mod learn;
pub mod notices;
pub mod place;
pub mod profile;
pub mod report;
pub mod search;
pub mod serve;
mod store_args;
