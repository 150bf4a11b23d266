//! A value of one period, with every revision (domain 3.3 rule 2): nothing is overwritten.

mod change;

pub use change::{
    Confirm, Enter, Reject, Withdraw, confirm, enter, enter_derived, reject, withdraw,
};

use crate::coded;
use crate::definition::Code;
use crate::{Access, Definition, Party, Percent};
use figure::{Decimal, Period};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

coded! {
    /// How final a value is. It may only become more final.
    Stage {
        /// Reckoned ahead of the figures.
        Estimate => "estimate", "预计数";
        /// Published, still to be revised.
        Provisional => "provisional", "初步数";
        /// Final.
        Official => "official", "正式数";
    }
}

coded! {
    /// Where a vintage is on its way.
    Step {
        /// Waits for a second person.
        Entered => "entered", "待复核";
        /// Counts.
        Confirmed => "confirmed", "已复核";
        /// Sent back, with a reason.
        Rejected => "rejected", "已退回";
        /// Taken back by who entered it.
        Withdrawn => "withdrawn", "已撤回";
    }
}

/// An input a derived value was reckoned from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What was read, as the formula names it.
    pub operand: String,
    /// The period read.
    pub period: Period,
    /// Revision read, from 1; 0 where the source has none.
    pub revision: u32,
    /// The value read.
    pub value: Decimal,
}

/// A doubt raised by a check, and why the value stands nevertheless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Code of the question.
    pub code: String,
    /// What the person answered.
    pub answer: String,
}

/// One value as it came in, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vintage {
    /// From 1, in the order of coming in.
    pub no: u32,
    /// In the definition's unit.
    pub value: Decimal,
    /// As written in the source, with its unit (1.2万户).
    pub written: String,
    /// Growth as published, in percent.
    pub published_growth: Option<Percent>,
    /// Last year's value on today's caliber, where the source gives it.
    pub comparable_base: Option<Decimal>,
    /// Number of firms behind the value, where known.
    pub contributors: Option<u32>,
    /// How final.
    pub stage: Stage,
    /// Document or system it comes from.
    pub source: String,
    /// Hash of the document, lower-case hex.
    pub source_hash: Option<String>,
    /// The day it was or is to be released.
    pub released_on: Option<Date>,
    /// Remark; for a revision, why.
    pub note: String,
    /// The sheet it was taken over with, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
    /// Doubts of the checks with answers.
    #[serde(default)]
    pub settled: Vec<Settled>,
    /// What a derived value was reckoned from.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// Version of the definition.
    pub definition: u32,
    /// On its way.
    pub step: Step,
    /// Who entered it.
    pub entered_by: Party,
    /// When.
    pub entered_at: Timestamp,
    /// The same instant's day.
    pub entered_on: Date,
    /// Who confirmed or rejected it.
    pub decided_by: Option<Party>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// The day it was decided; from the end of it on it is known.
    pub decided_on: Option<Date>,
    /// Why rejected or withdrawn.
    pub decision_reason: Option<String>,
}

/// One cell of a series: indicator, place, period, and all its vintages. A subject of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Code of the indicator.
    pub indicator: Code,
    /// Code of the place (the district's own, or a subdistrict's).
    pub place: String,
    /// The period.
    pub period: Period,
    /// In the order of coming in.
    pub vintages: Vec<Vintage>,
}

/// The value of a cell as it was known at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The vintage that counts.
    pub vintage: &'a Vintage,
    /// Which confirmed one it is, from 1.
    pub revision: u32,
    /// Whether an earlier confirmed value was another.
    pub revised: bool,
    /// The first confirmed value.
    pub first: Decimal,
}

impl Cell {
    /// With the day from which its newest entry may be seen by people outside; for derived values, which are
    /// not entered with one.
    #[must_use]
    pub fn released(mut self, on: Option<Date>) -> Self {
        if let Some(newest) = self.vintages.last_mut() {
            newest.released_on = on;
        }
        self
    }

    /// What was known at the end of `day`; none when nothing was.
    pub fn as_of(&self, day: Date) -> Option<Reading<'_>> {
        let mut known: Vec<&Vintage> = self
            .vintages
            .iter()
            .filter(|v| v.step == Step::Confirmed && v.decided_on.is_some_and(|d| d <= day))
            .collect();
        known.sort_by_key(|v| (v.decided_at, v.no));
        let vintage = *known.last()?;
        Some(Reading {
            vintage,
            revision: u32::try_from(known.len()).unwrap_or(u32::MAX),
            revised: known.iter().any(|v| v.value != vintage.value),
            first: known[0].value,
        })
    }

    /// The vintage that waits for a second person, if any.
    pub fn waiting(&self) -> Option<&Vintage> {
        self.vintages.iter().find(|v| v.step == Step::Entered)
    }
}

impl Reading<'_> {
    /// The day from which people outside the source unit and the office may see it; none for never.
    pub fn open_from(&self, definition: &Definition) -> Option<Date> {
        match definition.access {
            Access::Open => Some(Date::MIN),
            Access::Restricted => None,
            Access::UntilRelease => self.vintage.released_on,
        }
    }

    /// Whether so few firms stand behind the value that it would reveal one (统计法).
    pub fn too_few_contributors(&self, definition: &Definition) -> bool {
        let few = |n: u32| n < definition.contributors_min;
        self.vintage.contributors.is_some_and(few)
    }
}
