//! Matters found in free text by their phrases.
//!
//! A phrase is one run of characters, or several joined by `+` that must stand near each other in
//! any order. Characters are compared in half width and lower case, spaces left out. Where all that
//! speaks for one phrase lies inside a longer phrase of another matter, only the longer one counts:
//! so 垃圾桶满溢 is no 垃圾, and 店外占道 is no 占道.

use crate::{Matter, MatterCode};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Characters of a text that are read.
pub const SUGGEST_CHARS_MAX: usize = 2_000;
/// Most matters suggested.
pub const SUGGESTIONS_MAX: usize = 10;
/// The most characters between the first and the last part of a phrase, both counted.
const NEAR_CHARS: usize = 24;
/// Most places where phrases are found in one text.
const FOUND_MAX: usize = 600;

/// Words of the text that spoke for a matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hit {
    /// As they stand in the text.
    pub text: String,
    /// First character, counted in code points from 0.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
}

/// A matter that a text seems to be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The matter.
    pub code: MatterCode,
    /// Its name.
    pub name: String,
    /// Higher is likelier; comparable within one answer only.
    pub score: u32,
    /// The words that spoke for it, in the order of the text.
    pub words: Vec<Hit>,
}

type Key = (MatterCode, Date);

#[derive(Debug, Clone)]
struct Phrase {
    matter: usize,
    /// Indices into `parts`.
    parts: Vec<usize>,
    weight: u32,
}

/// The phrases of all matters, made ready for reading.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    matters: Vec<Key>,
    parts: Vec<Vec<char>>,
    by_first: HashMap<char, Vec<usize>>,
    phrases: Vec<Phrase>,
}

/// A phrase found at places, all in characters of the plain text.
#[derive(Debug, Clone)]
struct Found {
    matter: usize,
    phrase: usize,
    weight: u32,
    spans: Vec<(usize, usize)>,
}

/// A text read against the index.
pub(crate) struct Reading {
    found: Vec<Found>,
    /// The original text and, for each plain character, its place there.
    original: Vec<char>,
    places: Vec<usize>,
}

impl Index {
    pub(crate) fn new<'a>(matters: impl Iterator<Item = &'a Matter>) -> Self {
        let mut index = Self::default();
        let mut part_numbers: HashMap<Vec<char>, usize> = HashMap::new();
        let mut said_by: HashMap<Vec<usize>, Vec<usize>> = HashMap::new();
        for matter in matters {
            let number = index.matters.len();
            index
                .matters
                .push((matter.code.clone(), matter.period.valid_from));
            for words in std::iter::once(&matter.name).chain(&matter.phrases) {
                let mut parts: Vec<usize> = words
                    .split('+')
                    .map(|part| plain(part).0)
                    .filter(|part| !part.is_empty())
                    .map(|part| index.part(part, &mut part_numbers))
                    .collect();
                parts.sort_unstable();
                parts.dedup();
                let owners = said_by.entry(parts).or_default();
                if !owners.contains(&number) {
                    owners.push(number);
                }
            }
        }
        let mut said_by: Vec<_> = said_by.into_iter().collect();
        said_by.sort();
        for (parts, owners) in said_by.into_iter().filter(|(parts, _)| !parts.is_empty()) {
            let chars: usize = parts.iter().map(|p| index.parts[*p].len()).sum();
            let shared = u32::try_from(owners.len()).unwrap_or(u32::MAX);
            let weight = u32::try_from(chars * chars * 100).unwrap_or(u32::MAX) / shared.max(1);
            index
                .phrases
                .extend(owners.into_iter().map(|matter| Phrase {
                    matter,
                    parts: parts.clone(),
                    weight,
                }));
        }
        index
    }

    fn part(&mut self, part: Vec<char>, numbers: &mut HashMap<Vec<char>, usize>) -> usize {
        if let Some(number) = numbers.get(&part) {
            return *number;
        }
        let number = self.parts.len();
        self.by_first.entry(part[0]).or_default().push(number);
        self.parts.push(part.clone());
        numbers.insert(part, number);
        number
    }

    pub(crate) fn read(&self, text: &str) -> Reading {
        let original: Vec<char> = text.chars().take(SUGGEST_CHARS_MAX).collect();
        let (chars, places) = plain(&original.iter().collect::<String>());
        let at = self.places_of_parts(&chars);
        let mut found = vec![];
        for (number, phrase) in self.phrases.iter().enumerate() {
            for spans in together(&phrase.parts, &at) {
                if found.len() < FOUND_MAX {
                    found.push(Found {
                        matter: phrase.matter,
                        phrase: number,
                        weight: phrase.weight,
                        spans,
                    });
                }
            }
        }
        Reading {
            found,
            original,
            places,
        }
    }

    fn places_of_parts(&self, chars: &[char]) -> HashMap<usize, Vec<(usize, usize)>> {
        let mut at: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
        for start in 0..chars.len() {
            for number in self.by_first.get(&chars[start]).into_iter().flatten() {
                let part = &self.parts[*number];
                if chars[start..].starts_with(part) {
                    at.entry(*number)
                        .or_default()
                        .push((start, start + part.len()));
                }
            }
        }
        at
    }

    /// Matters that may be chosen, by score and then by code.
    pub(crate) fn rank(
        &self,
        reading: Reading,
        in_force: impl Fn(&MatterCode, Date) -> bool,
    ) -> Vec<(MatterCode, u32, Vec<Hit>)> {
        let open: Vec<bool> = self
            .matters
            .iter()
            .map(|(code, from)| in_force(code, *from))
            .collect();
        let found: Vec<&Found> = reading.found.iter().filter(|f| open[f.matter]).collect();
        let mut by_matter: BTreeMap<usize, Vec<&Found>> = BTreeMap::new();
        for one in found.iter().filter(|one| !outdone(one, &found)) {
            by_matter.entry(one.matter).or_default().push(one);
        }
        let scored = by_matter.into_iter().map(|(matter, found)| {
            (
                self.matters[matter].0.clone(),
                score(&found),
                reading.hits(&found),
            )
        });
        let mut ranked: Vec<_> = scored.collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked.truncate(SUGGESTIONS_MAX);
        ranked
    }
}

impl Reading {
    fn hits(&self, found: &[&Found]) -> Vec<Hit> {
        let mut spans: Vec<(usize, usize)> = found.iter().flat_map(|f| f.spans.clone()).collect();
        spans.sort_unstable();
        spans.dedup();
        let hit = |(start, end): (usize, usize)| {
            let (start, end) = (self.places[start], self.places[end - 1] + 1);
            Hit {
                text: self.original[start..end].iter().collect(),
                start,
                end,
            }
        };
        spans.into_iter().map(hit).collect()
    }
}

/// The best phrase counts four times, each other phrase once.
fn score(found: &[&Found]) -> u32 {
    let mut by_phrase: BTreeMap<usize, u32> = BTreeMap::new();
    for one in found {
        by_phrase.insert(one.phrase, one.weight);
    }
    let best = by_phrase.values().copied().max().unwrap_or_default();
    let sum = by_phrase
        .values()
        .fold(0u32, |sum, w| sum.saturating_add(*w));
    sum.saturating_add(best.saturating_mul(3))
}

/// True where all that speaks for it lies inside a longer phrase of another matter.
fn outdone(one: &Found, all: &[&Found]) -> bool {
    let length = |f: &Found| f.spans.iter().map(|(s, e)| e - s).sum::<usize>();
    let inside = |span: &(usize, usize), of: &Found| {
        of.spans.iter().any(|(s, e)| *s <= span.0 && span.1 <= *e)
    };
    all.iter().any(|other| {
        other.matter != one.matter
            && length(other) > length(one)
            && one.spans.iter().all(|span| inside(span, other))
    })
}

/// The places where all parts stand near each other: one for each place of the first part.
fn together(parts: &[usize], at: &HashMap<usize, Vec<(usize, usize)>>) -> Vec<Vec<(usize, usize)>> {
    let Some((first, rest)) = parts.split_first() else {
        return vec![];
    };
    let places = at.get(first).into_iter().flatten();
    let all = places.map(|start| {
        let mut spans = vec![*start];
        for part in rest {
            let near = at.get(part)?.iter().filter(|span| {
                let apart = |s: &(usize, usize)| span.1 <= s.0 || s.1 <= span.0;
                spans.iter().all(apart)
            });
            spans.push(*near.min_by_key(|span| span.0.abs_diff(start.0))?);
        }
        let begin = spans.iter().map(|s| s.0).min()?;
        let end = spans.iter().map(|s| s.1).max()?;
        (end - begin <= NEAR_CHARS || rest.is_empty()).then_some(spans)
    });
    all.flatten().collect()
}

/// Half width, lower case, without spaces; and the place of each character in the original.
fn plain(text: &str) -> (Vec<char>, Vec<usize>) {
    let mut chars = vec![];
    let mut places = vec![];
    for (place, c) in text.chars().enumerate() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            other => other,
        };
        if c.is_whitespace() || c == '\u{200b}' {
            continue;
        }
        chars.push(c.to_ascii_lowercase());
        places.push(place);
    }
    (chars, places)
}
