//! One snapshot as the deputy who filed it sees it: the way, the clock, the answer, what may be done.

use crate::case::{self, Tracked};
use crate::{Actor, App, AppError, FileOut, Result};
use org::{Action, Resource};

/// Shows one's own snapshot. Errors: `not_found`, `auth.forbidden`.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<Tracked> {
    app.require(actor, Action::Rate, Resource::Case, &[actor.unit.as_str()])?;
    case::own(app, actor, id).await
}

/// A photograph of one's own snapshot: a copy with nothing but the picture.
pub async fn photo(app: &App, actor: &Actor, id: &str, hash: &str) -> Result<FileOut> {
    let tracked = show(app, actor, id).await?;
    if !tracked.photos.iter().any(|(_, known)| known == hash) {
        return Err(AppError::not_found("这张照片", "photo"));
    }
    Ok(FileOut {
        name: format!("{}.jpg", hash.get(..8).unwrap_or_default()),
        media_type: "image/jpeg".to_owned(),
        bytes: case::drawn(app, hash, vec![]).await?,
    })
}
