//! What a series says for a commitment, of any day, and the values behind it.

use super::facts::{facts_of_one, facts_then};
use super::rows::commitment_then;
use super::words::MeasureWords;
use crate::indicator::Measured;
use crate::{Actor, App, AppError, AsOf, Kind, Result};
use commitment::{
    Commitment, Counts, IndicatorFact, IndicatorMeasure, SeriesReading, SeriesValue, Status, Total,
};
use figure::{Comparator, Decimal, Period, Target};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::{Deserialize, Serialize};

/// What a series says on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesTotal {
    /// The latest value in the target's unit; none while nothing is known.
    pub total: Option<Total>,
    /// Its period in words.
    pub period_zh: Option<String>,
    /// How many periods have a value.
    pub periods: usize,
    /// The day.
    pub on: Date,
    /// What is read, in words.
    pub words: MeasureWords,
}

/// What a series said of one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeriesRow {
    /// The period.
    pub period: Period,
    /// In words.
    pub period_zh: String,
    /// In the target's unit.
    pub value: Decimal,
    /// The day from which it counted.
    pub known_on: Date,
}

/// The values behind the light of a commitment.
#[derive(Debug, Clone, Serialize)]
pub struct CountedSeries {
    /// The commitment.
    pub commitment: String,
    /// Its number in the report.
    pub no: u32,
    /// Its short name.
    pub title: String,
    /// The indicator, where the asker may open it.
    pub indicator: Option<String>,
    /// Its name.
    pub name: String,
    /// Unit symbol of the values.
    pub unit: String,
    /// The latest value.
    pub total: SeriesTotal,
    /// The values that stood on the day, the latest period first.
    pub rows: Vec<SeriesRow>,
    /// Those of the series it is to move with.
    pub partner: Vec<SeriesRow>,
    /// The past moment shown; none is now.
    pub as_of: Option<AsOf>,
}

/// What the series of a commitment says on a day; none where it is not measured by one.
pub(crate) async fn series_total(
    app: &App,
    c: &Commitment,
    counts: &Counts,
    on: Date,
) -> Result<Option<SeriesTotal>> {
    let Some(measure) = c.indicators.as_ref().filter(|_| c.status == Status::Issued) else {
        return Ok(None);
    };
    let known = Measured::load(app).await?;
    let standing = counts.indicators.standing(on);
    let last = standing.last();
    Ok(Some(SeriesTotal {
        total: last.map(|fact| Total {
            value: fact.value,
            unit: unit(&known, c, measure),
        }),
        period_zh: last.map(|fact| fact.period.to_chinese()),
        periods: standing.len(),
        on,
        words: words(&known, c.target.as_ref(), measure),
    }))
}

/// The values behind the light of a commitment, now or at a past moment. Errors: not allowed, `as_of.future`,
/// no such commitment, `not_measured_by_indicators`.
pub async fn series(
    app: &App,
    actor: &Actor,
    id: &str,
    asked: Option<AsOf>,
) -> Result<CountedSeries> {
    let past = AsOf::past(asked, app)?;
    let on = past.map_or_else(|| app.today(), AsOf::day);
    let c = commitment_then(app, id, past).await?;
    app.require_on(actor, Action::View, Resource::Commitment, &c)?;
    let counts = match past {
        None => facts_of_one(app, &c).await?,
        Some(past) => facts_then(app, &[&c], past).await?.of(&c.id).clone(),
    };
    let total = series_total(app, &c, &counts, on).await?;
    let (Some(total), Some(measure)) = (total, &c.indicators) else {
        return Err(AppError::new(
            Kind::Unprocessable,
            "not_measured_by_indicators",
            "这项任务不按统计指标计量",
            "This commitment is not measured by a series",
        ));
    };
    let known = Measured::load(app).await?;
    let code = &measure.reading.indicator;
    let definition = known.definition(code);
    let source = definition.map_or("", |d| d.source_unit.as_str());
    let opens = app.may(actor, Action::View, Resource::Indicator, &[source]);
    let rows = |facts: Vec<&IndicatorFact>| facts.into_iter().rev().map(row).collect();
    Ok(CountedSeries {
        commitment: c.id.clone(),
        no: c.no,
        title: c.title.clone(),
        indicator: opens.then(|| code.clone()),
        name: name(&known, code),
        unit: unit(&known, &c, measure),
        total,
        rows: rows(counts.indicators.standing(on)),
        partner: rows(counts.indicators.partner_standing(on)),
        as_of: past,
    })
}

fn row(fact: &IndicatorFact) -> SeriesRow {
    SeriesRow {
        period: fact.period,
        period_zh: fact.period.to_chinese(),
        value: fact.value,
        known_on: fact.known_on,
    }
}

fn name(known: &Measured, code: &str) -> String {
    known
        .definition(code)
        .map_or_else(|| code.to_owned(), |d| d.name.clone())
}

/// The unit of what is read.
fn unit(known: &Measured, c: &Commitment, measure: &IndicatorMeasure) -> String {
    let target = c.target.as_ref().map_or("", |t| t.unit.as_str());
    match measure.reading.value {
        SeriesValue::Level if target.is_empty() => known
            .definition(&measure.reading.indicator)
            .map_or_else(String::new, |d| d.unit.clone()),
        SeriesValue::Level => target.to_owned(),
        SeriesValue::Points => "个百分点".to_owned(),
        SeriesValue::Growth | SeriesValue::CumulativeGrowth | SeriesValue::TwoYear => {
            "%".to_owned()
        }
    }
}

/// What is read, in words, with the rule of a target in words.
fn words(known: &Measured, target: Option<&Target>, measure: &IndicatorMeasure) -> MeasureWords {
    let said = |r: &SeriesReading| {
        let (zh, en) = value_words(r.value);
        let name = name(known, &r.indicator);
        (format!("{name}：{zh}"), format!("{name}: {en}"))
    };
    let (zh, en) = said(&measure.reading);
    let mut words = MeasureWords {
        zh: vec![zh, "经复核并已发布的数据才计入，预计数不计；修订后以新数为准".to_owned()],
        en: vec![
            en,
            "Confirmed and released values count, estimates never; a revision takes the place of the value before"
                .to_owned(),
        ],
    };
    let mut say = |zh: String, en: String| {
        words.zh.push(zh);
        words.en.push(en);
    };
    match target.map(|t| t.comparator) {
        Some(Comparator::Approx) => say(
            "“左右”：不低于目标减去亮灯规则的容差即为达到，低于时亮黄灯而不判为未完成".to_owned(),
            "“About”: met within the tolerance of the light rule; below it yellow, never simply missed"
                .to_owned(),
        ),
        Some(Comparator::NonDecreasing) => say(
            match measure.reading.value {
                SeriesValue::Level => "“稳步提升”：最新一期不低于上年结果；没有上年结果时，不低于本任务期内第一期",
                _ => "“稳步提升”：最新一期不低于上年同期，即读数不为负；低于时亮黄灯而不判为未完成",
            }
            .to_owned(),
            match measure.reading.value {
                SeriesValue::Level => "“Steadily up”: the latest value is not below last year's result, or the first of the term",
                _ => "“Steadily up”: the latest value is not below the year before, that is, not negative; below it yellow, never simply missed",
            }
            .to_owned(),
        ),
        _ => {}
    }
    if let Some(partner) = &measure.partner {
        let (zh, en) = said(partner);
        say(
            format!("“同步”：与“{zh}”同期的值比较，低于它不超过亮灯规则的容差即为同步"),
            format!(
                "“In step”: with “{en}” of the same period, at most the tolerance of the light rule below it"
            ),
        );
    }
    words
}

fn value_words(value: SeriesValue) -> (&'static str, &'static str) {
    match value {
        SeriesValue::Level => ("数值", "the value"),
        SeriesValue::Growth => ("当期同比增速", "growth of the period"),
        SeriesValue::CumulativeGrowth => ("年初以来累计同比增速", "growth from January on"),
        SeriesValue::TwoYear => ("两年平均增速", "two-year average growth"),
        SeriesValue::Points => ("同比变化（百分点）", "change over the year in points"),
    }
}

/// A measure as typed: codes. Everything empty is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedSeries {
    /// Code of the indicator.
    pub indicator: String,
    /// What is read, by its code.
    pub value: String,
    /// For 同步: code of the other indicator.
    pub partner: String,
    /// What is read of that.
    pub partner_value: String,
}

impl TypedSeries {
    /// As it would be typed.
    pub fn of(measure: &IndicatorMeasure) -> Self {
        let partner = measure.partner.as_ref();
        Self {
            indicator: measure.reading.indicator.clone(),
            value: measure.reading.value.code().to_owned(),
            partner: partner.map_or_else(String::new, |p| p.indicator.clone()),
            partner_value: partner.map_or_else(String::new, |p| p.value.code().to_owned()),
        }
    }

    /// The measure. Errors: `indicators.value`.
    pub fn read(&self) -> Result<IndicatorMeasure> {
        let reading = |indicator: &str, value: &str| {
            let value = SeriesValue::from_code(value.trim()).ok_or_else(|| {
                refusal(
                    "indicators.value",
                    "请选择读取什么：数值、增速或百分点",
                    "Say what is read",
                )
            })?;
            Ok::<_, AppError>(SeriesReading {
                indicator: indicator.trim().to_owned(),
                value,
            })
        };
        let partner =
            (!self.partner.trim().is_empty()).then(|| reading(&self.partner, &self.partner_value));
        Ok(IndicatorMeasure {
            reading: reading(&self.indicator, &self.value)?,
            partner: partner.transpose()?,
        })
    }
}

/// Names by code of the indicators that can measure a commitment: those of the profile, and those defined
/// since as last read.
pub fn series_choices(app: &App) -> Vec<(String, String)> {
    crate::indicator::names(app)
}

/// Refuses a measure that names what the district does not keep, what is never released, or what is not in the
/// target's unit. Errors: `indicators.unknown`, `indicators.restricted`, `indicators.too_frequent`,
/// `indicators.unit`, `indicators.rises_by_itself`, `indicators.price_mixed`.
pub(crate) async fn check_indicators(
    app: &App,
    measure: &IndicatorMeasure,
    target: Option<&Target>,
) -> Result<()> {
    let known = Measured::load(app).await?;
    for reading in std::iter::once(&measure.reading).chain(&measure.partner) {
        let Some(definition) = known.definition(&reading.indicator) else {
            return Err(refusal(
                "indicators.unknown",
                "没有这项指标",
                "No such indicator",
            ));
        };
        if definition.access == indicator::Access::Restricted {
            let zh = "该指标限内部使用，不能作为任务的计量来源";
            return Err(refusal("indicators.restricted", zh, "It is never released"));
        }
        if matches!(
            definition.cadence,
            indicator::Cadence::Day | indicator::Cadence::Week
        ) {
            let zh = "逐日、逐周的指标不能作为任务的计量来源";
            let en = "A series of days or weeks cannot measure a commitment";
            return Err(refusal("indicators.too_frequent", zh, en));
        }
        let steady = target.is_some_and(|t| t.comparator == Comparator::NonDecreasing);
        let cumulates = definition.flow == indicator::Flow::Cumulative;
        if steady && cumulates && reading.value == SeriesValue::Level {
            let zh = "累计数在年内只增不减，“稳步提升”请选择增速";
            let en = "A cumulative value rises by itself; choose growth for “steadily up”";
            return Err(refusal("indicators.rises_by_itself", zh, en));
        }
        let unit = target.map_or("", |t| t.unit.as_str());
        let fits = match reading.value {
            _ if unit.is_empty() => true,
            SeriesValue::Level => {
                commitment::in_base_unit(Decimal::ONE, &definition.unit, unit).is_ok()
            }
            SeriesValue::Points => unit.ends_with("百分点"),
            SeriesValue::Growth | SeriesValue::CumulativeGrowth | SeriesValue::TwoYear => {
                unit == "%"
            }
        };
        if !fits {
            let zh = "所选指标的读数与目标的单位不一致";
            return Err(refusal(
                "indicators.unit",
                zh,
                "It is not in the target's unit",
            ));
        }
    }
    let price = |reading: &SeriesReading| Some(known.definition(&reading.indicator)?.price);
    let grows = !matches!(
        measure.reading.value,
        SeriesValue::Level | SeriesValue::Points
    );
    if let Some(partner) = measure.partner.as_ref().filter(|_| grows)
        && price(partner) != price(&measure.reading)
    {
        let zh = "现价与不变价的增速不能放在一起比较“同步”";
        let en = "Nominal and real growth are not compared for “in step”";
        return Err(refusal("indicators.price_mixed", zh, en));
    }
    Ok(())
}

fn refusal(code: &'static str, zh: &str, en: &str) -> AppError {
    AppError::field("indicators", code, zh, en)
}
