//! What a report carries from its first page to its second.

use super::signed;
use crate::{App, AppError, Kind, Result};
use casework::EvidenceRef;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How long the second page may be thought about; as long, its photographs are kept for it.
pub(super) const VALID: SignedDuration = SignedDuration::from_mins(60);
const PURPOSE: &str = "portal.ticket";

/// A prepared report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Ticket {
    /// From the question: one report a question.
    pub nonce: String,
    pub description: String,
    pub address: String,
    pub lon: Option<f64>,
    pub lat: Option<f64>,
    /// How the place was found: `gps`, `phone`, `address`, `none`.
    pub how: String,
    pub photos: Vec<EvidenceRef>,
}

impl Ticket {
    pub(super) fn signed(&self, app: &App) -> Result<String> {
        signed::sign(&|w| app.sealer().code(w), PURPOSE, app.now() + VALID, self).ok_or_else(over)
    }

    pub(super) fn read(app: &App, text: &str) -> Result<Self> {
        signed::read(&|w| app.sealer().code(w), PURPOSE, app.now(), text).ok_or_else(over)
    }
}

fn over() -> AppError {
    AppError::new(
        Kind::Unprocessable,
        "portal.over",
        "填写时间过长或内容不完整，请从第一步重新填写",
        "The form is over; please begin again",
    )
}
