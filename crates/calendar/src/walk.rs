//! The walk from day to day that finds a due instant and says why.

use crate::due::Options;
use crate::error::CalendarError;
use crate::known::Calendar;
use crate::limit::{Limit, Unit};
use crate::line::{Count, Line, Why};
use crate::pause::{Stopped, lay_out, outside, touching};
use crate::zone::{DAY_SECONDS, check, civil_date, from_second, next, start_second};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

const HOUR_SECONDS: i64 = 3_600;

/// How far the count has come.
#[derive(Clone, Copy)]
enum Reached {
    /// An instant, in seconds since the epoch.
    At(i64),
    /// 24:00 of a day.
    EndOf(Date),
}

/// One walk; the lines are written only when someone wants them.
pub(crate) struct Walk<'a> {
    calendar: &'a Calendar,
    options: &'a Options,
    stopped: Vec<Stopped<'a>>,
    lines: Option<&'a mut Vec<Line>>,
    step: u16,
    days_counted: u32,
}

impl<'a> Walk<'a> {
    pub fn new(
        calendar: &'a Calendar,
        options: &'a Options,
        lines: Option<&'a mut Vec<Line>>,
    ) -> Result<Self, CalendarError> {
        let stopped = lay_out(&options.pauses)?;
        Ok(Self {
            calendar,
            options,
            stopped,
            lines,
            step: 0,
            days_counted: 0,
        })
    }

    /// Counts the limit and its extensions from `from`; then rolls and closes the last day.
    pub fn run(mut self, from: Timestamp, limit: Limit) -> Result<Timestamp, CalendarError> {
        let mut reached = self.count(Reached::At(from.as_second()), limit)?;
        let mut last = limit;
        for extension in &self.options.extensions {
            self.step += 1;
            last = extension.limit;
            self.say(day_of(reached)?, Count::None, || {
                Why::Extended(
                    format!("{} {}", extension.limit, extension.reason)
                        .trim_end()
                        .to_owned(),
                )
            });
            reached = self.count(reached, last)?;
        }
        match reached {
            Reached::At(second) => from_second(second),
            Reached::EndOf(day) => {
                let day = if self.options.roll && last.unit().rolls() {
                    self.roll(day)?
                } else {
                    day
                };
                self.end_of(day)
            }
        }
    }

    fn count(&mut self, reached: Reached, limit: Limit) -> Result<Reached, CalendarError> {
        let count = limit.count();
        match limit.unit() {
            Unit::Hour | Unit::WorkingHour => self.hours(reached, count, limit.unit()),
            Unit::WorkingDay | Unit::Day => self.days(reached, count, limit.unit()),
            Unit::Month => {
                let first = day_of(reached)?;
                let last = first
                    .checked_add(i64::from(count).months())
                    .map_err(|_| CalendarError::OutOfRange)?;
                let days = (check(last)? - first).get_days().unsigned_abs();
                self.days(reached, days, Unit::Day)
            }
        }
    }

    /// Counts days after the first; those that a pause touches do not count.
    fn days(&mut self, reached: Reached, count: u32, unit: Unit) -> Result<Reached, CalendarError> {
        let calendar = self.calendar;
        let mut day = day_of(reached)?;
        if let Reached::At(_) = reached {
            self.say(day, Count::None, || Why::FirstDay);
        }
        let mut left = count;
        while left > 0 {
            day = next(day)?;
            if let Some(reason) = touching(&self.stopped, day)? {
                self.say(day, Count::None, || Why::Paused(reason.to_owned()));
                continue;
            }
            let counts = unit == Unit::Day || calendar.is_working_day(day);
            let added = if counts {
                left -= 1;
                self.days_counted += 1;
                Count::Day(self.days_counted)
            } else {
                Count::None
            };
            self.say(day, added, || {
                let kind = calendar.day(day).kind;
                if unit == Unit::Day {
                    Why::CalendarDay(kind)
                } else {
                    Why::Day(kind)
                }
            });
        }
        Ok(Reached::EndOf(day))
    }

    /// Counts seconds outside pauses, of the whole day or of duty alone.
    fn hours(
        &mut self,
        reached: Reached,
        count: u32,
        unit: Unit,
    ) -> Result<Reached, CalendarError> {
        let since = match reached {
            Reached::At(second) => second,
            Reached::EndOf(day) => start_second(next(day)?)?,
        };
        let mut day = civil_date(from_second(since)?);
        let mut left = i64::from(count) * HOUR_SECONDS;
        loop {
            let before = left;
            let mut at = since;
            let running = self.running(day, unit, since)?;
            for &(from, to) in &running {
                let taken = left.min(to - from);
                left -= taken;
                at = from + taken;
                if left == 0 {
                    break;
                }
            }
            let first = running.first().map_or(since, |span| span.0);
            self.say_hours(day, unit, first, before - left)?;
            if left == 0 {
                return Ok(Reached::At(at));
            }
            day = next(day)?;
        }
    }

    /// When the clock of an hour limit runs on a day, from `since` on, pauses taken out.
    pub fn running(
        &self,
        day: Date,
        unit: Unit,
        since: i64,
    ) -> Result<Vec<(i64, i64)>, CalendarError> {
        let start = start_second(day)?;
        let spans = if unit == Unit::WorkingHour {
            self.options.duty.seconds_of(self.calendar, day)
        } else {
            vec![(0, DAY_SECONDS)]
        };
        let mut running = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            let (from, to) = ((start + from).max(since), start + to);
            if from < to && self.stopped.is_empty() {
                running.push((from, to));
            } else if from < to {
                running.extend(outside(&self.stopped, from, to));
            }
        }
        Ok(running)
    }

    /// The first day from `day` on that is worked and that no pause touches.
    fn roll(&mut self, day: Date) -> Result<Date, CalendarError> {
        let calendar = self.calendar;
        let mut last = day;
        loop {
            let paused = touching(&self.stopped, last)?;
            if paused.is_none() && calendar.is_working_day(last) {
                break;
            }
            self.say(last, Count::None, || match paused {
                Some(reason) => Why::Paused(reason.to_owned()),
                None => Why::RolledPast(calendar.day(last).kind),
            });
            last = next(last)?;
        }
        if last != day {
            self.say(last, Count::None, || Why::RolledTo(calendar.day(last).kind));
        }
        Ok(last)
    }

    /// 23:59:59 of the day or, on request, the end of its duty when it has any.
    fn end_of(&self, day: Date) -> Result<Timestamp, CalendarError> {
        let closing = if self.options.close {
            self.options
                .duty
                .seconds_of(self.calendar, day)
                .last()
                .map(|span| span.1)
        } else {
            None
        };
        from_second(start_second(day)? + closing.unwrap_or(DAY_SECONDS).min(DAY_SECONDS - 1))
    }

    /// Says what a day of an hour limit added, `first` being the second it began to run.
    fn say_hours(
        &mut self,
        day: Date,
        unit: Unit,
        first: i64,
        added: i64,
    ) -> Result<(), CalendarError> {
        if self.lines.is_none() {
            return Ok(());
        }
        let since_midnight = first - start_second(day)?;
        if added > 0 {
            let count = Count::Seconds {
                from: small(since_midnight),
                counted: small(added),
            };
            let kind = self.calendar.day(day).kind;
            self.say(day, count, || {
                if unit == Unit::Hour {
                    Why::Continuous
                } else {
                    Why::Day(kind)
                }
            });
            return Ok(());
        }
        let why = self.why_no_hours(day, unit, since_midnight > 0)?;
        self.say(day, Count::None, || why);
        Ok(())
    }

    fn why_no_hours(&self, day: Date, unit: Unit, begun: bool) -> Result<Why, CalendarError> {
        let kind = self.calendar.day(day).kind;
        if unit == Unit::WorkingHour && self.options.duty.seconds_of(self.calendar, day).is_empty()
        {
            return Ok(if kind.works() {
                Why::NoDuty
            } else {
                Why::Day(kind)
            });
        }
        Ok(match touching(&self.stopped, day)? {
            Some(reason) => Why::Paused(reason.to_owned()),
            None if begun => Why::AfterDuty,
            None => Why::Day(kind),
        })
    }

    fn say(&mut self, date: Date, count: Count, why: impl FnOnce() -> Why) {
        if let Some(lines) = self.lines.as_deref_mut() {
            let unnoticed = !self.calendar.covers(date);
            lines.push(Line {
                date,
                step: self.step,
                count,
                why: why(),
                unnoticed,
            });
        }
    }
}

fn day_of(reached: Reached) -> Result<Date, CalendarError> {
    match reached {
        Reached::At(second) => Ok(civil_date(from_second(second)?)),
        Reached::EndOf(day) => Ok(day),
    }
}

/// Seconds of one day always fit.
fn small(seconds: i64) -> u32 {
    u32::try_from(seconds).unwrap_or(0)
}
