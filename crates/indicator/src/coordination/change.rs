//! Raise an item, agree on an action, promise a number, close.

use super::{Action, Ending, Gap, Item, Promised};
use crate::{Better, Context, Refusal};
use figure::{Decimal, Period};
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most actions and promises of one item.
const CHANGES_MAX: usize = 60;

/// Raise an item from a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raise {
    /// Identifier of the new item.
    pub new_id: String,
    /// The number.
    pub gap: Gap,
    /// Whether it arose by itself.
    pub by_itself: bool,
}

/// Agree on an action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Unit that owes it.
    pub unit: String,
    /// The one person.
    pub owner: String,
    /// What will be done.
    pub words: String,
    /// Last day.
    pub due: Date,
}

/// Promise a number for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The number, in the item's unit.
    pub value: Decimal,
    /// The day.
    pub due: Date,
}

/// Close because the number changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseByNumber {
    /// The number as it is read now, not as somebody says it.
    pub value: Decimal,
    /// The period it is read for.
    pub period: Period,
}

/// Close because the miss is explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseByMiss {
    /// The number as it is read now.
    pub value: Decimal,
    /// Why it was missed.
    pub why: String,
    /// What is learned.
    pub learned: String,
}

/// Raises an item. One number has one open item. Errors: `gap_met` where there is none, `gap_side`,
/// `item_open_already`, `required`.
pub fn raise(others: &[Item], cmd: &Raise, ctx: &Context) -> Result<Item, Refusal> {
    let gap = &cmd.gap;
    if gap.better == Better::Neither {
        return Err(Refusal::new("gap_side"));
    }
    if gap.met_by(gap.found) {
        return Err(Refusal::new("gap_met")
            .with("found", gap.found.normalize())
            .with("wanted", gap.wanted.normalize()));
    }
    let same = |item: &&Item| {
        (item.gap.origin, &item.gap.code, &item.gap.place) == (gap.origin, &gap.code, &gap.place)
    };
    if let Some(open) = others.iter().filter(same).find(|i| i.open_on(ctx.today)) {
        return Err(Refusal::new("item_open_already").with("day", open.raised_on));
    }
    Ok(Item {
        id: required(&cmd.new_id, "id")?,
        gap: gap.clone(),
        raised_on: ctx.today,
        raised_by: (!cmd.by_itself).then(|| ctx.actor.clone()),
        actions: vec![],
        promised: vec![],
        ending: None,
    })
}

/// Agrees on an action; an earlier one stays readable. Errors: `item_closed`, `required`, `text_too_long`,
/// `due_in_past`, `changes_too_many`.
pub fn act(state: &Item, cmd: &Act, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    room(next.actions.len())?;
    next.actions.push(Action {
        unit: required(&cmd.unit, "unit")?,
        owner: required(&cmd.owner, "owner")?,
        words: required(&cmd.words, "words")?,
        due: not_past(cmd.due, ctx)?,
        on: ctx.today,
    });
    Ok(next)
}

/// Promises a number. Only the owner does. Errors: `item_closed`, `no_owner`, `not_the_owner`,
/// `due_in_past`, `changes_too_many`.
pub fn promise(state: &Item, cmd: Promise, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    room(next.promised.len())?;
    let owner = next.action().ok_or_else(|| Refusal::new("no_owner"))?;
    if owner.owner != ctx.actor.person {
        return Err(Refusal::new("not_the_owner").with("owner", &owner.owner));
    }
    next.promised.push(Promised {
        value: cmd.value,
        due: not_past(cmd.due, ctx)?,
        on: ctx.today,
        by: ctx.actor.clone(),
    });
    Ok(next)
}

/// Closes an item whose number is now what was wanted. Errors: `item_closed`, `number_unchanged`,
/// `number_short`.
pub fn close_by_number(state: &Item, cmd: CloseByNumber, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    if cmd.value == state.gap.found {
        return Err(Refusal::new("number_unchanged").with("value", cmd.value.normalize()));
    }
    if !state.gap.met_by(cmd.value) {
        return Err(Refusal::new("number_short")
            .with("value", cmd.value.normalize())
            .with("wanted", state.gap.wanted.normalize()));
    }
    next.ending = Some(Ending::Number {
        value: cmd.value,
        period: cmd.period,
        on: ctx.today,
    });
    Ok(next)
}

/// Closes an item whose day is over and whose miss is explained; the owner does not take the own
/// explanation. Errors: `item_closed`, `no_owner`, `owner_cannot_explain_away`, `not_due_yet`,
/// `number_reached`, `required`, `text_too_long`.
pub fn close_by_miss(state: &Item, cmd: &CloseByMiss, ctx: &Context) -> Result<Item, Refusal> {
    let mut next = open(state)?;
    let owed = next.action().ok_or_else(|| Refusal::new("no_owner"))?;
    if owed.owner == ctx.actor.person {
        return Err(Refusal::new("owner_cannot_explain_away"));
    }
    if ctx.today <= owed.due {
        return Err(Refusal::new("not_due_yet").with("day", owed.due));
    }
    if state.gap.met_by(cmd.value) {
        return Err(Refusal::new("number_reached").with("value", cmd.value.normalize()));
    }
    next.ending = Some(Ending::Miss {
        value: cmd.value,
        why: required(&cmd.why, "why")?,
        learned: required(&cmd.learned, "learned")?,
        party: ctx.actor.clone(),
        on: ctx.today,
    });
    Ok(next)
}

fn open(state: &Item) -> Result<Item, Refusal> {
    match &state.ending {
        Some(ending) => Err(Refusal::new("item_closed").with("day", ending.on())),
        None => Ok(state.clone()),
    }
}

fn room(count: usize) -> Result<(), Refusal> {
    match count >= CHANGES_MAX {
        true => Err(Refusal::new("changes_too_many").with("max", CHANGES_MAX)),
        false => Ok(()),
    }
}

fn not_past(due: Date, ctx: &Context) -> Result<Date, Refusal> {
    match due < ctx.today {
        true => Err(Refusal::on("due_in_past", "due").with("day", due)),
        false => Ok(due),
    }
}
