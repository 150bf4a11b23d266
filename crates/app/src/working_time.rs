//! When something is due by the district's calendar, and why.

use crate::district::calendar_of;
use crate::{Actor, App, AppError, Result};
use calendar::{
    CalendarError, DutyHours, Lang, Limit, Options, format_instant, parse_date, parse_instant,
};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueQuery {
    /// When it starts: `2026-09-24T16:30` in civil time, with an offset, or a date.
    pub from: String,
    /// A number with `h`, `wh`, `wd`, `d` or `mo`.
    pub limit: String,
    /// An end in days or months moves off a day that is not worked.
    pub roll: bool,
    /// The end is the end of duty on the last day instead of 24:00.
    pub close: bool,
    /// Duty hours such as `mon-fri 09:00-12:00,13:00-17:00`.
    pub duty_hours: Option<String>,
}

/// When it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueView {
    /// The last instant in time, with the offset of civil time.
    pub at: String,
    /// Said where holiday notices do not cover all of it.
    pub warning_zh: Option<String>,
    /// The same in English.
    pub warning_en: Option<String>,
    /// Each day and why it counts or not.
    pub lines: Vec<DueLine>,
}

/// One day of an explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueLine {
    /// The day.
    pub date: Date,
    /// Words in Chinese.
    pub zh: String,
    /// Words in English.
    pub en: String,
}

/// A day and whether it is worked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DayView {
    /// The day.
    pub date: Date,
    /// True for a working day.
    pub works: bool,
    /// Why, in Chinese.
    pub zh: String,
    /// Why, in English.
    pub en: String,
    /// Whether a national notice covers its year.
    pub noticed: bool,
}

/// When a limit runs out. Errors name the field that cannot be read.
pub fn due(app: &App, actor: &Actor, query: &DueQuery) -> Result<DueView> {
    app.require(actor, Action::View, Resource::CalendarNotice, &[])?;
    let from = parse_instant(&query.from).map_err(|e| wrong("from", e))?;
    let limit: Limit = query.limit.parse().map_err(|e| wrong("limit", e))?;
    let duty: Option<DutyHours> = query
        .duty_hours
        .as_deref()
        .map(str::parse)
        .transpose()
        .map_err(|e| wrong("duty_hours", e))?;
    let options = Options {
        roll: query.roll,
        close: query.close,
        duty: duty.unwrap_or_default(),
        ..Options::default()
    };
    let due = calendar_of(&app.profile())?
        .due(from, limit, &options)
        .map_err(|e| wrong("limit", e))?;
    let line = |l: &calendar::Line| DueLine {
        date: l.date,
        zh: l.text(Lang::Zh),
        en: l.text(Lang::En),
    };
    Ok(DueView {
        at: format_instant(due.at),
        warning_zh: due.certainty.warning(Lang::Zh),
        warning_en: due.certainty.warning(Lang::En),
        lines: due.lines.iter().map(line).collect(),
    })
}

/// Whether a day is worked, and why.
pub fn day(app: &App, actor: &Actor, date: &str) -> Result<DayView> {
    app.require(actor, Action::View, Resource::CalendarNotice, &[])?;
    let date = parse_date(date).map_err(|e| wrong("date", e))?;
    let day = calendar_of(&app.profile())?.day(date);
    Ok(DayView {
        date,
        works: day.kind.works(),
        zh: day.kind.text(Lang::Zh),
        en: day.kind.text(Lang::En),
        noticed: day.noticed,
    })
}

fn wrong(field: &str, e: CalendarError) -> AppError {
    AppError::field(field, e.code(), e.to_string(), e.english())
}
