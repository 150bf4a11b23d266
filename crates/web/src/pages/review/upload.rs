//! A form with one file.

use crate::edge::fault::Fault;
use app::FileIn;
use axum::extract::Multipart;
use axum::http::StatusCode;
use std::collections::HashMap;

/// Longest text field of such a form, in bytes.
const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;

/// The file, where one was chosen, and the other fields.
#[derive(Debug, Default)]
pub struct Upload {
    /// The file; none where the field was left empty.
    pub file: Option<FileIn>,
    /// Text fields by name.
    pub fields: HashMap<String, String>,
}

impl Upload {
    /// A text field, empty where it is missing.
    pub fn field(&self, name: &str) -> &str {
        self.fields
            .get(name)
            .map(String::as_str)
            .unwrap_or_default()
    }
}

/// Reads the parts of a form; the size of the whole is limited before.
pub async fn read(mut form: Multipart) -> Result<Upload, Fault> {
    let unreadable = |_| Fault::of(StatusCode::BAD_REQUEST, "unreadable");
    let mut upload = Upload::default();
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(unreadable)?;
        match file_name {
            Some(file_name) if name == "file" => {
                let chosen = !(file_name.is_empty() && bytes.is_empty());
                upload.file = chosen.then(|| FileIn {
                    name: file_name,
                    bytes: bytes.to_vec(),
                });
            }
            _ if bytes.len() > TEXT_BYTES_MAX => {
                return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
            }
            _ => {
                upload
                    .fields
                    .insert(name, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Ok(upload)
}
