//! What a series means: its caliber in versions, and the breaks of the series (F6-01, domain 3.3).

mod change;

pub use change::{Define, MarkBreak, Revise, define, mark_break, revise};

use crate::coded;
use crate::{Cadence, Party, Refusal};
use figure::{Decimal, Period, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Stable code of an indicator: lower-case letters, digits and `_`, at most 40.
pub type Code = String;

coded! {
    /// What a value covers. There is no conversion between these by itself.
    Flow {
        /// The period alone.
        Current => "current", "当期";
        /// From 1 January to the end of the period.
        Cumulative => "cumulative", "累计";
        /// What stands at the end of the period.
        Stock => "stock", "期末";
    }
}

coded! {
    /// In which prices.
    Price {
        /// Prices of the day.
        Nominal => "nominal", "现价";
        /// Constant or comparable prices.
        Real => "real", "不变价";
    }
}

coded! {
    /// Where growth comes from.
    GrowthFrom {
        /// Published with the level on a comparable basis; never reckoned from printed levels.
        Published => "published", "按可比口径公布";
        /// Reckoned from the levels.
        Computed => "computed", "由水平值计算";
    }
}

coded! {
    /// Who may see a value before its release.
    Access {
        /// Anybody who may see indicators.
        Open => "open", "公开";
        /// The unit it comes from and the office alone, until it is released.
        UntilRelease => "until_release", "发布前限内部";
        /// The unit it comes from and the office alone, for ever.
        Restricted => "restricted", "限内部";
    }
}

coded! {
    /// How places make the whole.
    Across {
        /// The whole is the sum of its places.
        Sum => "sum", "可加总";
        /// The places do not make the whole (在地 and 注册地 differ), or it is a rate.
        None => "none", "不可加总";
    }
}

coded! {
    /// Which direction is better, for ranks and lights.
    Better {
        /// More.
        Higher => "higher", "越高越好";
        /// Less.
        Lower => "lower", "越低越好";
        /// Neither; never ranked.
        Neither => "neither", "不作评价";
    }
}

/// One version of a definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// From 1.
    pub version: u32,
    /// First day of the periods it counts for.
    pub valid_from: Date,
    /// Last day; none while in force.
    pub valid_to: Option<Date>,
    /// Name.
    pub name: String,
    /// Other names it is asked for by (固投).
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Caliber in words: what counts and what does not.
    pub caliber: String,
    /// Unit symbol of the values (亿元, %, 户).
    pub unit: String,
    /// How often.
    pub cadence: Cadence,
    /// January and February come as one.
    #[serde(default)]
    pub jan_feb_merged: bool,
    /// What a value covers.
    pub flow: Flow,
    /// In which prices.
    pub price: Price,
    /// Where growth comes from.
    pub growth_from: GrowthFrom,
    /// Unit (of government) that owes the values.
    pub source_unit: String,
    /// Days from the end of the period to the release.
    pub release_lag_days: u16,
    /// Who may see it before.
    pub access: Access,
    /// How places make the whole.
    pub across: Across,
    /// Which direction is better.
    pub better: Better,
    /// Below this base no growth is shown, in the unit; none means only zero and negatives.
    pub tiny_base: Option<Decimal>,
    /// Fewest contributing firms a value may be shown for (统计法); 0 for none.
    #[serde(default)]
    pub contributors_min: u32,
    /// For a derived indicator, its formula.
    pub formula: Option<String>,
    /// Why this version.
    pub reason: String,
    /// Who set it.
    pub set_by: Party,
    /// When.
    pub set_at: Timestamp,
    /// The same instant's day.
    pub set_on: Date,
}

impl Definition {
    /// The plan of a year. Errors: `no_plan` where there is none.
    pub fn planned(&self, year: i16, plan: Option<Decimal>) -> Result<Decimal, Refusal> {
        plan.ok_or_else(|| {
            Refusal::new("no_plan")
                .with("name", &self.name)
                .with("year", year)
        })
    }

    /// The unit; definitions hold only units that are known.
    pub fn unit(&self) -> Option<Unit> {
        figure::unit(&self.unit)
    }

    /// The day a period's value is expected.
    pub fn release_due(&self, period: Period) -> Option<Date> {
        let days = jiff::Span::new().days(i64::from(self.release_lag_days));
        period.last_day()?.checked_add(days).ok()
    }

    /// Whether values of two versions can be set against each other without a word.
    pub fn comparable_with(&self, other: &Self) -> bool {
        self.version == other.version
            || (self.unit == other.unit
                && self.flow == other.flow
                && self.price == other.price
                && self.cadence == other.cadence
                && self.caliber == other.caliber)
    }
}

coded! {
    /// Why a series breaks (domain 3.3 rule 3).
    BreakKind {
        /// Firms entered or left the threshold.
        Entry => "entry", "四上单位进退库";
        /// A boundary of an area moved.
        Boundary => "boundary", "行政区划调整";
        /// A census revised the base.
        Census => "census", "普查修订";
        /// The method changed.
        Method => "method", "统计方法调整";
        /// The meter or reading cycle changed.
        Meter => "meter", "抄表周期调整";
    }
}

/// A place where values before and after are not the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesBreak {
    /// Identifier.
    pub id: String,
    /// First day on the new basis.
    pub from: Date,
    /// Place it concerns; none for all.
    pub place: Option<String>,
    /// Why.
    pub kind: BreakKind,
    /// In words.
    pub note: String,
    /// Who marked it.
    pub marked_by: Party,
    /// The day it was marked; before, nobody knew.
    pub marked_on: Date,
}

/// An indicator: its versions and breaks. A subject of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Stable code.
    pub code: Code,
    /// Versions by rising first day.
    pub versions: Vec<Definition>,
    /// Breaks by rising first day.
    pub breaks: Vec<SeriesBreak>,
}

impl Indicator {
    /// The version that counts for a period, by its last day.
    pub fn on(&self, period: Period) -> Option<&Definition> {
        let day = period.last_day()?;
        let found = self.versions.iter().rfind(|v| v.valid_from <= day);
        found.filter(|v| v.valid_to.is_none_or(|last| day <= last))
    }

    /// The latest version.
    pub fn latest(&self) -> Option<&Definition> {
        self.versions.last()
    }

    /// As it was known at the end of a day; none before it was defined.
    pub fn known_on(&self, day: Date) -> Option<Self> {
        let mut versions: Vec<Definition> = self.versions.clone();
        versions.retain(|v| v.set_on <= day);
        let open = versions.last_mut()?;
        let next = self.versions.iter().find(|v| v.version == open.version + 1);
        if next.is_some() {
            open.valid_to = None;
        }
        let breaks = self.breaks.iter().filter(|b| b.marked_on <= day).cloned();
        Some(Self {
            code: self.code.clone(),
            breaks: breaks.collect(),
            versions,
        })
    }

    /// The first break for a place after `from` and up to `to`.
    pub fn break_between(&self, place: &str, from: Date, to: Date) -> Option<&SeriesBreak> {
        self.breaks.iter().find(|b| {
            from < b.from && b.from <= to && b.place.as_deref().is_none_or(|p| p == place)
        })
    }
}
