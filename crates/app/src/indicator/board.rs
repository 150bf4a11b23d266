//! The daily board (日监测): what arrived since a day, what moved beyond its usual range, what is stale; as
//! known on any day, as far as this person may see it.

use super::held::{Held, cell_id, held, whole};
use super::step::source_of;
use super::view::{Reckoned, growth_of, open_series, outside_series};
use crate::district::{unit_name, unit_short};
use crate::{Actor, App, AppError, AsOf, Result};
use calendar::Calendar;
use figure::{Decimal, Period};
use indicator::daily::{self, Mark};
use indicator::{Cadence, DayCaveat, Flow, Indicator, Series, Stage, day_caveats};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;

/// Most rows of one part; the rest is counted.
pub const ROWS_MAX: usize = 200;
/// Longest time looked back for arrivals, in days.
const SINCE_DAYS_MAX: i32 = 92;

/// The board of a day.
#[derive(Debug, Clone, Serialize)]
pub struct Board {
    /// The day, as known at its end.
    pub on: Date,
    /// Arrivals from this day on.
    pub since: Date,
    /// The newest first; at most 200.
    pub arrived: Vec<Arrived>,
    /// How many arrived.
    pub arrived_total: usize,
    /// Beyond the usual range; at most 200.
    pub moved: Vec<Moving>,
    /// How many moved.
    pub moved_total: usize,
    /// The longest overdue first; at most 200.
    pub stale: Vec<Stale>,
    /// How many are stale.
    pub stale_total: usize,
    /// Series looked at.
    pub series: usize,
}

/// A value that came in.
#[derive(Debug, Clone, Serialize)]
pub struct Arrived {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// What a value covers.
    pub flow: Flow,
    /// None where so few firms stand behind it that it may not be shown.
    pub value: Option<Decimal>,
    /// Unit symbol.
    pub unit: String,
    /// Growth over the year before; none where it cannot be said.
    pub growth: Option<Decimal>,
    /// Its unit.
    pub growth_unit: String,
    /// How final.
    pub stage: Stage,
    /// Which confirmed value of its period it is, from 1.
    pub revision: u32,
    /// The first value, where it was another.
    pub revised_from: Option<Decimal>,
    /// The day it counts from.
    pub known_on: Date,
    /// Short name of the unit that sent it; empty for derived values.
    pub sender: String,
    /// Where it stands written.
    pub document: String,
}

/// A value beyond its usual range.
#[derive(Debug, Clone, Serialize)]
pub struct Moving {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Period in words.
    pub period_zh: String,
    /// Short name of the unit it comes from.
    pub source: String,
    /// What was looked at: the value of a day, the yearly change in percent of longer periods.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// Lower end of the usual range.
    pub low: Decimal,
    /// Upper end.
    pub high: Decimal,
    /// How many values the range was made from.
    pub alike: u32,
    /// In Chinese, with what they have in common.
    pub why_zh: String,
    /// What a reader has to know of the day.
    pub caveats: Vec<DayCaveat>,
    /// Whether the value is among what arrived.
    pub new: bool,
}

/// A series that waits for a value past its release.
#[derive(Debug, Clone, Serialize)]
pub struct Stale {
    /// Code of the indicator.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How often.
    pub cadence: Cadence,
    /// Short name of the unit it comes from.
    pub source: String,
    /// The period that is missing, in words.
    pub period_zh: String,
    /// The last period that has a value, in words.
    pub last_zh: String,
    /// The day it was expected.
    pub due: Date,
    /// Days since.
    pub days: i64,
}

/// The board. Without `since`, what came from the last working day on. Two queries, up to four after changes.
/// Errors: `as_of.future`, `daily.since`.
pub async fn board(
    app: &App,
    actor: &Actor,
    since: Option<Date>,
    as_of: Option<Date>,
) -> Result<Board> {
    let own = [actor.unit.as_str()];
    for right in [Action::List, Action::View] {
        app.require(actor, right, Resource::Indicator, &own)?;
    }
    seen_by(app, Some(actor), since, as_of).await
}

/// The board as this person may see it; by nobody, what everybody who sees indicators may see: only what is released.
pub(crate) async fn seen_by(
    app: &App,
    actor: Option<&Actor>,
    since: Option<Date>,
    as_of: Option<Date>,
) -> Result<Board> {
    let past = AsOf::past(as_of.map(AsOf::Day), app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let since = since.unwrap_or_else(|| last_working_day(&app.calendar(), on));
    if since > on || (on - since).get_days() > SINCE_DAYS_MAX {
        return Err(AppError::field(
            "since",
            "daily.since",
            format!("起始日期不能晚于所看的一天，也不能早于{SINCE_DAYS_MAX}天前"),
            format!("At most {SINCE_DAYS_MAX} days before the day shown, and not after it"),
        ));
    }
    let held = held(app).await?;
    let mut board = Board {
        on,
        since,
        arrived: vec![],
        arrived_total: 0,
        moved: vec![],
        moved_total: 0,
        stale: vec![],
        stale_total: 0,
        series: 0,
    };
    for one in held.indicators.values() {
        let unit = [source_of(&one.state)];
        let may = |actor| app.may(actor, Action::View, Resource::Indicator, &unit);
        if actor.is_none_or(may) {
            add(app, actor, &held, &one.state, &mut board);
        }
    }
    board
        .arrived
        .sort_by(|a, b| (b.known_on, &a.code).cmp(&(a.known_on, &b.code)));
    board
        .stale
        .sort_by(|a, b| (a.due, &a.code).cmp(&(b.due, &b.code)));
    board
        .moved
        .sort_by(|a, b| (!a.new, &a.code).cmp(&(!b.new, &b.code)));
    board.arrived_total = cut(&mut board.arrived);
    board.moved_total = cut(&mut board.moved);
    board.stale_total = cut(&mut board.stale);
    Ok(board)
}

/// Cuts rows to what is shown, and says how many there were.
fn cut<T>(rows: &mut Vec<T>) -> usize {
    let total = rows.len();
    rows.truncate(ROWS_MAX);
    total
}

/// The working day before a day, a fortnight back at most.
fn last_working_day(calendar: &Calendar, on: Date) -> Date {
    let mut day = on;
    for _ in 0..14 {
        let Ok(before) = day.yesterday() else { break };
        day = before;
        if calendar.is_working_day(day) {
            break;
        }
    }
    day
}

/// Adds what is to be said of a series; nothing before it was defined.
fn add(app: &App, actor: Option<&Actor>, held: &Held, indicator: &Indicator, board: &mut Board) {
    let calendar = app.calendar();
    let cells = &held.cells;
    let series = match actor {
        Some(actor) => open_series(app, actor, cells, indicator, board.on),
        None => outside_series(app, cells, indicator, board.on),
    };
    let Ok(series) = series else {
        return;
    };
    let Some(definition) = series.indicator().latest() else {
        return;
    };
    let Ok(line) = daily::line(&series, &calendar) else {
        return;
    };
    board.series += 1;
    let source = unit_short(&app.profile(), &definition.source_unit);
    let new = |p: &&indicator::Point| board.since <= p.known_on && p.known_on <= board.on;
    let fresh: Vec<&indicator::Point> = series.points().filter(new).collect();
    let is_fresh = |period: Period| fresh.iter().any(|p| p.period == period);
    for mark in line.marks {
        match mark {
            Mark::Moved(moved) => {
                let point = series.at(moved.period);
                if point.is_ok_and(|p| p.few_contributors) {
                    continue;
                }
                board.moved.push(Moving {
                    code: indicator.code.clone(),
                    name: definition.name.clone(),
                    period_zh: moved.period.to_chinese(),
                    source: source.clone(),
                    unit: match moved.period {
                        Period::Day(_) => definition.unit.clone(),
                        _ => "%".to_owned(),
                    },
                    value: moved.value,
                    low: moved.low,
                    high: moved.high,
                    alike: moved.alike,
                    why_zh: moved.zh,
                    caveats: day_caveats(moved.period, &calendar),
                    new: is_fresh(moved.period),
                });
            }
            // A derived value owes nothing by itself: what it reads does.
            Mark::Stale { period, due, days } if definition.formula.is_none() => {
                board.stale.push(Stale {
                    code: indicator.code.clone(),
                    name: definition.name.clone(),
                    cadence: definition.cadence,
                    source: source.clone(),
                    period_zh: period.to_chinese(),
                    last_zh: line.last.map_or_else(String::new, Period::to_chinese),
                    due,
                    days,
                });
            }
            Mark::Stale { .. } | Mark::Arrived(_) => {}
        }
    }
    let rows: Vec<Arrived> = fresh
        .iter()
        .map(|point| arrived(app, held, &series, point))
        .collect();
    board.arrived.extend(rows);
}

fn arrived(app: &App, held: &Held, series: &Series, point: &indicator::Point) -> Arrived {
    let code = &series.indicator().code;
    let id = cell_id(&whole(app), code, point.period);
    let cell = held.cells.get(&id);
    let vintage = cell.and_then(|c| Some(c.state.as_of(series.known_on())?.vintage));
    let definition = series.definition(point.period).ok();
    let derived = definition.is_some_and(|d| d.formula.is_some());
    let sender = vintage.filter(|_| !derived).map(|v| &v.entered_by.unit);
    let shown = !point.few_contributors;
    let growth = match shown {
        true => growth_of(series, point.period, &app.calendar()),
        false => Reckoned::default(),
    };
    Arrived {
        code: code.clone(),
        name: definition.map_or_else(|| code.clone(), |d| d.name.clone()),
        period_zh: point.period.to_chinese(),
        flow: definition.map_or(Flow::Current, |d| d.flow),
        value: shown.then_some(point.value),
        unit: definition.map_or_else(String::new, |d| d.unit.clone()),
        growth: growth.value,
        growth_unit: growth.unit,
        stage: point.stage,
        revision: point.revision,
        revised_from: point.revised_from.filter(|_| shown),
        known_on: point.known_on,
        sender: sender.map_or_else(String::new, |unit| unit_name(&app.profile(), unit)),
        document: vintage.map_or_else(String::new, |v| v.source.clone()),
    }
}
