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
/// So many words are about a title; how they begin says what a message is about, apart from all else.
const HEADING_WORDS: usize = 8;
/// So many words are about a title and a first sentence or two.
const OPENING_WORDS: usize = 30;
/// Lengths of the runs of characters in these two.
const OPENING_RUNS: [usize; 3] = [1, 2, 3];

/// A family of features; each is brought to length one before they are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Words, and pairs of neighbouring words.
    Words,
    /// Runs of characters, also across words.
    Runs,
    /// Words, pairs and runs of the first few words, each word counting alike.
    Heading,
    /// The same of some more.
    Opening,
}

impl Family {
    /// How many there are.
    pub(crate) const COUNT: usize = 4;
}

/// A feature of a message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feature {
    pub number: u64,
    pub family: Family,
    /// Damped.
    pub weight: f32,
}

/// One message as the learner sees it.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Features by number, ascending.
    pub features: Vec<Feature>,
    /// Words of two or more characters by number, ascending: tells near copies.
    pub words: Vec<u64>,
}

/// A feature at a place: its number, the words it covers, and its weight there.
pub(crate) struct Occurrence {
    pub feature: u64,
    pub family: Family,
    pub covers: Range<usize>,
    pub weight: f64,
}

impl Document {
    /// Cuts a message into features.
    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn of(message: &Message) -> Self {
        let words = text::words(message);
        let mut found = occurrences(&words);
        found.sort_by_key(|o| o.feature);
        let features = found
            .chunk_by(|a, b| a.feature == b.feature)
            .map(|same| Feature {
                number: same[0].feature,
                family: same[0].family,
                weight: damped(same.iter().map(|o| o.weight).sum()) as f32,
            })
            .collect();
        let mut long: Vec<u64> = words
            .iter()
            .filter(|w| w.chars().count() > 1)
            .map(|w| number(b'w', &[w]))
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
    let mut found = Vec::with_capacity(words.len() * 10);
    cut(words, Family::Words, [b'w', b'p', 0], &[], &mut found);
    cut(words, Family::Runs, [0, 0, b'r'], &RUNS, &mut found);
    let start = |most: usize| &words[..words.len().min(most)];
    let kinds = [b'h', b'i', b'j'];
    let heading = start(HEADING_WORDS);
    cut(heading, Family::Heading, kinds, &OPENING_RUNS, &mut found);
    let kinds = [b'o', b'q', b's'];
    let opening = start(OPENING_WORDS);
    cut(opening, Family::Opening, kinds, &OPENING_RUNS, &mut found);
    found
}

/// Words, pairs of neighbouring words and runs of characters of one family; `kinds` tells their
/// numbers from those of others, and 0 leaves one out.
fn cut(
    words: &[String],
    family: Family,
    [word_kind, pair_kind, run_kind]: [u8; 3],
    lengths: &[usize],
    found: &mut Vec<Occurrence>,
) {
    let weight = |at| match family {
        Family::Words | Family::Runs => lead(at),
        Family::Heading | Family::Opening => 1.0,
    };
    let mut note = |kind, parts: &[&str], covers: Range<usize>| {
        if kind != 0 {
            found.push(Occurrence {
                feature: number(kind, parts),
                family,
                weight: weight(covers.start),
                covers,
            });
        }
    };
    for (at, word) in words.iter().enumerate() {
        note(word_kind, &[word], at..at + 1);
        if let Some(next) = words.get(at + 1) {
            note(pair_kind, &[word, next], at..at + 2);
        }
    }
    let letters: Vec<(char, usize)> = words
        .iter()
        .enumerate()
        .flat_map(|(at, word)| word.chars().map(move |c| (c, at)))
        .collect();
    for length in lengths {
        for run in letters.windows(*length) {
            let text: String = run.iter().map(|(c, _)| c).collect();
            note(run_kind, &[&text], run[0].1..run[length - 1].1 + 1);
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn lead(at: usize) -> f64 {
    1.0 + LEAD * (-(at as f64) / LEAD_WORDS).exp()
}

/// The number of a feature: FNV-1a over its kind and text, mixed. The lowest bit tells runs of the whole
/// text, as it does in files of earlier models. A model therefore holds no words of anybody's message.
fn number(kind: u8, parts: &[&str]) -> u64 {
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
    (hash & !1) | u64::from(kind == b'r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_they_are_in_model_files() {
        assert_eq!(number(b'w', &["路灯"]) & 1, 0);
        assert_eq!(number(b'r', &["路灯"]) & 1, 1);
        assert_ne!(number(b'p', &["路", "灯"]), number(b'p', &["路灯", ""]));
    }

    #[test]
    fn the_beginning_counts_more_and_pairs_cover_two_words() {
        let words: Vec<String> = ["路灯", "损坏", "维修"].map(String::from).to_vec();
        let all = occurrences(&words);
        let of = |at: usize| {
            let word = all
                .iter()
                .find(|o| o.family == Family::Words && o.covers == (at..at + 1));
            word.unwrap().weight
        };
        assert!(of(0) > of(2));
        assert!(all.iter().any(|o| o.covers == (0..2)));
        assert!(all.iter().all(|o| o.covers.end <= 3));
    }

    #[test]
    fn the_first_words_are_also_features_by_themselves() {
        let words: Vec<String> = (0..40).map(|n| format!("词{n:02}")).collect();
        let all = occurrences(&words);
        let last = |family| {
            let of = all.iter().filter(|o| o.family == family);
            of.map(|o| o.covers.end).max()
        };
        assert_eq!(last(Family::Words), Some(40));
        assert_eq!(last(Family::Heading), Some(HEADING_WORDS));
        assert_eq!(last(Family::Opening), Some(OPENING_WORDS));
        // The same word early and late is two things, and each counts once in its own family.
        let numbers: std::collections::HashSet<u64> = all
            .iter()
            .filter(|o| o.covers == (0..1))
            .map(|o| o.feature)
            .collect();
        assert!(numbers.len() > 3, "{}", numbers.len());
    }
}
