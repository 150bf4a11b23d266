//! Files of a project, for those who may see it.

use super::step::seen;
use crate::{Actor, App, AppError, FileOut, Kind, Result, evidence};
use org::{Action, Resource};
use project::{ApprovalState, Project};

/// A file of a project by its hash.
pub async fn file(app: &App, actor: &Actor, id: &str, hash: &str) -> Result<FileOut> {
    let found = seen(app, actor, id).await?;
    show_file(app, actor, &found.state, hash).await
}

/// The same of a project at hand.
pub async fn show_file(app: &App, actor: &Actor, of: &Project, hash: &str) -> Result<FileOut> {
    let missing = || AppError::not_found("这份证据", "evidence");
    let units = [of.bureau.as_str()];
    app.require(actor, Action::View, Resource::Project, &units)?;
    let name = name_of(of, hash).ok_or_else(missing)?;
    let blob = app.store().blob(app.district(), hash).await?;
    let blob = blob.ok_or_else(missing)?;
    if evidence::hash(&blob.bytes) != hash {
        return Err(AppError::new(
            Kind::Unavailable,
            "evidence.altered",
            "这份证据的内容与登记时的指纹不符，可能已被改动，请联系审计管理员",
            "The stored file no longer matches its fingerprint",
        ));
    }
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
