//! Issue (下达): the reviewed draft becomes the ledger and is frozen (F1-01).

use crate::{Commitment, Context, Id, Kind, Refusal, Report, ReportStatus, Status};
use serde::{Deserialize, Serialize};

/// Issue a report's ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {}

/// What stands in the way of issuing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// The draft concerned; none where it is the report itself.
    pub commitment: Option<Id>,
    /// What is wrong with it.
    pub refusal: Refusal,
}

/// Everything that stands in the way of issuing, in the order of the drafts. `drafts` are all
/// commitments of the report.
pub fn obstacles(report: &Report, drafts: &[Commitment]) -> Vec<Obstacle> {
    let mut found = Vec::new();
    if report.status == ReportStatus::Issued {
        found.push(Obstacle {
            commitment: None,
            refusal: Refusal::new("already_issued"),
        });
    }
    if !drafts.iter().any(|draft| draft.status == Status::Accepted) {
        found.push(Obstacle {
            commitment: None,
            refusal: Refusal::new("nothing_to_issue"),
        });
    }
    for draft in drafts {
        if let Err(refusal) = check_ready(report, draft) {
            found.push(Obstacle {
                commitment: Some(draft.id.clone()),
                refusal,
            });
        }
    }
    found
}

/// Issues the ledger: every accepted draft becomes issued. Returns the report and the issued
/// commitments. Errors: the first obstacle, with how many there are in all (`obstacles`).
pub fn issue(
    report: &Report,
    drafts: &[Commitment],
    _cmd: &Issue,
    ctx: &Context,
) -> Result<(Report, Vec<Commitment>), Refusal> {
    let found = obstacles(report, drafts);
    if let Some(first) = found.first() {
        return Err(first.refusal.clone().with("obstacles", found.len()));
    }
    let issued = drafts
        .iter()
        .filter(|draft| draft.status == Status::Accepted)
        .map(|draft| Commitment {
            status: Status::Issued,
            issued_at: Some(ctx.now),
            version: draft.version.saturating_add(1),
            ..draft.clone()
        })
        .collect();
    let report = Report {
        status: ReportStatus::Issued,
        issued_by: Some(ctx.actor.person.clone()),
        issued_at: Some(ctx.now),
        ..report.clone()
    };
    Ok((report, issued))
}

fn check_ready(report: &Report, draft: &Commitment) -> Result<(), Refusal> {
    if draft.report != report.id {
        return Err(Refusal::new("other_report").with("no", draft.no));
    }
    match draft.status {
        Status::Proposed => return Err(Refusal::new("unseen_draft").with("no", draft.no)),
        Status::Dropped | Status::Replaced => return Ok(()),
        Status::Issued => return Err(Refusal::new("frozen_after_issue").with("no", draft.no)),
        Status::Accepted => {}
    }
    if draft.kind == Kind::Principle {
        return Ok(());
    }
    crate::check::check_issuable(draft).map_err(|refusal| refusal.with("no", draft.no))
}
