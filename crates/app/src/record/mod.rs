//! Records: a unit claims, somebody else verifies or returns; corrections reverse.

mod claim;
mod decide;
mod queue;
mod reverse;
mod view;
mod withdraw;

pub use claim::{ClaimCmd, claim};
pub use decide::{return_, verify};
pub use queue::{export, queue};
pub use reverse::reverse;
pub use view::RecordView;
pub(crate) use view::view;
pub use withdraw::withdraw;

use crate::standing::standing;
use crate::{App, Result, kinds, lights, same_version};
use commitment::{Commitment, Record};
use store::{Change, Loaded};

/// A record with its commitment and all its siblings.
struct Opened {
    record: Loaded<Record>,
    commitment: Loaded<Commitment>,
    light: Option<Loaded<lights::LightState>>,
    siblings: Vec<Loaded<Record>>,
}

async fn open(app: &App, id: &str, expected: i64) -> Result<Opened> {
    let record: Loaded<Record> = app.load(kinds::RECORD, id, ("这条记录", "record")).await?;
    same_version(expected, record.seq)?;
    let found = standing(app, &record.state.commitment).await?;
    Ok(Opened {
        record,
        commitment: found.on,
        light: found.light,
        siblings: found.records,
    })
}

impl Opened {
    /// The record that a reversal reverses.
    fn original(&self) -> Option<&Loaded<Record>> {
        let id = self.record.state.reverses.as_deref()?;
        self.siblings.iter().find(|r| r.state.id == id)
    }

    /// The light as it is with these records in place of their earlier states.
    async fn light_with(&self, app: &App, new: &[&Record]) -> Result<Vec<Change>> {
        let records = replaced(&self.siblings, new);
        lights::recompute(app, &self.commitment.state, &records, self.light.clone()).await
    }
}

/// The stored records with new states in place of old ones and wholly new ones behind.
fn replaced(stored: &[Loaded<Record>], new: &[&Record]) -> Vec<Record> {
    let kept = stored
        .iter()
        .map(|r| &r.state)
        .filter(|r| new.iter().all(|n| n.id != r.id));
    kept.chain(new.iter().copied()).cloned().collect()
}
