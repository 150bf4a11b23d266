//! What is asked of an evaluation.

use crate::{App, AppError, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use store::case::{Basis, CountAsk, CountBy};

/// Longest period, in days: ten years.
const DAYS_MAX: i32 = 3_653;

/// Which cases of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Those reported in it, whatever became of them when (cohort).
    #[default]
    Reported,
    /// What was due in it, whenever reported (flow).
    Due,
}

/// By what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// All together.
    #[default]
    All,
    /// The handling unit.
    Unit,
    /// Subdistrict.
    Subdistrict,
    /// Community.
    Community,
    /// Matter.
    Matter,
}

impl View {
    /// Of its code; `reported` where there is no such.
    pub fn parse(code: &str) -> Self {
        match code {
            "due" => Self::Due,
            _ => Self::Reported,
        }
    }
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Due => "due",
        }
    }
}

impl By {
    /// All, for choosing.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::Unit,
        Self::Subdistrict,
        Self::Community,
        Self::Matter,
    ];
    /// Of its code; `all` where there is no such.
    pub fn parse(code: &str) -> Self {
        let found = Self::ALL.into_iter().find(|by| by.code() == code);
        found.unwrap_or_default()
    }
    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unit => "unit",
            Self::Subdistrict => "subdistrict",
            Self::Community => "community",
            Self::Matter => "matter",
        }
    }
    pub(super) fn counted(self) -> CountBy {
        match self {
            Self::All => CountBy::All,
            Self::Unit => CountBy::Unit,
            Self::Subdistrict => CountBy::Subdistrict,
            Self::Community => CountBy::Community,
            Self::Matter => CountBy::Matter,
        }
    }
}

/// What to evaluate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Ask {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Which cases.
    pub view: View,
    /// By what.
    pub by: By,
    /// Of this type; of all where none.
    pub case_type: Option<String>,
    /// As known at the end of this day; now where none.
    pub as_of: Option<Date>,
    /// As known at this instant, before `as_of`.
    #[serde(skip)]
    pub known_at: Option<Timestamp>,
}

impl Ask {
    pub(super) fn check(&self) -> Result<()> {
        if self.from <= self.to && (self.to - self.from).get_days() <= DAYS_MAX {
            return Ok(());
        }
        Err(bad_period())
    }

    /// The instant of the day asked for, now at the latest.
    pub(super) fn instant(&self, app: &App) -> Result<Timestamp> {
        if let Some(at) = self.known_at {
            return Ok(at.min(app.now()));
        }
        let Some(day) = self.as_of else {
            return Ok(app.now());
        };
        let end = calendar::day_end(day).map_err(|_| bad_period())?;
        Ok(end.min(app.now()))
    }

    /// Whether it is of the past.
    pub(super) fn is_past(&self) -> bool {
        self.as_of.is_some() || self.known_at.is_some()
    }

    pub(super) fn to_store(&self, by: By) -> CountAsk {
        CountAsk {
            basis: match self.view {
                View::Reported => Basis::Reported,
                View::Due => Basis::Due,
            },
            by: by.counted(),
            types: self.case_type.iter().cloned().collect(),
            from: self.from,
            to: self.to,
        }
    }
}

pub(super) fn bad_period() -> AppError {
    AppError::field(
        "to",
        "evaluation.period",
        "起止日期不对，或超过十年",
        "The days are not in order, or more than ten years apart",
    )
}
