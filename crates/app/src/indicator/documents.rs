//! Documents that values come from, for those who see the values.

use super::held::{held, of_code, series, whole};
use super::step::{inside, seen, source_of};
use crate::{Actor, App, AppError, FileOut, Kind, Result, evidence};

/// A document of an indicator by its hash.
pub async fn file(app: &App, actor: &Actor, code: &str, hash: &str) -> Result<FileOut> {
    let missing = || AppError::not_found("这份材料", "document");
    let held = held(app).await?;
    let indicator = &seen(app, actor, &held, code)?.state;
    let place = whole(app);
    let mut open = series(&held.cells, &place, indicator, app.today())?;
    let inside = inside(app, actor, source_of(indicator));
    if !inside {
        open = open.seen_from_outside();
    }
    let of_hash = of_code(&held.cells, &place, code).filter(|cell| {
        let mut vintages = cell.state.vintages.iter();
        vintages.any(|v| v.source_hash.as_deref() == Some(hash))
    });
    let mut shown = of_hash.filter(|cell| inside || open.at(cell.state.period).is_ok());
    shown.next().ok_or_else(missing)?;
    let blob = app.store().blob(app.district(), hash).await?;
    let blob = blob.ok_or_else(missing)?;
    if evidence::hash(&blob.bytes) != hash {
        return Err(AppError::new(
            Kind::Unavailable,
            "evidence.altered",
            "这份材料的内容与登记时的指纹不符，可能已被改动，请联系审计管理员",
            "The stored file no longer matches its fingerprint",
        ));
    }
    Ok(FileOut {
        name: format!("{code}-{}", &hash[..hash.len().min(8)]),
        media_type: blob.media_type,
        bytes: blob.bytes,
    })
}
