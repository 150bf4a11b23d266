//! From a draft to what is sealed.

use crate::docx::LAYOUT;
use crate::{Block, Bulletin, Kind, Refusal};
use figure::Period;
use jiff::civil::Date;

/// Longest address of a host, in bytes.
const BASE_BYTES_MAX: usize = 200;

/// What sealing adds to a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealing {
    /// Its number in the year, from 1.
    pub no: u32,
    /// The day.
    pub on: Date,
    /// What addresses begin with in the file; empty: the file has no links.
    pub base: String,
    /// Who gets copies; empty for none.
    pub copies: String,
}

/// A draft in today's layout.
pub fn draft(
    kind: Kind,
    period: Period,
    known_on: Date,
    issuer: String,
    (title, blocks): (String, Vec<Block>),
) -> Bulletin {
    Bulletin {
        layout: LAYOUT,
        kind,
        period,
        mark: kind.zh().to_owned(),
        year: known_on.year(),
        no: 0,
        issuer,
        issued_on: None,
        known_on,
        base: String::new(),
        title,
        blocks,
        copies: String::new(),
    }
}

/// Seals a draft. Errors: `period_not_over`, `base_unreadable`, those of the limits.
pub fn seal(draft: Bulletin, sealing: &Sealing) -> Result<Bulletin, Refusal> {
    draft.kind.over(draft.period, draft.known_on)?;
    let sealed = Bulletin {
        no: sealing.no.max(1),
        year: sealing.on.year(),
        issued_on: Some(sealing.on),
        base: base(&sealing.base)?,
        copies: sealing.copies.trim().to_owned(),
        ..draft
    };
    sealed.within_limits()?;
    Ok(sealed)
}

/// Scheme, host and port, nothing else.
fn base(text: &str) -> Result<String, Refusal> {
    let text = text.trim().trim_end_matches('/');
    let wrong = || Err(Refusal::on("base_unreadable", "base"));
    if text.is_empty() {
        return Ok(String::new());
    }
    let host = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    match host {
        Some(host)
            if !host.is_empty() && host.chars().all(fits) && text.len() <= BASE_BYTES_MAX =>
        {
            Ok(text.to_owned())
        }
        _ => wrong(),
    }
}
