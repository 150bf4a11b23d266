//! Ids of subjects: UUID v7 as 32 hex digits, so that they sort by the time they were made.

/// A new id.
pub(crate) fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}
