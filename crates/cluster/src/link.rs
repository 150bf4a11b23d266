//! Whether two reports tell of one incident, and why.

use crate::{Report, Rules};
use serde::{Deserialize, Serialize};

/// Words named in an explanation at most.
pub const SHOWN_WORDS_MAX: usize = 5;
/// A text weighs at least this much in a comparison: one word is not enough to be the same as
/// everything that has it.
const SUM_MIN: u32 = 700;
/// Reports about different matters of the catalogue have to share so much more, per cent.
const OTHER_MATTER_PERCENT: u32 = 20;

/// Why two reports tell of one incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other report.
    pub with: String,
    /// How far apart, metres.
    pub metres: u32,
    /// The named spot both lie at.
    pub spot: Option<String>,
    /// How long between them, minutes.
    pub minutes: u32,
    /// What both say, the rarest first; at most [`SHOWN_WORDS_MAX`].
    pub words: Vec<String>,
    /// How much of the shorter text that is, per cent.
    pub percent: u32,
    /// The matter both are about.
    pub matter: Option<String>,
}

impl Link {
    /// In words.
    pub fn zh(&self) -> String {
        let place = match &self.spot {
            Some(spot) => format!("同在“{spot}”"),
            None => format!("相距{}米", self.metres),
        };
        let said: Vec<String> = self.words.iter().map(|word| format!("“{word}”")).collect();
        let said = match said.is_empty() {
            true => String::new(),
            false => format!("，都提到{}", said.join("")),
        };
        let matter = self.matter.as_ref().map_or("", |_| "，事项相同");
        format!("{place}，相隔{}分钟{said}{matter}", self.minutes)
    }

    /// In English.
    pub fn en(&self) -> String {
        let place = match &self.spot {
            Some(spot) => format!("both at {spot}"),
            None => format!("{} m apart", self.metres),
        };
        let said = match self.words.is_empty() {
            true => String::new(),
            false => format!(", both say {}", self.words.join(", ")),
        };
        let matter = self.matter.as_ref().map_or("", |_| ", same matter");
        format!(
            "{place}, {} minutes between them{said}{matter}",
            self.minutes
        )
    }

    /// The nearer in what is said, place and time, the greater.
    pub(crate) fn rank(&self) -> (bool, u32, std::cmp::Reverse<(u32, u32)>) {
        let far = std::cmp::Reverse((self.metres, self.minutes));
        (self.spot.is_some(), self.percent, far)
    }
}

/// Why `one` tells of the same incident as `other`; none where it does not.
pub fn link(one: &Report, other: &Report, rules: &Rules) -> Option<Link> {
    let apart = one.when.as_second().abs_diff(other.when.as_second()) / 60;
    let minutes = u32::try_from(apart).ok().filter(|m| *m <= rules.minutes)?;
    let spot = one.spot.as_ref().filter(|_| one.spot == other.spot);
    let reach = if spot.is_some() { 2 } else { 1 } * rules.metres;
    let metres = metres(one.at, other.at);
    if metres > reach {
        return None;
    }
    let shared = one.words.shared(&other.words);
    let both: u32 = shared.iter().map(|(_, weight)| weight).sum();
    let shorter = one.words.sum().min(other.words.sum()).max(SUM_MIN);
    let percent = 100 * both / shorter;
    let matter = one.matter.as_ref().filter(|_| one.matter == other.matter);
    let wanted = match (&one.matter, &other.matter, matter) {
        (_, _, Some(_)) => rules.percent / 2,
        (Some(_), Some(_), None) => rules.percent + OTHER_MATTER_PERCENT,
        _ => rules.percent,
    };
    if percent < wanted {
        return None;
    }
    // A character within a word that is named says nothing more.
    let mut words: Vec<String> = vec![];
    for (word, _) in &shared {
        if words.len() < SHOWN_WORDS_MAX && !words.iter().any(|known| known.contains(word)) {
            words.push((*word).to_owned());
        }
    }
    Some(Link {
        with: other.id.clone(),
        metres,
        spot: spot.cloned(),
        minutes,
        words,
        percent,
        matter: matter.cloned(),
    })
}

/// Whole metres between two points.
pub(crate) fn metres(one: place::Point, other: place::Point) -> u32 {
    one.metres_to(other).round().clamp(0.0, f64::from(u32::MAX)) as u32
}
