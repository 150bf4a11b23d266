//! A question understood: which metric, what of it, when, where, in which order.

use crate::Refusal;
use figure::Period;
use indicator::definition::Code;
use indicator::{Flow, coded};
use serde::{Deserialize, Serialize};
use std::fmt;

coded! {
    /// What is asked of a metric.
    Measure {
        /// The value.
        Value => "value", "数值";
        /// Growth over the year before.
        Growth => "growth", "同比增速";
        /// Change of level over the year before.
        LevelChange => "level_change", "同比增量";
        /// Two-year average growth.
        TwoYearAverage => "two_year_average", "两年平均增速";
        /// The year's plan.
        Plan => "plan", "年度计划";
        /// Done as percent of the plan.
        Completion => "completion", "完成率";
        /// Completion less schedule, in points.
        Ahead => "ahead", "赶超时序进度";
        /// Plan less done.
        Gap => "gap", "与计划差额";
        /// What each remaining period has to bring.
        RunRate => "run_rate", "后续月均需完成";
        /// A share of a whole.
        Share => "share", "占比";
        /// Points by which it drew the whole.
        Contribution => "contribution", "拉动";
        /// An estimate of the year.
        Forecast => "forecast", "全年预测";
        /// How long a run of growth has lasted.
        Streak => "streak", "连续增长";
        /// All that is kept of it.
        Overview => "overview", "概览";
    }
}

coded! {
    /// Where a metric is kept.
    Register {
        /// Series.
        Indicators => "indicators", "指标";
        /// Key projects.
        Projects => "projects", "项目";
        /// The ledger of commitments.
        Commitments => "commitments", "承诺";
        /// Cases.
        Cases => "cases", "案件";
    }
}

coded! {
    /// By what a metric is narrowed.
    Facet {
        /// Batch of a project.
        Batch => "batch", "批次";
        /// Colour of the light.
        Light => "light", "灯";
        /// Whether it is done, open or overdue.
        State => "state", "状态";
        /// Matter of a case.
        Matter => "matter", "事项";
    }
}

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Narrowing {
    /// By what.
    pub facet: Facet,
    /// Code.
    pub code: String,
}

/// When.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The last that is known.
    Latest,
    /// A period.
    Of(Period),
    /// From the first of the year to the end of a period.
    UpTo(Period),
    /// From the first of this year to the last that is known.
    YearToDate(i16),
}

/// Where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Where {
    /// The district.
    Whole,
    /// One place, by its code.
    Place(String),
    /// Each place.
    Each,
    /// One unit, by its code.
    Unit(String),
    /// Each unit.
    EachUnit,
}

impl Where {
    /// Whether a table is asked for.
    pub fn is_table(&self) -> bool {
        matches!(self, Self::Each | Self::EachUnit)
    }
}

/// Which rows of a table, and from which end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Largest first; otherwise smallest first.
    pub largest_first: bool,
    /// How many; none for all.
    pub count: Option<u8>,
}

/// Which rows at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filter {
    /// Below zero.
    Negative,
    /// Above zero.
    Positive,
}

coded! {
    /// What the answer has to say about how the question was read.
    Note {
        /// It is kept from the first of the year on, so the period asked for means up to its end.
        CumulativeOnly => "cumulative_only", "该指标按年初累计口径发布，时期按累计至期末理解";
        /// It is a state at the end of the period.
        EndOfPeriod => "end_of_period", "该指标为期末数";
        /// No metric was named; this one is meant by such a question.
        Implied => "implied", "问题未写明指标，按默认指标回答";
        /// The period is not over.
        SoFar => "so_far", "所问时期尚未结束，数为截至目前";
    }
}

/// A question understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Which metric.
    pub metric: Code,
    /// What of it.
    pub measure: Measure,
    /// When.
    pub when: When,
    /// Where.
    pub place: Where,
    /// Order of a table, or that a rank is asked for.
    pub order: Option<Order>,
    /// Which rows.
    pub filter: Option<Filter>,
    /// Current or cumulative, where the question says so.
    pub flow: Option<Flow>,
    /// By what it is narrowed, in order.
    #[serde(default)]
    pub narrowed: Vec<Narrowing>,
    /// How many of its register the question says there are.
    #[serde(default)]
    pub stated: Option<u32>,
    /// What the answer has to say.
    pub notes: Vec<Note>,
}

impl Query {
    /// Whether there are as many as the question says. Errors: `count_differs`.
    pub fn check_stated(&self, found: u32) -> Result<(), Refusal> {
        match self.stated {
            Some(stated) if stated != found => Err(Refusal::new("count_differs")
                .with("found", found)
                .with("stated", stated)),
            _ => Ok(()),
        }
    }
}

/// The query as one line, the same for questions that mean the same: what a query id is made from.
impl fmt::Display for Query {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.metric, self.measure.code())?;
        match self.when {
            When::Latest => write!(out, " latest")?,
            When::Of(period) => write!(out, " {period}")?,
            When::UpTo(period) => write!(out, " <={period}")?,
            When::YearToDate(year) => write!(out, " ytd-{year}")?,
        }
        match &self.place {
            Where::Whole => {}
            Where::Place(code) => write!(out, " at {code}")?,
            Where::Each => write!(out, " each")?,
            Where::Unit(code) => write!(out, " of {code}")?,
            Where::EachUnit => write!(out, " each-unit")?,
        }
        if let Some(order) = self.order {
            let end = if order.largest_first { "top" } else { "bottom" };
            write!(out, " {end}")?;
            if let Some(count) = order.count {
                write!(out, "{count}")?;
            }
        }
        match self.filter {
            Some(Filter::Negative) => write!(out, " <0")?,
            Some(Filter::Positive) => write!(out, " >0")?,
            None => {}
        }
        if let Some(flow) = self.flow {
            write!(out, " {}", flow.code())?;
        }
        for one in &self.narrowed {
            write!(out, " [{}={}]", one.facet.code(), one.code)?;
        }
        match self.stated {
            Some(count) => write!(out, " n{count}"),
            None => Ok(()),
        }
    }
}
