//! Duty of a unit on a given day, after what the notices make of that day.

use crate::duty::DutyHours;
use crate::known::Calendar;
use crate::zone::DAY_SECONDS;
use jiff::civil::Date;

const NOON_SECOND: i64 = DAY_SECONDS / 2;

impl DutyHours {
    /// Duty as seconds since the day's midnight, in order: none on holidays and stopped
    /// days, a weekday's on make-up days, half of it on half stops.
    pub(crate) fn seconds_of(&self, calendar: &Calendar, day: Date) -> Vec<(i64, i64)> {
        let mark = calendar.mark(day);
        if mark.is_some_and(|mark| mark.is_off()) {
            return Vec::new();
        }
        let makeup = mark.is_some_and(|mark| mark.is_makeup());
        let intervals = if makeup {
            self.on_makeup_day()
        } else {
            self.on(day.weekday())
        };
        let (morning, afternoon) = mark.map_or((false, false), |mark| mark.stopped);
        let open = if morning { NOON_SECOND } else { 0 };
        let close = if afternoon { NOON_SECOND } else { DAY_SECONDS };
        intervals
            .iter()
            .map(|it| (i64::from(it.from_minute) * 60, i64::from(it.to_minute) * 60))
            .map(|(from, to)| (from.max(open), to.min(close)))
            .filter(|(from, to)| from < to)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_decides_which_duty_applies() {
        let calendar = Calendar::shipped().unwrap();
        let duty: DutyHours = "mon-thu 09:00-17:00; fri 09:00-12:00; sat 10:00-11:00"
            .parse()
            .unwrap();
        let hours = |month, day| -> Vec<(i64, i64)> {
            let seconds = duty.seconds_of(&calendar, date(2026, month, day));
            seconds
                .into_iter()
                .map(|(from, to)| (from / 3600, to / 3600))
                .collect()
        };
        assert_eq!(hours(11, 26), [(9, 17)]);
        assert_eq!(hours(11, 27), [(9, 12)]);
        assert_eq!(hours(11, 28), [(10, 11)]);
        assert_eq!(hours(11, 29), []);
        assert_eq!(hours(10, 1), []);
        assert_eq!(
            hours(9, 20),
            [(9, 17)],
            "a make-up Sunday has Monday's duty"
        );
        assert_eq!(
            hours(10, 10),
            [(9, 17)],
            "a make-up Saturday too, not its own"
        );
    }
}
