//! How much of a limit has run at an instant, and how much is left.

use crate::due::{DueAt, Options};
use crate::error::CalendarError;
use crate::known::Calendar;
use crate::limit::{Limit, Unit};
use crate::line::{Count, Line};
use crate::walk::Walk;
use crate::zone::{DAY_SECONDS, in_range, start_second};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Part of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Amount {
    /// What has run.
    pub elapsed: u64,
    /// All of it, extensions included.
    pub total: u64,
}

impl Amount {
    /// What is left.
    pub fn left(self) -> u64 {
        self.total - self.elapsed
    }
}

/// Where a deadline stands at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Days of limits in working days, days and months. A day has run once it is over, so
    /// on the last day 1 is left.
    pub days: Amount,
    /// Seconds of limits in hours and working hours.
    pub seconds: Amount,
    /// Whether the clock stands still at this instant.
    pub paused: bool,
    /// When it is due.
    pub due: DueAt,
    /// Plain seconds until due; negative once overdue.
    pub seconds_until_due: i64,
}

impl Calendar {
    /// Where the deadline of [`Calendar::due`] stands at `now`.
    ///
    /// # Errors
    /// As [`Calendar::due`]; `now` must be inside the supported years.
    pub fn progress(
        &self,
        from: Timestamp,
        limit: Limit,
        options: &Options,
        now: Timestamp,
    ) -> Result<Progress, CalendarError> {
        let due = self.due(from, limit, options)?;
        let now = in_range(now)?;
        let walk = Walk::new(self, options, None)?;
        let (mut days, mut seconds) = (Amount::default(), Amount::default());
        for line in &due.lines {
            match line.count {
                Count::None => {}
                Count::Day(_) => {
                    days.total += 1;
                    days.elapsed +=
                        u64::from(start_second(line.date)? + DAY_SECONDS <= now.as_second());
                }
                Count::Seconds { from, counted } => {
                    let since = start_second(line.date)? + i64::from(from);
                    let unit = unit_of(line, limit, options);
                    let ran = ran(&walk.running(line.date, unit, since)?, now.as_second());
                    seconds.total += u64::from(counted);
                    seconds.elapsed += ran.min(u64::from(counted));
                }
            }
        }
        Ok(Progress {
            days,
            seconds,
            paused: options
                .pauses
                .iter()
                .any(|pause| pause.from <= now && now < pause.to),
            due: DueAt {
                at: due.at,
                certainty: due.certainty,
            },
            seconds_until_due: due.at.as_second() - now.as_second(),
        })
    }
}

fn unit_of(line: &Line, limit: Limit, options: &Options) -> Unit {
    match line.step.checked_sub(1) {
        None => limit.unit(),
        Some(extension) => options.extensions[usize::from(extension)].limit.unit(),
    }
}

/// Seconds of the spans that lie before `now`.
fn ran(running: &[(i64, i64)], now: i64) -> u64 {
    running
        .iter()
        .map(|&(from, to)| (to.min(now) - from).max(0).unsigned_abs())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Extension, Pause, parse_instant};

    fn at(text: &str) -> Timestamp {
        parse_instant(text).unwrap()
    }

    fn limit(text: &str) -> Limit {
        text.parse().unwrap()
    }

    fn days_left(now: &str) -> (u64, i64) {
        let calendar = Calendar::shipped().unwrap();
        let progress = calendar
            .progress(
                at("2026-09-24T16:30"),
                limit("5wd"),
                &Options::default(),
                at(now),
            )
            .unwrap();
        (progress.days.left(), progress.seconds_until_due)
    }

    #[test]
    fn a_day_has_run_once_it_is_over() {
        assert_eq!(days_left("2026-09-24T16:30").0, 5);
        assert_eq!(days_left("2026-09-28T23:59:59").0, 5);
        assert_eq!(days_left("2026-09-29").0, 4);
        assert_eq!(days_left("2026-10-09T23:59:58"), (1, 1));
        assert_eq!(days_left("2026-10-10"), (0, -1));
    }

    #[test]
    fn hours_stand_still_in_a_pause_and_go_on_in_an_extension() {
        let calendar = Calendar::shipped().unwrap();
        let options = Options {
            pauses: vec![Pause {
                from: at("2026-11-23T10:00"),
                to: at("2026-11-23T11:00"),
                reason: "听证".into(),
            }],
            extensions: vec![Extension {
                limit: limit("1wh"),
                reason: "复杂".into(),
            }],
            ..Options::default()
        };
        let seen = |now: &str| {
            let progress = calendar
                .progress(at("2026-11-23T09:30"), limit("2wh"), &options, at(now))
                .unwrap();
            (
                progress.seconds.elapsed / 60,
                progress.seconds.total / 60,
                progress.paused,
            )
        };
        assert_eq!(seen("2026-11-23T09:00"), (0, 180, false));
        assert_eq!(seen("2026-11-23T10:00"), (30, 180, true));
        assert_eq!(seen("2026-11-23T11:00"), (30, 180, false));
        assert_eq!(seen("2026-11-23T12:30"), (90, 180, false));
        assert_eq!(seen("2026-11-23T14:00"), (150, 180, false));
        assert_eq!(seen("2026-11-23T14:30"), (180, 180, false));
    }
}
