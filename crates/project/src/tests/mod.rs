mod commands;
mod derived;
mod messages;
mod sheets;
mod sums;
mod support;
