//! Work that waits in the store: one piece taken at a time, given up with its reason where it can't be done.

use crate::{App, AppError, Kind, Result};
use store::{JobState, Write};

/// The next job of a kind that waits, taken by this server alone for `lease_ms`.
pub(crate) async fn taken(app: &App, kind: &str, lease_ms: i64) -> Result<Option<JobState>> {
    let now = app.now().as_millisecond();
    let claimed = app
        .store()
        .claim_jobs(app.district(), kind, now, now + lease_ms, 1);
    Ok(claimed.await?.pop())
}

/// Ends a job that failed, with its reason. Where only the store could not be reached nothing is given up:
/// the error is given back, and the job is taken again when its lease is over.
pub(crate) async fn failed(app: &App, job: JobState, error: AppError) -> Result<()> {
    if error.kind() == Kind::Unavailable {
        return Err(error);
    }
    let given_up = Write::RetryJob {
        id: job.job.id,
        error: error.zh().to_owned(),
        after_ms: None,
    };
    app.append_with(&app.system(), vec![], vec![], vec![given_up])
        .await?;
    Ok(())
}
