//! Series behind their target, as anybody may see them: what the weekly agenda is made from, and how the number
//! of an item stands on a day.

use super::held::{Held, held, series, whole};
use super::step::source_of;
use crate::{App, AppError, Kind, Result};
use figure::{Decimal, Period};
use indicator::arithmetic::schedule::{Schedule, ahead};
use indicator::arithmetic::{Goal, cumulative_of, current_of, growth, required};
use indicator::forecast::forecast;
use indicator::percent::fixed;
use indicator::{Better, Flow, Refusal, Series, cadence};
use jiff::civil::Date;
use meeting::{Expected, Measure, Origin, Reading, Source};
use std::sync::Arc;

/// The series of the district with their targets.
pub(crate) struct Gaps {
    app: App,
    held: Arc<Held>,
    on: Date,
}

/// Reads them: two queries, up to four after changes.
pub(crate) async fn gaps(app: &App, on: Date) -> Result<Gaps> {
    Ok(Gaps {
        held: held(app).await?,
        app: app.clone(),
        on,
    })
}

/// How a series stands against its target.
struct Stand {
    found: Decimal,
    wanted: Decimal,
    unit: &'static str,
    better: Better,
    period: Period,
    why: String,
    why_en: String,
}

impl Gaps {
    /// Series whose number is short of what the target asks for by now.
    pub fn behind(&self) -> Vec<meeting::Candidate> {
        let profile = self.app.profile();
        let targets = profile.indicators.targets.iter();
        let targets = targets.filter(|t| t.year == self.on.year());
        let mut found = vec![];
        for target in targets {
            let Some(series) = self.series(&target.code) else {
                continue;
            };
            let Ok(Some(stand)) = self.stand(&series, target) else {
                continue;
            };
            let measure = measure(&stand);
            if measure.met_by(&measure.found(), None) {
                continue;
            }
            let name = series.indicator().latest().map(|d| d.name.clone());
            found.push(meeting::Candidate {
                source: Source {
                    origin: Origin::Indicator,
                    id: target.code.clone(),
                    no: 0,
                },
                title: name.unwrap_or_else(|| target.code.clone()),
                why_zh: stand.why,
                why_en: stand.why_en,
                measure,
                unit: Some(source_of(series.indicator()).to_owned()),
            });
        }
        found
    }

    /// How the number of an item stands; none where nothing is known.
    pub fn read(&self, code: &str) -> Option<Reading> {
        let profile = self.app.profile();
        let own = |t: &&profile::Target| t.code == code && t.year == self.on.year();
        let target = profile.indicators.targets.iter().find(own)?;
        let stand = self.stand(&self.series(code)?, target).ok()??;
        Some(measure(&stand).found())
    }

    /// What the next period is forecast to bring; none where no model fits. Reckoned away from the threads that
    /// answer requests.
    pub async fn expected(&self, code: &str) -> Result<Option<Expected>> {
        let Some(series) = self.series(code) else {
            return Ok(None);
        };
        let unit = series.indicator().latest().map(|d| d.unit.clone());
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
        let next = made.ok().and_then(|f| f.ahead.into_iter().next());
        Ok(next.map(|(period, estimate)| Expected {
            period,
            low: estimate.low(),
            middle: estimate.middle(),
            high: estimate.high(),
            unit: unit.unwrap_or_default(),
        }))
    }

    /// The value of a period alone, as a forecast means it.
    pub fn came(&self, code: &str, period: Period) -> Option<Decimal> {
        let series = self.series(code)?;
        match series.definition(period).ok()?.flow {
            Flow::Stock => series.at(period).ok().map(|p| p.value),
            _ => current_of(&series, period).ok().map(|c| c.value),
        }
    }

    /// As released: what is not, and what hides too few firms, is nobody's agenda.
    fn series(&self, code: &str) -> Option<Series> {
        let indicator = &self.held.indicator(code)?.state;
        let all = series(&self.held.cells, &whole(&self.app), indicator, self.on).ok()?;
        let open = all.seen_from_outside();
        let few = open.last().is_some_and(|p| p.few_contributors);
        (!few).then_some(open)
    }

    fn stand(
        &self,
        series: &Series,
        target: &profile::Target,
    ) -> std::result::Result<Option<Stand>, Refusal> {
        let of_year = |p: &&indicator::Point| cadence::year_of(p.period) == target.year;
        let Some(last) = series.points().rfind(of_year) else {
            return Ok(None);
        };
        let definition = series.definition(last.period)?;
        if definition.better == Better::Neither || definition.flow == Flow::Stock {
            return Ok(None);
        }
        let period = last.period;
        let needed = required(series, target.year, target.goal).ok();
        let words = &target.words;
        let stand = match target.goal {
            Goal::Growth(goal) => {
                if definition.flow != Flow::Cumulative {
                    return Ok(None);
                }
                let grown = growth(series, period, &self.app.calendar())?.percent;
                let rest = needed.and_then(|n| n.growth);
                let rest = rest.map(|g| format!("，余下各期需增长{g}"));
                Stand {
                    found: grown.0,
                    wanted: goal.0,
                    unit: "%",
                    better: definition.better,
                    period,
                    why: format!(
                        "{}累计增长{grown}，全年目标“{words}”{}",
                        period.to_chinese(),
                        rest.unwrap_or_default()
                    ),
                    why_en: format!("{period}: growth {grown}, target of the year {goal}"),
                }
            }
            Goal::Value(plan) => {
                let done = cumulative_of(series, period)?;
                let end = period.last_day().unwrap_or(self.on);
                let points = ahead(done, plan, Schedule::by_months_ended(end))?;
                let unit = &definition.unit;
                let rest = needed
                    .map(|n| format!("，余下{}期平均每期需{}{unit}", n.left, fixed(n.run_rate, 2)));
                Stand {
                    found: points.0,
                    wanted: Decimal::ZERO,
                    unit: "个百分点",
                    better: Better::Higher,
                    period,
                    why: format!(
                        "{}累计{}{unit}，比时序进度{}个百分点（目标“{words}”）{}",
                        period.to_chinese(),
                        fixed(done, 2),
                        fixed(points.0, 1),
                        rest.unwrap_or_default()
                    ),
                    why_en: format!("{period}: {} points against schedule", fixed(points.0, 1)),
                }
            }
        };
        Ok(Some(stand))
    }
}

fn measure(stand: &Stand) -> Measure {
    Measure::Number {
        found: stand.found,
        period: stand.period,
        wanted: stand.wanted,
        unit: stand.unit.to_owned(),
        better: stand.better,
    }
}
