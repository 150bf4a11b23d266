//! Another person of the unit takes it, or another unit takes the handler's place.

use super::act::parse_unit;
use super::filer::Filer;
use super::step;
use crate::person::find;
use crate::review::Versioned;
use crate::{App, AppError, Result};
use casework::{Case, Command};

/// Hands over to a person of the owning unit, or to a unit (by the centre alone), with a reason.
/// Errors: `case.person_unknown`, and the refusals of `casework`.
pub async fn hand_over(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (unit, person, reason): (Option<&str>, Option<&str>, &str),
) -> Result<Versioned<Case>> {
    let given = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    };
    let (unit, person) = (given(unit), given(person));
    let unit = unit.map(|u| parse_unit(&u)).transpose()?;
    if let Some(person) = &person {
        let case = step::load(app, id).await?;
        let to = unit.clone().or(case.state.owner.map(|owner| owner.unit));
        let known = find(app, person).await?;
        let fits = known.is_some_and(|p| !p.state.disabled && Some(&p.state.unit) == to.as_ref());
        if !fits {
            return Err(AppError::field(
                "person",
                "case.person_unknown",
                "该单位没有这个账号",
                "That unit has no such account",
            ));
        }
    }
    let command = Command::HandOver {
        unit,
        person,
        reason: reason.to_owned(),
    };
    let label = ("case.hand_over", Some(reason));
    step::command(app, who, (id, expected), label, &command).await
}
