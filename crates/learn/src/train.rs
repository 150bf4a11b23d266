//! Making a model from labelled messages.

use crate::document::Document;
use crate::feature::{Row, Vocabulary};
use crate::group::groups;
use crate::head::{Head, Material};
use crate::measure::{Judged, coverage_curve};
use crate::model::{Model, ModelSummary};
use crate::{LEVELS_MAX, Label, LearnError, Message, Progress, Stage};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Labelled messages needed to learn anything.
pub(crate) const MESSAGES_MIN: usize = 10;
/// Most classes of one level.
pub(crate) const CLASSES_MAX: usize = 1_000;

/// Most weights of a model.
pub(crate) const WEIGHTS_MAX: usize = 40_000_000;

/// What steers a training. The defaults are ordinary for such models, not fitted to any data.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainOptions {
    /// Equal seed and messages give an equal model.
    pub seed: u64,
    /// What a message on the wrong side costs, 0.01 to 100.
    pub cost: f64,
    /// Parts held back in turn for the calibration, 2 to 20.
    pub folds: usize,
    /// The accuracy that answers above the threshold shall have, 0.5 to 0.9999.
    pub target_accuracy: f64,
    /// Most weights of the model (two bytes each), features times classes of all levels; the rarest
    /// features beyond are left out. 1,000 to 40,000,000.
    pub weights_max: usize,
}

impl Default for TrainOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            cost: 1.0,
            folds: 5,
            target_accuracy: 0.97,
            weights_max: WEIGHTS_MAX,
        }
    }
}

impl TrainOptions {
    pub(crate) fn check(&self) -> Result<(), LearnError> {
        let wrong = |name, low, high| Err(LearnError::Option { name, low, high });
        match () {
            () if !(0.01..=100.0).contains(&self.cost) => wrong("cost", "0.01", "100"),
            () if !(2..=20).contains(&self.folds) => wrong("folds", "2", "20"),
            () if !(0.5..=0.9999).contains(&self.target_accuracy) => {
                wrong("target-accuracy", "0.5", "0.9999")
            }
            () if !(1_000..=WEIGHTS_MAX).contains(&self.weights_max) => {
                wrong("weights-max", "1000", "40000000")
            }
            () => Ok(()),
        }
    }
}

/// Trains a model on all messages that have a label and text.
///
/// # Errors
/// Too few messages or classes, or options out of range.
pub fn train(
    messages: &[Message],
    options: &TrainOptions,
    tell: &dyn Fn(Progress),
) -> Result<Model, LearnError> {
    options.check()?;
    let corpus = Corpus::of(messages, tell);
    let all: Vec<usize> = (0..corpus.documents.len()).collect();
    corpus.train(&all, options, tell)
}

/// Which messages are near copies of each other: copies have the same number, that of the first.
pub fn copies(messages: &[Message]) -> Vec<usize> {
    let documents: Vec<Document> = messages.iter().map(Document::of).collect();
    groups(&documents)
}

/// Labelled messages cut into features, with near copies found.
pub(crate) struct Corpus {
    pub documents: Vec<Document>,
    pub labels: Vec<Label>,
    pub groups: Vec<usize>,
    /// Whether each message came as words.
    pub tokenised: Vec<bool>,
}

impl Corpus {
    pub(crate) fn of(messages: &[Message], tell: &dyn Fn(Progress)) -> Self {
        let total = messages.len() as u64;
        let mut corpus = Self {
            documents: vec![],
            labels: vec![],
            groups: vec![],
            tokenised: vec![],
        };
        for (message, done) in messages.iter().zip(1..) {
            if let Some(label) = &message.label {
                corpus.documents.push(Document::of(message));
                corpus.labels.push(label.clone());
                corpus.tokenised.push(message.tokenised);
            }
            tell(Progress {
                stage: Stage::Segment,
                done,
                total,
            });
        }
        corpus.groups = groups(&corpus.documents);
        corpus
    }

    /// Trains on some of the messages.
    pub(crate) fn train(
        &self,
        chosen: &[usize],
        options: &TrainOptions,
        tell: &dyn Fn(Progress),
    ) -> Result<Model, LearnError> {
        if chosen.len() < MESSAGES_MIN {
            return Err(LearnError::TooFew {
                found: chosen.len(),
                least: MESSAGES_MIN,
            });
        }
        let levels = self.levels(chosen)?;
        let planes: usize = levels.iter().map(|(_, kinds)| kinds).sum();
        let documents: Vec<&Document> = chosen.iter().map(|i| &self.documents[*i]).collect();
        let most = options.weights_max / planes.max(1);
        let vocabulary = Vocabulary::of(&documents, most);
        let rows: Vec<Row> = documents.iter().map(|d| vocabulary.row(d)).collect();
        let fits = |kinds: usize| kinds * (Head::folds(kinds, options) + 1);
        let total: usize = levels.iter().map(|(_, kinds)| fits(*kinds)).sum();
        let done = Cell::new(0u64);
        let fitted = || {
            done.set(done.get() + 1);
            tell(Progress {
                stage: Stage::Fit,
                done: done.get(),
                total: total as u64,
            });
        };
        let mut heads = vec![];
        let mut first: Vec<Judged> = vec![];
        for (depth, _) in &levels {
            let deep: Vec<(usize, Label)> = chosen
                .iter()
                .enumerate()
                .filter_map(|(at, i)| Some((at, self.labels[*i].prefix(*depth)?)))
                .collect();
            let refs: Vec<&Row> = deep.iter().map(|(at, _)| &rows[*at]).collect();
            let labels: Vec<Label> = deep.iter().map(|(_, label)| label.clone()).collect();
            let groups: Vec<usize> = deep
                .iter()
                .map(|(at, _)| self.groups[chosen[*at]])
                .collect();
            let material = Material {
                rows: &refs,
                labels: &labels,
                groups: &groups,
                width: vocabulary.len(),
            };
            let (head, judged) = Head::fit(&material, options, &fitted);
            heads.push(head);
            if *depth == 1 {
                first = judged;
            }
        }
        let summary = ModelSummary {
            messages: chosen.len() as u64,
            seed: options.seed,
            target_accuracy: options.target_accuracy,
            curve: coverage_curve(&first),
        };
        Ok(Model {
            vocabulary,
            heads,
            summary,
        })
    }

    /// The levels with something to tell apart, and their numbers of classes.
    fn levels(&self, chosen: &[usize]) -> Result<Vec<(usize, usize)>, LearnError> {
        let mut levels = vec![];
        for depth in 1..=LEVELS_MAX {
            let kinds: BTreeSet<Label> = chosen
                .iter()
                .filter_map(|i| self.labels[*i].prefix(depth))
                .collect();
            let found = kinds.len();
            if depth == 1 && found < 2 || found > CLASSES_MAX {
                return Err(LearnError::Classes {
                    found,
                    max: CLASSES_MAX,
                });
            }
            if found < 2 {
                break;
            }
            levels.push((depth, found));
        }
        Ok(levels)
    }
}
