//! What many reports of some weeks are about: the same matter at the same place, again and again.
//!
//! One pass in the order of time: each text goes to the topic it resembles most, or begins one. Words
//! weigh by how few texts of the whole have them. Only what comes together often enough is a topic.

use crate::words::pieces;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most texts looked at.
pub const TOPIC_TEXTS_MAX: usize = 20_000;
/// Heaviest words of a text that are compared.
const WORDS_MAX: usize = 24;
/// Heaviest words of a topic that are compared.
const TOPIC_WORDS_MAX: usize = 40;
/// Words that name a topic.
const NAMED_MAX: usize = 4;
/// Characters of the body that are looked at.
const BODY_CHARS_MAX: usize = 400;
/// A word of the title weighs so many times one of the body.
const TITLE_TIMES: u64 = 3;
/// A word that more than this part of all texts have tells them apart no more; in small sets this many.
const COMMON_PART: u64 = 12;
const COMMON_MIN: u64 = 30;
/// Likeness of what is said, names of places left out, from which a text belongs, per thousand.
const LIKE_MIN: u64 = 340;
/// And where both name the same place: a place alone is no topic.
const LIKE_AT_PLACE_MIN: u64 = 190;

/// A text of the past weeks, personal data masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Its id.
    pub id: String,
    /// In a line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// When.
    pub day: Date,
    /// The place it lies at, where that is known apart from the words.
    pub place: Option<String>,
}

/// Bounds of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicRules {
    /// Fewest texts of a topic.
    pub least: usize,
    /// A topic that nobody spoke of for so many days is over; what comes later begins another.
    pub silence_days: i32,
    /// Most topics.
    pub most: usize,
}

impl Default for TopicRules {
    fn default() -> Self {
        Self {
            least: 5,
            silence_days: 60,
            most: 100,
        }
    }
}

/// What many are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its heaviest words.
    pub words: Vec<String>,
    /// The place most of its texts name.
    pub place: Option<String>,
    /// Day of the first text.
    pub from: Date,
    /// Day of the last.
    pub to: Date,
    /// Monday of each week with how many texts it has, weeks without any left out.
    pub weeks: Vec<(Date, usize)>,
    /// The texts, the earliest first.
    pub members: Vec<String>,
}

impl Topic {
    /// Texts of the last four weeks less those of the four before, counted back from a day.
    pub fn trend(&self, until: Date) -> i64 {
        let within = |from: i32, to: i32| -> i64 {
            let weeks = self.weeks.iter().filter(|(monday, _)| {
                let age = (until - *monday).get_days();
                (from..to).contains(&age)
            });
            weeks.map(|(_, count)| *count as i64).sum()
        };
        within(0, 28) - within(28, 56)
    }
}

struct Seen {
    /// Words with their weights, by word.
    words: BTreeMap<String, u64>,
    places: BTreeSet<String>,
}

struct Growing {
    words: BTreeMap<String, u64>,
    places: BTreeMap<String, usize>,
    last: Date,
    members: Vec<usize>,
}

/// Topics of some texts, those with most texts first; equal ones by their first text. The same texts
/// give the same topics in whatever order they come.
pub fn topics(texts: &[Text], rules: &TopicRules) -> Vec<Topic> {
    let mut order: Vec<&Text> = texts.iter().take(TOPIC_TEXTS_MAX).collect();
    order.sort_by(|a, b| (a.day, &a.id).cmp(&(b.day, &b.id)));
    order.dedup_by(|a, b| a.id == b.id);
    let seen = weighed(&order);
    let mut growing: Vec<Growing> = vec![];
    let mut by_word: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, text) in order.iter().enumerate() {
        let it = &seen[index];
        let best = nearest(it, text.day, &growing, &by_word, rules);
        let at = best.unwrap_or(growing.len());
        if best.is_none() {
            growing.push(Growing {
                words: BTreeMap::new(),
                places: BTreeMap::new(),
                last: text.day,
                members: vec![],
            });
        }
        let topic = &mut growing[at];
        for (word, weight) in &it.words {
            *topic.words.entry(word.clone()).or_default() += weight;
            by_word.entry(word.clone()).or_default().insert(at);
        }
        for place in &it.places {
            *topic.places.entry(place.clone()).or_default() += 1;
        }
        topic.last = topic.last.max(text.day);
        topic.members.push(index);
    }
    let kept = growing
        .into_iter()
        .filter(|it| it.members.len() >= rules.least);
    let mut topics: Vec<Topic> = kept.map(|it| told(it, &order)).collect();
    topics.sort_by(|a, b| {
        let key = |it: &Topic| {
            (
                std::cmp::Reverse(it.members.len()),
                it.from,
                it.members.first().cloned(),
            )
        };
        key(a).cmp(&key(b))
    });
    topics.truncate(rules.most);
    topics
}

/// Each text's heaviest words.
fn weighed(order: &[&Text]) -> Vec<Seen> {
    let mut times: HashMap<String, u64> = HashMap::new();
    let cut: Vec<(BTreeMap<String, u64>, BTreeSet<String>)> = order
        .iter()
        .map(|text| {
            let body: String = text.body.chars().take(BODY_CHARS_MAX).collect();
            let (title, rest) = (pieces(&text.title), pieces(&body));
            let mut words: BTreeMap<String, u64> = BTreeMap::new();
            for (found, times) in [(&title, TITLE_TIMES), (&rest, 1)] {
                for word in &found.words {
                    let known = words.entry(word.clone()).or_default();
                    *known = (*known).max(times);
                }
            }
            let mut places: BTreeSet<String> =
                title.places.iter().chain(&rest.places).cloned().collect();
            places.extend(text.place.clone());
            words.retain(|word, _| !places.iter().any(|place| place.contains(word.as_str())));
            (words, places)
        })
        .collect();
    for (words, _) in &cut {
        for word in words.keys() {
            *times.entry(word.clone()).or_default() += 1;
        }
    }
    let all = order.len() as u64;
    let weigh = |(words, places): (BTreeMap<String, u64>, BTreeSet<String>)| {
        let mut heavy: Vec<(String, u64)> = words
            .into_iter()
            .filter_map(|(word, factor)| {
                let texts = times
                    .get(&word)
                    .copied()
                    .filter(|n| *n > 1 && *n <= (all / COMMON_PART).max(COMMON_MIN))?;
                Some((word, factor * rarity(all, texts)))
            })
            .collect();
        heavy.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        heavy.truncate(WORDS_MAX);
        Seen {
            words: heavy.into_iter().collect(),
            places,
        }
    };
    cut.into_iter().map(weigh).collect()
}

/// Sixteen times the logarithm to base 2 of how rare a word is.
fn rarity(all: u64, texts: u64) -> u64 {
    let ratio = (all * 16 / texts.max(1)).max(16);
    let whole = u64::from(ratio.ilog2());
    16 * whole + (ratio - (1 << whole)) * 16 / (1 << whole) - 64
}

fn nearest(
    it: &Seen,
    day: Date,
    growing: &[Growing],
    by_word: &HashMap<String, BTreeSet<usize>>,
    rules: &TopicRules,
) -> Option<usize> {
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for word in it.words.keys() {
        for topic in by_word.get(word).into_iter().flatten() {
            *shared.entry(*topic).or_default() += 1;
        }
    }
    let alike = shared.into_iter().filter_map(|(at, words)| {
        let topic = &growing[at];
        if (day - topic.last).get_days() > rules.silence_days {
            return None;
        }
        let half = topic.members.len().div_ceil(2);
        let place = it.places.iter().any(|place| {
            let named = topic.places.get(place);
            named.is_some_and(|n| *n >= half)
        });
        if words < 2 && !place {
            return None;
        }
        let wanted = if place { LIKE_AT_PLACE_MIN } else { LIKE_MIN };
        let like = likeness(&it.words, &topic.words);
        (like >= wanted).then_some((like, std::cmp::Reverse(at)))
    });
    alike.max().map(|(_, std::cmp::Reverse(at))| at)
}

/// The cosine of two texts, per thousand; of a topic its heaviest words.
fn likeness(one: &BTreeMap<String, u64>, topic: &BTreeMap<String, u64>) -> u64 {
    let mut heavy: Vec<(&String, u64)> =
        topic.iter().map(|(word, weight)| (word, *weight)).collect();
    heavy.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    heavy.truncate(TOPIC_WORDS_MAX);
    let dot: u64 = heavy
        .iter()
        .filter_map(|(word, weight)| Some(one.get(*word)? * weight))
        .sum();
    let square = |weights: &mut dyn Iterator<Item = u64>| weights.map(|w| w * w).sum::<u64>();
    let sizes = u128::from(square(&mut one.values().copied()))
        * u128::from(square(&mut heavy.iter().map(|(_, weight)| *weight)));
    let length = u64::try_from(sizes.isqrt()).unwrap_or(u64::MAX).max(1);
    1000 * dot / length
}

fn told(topic: Growing, order: &[&Text]) -> Topic {
    let texts: Vec<&Text> = topic.members.iter().map(|index| order[*index]).collect();
    let mut weeks: BTreeMap<Date, usize> = BTreeMap::new();
    for text in &texts {
        let back = i64::from(text.day.weekday().to_monday_zero_offset());
        let monday = text.day.saturating_sub(jiff::Span::new().days(back));
        *weeks.entry(monday).or_default() += 1;
    }
    let half = topic.members.len().div_ceil(2);
    let mut places: Vec<(&String, usize)> =
        topic.places.iter().map(|(place, n)| (place, *n)).collect();
    places.sort_by_key(|(place, n)| {
        (
            std::cmp::Reverse((*n, place.chars().count())),
            (*place).clone(),
        )
    });
    let place = places
        .into_iter()
        .find(|(_, n)| *n >= half)
        .map(|(place, _)| place.clone());
    let mut words: Vec<(&String, u64)> = topic
        .words
        .iter()
        .map(|(word, weight)| (word, *weight))
        .collect();
    words.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let mut named: Vec<String> = vec![];
    for (word, _) in words {
        let within = named.iter().any(|known| known.contains(word.as_str()));
        let of_place = place
            .as_ref()
            .is_some_and(|place| place.contains(word.as_str()));
        if named.len() < NAMED_MAX && !within && !of_place {
            named.push(word.clone());
        }
    }
    let (first, last) = (texts.first(), texts.last());
    Topic {
        words: named,
        place,
        from: first.map_or(Date::MIN, |text| text.day),
        to: last.map_or(Date::MIN, |text| text.day),
        weeks: weeks.into_iter().collect(),
        members: texts.iter().map(|text| text.id.clone()).collect(),
    }
}

#[cfg(test)]
#[path = "topic_tests.rs"]
mod tests;
