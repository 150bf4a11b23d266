//! All matters, by code and day.

use crate::suggest::Index;
use crate::{Matter, MatterCode, Suggestion};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most matters, each version counted.
pub const MATTERS_MAX: usize = 5_000;

/// The catalogue of matters. What is wrong with it is found by [`crate::check`].
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    matters: BTreeMap<MatterCode, Vec<Matter>>,
    index: Index,
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        self.matters == other.matters
    }
}
impl Eq for Catalogue {}

impl Catalogue {
    /// Collects matters; at most [`MATTERS_MAX`] are taken.
    pub fn new(matters: impl IntoIterator<Item = Matter>) -> Self {
        let mut by_code: BTreeMap<MatterCode, Vec<Matter>> = BTreeMap::new();
        for matter in matters.into_iter().take(MATTERS_MAX) {
            by_code.entry(matter.code.clone()).or_default().push(matter);
        }
        for versions in by_code.values_mut() {
            versions.sort_by_key(|m| m.period.valid_from);
        }
        let index = Index::new(by_code.values().flatten());
        Self {
            matters: by_code,
            index,
        }
    }

    /// The version of a matter in force on a day.
    pub fn get(&self, code: &MatterCode, day: Date) -> Option<&Matter> {
        let versions = self.versions(code);
        versions.iter().rev().find(|m| m.period.holds(day))
    }
    /// All versions of a matter, the oldest first.
    pub fn versions(&self, code: &MatterCode) -> &[Matter] {
        self.matters.get(code).map_or(&[], Vec::as_slice)
    }
    /// True where the code is known on any day.
    pub fn knows(&self, code: &MatterCode) -> bool {
        self.matters.contains_key(code)
    }
    /// The matters in force on a day, by code.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Matter> {
        self.matters
            .keys()
            .filter_map(move |code| self.get(code, day))
    }
    /// Every version of every matter, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Matter> {
        self.matters.values().flatten()
    }
    /// How many codes.
    pub fn len(&self) -> usize {
        self.matters.len()
    }
    /// True without matters.
    pub fn is_empty(&self) -> bool {
        self.matters.is_empty()
    }

    /// The matters that a text seems to be about, the likeliest first, each with the words that
    /// spoke for it. A longer phrase outdoes a shorter one inside it (垃圾桶满 over 垃圾). Only the
    /// first [`crate::SUGGEST_CHARS_MAX`] characters are read; at most
    /// [`crate::SUGGESTIONS_MAX`] answers.
    pub fn suggest(&self, text: &str, day: Date) -> Vec<Suggestion> {
        let found = self.index.read(text);
        self.index
            .rank(found, |code, version| {
                self.get(code, day)
                    .is_some_and(|m| m.period.valid_from == version)
            })
            .into_iter()
            .filter_map(|(code, score, words)| {
                let matter = self.get(&code, day)?;
                Some(Suggestion {
                    code,
                    name: matter.name.clone(),
                    score,
                    words,
                })
            })
            .collect()
    }
}
