//! What a light judges.

use crate::Plan;
use figure::Target;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What sort of promise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Carries a target.
    Quantified,
    /// Things to be finished, started or opened.
    Milestone,
    /// Work that goes on.
    Continuing,
    /// A stance; never judged.
    Principle,
}

impl Kind {
    /// Every value, in order.
    pub const ALL: &[Self] = &[
        Self::Quantified,
        Self::Milestone,
        Self::Continuing,
        Self::Principle,
    ];

    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Quantified => "quantified",
            Self::Milestone => "milestone",
            Self::Continuing => "continuing",
            Self::Principle => "principle",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// Where the facts come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasuredBy {
    /// Dated records whose amounts add up.
    Records,
    /// Dated readings of which the latest counts.
    Readings,
    /// Points of the plan, each reached with evidence.
    Milestones,
    /// Dated notes.
    Notes,
    /// Cases that somebody else verified; what they add up to.
    Cases,
    /// Projects and their payments.
    Projects,
    /// Statistical indicators.
    Indicators,
}

impl MeasuredBy {
    /// Every value, in order.
    pub const ALL: &[Self] = &[
        Self::Records,
        Self::Readings,
        Self::Milestones,
        Self::Notes,
        Self::Cases,
        Self::Projects,
        Self::Indicators,
    ];

    /// The stable code used in files, the API and the store.
    pub fn code(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Readings => "readings",
            Self::Milestones => "milestones",
            Self::Notes => "notes",
            Self::Cases => "cases",
            Self::Projects => "projects",
            Self::Indicators => "indicators",
        }
    }

    /// Reads a stable code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

/// A dated value of the measure a target is to move with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerReading {
    /// The day it is a value for.
    pub date: Date,
    /// The day it became known.
    pub known_on: Date,
    /// Its value, in the target's unit.
    pub value: Decimal,
    /// The day from which it no longer counted.
    #[serde(default)]
    pub withdrawn_on: Option<Date>,
}

impl PartnerReading {
    /// Whether it stands at the end of a day.
    pub fn stands(&self, on: Date) -> bool {
        let kept = self.withdrawn_on.is_none_or(|day| on < day);
        self.date <= on && self.known_on <= on && kept
    }
}

/// A commitment as a light sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What sort of promise.
    pub kind: Kind,
    /// Where facts come from.
    pub measured_by: MeasuredBy,
    /// What is to be reached.
    pub target: Option<Target>,
    /// First day.
    pub start: Date,
    /// The day it was issued; for the rule's first days after it, nobody can be behind yet.
    pub issued_on: Option<Date>,
    /// Last day in time.
    pub deadline: Option<Date>,
    /// The expected path.
    pub plan: Plan,
    /// Days between notes (or readings) agreed for this task.
    pub review_every_days: Option<u16>,
    /// Last year's value of the same measure, in the target's unit.
    pub baseline: Option<Decimal>,
    /// 力争, 确保: said with the reason, never a looser bound.
    pub hedge: Option<String>,
    /// For targets in step with another measure: its values.
    pub partner: Vec<PartnerReading>,
}
