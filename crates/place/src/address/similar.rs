//! Names like what was written, when nothing is named outright.

use super::Reason;
use super::search::Hit;
use crate::gazetteer::{Entry, Gazetteer, normal};
use std::collections::BTreeSet;

/// Least likeness that counts, per cent.
const LIKENESS_MIN: usize = 55;
/// Most confidence a likeness gives, per cent.
const CONFIDENCE_MAX: usize = 60;

/// Entries with a name or nickname that shares most of its pairs of characters with the text.
pub(super) fn entries(gazetteer: &Gazetteer, text: &str) -> Vec<Hit> {
    let wanted = pairs(text);
    let best = |entry: &Entry| {
        let names = std::iter::once(&entry.name).chain(&entry.aliases);
        names
            .map(|name| (likeness(&wanted, &pairs(&normal(name))), name.clone()))
            .max_by_key(|(likeness, _)| *likeness)
    };
    let mut hits: Vec<Hit> = gazetteer
        .iter()
        .filter_map(|entry| {
            let (likeness, words) = best(entry).filter(|(l, _)| *l >= LIKENESS_MIN)?;
            let confidence = u8::try_from(likeness * CONFIDENCE_MAX / 100).unwrap_or(0);
            Some(Hit::of(entry, confidence, Reason::Similar { words }))
        })
        .collect();
    hits.sort_by_key(|hit| std::cmp::Reverse(hit.confidence));
    hits.truncate(super::CANDIDATES_MAX);
    hits
}

/// Neighbouring characters, with the ends marked.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let chars: Vec<char> = std::iter::once('^')
        .chain(text.chars())
        .chain(std::iter::once('$'))
        .collect();
    chars.windows(2).map(|w| (w[0], w[1])).collect()
}

/// Dice's likeness, per cent.
fn likeness(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> usize {
    200 * a.intersection(b).count() / (a.len() + b.len()).max(1)
}
