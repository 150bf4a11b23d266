//! Evidence files: type by content, whole, with limits, stored once by hash.

mod content;

use crate::{Actor, App, AppError, FileIn, FileOut, Kind, Result};
use commitment::Evidence;
pub use commitment::record::EVIDENCE_FILES_MAX;
use org::{Action, Resource};
use store::{Blob, Write};

/// Largest evidence file, in bytes (20 MiB).
pub const EVIDENCE_BYTES_MAX: usize = 20 * 1024 * 1024;

/// What may be evidence: pictures, PDF and office files.
const TYPES: [&str; 10] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/heif",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/msword",
    "application/vnd.ms-excel",
];

/// The file as the record names it and as the store keeps it. Empty form fields are passed over.
pub(crate) fn take(files: Vec<FileIn>) -> Result<(Vec<Evidence>, Vec<Write>)> {
    let files: Vec<FileIn> = files
        .into_iter()
        .filter(|f| !(f.bytes.is_empty() && f.name.is_empty()))
        .collect();
    crate::app::within(
        files.len(),
        EVIDENCE_FILES_MAX,
        "证据文件",
        "evidence files",
    )?;
    let mut named = vec![];
    let mut writes = vec![];
    for file in files {
        let evidence = accept(&file)?;
        writes.push(Write::PutBlob(Blob {
            hash: evidence.hash.clone(),
            media_type: evidence.media_type.clone(),
            bytes: file.bytes,
        }));
        named.push(evidence);
    }
    Ok((named, writes))
}

fn accept(file: &FileIn) -> Result<Evidence> {
    if file.bytes.is_empty() {
        return Err(AppError::field(
            "evidence",
            "evidence.empty",
            format!("“{}”是空文件", file.name),
            "The file is empty",
        ));
    }
    if file.bytes.len() > EVIDENCE_BYTES_MAX {
        return Err(AppError::new(
            Kind::TooLarge,
            "evidence.too_large",
            format!("“{}”超过20MB", file.name),
            "Larger than 20 MB",
        ));
    }
    let found = infer::get(&file.bytes).map(|t| t.mime_type());
    let media_type = found.filter(|t| TYPES.contains(t)).ok_or_else(|| {
        AppError::field(
            "evidence",
            "evidence.type",
            format!("“{}”的内容不是图片、PDF或办公文档，不能作为证据", file.name),
            "Pictures, PDF and office files only, judged by content",
        )
    })?;
    content::check(media_type, &file.bytes).map_err(|flaw| flawed(&file.name, flaw))?;
    Ok(Evidence {
        hash: hash(&file.bytes),
        name: safe_name(&file.name),
        media_type: media_type.to_owned(),
        bytes: file.bytes.len() as u64,
    })
}

fn flawed(name: &str, flaw: content::Flaw) -> AppError {
    let millions = content::PIXELS_MAX / 1_000_000;
    match flaw {
        content::Flaw::Broken => AppError::field(
            "evidence",
            "evidence.broken",
            format!("“{name}”不完整或已损坏，打不开的文件不能作为证据"),
            "The file is cut off or damaged",
        ),
        content::Flaw::TooManyPixels => AppError::field(
            "evidence",
            "evidence.pixels",
            format!("“{name}”的像素超过{millions}百万，请缩小后再上传"),
            format!("More than {millions} million pixels"),
        ),
    }
}

/// The last part of a path, without control characters, at most 120 characters.
fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.is_empty() {
        "文件".into()
    } else {
        clean
    }
}

/// SM3 of the content in lower-case hex.
pub(crate) fn hash(bytes: &[u8]) -> String {
    journal::Algorithm::Sm3.hex(bytes)
}

/// Gives an evidence file to somebody who may see the record it belongs to.
pub async fn get(app: &App, actor: &Actor, record: &str, hash: &str) -> Result<FileOut> {
    let missing = || AppError::not_found("这份证据", "evidence");
    let record: store::Loaded<commitment::Record> = app
        .load(crate::kinds::RECORD, record, ("这条记录", "record"))
        .await?;
    let named = record
        .state
        .evidence
        .iter()
        .find(|e| e.hash == hash)
        .ok_or_else(missing)?;
    let on: store::Loaded<commitment::Commitment> = app
        .load(
            crate::kinds::COMMITMENT,
            &record.state.commitment,
            ("这条任务", "commitment"),
        )
        .await?;
    app.require_on(actor, Action::View, Resource::Evidence, &on.state)?;
    let blob = kept(app, hash).await?;
    Ok(FileOut {
        name: named.name.clone(),
        media_type: named.media_type.clone(),
        bytes: blob.bytes,
    })
}

/// The file kept under a hash, held to it. Errors: `not_found`, `evidence.altered`.
pub(crate) async fn kept(app: &App, hash: &str) -> Result<Blob> {
    let blob = app.store().blob(app.district(), hash).await?;
    let blob = blob.ok_or_else(|| AppError::not_found("这份证据", "evidence"))?;
    if self::hash(&blob.bytes) == hash {
        return Ok(blob);
    }
    Err(AppError::new(
        Kind::Unavailable,
        "evidence.altered",
        "这份证据的内容与登记时的指纹不符，可能已被改动，请联系审计管理员",
        "The stored file no longer matches its fingerprint",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of one pixel.
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

    fn file(name: &str, bytes: &[u8]) -> FileIn {
        FileIn {
            name: name.into(),
            bytes: bytes.to_vec(),
        }
    }

    #[test]
    fn the_content_decides_not_the_name() {
        let (named, writes) = take(vec![file("../../x/照片.exe", PNG)]).unwrap();
        assert_eq!(
            (named[0].media_type.as_str(), named[0].name.as_str()),
            ("image/png", "照片.exe")
        );
        assert_eq!(writes.len(), 1);
        assert_eq!(
            take(vec![file("a.png", b"MZ not a picture")])
                .unwrap_err()
                .code(),
            "evidence.type"
        );
        assert_eq!(
            take(vec![file("a.png", b"\x89PNG\r\n\x1a\n0000")])
                .unwrap_err()
                .code(),
            "evidence.broken"
        );
    }

    #[test]
    fn empty_fields_are_no_files_and_empty_files_are_refused() {
        assert!(take(vec![file("", b"")]).unwrap().0.is_empty());
        assert_eq!(
            take(vec![file("a.pdf", b"")]).unwrap_err().code(),
            "evidence.empty"
        );
    }
}
