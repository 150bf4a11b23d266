//! The drafts of a report, and what others have changed meanwhile.

use super::Versioned;
use crate::{Actor, App, Result, kinds};
use commitment::Commitment;
use org::{Action, Resource};
use serde::Serialize;
use store::Loaded;

/// All drafts of a report in the order of their numbers.
pub async fn list(app: &App, actor: &Actor, report: &str) -> Result<Vec<Versioned<Commitment>>> {
    app.require(
        actor,
        Action::List,
        Resource::DraftItem,
        &[actor.unit.as_str()],
    )?;
    let all = drafts(app, report).await?;
    let seen = all.into_iter().filter(|d| {
        app.may(
            actor,
            Action::View,
            Resource::DraftItem,
            &crate::actor::units_of(&d.state),
        )
    });
    Ok(seen.map(Versioned::from).collect())
}

pub(crate) async fn drafts(app: &App, report: &str) -> Result<Vec<Loaded<Commitment>>> {
    Ok(app.store().drafts_of(app.district(), report).await?)
}

pub(super) async fn last_no(app: &App, report: &str) -> Result<u32> {
    Ok(drafts(app, report)
        .await?
        .iter()
        .map(|d| d.state.no)
        .max()
        .unwrap_or(0))
}

/// What changed since a journal position.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// Ask again from here.
    pub pos: i64,
    /// Drafts of the report that changed, in their present state.
    pub drafts: Vec<Versioned<Commitment>>,
}

/// Most journal entries looked through at once; a caller further behind gets the whole list.
const LOOK_BACK_MAX: i64 = 500;

/// Drafts of the report that anybody changed since `pos`; with `pos` 0 or too old, all of them.
pub async fn changes_since(app: &App, actor: &Actor, report: &str, pos: i64) -> Result<Changes> {
    let last = app.store().last_pos(app.district()).await?;
    if pos <= 0 || last - pos > LOOK_BACK_MAX {
        let drafts = list(app, actor, report).await?;
        return Ok(Changes { pos: last, drafts });
    }
    let touched = match pos == last {
        true => vec![],
        false => {
            app.store()
                .subjects_since(app.district(), kinds::COMMITMENT, pos)
                .await?
        }
    };
    if touched.is_empty() {
        app.require(
            actor,
            Action::List,
            Resource::DraftItem,
            &[actor.unit.as_str()],
        )?;
        return Ok(Changes {
            pos: last,
            drafts: vec![],
        });
    }
    let mut drafts = list(app, actor, report).await?;
    drafts.retain(|d| touched.contains(&d.value.id));
    Ok(Changes { pos: last, drafts })
}
