//! Dated facts: all that a light may look at besides its task and rule.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One dated fact about a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// The day it happened.
    pub date: Date,
    /// The day it became known, that is, was verified (or merely noted, if never verified).
    pub known_on: Date,
    /// The day its reversal was verified; from that day on it no longer counts.
    pub withdrawn_on: Option<Date>,
    /// Verified by someone other than the claimant.
    pub verified: bool,
    /// How many pieces of evidence it has.
    pub evidence: u32,
}

/// What a fact says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// An amount that adds to the total, in the unit of the task's target.
    Amount(Decimal),
    /// A state of the measure (a share, a growth rate, a stock), in the target's unit.
    Reading(Decimal),
    /// The point of the plan with this index (from 0) was reached.
    Milestone(u16),
    /// A dated note of work that goes on.
    Note,
}

impl Fact {
    /// Whether the fact was known, and not yet reversed, on the day given.
    pub fn stands(&self, on: Date) -> bool {
        self.verified
            && self.known_on <= on
            && self.date <= on
            && self.withdrawn_on.is_none_or(|day| on < day)
    }
}
