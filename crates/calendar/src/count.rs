//! Counting working days between dates and adding them to a date.

use crate::error::CalendarError;
use crate::known::Calendar;
use crate::zone::{check, next};
use jiff::civil::{Date, date};

const EPOCH_MONDAY: Date = date(1970, 1, 5);

impl Calendar {
    /// Working days after `from` up to and including `to` (the first day is excluded);
    /// negative when `to` comes first. Costs the same for any distance.
    pub fn working_days_between(&self, from: Date, to: Date) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        weekdays_until(to) - weekdays_until(from) + self.turned_until(to) - self.turned_until(from)
    }

    /// The `count`-th working day after `day`; `day` itself for 0.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when the supported years end first.
    pub fn add_working_days(&self, day: Date, count: u32) -> Result<Date, CalendarError> {
        let mut day = check(day)?;
        let mut left = count;
        while left > 0 {
            day = next(day)?;
            left -= u32::from(self.is_working_day(day));
        }
        Ok(day)
    }

    /// Working days that notices added (+) or took (−) up to and including `day`.
    fn turned_until(&self, day: Date) -> i64 {
        let known = self.turns.partition_point(|&(turned, _)| turned <= day);
        known.checked_sub(1).map_or(0, |last| self.turns[last].1)
    }
}

/// Mondays to Fridays since the epoch's first Monday, up to and including `day`.
fn weekdays_until(day: Date) -> i64 {
    let days = i64::from((day - EPOCH_MONDAY).get_days());
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn national_day_week_of_2026() {
        let calendar = Calendar::shipped().unwrap();
        let (thursday, friday) = (date(2026, 9, 24), date(2026, 10, 9));
        assert_eq!(calendar.working_days_between(thursday, friday), 5);
        assert_eq!(calendar.working_days_between(friday, thursday), -5);
        assert_eq!(calendar.working_days_between(friday, friday), 0);
        let (saturday, makeup_sunday) = (date(2026, 9, 19), date(2026, 9, 20));
        assert_eq!(calendar.working_days_between(saturday, makeup_sunday), 1);
        assert_eq!(calendar.add_working_days(thursday, 5), Ok(friday));
        assert_eq!(
            calendar.add_working_days(date(2026, 9, 19), 1),
            Ok(date(2026, 9, 20))
        );
        assert_eq!(calendar.add_working_days(friday, 0), Ok(friday));
        assert_eq!(
            calendar.add_working_days(crate::MAX_DATE, 1),
            Err(CalendarError::OutOfRange)
        );
    }
}
