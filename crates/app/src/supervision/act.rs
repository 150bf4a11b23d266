//! An item is opened, answered by its owner, and closed by somebody else.

use crate::change_of::{changed, made};
use crate::gate::Gate;
use crate::review::{Versioned, context};
use crate::{Actor, App, AppError, Kind, Result, kinds, lights, same_version};
use commitment::supervision::{Answer, Close, Open};
use commitment::{Commitment, Supervision};
use jiff::civil::Date;
use light::Colour;
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
    let gate = Gate::before(app, commitment).await?;
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
    app.append_with(
        actor,
        vec![change, gate.pass()],
        vec![(on.subject, on.seq)],
        vec![],
    )
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
    refuse_while_red(app, &item.state.commitment).await?;
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

/// A red light always has an open item.
async fn refuse_while_red(app: &App, commitment: &str) -> Result<()> {
    let light = lights::stored(app, commitment).await?;
    if light.is_none_or(|l| l.state.light.colour != Colour::Red) {
        return Ok(());
    }
    Err(AppError::new(
        Kind::Unprocessable,
        "supervision.still_red",
        "该任务仍是红灯，督办须继续；进展核实、灯色转变后方可办结",
        "The light is still red; the item stays open until it turns",
    ))
}

async fn load(app: &App, id: &str, expected: i64) -> Result<Loaded<Supervision>> {
    let item: Loaded<Supervision> = app
        .load(kinds::SUPERVISION, id, ("这项督办", "supervision item"))
        .await?;
    same_version(expected, item.seq)?;
    Ok(item)
}
