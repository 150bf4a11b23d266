//! Names of what cases name by code.

use crate::duty::InForce;
use duty::MatterCode;
use jiff::Timestamp;

/// The name of a matter; its code where the catalogue has none in force.
pub(super) fn matter(duties: &InForce, code: Option<&str>) -> Option<String> {
    let code = code?;
    let parsed = MatterCode::parse(code).ok();
    let found = parsed.and_then(|c| duties.matter(&c).map(|m| m.name.clone()));
    Some(found.unwrap_or_else(|| code.to_owned()))
}

/// An instant from milliseconds of the store.
pub(super) fn instant(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH)
}
