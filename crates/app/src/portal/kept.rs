//! Photographs of a first page that was refused: they wait, so that nobody has to choose them again.

use super::PHOTOS_MAX;
use super::prepare::{keep, photos};
use super::signed;
use super::ticket::VALID;
use crate::{App, FileIn, Result};
use casework::EvidenceRef;
use serde::{Deserialize, Serialize};
use store::Blob;
use store::staged::STAGED_BYTES_MAX;

const PURPOSE: &str = "portal.photos";

/// Photographs that wait for the first page to come again.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Goes with the form.
    pub token: String,
    /// How many.
    pub photos: usize,
}

/// What the form carries of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub photos: Vec<EvidenceRef>,
    /// Degrees that one of them told, WGS 84.
    pub at: Option<(f64, f64)>,
    /// Some do not wait any more.
    #[serde(skip)]
    pub gone: bool,
}

impl Waiting {
    /// Those that still wait, with their bytes. Words that nobody signed, or long ago, name none.
    pub(super) async fn read(app: &App, token: &str) -> Result<(Self, Vec<Blob>)> {
        let signer = |words: &str| app.sealer().code(words);
        let waiting: Option<Self> = signed::read(&signer, PURPOSE, app.now(), token);
        let lost = waiting.is_none() && !token.is_empty();
        let mut waiting = waiting.unwrap_or_default();
        let now_ms = app.now().as_millisecond();
        let mut blobs = vec![];
        for named in &waiting.photos {
            let found = app.store().staged(app.district(), &named.sha256, now_ms);
            blobs.extend(found.await?);
        }
        let there = |named: &EvidenceRef| blobs.iter().any(|blob| blob.hash == named.sha256);
        waiting.gone = lost || !waiting.photos.iter().all(there);
        waiting.photos.retain(there);
        Ok((waiting, blobs))
    }

    /// Adds what was chosen now, each photograph once.
    pub(super) fn add(&mut self, more: Self) {
        for photo in more.photos {
            if self.photos.iter().all(|known| known.sha256 != photo.sha256) {
                self.photos.push(photo);
            }
        }
        self.at = self.at.or(more.at);
    }
}

/// Keeps the photographs of a page that is shown again, with those kept before, for an hour. Those that
/// cannot be read, are too many, or have no room are left out: whoever has not answered the question
/// may take half of the room.
pub async fn keep_photos(app: &App, chosen: Vec<FileIn>, token: &str) -> Result<Option<Kept>> {
    let (mut waiting, _) = Waiting::read(app, token).await?;
    let room = app.store().staged_bytes(app.district()).await? < STAGED_BYTES_MAX / 2;
    let mut fresh = vec![];
    for file in chosen.into_iter().filter(|_| room) {
        let Ok((photos, at, blobs)) = photos(vec![file]) else {
            continue;
        };
        if waiting.photos.len() + photos.len() > PHOTOS_MAX {
            break;
        }
        let at = at.map(|at| (at.lon, at.lat));
        waiting.add(Waiting {
            photos,
            at,
            gone: false,
        });
        fresh.extend(blobs);
    }
    if waiting.photos.is_empty() {
        return Ok(None);
    }
    keep(app, fresh).await?;
    let signer = |words: &str| app.sealer().code(words);
    let token = signed::sign(&signer, PURPOSE, app.now() + VALID, &waiting);
    let photos = waiting.photos.len();
    Ok(token.map(|token| Kept { token, photos }))
}
