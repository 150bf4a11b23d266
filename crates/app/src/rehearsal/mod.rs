//! Rehearsals: a draft of the duty list, of clocks, of light rules, of a calendar notice or of dispatch
//! rules is tried on the cases (for lights: the commitments) of the last months before it is put in force.
//! Each case that would go to another unit, be due at another instant or show another light is listed with
//! both; then somebody else than its author publishes it with a date, or it is dropped with a reason.
//!
//! A draft is judged beside the rule in force today, both by the facts that the case had when it was
//! decided. What cannot be judged is listed with its reason.

mod base;
mod changes;
mod draft;
mod facts;
mod judge;
mod open;
mod publish;
mod published;
mod row;
mod run;
mod show;
mod state;

pub use changes::{ChangeView, changes, export};
pub use draft::{DRAFT_BYTES_MAX, Given};
pub use open::{Opened, open, rehearse_again};
pub use publish::{drop, publish};
pub(crate) use published::{Rules, take_up};
pub use run::work;
pub use show::{
    Beginning, DraftLine, Ended, Found, Listed, Looked, STANDINGS, UnitLine, beginnings, list, show,
};
pub use state::{Counts, Kind, UnitCounts};

/// Months that a rehearsal may look back.
pub const MONTHS_MAX: u32 = 24;
/// Rows that a rehearsal keeps; all are counted.
pub const ROWS_MAX: i64 = 200_000;
/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;

use crate::{AppError, Result};

fn said(reason: &str) -> Result<()> {
    let chars = reason.trim().chars().count();
    if (1..=REASON_CHARS_MAX).contains(&chars) {
        return Ok(());
    }
    Err(AppError::field(
        "reason",
        "rehearsal.reason",
        format!("请填写理由，至多{REASON_CHARS_MAX}字"),
        format!("1 to {REASON_CHARS_MAX} characters are needed"),
    ))
}
