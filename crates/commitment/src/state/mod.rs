//! What the ledger remembers. Plain data with serde derives: the journal keeps it as JSON.

mod change_request;
mod commitment;
mod record;
mod report;
mod supervision;

pub use change_request::{ChangeRequest, ChangeStatus, Changes};
pub use commitment::{Baseline, Commitment, OwnerProposal, Remark, RemarkCode, Source, Status};
pub use record::{Evidence, Record, RecordKind, RecordStatus};
pub use report::{FileRef, Report, ReportStatus};
pub use supervision::{Supervision, SupervisionStatus};

use serde::{Deserialize, Serialize};

/// An identifier made outside this crate (UUID v7 as text).
pub type Id = String;

/// Who does something, and for which unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Party {
    /// Account of the person.
    pub person: String,
    /// Code of the unit acted for.
    pub unit: String,
}

macro_rules! codes {
    ($name:ident { $($variant:ident => $code:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The stable code used in files, the API and the store.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            /// Reads a stable code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }
    };
}
pub(crate) use codes;
