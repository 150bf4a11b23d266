//! One indicator as known on a day: its caliber, every period with every entry, what follows by the
//! arithmetic or why nothing does, the target of the year and a forecast that is none of the figures.

use super::held::{Held, cell_id, held, whole};
use super::step::{inside, seen, source_of};
use super::view::{IndicatorRow, Reckoned, Said, growth_of, is_rate, open_series, row, value};
use crate::{Actor, App, AppError, AsOf, Kind, Result, person};
use figure::{Decimal, Period};
use indicator::arithmetic::{self, cumulative_of, current_of, required};
use indicator::definition::Definition;
use indicator::forecast::{Forecast, forecast};
use indicator::observation::{Cell, Input, Settled, Step, Vintage};
use indicator::{Flow, Indicator, Percent, Series, SeriesBreak, Stage};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeMap;

/// Most periods shown, the latest.
pub const PERIODS_MAX: usize = 60;

/// An indicator on a day, as it was known then.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorDetail {
    /// Version of the definition for the next change.
    pub version: i64,
    /// The day shown.
    pub on: Date,
    /// What the list shows.
    #[serde(flatten)]
    pub row: IndicatorRow,
    /// Versions of the definition, the latest first.
    pub definitions: Vec<Definition>,
    /// Breaks, the latest first.
    pub breaks: Vec<SeriesBreak>,
    /// Periods, the latest first, at most 60.
    pub periods: Vec<PeriodRow>,
    /// How many periods there are.
    pub total: usize,
    /// The target of the year.
    pub target: Option<TargetView>,
    /// The rest of the year as estimated.
    pub forecast: Forecasted,
    /// Names of people that occur, by id.
    pub names: BTreeMap<String, String>,
    /// `edit`, `claim`, `verify`: what this person may do today.
    pub may: Vec<&'static str>,
}

/// A period with everything about it.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodRow {
    /// Id of the value, for decisions.
    pub cell: String,
    /// Version of the value; 0 before the first entry.
    pub version: i64,
    /// Code of the period.
    pub period: Period,
    /// In words.
    pub period_zh: String,
    /// The value that counts; none while the first entry waits.
    pub last: Option<super::view::ValueView>,
    /// Growth over the year before.
    pub growth: Reckoned,
    /// The period alone, of cumulative values.
    pub current: Option<Reckoned>,
    /// From January on, of values of the period.
    pub cumulative: Option<Reckoned>,
    /// Two-year average growth.
    pub two_year: Reckoned,
    /// Every entry known by the day, the latest first.
    pub entries: Vec<VintageView>,
}

/// An entry.
#[derive(Debug, Clone, Serialize)]
pub struct VintageView {
    /// From 1.
    pub no: u32,
    /// In the definition's unit.
    pub value: Decimal,
    /// As written.
    pub written: String,
    /// Growth as published.
    pub growth: Option<Percent>,
    /// Last year's value on today's caliber.
    pub comparable_base: Option<Decimal>,
    /// How final.
    pub stage: Stage,
    /// Document.
    pub source: String,
    /// Its hash.
    pub source_hash: Option<String>,
    /// Remark, or why it was revised.
    pub note: String,
    /// Doubts with answers.
    pub settled: Vec<Settled>,
    /// What a derived value was reckoned from.
    pub inputs: Vec<Input>,
    /// On its way, as known on the day.
    pub step: Step,
    /// Person id of who entered it.
    pub entered_by: String,
    /// The day.
    pub entered_on: Date,
    /// Person id of who decided.
    pub decided_by: Option<String>,
    /// The day; from its end on it counts.
    pub decided_on: Option<Date>,
    /// Why sent or taken back.
    pub reason: Option<String>,
}

/// The target of a year and what the rest has to bring.
#[derive(Debug, Clone, Serialize)]
pub struct TargetView {
    /// Year.
    pub year: i16,
    /// As published.
    pub words: String,
    /// Document.
    pub source: String,
    /// The year's value it asks for.
    pub plan: Reckoned,
    /// From January on.
    pub done: Option<Decimal>,
    /// Periods left.
    pub left: Option<u32>,
    /// What each has to bring.
    pub run_rate: Reckoned,
    /// Growth the rest needs.
    pub growth: Reckoned,
}

/// A forecast, or why none is made.
#[derive(Debug, Clone, Serialize)]
pub struct Forecasted {
    /// With interval and back-test. Never a figure.
    pub estimate: Option<Forecast>,
    /// In Chinese, marked as an estimate.
    pub zh: Option<String>,
    /// How the method would have done.
    pub back_test_zh: Option<String>,
    /// Why none is made.
    pub refusal: Option<Said>,
}

/// One indicator: four queries at most where nothing changed.
pub async fn show(
    app: &App,
    actor: &Actor,
    code: &str,
    as_of: Option<Date>,
) -> Result<IndicatorDetail> {
    let past = AsOf::past(as_of.map(AsOf::Day), app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let held = held(app).await?;
    let found = seen(app, actor, &held, code)?;
    let indicator = &found.state;
    let series = open_series(app, actor, &held.cells, indicator, on)?;
    let missing = || AppError::not_found("这个指标", "indicator");
    let row = row(app, actor, &held.cells, indicator, on).ok_or_else(missing)?;
    let inside = inside(app, actor, source_of(indicator));
    let (periods, total) = periods(app, &held, &series, indicator, (on, inside));
    let may = match past {
        None => may(app, actor, indicator),
        Some(_) => vec![],
    };
    let known = series.indicator();
    let newest = |all: &[Definition]| all.iter().rev().cloned().collect();
    Ok(IndicatorDetail {
        version: found.seq,
        on,
        definitions: newest(&known.versions),
        breaks: known.breaks.iter().rev().cloned().collect(),
        names: names(app, &periods).await?,
        total,
        target: target(app, &series, on),
        forecast: forecasted(series.clone()).await?,
        periods,
        row,
        may,
    })
}

fn periods(
    app: &App,
    held: &Held,
    series: &Series,
    indicator: &Indicator,
    (on, inside): (Date, bool),
) -> (Vec<PeriodRow>, usize) {
    let place = whole(app);
    let cells = super::held::of_code(&held.cells, &place, &indicator.code);
    let mut known: Vec<_> = cells
        .filter(|cell| {
            let shown = series.at(cell.state.period).is_ok();
            let entered = |v: &Vintage| v.entered_on <= on;
            shown || (inside && cell.state.vintages.iter().any(entered))
        })
        .collect();
    let ends = |cell: &Cell| (cell.period.last_day(), cell.period.first_day());
    known.sort_by_key(|cell| std::cmp::Reverse(ends(&cell.state)));
    let total = known.len();
    let row = |cell: &std::sync::Arc<store::Loaded<Cell>>| {
        let period = cell.state.period;
        let few = series.at(period).is_ok_and(|p| p.few_contributors);
        PeriodRow {
            cell: cell_id(&place, &indicator.code, period),
            version: cell.seq,
            period,
            period_zh: period.to_chinese(),
            last: series.at(period).ok().map(value),
            growth: growth_of(series, period, &app.calendar()),
            current: part(series, period, Flow::Cumulative),
            cumulative: part(series, period, Flow::Current),
            two_year: two_year(app, series, period),
            entries: match few && !inside {
                true => vec![],
                false => entries(&cell.state, on, inside),
            },
        }
    };
    (
        known.into_iter().take(PERIODS_MAX).map(row).collect(),
        total,
    )
}

/// The other way of looking at a flow; none for stocks, shares and the way it is kept.
fn part(series: &Series, period: Period, kept: Flow) -> Option<Reckoned> {
    let definition = series.definition(period).ok()?;
    if definition.flow != kept || is_rate(definition) {
        return None;
    }
    let value = match kept {
        Flow::Cumulative => current_of(series, period).map(|c| c.value),
        _ => cumulative_of(series, period),
    };
    Some(Reckoned::number(value, &definition.unit))
}

fn two_year(app: &App, series: &Series, period: Period) -> Reckoned {
    match series.definition(period).is_ok_and(is_rate) {
        true => Reckoned::default(),
        false => Reckoned::percent(arithmetic::two_year(series, period, &app.calendar())),
    }
}

/// Entries as known at the end of a day; who is outside sees those that count.
fn entries(cell: &Cell, on: Date, inside: bool) -> Vec<VintageView> {
    let known = cell.vintages.iter().rev().filter(|v| v.entered_on <= on);
    let view = |v: &Vintage| {
        let decided = v.decided_on.is_some_and(|day| day <= on);
        VintageView {
            no: v.no,
            value: v.value,
            written: v.written.clone(),
            growth: v.published_growth,
            comparable_base: v.comparable_base,
            stage: v.stage,
            source: v.source.clone(),
            source_hash: v.source_hash.clone(),
            note: v.note.clone(),
            settled: v.settled.clone(),
            inputs: v.inputs.clone(),
            step: if decided { v.step } else { Step::Entered },
            entered_by: v.entered_by.person.clone(),
            entered_on: v.entered_on,
            decided_by: v
                .decided_by
                .as_ref()
                .filter(|_| decided)
                .map(|p| p.person.clone()),
            decided_on: v.decided_on.filter(|_| decided),
            reason: v.decision_reason.clone().filter(|_| decided),
        }
    };
    known
        .map(view)
        .filter(|v| inside || v.step == Step::Confirmed)
        .collect()
}

/// The target of the day's year, or of the year before where that has none.
fn target(app: &App, series: &Series, on: Date) -> Option<TargetView> {
    let profile = app.profile();
    let own = |t: &&profile::Target| t.code == series.indicator().code && t.year == on.year();
    let target = profile.indicators.targets.iter().find(own)?;
    let unit = &series.indicator().latest()?.unit;
    let found = required(series, target.year, target.goal);
    let part = |of: &dyn Fn(&arithmetic::Required) -> Decimal| {
        Reckoned::number(found.as_ref().map(of).map_err(Clone::clone), unit)
    };
    let needed = match &found {
        Ok(found) => match found.growth {
            Some(percent) => Reckoned::percent(Ok(percent)),
            None => Reckoned::default(),
        },
        Err(refusal) => Reckoned::percent(Err(refusal.clone())),
    };
    Some(TargetView {
        year: target.year,
        words: target.words.clone(),
        source: target.source.clone(),
        plan: part(&|f| f.plan),
        done: found.as_ref().ok().map(|f| f.done),
        left: found.as_ref().ok().map(|f| f.left),
        run_rate: part(&|f| f.run_rate),
        growth: needed,
    })
}

/// The forecast, reckoned away from the threads that answer requests.
async fn forecasted(series: Series) -> Result<Forecasted> {
    let made = tokio::task::spawn_blocking(move || forecast(&series)).await;
    let made = made.map_err(|e| {
        let zh = "预测时出错";
        AppError::new(
            Kind::Unavailable,
            "indicator.forecast",
            zh,
            "Forecasting failed",
        )
        .with_detail(e)
    })?;
    Ok(match made {
        Ok(estimate) => Forecasted {
            zh: Some(estimate.year.zh()),
            back_test_zh: estimate.back_test.as_ref().map(|b| b.zh()),
            estimate: Some(estimate),
            refusal: None,
        },
        Err(refusal) => Forecasted {
            estimate: None,
            zh: None,
            back_test_zh: None,
            refusal: Some((&refusal).into()),
        },
    })
}

fn may(app: &App, actor: &Actor, indicator: &Indicator) -> Vec<&'static str> {
    let rights = [
        (Action::Edit, "edit"),
        (Action::Claim, "claim"),
        (Action::Verify, "verify"),
    ];
    let units = [source_of(indicator)];
    let derived = indicator.latest().is_some_and(|d| d.formula.is_some());
    rights
        .into_iter()
        .filter(|(right, _)| app.may(actor, *right, Resource::Indicator, &units))
        .map(|(_, word)| word)
        .filter(|word| !derived || *word == "edit")
        .collect()
}

async fn names(app: &App, periods: &[PeriodRow]) -> Result<BTreeMap<String, String>> {
    let people = person::all(app).await?;
    let entries = periods.iter().flat_map(|p| &p.entries);
    let ids = entries.flat_map(|e| e.decided_by.iter().chain([&e.entered_by]));
    Ok(ids
        .filter_map(|id| {
            let person = people.iter().find(|p| p.subject.id == *id)?;
            Some((id.clone(), person.state.name.clone()))
        })
        .collect())
}
