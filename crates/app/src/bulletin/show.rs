//! A sealed bulletin: read from what was sealed, checked against its digests, written again.

use super::state::Sealed;
use crate::{Actor, App, AppError, FileOut, Kind, Result, evidence, kinds};
use ::bulletin::Bulletin;
use jiff::Timestamp;
use org::{Action, Resource};
use serde::Serialize;
use std::collections::BTreeSet;

/// A sealed bulletin.
#[derive(Debug, Clone, Serialize)]
pub struct SealedView {
    /// Its id.
    pub id: String,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_at: Timestamp,
    /// Digest of the content, hex; it was found to fit.
    pub model_hash: String,
    /// Digest of the file, hex; it was found to fit.
    pub file_hash: String,
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// What it says.
    pub model: Bulletin,
}

/// One bulletin as sealed: three queries. Errors: `bulletin.altered`.
pub async fn show(app: &App, actor: &Actor, id: &str) -> Result<SealedView> {
    let (sealed, model, _) = opened(app, actor, id).await?;
    let names = BTreeSet::from([sealed.issued_by.as_str()]);
    let names = crate::person::names_of(app, &names).await?;
    let by = names.get(&sealed.issued_by).cloned();
    Ok(SealedView {
        issued_by: by.unwrap_or_else(|| sealed.issued_by.clone()),
        id: sealed.id,
        issued_at: sealed.issued_at,
        model_hash: sealed.model_hash,
        file_hash: sealed.file_hash,
        file_bytes: sealed.file_bytes,
        model,
    })
}

/// Its file, the same bytes each time: two queries. Errors: `bulletin.altered`.
pub async fn file(app: &App, actor: &Actor, id: &str) -> Result<FileOut> {
    let (_, model, bytes) = opened(app, actor, id).await?;
    Ok(FileOut {
        name: format!("{}{}.docx", model.mark, model.number_zh()),
        media_type: ::bulletin::MEDIA_TYPE.to_owned(),
        bytes,
    })
}

async fn opened(app: &App, actor: &Actor, id: &str) -> Result<(Sealed, Bulletin, Vec<u8>)> {
    app.require(actor, Action::View, Resource::Bulletin, &[])?;
    let names = ("这期文稿", "bulletin");
    let sealed: store::Loaded<Sealed> = app.load(kinds::BULLETIN, id, names).await?;
    let sealed = sealed.state;
    let blob = app.store().blob(app.district(), &sealed.model_hash).await?;
    let blob = blob.ok_or_else(altered)?;
    if evidence::hash(&blob.bytes) != sealed.model_hash {
        return Err(altered());
    }
    let model = ::bulletin::read(&blob.bytes)?;
    let file = ::bulletin::file(&model)?;
    match evidence::hash(&file) == sealed.file_hash {
        true => Ok((sealed, model, file)),
        false => Err(altered()),
    }
}

fn altered() -> AppError {
    AppError::new(
        Kind::Unavailable,
        "bulletin.altered",
        "内容与封存时的指纹不符，可能已被改动，请联系审计管理员",
        "What is stored no longer fits the digest it was sealed with",
    )
}
