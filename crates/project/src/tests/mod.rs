mod commands;
mod derived;
mod messages;
mod sums;
mod support;
