//! Every stored light beside the one that the facts of today give.

use super::tick::{BATCH_MAX, Judged, facts};
use super::{Basis, LightState, recompute};
use crate::{App, Result};
use light::{Colour, Light};
use serde::Serialize;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LightCheck {
    /// Lights judged again.
    pub judged: usize,
    /// Those that say something else than what is stored.
    pub mismatches: Vec<LightMismatch>,
}

/// A stored light that does not follow from the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LightMismatch {
    /// The commitment.
    pub commitment: String,
    /// Its number in the report.
    pub no: u32,
    /// The colour stored; none where no light is stored.
    pub stored: Option<Colour>,
    /// The colour that the facts give.
    pub judged: Colour,
    /// Why, in one sentence.
    pub reason_zh: String,
}

/// Judges every issued commitment again and compares; writes nothing. A light whose day of change
/// has come but was not judged yet counts as a mismatch, so run [`super::tick`] before.
pub async fn check(app: &App) -> Result<LightCheck> {
    let ids = super::tick::issued(app).await?;
    let mut found = LightCheck {
        judged: 0,
        mismatches: vec![],
    };
    for some in ids.chunks(BATCH_MAX) {
        for it in facts(app, some).await? {
            found.mismatches.extend(compare(app, &it).await?);
            found.judged += 1;
        }
    }
    Ok(found)
}

async fn compare(app: &App, it: &Judged) -> Result<Option<LightMismatch>> {
    let c = &it.commitment;
    let counts = crate::counting::facts_of_one(app, c).await?;
    let by = Basis::new(&it.records, &counts);
    let Some(light) = recompute::judged(app, c, by, app.today()).await? else {
        return Ok(None);
    };
    let stored = it.stored.as_ref().map(|s| &s.state);
    if stored.is_some_and(|s| says_the_same(s, &light)) {
        return Ok(None);
    }
    Ok(Some(LightMismatch {
        commitment: c.id.clone(),
        no: c.no,
        stored: stored.map(|s| s.light.colour),
        judged: light.colour,
        reason_zh: light.reason.zh(),
    }))
}

/// Colour, attainment and total; the other numbers of a sentence move by themselves every day.
fn says_the_same(stored: &LightState, light: &Light) -> bool {
    let total = |light: &Light| light.progress.as_ref().map(|p| p.total);
    stored.light.colour == light.colour
        && stored.light.done == light.done
        && total(&stored.light) == total(light)
}
