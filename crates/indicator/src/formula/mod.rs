//! Derived indicators: a formula over other series and counts, checked for unit, period and cycle
//! before it is used, and reckoned with every input named.
//!
//! `[retail_online] / [retail] * 100` reads two series of the same period; `[retail@year_before]` the
//! same period of the year before; `[case.closed]`, `[commitment.green]`, `[project.invested]` and
//! `[record.households]` what the other loops count.

mod check;
mod evaluate;
mod read;
mod sound;

pub use check::{Facts, check, cycle};
pub use evaluate::{Reckoned, evaluate};
pub use sound::sound;

use crate::coded;
use figure::{Decimal, Period};
use serde::{Deserialize, Serialize};

coded! {
    /// Where an operand comes from.
    Origin {
        /// Another series.
        Indicator => "indicator", "指标";
        /// Counts of cases.
        Case => "case", "案件";
        /// Counts of commitments.
        Commitment => "commitment", "任务";
        /// Sums and counts of projects.
        Project => "project", "项目";
        /// Sums of records.
        Record => "record", "记录";
    }
}

coded! {
    /// Which period of an operand is read.
    Shift {
        /// The one asked for.
        Same => "same", "本期";
        /// The same of the year before.
        YearBefore => "year_before", "上年同期";
        /// The one before.
        Before => "before", "上期";
    }
}

/// What a formula reads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Operand {
    /// Where from.
    pub origin: Origin,
    /// Its code there.
    pub code: String,
    /// Which period.
    pub shift: Shift,
}

impl Operand {
    /// As the formula writes it, without brackets.
    pub fn written(&self) -> String {
        let origin = match self.origin {
            Origin::Indicator => String::new(),
            other => format!("{}.", other.code()),
        };
        let shift = match self.shift {
            Shift::Same => String::new(),
            other => format!("@{}", other.code()),
        };
        format!("{origin}{}{shift}", self.code)
    }

    /// The period it is read for.
    pub fn period(&self, period: Period, merged: bool) -> Option<Period> {
        match self.shift {
            Shift::Same => Some(period),
            Shift::YearBefore => crate::cadence::year_before(period),
            Shift::Before => crate::cadence::before(period, merged),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    Add,
    Sub,
    Mul,
    Div,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    Number(Decimal),
    Read(Operand),
    Pair(Sign, Box<Term>, Box<Term>),
}

/// A formula that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    pub(crate) term: Term,
}

impl Formula {
    /// What it reads, each once, in order.
    pub fn operands(&self) -> Vec<Operand> {
        let mut found = vec![];
        walk(&self.term, &mut found);
        found.sort();
        found.dedup();
        found
    }
}

fn walk(term: &Term, found: &mut Vec<Operand>) {
    match term {
        Term::Number(_) => {}
        Term::Read(operand) => found.push(operand.clone()),
        Term::Pair(_, a, b) => {
            walk(a, found);
            walk(b, found);
        }
    }
}
