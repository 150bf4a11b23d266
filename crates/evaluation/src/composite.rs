//! Composite scores of posts and units, after GB/T 30428.4.
//!
//! The published composites also reward how much somebody did (numbers taken in, dispatched,
//! received). That counts activity, not outcome, so it is left out here and the other weights are
//! scaled to a hundred; so is any part that nothing was due for, and the score says how much of the
//! hundred it rests on.

use crate::{Better, Counts, Grade, Rate, Value};
use rust_decimal::Decimal;
use serde::Serialize;

/// A composite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Composite {
    /// 监督员.
    Inspector,
    /// 受理员.
    Clerk,
    /// 值班长.
    ShiftLead,
    /// 派遣员.
    Dispatcher,
    /// 处置部门.
    Unit,
    /// 区域: the handling of what happens in a place.
    Area,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The rate with its counts.
    pub value: Value,
    /// Its published weight, in percent.
    pub weight: u8,
    /// Whether 100 − rate counts.
    pub inverted: bool,
}

/// A score out of 100 with its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Which.
    pub composite: Composite,
    /// Parts, also those that nothing was due for.
    pub parts: Vec<Part>,
    /// How much of the published hundred the parts with something due make up.
    pub rests_on: u8,
    /// Out of 100; none where nothing was due at all.
    pub score: Option<Decimal>,
    /// The grade of the score.
    pub grade: Option<Grade>,
}

impl Composite {
    /// All.
    pub const ALL: [Self; 6] = [
        Self::Inspector,
        Self::Clerk,
        Self::ShiftLead,
        Self::Dispatcher,
        Self::Unit,
        Self::Area,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inspector => "inspector",
            Self::Clerk => "clerk",
            Self::ShiftLead => "shift_lead",
            Self::Dispatcher => "dispatcher",
            Self::Unit => "unit",
            Self::Area => "area",
        }
    }

    /// Rates with their published weights, without those that count activity.
    pub const fn weights(self) -> &'static [(Rate, u8)] {
        match self {
            Self::Inspector => &[
                (Rate::ValidReports, 40),
                (Rate::Missed, 20),
                (Rate::CheckedInTime, 20),
                (Rate::VerifiedInTime, 20),
            ],
            Self::Clerk => &[(Rate::CheckSentInTime, 40), (Rate::VerifySentInTime, 35)],
            Self::ShiftLead => &[
                (Rate::RegisteredInTime, 25),
                (Rate::RegisteredRightly, 40),
                (Rate::ClosedInTime, 35),
            ],
            Self::Dispatcher => &[(Rate::DispatchedInTime, 40), (Rate::DispatchedRightly, 40)],
            Self::Unit => &[
                (Rate::Closed, 30),
                (Rate::HandledInTime, 30),
                (Rate::Rework, 30),
            ],
            Self::Area => &[
                (Rate::Handled, 30),
                (Rate::HandledInTime, 20),
                (Rate::Rework, 20),
                (Rate::Overdue, 20),
                (Rate::Extended, 10),
            ],
        }
    }

    /// Worked out from counts.
    pub fn of(self, counts: &impl Counts) -> Score {
        let parts: Vec<Part> = self
            .weights()
            .iter()
            .map(|(rate, weight)| Part {
                value: rate.of(counts),
                weight: *weight,
                inverted: rate.better() == Better::Lower,
            })
            .collect();
        let rests_on: u8 = parts
            .iter()
            .filter(|part| part.value.percent.is_some())
            .map(|part| part.weight)
            .sum();
        let sum: Decimal = parts
            .iter()
            .filter_map(|part| Some(part.points()? * Decimal::from(part.weight)))
            .sum();
        let score = (rests_on > 0)
            .then(|| sum.checked_div(Decimal::from(rests_on)))
            .flatten()
            .map(|score| score.round_dp(2));
        Score {
            composite: self,
            parts,
            rests_on,
            score,
            grade: score.map(Grade::of),
        }
    }
}

impl Part {
    /// The rate as points of 100, the good way up; never below 0 or above 100.
    pub fn points(&self) -> Option<Decimal> {
        let percent = self.value.percent?;
        let points = if self.inverted {
            Decimal::ONE_HUNDRED - percent
        } else {
            percent
        };
        Some(points.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Count, Step};

    #[test]
    fn a_unit_by_hand() {
        // 20 due: 18 closed, 16 handled in time, 2 times done again.
        let counts = |what: Count| match what {
            Count::Owed(_) => 20,
            Count::Done(Step::Close) => 18,
            Count::InTime(Step::Handle) => 16,
            Count::ReworkTimes => 2,
            _ => 0,
        };
        let score = Composite::Unit.of(&counts);
        // (90 + 80 + 90) × 30 ÷ 90
        assert_eq!(score.score, Some(Decimal::new(8667, 2)));
        assert_eq!(score.grade, Some(Grade::B));
        assert_eq!(score.rests_on, 90);
    }

    #[test]
    fn a_part_that_nothing_was_due_for_neither_helps_nor_hurts() {
        let only_valid = |what: Count| match what {
            Count::Reported => 10,
            Count::Valid => 9,
            _ => 0,
        };
        let score = Composite::Inspector.of(&only_valid);
        // (90 × 40 + 100 × 20) ÷ 60: nothing was missed, nothing was to be looked at.
        assert_eq!(
            (score.score, score.rests_on),
            (Some(Decimal::new(9333, 2)), 60)
        );
        assert_eq!(Composite::Inspector.of(&|_: Count| 0).score, None);
    }

    #[test]
    fn the_posts_of_the_centre_by_hand() {
        // 50 reported, 40 registered, 2 of them missed by the inspectors; of 10 due 9 in time, of
        // tasks to look at 8 and 6 in time.
        let counts = |what: Count| match what {
            Count::Reported => 50,
            Count::Valid => 40,
            Count::Missed => 2,
            Count::Owed(_) => 10,
            Count::InTime(Step::SendCheck) => 8,
            Count::InTime(Step::SendVerify) => 6,
            Count::InTime(_) => 9,
            _ => 0,
        };
        let inspector = Composite::Inspector.of(&counts);
        // 80 × 40 % + 95 × 20 % + 90 × 20 % + 90 × 20 %
        assert_eq!(inspector.score, Some(Decimal::from(87)));
        assert_eq!((inspector.grade, inspector.rests_on), (Some(Grade::B), 100));
        let clerk = Composite::Clerk.of(&counts);
        // (80 × 40 + 60 × 35) ÷ 75: how much was taken in counts for nothing.
        assert_eq!(clerk.score, Some(Decimal::new(7067, 2)));
        assert_eq!((clerk.grade, clerk.rests_on), (Some(Grade::C), 75));
    }

    #[test]
    fn more_rework_than_cases_stops_at_nought() {
        let counts = |what: Count| match what {
            Count::Owed(_) => 1,
            Count::ReworkTimes => 4,
            _ => 0,
        };
        let score = Composite::Unit.of(&counts);
        assert_eq!(score.score, Some(Decimal::ZERO));
        assert_eq!(score.grade, Some(Grade::E));
    }

    #[test]
    fn published_weights_stay_within_a_hundred() {
        for composite in Composite::ALL {
            let sum: u32 = composite.weights().iter().map(|w| u32::from(w.1)).sum();
            assert!((1..=100).contains(&sum), "{composite:?}");
        }
    }
}
