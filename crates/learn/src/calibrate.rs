//! From distances to probabilities: one steepness for all classes and a shift for each, fitted on
//! messages that the planes had not seen. Steepness above zero keeps the order of a class's scores.

/// How strongly steepness and shifts are held near 1 and 0 where there is little to learn from.
const HOLD: f64 = 1.0;
/// Steps of the fit at most.
const STEPS_MAX: usize = 60;

/// Probabilities from scores.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Calibration {
    /// Above zero.
    pub steepness: f64,
    /// One a class.
    pub shifts: Vec<f64>,
}

impl Calibration {
    /// Probabilities of all classes; they sum to one.
    pub(crate) fn probabilities(&self, scores: &[f64]) -> Vec<f64> {
        let raised: Vec<f64> = scores
            .iter()
            .zip(&self.shifts)
            .map(|(score, shift)| self.steepness * score + shift)
            .collect();
        let top = raised.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let powers: Vec<f64> = raised.iter().map(|r| (r - top).exp()).collect();
        let sum: f64 = powers.iter().sum();
        powers.into_iter().map(|p| p / sum).collect()
    }

    /// Fits by descent along the slope of the mean log loss, halving steps that do not help.
    #[allow(clippy::cast_precision_loss)]
    pub(crate) fn fit(scores: &[Vec<f64>], classes: &[usize], kinds: usize) -> Self {
        let mut now = Self {
            steepness: 3.0,
            shifts: vec![0.0; kinds],
        };
        let mut loss = now.loss(scores, classes);
        let mut step = 1.0;
        for _ in 0..STEPS_MAX {
            let (steep, shifts) = now.slope(scores, classes);
            let mut moved = false;
            for _ in 0..20 {
                let next = Self {
                    steepness: (now.steepness - step * 8.0 * steep).clamp(0.05, 50.0),
                    shifts: now
                        .shifts
                        .iter()
                        .zip(&shifts)
                        .map(|(b, s)| b - step * 4.0 * s)
                        .collect(),
                };
                let trial = next.loss(scores, classes);
                if trial < loss {
                    moved = loss - trial > 1e-9;
                    (now, loss) = (next, trial);
                    step *= 1.5;
                    break;
                }
                step *= 0.5;
            }
            if !moved {
                break;
            }
        }
        now
    }

    #[allow(clippy::cast_precision_loss)]
    fn loss(&self, scores: &[Vec<f64>], classes: &[usize]) -> f64 {
        let n = scores.len().max(1) as f64;
        let missed: f64 = scores
            .iter()
            .zip(classes)
            .map(|(score, class)| -self.probabilities(score)[*class].max(1e-12).ln())
            .sum();
        let held: f64 =
            self.shifts.iter().map(|b| b * b).sum::<f64>() + (self.steepness.ln() - 1.0).powi(2);
        (missed + HOLD * held) / n
    }

    #[allow(clippy::cast_precision_loss)]
    fn slope(&self, scores: &[Vec<f64>], classes: &[usize]) -> (f64, Vec<f64>) {
        let n = scores.len().max(1) as f64;
        let mut steep = HOLD * 2.0 * (self.steepness.ln() - 1.0) / self.steepness;
        let mut shifts: Vec<f64> = self.shifts.iter().map(|b| HOLD * 2.0 * b).collect();
        for (score, class) in scores.iter().zip(classes) {
            for (kind, p) in self.probabilities(score).into_iter().enumerate() {
                let over = p - f64::from(u8::from(kind == *class));
                steep += over * score[kind];
                shifts[kind] += over;
            }
        }
        (steep / n, shifts.into_iter().map(|s| s / n).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stated_certainty_is_what_comes_true() {
        // The sign is right in 8 of 10, at whatever distance it is stated.
        let scores: Vec<Vec<f64>> = (0..400).map(|_| vec![3.0, -3.0]).collect();
        let classes: Vec<usize> = (0..400).map(|i| usize::from(i % 10 >= 8)).collect();
        let fitted = Calibration::fit(&scores, &classes, 2);
        let p = fitted.probabilities(&[3.0, -3.0])[0];
        assert!((p - 0.8).abs() < 0.02, "{p}");
    }

    proptest! {
        #[test]
        fn a_higher_score_is_never_less_probable(
            steepness in 0.05f64..20.0, shift in -3.0f64..3.0,
            scores in prop::collection::vec(-4.0f64..4.0, 3), more in 0.0f64..3.0
        ) {
            let calibration = Calibration { steepness, shifts: vec![shift, 0.0, -shift] };
            let before = calibration.probabilities(&scores);
            let mut raised = scores.clone();
            raised[0] += more;
            let after = calibration.probabilities(&raised);
            prop_assert!(after[0] >= before[0] - 1e-12);
            prop_assert!((after.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        }
    }
}
