//! A trained model: what it answers.

use crate::document::Document;
use crate::feature::Vocabulary;
use crate::head::{Answer, Head, best_of};
use crate::measure::CoveragePoint;
use crate::{Label, Message};

/// What was learnt. Holds no text of anybody's message: features are numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) vocabulary: Vocabulary,
    /// One a level, first level first.
    pub(crate) heads: Vec<Head>,
    pub(crate) summary: ModelSummary,
}

/// How a model came about.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelSummary {
    /// Messages learnt from.
    pub messages: u64,
    /// The seed.
    pub seed: u64,
    /// The accuracy that the threshold was chosen for.
    pub target_accuracy: f64,
    /// Coverage and accuracy of the first level on parts that were held back.
    pub curve: Vec<CoveragePoint>,
}

impl Model {
    /// One answer a level, each within the one above; never more probable than the one above.
    pub fn predict(&self, message: &Message) -> Vec<Answer> {
        self.judge(&Document::of(message))
    }

    pub(crate) fn judge(&self, document: &Document) -> Vec<Answer> {
        let row = self.vocabulary.row(document);
        let mut answers: Vec<Answer> = vec![];
        for head in &self.heads {
            let above = answers.last();
            let within = |class: usize| above.is_none_or(|a| head.classes[class].within(&a.label));
            if !(0..head.classes.len()).any(within) {
                break;
            }
            let probabilities = head.probabilities(&row);
            let best = best_of(&probabilities, within);
            let probability = above.map_or(probabilities[best], |a| {
                probabilities[best].min(a.probability)
            });
            answers.push(Answer {
                label: head.classes[best].clone(),
                probability,
                sure: probability >= head.threshold && above.is_none_or(|a| a.sure),
            });
        }
        answers
    }

    /// How many levels its labels have.
    pub fn levels(&self) -> usize {
        self.heads.len()
    }

    /// The labels of a level (from 1), ascending.
    pub fn classes(&self, level: usize) -> &[Label] {
        level
            .checked_sub(1)
            .and_then(|at| self.heads.get(at))
            .map_or(&[], |head| &head.classes)
    }

    /// The probability from which on answers of a level (from 1) are sure.
    pub fn threshold(&self, level: usize) -> Option<f64> {
        Some(self.heads.get(level.checked_sub(1)?)?.threshold)
    }

    /// The same in thousandths; above a thousand where nothing is sure.
    pub fn threshold_per_mille(&self, level: usize) -> Option<u32> {
        self.threshold(level).map(crate::head::per_mille)
    }

    /// Features known.
    pub fn features(&self) -> usize {
        self.vocabulary.len()
    }

    /// How it came about.
    pub fn summary(&self) -> &ModelSummary {
        &self.summary
    }
}
