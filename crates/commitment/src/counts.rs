//! What counts for a commitment besides its records.

use crate::{CaseFacts, Commitment, IndicatorFacts, ProjectFacts};
use light::Fact;

/// What counts for one commitment; at most one of them holds anything, since a target has one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Verified cases.
    pub cases: CaseFacts,
    /// Verified entries of projects.
    pub projects: ProjectFacts,
    /// Confirmed values of a series.
    pub indicators: IndicatorFacts,
}

impl Counts {
    /// As dated facts, in the target's unit.
    pub(crate) fn facts(&self, commitment: &Commitment) -> Vec<Fact> {
        let mut facts = self.cases.facts(commitment);
        facts.extend(self.projects.facts(commitment));
        facts.extend(self.indicators.facts(commitment));
        facts
    }
}

impl From<CaseFacts> for Counts {
    fn from(cases: CaseFacts) -> Self {
        Self {
            cases,
            ..Self::default()
        }
    }
}

impl From<ProjectFacts> for Counts {
    fn from(projects: ProjectFacts) -> Self {
        Self {
            projects,
            ..Self::default()
        }
    }
}

impl From<IndicatorFacts> for Counts {
    fn from(indicators: IndicatorFacts) -> Self {
        Self {
            indicators,
            ..Self::default()
        }
    }
}
