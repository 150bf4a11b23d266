//! A second person confirms or sends back what was entered; who entered it may take it back.

use super::derive::{Known, follow};
use super::held::{held, whole};
use super::step::{context, defined, source_of};
use crate::change_of::changed;
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, kinds, same_version};
use indicator::observation::{self, Cell, Confirm, Reject, Withdraw};
use org::{Action, Resource};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::Loaded;

/// Most entries confirmed at once.
const ENTRIES_MAX: usize = 1_000;

/// An entry of a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellEntry {
    /// Id of the value.
    pub cell: String,
    /// Number of the entry.
    pub no: u32,
}

/// Confirms entries in one transaction, with the derived values that follow; none where one of them
/// cannot be confirmed. Errors: `indicator.entries`, `not_waiting`, `own_entry`.
pub async fn confirm_many(app: &App, actor: &Actor, entries: &[CellEntry]) -> Result<usize> {
    let once: BTreeSet<&str> = entries.iter().map(|e| e.cell.as_str()).collect();
    if entries.is_empty() || entries.len() > ENTRIES_MAX || once.len() < entries.len() {
        return Err(AppError::new(
            Kind::Unprocessable,
            "indicator.entries",
            format!("请选择1至{ENTRIES_MAX}个不同的数据"),
            format!("Choose 1 to {ENTRIES_MAX} different values"),
        ));
    }
    let held = held(app).await?;
    let ctx = context(app, actor);
    let mut known = Known {
        held: &held,
        cells: &held.cells,
        new: BTreeMap::new(),
    };
    let mut changes = vec![];
    for entry in entries {
        let before = held.cells.get(&entry.cell);
        let before = before.ok_or_else(|| AppError::not_found("这个数据", "value"))?;
        let indicator = defined(&held, &before.state.indicator)?;
        let source = source_of(&indicator.state);
        app.require(actor, Action::Verify, Resource::Indicator, &[source])?;
        let after = observation::confirm(&before.state, &Confirm { no: entry.no }, &ctx)?;
        changes.push(changed(before, "observation.confirm", None, &after));
        known.new.insert(entry.cell.clone(), after);
    }
    changes.extend(follow(&mut known, &whole(app), &ctx));
    let new = known.new;
    crate::counting::append_indicators(app, actor, &new, changes).await?;
    Ok(entries.len())
}

/// Sends an entry back with a reason. Errors: `not_waiting`, `own_entry`, `required`.
pub async fn reject(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    cmd: Reject,
) -> Result<Versioned<Cell>> {
    let before = loaded(app, actor, Action::Verify, id).await?;
    same_version(expected, before.seq)?;
    let after = observation::reject(&before.state, &cmd, &context(app, actor))?;
    written(
        app,
        actor,
        ("observation.reject", &cmd.reason),
        before,
        after,
    )
    .await
}

/// Takes one's own entry back with a reason. Errors: `not_waiting`, `not_own_entry`, `required`.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    (id, expected): (&str, i64),
    cmd: Withdraw,
) -> Result<Versioned<Cell>> {
    let before = loaded(app, actor, Action::Claim, id).await?;
    same_version(expected, before.seq)?;
    let after = observation::withdraw(&before.state, &cmd, &context(app, actor))?;
    written(
        app,
        actor,
        ("observation.withdraw", &cmd.reason),
        before,
        after,
    )
    .await
}

/// A value on whose indicator this person has the right.
async fn loaded(app: &App, actor: &Actor, right: Action, id: &str) -> Result<Loaded<Cell>> {
    let found: Loaded<Cell> = app
        .load(kinds::OBSERVATION, id, ("这个数据", "value"))
        .await?;
    let held = held(app).await?;
    let indicator = defined(&held, &found.state.indicator)?;
    let source = source_of(&indicator.state);
    app.require(actor, right, Resource::Indicator, &[source])?;
    Ok(found)
}

async fn written(
    app: &App,
    actor: &Actor,
    (action, reason): (&str, &str),
    before: Loaded<Cell>,
    after: Cell,
) -> Result<Versioned<Cell>> {
    let change = changed(&before, action, Some(reason), &after);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: after,
    })
}
