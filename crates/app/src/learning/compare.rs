//! How well something proposes matters and units for messages that it has not seen.

use super::confirmed::Confirmed;
use super::guess::Judgement;
use super::state::MatterScore;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Counts over the messages held back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Messages.
    pub cases: u32,
    /// With the matter as confirmed.
    pub matter_right: u32,
    /// At or above the threshold.
    pub sure: u32,
    /// Of these with the matter as confirmed.
    pub sure_right: u32,
    /// Messages whose unit is known.
    pub units: u32,
    /// With the unit as confirmed.
    pub unit_right: u32,
}

impl Score {
    /// Right matters, in thousandths.
    pub fn accuracy(&self) -> Option<u32> {
        per_mille(self.matter_right, self.cases)
    }

    /// Answers at or above the threshold, in thousandths.
    pub fn coverage(&self) -> Option<u32> {
        per_mille(self.sure, self.cases)
    }

    /// Right matters among those, in thousandths.
    pub fn sure_accuracy(&self) -> Option<u32> {
        per_mille(self.sure_right, self.sure)
    }

    /// Right units, in thousandths.
    pub fn unit_accuracy(&self) -> Option<u32> {
        per_mille(self.unit_right, self.units)
    }
}

/// A part of a whole in thousandths, rounded down; none of nothing.
pub(super) fn per_mille(part: u32, whole: u32) -> Option<u32> {
    let share = u64::from(part) * 1000 / u64::from(whole.max(1));
    (whole > 0).then(|| u32::try_from(share).unwrap_or(1000))
}

/// Answers of one proposer to all messages held back.
#[derive(Default)]
pub(super) struct Tally {
    pub score: Score,
    by_matter: BTreeMap<String, [u32; 3]>,
}

impl Tally {
    /// Counts one answer; none where it had nothing to say.
    pub fn count(&mut self, truth: &Confirmed, said: Option<&Judgement>, threshold: u32) {
        self.score.cases += 1;
        self.by_matter.entry(truth.matter.clone()).or_default()[0] += 1;
        let unit = said.and_then(|s| s.unit.as_ref()).map(|u| u.code.as_str());
        if truth.unit.is_some() {
            self.score.units += 1;
            self.score.unit_right += u32::from(unit == truth.unit.as_deref());
        }
        let Some(said) = said else { return };
        let right = said.matter.code == truth.matter;
        let called = self.by_matter.entry(said.matter.code.clone()).or_default();
        called[1] += 1;
        called[2] += u32::from(right);
        self.score.matter_right += u32::from(right);
        if said.matter.per_mille >= threshold {
            self.score.sure += 1;
            self.score.sure_right += u32::from(right);
        }
    }

    /// By matter, ascending.
    pub fn matters(&self) -> Vec<MatterScore> {
        let line = |(matter, [truths, called, right]): (&String, &[u32; 3])| MatterScore {
            matter: matter.clone(),
            truths: *truths,
            called: *called,
            right: *right,
        };
        self.by_matter.iter().map(line).collect()
    }
}
