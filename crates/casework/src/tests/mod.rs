//! Tests of the engine on the shipped types.

mod clocks;
mod corrections;
mod loading;
mod messages;
mod migration;
mod missed;
mod model;
mod mutilated;
mod returns;
mod stages;
mod stories;
mod support;
mod together;
