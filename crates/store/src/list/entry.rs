//! Entries of the journal.

use super::{Listed, Listing, Sorting};
use crate::history::entry;
use crate::select::{Key, Select};
use crate::{DistrictId, Entry, Row, StoreError};

/// Which entries to show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Only subjects of this kind.
    pub kind: Option<String>,
    /// Only by this actor.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Not before this instant (ms UTC).
    pub from_ms: Option<i64>,
    /// Before this instant (ms UTC).
    pub to_ms: Option<i64>,
}

const LISTING: Listing = Listing {
    columns: "subject_kind, subject_id, seq, pos, at_ms, actor, action, reason, before, after, \
        prev_hash, hash, algorithm",
    from: "journal",
    key: "district_id",
    sorts: &[Sorting {
        code: "pos",
        keys: &[("pos", Key::Number)],
        falling: true,
    }],
};

impl Listed for JournalFilter {
    type Row = Entry;

    fn listing() -> &'static Listing {
        &LISTING
    }

    fn apply(&self, select: &mut Select) {
        select
            .and_some("subject_kind = ?", self.kind.as_deref())
            .and_some("actor = ?", self.actor.as_deref())
            .and_some("action = ?", self.action.as_deref())
            .and_some("at_ms >= ?", self.from_ms)
            .and_some("at_ms < ?", self.to_ms);
    }

    fn read(district: &DistrictId, row: &Row) -> Result<Entry, StoreError> {
        entry(district, row)
    }
}
