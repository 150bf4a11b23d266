//! What a message says, as numbers of features with weights; and where each feature stands.

use crate::{Message, text};
use std::ops::Range;

/// Words looked at; what comes later adds nothing to what a message is about.
const WORDS_MAX: usize = 1_500;
/// Title and first sentence say most: the first word counts this much more than a late one.
const LEAD: f64 = 2.0;
/// After so many words the extra weight has fallen to a third.
const LEAD_WORDS: f64 = 12.0;
/// Lengths of the runs of characters that are features.
const RUNS: [usize; 4] = [1, 2, 3, 4];

/// A family of features; each is brought to length one before they are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Words, and pairs of neighbouring words.
    Words,
    /// Runs of characters, also across words.
    Runs,
}

impl Family {
    /// All, in the order of their bit in a feature's number.
    pub(crate) const ALL: [Self; 2] = [Self::Words, Self::Runs];

    /// The family of a feature, kept in the lowest bit of its number.
    pub(crate) fn of(feature: u64) -> Self {
        Self::ALL[(feature & 1) as usize]
    }
}

/// One message as the learner sees it.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Features by number, ascending, with damped weights.
    pub features: Vec<(u64, f32)>,
    /// Words of two or more characters by number, ascending: tells near copies.
    pub words: Vec<u64>,
}

/// A feature at a place: its number, the words it covers, and its weight there.
pub(crate) struct Occurrence {
    pub feature: u64,
    pub covers: Range<usize>,
    pub weight: f64,
}

impl Document {
    /// Cuts a message into features.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn of(message: &Message) -> Self {
        let words = text::words(message);
        let mut found: Vec<(u64, f64)> = occurrences(&words)
            .into_iter()
            .map(|o| (o.feature, o.weight))
            .collect();
        found.sort_unstable_by_key(|(feature, _)| *feature);
        found.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let features = found
            .into_iter()
            .map(|(feature, weight)| (feature, damped(weight) as f32))
            .collect();
        let mut long: Vec<u64> = words
            .iter()
            .filter(|w| w.chars().count() > 1)
            .map(|w| number(b'w', &[w], Family::Words))
            .collect();
        long.sort_unstable();
        long.dedup();
        Self {
            features,
            words: long,
        }
    }
}

/// Ten times the same word is not ten times the evidence.
pub(crate) fn damped(weight: f64) -> f64 {
    1.0 + weight.max(1.0).ln()
}

/// Every feature of a text at each place where it stands.
pub(crate) fn occurrences(words: &[String]) -> Vec<Occurrence> {
    let words = &words[..words.len().min(WORDS_MAX)];
    let mut found = Vec::with_capacity(words.len() * 8);
    for (at, word) in words.iter().enumerate() {
        let weight = lead(at);
        found.push(Occurrence {
            feature: number(b'w', &[word], Family::Words),
            covers: at..at + 1,
            weight,
        });
        if let Some(next) = words.get(at + 1) {
            found.push(Occurrence {
                feature: number(b'p', &[word, next], Family::Words),
                covers: at..at + 2,
                weight,
            });
        }
    }
    runs(words, &mut found);
    found
}

fn runs(words: &[String], found: &mut Vec<Occurrence>) {
    let letters: Vec<(char, usize)> = words
        .iter()
        .enumerate()
        .flat_map(|(at, word)| word.chars().map(move |c| (c, at)))
        .collect();
    for length in RUNS {
        for run in letters.windows(length) {
            let text: String = run.iter().map(|(c, _)| c).collect();
            let (first, last) = (run[0].1, run[length - 1].1);
            found.push(Occurrence {
                feature: number(b'r', &[&text], Family::Runs),
                covers: first..last + 1,
                weight: lead(first),
            });
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn lead(at: usize) -> f64 {
    1.0 + LEAD * (-(at as f64) / LEAD_WORDS).exp()
}

/// The number of a feature: FNV-1a over its kind and text, mixed, the family in the lowest bit. A model
/// therefore holds no words of anybody's message.
fn number(kind: u8, parts: &[&str], family: Family) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    };
    eat(kind);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^= hash >> 32;
    (hash & !1) | u64::from(family == Family::Runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_they_are_in_model_files() {
        assert_eq!(number(b'w', &["路灯"], Family::Words) & 1, 0);
        assert_eq!(number(b'r', &["路灯"], Family::Runs) & 1, 1);
        assert_ne!(
            number(b'p', &["路", "灯"], Family::Words),
            number(b'p', &["路灯", ""], Family::Words)
        );
    }

    #[test]
    fn the_beginning_counts_more_and_pairs_cover_two_words() {
        let words: Vec<String> = ["路灯", "损坏", "维修"].map(String::from).to_vec();
        let all = occurrences(&words);
        assert!(all[0].weight > all[2].weight);
        assert!(all.iter().any(|o| o.covers == (0..2)));
        assert!(all.iter().all(|o| o.covers.end <= 3));
    }
}
