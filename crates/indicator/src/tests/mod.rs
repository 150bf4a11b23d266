mod arithmetic;
mod asked;
mod daily;
mod examples;
mod forecast;
mod formula;
mod messages;
mod observations;
mod oracle;
mod sheets;
mod support;

/// More refusals than this are found in the sources.
const REFUSALS_LEAST: usize = 100;
