//! What reporters of an incident are told: each under the number of their own case.

use super::state::{Bulletin, Cluster, Membership};
use crate::outbox::Happening;
use crate::{App, Result, kinds};
use casework::Case;
use jiff::Timestamp;
use store::{Loaded, Write};

/// The bulletins of the incident a case is in, the first first: two queries, one where it is in none.
pub(crate) async fn told_to(app: &App, case: &str) -> Result<Vec<(Timestamp, String)>> {
    let (store, district) = (app.store(), app.district());
    let member: Option<Loaded<Membership>> =
        store.load(district, kinds::CLUSTER_MEMBER, case).await?;
    let Some(present) = member.and_then(|it| it.state.present) else {
        return Ok(vec![]);
    };
    let cluster: Option<Loaded<Cluster>> = store
        .load(district, kinds::CLUSTER, &present.cluster)
        .await?;
    let said = cluster.map(|it| it.state.bulletins).unwrap_or_default();
    Ok(said.into_iter().map(|it| (it.at, it.text)).collect())
}

/// The messages that tell the reporter of each case; they belong into the batch of the bulletin.
pub(super) fn messages(app: &App, cases: &[Loaded<Case>], bulletin: &Bulletin) -> Vec<Write> {
    let one = |case: &Loaded<Case>| {
        app.tell(&Happening {
            case: case.state.id.clone(),
            seq: bulletin.at.as_millisecond(),
            event: "bulletin",
            number: case.state.number.clone(),
            title: case.state.title.clone(),
            reason: bulletin.text.clone(),
            ..Happening::default()
        })
    };
    cases.iter().flat_map(one).collect()
}
