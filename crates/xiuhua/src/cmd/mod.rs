//! The subcommands, one file each.

pub mod calendar;
pub mod profile;
