mod commands;
mod derived;
#[path = "../../../indicator/src/tests/messages.rs"]
mod messages;
mod sheets;
mod spells;
mod sums;
mod support;

/// More refusals than this are found in the sources.
const REFUSALS_LEAST: usize = 40;
