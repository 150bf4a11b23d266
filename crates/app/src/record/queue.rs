//! What waits for the actor to verify.

use super::{RecordView, may_decide, view};
use crate::{Actor, App, Result, kinds};
use commitment::{Commitment, Record};
use std::collections::HashMap;
use store::Loaded;

/// Most records shown in the queue.
const QUEUE_MAX: i64 = 500;

/// Claimed records that the actor may verify, the longest waiting first.
pub async fn queue(app: &App, actor: &Actor) -> Result<Vec<RecordView>> {
    let claimed: Vec<Loaded<Record>> = app
        .store()
        .records_to_verify(app.district(), QUEUE_MAX)
        .await?;
    let ids: Vec<String> = claimed.iter().map(|r| r.state.commitment.clone()).collect();
    let commitments: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let by_id: HashMap<&str, &Commitment> = commitments
        .iter()
        .map(|c| (c.state.id.as_str(), &c.state))
        .collect();
    let mine = claimed.iter().filter_map(|r| {
        let on = by_id.get(r.state.commitment.as_str())?;
        may_decide(app, actor, &r.state).then(|| view(app, actor, on, r))
    });
    Ok(mine.collect())
}
