//! What projects gave, as dated facts, which is all that a light looks at.

use super::measure::MONEY;
use super::{ProjectMeasure, ProjectTotal};
use crate::quantity::in_base_unit;
use crate::{Commitment, Id, MeasuredBy, Total};
use figure::Decimal;
use jiff::civil::Date;
use light::{Fact, FactKind};
use std::collections::BTreeSet;

/// What one verified entry of a project adds, and from when until when it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFact {
    /// The project.
    pub project: Id,
    /// In 元; 1 for a project that came into a batch.
    pub amount: Decimal,
    /// The last day of the month, or the day of the milestone.
    pub date: Date,
    /// The day of its verification.
    pub known_on: Date,
    /// The day from which another took its place, or it was taken back.
    pub withdrawn_on: Option<Date>,
}

impl ProjectFact {
    /// Whether it counts at the end of a day.
    pub fn stands(&self, on: Date) -> bool {
        let kept = self.withdrawn_on.is_none_or(|day| on < day);
        self.date <= on && self.known_on <= on && kept
    }
}

/// All that projects ever gave to one commitment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectFacts(Vec<ProjectFact>);

impl ProjectFacts {
    /// Of these; what happened before the commitment's first day or after its last is none of its.
    pub fn new(commitment: &Commitment, facts: impl IntoIterator<Item = ProjectFact>) -> Self {
        let last = commitment.deadline.unwrap_or(Date::MAX);
        let own = |fact: &ProjectFact| commitment.start <= fact.date && fact.date <= last;
        Self(facts.into_iter().filter(own).collect())
    }

    /// Those that count at the end of a day.
    pub fn standing(&self, on: Date) -> impl Iterator<Item = &ProjectFact> {
        self.0.iter().filter(move |fact| fact.stands(on))
    }

    /// How many projects stand behind the total of a day.
    pub fn projects(&self, on: Date) -> usize {
        let projects: BTreeSet<&Id> = self.standing(on).map(|fact| &fact.project).collect();
        projects.len()
    }

    /// The exact total of a day in the target's unit.
    pub fn total(&self, commitment: &Commitment, on: Date) -> Total {
        let amounts = self.facts(commitment).into_iter().filter(|f| f.stands(on));
        let value = amounts.fold(Decimal::ZERO, |sum, fact| match fact.kind {
            FactKind::Amount(value) => sum.checked_add(value).unwrap_or(sum),
            _ => sum,
        });
        Total {
            value,
            unit: unit_of(commitment).to_owned(),
        }
    }

    /// As dated facts; none for a commitment that is not measured by projects. An amount that the target's
    /// unit cannot hold was refused with the measure.
    pub(crate) fn facts(&self, commitment: &Commitment) -> Vec<Fact> {
        let measure = commitment.projects.as_ref();
        let measure = measure.filter(|_| commitment.measured_by == MeasuredBy::Projects);
        let Some(measure) = measure else {
            return Vec::new();
        };
        let fact = |given: &ProjectFact| {
            Some(Fact {
                kind: FactKind::Amount(amount(measure, given, unit_of(commitment))?),
                date: given.date,
                known_on: given.known_on,
                withdrawn_on: given.withdrawn_on,
                verified: true,
                evidence: 1,
            })
        };
        self.0.iter().filter_map(fact).collect()
    }
}

fn amount(measure: &ProjectMeasure, given: &ProjectFact, unit: &str) -> Option<Decimal> {
    match measure.total {
        ProjectTotal::Entered { .. } => Some(given.amount),
        ProjectTotal::Reported | ProjectTotal::Enrolled => {
            in_base_unit(given.amount, MONEY, unit).ok()
        }
    }
}

fn unit_of(commitment: &Commitment) -> &str {
    let target = commitment.target.as_ref();
    target.map_or("", |target| target.unit.as_str())
}
