//! The values of a month as everybody who sees indicators may see them, for the monthly report.

use super::held::held;
use super::view::{growth_of, outside_series};
use crate::{App, Result};
use bulletin::IndicatorMonth;
use figure::Period;
use jiff::civil::Date;

/// Each indicator that has a period ending in the month, with the last such value; by code. Two queries, up to four
/// after changes.
pub(crate) async fn month(app: &App, month: Period, known_on: Date) -> Result<Vec<IndicatorMonth>> {
    let held = held(app).await?;
    let calendar = app.calendar();
    let Some(year) = month.first_day().map(Date::year) else {
        return Ok(vec![]);
    };
    let ends = |p: &Period| p.last_day().is_some_and(|day| month.contains(day));
    let mut rows = vec![];
    for one in held.indicators.values() {
        let Ok(series) = outside_series(app, &held.cells, &one.state, known_on) else {
            continue;
        };
        let Some(definition) = series.indicator().latest() else {
            continue;
        };
        let due = definition
            .cadence
            .periods_of(year, definition.jan_feb_merged);
        if !due.iter().any(ends) {
            continue;
        }
        let point = series.points().rev().find(|p| ends(&p.period));
        let shown = point.filter(|p| !p.few_contributors);
        let growth = shown.map(|p| growth_of(&series, p.period, &calendar));
        rows.push(IndicatorMonth {
            name: definition.name.clone(),
            period_zh: point.map_or_else(String::new, |p| p.period.to_chinese()),
            value: shown.map(|p| (p.value, definition.unit.clone())),
            growth: growth.and_then(|g| Some((g.value?, g.unit))),
            stage_zh: point.map_or_else(String::new, |p| p.stage.zh().to_owned()),
            href: format!("/indicators/{}?as_of={known_on}", one.state.code),
        });
    }
    Ok(rows)
}
