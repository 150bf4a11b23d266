//! Working time in Asia/Shanghai: notices, make-up days, duty hours, limits, pauses and
//! the explanation of every day.
//!
//! ```
//! use calendar::{Calendar, Options, format_instant, parse_instant};
//!
//! let calendar = Calendar::shipped()?;
//! let from = parse_instant("2026-09-24T16:30")?;
//! let due = calendar.due(from, "5wd".parse()?, &Options::default())?;
//! assert_eq!(format_instant(due.at), "2026-10-09T23:59:59+08:00");
//! # Ok::<(), calendar::CalendarError>(())
//! ```
//!
//! The crate reads no clock and no file: instants and notice texts come in as arguments.
//! The rules are domain.md 2.10 and are argued in `docs/decisions/0003-working-time.md`.

mod count;
mod day;
mod due;
mod duty;
mod duty_day;
mod duty_text;
mod error;
mod known;
mod limit;
mod line;
mod mark;
mod moved;
mod notice;
mod notice_csv;
mod pause;
mod period;
mod progress;
mod shipped;
mod walk;
mod words;
mod zone;

pub use day::{Day, DayKind};
pub use due::{Certainty, Due, DueAt, Extension, Options};
pub use duty::{DutyHours, Interval};
pub use error::CalendarError;
pub use known::Calendar;
pub use limit::{Limit, Unit};
pub use line::{Count, Line, Why};
pub use moved::{Deadline, Moved, moved};
pub use notice::{Kind, Notice, NoticeDay, Part, issued_by};
pub use notice_csv::notices_from_csv;
pub use pause::Pause;
pub use period::{Xun, month_end, xun, xun_end};
pub use progress::{Amount, Progress};
pub use shipped::shipped_notices;
pub use words::Lang;
pub use zone::{
    MAX_DATE, MIN_DATE, civil_date, day_end, day_start, format_instant, parse_date, parse_instant,
};
