//! The last 旬 of a month has 8 to 11 days: 旬 are compared by the day.

use super::within;
use crate::{Refusal, cadence};
use figure::{Decimal, Period};
use serde::Serialize;

/// A daily average.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PerDay {
    /// Value by number of days.
    pub value: Decimal,
    /// The number of days.
    pub days: i64,
}

/// The daily average of a value of the period alone. Errors: `no_such_period`, `out_of_range`.
pub fn per_day(value: Decimal, period: Period) -> Result<PerDay, Refusal> {
    let days = cadence::days(period);
    if days == 0 {
        return Err(Refusal::new("no_such_period").with("period", period));
    }
    let value = within(value.checked_div(Decimal::from(days)))?;
    Ok(PerDay { value, days })
}
