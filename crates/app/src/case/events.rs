//! What happened to cases, in the order of the journal, for programs that follow it.

use super::names;
use super::reach;
use super::row::Row;
use crate::duty::in_force;
use crate::{Actor, App, AppError, Result, kinds};
use jiff::Timestamp;
use org::Action;
use privacy::mask_text;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::case::{CaseFilter, CaseSort};

/// Something that happened to a case. The case is as it stands when it is told, not as it was.
#[derive(Debug, Clone, Serialize)]
pub struct CaseEvent {
    /// Position in the journal: it only rises, and what follows it can be asked for.
    pub pos: i64,
    /// When.
    pub at: Timestamp,
    /// What, by the code of the journal, such as `case.open`.
    pub action: String,
    /// Which entry of the case.
    pub seq: i64,
    /// The case as a line of the list; personal data in its words masked.
    pub case: Row,
}

/// Some events and the position up to which the journal was read.
#[derive(Debug, Clone)]
pub struct Happened {
    /// Of cases that the actor may list, the first first.
    pub events: Vec<CaseEvent>,
    /// Where to go on; where it was before means that nothing more has happened.
    pub pos: i64,
}

/// The present position. Errors: `auth.forbidden`.
pub async fn events_position(app: &App, actor: &Actor) -> Result<i64> {
    reach::scope(app, actor, &[Action::List])?;
    Ok(app.store().last_pos(app.district()).await?)
}

/// What happened after a position, 200 entries of the journal at a time: at most three queries.
/// Errors: `auth.forbidden`; `events.position` for one that the journal has not reached.
pub async fn events(app: &App, actor: &Actor, after: i64) -> Result<Happened> {
    let scope = reach::scope(app, actor, &[Action::List])?;
    let store = app.store();
    let found = store.happened_after(app.district(), after).await?;
    let Some(last) = found.last().map(|one| one.pos) else {
        let reached = store.last_pos(app.district()).await?;
        if after > reached || after < 0 {
            return Err(AppError::field(
                "Last-Event-ID",
                "events.position",
                format!("日志还没有到第{after}条"),
                format!("The journal has not reached position {after}"),
            ));
        }
        return Ok(Happened {
            events: vec![],
            pos: after,
        });
    };
    let of_cases = || found.iter().filter(|one| one.kind == kinds::CASE);
    let ids: BTreeSet<&String> = of_cases().map(|one| &one.id).collect();
    let mut events = vec![];
    if !ids.is_empty() {
        let filter = CaseFilter {
            scope,
            ids: ids.into_iter().cloned().collect(),
            ..CaseFilter::default()
        };
        let most = store::MAX_FEED;
        let rows = store
            .case_list(app.district(), &filter, CaseSort::Reported, None, most)
            .await?;
        let duties = in_force(app, app.today()).await?;
        let (profile, now) = (app.profile(), app.now());
        let seen: BTreeMap<&str, Row> = rows
            .rows
            .iter()
            .map(|row| {
                (
                    row.id.as_str(),
                    masked(Row::of(&profile, &duties, row, now)),
                )
            })
            .collect();
        events.extend(of_cases().filter_map(|one| {
            Some(CaseEvent {
                pos: one.pos,
                at: names::instant(one.at_ms),
                action: one.action.clone(),
                seq: one.seq,
                case: seen.get(one.id.as_str())?.clone(),
            })
        }));
    }
    Ok(Happened { events, pos: last })
}

/// What leaves the house as a stream is masked like what leaves it as a file.
pub(super) fn masked(mut row: Row) -> Row {
    row.title = mask_text(&row.title);
    row.address = mask_text(&row.address);
    row
}
