//! A value is entered; it counts once somebody else has confirmed it. What looks wrong is asked about.

use super::held::{Held, cell_id, held, series, whole};
use super::step::{context, defined, source_of};
use super::view::Doubt;
use crate::change_of::{changed, made};
use crate::{Actor, App, FileIn, Result, evidence, kinds};
use figure::{Decimal, Period};
use indicator::observation::{Cell, Enter, Settled, Vintage};
use indicator::sheet::{Found, History, questions};
use indicator::{Context, Indicator, Stage};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Change, Loaded, Write};

/// A value as somebody types it.
#[derive(Debug, Clone)]
pub struct EnterCmd {
    /// The period.
    pub period: Period,
    /// The number, in `unit`.
    pub value: Decimal,
    /// Unit as entered; the definition's where absent.
    pub unit: Option<String>,
    /// Growth as published, in percent.
    pub published_growth: Option<Decimal>,
    /// Last year's value on today's caliber, in `unit`.
    pub comparable_base: Option<Decimal>,
    /// Number of firms behind it.
    pub contributors: Option<u32>,
    /// How final.
    pub stage: Stage,
    /// Document or system.
    pub source: String,
    /// The document itself.
    pub file: Option<FileIn>,
    /// Remark; why, for a revision.
    pub note: String,
    /// Answers to doubts, by code.
    pub answers: BTreeMap<String, String>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
pub struct Entered {
    /// Version of the value for the next change; none while doubts are open.
    pub version: Option<i64>,
    /// Number of the entry that waits; none while doubts are open.
    pub no: Option<u32>,
    /// What has to be answered first. Nothing was written.
    pub doubts: Vec<Doubt>,
}

/// Enters a value. Errors: those of [`indicator::observation::enter`] and of evidence.
pub async fn enter(app: &App, actor: &Actor, code: &str, cmd: EnterCmd) -> Result<Entered> {
    let held = held(app).await?;
    let ctx = context(app, actor);
    let indicator = defined(&held, code)?;
    let source = source_of(&indicator.state);
    app.require(actor, Action::Claim, Resource::Indicator, &[source])?;
    let files = cmd.file.iter().cloned().collect();
    let (named, writes) = evidence::take(files)?;
    let hash = named.into_iter().next().map(|file| file.hash);
    let extra = (hash, (settled(&cmd), None));
    let (id, before, next) = decided(app, &held, indicator, &cmd, extra, &ctx)?;
    let doubts = doubts(app, &held, &indicator.state, &next, &cmd)?;
    if !doubts.is_empty() {
        return Ok(Entered {
            version: None,
            no: None,
            doubts,
        });
    }
    let change = change_of(&id, before, &next);
    let expects = vec![(indicator.subject.clone(), indicator.seq)];
    app.append_with(actor, vec![change], expects, writes)
        .await?;
    Ok(Entered {
        version: Some(before.map_or(0, |b| b.seq) + 1),
        no: next.vintages.last().map(|v| v.no),
        doubts,
    })
}

/// Enters many values of one source in one transaction, with the document they come from; doubts were
/// answered before.
pub(crate) async fn enter_many(
    app: &App,
    actor: &Actor,
    cmds: Vec<(String, EnterCmd)>,
    (hash, writes): (Option<String>, Vec<Write>),
) -> Result<usize> {
    let held = held(app).await?;
    let ctx = context(app, actor);
    let mut changes = vec![];
    for (code, cmd) in &cmds {
        let indicator = defined(&held, code)?;
        let source = source_of(&indicator.state);
        app.require(actor, Action::Claim, Resource::Indicator, &[source])?;
        let extra = (hash.clone(), (settled(cmd), None));
        let (id, before, next) = decided(app, &held, indicator, cmd, extra, &ctx)?;
        changes.push(change_of(&id, before, &next));
    }
    app.append_with(actor, changes, vec![], writes).await?;
    Ok(cmds.len())
}

fn settled(cmd: &EnterCmd) -> Vec<Settled> {
    let settled = cmd.answers.iter().map(|(code, answer)| Settled {
        code: code.clone(),
        answer: answer.clone(),
    });
    settled.collect()
}

/// Hash of the document; doubts with answers, and the sheet it comes with.
pub(super) type Extra = (Option<String>, (Vec<Settled>, Option<String>));

/// The value before and after, by the rules of the domain.
pub(super) fn decided<'a>(
    app: &App,
    held: &'a Held,
    indicator: &Loaded<Indicator>,
    cmd: &EnterCmd,
    (source_hash, (settled, batch)): Extra,
    ctx: &Context,
) -> Result<(String, Option<&'a Loaded<Cell>>, Cell)> {
    let place = whole(app);
    let id = cell_id(&place, &indicator.state.code, cmd.period);
    let before = held.cells.get(&id).map(AsRef::as_ref);
    let due = |d: &indicator::Definition| d.release_due(cmd.period);
    let enter = Enter {
        place,
        period: cmd.period,
        value: cmd.value,
        unit: cmd.unit.clone(),
        published_growth: cmd.published_growth,
        comparable_base: cmd.comparable_base,
        contributors: cmd.contributors,
        stage: cmd.stage,
        source: cmd.source.clone(),
        source_hash,
        released_on: indicator.state.on(cmd.period).and_then(due),
        note: cmd.note.clone(),
        batch,
        settled,
    };
    let state = before.map(|b| &b.state);
    let next = indicator::observation::enter(&indicator.state, state, &enter, ctx)?;
    Ok((id, before, next))
}

pub(super) fn change_of(id: &str, before: Option<&Loaded<Cell>>, next: &Cell) -> Change {
    match before {
        None => made(kinds::OBSERVATION, id, "observation.enter", next),
        Some(before) => changed(before, "observation.enter", None, next),
    }
}

/// What looks wrong about a value and is not answered. A revision with its reason is.
fn doubts(
    app: &App,
    held: &Held,
    indicator: &Indicator,
    next: &Cell,
    cmd: &EnterCmd,
) -> Result<Vec<Doubt>> {
    let (Some(entered), Some(definition)) = (next.vintages.last(), indicator.on(next.period))
    else {
        return Ok(vec![]);
    };
    let known = series(&held.cells, &next.place, indicator, app.today())?;
    let history = History::of(&known, next.period);
    let found = found(next, entered);
    let answered = |code: &str| {
        let said = |answer: &String| !answer.trim().is_empty();
        cmd.answers.get(code).is_some_and(said)
            || (code == "revises" && !cmd.note.trim().is_empty())
    };
    let asked = questions(&found, definition, &history);
    let open = asked.into_iter().filter(|q| !answered(q.refusal.code));
    Ok(open.map(|q| Doubt::of(&q.cell, &q.refusal)).collect())
}

fn found(cell: &Cell, entered: &Vintage) -> Found {
    Found {
        cell: String::new(),
        indicator: cell.indicator.clone(),
        place: cell.place.clone(),
        period: cell.period,
        value: entered.value,
        written: entered.written.clone(),
        published_growth: entered.published_growth.map(|p| p.0),
        comparable_base: entered.comparable_base,
        number: entered.value,
        base_number: entered.comparable_base,
        label: String::new(),
    }
}
