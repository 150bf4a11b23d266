//! Indicators as rows, and answers of the arithmetic with what they were reckoned on or why not.

use super::held::{Cells, of_code, series, whole};
use super::step::{inside, source_of};
use crate::district::unit_name;
use crate::{Actor, App};
use calendar::Calendar;
use figure::{Decimal, Dimension, Period};
use indicator::arithmetic::{Basis, Caveat, Growth, growth, level_change};
use indicator::daily::{self, Mark};
use indicator::observation::Step;
use indicator::{Cadence, Definition, Flow, Indicator, Percent, Refusal, Series, Stage};
use jiff::civil::Date;
use serde::Serialize;

/// Why something cannot be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Stable code.
    pub code: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<&Refusal> for Said {
    fn from(refusal: &Refusal) -> Self {
        Self {
            code: refusal.code.to_owned(),
            zh: refusal.zh(),
            en: refusal.en(),
        }
    }
}

/// A doubt about a value, or a fault, with its cell of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// Cell (C7); empty outside of sheets.
    pub cell: String,
    /// What is doubted.
    #[serde(flatten)]
    pub said: Said,
}

impl Doubt {
    pub(super) fn of(cell: &str, refusal: &Refusal) -> Self {
        Self {
            cell: cell.to_owned(),
            said: refusal.into(),
        }
    }
}

/// What a growth is set against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Against {
    /// Its period in words.
    pub period_zh: String,
    /// Its value.
    pub value: Decimal,
}

/// A number of the arithmetic, or why there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Reckoned {
    /// The number.
    pub value: Option<Decimal>,
    /// `%`, `个百分点`, or the indicator's unit.
    pub unit: String,
    /// `levels`, `comparable_base`, `per_day`, `published`.
    pub basis: Option<&'static str>,
    /// What it is set against, with its period.
    pub against: Option<Against>,
    /// `spring_festival`, `festival_unknown`, `revised`, `not_final`.
    pub caveats: Vec<&'static str>,
    /// Why there is no number.
    pub refusal: Option<Said>,
}

impl Reckoned {
    pub(super) fn number(value: Result<Decimal, Refusal>, unit: &str) -> Self {
        match value {
            Ok(value) => Self {
                value: Some(value),
                unit: unit.to_owned(),
                ..Self::default()
            },
            Err(refusal) => Self {
                unit: unit.to_owned(),
                refusal: Some((&refusal).into()),
                ..Self::default()
            },
        }
    }

    pub(super) fn percent(value: Result<Percent, Refusal>) -> Self {
        Self::number(value.map(|p| p.0), "%")
    }

    fn grown(grown: Growth) -> Self {
        let caveat = |caveat: &Caveat| match caveat {
            Caveat::SpringFestival(_) => "spring_festival",
            Caveat::FestivalUnknown => "festival_unknown",
            Caveat::Revised => "revised",
            Caveat::NotFinal => "not_final",
        };
        Self {
            value: Some(grown.percent.0),
            unit: "%".to_owned(),
            basis: Some(match grown.basis {
                Basis::Levels => "levels",
                Basis::ComparableBase => "comparable_base",
                Basis::PerDay => "per_day",
                Basis::Published => "published",
            }),
            against: grown.levels.map(|(_, base)| Against {
                period_zh: base.period.to_chinese(),
                value: base.value,
            }),
            caveats: grown.caveats.iter().map(caveat).collect(),
            refusal: None,
        }
    }
}

/// The growth over the year before; of a rate the change in points, for a rate does not grow in percent.
pub(super) fn growth_of(series: &Series, period: Period, calendar: &Calendar) -> Reckoned {
    if series.definition(period).is_ok_and(is_rate) {
        return Reckoned::number(level_change(series, period), "个百分点");
    }
    match growth(series, period, calendar) {
        Ok(grown) => Reckoned::grown(grown),
        Err(refusal) => Reckoned::percent(Err(refusal)),
    }
}

/// Whether values are shares.
pub(super) fn is_rate(definition: &Definition) -> bool {
    let dimension = definition.unit().map(|unit| unit.dimension);
    matches!(dimension, Some(Dimension::Share | Dimension::Points))
}

/// A value of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueView {
    /// Code of the period.
    pub period: Period,
    /// In words.
    pub period_zh: String,
    /// In the indicator's unit; none where so few firms stand behind it that it may not be shown.
    pub value: Option<Decimal>,
    /// How final.
    pub stage: Stage,
    /// The day it became known.
    pub known_on: Date,
    /// The first value, where it was another.
    pub revised_from: Option<Decimal>,
}

/// A value that is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Late {
    /// The period it is for, in words.
    pub period_zh: String,
    /// The day it was expected.
    pub due: Date,
    /// Days since.
    pub days: i64,
}

/// An indicator with its latest value as known on a day.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Unit symbol.
    pub unit: String,
    /// How often.
    pub cadence: Cadence,
    /// What a value covers.
    pub flow: Flow,
    /// Unit code of the source.
    pub source: String,
    /// Its name.
    pub source_name: String,
    /// Whether it is reckoned by a formula.
    pub derived: bool,
    /// The document of the latest value; empty without one.
    pub document: String,
    /// The latest value; none where nothing is known or released.
    pub last: Option<ValueView>,
    /// Growth of it.
    pub growth: Reckoned,
    /// What is overdue.
    pub late: Option<Late>,
    /// What is beyond the usual range, in Chinese.
    pub moved: Option<String>,
    /// Periods whose value came in on that day.
    pub arrived: Vec<String>,
    /// Values that wait for a second person today.
    pub waiting: usize,
    /// The latest values that may be told, the oldest first, for a small drawing.
    #[serde(skip)]
    pub recent: Vec<(Period, Decimal)>,
}

/// Most values of a small drawing: two years of months.
const RECENT_MAX: usize = 24;

fn recent(series: &Series) -> Vec<(Period, Decimal)> {
    let told = series.points().rev().filter(|p| !p.few_contributors);
    let mut found: Vec<_> = told.take(RECENT_MAX).map(|p| (p.period, p.value)).collect();
    found.reverse();
    found
}

/// The series as everybody who sees indicators may see it on a day: only what is released. Errors: `not_defined`.
pub(super) fn outside_series(
    app: &App,
    cells: &Cells,
    indicator: &Indicator,
    on: Date,
) -> Result<Series, Refusal> {
    Ok(series(cells, &whole(app), indicator, on)?.seen_from_outside())
}

/// The series as this person may see it on a day. Errors: `not_defined`.
pub(super) fn open_series(
    app: &App,
    actor: &Actor,
    cells: &Cells,
    indicator: &Indicator,
    on: Date,
) -> Result<Series, Refusal> {
    let all = series(cells, &whole(app), indicator, on)?;
    Ok(match inside(app, actor, source_of(indicator)) {
        true => all,
        false => all.seen_from_outside(),
    })
}

/// The row of an indicator; none before it was defined.
pub(super) fn row(
    app: &App,
    actor: &Actor,
    cells: &Cells,
    indicator: &Indicator,
    on: Date,
) -> Option<IndicatorRow> {
    let series = open_series(app, actor, cells, indicator, on).ok()?;
    let definition = series.indicator().latest()?.clone();
    let derived = definition.formula.is_some();
    let line = daily::line(&series, &app.calendar()).ok()?;
    let mut marked = IndicatorRow {
        code: indicator.code.clone(),
        name: definition.name,
        unit: definition.unit,
        cadence: definition.cadence,
        flow: definition.flow,
        source_name: unit_name(&app.profile(), &definition.source_unit),
        source: definition.source_unit,
        derived,
        document: document(app, cells, &series, on).unwrap_or_default(),
        last: series.last().map(value),
        growth: match series.last() {
            Some(last) => growth_of(&series, last.period, &app.calendar()),
            None => Reckoned::default(),
        },
        late: None,
        moved: None,
        arrived: vec![],
        waiting: 0,
        recent: recent(&series),
    };
    for mark in line.marks {
        match mark {
            Mark::Arrived(period) => marked.arrived.push(period.to_chinese()),
            Mark::Moved(moved) => marked.moved = Some(moved.zh),
            // A derived value owes nothing by itself: what it reads does.
            Mark::Stale { .. } if derived => {}
            Mark::Stale { period, due, days } => {
                marked.late = Some(Late {
                    period_zh: period.to_chinese(),
                    due,
                    days,
                });
            }
        }
    }
    if inside(app, actor, source_of(indicator)) {
        let cells = of_code(cells, &whole(app), &indicator.code);
        let waits = |v: &indicator::observation::Vintage| v.step == Step::Entered;
        marked.waiting = cells
            .flat_map(|cell| &cell.state.vintages)
            .filter(|v| waits(v))
            .count();
    }
    Some(marked)
}

pub(super) fn value(point: &indicator::Point) -> ValueView {
    ValueView {
        period: point.period,
        period_zh: point.period.to_chinese(),
        value: (!point.few_contributors).then_some(point.value),
        stage: point.stage,
        known_on: point.known_on,
        revised_from: point.revised_from.filter(|_| !point.few_contributors),
    }
}

/// Where the latest value of a series stands written.
fn document(app: &App, cells: &Cells, series: &Series, on: Date) -> Option<String> {
    let period = series.last()?.period;
    let mut own = of_code(cells, &whole(app), &series.indicator().code);
    let cell = own.find(|cell| cell.state.period == period)?;
    Some(cell.state.as_of(on)?.vintage.source.clone())
}
