//! The answers of one level: a plane for each class, calibrated together.

use crate::calibrate::Calibration;
use crate::feature::Row;
use crate::measure::{Judged, threshold_for};
use crate::solve::{plane, score};
use crate::split::parts;
use crate::{Label, TrainOptions};

/// Levels with more classes than this are calibrated on two parts instead of five.
const MANY_CLASSES: usize = 40;
/// Largest whole number of a weight in a model.
const STEPS: f64 = 32_767.0;

/// A label, how probable it is, and whether that is enough to act on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The label, down to the level asked for.
    pub label: Label,
    /// Between 0 and 1, calibrated.
    pub probability: f64,
    /// Whether the probability reaches the model's threshold; else a person decides.
    pub sure: bool,
}

impl Answer {
    /// The probability in thousandths, rounded down, so that it never seems higher than it is.
    pub fn per_mille(&self) -> u32 {
        per_mille(self.probability)
    }
}

/// A part between 0 and 1 in thousandths, rounded down; what is above one stays above a thousand.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn per_mille(part: f64) -> u32 {
    (part.clamp(0.0, 1.01) * 1000.0 + 1e-9).floor() as u32
}

/// The planes and probabilities of one level.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    /// Ascending.
    pub classes: Vec<Label>,
    pub planes: Vec<Plane>,
    pub calibration: Calibration,
    /// From here on answers are sure.
    pub threshold: f64,
}

/// A plane with its weights in whole steps, so that a model file is small and exact.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Plane {
    pub step: f32,
    pub offset: f32,
    pub weights: Vec<i16>,
}

impl Plane {
    #[allow(clippy::cast_possible_truncation)]
    fn of(mut weights: Vec<f64>) -> Self {
        let offset = weights.pop().unwrap_or_default();
        let largest = weights.iter().fold(0.0f64, |m, w| m.max(w.abs()));
        let step = if largest > 0.0 { largest / STEPS } else { 1.0 };
        Self {
            step: step as f32,
            offset: offset as f32,
            weights: weights.iter().map(|w| (w / step).round() as i16).collect(),
        }
    }

    /// The weight of a column.
    pub(crate) fn weight(&self, column: u32) -> f64 {
        f64::from(self.weights[column as usize]) * f64::from(self.step)
    }

    fn score(&self, row: &Row) -> f64 {
        let sum: f64 = row
            .iter()
            .map(|(column, x)| f64::from(self.weights[*column as usize]) * f64::from(*x))
            .sum();
        f64::from(self.offset) + sum * f64::from(self.step)
    }
}

/// What a level is fitted on.
pub(crate) struct Material<'a> {
    pub rows: &'a [&'a Row],
    pub labels: &'a [Label],
    pub groups: &'a [usize],
    /// Columns of the vocabulary.
    pub width: usize,
}

impl Head {
    /// Fits the planes, and their calibration on parts that were held back; returns also how
    /// those parts were judged, in the order of the rows. `fitted` is called after each plane.
    pub(crate) fn fit(
        material: &Material<'_>,
        options: &TrainOptions,
        fitted: &dyn Fn(),
    ) -> (Self, Vec<Judged>) {
        let mut classes: Vec<Label> = material.labels.to_vec();
        classes.sort();
        classes.dedup();
        let class_of: Vec<usize> = material
            .labels
            .iter()
            .map(|label| classes.binary_search(label).unwrap_or_default())
            .collect();
        let folds = Self::folds(classes.len(), options);
        let part_of = parts(material.groups, &class_of, folds, options.seed);
        let mut scores = vec![vec![0.0; classes.len()]; material.rows.len()];
        for part in 0..folds {
            let learnt: Vec<usize> = (0..part_of.len()).filter(|i| part_of[*i] != part).collect();
            let rows: Vec<&Row> = learnt.iter().map(|i| material.rows[*i]).collect();
            for (class, _) in classes.iter().enumerate() {
                let positive: Vec<bool> = learnt.iter().map(|i| class_of[*i] == class).collect();
                let weights = plane(&rows, &positive, material.width, options.cost, options.seed);
                for held in (0..part_of.len()).filter(|i| part_of[*i] == part) {
                    scores[held][class] = score(&weights, material.rows[held]);
                }
                fitted();
            }
        }
        let calibration = Calibration::fit(&scores, &class_of, classes.len());
        let judged: Vec<Judged> = scores
            .iter()
            .zip(material.labels)
            .map(|(scores, truth)| {
                let probabilities = calibration.probabilities(scores);
                let best = best_of(&probabilities, |_| true);
                Judged {
                    truth: truth.clone(),
                    label: classes[best].clone(),
                    probability: probabilities[best],
                }
            })
            .collect();
        let planes = (0..classes.len())
            .map(|class| {
                let positive: Vec<bool> = class_of.iter().map(|c| *c == class).collect();
                let weights = plane(
                    material.rows,
                    &positive,
                    material.width,
                    options.cost,
                    options.seed,
                );
                fitted();
                Plane::of(weights)
            })
            .collect();
        let threshold = threshold_for(&judged, options.target_accuracy);
        let head = Self {
            classes,
            planes,
            calibration,
            threshold,
        };
        (head, judged)
    }

    /// How many parts are held back in turn.
    pub(crate) fn folds(classes: usize, options: &TrainOptions) -> usize {
        if classes > MANY_CLASSES {
            2
        } else {
            options.folds
        }
    }

    /// Probabilities of all classes.
    pub(crate) fn probabilities(&self, row: &Row) -> Vec<f64> {
        let scores: Vec<f64> = self.planes.iter().map(|plane| plane.score(row)).collect();
        self.calibration.probabilities(&scores)
    }
}

/// The most probable class among those allowed; the first one of equals.
pub(crate) fn best_of(probabilities: &[f64], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, p) in probabilities.iter().enumerate() {
        if allowed(class) && best.is_none_or(|b: usize| *p > probabilities[b]) {
            best = Some(class);
        }
    }
    best.unwrap_or_default()
}
