//! The answer to a query: one number or a small table, with definition, day of knowledge and rows.

use super::{Filter, Measure, Query, When, Where};
use calendar::Calendar;
use figure::{Decimal, Period};
use indicator::arithmetic::schedule::{Schedule, ahead, completion};
use indicator::arithmetic::{
    Basis, Caveat, Precision, Rate, Ties, change, cumulative_of, current_of, growth, rank,
    required_run_rate, streak, two_year_average,
};
use indicator::forecast::forecast;
use indicator::percent::fixed;
use indicator::{Better, Definition, Flow, GrowthFrom, Percent, Points, Refusal, Series, cadence};
use jiff::civil::Date;
use serde::Serialize;

/// Decimals of an answer, and by which places are ranked.
const PLACES: u32 = 1;
/// Decimals of amounts.
const AMOUNT_PLACES: u32 = 2;

/// What a query is answered from, as known on a day.
pub trait Figures {
    /// The series of a metric at a place.
    fn series(&self, metric: &str, place: &str) -> Option<&Series>;
    /// The plan of a year, in the metric's unit.
    fn plan(&self, metric: &str, place: &str, year: i16) -> Option<Decimal>;
    /// Code of the whole district.
    fn whole(&self) -> &str;
    /// Codes and names of the places within.
    fn places(&self) -> Vec<(String, String)>;
}

/// One number, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Number {
    /// The exact value; none for an estimate, which is never a figure.
    pub value: Option<Decimal>,
    /// As it is to be read, with its unit.
    pub text: String,
    /// The period it is for.
    pub period: Period,
    /// Which confirmed value of its cell it was read from, from 1.
    pub revision: u32,
    /// What has to be known with it.
    pub caveats: Vec<Caveat>,
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerRow {
    /// Code of the place.
    pub place: String,
    /// What was reckoned.
    pub measure: Measure,
    /// Rank among the places, where one was asked for.
    pub rank: Option<u32>,
    /// The number, or why there is none.
    pub number: Result<Number, Refusal>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The query in its one writing; the query id is made from it and the day.
    pub query: String,
    /// Name of the metric.
    pub name: String,
    /// Its caliber.
    pub caliber: String,
    /// Version of the definition.
    pub definition: u32,
    /// The day of knowledge.
    pub as_of: Date,
    /// How the question was read, in Chinese.
    pub notes: Vec<String>,
    /// One row, or a table. A table has places without a number at its end, not ranked.
    pub rows: Vec<AnswerRow>,
}

/// Answers a query. Errors: `no_value` where nothing is known of the metric; what a single number
/// cannot be is in its row.
pub fn answer(
    query: &Query,
    figures: &dyn Figures,
    calendar: &Calendar,
    as_of: Date,
) -> Result<Answer, Refusal> {
    let reckoner = Reckoner {
        query,
        figures,
        calendar,
    };
    let of_whole = figures.series(&query.metric, figures.whole());
    let of_places = figures.places();
    let any = of_places
        .iter()
        .find_map(|(code, _)| figures.series(&query.metric, code));
    let series = of_whole.or(any).ok_or_else(|| missing(query))?;
    let definition = series.indicator().latest().ok_or_else(|| missing(query))?;
    let rows = match &query.place {
        Where::Whole => reckoner.row(figures.whole()),
        Where::Place(place) if query.order.is_none() => reckoner.row(place),
        Where::Place(place) => {
            let all = reckoner.table(&of_places, definition)?;
            all.into_iter().filter(|row| row.place == *place).collect()
        }
        Where::Each => reckoner.chosen(reckoner.table(&of_places, definition)?),
        // Series are not kept by unit.
        Where::Unit(_) | Where::EachUnit => return Err(missing(query)),
    };
    Ok(Answer {
        query: query.to_string(),
        name: definition.name.clone(),
        caliber: definition.caliber.clone(),
        definition: definition.version,
        as_of,
        notes: query.notes.iter().map(|n| n.zh().to_owned()).collect(),
        rows,
    })
}

fn missing(query: &Query) -> Refusal {
    Refusal::new("no_value").with("period", &query.metric)
}

struct Reckoner<'a> {
    query: &'a Query,
    figures: &'a dyn Figures,
    calendar: &'a Calendar,
}

impl Reckoner<'_> {
    /// One place: a row, or for an overview each measure that can be given.
    fn row(&self, place: &str) -> Vec<AnswerRow> {
        let of = |measure| AnswerRow {
            place: place.to_owned(),
            measure,
            rank: None,
            number: self.number(place, measure),
        };
        if self.query.measure != Measure::Overview {
            return vec![of(self.query.measure)];
        }
        let all = [
            Measure::Value,
            Measure::Growth,
            Measure::Completion,
            Measure::Ahead,
        ];
        let rows = all.into_iter().map(of);
        rows.filter(|row| {
            row.number
                .as_ref()
                .err()
                .is_none_or(|r| r.code != "no_plan")
        })
        .collect()
    }

    /// Each place with its rank; without an order, as places are given.
    fn table(
        &self,
        places: &[(String, String)],
        definition: &Definition,
    ) -> Result<Vec<AnswerRow>, Refusal> {
        let mut rows: Vec<AnswerRow> = places.iter().flat_map(|(code, _)| self.row(code)).collect();
        let Some(order) = self.query.order else {
            return Ok(rows);
        };
        let mut by = definition.clone();
        by.better = match order.largest_first {
            true => Better::Higher,
            false => Better::Lower,
        };
        let value = |row: &AnswerRow| row.number.as_ref().ok().and_then(|n| n.value);
        let values: Vec<_> = rows.iter().map(|r| (r.place.clone(), value(r))).collect();
        let ranked = rank(&by, &values, Ties::Competition, self.digits())?;
        for row in &mut rows {
            let found = ranked.order.iter().find(|r| r.place == row.place);
            row.rank = found.map(|r| r.rank);
        }
        rows.sort_by_key(|row| (row.rank.unwrap_or(u32::MAX), row.place.clone()));
        Ok(rows)
    }

    /// The rows that the question asks for; who shares the last rank asked for is in.
    fn chosen(&self, mut rows: Vec<AnswerRow>) -> Vec<AnswerRow> {
        let value = |row: &AnswerRow| row.number.as_ref().ok().and_then(|n| n.value);
        match self.query.filter {
            Some(Filter::Negative) => rows.retain(|r| value(r).is_some_and(|v| v < Decimal::ZERO)),
            Some(Filter::Positive) => rows.retain(|r| value(r).is_some_and(|v| v > Decimal::ZERO)),
            None => {}
        }
        if let Some(count) = self.query.order.and_then(|o| o.count) {
            rows.retain(|r| r.rank.is_some_and(|rank| rank <= u32::from(count)));
        }
        rows
    }

    fn digits(&self) -> u32 {
        match self.query.measure {
            Measure::Value | Measure::LevelChange | Measure::Gap | Measure::Plan => AMOUNT_PLACES,
            _ => PLACES,
        }
    }

    fn number(&self, place: &str, measure: Measure) -> Result<Number, Refusal> {
        let series = self.figures.series(&self.query.metric, place);
        let series = series.ok_or_else(|| missing(self.query))?;
        let period = self.period(series)?;
        series.may_be_told(period)?;
        let at = At {
            reckoner: self,
            series,
            place,
            period,
            definition: series.definition(period)?,
        };
        at.number(measure)
    }

    fn period(&self, series: &Series) -> Result<Period, Refusal> {
        let last = || {
            series
                .last()
                .map(|p| p.period)
                .ok_or_else(|| missing(self.query))
        };
        match self.query.when {
            When::Of(period) | When::UpTo(period) => Ok(period),
            When::Latest => last(),
            When::YearToDate(year) => {
                let last = last()?;
                let none = || Refusal::new("no_value").with("period", format!("{year}年"));
                (cadence::year_of(last) == year)
                    .then_some(last)
                    .ok_or_else(none)
            }
        }
    }
}

/// A series at a period.
struct At<'a> {
    reckoner: &'a Reckoner<'a>,
    series: &'a Series,
    place: &'a str,
    period: Period,
    definition: &'a Definition,
}

impl At<'_> {
    fn number(&self, measure: Measure) -> Result<Number, Refusal> {
        let unit = self.definition.unit.as_str();
        let amount = |value: Decimal| (Some(value), format!("{}{unit}", plain(value)));
        let percent = |p: Percent| (Some(p.0), p.to_string());
        let mut caveats = vec![];
        let (value, text) = match measure {
            Measure::Value => amount(self.level(self.period)?),
            Measure::Growth => {
                let (found, known) = self.growth(self.period)?;
                caveats = known;
                percent(found)
            }
            Measure::LevelChange => {
                let (now, base) = self.both()?;
                amount(now - base)
            }
            Measure::TwoYearAverage => percent(self.two_years()?),
            Measure::Plan => amount(self.plan()?),
            Measure::Completion => percent(completion(self.done()?, self.plan()?)?),
            Measure::Ahead => {
                let Points(points) = ahead(self.done()?, self.plan()?, self.schedule()?)?;
                (Some(points), Points(points).to_string())
            }
            Measure::Gap => amount(self.plan()? - self.done()?),
            Measure::RunRate => {
                let left = u32::try_from(12 - self.month()?).unwrap_or(0);
                amount(required_run_rate(self.plan()?, self.done()?, left)?)
            }
            Measure::Streak => self.streak()?,
            // An estimate is words with its interval, and no value.
            Measure::Forecast => (None, forecast(self.series)?.year.zh()),
            Measure::Share | Measure::Contribution | Measure::Overview => {
                return Err(missing(self.reckoner.query));
            }
        };
        Ok(Number {
            value,
            text,
            period: self.period,
            revision: self.series.at(self.period).map_or(0, |p| p.revision),
            caveats,
        })
    }

    /// What the question means by the value of a period: of it alone, or up to its end.
    fn level(&self, period: Period) -> Result<Decimal, Refusal> {
        let query = self.reckoner.query;
        let up_to = matches!(query.when, When::UpTo(_) | When::YearToDate(_));
        match (self.definition.flow, query.flow) {
            (Flow::Cumulative, Some(Flow::Current)) => Ok(current_of(self.series, period)?.value),
            (Flow::Current, Some(Flow::Cumulative)) => cumulative_of(self.series, period),
            (Flow::Current, _) if up_to => cumulative_of(self.series, period),
            _ => Ok(self.series.at(period)?.value),
        }
    }

    /// Whether the value asked for is the one the series keeps.
    fn as_kept(&self) -> bool {
        let query = self.reckoner.query;
        let up_to = matches!(query.when, When::UpTo(_) | When::YearToDate(_));
        query.flow.is_none() && !(up_to && self.definition.flow == Flow::Current)
    }

    fn growth(&self, period: Period) -> Result<(Percent, Vec<Caveat>), Refusal> {
        if self.as_kept() {
            let found = growth(self.series, period, self.reckoner.calendar)?;
            return Ok((found.percent, found.caveats));
        }
        if self.definition.growth_from == GrowthFrom::Published {
            let refusal = Refusal::new("growth_not_published");
            return Err(refusal.with("period", period.to_chinese()));
        }
        let (now, base) = self.both()?;
        Ok((change(now, base, self.definition.tiny_base)?, vec![]))
    }

    /// The level and the one a year before, where the two are one thing.
    fn both(&self) -> Result<(Decimal, Decimal), Refusal> {
        let now = self.level(self.period)?;
        if self.as_kept()
            && let Some(base) = self.series.at(self.period)?.comparable_base
        {
            return Ok((now, base));
        }
        let earlier = cadence::year_before(self.period).ok_or_else(|| {
            Refusal::new("no_same_period").with("period", self.period.to_chinese())
        })?;
        self.series.comparable(earlier, self.period)?;
        Ok((now, self.level(earlier)?))
    }

    fn two_years(&self) -> Result<Percent, Refusal> {
        let earlier = cadence::year_before(self.period).ok_or_else(|| {
            Refusal::new("no_same_period").with("period", self.period.to_chinese())
        })?;
        let rate = |period| {
            let found = growth(self.series, period, self.reckoner.calendar)?;
            Ok(Rate {
                percent: found.percent,
                price: self.definition.price,
                precision: match found.basis {
                    Basis::Published => Precision::Rounded(PLACES),
                    _ => Precision::Exact,
                },
            })
        };
        two_year_average(rate(earlier)?, rate(self.period)?)
    }

    fn plan(&self) -> Result<Decimal, Refusal> {
        let year = cadence::year_of(self.period);
        let figures = self.reckoner.figures;
        let found = figures.plan(&self.reckoner.query.metric, self.place, year);
        self.definition.planned(year, found)
    }

    /// From the first of the year to the end of the period.
    fn done(&self) -> Result<Decimal, Refusal> {
        cumulative_of(self.series, self.period)
    }

    fn month(&self) -> Result<i8, Refusal> {
        let last = self.period.last_day();
        let none = || Refusal::new("no_such_period").with("period", self.period);
        last.map(Schedule::by_months_ended)
            .and_then(|s| i8::try_from(s.gone.mantissa()).ok())
            .ok_or_else(none)
    }

    fn schedule(&self) -> Result<Schedule, Refusal> {
        Schedule::by_month(self.month()?)
    }

    fn streak(&self) -> Result<(Option<Decimal>, String), Refusal> {
        let grows = |series: &Series, period| {
            let found = growth(series, period, self.reckoner.calendar)?;
            Ok(found.percent.0 > Decimal::ZERO)
        };
        let found = streak(self.series, self.period, grows)?;
        let (count, unit) = match found.months {
            Some(months) => (months, "个月".to_owned()),
            None => (found.periods, format!("个{}", self.definition.cadence.zh())),
        };
        let least = if found.at_least() { "至少" } else { "" };
        Ok((
            Some(Decimal::from(count)),
            format!("{least}连续{count}{unit}"),
        ))
    }
}

/// At most two decimals, without zeros at the end.
fn plain(value: Decimal) -> String {
    let text = fixed(value, AMOUNT_PLACES);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
