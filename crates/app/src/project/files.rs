//! Files of a project, for those who may see it.

use super::step::seen;
use crate::{Actor, App, AppError, FileOut, Result, evidence};
use project::{ApprovalState, Project};

/// A file of a project by its hash.
pub async fn file(app: &App, actor: &Actor, id: &str, hash: &str) -> Result<FileOut> {
    let found = seen(app, actor, id).await?;
    let name = name_of(&found.state, hash);
    let name = name.ok_or_else(|| AppError::not_found("这份证据", "evidence"))?;
    let blob = evidence::kept(app, hash).await?;
    Ok(FileOut {
        name,
        media_type: blob.media_type,
        bytes: blob.bytes,
    })
}

fn name_of(of: &Project, hash: &str) -> Option<String> {
    let mut evidence = of.milestones.iter().flat_map(|m| &m.evidence);
    if let Some(found) = evidence.find(|e| e.hash == hash) {
        return Some(found.name.clone());
    }
    of.approvals.iter().find_map(|a| match &a.state {
        ApprovalState::Held {
            number, hash: own, ..
        } if own == hash => Some(number.clone()),
        _ => None,
    })
}
