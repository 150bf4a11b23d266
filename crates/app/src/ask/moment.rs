//! Up to when everything is known, and the days that a query is about.

use crate::{App, AsOf};
use ::ask::{Query, When};
use figure::Period;
use jiff::Timestamp;
use jiff::civil::Date;

/// Now, or an instant of the past.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// The instant, in whole milliseconds.
    pub at: Timestamp,
    /// Its day.
    pub on: Date,
    /// The journal is asked instead of what is held.
    pub past: bool,
}

impl Moment {
    pub fn now(app: &App) -> Self {
        let ms = app.now().as_millisecond();
        Self {
            at: Timestamp::from_millisecond(ms).unwrap_or_else(|_| app.now()),
            on: app.today(),
            past: false,
        }
    }

    pub fn at(at: Timestamp) -> Self {
        Self {
            at,
            on: calendar::civil_date(at),
            past: true,
        }
    }

    /// The instant, where it is past.
    pub fn instant(self) -> Option<Timestamp> {
        self.past.then_some(self.at)
    }

    /// The day that a state is asked for.
    pub fn day_of(self, query: &Query) -> Date {
        let period = match query.when {
            When::Of(period) | When::UpTo(period) => period.last_day(),
            When::Latest | When::YearToDate(_) => None,
        };
        period.map_or(self.on, |last| last.min(self.on))
    }

    /// The state of a day as known at this moment.
    pub fn as_of(self, day: Date) -> Option<AsOf> {
        match (day < self.on, self.past) {
            (true, _) => Some(AsOf::Day(day)),
            (false, true) => Some(AsOf::Instant(self.at)),
            (false, false) => None,
        }
    }

    /// First and last day of a span; none where no span is meant.
    pub fn span_of(self, query: &Query) -> Option<(Date, Date)> {
        let year = |day: Date| Period::Year(day.year()).first_day();
        let (from, to) = match query.when {
            When::Of(period) => (period.first_day()?, period.last_day()?),
            When::UpTo(period) => (year(period.first_day()?)?, period.last_day()?),
            When::YearToDate(y) => (Period::Year(y).first_day()?, self.on),
            When::Latest => return None,
        };
        let to = to.min(self.on);
        (from <= to).then_some((from, to))
    }
}
