//! How good answers are: accuracy, macro F1, calibration, coverage against accuracy.

use crate::head::per_mille;
use crate::{Interval, Label};
use std::collections::BTreeMap;

/// Bins of the reliability table.
const BINS: usize = 10;
/// Points of the coverage curve: every twentieth.
const POINTS: usize = 20;
/// A threshold is not chosen from fewer answers than this.
const THRESHOLD_FROM: usize = 20;

/// An answer beside the truth.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// What somebody called it.
    pub truth: Label,
    /// What the model calls it.
    pub label: Label,
    /// How probable the model holds that.
    pub probability: f64,
}

impl Judged {
    fn right(&self) -> bool {
        self.truth == self.label
    }
}

/// The most certain part of all answers: how many, from which probability, and how many are right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CoveragePoint {
    /// Part of all messages, 0 to 1.
    pub coverage: f64,
    /// Least probability within.
    pub threshold: f64,
    /// Answers within.
    pub kept: usize,
    /// Of these right.
    pub right: usize,
}

impl CoveragePoint {
    /// Right answers as a part of those kept.
    #[allow(clippy::cast_precision_loss)]
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.kept.max(1) as f64
    }

    /// Coverage, threshold and accuracy in thousandths, rounded down.
    pub fn per_mille(&self) -> [u32; 3] {
        [self.coverage, self.threshold, self.accuracy()].map(per_mille)
    }
}

/// Answers of about equal certainty: what was stated, and what came true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReliabilityBin {
    /// Answers.
    pub count: usize,
    /// Mean stated probability.
    pub stated: f64,
    /// Right answers as a part of them.
    pub came_true: f64,
}

/// One class.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassFigures {
    /// The class.
    pub label: Label,
    /// Messages that are of it.
    pub truths: usize,
    /// Messages called so.
    pub called: usize,
    /// Both.
    pub right: usize,
}

impl ClassFigures {
    /// Right among those called so; none where nothing was.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.called)
    }

    /// Right among those that are; none where none is.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.truths)
    }

    /// Their harmonic mean; 0 where none is right.
    #[allow(clippy::cast_precision_loss)]
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.truths + self.called).max(1) as f64
    }
}

/// All figures of a set of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Answers.
    pub count: usize,
    /// Right ones.
    pub right: usize,
    /// Mean of the classes' F1, each class counting the same.
    pub macro_f1: f64,
    /// Mean distance of stated and true certainty over bins of equal size.
    pub calibration_error: f64,
    /// Mean square of stated certainty minus outcome.
    pub brier: f64,
    /// By class, ascending.
    pub classes: Vec<ClassFigures>,
    /// From least to most certain.
    pub bins: Vec<ReliabilityBin>,
    /// From most certain to all.
    pub curve: Vec<CoveragePoint>,
}

impl Figures {
    /// Reckons all figures; none of nothing.
    #[allow(clippy::cast_precision_loss)]
    pub fn of(judged: &[Judged]) -> Option<Self> {
        if judged.is_empty() {
            return None;
        }
        let n = judged.len() as f64;
        let classes = classes(judged);
        let bins = bins(judged);
        let gap = |b: &ReliabilityBin| b.count as f64 * (b.stated - b.came_true).abs();
        let miss = |j: &Judged| (j.probability - f64::from(u8::from(j.right()))).powi(2);
        Some(Self {
            count: judged.len(),
            right: judged.iter().filter(|j| j.right()).count(),
            macro_f1: classes.iter().map(ClassFigures::f1).sum::<f64>() / classes.len() as f64,
            calibration_error: bins.iter().map(gap).sum::<f64>() / n,
            brier: judged.iter().map(miss).sum::<f64>() / n,
            curve: coverage_curve(judged),
            classes,
            bins,
        })
    }

    /// Right answers as a part of all.
    pub fn accuracy(&self) -> f64 {
        ratio(self.right, self.count).unwrap_or_default()
    }

    /// Its interval at 95 %.
    pub fn interval(&self) -> Option<Interval> {
        Interval::of(self.right, self.count)
    }
}

fn classes(judged: &[Judged]) -> Vec<ClassFigures> {
    let mut counts: BTreeMap<&Label, [usize; 3]> = BTreeMap::new();
    for j in judged {
        counts.entry(&j.truth).or_default()[0] += 1;
        counts.entry(&j.label).or_default()[1] += 1;
        if j.right() {
            counts.entry(&j.truth).or_default()[2] += 1;
        }
    }
    counts
        .into_iter()
        .map(|(label, [truths, called, right])| ClassFigures {
            label: label.clone(),
            truths,
            called,
            right,
        })
        .collect()
}

fn by_certainty(judged: &[Judged]) -> Vec<&Judged> {
    let mut order: Vec<&Judged> = judged.iter().collect();
    order.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    order
}

#[allow(clippy::cast_precision_loss)]
fn bins(judged: &[Judged]) -> Vec<ReliabilityBin> {
    let mut order = by_certainty(judged);
    order.reverse();
    order
        .chunks(judged.len().div_ceil(BINS).max(1))
        .map(|bin| ReliabilityBin {
            count: bin.len(),
            stated: bin.iter().map(|j| j.probability).sum::<f64>() / bin.len() as f64,
            came_true: bin.iter().filter(|j| j.right()).count() as f64 / bin.len() as f64,
        })
        .collect()
}

/// The curve of coverage and accuracy, from the most certain twentieth to all answers.
#[allow(clippy::cast_precision_loss)]
pub fn coverage_curve(judged: &[Judged]) -> Vec<CoveragePoint> {
    let order = by_certainty(judged);
    let mut points: Vec<CoveragePoint> = vec![];
    let (mut kept, mut right) = (0, 0);
    for point in 1..=POINTS {
        let until = order.len() * point / POINTS;
        right += order[kept..until].iter().filter(|j| j.right()).count();
        kept = until;
        if kept > points.last().map_or(0, |p| p.kept) {
            points.push(CoveragePoint {
                coverage: kept as f64 / order.len() as f64,
                threshold: order[kept - 1].probability,
                kept,
                right,
            });
        }
    }
    points
}

/// The least probability from which on answers are right as often as `target`; above one where no
/// such probability exists, so that nothing is sure.
pub(crate) fn threshold_for(judged: &[Judged], target: f64) -> f64 {
    let order = by_certainty(judged);
    let (mut right, mut threshold) = (0usize, 1.01);
    for (at, j) in order.iter().enumerate() {
        right += usize::from(j.right());
        // Answers of equal certainty stand or fall together.
        let last_of_equals = order
            .get(at + 1)
            .is_none_or(|n| n.probability < j.probability);
        let enough = at + 1 >= THRESHOLD_FROM.min(order.len());
        if last_of_equals && enough && ratio(right, at + 1).is_some_and(|share| share >= target) {
            threshold = j.probability;
        }
    }
    threshold
}

#[allow(clippy::cast_precision_loss)]
fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(truth: &str, label: &str, probability: f64) -> Judged {
        Judged {
            truth: Label::read(truth, 0).unwrap().unwrap(),
            label: Label::read(label, 0).unwrap().unwrap(),
            probability,
        }
    }

    #[test]
    fn figures_of_a_small_table_by_hand() {
        let all = [
            judged("a", "a", 0.9),
            judged("a", "b", 0.6),
            judged("b", "b", 0.8),
            judged("b", "b", 0.7),
        ];
        let got = Figures::of(&all).unwrap();
        assert_eq!((got.count, got.right), (4, 3));
        // a: P 1, R 1/2, F1 2/3; b: P 2/3, R 1, F1 4/5.
        assert!((got.macro_f1 - (2.0 / 3.0 + 0.8) / 2.0).abs() < 1e-12);
        assert!((got.brier - (0.01 + 0.36 + 0.04 + 0.09) / 4.0).abs() < 1e-12);
        assert!((got.calibration_error - (0.1 + 0.6 + 0.2 + 0.3) / 4.0).abs() < 1e-12);
        let most = got.curve.iter().find(|p| p.kept == 3).unwrap();
        assert!((most.accuracy() - 1.0).abs() < 1e-12 && (most.threshold - 0.7).abs() < 1e-12);
        assert_eq!(Figures::of(&[]), None);
    }

    #[test]
    fn the_threshold_is_the_least_that_keeps_the_promise() {
        let mut all: Vec<Judged> = (0..30u8)
            .map(|i| judged("a", "a", 0.9 - f64::from(i) / 1000.0))
            .collect();
        all.push(judged("a", "b", 0.5));
        all.push(judged("a", "b", 0.4));
        let got = threshold_for(&all, 0.96);
        assert!((got - 0.5).abs() < 1e-12, "{got}");
        assert!(threshold_for(&all, 0.99) > 0.8);
        let wrong: Vec<Judged> = (0..30).map(|_| judged("a", "b", 0.9)).collect();
        assert!(threshold_for(&wrong, 0.9) > 1.0);
    }
}
