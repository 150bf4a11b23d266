//! Photographs with areas blackened: others see a copy drawn anew, the file as it came is sealed.
//! Undoing is blackening again, with fewer areas or none; each time is an entry of the journal.

use super::ground::Ground;
use super::unmask::seen;
use super::{Filer, reach, step};
use crate::change_of::made;
use crate::review::Versioned;
use crate::{Actor, App, AppError, FileOut, Kind, Result, ids, kinds};
use casework::{Area, Case, CaseEvidence, Command, EvidenceRef};
use org::{Action, Resource};
use photo::{Blackened, PhotoError};
use privacy::Purpose;
use store::{Blob, Write};

/// Blackens areas of a photograph, named by the digest that others see now. Areas are in thousandths of
/// its width and height. Errors: `auth.forbidden`, `conflict.changed`, `not_found` for a digest that the
/// case does not show, `not_a_photo`, `photo.area`, `photo.unreadable`, `photo.pixels`.
pub async fn redact(
    app: &App,
    actor: &Actor,
    id: &str,
    expected: i64,
    (hash, areas): (&str, Vec<Area>),
) -> Result<Versioned<Case>> {
    let who = Filer::Staff(actor);
    let case = step::load_at(app, &who, id, expected).await?;
    let ground = Ground::new(app, &who)?;
    let piece = piece(&case.state, hash)?;
    let original = piece.sealed_original.as_ref().unwrap_or(&piece.file);
    let bytes = drawn(app, &original.sha256, areas.iter().map(blackened).collect()).await?;
    let copy = EvidenceRef {
        sha256: crate::evidence::hash(&bytes),
        name: original.name.clone(),
        mime: "image/jpeg".to_owned(),
        size: bytes.len() as u64,
    };
    let put = Write::PutBlob(Blob {
        hash: copy.sha256.clone(),
        media_type: copy.mime.clone(),
        bytes,
    });
    let command = Command::Redact {
        sha256: hash.to_owned(),
        copy,
        areas,
    };
    let label = ("case.redact", None);
    step::finish(app, &who, &ground, case, label, &command, vec![put]).await
}

/// Opens the file as it came, for a stated purpose that goes on record first. Errors:
/// `privacy.purpose`, `auth.forbidden`, `case.reporter_hidden` where the reporter gave it and is hidden
/// from the asker, `not_found`, `case.not_sealed`.
pub async fn original(
    app: &App,
    actor: &Actor,
    id: &str,
    (hash, purpose): (&str, &str),
) -> Result<FileOut> {
    let purpose = Purpose::parse(purpose)
        .map_err(|e| AppError::field("purpose", e.code(), e.to_string(), e.en()))?;
    let case = step::load(app, id).await?;
    reach::require(app, actor, Action::Unmask, Resource::Case, &case.state)?;
    let piece = piece(&case.state, hash)?;
    if piece.by.person == casework::REPORTER {
        super::unmask::require_known(app, actor, &case.state)?;
    }
    let sealed = piece.sealed_original.as_ref().ok_or_else(|| {
        AppError::new(
            Kind::NotFound,
            "case.not_sealed",
            "这张照片没有封存的原件，所见即原件",
            "Nothing is sealed under this photograph",
        )
    })?;
    let blob = crate::evidence::kept(app, &sealed.sha256).await?;
    let mut word = seen(app, actor, &case.state, &purpose);
    word.evidence = Some(sealed.sha256.clone());
    let change = made(
        kinds::UNMASKING,
        &ids::new_id(),
        "case.open_original",
        &word,
    );
    app.append(actor, vec![change]).await?;
    Ok(FileOut {
        name: sealed.name.clone(),
        media_type: sealed.mime.clone(),
        bytes: blob.bytes,
    })
}

fn piece<'c>(case: &'c Case, hash: &str) -> Result<&'c CaseEvidence> {
    let found = case.evidence.iter().find(|e| e.file.sha256 == hash);
    found.ok_or_else(|| AppError::not_found("这份证据", "evidence"))
}

fn blackened(area: &Area) -> Blackened {
    Blackened {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
    }
}

/// A copy drawn from a stored photograph, off the threads that answer.
pub(crate) async fn drawn(app: &App, hash: &str, areas: Vec<Blackened>) -> Result<Vec<u8>> {
    let blob = crate::evidence::kept(app, hash).await?;
    let copy = tokio::task::spawn_blocking(move || photo::public_copy(&blob.bytes, &areas));
    let copy = copy.await.map_err(|_| wrong(PhotoError::Unreadable))?;
    copy.map_err(wrong)
}

fn wrong(error: PhotoError) -> AppError {
    let en = match error {
        PhotoError::Unreadable => "The photograph cannot be read",
        PhotoError::TooManyPixels => "The photograph has too many pixels",
        PhotoError::Area => "Too many areas, or one outside of the photograph",
    };
    AppError::field("areas", error.code(), error.to_string(), en)
}
