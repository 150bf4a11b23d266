//! A sheet that was taken over, with what became of its values; a second person confirms them together.

use super::super::decide::{CellEntry, confirm_many};
use super::super::held::{Held, held};
use super::super::step::{inside, source_of};
use super::kept::{Batch, BatchValue, batch};
use crate::district::unit_name;
use crate::{Actor, App, AppError, Result, person};
use figure::Decimal;
use indicator::observation::{Settled, Step};
use org::{Action, Resource};
use serde::Serialize;

/// A value of the sheet and where it is on its way.
#[derive(Debug, Clone, Serialize)]
pub struct BatchLine {
    /// Cell of the sheet (C7).
    pub at: String,
    /// The entry.
    #[serde(flatten)]
    pub entry: CellEntry,
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// In the indicator's unit.
    pub value: Decimal,
    /// Unit symbol.
    pub unit: String,
    /// Growth as published, in percent.
    pub growth: Option<Decimal>,
    /// Doubts with answers.
    pub settled: Vec<Settled>,
    /// On its way.
    pub step: Step,
}

/// A sheet as somebody may see it.
#[derive(Debug, Clone, Serialize)]
pub struct BatchView {
    /// The sheet.
    pub batch: Batch,
    /// Name of the unit that sent it.
    pub unit_name: String,
    /// Who took it over.
    pub by: String,
    /// Its values.
    pub lines: Vec<BatchLine>,
    /// How many wait that this person may confirm.
    pub waiting: usize,
}

/// A sheet with its values, for who sees them before they are released. Errors: `not_found`.
pub async fn show_batch(app: &App, actor: &Actor, id: &str) -> Result<BatchView> {
    let batch = batch(app, id).await?;
    let held = held(app).await?;
    let own = |value: &&BatchValue| {
        let source = source(&held, value);
        source.is_some_and(|source| inside(app, actor, source))
    };
    let lines: Vec<BatchLine> = batch
        .values
        .iter()
        .filter(own)
        .filter_map(|value| line(&held, value))
        .collect();
    if lines.is_empty() {
        return Err(AppError::not_found("这份表", "sheet"));
    }
    let waiting = to_confirm(app, actor, &held, &batch).len();
    let people = person::all(app).await?;
    let by = people.iter().find(|p| p.subject.id == batch.by.person);
    Ok(BatchView {
        unit_name: unit_name(&app.profile(), &batch.unit),
        by: by.map_or_else(|| batch.by.person.clone(), |p| p.state.name.clone()),
        lines,
        waiting,
        batch,
    })
}

/// Confirms all values of a sheet that wait, in one transaction; never one's own. Errors: `not_found`,
/// `indicator.entries`.
pub async fn confirm_batch(app: &App, actor: &Actor, id: &str) -> Result<usize> {
    let batch = batch(app, id).await?;
    let held = held(app).await?;
    let entries = to_confirm(app, actor, &held, &batch);
    if entries.is_empty() {
        app.require(actor, Action::Verify, Resource::Indicator, &[&batch.unit])?;
    }
    confirm_many(app, actor, &entries).await
}

/// The entries of the sheet that wait and that this person may confirm.
fn to_confirm(app: &App, actor: &Actor, held: &Held, batch: &Batch) -> Vec<CellEntry> {
    let waits = |value: &&BatchValue| {
        let cell = held.cells.get(&value.entry.cell);
        let waiting = cell.and_then(|cell| cell.state.waiting());
        let other =
            waiting.filter(|v| v.no == value.entry.no && v.entered_by.person != actor.person);
        let may = |source| app.may(actor, Action::Verify, Resource::Indicator, &[source]);
        other.is_some() && source(held, value).is_some_and(may)
    };
    let all = batch.values.iter().filter(waits);
    all.map(|value| value.entry.clone()).collect()
}

fn source<'a>(held: &'a Held, value: &BatchValue) -> Option<&'a str> {
    let cell = held.cells.get(&value.entry.cell)?;
    Some(source_of(&held.indicator(&cell.state.indicator)?.state))
}

fn line(held: &Held, value: &BatchValue) -> Option<BatchLine> {
    let cell = &held.cells.get(&value.entry.cell)?.state;
    let definition = held.indicator(&cell.indicator)?.state.on(cell.period)?;
    let entry = cell.vintages.iter().find(|v| v.no == value.entry.no)?;
    Some(BatchLine {
        at: value.at.clone(),
        entry: value.entry.clone(),
        code: cell.indicator.clone(),
        name: definition.name.clone(),
        period_zh: cell.period.to_chinese(),
        value: entry.value,
        unit: definition.unit.clone(),
        growth: entry.published_growth.map(|p| p.0),
        settled: entry.settled.clone(),
        step: entry.step,
    })
}
