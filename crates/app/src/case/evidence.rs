//! Photographs and files of a case.

use super::reach;
use crate::{Actor, App, AppError, FileIn, FileOut, Result, kinds};
use casework::{Case, CaseEvidence, EvidenceRef, Who};
use jiff::Timestamp;
use org::{Action, Resource};
use store::{Loaded, Write};

/// Longest kind of a piece, in bytes.
const KIND_BYTES_MAX: usize = 40;

/// A photograph or file as given.
#[derive(Debug, Clone)]
pub struct EvidenceIn {
    /// The file.
    pub file: FileIn,
    /// What it shows: `before_photo`, `after_photo`, `verify_photo` …
    pub kind: String,
    /// When it was taken; now, where nothing says so.
    pub at: Option<Timestamp>,
    /// Where, WGS 84: longitude, latitude.
    pub at_place: Option<(f64, f64)>,
}

/// Checks files and names them as the case does. A photograph that tells where it was taken is
/// placed there, unless the giver said otherwise.
pub(super) fn take(
    given: Vec<EvidenceIn>,
    by: &Who,
    now: Timestamp,
) -> Result<(Vec<CaseEvidence>, Vec<Write>)> {
    let given: Vec<EvidenceIn> = given
        .into_iter()
        .filter(|e| !(e.file.bytes.is_empty() && e.file.name.is_empty()))
        .collect();
    let mut about = vec![];
    for piece in &given {
        if piece.kind.is_empty() || piece.kind.len() > KIND_BYTES_MAX {
            return Err(AppError::field(
                "evidence",
                "case.evidence_kind",
                "证据种类不对",
                "No such kind of evidence",
            ));
        }
        let told = photo::told(&piece.file.bytes).ok().and_then(|t| t.position);
        let at_place = piece.at_place.or(told.map(|p| (p.lon, p.lat)));
        let at = piece.at.filter(|at| *at <= now).unwrap_or(now);
        about.push((piece.kind.clone(), at, at_place));
    }
    let files = given.into_iter().map(|e| e.file).collect();
    let (named, writes) = crate::evidence::take(files)?;
    let pieces = named.into_iter().zip(about);
    let pieces = pieces.map(|(file, (kind, at, at_place))| CaseEvidence {
        file: EvidenceRef {
            sha256: file.hash,
            name: file.name,
            mime: file.media_type,
            size: file.bytes,
        },
        kind,
        at,
        by: by.clone(),
        lon: at_place.map(|p| p.0),
        lat: at_place.map(|p| p.1),
        sealed_original: None,
        blackened: vec![],
        earlier_copies: vec![],
    });
    Ok((pieces.collect(), writes))
}

/// A file of a case, for those who may see the case.
pub async fn evidence(app: &App, actor: &Actor, case: &str, hash: &str) -> Result<FileOut> {
    let missing = || AppError::not_found("这份证据", "evidence");
    let case: Loaded<Case> = app.load(kinds::CASE, case, ("这个案件", "case")).await?;
    reach::require(app, actor, Action::View, Resource::Case, &case.state)?;
    let named = case.state.evidence.iter().find(|e| e.file.sha256 == hash);
    let named = named.ok_or_else(missing)?;
    let blob = crate::evidence::kept(app, hash).await?;
    Ok(FileOut {
        name: named.file.name.clone(),
        media_type: named.file.mime.clone(),
        bytes: blob.bytes,
    })
}
