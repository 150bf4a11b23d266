//! What waits for a second person, over all indicators that the actor may verify.

use super::decide::CellEntry;
use super::held::held;
use super::step::source_of;
use crate::district::unit_short;
use crate::{Actor, App, Result, person};
use figure::Decimal;
use indicator::Stage;
use indicator::observation::Settled;
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;

/// Most entries shown at once.
const SHOWN_MAX: usize = 500;

/// An entry that waits.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingCell {
    /// Which.
    #[serde(flatten)]
    pub entry: CellEntry,
    /// Version of the value.
    pub version: i64,
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Short name of the source.
    pub source: String,
    /// Period in words.
    pub period_zh: String,
    /// The value that counts now.
    pub before: Option<Decimal>,
    /// The value entered.
    pub value: Decimal,
    /// Unit symbol.
    pub unit: String,
    /// Growth as published.
    pub growth: Option<Decimal>,
    /// How final.
    pub stage: Stage,
    /// Document it comes from.
    pub document: String,
    /// Hash of it.
    pub hash: Option<String>,
    /// The sheet it came with.
    pub batch: Option<String>,
    /// Remark.
    pub note: String,
    /// Doubts with answers.
    pub answers: Vec<Settled>,
    /// Who entered it.
    pub by: String,
    /// Since when.
    pub on: Date,
}

/// What waits, the longest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct WaitingCells {
    /// At most 500.
    pub entries: Vec<WaitingCell>,
    /// All of them.
    pub total: usize,
}

/// Entries that the actor may confirm; never the own ones.
pub async fn waiting(app: &App, actor: &Actor) -> Result<WaitingCells> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Indicator, &own)?;
    let held = held(app).await?;
    let people = person::all(app).await?;
    let name = |id: &str| {
        let person = people.iter().find(|p| p.subject.id == id);
        person.map_or_else(|| id.to_owned(), |p| p.state.name.clone())
    };
    let profile = app.profile();
    let mut entries = vec![];
    for (id, cell) in &held.cells {
        let Some(waits) = cell.state.waiting() else {
            continue;
        };
        let Some(indicator) = held.indicator(&cell.state.indicator) else {
            continue;
        };
        let source = source_of(&indicator.state);
        if waits.entered_by.person == actor.person
            || !app.may(actor, Action::Verify, Resource::Indicator, &[source])
        {
            continue;
        }
        let Some(definition) = indicator.state.on(cell.state.period) else {
            continue;
        };
        entries.push(WaitingCell {
            entry: CellEntry {
                cell: id.clone(),
                no: waits.no,
            },
            version: cell.seq,
            code: cell.state.indicator.clone(),
            name: definition.name.clone(),
            source: unit_short(&profile, source),
            period_zh: cell.state.period.to_chinese(),
            before: cell.state.as_of(app.today()).map(|r| r.vintage.value),
            value: waits.value,
            unit: definition.unit.clone(),
            growth: waits.published_growth.map(|p| p.0),
            stage: waits.stage,
            document: waits.source.clone(),
            hash: waits.source_hash.clone(),
            batch: waits.batch.clone(),
            note: waits.note.clone(),
            answers: waits.settled.clone(),
            by: name(&waits.entered_by.person),
            on: waits.entered_on,
        });
    }
    entries.sort_by(|a, b| (a.on, &a.entry.cell).cmp(&(b.on, &b.entry.cell)));
    let total = entries.len();
    entries.truncate(SHOWN_MAX);
    Ok(WaitingCells { entries, total })
}
