//! Bodies: JSON of a fixed schema, or a form with files.

use super::refusal;
use crate::edge::fault::Fault;
use app::FileIn;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use std::collections::HashMap;

/// Largest JSON body, in bytes; the forgery check holds every request to it.
pub const JSON_BYTES_MAX: usize = crate::edge::csrf::FORM_BYTES_MAX;
/// Most parts of a form.
const PARTS_MAX: usize = 40;

/// A JSON body. An empty body stands for `{}`.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Fault;
    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        let kind = content_type(request.headers()).to_owned();
        let too_large = |_| Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
        let bytes = to_bytes(request.into_body(), JSON_BYTES_MAX)
            .await
            .map_err(too_large)?;
        if bytes.is_empty() {
            return parse(&Bytes::from_static(b"{}")).map(Self);
        }
        if !kind.starts_with("application/json") {
            return Err(refusal::media_type("application/json"));
        }
        parse(&bytes).map(Self)
    }
}

fn parse<T: DeserializeOwned>(bytes: &Bytes) -> Result<T, Fault> {
    serde_json::from_slice(bytes).map_err(|e| match e.classify() {
        serde_json::error::Category::Data => refusal::unfitting(e),
        _ => refusal::unreadable(e),
    })
}

/// The parts of a `multipart/form-data` body.
#[derive(Debug, Default)]
pub struct Form {
    /// Text by name.
    pub texts: HashMap<String, String>,
    /// Files, with the name of their part.
    pub files: Vec<(String, FileIn)>,
}

impl Form {
    /// True where the request carries a form.
    pub fn is_in(request: &Request) -> bool {
        content_type(request.headers()).starts_with("multipart/form-data")
    }

    /// Reads all parts; the size of the whole is limited before.
    pub async fn read(request: Request) -> Result<Self, Fault> {
        if !Self::is_in(&request) {
            return Err(refusal::media_type("multipart/form-data"));
        }
        let mut parts = Multipart::from_request(request, &())
            .await
            .map_err(refusal::unreadable)?;
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(refusal::unreadable)? {
            if form.texts.len() + form.files.len() >= PARTS_MAX {
                return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large"));
            }
            let name = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file) => {
                    let bytes = part.bytes().await.map_err(refusal::unreadable)?.to_vec();
                    form.files.push((name, FileIn { name: file, bytes }));
                }
                None => {
                    let text = part.text().await.map_err(refusal::unreadable)?;
                    form.texts.insert(name, text);
                }
            }
        }
        Ok(form)
    }

    /// The file of the part `file`.
    pub fn file(self) -> Result<FileIn, Fault> {
        let found = self.files.into_iter().find(|(name, _)| name == "file");
        found
            .map(|(_, file)| file)
            .ok_or_else(|| refusal::unfitting("missing part `file`"))
    }
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default()
}

/// For members where `null` clears and absence leaves alone.
pub fn clearable<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    value: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(value).map(Some)
}
