//! What all changes have in common: who acts, on whose indicator, and who sees what is not released.

use super::held::Held;
use crate::{Actor, App, AppError, Result};
use indicator::{Context, Indicator, Party};
use org::{Action, Resource};
use store::Loaded;

/// Time and actor of a command.
pub(super) fn context(app: &App, actor: &Actor) -> Context {
    Context {
        now: app.now(),
        today: app.today(),
        actor: Party {
            person: actor.person.clone(),
            unit: actor.unit.as_str().to_owned(),
        },
    }
}

/// The unit by which rights on an indicator are judged: where its values come from.
pub(super) fn source_of(indicator: &Indicator) -> &str {
    indicator.latest().map_or("", |d| d.source_unit.as_str())
}

/// An indicator. Errors: `not_found`.
pub(super) fn defined<'a>(held: &'a Held, code: &str) -> Result<&'a Loaded<Indicator>> {
    let found = held.indicator(code);
    found.ok_or_else(|| AppError::not_found("这个指标", "indicator"))
}

/// An indicator that this person may see.
pub(super) fn seen<'a>(
    app: &App,
    actor: &Actor,
    held: &'a Held,
    code: &str,
) -> Result<&'a Loaded<Indicator>> {
    let found = defined(held, code)?;
    match app.may(
        actor,
        Action::View,
        Resource::Indicator,
        &[source_of(&found.state)],
    ) {
        true => Ok(found),
        false => Err(AppError::not_found("这个指标", "indicator")),
    }
}

/// Whether this person sees what is not released yet: the unit it comes from and who verifies it.
pub(super) fn inside(app: &App, actor: &Actor, source: &str) -> bool {
    let may = |action| app.may(actor, action, Resource::Indicator, &[source]);
    may(Action::Claim) || may(Action::Verify)
}
