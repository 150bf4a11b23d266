//! Which words decided an answer.

use crate::document::{Document, occurrences};
use crate::head::{Answer, best_of};
use crate::{Message, Model, text};
use std::collections::HashMap;

/// A word and how far it speaks for the answer and against the next best one.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// As in the message, in simplified small letters.
    pub word: String,
    /// Above zero: for the answer. In units of the score that is calibrated.
    pub weight: f64,
}

/// The answer of a level with what decided it.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The answer.
    pub answer: Answer,
    /// The next best label and its probability.
    pub instead: Option<(crate::Label, f64)>,
    /// Words that speak for it, strongest first.
    pub speak_for: Vec<Reason>,
    /// Words that speak for the next best one, strongest first.
    pub against: Vec<Reason>,
}

impl Model {
    /// Explains the first level's answer, see [`Model::explain_at`].
    pub fn explain(&self, message: &Message, top: usize) -> Option<Explanation> {
        self.explain_at(message, 1, top)
    }

    /// Explains the answer of a level (from 1) by at most `top` words for and against it; the next
    /// best one is of the same level, wherever it stands. What words, pairs and runs of characters
    /// weigh is shared among the words that they cover.
    pub fn explain_at(&self, message: &Message, level: usize, top: usize) -> Option<Explanation> {
        let at = level.checked_sub(1)?;
        let words = text::words(message);
        let row = self.vocabulary.row(&Document::of(message));
        let answer = self.predict(message).into_iter().nth(at)?;
        let head = self.heads.get(at)?;
        let chosen = head.classes.binary_search(&answer.label).ok()?;
        let probabilities = head.probabilities(&row);
        let next = best_of(&probabilities, |class| class != chosen);
        let values: HashMap<u32, f64> = row.iter().map(|(c, x)| (*c, f64::from(*x))).collect();
        let all = occurrences(&words);
        let mut totals: HashMap<u64, f64> = HashMap::new();
        for o in &all {
            *totals.entry(o.feature).or_default() += o.weight;
        }
        let mut weights: HashMap<&str, f64> = HashMap::new();
        for o in &all {
            let Some(column) = self.vocabulary.column(o.feature) else {
                continue;
            };
            let lean = head.planes[chosen].weight(column) - head.planes[next].weight(column);
            let value = values.get(&column).copied().unwrap_or_default();
            let share = lean * value * o.weight / totals[&o.feature] / o.covers.len() as f64;
            for word in &words[o.covers.clone()] {
                *weights.entry(word).or_default() += share;
            }
        }
        let mut reasons: Vec<Reason> = weights
            .into_iter()
            .map(|(word, weight)| Reason {
                word: word.to_owned(),
                weight,
            })
            .collect();
        reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.word.cmp(&b.word)));
        let speak_for = reasons.iter().filter(|r| r.weight > 0.0);
        let against = reasons.iter().rev().filter(|r| r.weight < 0.0);
        Some(Explanation {
            instead: Some((head.classes[next].clone(), probabilities[next])),
            speak_for: speak_for.take(top).cloned().collect(),
            against: against.take(top).cloned().collect(),
            answer,
        })
    }
}
