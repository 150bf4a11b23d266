//! What the platform would have dispatched by itself by another threshold.

use super::auto::decide;
use super::state::ProposalState;
use crate::duty::InForce as Duties;
use crate::{App, Result, kinds};
use casework::Case;
use org::{OfficialCode, UnitCode};
use profile::Profile;
use std::collections::HashMap;
use store::Loaded;

/// What was proposed for a case, to be decided upon again.
pub(crate) struct Said(ProposalState);

/// A case as it was before its dispatch.
pub(crate) struct Before<'a> {
    pub profile: &'a Profile,
    pub duties: &'a Duties,
    pub case: &'a Case,
    pub area: Option<&'a OfficialCode>,
}

impl Said {
    /// The unit that people confirmed, once the case has ended.
    pub(crate) fn confirmed(&self) -> Option<&str> {
        self.0.outcome.as_ref()?.unit.as_deref()
    }

    /// How probable the proposed matter was, in thousandths.
    pub(crate) fn per_mille(&self) -> u32 {
        self.0.matter.per_mille
    }
}

/// What was proposed for these cases: one query.
pub(crate) async fn said_of(app: &App, ids: &[String]) -> Result<HashMap<String, Said>> {
    let (store, here) = (app.store(), app.district());
    let known: Vec<Loaded<ProposalState>> = store.load_many(here, kinds::PROPOSAL, ids).await?;
    let said = known.into_iter().map(|p| (p.subject.id, Said(p.state)));
    Ok(said.collect())
}

/// The unit and the entry of the duty list by which the platform would dispatch a case; else the code of why
/// it would not.
pub(crate) fn would_send(
    before: &Before<'_>,
    said: &Said,
    rule: (bool, u32),
) -> std::result::Result<(UnitCode, String), &'static str> {
    let about = (before.profile, before.duties);
    match decide(about, before.case, before.area, &said.0, rule) {
        Ok(ready) => Ok((ready.unit, ready.entry)),
        Err(why) => Err(why.code()),
    }
}
