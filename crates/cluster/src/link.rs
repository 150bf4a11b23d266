//! Whether two reports tell of one incident, and why.

use crate::{Named, Report, Rules};
use serde::{Deserialize, Serialize};

/// Words named in an explanation at most.
pub const SHOWN_WORDS_MAX: usize = 5;
/// A text weighs at least this much in a comparison: one word is not enough to be the same as
/// everything that has it.
const SUM_MIN: u32 = 700;
/// Reports about different matters of the catalogue have to share so much more, per cent; so have those of
/// which only a road or a community is known.
const MORE_PERCENT: u32 = 20;

/// Why two reports tell of one incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other report.
    pub with: String,
    /// How far apart, metres; 0 where that is not known.
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
    /// What makes them near where one of them has no point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named: Option<Named>,
}

impl Link {
    /// In words.
    pub fn zh(&self) -> String {
        let place = match (&self.named, &self.spot) {
            (Some(named), _) => named.zh(),
            (None, Some(spot)) => format!("同在“{spot}”"),
            (None, None) => format!("相距{}米", self.metres),
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
        let place = match (&self.named, &self.spot) {
            (Some(named), _) => named.en(),
            (None, Some(spot)) => format!("both at {spot}"),
            (None, None) => format!("{} m apart", self.metres),
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
    let near = one.place.near(&other.place, rules)?;
    let shared = one.words.shared(&other.words);
    let both: u32 = shared.iter().map(|(_, weight)| weight).sum();
    let shorter = one.words.sum().min(other.words.sum()).max(SUM_MIN);
    let percent = 100 * both / shorter;
    let matter = one.matter.as_ref().filter(|_| one.matter == other.matter);
    let wide = matches!(near.named, Some(Named::Wide(_)));
    let wanted = match (&one.matter, &other.matter, matter) {
        (_, _, Some(_)) if !wide => rules.percent / 2,
        (_, _, Some(_)) => rules.percent + MORE_PERCENT,
        // Anywhere in a community, something of another kind or of none: nothing ties them.
        _ if wide => return None,
        (Some(_), Some(_), None) => rules.percent + MORE_PERCENT,
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
        metres: near.metres,
        spot: near.spot,
        named: near.named,
        minutes,
        words,
        percent,
        matter: matter.cloned(),
    })
}
