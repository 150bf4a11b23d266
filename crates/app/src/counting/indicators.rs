//! Commitments measured by a statistical series: a value that is confirmed moves the light in the transaction
//! of its confirmation, a revision likewise.

use super::TRIES_MAX;
use super::register::Register;
use crate::indicator::{Measured, SaidOf};
use crate::standing::standing;
use crate::{Actor, App, AppError, Result, lights};
use commitment::{
    Commitment, Counts, IndicatorFact, IndicatorFacts, IndicatorMeasure, MeasuredBy, SeriesReading,
    SeriesValue, Status, in_base_unit,
};
use indicator::observation::Cell;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::Change;

/// How many days back the tick looks for releases.
const RELEASED_DAYS: i64 = 31;

/// Whether values of a series move the light of a commitment.
pub(crate) fn is_by_indicators(c: &Commitment) -> bool {
    c.status == Status::Issued && c.measured_by == MeasuredBy::Indicators
}

/// What these series say for a commitment; nothing to one that is not measured by a series.
pub(super) fn facts(app: &App, c: &Commitment, series: &Measured) -> IndicatorFacts {
    let Some(measure) = &c.indicators else {
        return IndicatorFacts::default();
    };
    let days = (c.start, c.deadline.unwrap_or(Date::MAX));
    let unit = c.target.as_ref().map_or("", |t| t.unit.as_str());
    let of = |reading: &SeriesReading| -> Vec<IndicatorFact> {
        let asked = (reading.indicator.as_str(), reading.value);
        let own = series.definition(&reading.indicator);
        let own = own.map_or("", |d| d.unit.as_str());
        let said = series.said(app, asked, days).into_iter();
        said.filter_map(|said| fact(said, reading.value, (own, unit)))
            .collect()
    };
    let partner = measure.partner.as_ref().map(of).unwrap_or_default();
    IndicatorFacts::new(c, of(&measure.reading), partner)
}

/// In the target's unit; a target in words has none.
fn fact(said: SaidOf, value: SeriesValue, (own, target): (&str, &str)) -> Option<IndicatorFact> {
    let number = match value {
        SeriesValue::Level if !target.is_empty() => in_base_unit(said.value, own, target).ok()?,
        _ => said.value,
    };
    Some(IndicatorFact {
        period: said.period,
        value: number,
        date: said.date,
        known_on: said.known_on,
        withdrawn_on: said.withdrawn_on,
    })
}

/// Appends the values with the lights of the commitments they move, in one transaction; a collision there
/// is tried anew, since it is not the actor's.
pub(crate) async fn append_indicators(
    app: &App,
    actor: &Actor,
    new: &BTreeMap<String, Cell>,
    changes: Vec<Change>,
) -> Result<()> {
    let mut tries = 1;
    let moved = loop {
        match once(app, actor, new, &changes).await {
            Err(error) if error.code() == AppError::BESIDE && tries < TRIES_MAX => tries += 1,
            other => break other?,
        }
    };
    for c in &moved {
        lights::follow(app, c).await?;
    }
    Ok(())
}

/// Read in this order, which keeps lights exact: the register, which every confirmation expects unchanged;
/// the commitment with its turnstile; then the series. Tells which commitments it moved.
async fn once(
    app: &App,
    actor: &Actor,
    new: &BTreeMap<String, Cell>,
    changes: &[Change],
) -> Result<Vec<Commitment>> {
    let mut moved = vec![];
    let register = Register::load(app).await?;
    let mut changes = changes.to_vec();
    for id in register.by_indicators() {
        let mut found = standing(app, id).await?;
        let (gate, light) = (found.gate.pass(), found.light.take());
        let (c, records) = found.split();
        let touched = |code: &str| new.values().any(|cell| cell.indicator == code);
        let reads = |m: &IndicatorMeasure| codes(m).any(touched);
        if !is_by_indicators(&c) || !c.indicators.as_ref().is_some_and(reads) {
            continue;
        }
        let known = Measured::load(app).await?;
        let next = facts(app, &c, &known.with(new));
        if next == facts(app, &c, &known) {
            continue;
        }
        changes.push(gate);
        let counts = Counts::from(next);
        let basis = lights::Basis::new(&records, &counts);
        changes.extend(lights::recompute_by(app, &c, basis, light).await?);
        moved.push(c);
    }
    let expects = vec![register.expected()];
    app.append_with(actor, changes, expects, vec![]).await?;
    Ok(moved)
}

fn codes(measure: &IndicatorMeasure) -> impl Iterator<Item = &str> {
    let all = std::iter::once(&measure.reading).chain(&measure.partner);
    all.map(|reading| reading.indicator.as_str())
}

/// Judges the commitments measured by a series again, after its definition or a break changed.
pub(crate) async fn judge_indicator(app: &App, code: &str) -> Result<()> {
    for id in Register::load(app).await?.by_indicators() {
        let (c, _) = standing(app, id).await?.split();
        let reads = c
            .indicators
            .as_ref()
            .is_some_and(|m| codes(m).any(|c| c == code));
        if reads {
            crate::retry::on_the_side(|| lights::judge(app, id)).await?;
        }
    }
    Ok(())
}

/// Commitments for which a value was released of late, to be judged by the day's tick; days without a tick,
/// up to a month of them, are made good.
pub(crate) async fn released_of_late(app: &App) -> Result<Vec<Commitment>> {
    let register = Register::load(app).await?;
    if register.by_indicators().is_empty() {
        return Ok(vec![]);
    }
    let ids = register.by_indicators().to_vec();
    let stored: Vec<store::Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), crate::kinds::COMMITMENT, &ids)
        .await?;
    let series = Measured::load(app).await?;
    let today = app.today();
    let from = today.saturating_sub(RELEASED_DAYS.days());
    let moved =
        |c: &Commitment| is_by_indicators(c) && facts(app, c, &series).moves_within(from, today);
    let stored = stored.into_iter().map(|c| c.state);
    Ok(stored.filter(moved).collect())
}
