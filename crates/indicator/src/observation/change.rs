//! Enter a value, have a second person confirm it, send it back, take it back.

use super::{Cell, Input, Settled, Stage, Step, Vintage};
use crate::{Context, Definition, Indicator, Percent, Refusal};
use figure::{Decimal, Period, Quantity};
use jiff::civil::Date;
use refusal::required;
use serde::{Deserialize, Serialize};

/// Most vintages of one cell.
const VINTAGES_MAX: usize = 100;
/// Largest value, in the definition's unit.
pub(crate) const VALUE_MAX: i64 = 1_000_000_000_000_000;
/// Most decimal places of a value.
const PLACES_MAX: u32 = 10;

/// Enter a value, or a revision of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enter {
    /// Place.
    pub place: String,
    /// Period.
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
    /// Hash of the document.
    pub source_hash: Option<String>,
    /// The day of release.
    pub released_on: Option<Date>,
    /// Remark; why, for a revision.
    pub note: String,
    /// The sheet it is taken over with, by its id.
    #[serde(default)]
    pub batch: Option<String>,
    /// Doubts of the checks with answers.
    pub settled: Vec<Settled>,
}

/// Confirm the vintage that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirm {
    /// The vintage looked at.
    pub no: u32,
}

/// Send it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// The vintage looked at.
    pub no: u32,
    /// Why.
    pub reason: String,
}

/// Take one's own back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdraw {
    /// The vintage.
    pub no: u32,
    /// Why.
    pub reason: String,
}

/// Enters a value; `cell` is what there is of it. It counts once somebody else confirms it. Errors:
/// `derived_by_formula`, `definition_not_in_force`, `period_not_of_cadence`, `jan_feb_together`,
/// `period_not_over`, `unit_unknown`, `unit_not_convertible`, `value_too_large`, `value_too_fine`,
/// `required`, `text_too_long`, `waiting_already`, `stage_goes_back`, `nothing_changed`,
/// `revision_needs_reason`, `vintages_too_many`.
pub fn enter(
    indicator: &Indicator,
    cell: Option<&Cell>,
    cmd: &Enter,
    ctx: &Context,
) -> Result<Cell, Refusal> {
    let definition = definition_for(indicator, cmd.period)?;
    if definition.formula.is_some() {
        return Err(Refusal::on("derived_by_formula", "value").with("name", &definition.name));
    }
    check_period(definition, cmd.period, cmd.stage, ctx)?;
    let (value, written) = in_unit(definition, cmd.value, cmd.unit.as_deref())?;
    let base = cmd.comparable_base;
    let base = base.map(|b| in_unit(definition, b, cmd.unit.as_deref()));
    let vintage = Vintage {
        no: 0,
        value,
        written,
        published_growth: cmd.published_growth.map(Percent),
        comparable_base: base.transpose()?.map(|(value, _)| value),
        contributors: cmd.contributors,
        stage: cmd.stage,
        source: required(&cmd.source, "source")?,
        source_hash: cmd.source_hash.clone(),
        released_on: cmd.released_on,
        note: cmd.note.trim().to_owned(),
        batch: cmd.batch.clone(),
        settled: cmd.settled.clone(),
        inputs: vec![],
        definition: definition.version,
        step: Step::Entered,
        entered_by: ctx.actor.clone(),
        entered_at: ctx.now,
        entered_on: ctx.today,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        decision_reason: None,
    };
    added(indicator, cell, &cmd.place, cmd.period, vintage)
}

/// Records a derived value reckoned anew; confirmed at once, for it is reckoned and not claimed.
/// The value before stays. Errors: as [`enter`], `not_derived`; `nothing_changed` when value and
/// inputs are as before.
pub fn enter_derived(
    indicator: &Indicator,
    cell: Option<&Cell>,
    place: &str,
    period: Period,
    value: Decimal,
    inputs: Vec<Input>,
    ctx: &Context,
) -> Result<Cell, Refusal> {
    let definition = definition_for(indicator, period)?;
    let Some(formula) = &definition.formula else {
        return Err(Refusal::new("not_derived").with("name", &definition.name));
    };
    let value = crate::percent::rounded(value, PLACES_MAX).normalize();
    check_size(value)?;
    let vintage = Vintage {
        no: 0,
        value,
        written: format!("{value}{}", definition.unit),
        published_growth: None,
        comparable_base: None,
        contributors: None,
        stage: Stage::Provisional,
        source: formula.clone(),
        source_hash: None,
        released_on: None,
        note: String::new(),
        batch: None,
        settled: vec![],
        inputs,
        definition: definition.version,
        step: Step::Confirmed,
        entered_by: ctx.actor.clone(),
        entered_at: ctx.now,
        entered_on: ctx.today,
        decided_by: Some(ctx.actor.clone()),
        decided_at: Some(ctx.now),
        decided_on: Some(ctx.today),
        decision_reason: None,
    };
    added(indicator, cell, place, period, vintage)
}

/// Confirms the waiting vintage; from today on it counts. Errors: `not_waiting`, `own_entry`.
pub fn confirm(state: &Cell, cmd: &Confirm, ctx: &Context) -> Result<Cell, Refusal> {
    let mut next = state.clone();
    let vintage = waiting(&mut next, cmd.no)?;
    if vintage.entered_by.person == ctx.actor.person {
        return Err(Refusal::new("own_entry"));
    }
    decide(vintage, Step::Confirmed, None, ctx);
    Ok(next)
}

/// Sends the waiting vintage back. Errors: `not_waiting`, `own_entry`, `required`.
pub fn reject(state: &Cell, cmd: &Reject, ctx: &Context) -> Result<Cell, Refusal> {
    let mut next = state.clone();
    let vintage = waiting(&mut next, cmd.no)?;
    if vintage.entered_by.person == ctx.actor.person {
        return Err(Refusal::new("own_entry"));
    }
    let reason = required(&cmd.reason, "reason")?;
    decide(vintage, Step::Rejected, Some(reason), ctx);
    Ok(next)
}

/// Takes one's own waiting vintage back. Errors: `not_waiting`, `not_own_entry`, `required`.
pub fn withdraw(state: &Cell, cmd: &Withdraw, ctx: &Context) -> Result<Cell, Refusal> {
    let mut next = state.clone();
    let vintage = waiting(&mut next, cmd.no)?;
    if vintage.entered_by.person != ctx.actor.person {
        return Err(Refusal::new("not_own_entry"));
    }
    let reason = required(&cmd.reason, "reason")?;
    decide(vintage, Step::Withdrawn, Some(reason), ctx);
    Ok(next)
}

fn decide(vintage: &mut Vintage, step: Step, reason: Option<String>, ctx: &Context) {
    vintage.step = step;
    vintage.decided_by = Some(ctx.actor.clone());
    vintage.decided_at = Some(ctx.now);
    vintage.decided_on = Some(ctx.today);
    vintage.decision_reason = reason;
}

fn waiting(cell: &mut Cell, no: u32) -> Result<&mut Vintage, Refusal> {
    let found = cell.vintages.iter_mut().find(|v| v.no == no);
    found
        .filter(|v| v.step == Step::Entered)
        .ok_or_else(|| Refusal::new("not_waiting").with("no", no))
}

fn definition_for(indicator: &Indicator, period: Period) -> Result<&Definition, Refusal> {
    let found = indicator.on(period);
    found.ok_or_else(|| {
        Refusal::on("definition_not_in_force", "period").with("period", period.to_chinese())
    })
}

fn check_period(
    definition: &Definition,
    period: Period,
    stage: Stage,
    ctx: &Context,
) -> Result<(), Refusal> {
    if !definition.cadence.holds(period) {
        let refusal = Refusal::on("period_not_of_cadence", "period");
        return Err(refusal
            .with("period", period.to_chinese())
            .with("cadence", definition.cadence.zh()));
    }
    let of_two_months = matches!(period, Period::Month { month, .. } if month <= 2);
    if definition.jan_feb_merged && of_two_months {
        return Err(Refusal::on("jan_feb_together", "period"));
    }
    if !definition.jan_feb_merged && matches!(period, Period::JanFeb(_)) {
        return Err(Refusal::on("jan_feb_apart", "period"));
    }
    let over = period.last_day().is_some_and(|last| last < ctx.today);
    if !over && stage != Stage::Estimate {
        let refusal = Refusal::on("period_not_over", "period");
        return Err(refusal.with("period", period.to_chinese()));
    }
    Ok(())
}

/// The value in the definition's unit, and as written.
fn in_unit(
    definition: &Definition,
    value: Decimal,
    unit: Option<&str>,
) -> Result<(Decimal, String), Refusal> {
    let symbol = unit.unwrap_or(&definition.unit).trim();
    let written = format!("{value}{symbol}");
    let unknown = || Refusal::on("unit_unknown", "unit").with("unit", symbol);
    let quantity = Quantity::new(value, symbol).map_err(|_| unknown())?;
    let to = definition.unit().ok_or_else(unknown)?;
    let converted = quantity.convert(to).map_err(|_| {
        let refusal = Refusal::on("unit_not_convertible", "unit");
        refusal.with("from", symbol).with("to", to.symbol)
    })?;
    let value = converted.value.normalize();
    check_size(value)?;
    if value.scale() > PLACES_MAX {
        return Err(Refusal::on("value_too_fine", "value").with("max", PLACES_MAX));
    }
    Ok((value, written))
}

fn check_size(value: Decimal) -> Result<(), Refusal> {
    match value.abs() > Decimal::from(VALUE_MAX) {
        true => Err(Refusal::on("value_too_large", "value").with("max", VALUE_MAX)),
        false => Ok(()),
    }
}

fn added(
    indicator: &Indicator,
    cell: Option<&Cell>,
    place: &str,
    period: Period,
    mut vintage: Vintage,
) -> Result<Cell, Refusal> {
    let mut next = match cell {
        Some(cell) => cell.clone(),
        None => Cell {
            indicator: indicator.code.clone(),
            place: required(place, "place")?,
            period,
            vintages: vec![],
        },
    };
    if next.vintages.len() >= VINTAGES_MAX {
        return Err(Refusal::new("vintages_too_many").with("max", VINTAGES_MAX));
    }
    if let Some(other) = next.waiting() {
        return Err(Refusal::new("waiting_already").with("no", other.no));
    }
    let known = next.as_of(Date::MAX);
    if let Some(known) = known.filter(|_| vintage.inputs.is_empty()) {
        check_revision(known.vintage, &vintage)?;
    } else if known
        .is_some_and(|k| k.vintage.value == vintage.value && k.vintage.inputs == vintage.inputs)
    {
        return Err(Refusal::new("nothing_changed"));
    }
    let last = next.vintages.iter().map(|v| v.no).max().unwrap_or(0);
    vintage.no = last + 1;
    next.vintages.push(vintage);
    Ok(next)
}

fn check_revision(known: &Vintage, new: &Vintage) -> Result<(), Refusal> {
    if new.stage < known.stage {
        let refusal = Refusal::on("stage_goes_back", "stage");
        return Err(refusal
            .with("from", known.stage.zh())
            .with("to", new.stage.zh()));
    }
    let same = |v: &Vintage| (v.value, v.stage, v.published_growth, v.comparable_base);
    if same(known) == same(new) {
        return Err(Refusal::new("nothing_changed"));
    }
    if known.value != new.value && new.note.is_empty() {
        return Err(Refusal::on("revision_needs_reason", "note").with("value", known.value));
    }
    Ok(())
}
