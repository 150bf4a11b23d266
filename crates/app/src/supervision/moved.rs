//! What a changed notice of holidays would move, listed before it is applied.

use crate::change_of::changed;
use crate::district::{calendar_of, due_day};
use crate::{Actor, App, Result, kinds};
use calendar::Calendar;
use commitment::{Supervision, SupervisionStatus};
use jiff::civil::Date;
use org::{Action, Resource};
use profile::Profile;
use serde::Serialize;
use store::Loaded;

/// Most items looked at.
const ITEMS_MAX: i64 = 5_000;

/// An item whose day moves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MovedDue {
    /// The item.
    pub id: String,
    /// The unit that owes the answer.
    pub owner_unit: String,
    /// The limit it is counted by.
    pub limit: String,
    /// The day as it stands.
    pub old: Date,
    /// The day by the new notices.
    pub new: Date,
}

/// Unclosed items whose counted day differs under the notices of `new`; nothing is written.
pub async fn moved(app: &App, actor: &Actor, new: &Profile) -> Result<Vec<MovedDue>> {
    app.require(actor, Action::View, Resource::CalendarNotice, &[])?;
    let calendar = calendar_of(&app.rules().over(new))?;
    Ok(find(app, &calendar)
        .await?
        .into_iter()
        .map(|(_, moved)| moved)
        .collect())
}

/// Moves them, each with its journal entry; returns what was moved.
pub async fn apply_moved(app: &App, actor: &Actor, new: &Profile) -> Result<Vec<MovedDue>> {
    app.require(actor, Action::Edit, Resource::CalendarNotice, &[])?;
    let calendar = calendar_of(&app.rules().over(new))?;
    apply(app, actor, &calendar).await
}

/// Moves those that a published notice moves, on its day.
pub(crate) async fn apply_published(app: &App) -> Result<Vec<MovedDue>> {
    apply(app, &app.system(), &app.calendar()).await
}

async fn apply(app: &App, actor: &Actor, calendar: &Calendar) -> Result<Vec<MovedDue>> {
    let found = find(app, calendar).await?;
    let mut changes = vec![];
    for (item, moved) in &found {
        let after = commitment::supervision::move_due(&item.state, moved.new)?;
        changes.push(changed(
            item,
            "supervision.move_due",
            Some("节假日通知变更"),
            &after,
        ));
    }
    if !changes.is_empty() {
        app.append(actor, changes).await?;
    }
    Ok(found.into_iter().map(|(_, moved)| moved).collect())
}

async fn find(app: &App, calendar: &Calendar) -> Result<Vec<(Loaded<Supervision>, MovedDue)>> {
    let items: Vec<Loaded<Supervision>> = app
        .store()
        .all_of(app.district(), kinds::SUPERVISION, ITEMS_MAX)
        .await?;
    let mut found = vec![];
    for item in items
        .into_iter()
        .filter(|i| i.state.status != SupervisionStatus::Closed)
    {
        let Some(limit) = item.state.limit.clone() else {
            continue;
        };
        let due = due_day(calendar, item.state.opened_at, &limit)?;
        if due != item.state.due {
            let moved = MovedDue {
                id: item.state.id.clone(),
                owner_unit: item.state.owner_unit.clone(),
                limit,
                old: item.state.due,
                new: due,
            };
            found.push((item, moved));
        }
    }
    Ok(found)
}
