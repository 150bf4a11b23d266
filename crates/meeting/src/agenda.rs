//! The agenda writes itself: first what was promised, then what is new, each line with why it is there.

use crate::{Item, Measure, Reading, Source, Standing};
use indicator::coded;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

coded! {
    /// Why a line is on the agenda; in the order of the meeting.
    Group {
        /// Promised for a day up to this meeting, and not there.
        Promised => "promised", "上次承诺";
        /// The miss was explained and waits for somebody else.
        Explained => "explained", "说明待认定";
        /// The number has changed to the stated measure.
        Reached => "reached", "已见实效";
        /// A fact that no item is about.
        New => "new", "新出现";
    }
}

/// A fact that wants an owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The thing.
    pub source: Source,
    /// Its name.
    pub title: String,
    /// Why it is here, in Chinese, with its numbers.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What was found and what is wanted.
    pub measure: Measure,
    /// The unit that answers for it.
    pub unit: Option<String>,
}

/// A line before it is frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drafted {
    /// Why it is here.
    pub group: Group,
    /// The fact.
    #[serde(flatten)]
    pub fact: Candidate,
    /// How it stands now.
    pub now: Reading,
    /// The open item about it.
    pub item: Option<String>,
}

/// The agenda of a day. `items` are the open ones with how they stand now; one that cannot be read stands as
/// found. An item under way and not due is not on it, and no fact comes twice.
pub fn agenda(
    items: &[(Item, Option<Reading>)],
    candidates: &[Candidate],
    on: Date,
) -> Vec<Drafted> {
    let mut lines = vec![];
    let mut known: BTreeSet<&Source> = BTreeSet::new();
    for (item, reading) in items.iter().filter(|(item, _)| item.ending.is_none()) {
        known.insert(&item.source);
        let now = reading.clone().unwrap_or_else(|| item.measure.found());
        let group = match item.standing() {
            _ if item.met_by(&now) => Group::Reached,
            Standing::Explained => Group::Explained,
            _ if item.due().is_some_and(|due| due <= on) => Group::Promised,
            _ => continue,
        };
        let action = item.action();
        let fact = Candidate {
            source: item.source.clone(),
            title: item.title.clone(),
            why_zh: format!(
                "承诺{}前{}，现为{}",
                action.map_or_else(String::new, |a| a.due.to_string()),
                item.measure.wanted_zh(item.promised()),
                now.zh(&item.measure)
            ),
            why_en: format!(
                "Promised by {}",
                action.map_or_else(String::new, |a| a.due.to_string())
            ),
            measure: item.measure.clone(),
            unit: action.map(|a| a.unit.clone()),
        };
        lines.push(Drafted {
            group,
            fact,
            now,
            item: Some(item.id.clone()),
        });
    }
    for fact in candidates {
        if known.insert(&fact.source) {
            lines.push(Drafted {
                group: Group::New,
                now: fact.measure.found(),
                fact: fact.clone(),
                item: None,
            });
        }
    }
    lines.sort_by_key(|line| line.group);
    lines
}
