//! Units that help, each with a clock of its own.

use super::act::parse_unit;
use super::filer::Filer;
use super::step;
use crate::review::Versioned;
use crate::{App, AppError, Result};
use calendar::Limit;
use casework::{Case, Command};

/// Asks a unit to help; with no limit named, the type's.
pub async fn co_handle(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (unit, task, limit): (&str, &str, Option<&str>),
) -> Result<Versioned<Case>> {
    let command = Command::CoHandle {
        unit: parse_unit(unit)?,
        task: task.to_owned(),
        limit: read_limit(limit)?,
    };
    step::command(app, who, (id, expected), ("case.co_handle", None), &command).await
}

/// The helping unit has done its part.
pub async fn co_handle_done(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (part, result): (&str, &str),
) -> Result<Versioned<Case>> {
    let command = Command::CoHandleDone {
        id: part.to_owned(),
        result: result.to_owned(),
    };
    let label = ("case.co_handle_done", None);
    step::command(app, who, (id, expected), label, &command).await
}

/// The asker takes a part back.
pub async fn co_handle_withdraw(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (part, reason): (&str, &str),
) -> Result<Versioned<Case>> {
    let command = Command::CoHandleWithdraw {
        id: part.to_owned(),
        reason: reason.to_owned(),
    };
    let label = ("case.co_handle_withdraw", Some(reason));
    step::command(app, who, (id, expected), label, &command).await
}

/// A limit as typed; empty is none. Errors: `case.limit`.
pub(super) fn read_limit(text: Option<&str>) -> Result<Option<Limit>> {
    let text = text.map(str::trim).filter(|t| !t.is_empty());
    text.map(|t| {
        t.parse().map_err(|e: calendar::CalendarError| {
            AppError::field("limit", "case.limit", e.to_string(), e.english())
        })
    })
    .transpose()
}
