//! Issuing: what was seen is numbered, sealed and kept.

use super::draft::{digest, drafted, sealed};
use super::state::Sealed;
use crate::change_of::made;
use crate::list::BulletinFilter;
use crate::{Actor, App, AppError, Result, evidence, kinds};
use ::bulletin::{Kind, Sealing};
use jiff::civil::Date;
use org::{Action, Resource};
use serde::Serialize;
use store::{Ask, Blob, Write};

/// Seal a bulletin.
#[derive(Debug, Clone)]
pub struct IssueCmd {
    /// What it is.
    pub kind: Kind,
    /// What it speaks of.
    pub period: String,
    /// The day as known on; none is now.
    pub as_of: Option<Date>,
    /// Digest of the draft that was seen.
    pub digest: String,
    /// What addresses begin with in the file: `https://host`; empty: the file has no links.
    pub base: String,
    /// Who gets copies; empty for none.
    pub copies: String,
}

/// What was sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issued {
    /// Its id: `minutes-2026-3`.
    pub id: String,
    /// Digest of its content, hex.
    pub model_hash: String,
    /// Digest of its file, hex.
    pub file_hash: String,
}

/// Seals the draft that was seen. Errors: `bulletin.issued`, `bulletin.changed`, those of [`super::draft`] and
/// [`bulletin::seal`].
pub async fn issue(app: &App, actor: &Actor, cmd: IssueCmd) -> Result<Issued> {
    app.require(actor, Action::Issue, Resource::Bulletin, &[])?;
    let draft = drafted(app, actor, (cmd.kind, &cmd.period), cmd.as_of).await?;
    if let Some(id) = sealed(app, cmd.kind, &draft).await? {
        return Err(AppError::field(
            "period",
            "bulletin.issued",
            format!(
                "{}的{}已编发（{id}）",
                draft.period.to_chinese(),
                cmd.kind.zh()
            ),
            format!("It is issued already ({id})"),
        ));
    }
    if digest(&draft)? != cmd.digest.trim() {
        return Err(AppError::field(
            "digest",
            "bulletin.changed",
            "内容与预览时不同，请重新核对后再编发",
            "The content has changed since the preview; look again",
        ));
    }
    let on = app.today();
    let sealing = Sealing {
        no: next(app, cmd.kind, on.year()).await?,
        on,
        base: cmd.base,
        copies: cmd.copies,
    };
    let model = ::bulletin::seal(draft, &sealing)?;
    let (bytes, file) = (::bulletin::bytes(&model)?, ::bulletin::file(&model)?);
    let id = format!("{}-{}-{}", cmd.kind.code(), model.year, model.no);
    let state = Sealed {
        id: id.clone(),
        kind: cmd.kind,
        period: model.period.to_string(),
        year: model.year,
        no: model.no,
        title: model.title,
        unit: actor.unit.as_str().to_owned(),
        known_on: model.known_on,
        issued_at: app.now(),
        issued_by: actor.person.clone(),
        layout: model.layout,
        model_hash: evidence::hash(&bytes),
        file_hash: evidence::hash(&file),
        file_bytes: file.len() as u64,
    };
    let keep = Write::PutBlob(Blob {
        hash: state.model_hash.clone(),
        media_type: "application/json".to_owned(),
        bytes,
    });
    // Two who issue at once take the same number: the second is refused.
    let change = made(kinds::BULLETIN, &id, "bulletin.issue", &state);
    app.append_with(actor, vec![change], vec![], vec![keep])
        .await?;
    Ok(Issued {
        id,
        model_hash: state.model_hash,
        file_hash: state.file_hash,
    })
}

/// The next number of a kind in a year.
async fn next(app: &App, kind: Kind, year: i16) -> Result<u32> {
    let filter = BulletinFilter {
        kinds: vec![kind.code().to_owned()],
        ..BulletinFilter::default()
    };
    let ask = Ask {
        sort: "number".to_owned(),
        reversed: true,
        limit: 1,
        ..Ask::default()
    };
    let last = crate::list::some(app, &filter, &ask).await?.rows;
    let last = last.first().filter(|row| row.year == i64::from(year));
    let no = last.map_or(0, |row| row.no);
    Ok(u32::try_from(no).unwrap_or(0).saturating_add(1))
}
