//! Series and plans as questions want them: of one indicator, for this person, now or as known at an instant.

use super::held::{Cells, Held, held, series, whole};
use super::step::{inside, seen, source_of};
use crate::journalled::parsed;
use crate::{Actor, App, Result, kinds};
use figure::Decimal;
use indicator::arithmetic::Goal;
use indicator::observation::Cell;
use indicator::{Definition, Indicator, Series};
use jiff::Timestamp;
use jiff::civil::Date;
use org::{Action, Resource};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Loaded;

/// What a person may ask of the indicators: the latest definition of each, with its code.
pub(crate) async fn definitions(app: &App, actor: &Actor) -> Result<Vec<(String, Definition)>> {
    let held = held(app).await?;
    let own = held.indicators.values().filter_map(|one| {
        let latest = one.state.latest()?.clone();
        let units = [latest.source_unit.as_str()];
        let may = app.may(actor, Action::View, Resource::Indicator, &units);
        may.then(|| (one.state.code.clone(), latest))
    });
    Ok(own.collect())
}

/// An indicator's series for the whole district, and its plans.
pub(crate) struct Known {
    whole: String,
    code: String,
    series: Option<Series>,
    plans: BTreeMap<i16, Decimal>,
}

impl ::ask::Figures for Known {
    fn series(&self, metric: &str, place: &str) -> Option<&Series> {
        let own = metric == self.code && place == self.whole;
        self.series.as_ref().filter(|_| own)
    }

    fn plan(&self, metric: &str, place: &str, year: i16) -> Option<Decimal> {
        let own = metric == self.code && place == self.whole;
        self.plans.get(&year).copied().filter(|_| own)
    }

    fn whole(&self) -> &str {
        &self.whole
    }

    fn places(&self) -> Vec<(String, String)> {
        vec![]
    }
}

/// What is known of an indicator on a day; who is outside sees what is released. Errors: `not_found`.
pub(crate) async fn known(
    app: &App,
    actor: &Actor,
    code: &str,
    (on, at): (Date, Option<Timestamp>),
) -> Result<Known> {
    let now = held(app).await?;
    let past = match at {
        Some(at) => Some(known_at(app, at).await?),
        None => None,
    };
    let from: &Held = past.as_ref().unwrap_or(&now);
    // Rights go by the definition of today.
    seen(app, actor, &now, code)?;
    let place = whole(app);
    let found = from.indicator(code).and_then(|one| {
        let all = series(&from.cells, &place, &one.state, on).ok()?;
        let source = now.indicator(code).map_or("", |one| source_of(&one.state));
        Some(match inside(app, actor, source) {
            true => all,
            false => all.seen_from_outside(),
        })
    });
    Ok(Known {
        whole: place,
        code: code.to_owned(),
        series: found,
        plans: plans(app, code),
    })
}

/// Amounts that targets of years give outright; what follows from a growth is on the page of the series.
fn plans(app: &App, code: &str) -> BTreeMap<i16, Decimal> {
    let profile = app.profile();
    let own = profile.indicators.targets.iter().filter(|t| t.code == code);
    let amount = |t: &profile::Target| match t.goal {
        Goal::Value(value) => Some((t.year, value)),
        Goal::Growth(_) => None,
    };
    own.filter_map(amount).collect()
}

/// Whether the indicator has a plan in any year.
pub(crate) fn is_planned(app: &App, code: &str) -> bool {
    !plans(app, code).is_empty()
}

/// Definitions and values as the journal had them at an instant.
async fn known_at(app: &App, at: Timestamp) -> Result<Held> {
    let mut indicators = BTreeMap::new();
    let found: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::INDICATOR, at)
        .await?;
    for one in found {
        let state: Indicator = parsed(one.state)?;
        let loaded = Loaded {
            subject: one.subject,
            seq: one.seq,
            state,
        };
        indicators.insert(loaded.state.code.clone(), Arc::new(loaded));
    }
    let mut cells = Cells::new();
    let found: Vec<Loaded<serde_json::Value>> = app
        .store()
        .as_of(app.district(), kinds::OBSERVATION, at)
        .await?;
    for one in found {
        let state: Cell = parsed(one.state)?;
        let loaded = Loaded {
            subject: one.subject,
            seq: one.seq,
            state,
        };
        cells.insert(loaded.subject.id.clone(), Arc::new(loaded));
    }
    Ok(Held { indicators, cells })
}
