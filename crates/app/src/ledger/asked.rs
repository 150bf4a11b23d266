//! How many commitments each lead unit has under some conditions: what questions are answered with.

use super::{Tally, as_of};
use crate::list::within;
use crate::{Actor, App, AsOf, Result};
use org::{Action, Resource};
use std::collections::BTreeMap;
use store::{Dimension, Filter};

/// Kinds that carry a light.
const JUDGED: [&str; 3] = ["quantified", "milestone", "continuing"];

/// Counts by lead unit, and whether the actor sees a part of the district alone.
pub(crate) struct ByLead {
    pub tallies: BTreeMap<String, Tally>,
    pub narrowed: bool,
}

/// Commitments with a light, now or as known at a past moment: one query now.
pub(crate) async fn by_lead(
    app: &App,
    actor: &Actor,
    filter: Filter,
    asked: Option<AsOf>,
) -> Result<ByLead> {
    let within = within(app, actor, &[(Action::List, Resource::Commitment)])?;
    let narrowed = !within.is_empty();
    let filter = Filter {
        statuses: vec!["issued".into()],
        kinds: JUDGED.map(str::to_owned).to_vec(),
        within,
        ..filter
    };
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    match AsOf::past(asked, app)? {
        Some(then) => {
            for (c, light) in as_of::all(app, then).await? {
                if as_of::matches(&filter, &c.state, light.as_ref()) {
                    let lead = c.state.lead.unwrap_or_default();
                    let colour = light.as_ref().map(|l| l.light.colour);
                    let done = light.as_ref().is_some_and(|l| l.light.done);
                    tallies.entry(lead).or_default().add(colour, done);
                }
            }
        }
        None => {
            let counts = app
                .store()
                .ledger_counts(app.district(), &filter, Dimension::Lead);
            for count in counts.await? {
                let tally = tallies.entry(count.key.clone()).or_default();
                tally.count(&count);
            }
        }
    }
    Ok(ByLead { tallies, narrowed })
}
