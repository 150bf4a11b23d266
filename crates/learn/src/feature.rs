//! Which features a model knows, and a document as a row of them.

use crate::document::{Document, Family};
use std::collections::HashMap;

/// In so many messages a word or pair must stand before it is learnt from.
const LEAST_WORDS: u32 = 2;
/// The same for runs of characters of the whole text, of which there are many.
const LEAST_RUNS: u32 = 3;
/// Most features of a model; the rarest beyond are left out.
pub(crate) const FEATURES_MAX: usize = 1_000_000;
/// What the runs count beside the words, once each family has length one.
pub(crate) const RUNS_SHARE: f64 = 1.0;
/// The same of the first words, each of their two families.
const OPENING_SHARE: f64 = 0.7;

/// The features by number, ascending, each with how telling its rarity makes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vocabulary {
    numbers: Vec<u64>,
    rarity: Vec<f32>,
    /// What the runs count beside the words.
    runs_share: f64,
    index: HashMap<u64, u32>,
}

/// A document in the columns of a vocabulary: column and value, column ascending.
pub(crate) type Row = Vec<(u32, f32)>;

impl Vocabulary {
    /// Counts in how many documents each feature stands; keeps at most so many.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
    pub(crate) fn of(documents: &[&Document], most: usize) -> Self {
        let mut counts: HashMap<u64, (u32, Family)> = HashMap::new();
        for document in documents {
            for feature in &document.features {
                let count = counts.entry(feature.number);
                count.or_insert((0, feature.family)).0 += 1;
            }
        }
        // A handful of messages holds nothing twice; then everything counts.
        let few = documents.len() < 100;
        let least = |family| match family {
            _ if few => 1,
            Family::Runs => LEAST_RUNS,
            Family::Words | Family::Heading | Family::Opening => LEAST_WORDS,
        };
        let mut kept: Vec<(u64, u32)> = counts
            .into_iter()
            .filter(|(_, (count, family))| *count >= least(*family))
            .map(|(feature, (count, _))| (feature, count))
            .collect();
        kept.sort_unstable_by_key(|(feature, count)| (std::cmp::Reverse(*count), *feature));
        kept.truncate(FEATURES_MAX.min(most));
        kept.sort_unstable();
        let all = documents.len() as f64;
        let rarity = kept
            .iter()
            .map(|(_, count)| (((1.0 + all) / (1.0 + f64::from(*count))).ln() + 1.0) as f32)
            .collect();
        Self::from_parts(
            kept.into_iter().map(|(feature, _)| feature).collect(),
            rarity,
            RUNS_SHARE,
        )
    }

    /// From a model file: numbers ascending, one rarity each, and what the runs count.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn from_parts(numbers: Vec<u64>, rarity: Vec<f32>, runs_share: f64) -> Self {
        let index = numbers.iter().zip(0u32..).map(|(n, at)| (*n, at)).collect();
        Self {
            numbers,
            rarity,
            runs_share,
            index,
        }
    }

    pub(crate) fn numbers(&self) -> &[u64] {
        &self.numbers
    }

    pub(crate) fn rarity(&self) -> &[f32] {
        &self.rarity
    }

    pub(crate) fn runs_share(&self) -> f64 {
        self.runs_share
    }

    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    pub(crate) fn column(&self, feature: u64) -> Option<u32> {
        self.index.get(&feature).copied()
    }

    /// A document's features that are known, each family brought to its share of length.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn row(&self, document: &Document) -> Row {
        let mut squares = [0.0f64; Family::COUNT];
        let mut row: Vec<(u32, f64, usize)> = Vec::with_capacity(document.features.len());
        for feature in &document.features {
            let Some(column) = self.column(feature.number) else {
                continue;
            };
            let family = feature.family as usize;
            let value = f64::from(feature.weight) * f64::from(self.rarity[column as usize]);
            squares[family] += value * value;
            row.push((column, value, family));
        }
        let shares = [1.0, self.runs_share, OPENING_SHARE, OPENING_SHARE];
        let scale: Vec<f64> = squares
            .iter()
            .zip(shares)
            .map(|(square, share)| {
                if *square > 0.0 {
                    share / square.sqrt()
                } else {
                    0.0
                }
            })
            .collect();
        row.into_iter()
            .map(|(column, value, family)| (column, (value * scale[family]) as f32))
            .collect()
    }
}
