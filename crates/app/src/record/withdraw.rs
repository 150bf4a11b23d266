//! The claimant's unit takes a claim back before it is decided.

use super::open;
use crate::change_of::changed;
use crate::review::{Versioned, context};
use crate::{Actor, App, Result};
use commitment::Record;
use commitment::record::Withdraw;
use org::{Action, Resource};

/// The right by which a record was entered is the right by which it is taken back: the office enters
/// reversals, though it claims nothing.
pub(super) fn taken_by(record: &Record) -> Action {
    match record.reverses {
        Some(_) => Action::Reverse,
        None => Action::Claim,
    }
}

/// Withdraws a claim, or a reversal before it is verified.
pub async fn withdraw(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: Option<String>,
) -> Result<Versioned<Record>> {
    let opened = open(app, id, expected).await?;
    app.require(
        actor,
        taken_by(&opened.record.state),
        Resource::Record,
        &[&opened.record.state.claimed_by.unit],
    )?;
    let original = opened.original();
    let cmd = Withdraw {
        reason: reason.clone(),
    };
    let (withdrawn, freed) = commitment::record::withdraw(
        &opened.record.state,
        original.map(|o| &o.state),
        &cmd,
        &context(app, actor),
    )?;
    let mut changes = vec![changed(
        &opened.record,
        "record.withdraw",
        reason.as_deref(),
        &withdrawn,
    )];
    if let (Some(before), Some(after)) = (original, &freed) {
        changes.push(changed(
            before,
            "record.reversal_withdrawn",
            reason.as_deref(),
            after,
        ));
    }
    app.append(actor, changes).await?;
    Ok(Versioned {
        version: expected + 1,
        value: withdrawn,
    })
}
