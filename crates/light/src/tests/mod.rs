//! Behaviour of lights, by way of measuring.

mod first_report;
mod milestones;
mod notes;
mod properties;
mod readings;
mod records;
mod versions;
mod words;

use crate::testing::rule;
use crate::{Colour, Fact, Light, ReasonCode, Task, assess};
use jiff::civil::{Date, date};

fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

fn light(task: &Task, facts: &[Fact], on: Date) -> Light {
    assess(&rule(), task, facts, on)
}

fn colour_and_code(task: &Task, facts: &[Fact], on: Date) -> (Colour, ReasonCode) {
    let light = light(task, facts, on);
    (light.colour, light.reason.code)
}
