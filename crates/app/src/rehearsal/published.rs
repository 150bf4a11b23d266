//! Rules that were published here, beside the files of the district's folder: kept in the journal, taken up when
//! a store is opened and as soon as another server published one.

use super::state::Kind;
use crate::district::calendar_of;
use crate::{App, Result, kinds};
use calendar::Calendar;
use jiff::Timestamp;
use jiff::civil::Date;
use profile::Profile;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, RwLock};
use store::Loaded;

/// Most published rules of a district.
const RULES_MAX: i64 = 5_000;

/// A published rule as the journal keeps it; its id is the rehearsal's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Published {
    pub kind: Kind,
    /// Of a notice.
    pub name: String,
    /// As drafted.
    pub text: String,
    /// Of a light rule.
    pub version: u32,
    /// The first day.
    pub from: Date,
    pub at: Timestamp,
}

/// What is in force: the folder with what was published over it.
pub(crate) struct Rules {
    folder: Profile,
    held: RwLock<Held>,
}

#[derive(Clone)]
struct Held {
    published: Arc<Vec<Published>>,
    profile: Arc<Profile>,
    calendar: Arc<Calendar>,
}

impl Rules {
    /// The folder alone.
    pub(crate) fn of(folder: Profile) -> Result<Self> {
        let held = Held {
            published: Arc::default(),
            calendar: Arc::new(calendar_of(&folder)?),
            profile: Arc::new(folder.clone()),
        };
        Ok(Self {
            folder,
            held: RwLock::new(held),
        })
    }

    pub(crate) fn profile(&self) -> Arc<Profile> {
        self.held().profile
    }

    pub(crate) fn calendar(&self) -> Arc<Calendar> {
        self.held().calendar
    }

    /// Another form of the folder, with what was published here over it.
    pub(crate) fn over(&self, folder: &Profile) -> Profile {
        over(folder, &self.held().published)
    }

    fn held(&self) -> Held {
        self.held.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    fn hold(&self, published: Vec<Published>) -> Result<()> {
        let profile = over(&self.folder, &published);
        let held = Held {
            published: Arc::new(published),
            calendar: Arc::new(calendar_of(&profile)?),
            profile: Arc::new(profile),
        };
        *self.held.write().unwrap_or_else(|e| e.into_inner()) = held;
        Ok(())
    }
}

fn over(folder: &Profile, published: &[Published]) -> Profile {
    let mut profile = folder.clone();
    for rule in published {
        match with(&profile, rule) {
            Some(next) => profile = next,
            None => {
                tracing::warn!(kind = %rule.kind, from = %rule.from, "a published rule does not fit the folder")
            }
        }
    }
    profile
}

/// The profile with one more rule; none where it does not fit.
pub(super) fn with(profile: &Profile, rule: &Published) -> Option<Profile> {
    match rule.kind {
        Kind::LightRules => {
            let spec = profile::light_rule(&rule.text).ok()?;
            Some(profile.with_light_rule(&spec, rule.version, rule.from))
        }
        Kind::Notice => {
            let days = profile::notice(&rule.name, &rule.text).ok()?;
            Some(profile.with_notice(&days))
        }
        Kind::Clocks => {
            let kind = profile.case_type(&rule.text).ok()?;
            profile.with_case_type(&kind, rule.from)
        }
        Kind::DutyList | Kind::Dispatch => None,
    }
}

/// Reads what was published, where anything new was; true then. One small query otherwise.
pub(crate) async fn take_up(app: &App) -> Result<bool> {
    let (store, here) = (app.store(), app.district());
    let there = store.versions_of(here, kinds::RULE, RULES_MAX).await?;
    if there.len() == app.rules().held().published.len() {
        return Ok(false);
    }
    let all: Vec<Loaded<Published>> = store.all_of(here, kinds::RULE, RULES_MAX).await?;
    let mut all: Vec<Published> = all.into_iter().map(|rule| rule.state).collect();
    all.sort_by_key(|rule| rule.at);
    app.rules().hold(all)?;
    Ok(true)
}
