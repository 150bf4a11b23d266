//! Definitions made and changed by the office.

use super::held::{Held, INDICATORS_MAX, held};
use super::step::{context, defined, source_of};
use crate::change_of::{changed, made};
use crate::review::Versioned;
use crate::{Actor, App, AppError, Kind, Result, kinds, same_version};
use indicator::Indicator;
use indicator::definition::{self, Define, MarkBreak, Revise};
use org::{Action, Resource};

/// Defines an indicator. Errors: `indicator.code_taken`, `indicator.too_many`, `unit.unknown`, those of
/// [`definition::define`] and of formulas.
pub async fn define(app: &App, actor: &Actor, cmd: Define) -> Result<Versioned<Indicator>> {
    app.require(
        actor,
        Action::Create,
        Resource::Indicator,
        &[&cmd.source_unit],
    )?;
    crate::district::check_unit(&app.profile(), "source_unit", &cmd.source_unit)?;
    let held = held(app).await?;
    if held.indicator(&cmd.code).is_some() {
        return Err(AppError::field(
            "code",
            "indicator.code_taken",
            format!("已有代码为“{}”的指标", cmd.code),
            "Another indicator has this code",
        ));
    }
    if held.indicators.len() >= INDICATORS_MAX {
        return Err(AppError::new(
            Kind::TooLarge,
            "indicator.too_many",
            format!("最多{INDICATORS_MAX}个指标"),
            format!("At most {INDICATORS_MAX} indicators"),
        ));
    }
    let next = definition::define(&cmd, &context(app, actor))?;
    check_formula(&held, &next)?;
    let change = made(kinds::INDICATOR, &next.code, "indicator.define", &next);
    app.append(actor, vec![change]).await?;
    Ok(Versioned {
        version: 1,
        value: next,
    })
}

/// A new version of the definition; earlier periods keep theirs. Errors: those of
/// [`definition::revise`] and of formulas.
pub async fn revise(
    app: &App,
    actor: &Actor,
    (code, expected): (&str, i64),
    cmd: Revise,
) -> Result<Versioned<Indicator>> {
    crate::district::check_unit(&app.profile(), "source_unit", &cmd.terms.source_unit)?;
    let reason = cmd.reason.clone();
    let name = ("indicator.revise", reason.as_str());
    edit(app, actor, (code, expected), name, |held, state, ctx| {
        let next = definition::revise(state, &cmd, ctx)?;
        check_formula(held, &next)?;
        Ok(next)
    })
    .await
}

/// Marks a break of the series. Errors: those of [`definition::mark_break`].
pub async fn mark_break(
    app: &App,
    actor: &Actor,
    (code, expected): (&str, i64),
    cmd: MarkBreak,
) -> Result<Versioned<Indicator>> {
    let note = cmd.note.clone();
    let name = ("indicator.break", note.as_str());
    edit(app, actor, (code, expected), name, |_, state, ctx| {
        Ok(definition::mark_break(state, &cmd, ctx)?)
    })
    .await
}

async fn edit(
    app: &App,
    actor: &Actor,
    (code, expected): (&str, i64),
    (name, reason): (&str, &str),
    decide: impl FnOnce(&Held, &Indicator, &indicator::Context) -> Result<Indicator>,
) -> Result<Versioned<Indicator>> {
    let held = held(app).await?;
    let before = defined(&held, code)?;
    app.require(
        actor,
        Action::Edit,
        Resource::Indicator,
        &[source_of(&before.state)],
    )?;
    same_version(expected, before.seq)?;
    let next = decide(&held, &before.state, &context(app, actor))?;
    let change = changed(before, name, Some(reason), &next);
    app.append(actor, vec![change]).await?;
    crate::counting::judge_indicator(app, code).await?;
    Ok(Versioned {
        version: before.seq + 1,
        value: next,
    })
}

/// Whether the formula of a definition can be reckoned from the others.
fn check_formula(held: &Held, next: &Indicator) -> Result<()> {
    let Some(latest) = next.latest() else {
        return Ok(());
    };
    let find = |code: &str| match code == next.code {
        true => Some(latest),
        false => held.indicator(code)?.state.latest(),
    };
    Ok(indicator::formula::sound(&next.code, latest, find)?)
}
