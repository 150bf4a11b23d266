//! Measuring on messages that were not learnt from.

use crate::measure::{Figures, Judged};
use crate::model::Model;
use crate::split::parts;
use crate::train::Corpus;
use crate::{Label, LearnError, Message, Progress, Split, Stage, TrainOptions};

/// What a cross-validation found. Each part is judged by a model that chose its vocabulary, planes,
/// calibration and threshold from the other parts alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// All messages, at the level asked for.
    pub all: Figures,
    /// Those that came as raw text.
    pub raw: Option<Figures>,
    /// Those that came as words.
    pub tokenised: Option<Figures>,
    /// Those that were above their model's threshold.
    pub sure: Option<Figures>,
    /// Messages that are near copies of an earlier one.
    pub copies: usize,
}

/// Cross-validates at a level (from 1): `folds` parts, 2 to 20.
///
/// # Errors
/// As [`crate::train`].
pub fn cross_validate(
    messages: &[Message],
    options: &TrainOptions,
    (folds, split, level): (usize, Split, usize),
    tell: &dyn Fn(Progress),
) -> Result<Validation, LearnError> {
    options.check()?;
    if !(2..=20).contains(&folds) {
        return Err(LearnError::Option {
            name: "folds",
            low: "2",
            high: "20",
        });
    }
    let corpus = Corpus::of(messages, tell);
    let part_of = parts_of(&corpus, folds, split, options.seed);
    let mut judged: Vec<(Judged, bool, bool)> = vec![];
    let validated = |done: usize| {
        tell(Progress {
            stage: Stage::Validate,
            done: done as u64,
            total: folds as u64,
        });
    };
    validated(0);
    for part in 0..folds {
        let learnt: Vec<usize> = (0..part_of.len()).filter(|i| part_of[*i] != part).collect();
        let model = corpus.train(&learnt, options, &|_| {})?;
        for held in (0..part_of.len()).filter(|i| part_of[*i] == part) {
            let answers = model.judge(&corpus.documents[held]);
            if let Some((judged_one, sure)) = judge(&answers, &corpus.labels[held], level) {
                judged.push((judged_one, corpus.tokenised[held], sure));
            }
        }
        validated(part + 1);
    }
    let pick = |wanted: &dyn Fn(bool, bool) -> bool| {
        let chosen: Vec<Judged> = judged
            .iter()
            .filter(|(_, tokenised, sure)| wanted(*tokenised, *sure))
            .map(|(j, _, _)| j.clone())
            .collect();
        Figures::of(&chosen)
    };
    let all = pick(&|_, _| true).ok_or(LearnError::TooFew { found: 0, least: 1 })?;
    let copies = corpus.groups.iter().enumerate().filter(|(at, g)| at != *g);
    Ok(Validation {
        all,
        raw: pick(&|tokenised, _| !tokenised),
        tokenised: pick(&|tokenised, _| tokenised),
        sure: pick(&|_, sure| sure),
        copies: copies.count(),
    })
}

/// Measures a model on labelled messages at a level (from 1); the caller answers for these being
/// unseen. Also the figures of those above the threshold.
pub fn evaluate(
    model: &Model,
    messages: &[Message],
    level: usize,
) -> (Option<Figures>, Option<Figures>) {
    let mut all = vec![];
    let mut sure = vec![];
    for message in messages {
        let Some(label) = &message.label else {
            continue;
        };
        if let Some((judged, is_sure)) = judge(&model.predict(message), label, level) {
            if is_sure {
                sure.push(judged.clone());
            }
            all.push(judged);
        }
    }
    (Figures::of(&all), Figures::of(&sure))
}

fn judge(answers: &[crate::Answer], truth: &Label, level: usize) -> Option<(Judged, bool)> {
    let answer = answers.get(level.checked_sub(1)?)?;
    let judged = Judged {
        truth: truth.prefix(level)?,
        label: answer.label.clone(),
        probability: answer.probability,
    };
    Some((judged, answer.sure))
}

fn parts_of(corpus: &Corpus, folds: usize, split: Split, seed: u64) -> Vec<usize> {
    let mut names: Vec<&Label> = corpus.labels.iter().collect();
    names.sort();
    names.dedup();
    let class_of: Vec<usize> = corpus
        .labels
        .iter()
        .map(|label| names.binary_search(&label).unwrap_or_default())
        .collect();
    let each: Vec<usize> = (0..corpus.labels.len()).collect();
    let groups = match split {
        Split::CopiesTogether => &corpus.groups,
        Split::Each => &each,
    };
    // Another seed than the calibration's, which divides anew within.
    parts(groups, &class_of, folds, seed ^ 0x5eed)
}
