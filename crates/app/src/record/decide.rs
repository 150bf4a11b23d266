//! Somebody other than the claimant verifies a record, or returns it with a reason.

use super::open;
use crate::change_of::changed;
use crate::retry::on_the_side;
use crate::review::{Versioned, context};
use crate::{Actor, App, Result, lights};
use commitment::Record;
use commitment::record::{Return, Verify};
use org::{Action, Resource};

/// Verifies a record: from today it counts. The right is asked for the unit that claimed it, so
/// that a head reaches the own subtree and a leader the units overseen.
pub async fn verify(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    remark: Option<String>,
) -> Result<Versioned<Record>> {
    on_the_side(|| verify_once(app, actor, id, expected, remark.clone())).await
}

async fn verify_once(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    remark: Option<String>,
) -> Result<Versioned<Record>> {
    let opened = open(app, id, expected).await?;
    app.require(
        actor,
        Action::Verify,
        Resource::Record,
        &[&opened.record.state.claimed_by.unit],
    )?;
    let verified = commitment::record::verify(
        &opened.record.state,
        &Verify {
            remark: remark.clone(),
        },
        &context(app, actor),
    )?;
    let mut changes = vec![changed(
        &opened.record,
        "record.verify",
        remark.as_deref(),
        &verified,
    )];
    changes.extend(opened.light_with(app, &[&verified]).await?);
    app.append(actor, changes).await?;
    lights::follow(app, &opened.commitment.state).await?;
    Ok(Versioned {
        version: expected + 1,
        value: verified,
    })
}

/// Returns a record with a reason; the unit can enter it again.
pub async fn return_(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Record>> {
    on_the_side(|| return_once(app, actor, id, expected, reason)).await
}

async fn return_once(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Record>> {
    let opened = open(app, id, expected).await?;
    app.require(
        actor,
        Action::Return,
        Resource::Record,
        &[&opened.record.state.claimed_by.unit],
    )?;
    let original = opened.original();
    let cmd = Return {
        reason: reason.to_owned(),
    };
    let (returned, freed) = commitment::record::return_(
        &opened.record.state,
        original.map(|o| &o.state),
        &cmd,
        &context(app, actor),
    )?;
    let mut changes = vec![changed(
        &opened.record,
        "record.return",
        Some(reason),
        &returned,
    )];
    if let (Some(before), Some(after)) = (original, &freed) {
        changes.push(changed(
            before,
            "record.reversal_returned",
            Some(reason),
            after,
        ));
    }
    let new: Vec<&Record> = std::iter::once(&returned).chain(freed.as_ref()).collect();
    changes.extend(opened.light_with(app, &new).await?);
    app.append(actor, changes).await?;
    Ok(Versioned {
        version: expected + 1,
        value: returned,
    })
}
