//! When something is due.

use crate::duty::DutyHours;
use crate::error::CalendarError;
use crate::known::Calendar;
use crate::limit::Limit;
use crate::line::Line;
use crate::pause::Pause;
use crate::walk::Walk;
use crate::zone::{civil_date, in_range};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most extensions of one deadline.
const EXTENSIONS_MAX: usize = 50;

/// A further limit appended to the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// How much longer.
    pub limit: Limit,
    /// On what ground.
    pub reason: String,
}

/// How a limit is counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// A limit in days or months that ends on a day off ends on the next working day
    /// (Civil Code art. 203 (1)). Never applies to hours. On by default.
    pub roll: bool,
    /// A limit in days or months ends when duty ends on the last day instead of at 24:00
    /// (Civil Code art. 203 (2)). Off by default.
    pub close: bool,
    /// Duty hours of the unit that owes, for `wh` and for `close`.
    pub duty: DutyHours,
    /// When the clock stood still.
    pub pauses: Vec<Pause>,
    /// Further limits, in order. Each starts where the one before ended, before any rolling.
    pub extensions: Vec<Extension>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            roll: true,
            close: false,
            duty: DutyHours::default(),
            pauses: Vec::new(),
            extensions: Vec::new(),
        }
    }
}

/// How sure a due instant is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "certainty")]
pub enum Certainty {
    /// Every year it depends on has its notice.
    Known,
    /// It reaches past the last noticed day; later days are judged by weekday alone.
    BeyondNotices {
        /// The last day that notices cover.
        last: Date,
    },
    /// It starts before the first noticed day; earlier days are judged by weekday alone.
    BeforeNotices {
        /// The first day that notices cover.
        first: Date,
    },
    /// The calendar has no national notice at all.
    NoNotices,
}

/// A due instant with its certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueAt {
    /// The last instant in time: 23:59:59 stands for 24:00 of a last day.
    pub at: Timestamp,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A due instant with its explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last instant in time: 23:59:59 stands for 24:00 of a last day.
    pub at: Timestamp,
    /// How sure it is.
    pub certainty: Certainty,
    /// Each day and why it counts or not.
    pub lines: Vec<Line>,
}

impl Calendar {
    /// When a limit that starts at `from` runs out, and why. The clock table of domain.md
    /// 2.10; a fraction of a second in `from` is dropped.
    ///
    /// * `wd`, `d`, `mo`: the first day is excluded; a month ends on the day of the same
    ///   number, or on the last of a shorter month; the end is 24:00 of the last day.
    /// * `h`: plain hours, never rolled. `wh`: from the next duty moment, duty hours only.
    /// * Pauses: hours stand still to the second; a day that a pause touches does not count.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] outside the supported years,
    /// [`CalendarError::PauseOrder`] for a pause that ends too early and
    /// [`CalendarError::TooMany`] for more than 200 pauses or 50 extensions.
    pub fn due(
        &self,
        from: Timestamp,
        limit: Limit,
        options: &Options,
    ) -> Result<Due, CalendarError> {
        let mut lines = Vec::new();
        let due = self.run(from, limit, options, Some(&mut lines))?;
        Ok(Due {
            at: due.at,
            certainty: due.certainty,
            lines,
        })
    }

    /// Like [`Calendar::due`], without the explanation: for many deadlines at once.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn due_at(
        &self,
        from: Timestamp,
        limit: Limit,
        options: &Options,
    ) -> Result<DueAt, CalendarError> {
        self.run(from, limit, options, None)
    }

    fn run(
        &self,
        from: Timestamp,
        limit: Limit,
        options: &Options,
        lines: Option<&mut Vec<Line>>,
    ) -> Result<DueAt, CalendarError> {
        if options.extensions.len() > EXTENSIONS_MAX {
            return Err(CalendarError::TooMany {
                what: "延期",
                max: EXTENSIONS_MAX,
            });
        }
        let from = in_range(from)?;
        let at = Walk::new(self, options, lines)?.run(from, limit)?;
        Ok(DueAt {
            at,
            certainty: self.certainty(civil_date(from), civil_date(at)),
        })
    }
}
