//! Somebody else's word on what was asked for.

use super::filer::Filer;
use super::ground::Ground;
use super::step;
use crate::duty::in_force;
use crate::review::Versioned;
use crate::{App, Result};
use casework::{Case, Command, Effect};

/// Allows or refuses what waits for approval; a refusal needs its reason. Errors: `own_request`,
/// `not_your_approval` and the other refusals of `casework`.
pub async fn approve(
    app: &App,
    who: &Filer<'_>,
    id: &str,
    expected: i64,
    (approval, allow, reason): (&str, bool, &str),
) -> Result<Versioned<Case>> {
    let case = step::load_at(app, who, id, expected).await?;
    let ground = Ground::new(app, who)?;
    let duties = in_force(app, calendar::civil_date(ground.now())).await?;
    let (matter, grade) = (case.state.matter.clone(), case.state.grade.clone());
    let mut ground = ground.about(&duties, matter.as_deref(), grade.as_deref());
    let asked = case.state.pending.as_ref().map(|p| p.action.clone());
    let closes = asked
        .and_then(|key| {
            let kind = ground.kind_of(&case.state)?;
            Some(kind.action(&key)?.effect == Effect::Close)
        })
        .unwrap_or(false);
    if closes {
        ground.open_children = step::open_children(app, id).await?;
    }
    let label = if allow { "case.allow" } else { "case.deny" };
    let command = Command::Approve {
        id: approval.to_owned(),
        allow,
        reason: reason.to_owned(),
    };
    step::finish(
        app,
        who,
        &ground,
        case,
        (label, Some(reason)),
        &command,
        vec![],
    )
    .await
}
