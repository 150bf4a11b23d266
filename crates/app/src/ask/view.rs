//! Answers and refusals as pages and programs show them.

use super::Asking;
use crate::indicator::Said;
use ::ask::{Dictionary, Measure, Refused, Register, When, Where};
use figure::Decimal;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// What became of a question.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// It has an answer.
    Answered(Box<AnswerView>),
    /// It has none.
    Refused(RefusedView),
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    /// Asked again by this, it is answered with what was known then.
    pub id: String,
    /// The query in its one writing.
    pub query: String,
    /// Where the metric is kept.
    pub register: Register,
    /// Code of the metric.
    pub metric: String,
    /// Its name.
    pub name: String,
    /// What is counted, and what is not.
    pub caliber: String,
    /// Unit symbol.
    pub unit: String,
    /// Version of the definition, of an indicator.
    pub definition: Option<u32>,
    /// How the question was read, in Chinese.
    pub read_as: String,
    /// Up to when everything was known.
    pub known_at: Timestamp,
    /// Asked again, with what was known then.
    pub past: bool,
    /// What has to be known with it, in Chinese.
    pub notes: Vec<String>,
    /// One row, or a table; places without a number stand at its end.
    pub rows: Vec<RowView>,
}

/// A row of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowView {
    /// Code of the place or unit; empty for the whole.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Rank, where one was asked for.
    pub rank: Option<u32>,
    /// What was reckoned.
    pub measure: Measure,
    /// The exact value; none for an estimate, which is never a figure.
    pub value: Option<Decimal>,
    /// As it is to be read, with its unit; none where there is no number.
    pub text: Option<String>,
    /// The time it is for, in words.
    pub period: String,
    /// Counts that a rate is made of.
    pub parts: Option<(i64, i64)>,
    /// Which confirmed value of its cell it was read from, from 1.
    pub revision: Option<u32>,
    /// What has to be known with it, in Chinese.
    pub caveats: Vec<String>,
    /// Why there is no number.
    pub refusal: Option<Said>,
    /// What stands behind it.
    pub behind: Behind,
}

/// The rows behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Behind {
    /// A series.
    Series {
        /// Code of the indicator.
        code: String,
        /// Day of knowledge, where it is past.
        as_of: Option<Date>,
    },
    /// Projects on a day.
    Projects {
        /// Conditions.
        bureau: Option<String>,
        /// Subdistrict.
        place: Option<String>,
        /// Batch.
        batch: Option<String>,
        /// Light.
        light: Option<String>,
        /// Year of the plans.
        year: i16,
        /// The day, where it is past.
        as_of: Option<Date>,
    },
    /// Commitments on a day.
    Commitments {
        /// Lead unit.
        unit: Option<String>,
        /// Light.
        light: Option<String>,
        /// Only what is not done.
        open: bool,
        /// Last deadline.
        due_before: Option<Date>,
        /// The day, where it is past.
        as_of: Option<Date>,
    },
    /// Cases of a span.
    Cases {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// By what it is told: `all`, `unit`, `subdistrict`, `matter`.
        by: String,
        /// The line; none for the whole.
        key: Option<String>,
        /// Rate whose rows they are.
        rate: String,
        /// `numerator` or `denominator`.
        side: String,
        /// Day of knowledge, where it is past.
        as_of: Option<Date>,
    },
}

/// A question that is not answered.
#[derive(Debug, Clone, Serialize)]
pub struct RefusedView {
    /// Why.
    pub said: Said,
    /// What comes nearest, at most five.
    pub nearest: Vec<Near>,
    /// How many metrics can be asked for.
    pub metrics: usize,
}

/// A metric that comes near.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// Name.
    pub name: String,
    /// A question about it that has an answer.
    pub question: String,
}

impl RefusedView {
    pub(super) fn of(dictionary: &Dictionary, refused: Refused) -> Self {
        let near = |name: String| {
            let span = |m: &&::ask::Metric| m.name == name && m.any_span;
            let span = dictionary.metrics().iter().find(span).is_some();
            Near {
                question: if span {
                    format!("今年以来{name}")
                } else {
                    name.clone()
                },
                name,
            }
        };
        let refusal = &refused.refusal;
        Self {
            said: Said {
                code: refusal.code.to_owned(),
                zh: refusal.zh(),
                en: refusal.en(),
            },
            nearest: refused.nearest.into_iter().map(near).collect(),
            metrics: dictionary.metrics().len(),
        }
    }
}

/// 固定资产投资 · 同比增速 · 2026年9月 · 各街道.
pub(super) fn read_as(of: &Asking<'_>) -> String {
    let query = of.query;
    let mut parts = vec![of.metric.name.clone(), query.measure.zh().to_owned()];
    parts.push(match query.when {
        When::Latest => "最新".to_owned(),
        When::Of(period) => period.to_chinese(),
        When::UpTo(period) => format!("年初至{}末", period.to_chinese()),
        When::YearToDate(year) => format!("{year}年以来"),
    });
    parts.push(match &query.place {
        Where::Whole => "全区".to_owned(),
        Where::Each => "各街道".to_owned(),
        Where::EachUnit => "各单位".to_owned(),
        Where::Place(code) | Where::Unit(code) => of.name(code),
    });
    for one in &query.narrowed {
        let mut values = of.dictionary.values().iter();
        let named = values.find(|v| {
            v.register == of.metric.register && v.facet == one.facet && v.code == one.code
        });
        parts.extend(named.and_then(|v| v.names.first().cloned()));
    }
    if let Some(order) = query.order {
        let way = if order.largest_first {
            "由高到低"
        } else {
            "由低到高"
        };
        parts.push(match order.count {
            Some(count) => format!("{way}前{count}"),
            None => way.to_owned(),
        });
    }
    parts.join(" · ")
}
