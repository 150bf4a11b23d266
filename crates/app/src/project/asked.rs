//! Sums over projects under some conditions, now or as known at an instant: what questions are answered with.

use super::held::held;
use super::step::units_of;
use super::view::lamp;
use crate::journalled::parsed;
use crate::{Actor, App, Result, kinds};
use jiff::Timestamp;
use jiff::civil::Date;
use light::Colour;
use org::{Action, Resource};
use project::{Batch, Cut, Project, Row};
use std::collections::BTreeMap;
use store::Loaded;

/// Which projects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Which {
    pub bureau: Option<String>,
    pub place: Option<String>,
    pub batch: Option<Batch>,
    pub colour: Option<Colour>,
}

/// The day that is asked for, the day of knowledge, and the instant where that is past.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Day {
    pub on: Date,
    pub known: Date,
    pub at: Option<Timestamp>,
}

/// Sums by key.
pub(crate) struct Sums {
    /// Of those that meet all conditions.
    pub rows: BTreeMap<String, Row>,
    /// How many there are of the bureau and place by key, whatever their batch and light.
    pub all: BTreeMap<String, u32>,
    /// Some projects may not be seen.
    pub narrowed: bool,
}

/// Sums of the day's year by a cut. Errors: `auth.forbidden`, `out_of_range`.
pub(crate) async fn sums(
    app: &App,
    actor: &Actor,
    which: &Which,
    cut: Cut,
    day: Day,
) -> Result<Sums> {
    let own = [actor.unit.as_str()];
    app.require(actor, Action::List, Resource::Project, &own)?;
    let (current, past);
    let stored: &[Project] = match day.at {
        None => {
            current = held(app).await?;
            &current.all
        }
        Some(at) => {
            past = known_at(app, at).await?;
            &past
        }
    };
    let (on, known, year) = (day.on, day.known, day.on.year());
    let may = |p: &&Project| app.may(actor, Action::View, Resource::Project, &units_of(p));
    let registered = |p: &&Project| p.registered_on <= on.min(known);
    let seen: Vec<&Project> = stored.iter().filter(registered).collect();
    let total = seen.len();
    let seen: Vec<&Project> = seen.into_iter().filter(may).collect();
    let narrowed = seen.len() < total;
    let of = |asked: &Option<String>, own: Option<&str>| asked.is_none() || asked.as_deref() == own;
    let there = seen
        .into_iter()
        .filter(|p| of(&which.bureau, Some(&p.bureau)) && of(&which.place, p.place.as_deref()));
    let there: Vec<&Project> = there.collect();
    let meets = |p: &&&Project| {
        which
            .batch
            .is_none_or(|b| project::batch(p, on, known) == Some(b))
            && which
                .colour
                .is_none_or(|c| lamp(app, p, year, on).colour == c)
    };
    let met = there.iter().filter(meets).copied();
    let by_key = |rows: Vec<Row>| rows.into_iter().map(|row| (row.key.clone(), row));
    let rows = by_key(project::totals(met, cut, year, on, known)?).collect();
    let all = project::totals(there.iter().copied(), cut, year, on, known)?;
    let all = by_key(all).map(|(key, row)| (key, row.count)).collect();
    Ok(Sums {
        rows,
        all,
        narrowed,
    })
}

/// All projects as the journal had them at an instant.
async fn known_at(app: &App, at: Timestamp) -> Result<Vec<Project>> {
    let found: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::PROJECT, at)
        .await?;
    found.into_iter().map(|one| parsed(one.state)).collect()
}
