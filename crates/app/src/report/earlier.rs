//! Who led what in earlier ledgers: the second source of owner proposals.

use crate::{App, Result, kinds};
use commitment::{Commitment, Status};
use store::Loaded;

/// Most earlier commitments looked at.
const EARLIER_MAX: i64 = 5_000;

/// Task text and lead unit of every issued commitment.
pub(super) async fn assignments(app: &App) -> Result<Vec<report::owners::Earlier>> {
    let all: Vec<Loaded<Commitment>> = app
        .store()
        .all_of(app.district(), kinds::COMMITMENT, EARLIER_MAX)
        .await?;
    let issued = all.into_iter().filter(|c| c.state.status == Status::Issued);
    Ok(issued
        .filter_map(|c| {
            Some(report::owners::Earlier {
                unit: c.state.lead?,
                task: c.state.text,
            })
        })
        .collect())
}
