//! From a state before and after to the change that the journal keeps.

use serde::Serialize;
use store::{Change, Loaded, Subject};

/// A subject that comes into being.
pub(crate) fn made<T: Serialize>(kind: &'static str, id: &str, action: &str, after: &T) -> Change {
    Change::between(Subject::new(kind, id), 0, action, None, None, after)
}

/// A subject that changes, with the reason given for it.
pub(crate) fn changed<T: Serialize>(
    before: &Loaded<T>,
    action: &str,
    reason: Option<&str>,
    after: &T,
) -> Change {
    let reason = reason
        .map(str::trim)
        .filter(|r| !r.is_empty())
        .map(str::to_owned);
    Change::between(
        before.subject.clone(),
        before.seq,
        action,
        reason,
        Some(&before.state),
        after,
    )
}
