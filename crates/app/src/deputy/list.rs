//! What a deputy filed.

use crate::case::{self, Filter, Query, Row};
use crate::{Actor, App, Result};
use casework::Phase;
use org::{Action, Resource};
use serde::Serialize;

/// A deputy's own snapshots.
#[derive(Debug, Clone, Serialize)]
pub struct Snapshots {
    /// The newest first.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many were filed, counted up to 500.
    pub filed: i64,
    /// How many of them are open.
    pub open: i64,
    /// How many of them wait for the deputy's word.
    pub to_rate: i64,
}

/// A page of one's own snapshots: four queries. Errors: `auth.forbidden`.
pub async fn list(app: &App, actor: &Actor, after: Option<String>) -> Result<Snapshots> {
    app.require(actor, Action::Rate, Resource::Case, &[actor.unit.as_str()])?;
    let own = Filter {
        filed_by: Some(actor.person.clone()),
        ..Filter::default()
    };
    let page = case::own_page(
        app,
        &Query {
            filter: own.clone(),
            after,
            ..Query::default()
        },
    )
    .await?;
    let open = Filter {
        open: Some(true),
        ..own
    };
    let to_rate = Filter {
        phases: vec![Phase::Confirm.code().to_owned()],
        ..open.clone()
    };
    Ok(Snapshots {
        open: case::own_count(app, &open).await?,
        to_rate: case::own_count(app, &to_rate).await?,
        rows: page.rows,
        next: page.next,
        filed: page.total,
    })
}
