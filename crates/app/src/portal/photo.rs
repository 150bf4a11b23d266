//! A photograph of a case for its reporter: a copy drawn anew, with nothing but the picture.

use crate::{App, AppError, FileOut, Result, case};

/// Longest side and metadata are the copy's, see [`photo::public_copy`].
pub async fn photo(app: &App, number: &str, code: &str, hash: &str) -> Result<FileOut> {
    let missing = || AppError::not_found("这张照片", "photo");
    let tracked = case::track(app, number, code).await?;
    if !tracked.photos.iter().any(|(_, known)| known == hash) {
        return Err(missing());
    }
    let drawn = case::drawn(app, hash, vec![]).await;
    let bytes = drawn.map_err(|_| missing())?;
    Ok(FileOut {
        name: format!("{}.jpg", hash.get(..8).unwrap_or_default()),
        media_type: "image/jpeg".to_owned(),
        bytes,
    })
}
