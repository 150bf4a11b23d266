//! The whistle (吹哨, F2-04): named units must come by a clock; afterwards both sides are judged.

use super::act::parse_unit;
use super::co_handle::read_limit;
use super::filer::Filer;
use super::step;
use crate::review::Versioned;
use crate::{App, AppError, Result};
use casework::{Case, Command, Response};
use org::UnitCode;

/// Calls units to the place.
pub async fn whistle(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (units, reason, limit): (&[String], &str, Option<&str>),
) -> Result<Versioned<Case>> {
    let units: Result<Vec<UnitCode>> = units.iter().map(|unit| parse_unit(unit)).collect();
    let command = Command::Whistle {
        units: units?,
        reason: reason.to_owned(),
        limit: read_limit(limit)?,
    };
    let label = ("case.whistle", Some(reason));
    step::command(app, who, (id, expected), label, &command).await
}

/// A called unit has come.
pub async fn arrive(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    whistle: &str,
) -> Result<Versioned<Case>> {
    let command = Command::Arrive {
        id: whistle.to_owned(),
    };
    step::command(app, who, (id, expected), ("case.arrive", None), &command).await
}

/// A called unit says whether the whistle was needed.
pub async fn judge_whistle(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (whistle, needed, reason): (&str, bool, &str),
) -> Result<Versioned<Case>> {
    let command = Command::JudgeWhistle {
        id: whistle.to_owned(),
        needed,
        reason: reason.to_owned(),
    };
    let label = ("case.judge_whistle", Some(reason));
    step::command(app, who, (id, expected), label, &command).await
}

/// The unit that whistled says how a called unit responded: `good`, `fair`, `poor`.
pub async fn judge_response(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (whistle, unit, response): (&str, &str, &str),
) -> Result<Versioned<Case>> {
    let response = Response::from_code(response).ok_or_else(|| {
        AppError::field(
            "response",
            "case.response",
            "评价应为：好、一般、差",
            "The response is one of: good, fair, poor",
        )
    })?;
    let command = Command::JudgeResponse {
        id: whistle.to_owned(),
        unit: parse_unit(unit)?,
        response,
    };
    let label = ("case.judge_response", None);
    step::command(app, who, (id, expected), label, &command).await
}
