//! What has to be known of a day before its number is set against others: holiday, make-up day, no notice.
//! Temperature is not known here, and is said to be unknown rather than guessed.

use calendar::{Calendar, DayKind};
use figure::Period;
use serde::Serialize;

/// A caveat of a value of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "code", content = "name")]
pub enum DayCaveat {
    /// Off by a notice, with the holiday's name.
    Holiday(String),
    /// A weekend day worked in exchange for a holiday, with its name.
    MakeupWorkday(String),
    /// Stopped by a local order, with its reason.
    Stop(String),
    /// The day before or the day after is a holiday, with its name.
    BesideHoliday(String),
    /// No notice covers the year; weekdays alone decided.
    NotNoticed,
    /// Temperature is not known.
    TemperatureUnknown,
}

/// The caveats of a value of a day; none of longer periods, which are looked at by their yearly change.
pub fn day_caveats(period: Period, calendar: &Calendar) -> Vec<DayCaveat> {
    let Period::Day(date) = period else {
        return vec![];
    };
    let day = calendar.day(date);
    let mut found = vec![];
    match day.kind {
        DayKind::Holiday(name) => found.push(DayCaveat::Holiday(name)),
        DayKind::MakeupWorkday(name) => found.push(DayCaveat::MakeupWorkday(name)),
        DayKind::Stop(why) | DayKind::StopMorning(why) | DayKind::StopAfternoon(why) => {
            found.push(DayCaveat::Stop(why));
        }
        DayKind::Workday | DayKind::Weekend => {
            let beside = [date.yesterday(), date.tomorrow()];
            let holiday = beside.into_iter().flatten().find_map(|d| {
                let kind = calendar.day(d).kind;
                match kind {
                    DayKind::Holiday(name) => Some(name),
                    _ => None,
                }
            });
            found.extend(holiday.map(DayCaveat::BesideHoliday));
        }
    }
    if !day.noticed {
        found.push(DayCaveat::NotNoticed);
    }
    found.push(DayCaveat::TemperatureUnknown);
    found
}

#[cfg(test)]
mod tests {
    use super::DayCaveat::*;
    use super::*;
    use jiff::civil::{Date, date};

    #[test]
    fn each_day_says_what_is_special_about_it() {
        let calendar = Calendar::shipped().unwrap();
        let of = |day: Date| day_caveats(Period::Day(day), &calendar);
        let first = of(date(2026, 10, 1));
        assert!(matches!(&first[..], [Holiday(name), TemperatureUnknown] if name.contains("国庆")));
        // 20 September 2026 is worked in exchange.
        let worked = of(date(2026, 9, 20));
        assert!(matches!(
            &worked[..],
            [MakeupWorkday(_), TemperatureUnknown]
        ));
        let eve = of(date(2026, 9, 30));
        assert!(
            matches!(&eve[..], [BesideHoliday(_), TemperatureUnknown]),
            "{eve:?}"
        );
        assert_eq!(of(date(2026, 11, 18)), [TemperatureUnknown]);
        assert!(of(date(2035, 3, 7)).contains(&NotNoticed));
        let month = Period::Month {
            year: 2026,
            month: 10,
        };
        assert_eq!(day_caveats(month, &calendar), []);
    }
}
