//! The light of a commitment as it was shown: what is stored, journalled and listed.

use jiff::civil::Date;
use light::{Colour, Light};
use serde::{Deserialize, Serialize};

/// The last light of one commitment. Its subject has the commitment's id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LightState {
    /// The commitment.
    pub commitment: String,
    /// Colour, reason, progress, next change, rule.
    #[serde(flatten)]
    pub light: Light,
    /// The day this colour began.
    #[serde(rename = "since_day")]
    pub since: Date,
    /// The colour before that.
    pub previous: Option<Colour>,
    /// The day it was judged for; its numbers are as known on that day.
    pub assessed_on: Date,
}

impl LightState {
    /// The next state, keeping `since` and `previous` while the colour stays.
    pub fn after(before: Option<&Self>, commitment: &str, light: Light, on: Date) -> Self {
        let (since, previous) = match before {
            Some(old) if old.light.colour == light.colour => (old.since, old.previous),
            Some(old) => (on, Some(old.light.colour)),
            None => (on, None),
        };
        Self {
            commitment: commitment.to_owned(),
            light,
            since,
            previous,
            assessed_on: on,
        }
    }

    /// True when nothing but the day of judging and the schedule's expectation moved, so that
    /// storing it again would say nothing new.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let total = |s: &Self| s.light.progress.as_ref().map(|p| p.total);
        self.light.colour == other.light.colour
            && self.light.done == other.light.done
            && self.light.reason.code == other.light.reason.code
            && self.light.next_change == other.light.next_change
            && self.light.rule_id == other.light.rule_id
            && self.light.rule_version == other.light.rule_version
            && total(self) == total(other)
    }
}
