//! A state as the journal gave it back.

use crate::{AppError, Kind, Result};
use serde::de::DeserializeOwned;

/// The typed state of a folded journal.
pub(crate) fn parsed<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(|e| {
        AppError::new(
            Kind::Unavailable,
            "journal.unreadable",
            "历史记录无法读取",
            "The journal cannot be read",
        )
        .with_detail(e)
    })
}
