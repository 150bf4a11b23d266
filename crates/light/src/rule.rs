//! A versioned rule: the thresholds by which lights are judged (F1-02, domain 3.2).

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Thresholds of one rule version. Points are percentage points of the year's target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Stable name.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// First day on which it is used.
    pub valid_from: Date,
    /// Green while completion minus schedule is at least this (−10).
    #[serde(default = "minus_ten")]
    pub green_gap_pp: Decimal,
    /// Yellow while it is at least this (−30), red below.
    #[serde(default = "minus_thirty")]
    pub yellow_gap_pp: Decimal,
    /// 左右 on a rate or share: this many points below still count as met.
    #[serde(default = "half")]
    pub approx_tolerance_pp: Decimal,
    /// 左右 on a level: this many percent below still count as met.
    #[serde(default = "five")]
    pub approx_tolerance_percent: Decimal,
    /// Whether soft targets (左右, 稳步提升, 同步) may turn red.
    #[serde(default)]
    pub approx_red: bool,
    /// A point of the plan turns yellow when more than this many days late.
    #[serde(default)]
    pub milestone_late_yellow_days: u16,
    /// A point of the plan turns red when more than this many days late.
    #[serde(default = "thirty_days")]
    pub milestone_late_red_days: u16,
    /// Without a rhythm of its own, a task turns yellow this many days after its last note.
    #[serde(default = "ninety_five_days")]
    pub note_stale_yellow_days: u16,
    /// … and red this many days after; with its own rhythm, as much later than yellow.
    #[serde(default = "hundred_eighty_five_days")]
    pub note_stale_red_days: u16,
    /// What falls due within this many days is said to be due soon.
    #[serde(default = "ten_days")]
    pub due_soon_days: u16,
    /// For this many days after issue nobody is called behind: units are still to report what was
    /// done before.
    #[serde(default = "thirty_days")]
    pub first_report_days: u16,
    /// 同步: this many points below the other measure still count as in step.
    #[serde(default = "half")]
    pub in_step_tolerance_pp: Decimal,
}

impl Rule {
    /// The defaults of this crate under the name given.
    pub fn default_of(id: &str, version: u32, valid_from: Date) -> Self {
        Self {
            id: id.to_owned(),
            version,
            valid_from,
            green_gap_pp: minus_ten(),
            yellow_gap_pp: minus_thirty(),
            approx_tolerance_pp: half(),
            approx_tolerance_percent: five(),
            approx_red: false,
            milestone_late_yellow_days: 0,
            milestone_late_red_days: thirty_days(),
            note_stale_yellow_days: ninety_five_days(),
            note_stale_red_days: hundred_eighty_five_days(),
            due_soon_days: ten_days(),
            first_report_days: thirty_days(),
            in_step_tolerance_pp: half(),
        }
    }
}

fn minus_ten() -> Decimal {
    Decimal::new(-10, 0)
}
fn minus_thirty() -> Decimal {
    Decimal::new(-30, 0)
}
fn half() -> Decimal {
    Decimal::new(5, 1)
}
fn five() -> Decimal {
    Decimal::new(5, 0)
}
fn ten_days() -> u16 {
    10
}
fn thirty_days() -> u16 {
    30
}
fn ninety_five_days() -> u16 {
    95
}
fn hundred_eighty_five_days() -> u16 {
    185
}
