//! The values of one indicator at one place as they were known on a day, ready for arithmetic.

use crate::observation::{Cell, Stage};
use crate::{Definition, Indicator, Percent, Refusal, SeriesBreak, cadence};
use figure::{Decimal, Period};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most points of one series: ten years of days and some.
pub const POINTS_MAX: usize = 5_000;

/// A value of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// In the definition's unit.
    pub value: Decimal,
    /// How final.
    pub stage: Stage,
    /// Growth as published.
    pub published_growth: Option<Percent>,
    /// Last year's value on today's caliber.
    pub comparable_base: Option<Decimal>,
    /// Which confirmed value of its cell it is, from 1.
    pub revision: u32,
    /// The first value that was confirmed, where it was another.
    pub revised_from: Option<Decimal>,
    /// Version of the definition it was entered under.
    pub definition: u32,
    /// The day it became known.
    pub known_on: Date,
    /// The day from which people outside may see it; none for never.
    pub open_from: Option<Date>,
    /// So few firms stand behind it that it may not be shown by itself.
    pub few_contributors: bool,
}

/// A series as known at the end of a day.
#[derive(Debug, Clone)]
pub struct Series {
    indicator: Indicator,
    place: String,
    as_of: Date,
    points: BTreeMap<(Date, Date), Point>,
}

impl Series {
    /// The series of a place from its cells; cells of other indicators and places are passed over.
    /// Errors: `not_defined` before the indicator was, `series_too_long`.
    pub fn as_of<'a>(
        indicator: &Indicator,
        place: &str,
        cells: impl IntoIterator<Item = &'a Cell>,
        day: Date,
    ) -> Result<Self, Refusal> {
        let indicator = indicator
            .known_on(day)
            .ok_or_else(|| Refusal::new("not_defined"))?;
        let mut points = BTreeMap::new();
        for cell in cells {
            if cell.indicator != indicator.code || cell.place != place {
                continue;
            }
            let (Some(reading), Some(key)) = (cell.as_of(day), key(cell.period)) else {
                continue;
            };
            let Some(definition) = indicator.on(cell.period) else {
                continue;
            };
            let vintage = reading.vintage;
            points.insert(
                key,
                Point {
                    period: cell.period,
                    value: vintage.value,
                    stage: vintage.stage,
                    published_growth: vintage.published_growth,
                    comparable_base: vintage.comparable_base,
                    revision: reading.revision,
                    revised_from: reading.revised.then_some(reading.first),
                    definition: vintage.definition,
                    known_on: vintage.decided_on.unwrap_or(day),
                    open_from: reading.open_from(definition),
                    few_contributors: reading.too_few_contributors(definition),
                },
            );
            if points.len() > POINTS_MAX {
                return Err(Refusal::new("series_too_long").with("max", POINTS_MAX));
            }
        }
        Ok(Self {
            indicator,
            place: place.to_owned(),
            as_of: day,
            points,
        })
    }

    /// What people outside the source unit and the office may see of it on that day: the rest is not
    /// marked, it is not there.
    pub fn seen_from_outside(&self) -> Self {
        let open = |p: &Point| p.open_from.is_some_and(|day| day <= self.as_of);
        let mut seen = self.clone();
        seen.points.retain(|_, point| open(point));
        seen
    }

    /// The indicator as known then.
    pub fn indicator(&self) -> &Indicator {
        &self.indicator
    }

    /// The place.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The day of knowledge.
    pub fn known_on(&self) -> Date {
        self.as_of
    }

    /// The points by rising period.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = &Point> {
        self.points.values()
    }

    /// The last period that has a value.
    pub fn last(&self) -> Option<&Point> {
        self.points.values().next_back()
    }

    /// The point of a period. Errors: `no_value`.
    pub fn at(&self, period: Period) -> Result<&Point, Refusal> {
        let found = key(period).and_then(|key| self.points.get(&key));
        found
            .filter(|point| point.period == period)
            .ok_or_else(|| Refusal::new("no_value").with("period", period.to_chinese()))
    }

    /// Whether the value of a period may be told. Errors: `small_cell` where so few firms stand behind it that it
    /// would reveal one of them.
    pub fn may_be_told(&self, period: Period) -> Result<(), Refusal> {
        match self.at(period) {
            Ok(point) if point.few_contributors => Err(Refusal::new("small_cell")),
            _ => Ok(()),
        }
    }

    /// The definition of a period. Errors: `definition_not_in_force`.
    pub fn definition(&self, period: Period) -> Result<&Definition, Refusal> {
        let found = self.indicator.on(period);
        found.ok_or_else(|| {
            Refusal::on("definition_not_in_force", "period").with("period", period.to_chinese())
        })
    }

    /// The break between two periods, the earlier first.
    pub fn break_between(&self, earlier: Period, later: Period) -> Option<&SeriesBreak> {
        let from = earlier.last_day()?;
        self.indicator
            .break_between(&self.place, from, later.last_day()?)
    }

    /// Errors: `series_break`, `definition_changed` when two periods are not the same thing.
    pub fn comparable(&self, earlier: Period, later: Period) -> Result<(), Refusal> {
        if let Some(found) = self.break_between(earlier, later) {
            return Err(Refusal::new("series_break")
                .with("day", found.from)
                .with("kind", found.kind.zh())
                .with("note", &found.note));
        }
        let (old, new) = (self.definition(earlier)?, self.definition(later)?);
        match old.comparable_with(new) {
            true => Ok(()),
            false => Err(Refusal::new("definition_changed")
                .with("from", old.version)
                .with("to", new.version)
                .with("reason", &new.reason)),
        }
    }

    /// The period before, as this indicator keeps its months.
    pub fn before(&self, period: Period) -> Option<Period> {
        let merged = self.indicator.on(period)?.jan_feb_merged;
        cadence::before(period, merged)
    }
}

fn key(period: Period) -> Option<(Date, Date)> {
    Some((period.last_day()?, period.first_day()?))
}
