//! Who else is reviewing. Held in memory: it matters for a minute and on one server only; what
//! protects the work is the version check of every action.

use crate::{Actor, App, Result, kinds};
use commitment::Report;
use jiff::{Timestamp, ToSpan};
use org::{Action, Resource};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Mutex;
use store::Loaded;

/// Seconds after which somebody who does not ask again is gone.
const AWAY_SECONDS: i64 = 45;
/// Longest name of what somebody looks at, in characters; the rest is cut off.
const LOOKING_AT_CHARS_MAX: usize = 64;

/// Somebody at a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Presence {
    /// Person.
    pub person: String,
    /// Name.
    pub name: String,
    /// The draft in front of them.
    pub looking_at: Option<String>,
    /// When last heard of.
    pub seen_at: Timestamp,
}

/// Who is where, by report.
#[derive(Default)]
pub(crate) struct Board {
    reports: Mutex<HashMap<String, Vec<Presence>>>,
}

/// Notes where the actor is and answers who else is there.
pub async fn presence(
    app: &App,
    actor: &Actor,
    report: &str,
    looking_at: Option<String>,
) -> Result<Vec<Presence>> {
    app.require(
        actor,
        Action::List,
        Resource::DraftItem,
        &[actor.unit.as_str()],
    )?;
    let _: Loaded<Report> = app
        .load(kinds::REPORT, report, ("这份报告", "report"))
        .await?;
    let looking_at = looking_at.map(|draft| draft.chars().take(LOOKING_AT_CHARS_MAX).collect());
    let now = app.now();
    let mut reports = app
        .presence()
        .reports
        .lock()
        .unwrap_or_else(|e| e.into_inner());
    for people in reports.values_mut() {
        people.retain(|p| p.seen_at + AWAY_SECONDS.seconds() > now);
    }
    reports.retain(|_, people| !people.is_empty());
    let here = reports.entry(report.to_owned()).or_default();
    here.retain(|p| p.person != actor.person);
    let others = here.clone();
    here.push(Presence {
        person: actor.person.clone(),
        name: actor.name.clone(),
        looking_at,
        seen_at: now,
    });
    Ok(others)
}
