//! An item is opened, answered by its owner, and closed by somebody else.

use crate::change_of::{changed, made};
use crate::review::{Versioned, context};
use crate::{Actor, App, AppError, Result, kinds, lights, same_version};
use commitment::supervision::{Answer, Close, Open};
use commitment::{Commitment, Supervision};
use jiff::civil::Date;
use org::{Action, Resource};
use store::Loaded;

/// Opens an item by hand, with the light's reason of today.
pub async fn open(
    app: &App,
    actor: &Actor,
    commitment: &str,
    due: Date,
    owner: Option<String>,
) -> Result<Versioned<Supervision>> {
    let on: Loaded<Commitment> = app
        .load(kinds::COMMITMENT, commitment, ("这条任务", "commitment"))
        .await?;
    app.require_on(actor, Action::Open, Resource::Supervision, &on.state)?;
    let light: Option<Loaded<lights::LightState>> = app
        .store()
        .load(app.district(), kinds::LIGHT, commitment)
        .await?;
    let light = light.ok_or_else(|| AppError::not_found("这条任务的亮灯", "light"))?;
    let others: Vec<Loaded<Supervision>> = app
        .store()
        .supervision_of(app.district(), commitment)
        .await?;
    let others: Vec<Supervision> = others.into_iter().map(|s| s.state).collect();
    let cmd = Open {
        new_id: crate::ids::new_id(),
        light_reason: light.state.light.reason,
        owner_unit: on.state.lead.clone(),
        owner,
        due,
        limit: None,
    };
    let item = commitment::supervision::open(&on.state, &others, &cmd, &context(app, actor))?;
    let change = made(kinds::SUPERVISION, &item.id, "supervision.open", &item);
    app.append_with(actor, vec![change], vec![(on.subject, on.seq)], vec![])
        .await?;
    Ok(Versioned {
        version: 1,
        value: item,
    })
}

/// Answers for the owner unit.
pub async fn answer(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    text: &str,
) -> Result<Versioned<Supervision>> {
    let item = load(app, id, expected).await?;
    app.require(
        actor,
        Action::Answer,
        Resource::Supervision,
        &[&item.state.owner_unit],
    )?;
    let after = commitment::supervision::answer(
        &item.state,
        &Answer {
            text: text.to_owned(),
        },
        &context(app, actor),
    )?;
    app.append(
        actor,
        vec![changed(&item, "supervision.answer", None, &after)],
    )
    .await?;
    Ok(Versioned {
        version: expected + 1,
        value: after,
    })
}

/// Closes an answered item, with a reason.
pub async fn close(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    reason: &str,
) -> Result<Versioned<Supervision>> {
    let item = load(app, id, expected).await?;
    app.require(
        actor,
        Action::Close,
        Resource::Supervision,
        &[&item.state.owner_unit],
    )?;
    let after = commitment::supervision::close(
        &item.state,
        &Close {
            reason: reason.to_owned(),
        },
        &context(app, actor),
    )?;
    app.append(
        actor,
        vec![changed(&item, "supervision.close", Some(reason), &after)],
    )
    .await?;
    Ok(Versioned {
        version: expected + 1,
        value: after,
    })
}

async fn load(app: &App, id: &str, expected: i64) -> Result<Loaded<Supervision>> {
    let item: Loaded<Supervision> = app
        .load(kinds::SUPERVISION, id, ("这项督办", "supervision item"))
        .await?;
    same_version(expected, item.seq)?;
    Ok(item)
}
