//! An item: one owner unit, an action, a day; and the two ways in which it ends.

use crate::{Context, Expected, Measure, Party, Reading, Refusal, Source};
use figure::Decimal;
use indicator::coded;
use jiff::Timestamp;
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most actions and most explanations of one item.
pub(crate) const CHANGES_MAX: usize = 60;

coded! {
    /// How an item stands.
    Standing {
        /// Under way.
        Open => "open", "办理中";
        /// Explained as missed; waits for somebody of another unit.
        Explained => "explained", "说明待认定";
        /// Ended because the number changed.
        Changed => "changed", "数据达到，办结";
        /// Ended as an accepted miss.
        Missed => "missed", "未完成，说明已认定";
    }
}

/// What was decided at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The one unit that owes it.
    pub unit: String,
    /// What will be done.
    pub words: String,
    /// Last day.
    pub due: Date,
    /// The number promised for that day, where another than the one wanted.
    pub promised: Option<Decimal>,
    /// How it stood then.
    pub before: Reading,
    /// What was forecast then.
    pub expected: Option<Expected>,
    /// The meeting.
    pub meeting: String,
    /// Who decided.
    #[serde(flatten)]
    pub decided: Decided,
}

/// Who said something, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who.
    pub by: Party,
    /// When.
    pub at: Timestamp,
    /// The same instant's day.
    pub on: Date,
}

impl Decided {
    pub(crate) fn of(ctx: &Context) -> Self {
        Self {
            by: ctx.actor.clone(),
            at: ctx.now,
            on: ctx.today,
        }
    }
}

/// Why a number was missed, as its owner says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Why.
    pub why: String,
    /// What is learned.
    pub learned: String,
    /// How it stood.
    pub reading: Reading,
    /// Who says so.
    #[serde(flatten)]
    pub said: Decided,
    /// What somebody of another unit made of it.
    pub answer: Option<Answered>,
}

/// Accepted or sent back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Whether the explanation is accepted.
    pub accepted: bool,
    /// In words; a reason where it is sent back.
    pub words: String,
    /// Who.
    #[serde(flatten)]
    pub said: Decided,
}

/// How an item ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by_what")]
pub enum Ending {
    /// The number changed to the stated measure.
    Changed {
        /// As the system read it.
        reading: Reading,
        /// Who had it read.
        #[serde(flatten)]
        said: Decided,
    },
    /// It did not; the explanation was accepted.
    Missed {
        /// As the system read it.
        reading: Reading,
        /// Who accepted.
        #[serde(flatten)]
        said: Decided,
    },
}

impl Ending {
    /// The reading at the end.
    pub fn reading(&self) -> &Reading {
        match self {
            Self::Changed { reading, .. } | Self::Missed { reading, .. } => reading,
        }
    }

    /// Who and when.
    pub fn said(&self) -> &Decided {
        match self {
            Self::Changed { said, .. } | Self::Missed { said, .. } => said,
        }
    }
}

/// An item of the coordination. A subject of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Identifier.
    pub id: String,
    /// What it is about.
    pub source: Source,
    /// Its name then.
    pub title: String,
    /// Why it arose, in Chinese.
    pub why_zh: String,
    /// In English.
    pub why_en: String,
    /// What was found and what is wanted.
    pub measure: Measure,
    /// The day it arose.
    pub raised_on: Date,
    /// What was decided, the latest last; never empty.
    pub actions: Vec<Action>,
    /// Misses explained, the latest last.
    pub explained: Vec<Explanation>,
    /// How it ended.
    pub ending: Option<Ending>,
}

/// Say why a number was missed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explain {
    /// Why.
    pub why: String,
    /// What is learned.
    pub learned: String,
}

impl Item {
    /// What counts now.
    pub fn action(&self) -> Option<&Action> {
        self.actions.last()
    }

    /// The unit that owes it.
    pub fn unit(&self) -> &str {
        self.action().map_or("", |a| a.unit.as_str())
    }

    /// The last day.
    pub fn due(&self) -> Option<Date> {
        self.action().map(|a| a.due)
    }

    /// The number promised.
    pub fn promised(&self) -> Option<Decimal> {
        self.action().and_then(|a| a.promised)
    }

    /// Whether a reading is the stated measure, or better.
    pub fn met_by(&self, reading: &Reading) -> bool {
        self.measure.met_by(reading, self.promised())
    }

    /// The explanation that waits for somebody.
    pub fn waiting(&self) -> Option<&Explanation> {
        let last = self.explained.last();
        last.filter(|e| e.answer.is_none() && self.ending.is_none())
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        match &self.ending {
            Some(Ending::Changed { .. }) => Standing::Changed,
            Some(Ending::Missed { .. }) => Standing::Missed,
            None if self.waiting().is_some() => Standing::Explained,
            None => Standing::Open,
        }
    }
}

/// Ends an item whose number has changed to the stated measure; `now` is what the system reads. Errors:
/// `item_closed`, `measure_not_met`.
pub fn close_by_number(state: &Item, now: Reading, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    if !state.met_by(&now) {
        return Err(Refusal::new("measure_not_met")
            .with("now", now.zh(&state.measure))
            .with("wanted", state.measure.wanted_zh(state.promised())));
    }
    next.ending = Some(Ending::Changed {
        reading: now,
        said: Decided::of(ctx),
    });
    Ok(next)
}

/// Explains a miss, for the unit that owes it, once its day is over. Errors: `item_closed`, `not_the_owner`,
/// `not_due_yet`, `explained_already`, `number_reached`, `required`, `text_too_long`, `changes_too_many`.
pub fn explain(state: &Item, cmd: &Explain, now: Reading, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    if ctx.actor.unit != state.unit() {
        return Err(Refusal::new("not_the_owner"));
    }
    let due = state.due().unwrap_or(state.raised_on);
    if ctx.today <= due {
        return Err(Refusal::new("not_due_yet").with("day", due));
    }
    if state.waiting().is_some() {
        return Err(Refusal::new("explained_already"));
    }
    if state.met_by(&now) {
        return Err(Refusal::new("number_reached").with("now", now.zh(&state.measure)));
    }
    room(next.explained.len())?;
    next.explained.push(Explanation {
        why: required(&cmd.why, "why")?,
        learned: required(&cmd.learned, "learned")?,
        reading: now,
        said: Decided::of(ctx),
        answer: None,
    });
    Ok(next)
}

/// Accepts an explained miss, which ends the item, or sends it back with a reason. Nobody of the unit that owes
/// it does. Errors: `item_closed`, `not_explained`, `own_explanation`, `number_reached`, `required`.
pub fn answer(
    state: &Item,
    (accepted, words): (bool, &str),
    now: Reading,
    ctx: &Context,
) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    let waiting = state.waiting();
    let waiting = waiting.ok_or_else(|| Refusal::new("not_explained"))?;
    let own = waiting.said.by.person == ctx.actor.person;
    if own || ctx.actor.unit == state.unit() {
        return Err(Refusal::new("own_explanation"));
    }
    if accepted && state.met_by(&now) {
        return Err(Refusal::new("number_reached").with("now", now.zh(&state.measure)));
    }
    let words = match accepted && words.trim().is_empty() {
        true => String::new(),
        false => required(words, "reason")?,
    };
    if let Some(last) = next.explained.last_mut() {
        last.answer = Some(Answered {
            accepted,
            words,
            said: Decided::of(ctx),
        });
    }
    if accepted {
        next.ending = Some(Ending::Missed {
            reading: now,
            said: Decided::of(ctx),
        });
    }
    Ok(next)
}

pub(crate) fn open(state: &Item) -> Result<Item, Refusal> {
    match &state.ending {
        Some(ending) => Err(Refusal::new("item_closed").with("day", ending.said().on)),
        None => Ok(state.clone()),
    }
}

pub(crate) fn room(count: usize) -> Result<(), Refusal> {
    match count >= CHANGES_MAX {
        true => Err(Refusal::new("changes_too_many").with("max", CHANGES_MAX)),
        false => Ok(()),
    }
}
