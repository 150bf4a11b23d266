//! A verified record was wrong: a new record takes its amount back, and must be verified itself.

use super::open;
use crate::change_of::{changed, made};
use crate::retry::on_the_side;
use crate::review::{Versioned, context};
use crate::{Actor, App, Result, ids, kinds};
use commitment::Record;
use commitment::record::Reverse;
use org::{Action, Resource};

/// Claims the reversal of a verified record. Returns the reversal.
pub async fn reverse(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Record>> {
    on_the_side(|| reverse_once(app, actor, id, expected, reason)).await
}

async fn reverse_once(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Record>> {
    let opened = open(app, id, expected).await?;
    app.require(
        actor,
        Action::Reverse,
        Resource::Record,
        &[&opened.record.state.claimed_by.unit],
    )?;
    let cmd = Reverse {
        new_id: ids::new_id(),
        reason: reason.to_owned(),
    };
    let (original, reversal) =
        commitment::record::reverse(&opened.record.state, &cmd, &context(app, actor))?;
    let mut changes = vec![
        changed(&opened.record, "record.reverse", Some(reason), &original),
        made(
            kinds::RECORD,
            &reversal.id,
            "record.claim_reversal",
            &reversal,
        ),
    ];
    changes.extend(opened.light_with(app, &[&original, &reversal]).await?);
    app.append(actor, changes).await?;
    Ok(Versioned {
        version: 1,
        value: reversal,
    })
}
