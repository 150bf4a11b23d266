//! A record as a reader sees it.

use crate::words::{Lang, word};
use app::record::RecordView;
use commitment::{Record, RecordKind, RecordStatus};

/// One record.
pub struct RecordLine {
    /// The record and what may be done with it.
    pub view: RecordView,
    /// What it says in a few words: `+120 户`.
    pub says: String,
    /// Status code.
    pub status: &'static str,
    /// Tag class of the status.
    pub tag: &'static str,
    /// True once it is reversed, false while its reversal waits for a verifier.
    pub reversal: Option<bool>,
    /// Place, by name where it is a unit.
    pub place: String,
}

impl RecordLine {
    /// True where the actor may do this now.
    pub fn may(&self, action: &str) -> bool {
        self.view.may.contains(&action)
    }
    /// The page of its commitment.
    pub fn href(&self) -> String {
        format!("/ledger/{}", self.view.record.commitment)
    }
}

/// Puts a record into words.
pub fn line(view: RecordView, lang: Lang) -> RecordLine {
    let status = view.record.status;
    RecordLine {
        says: says(&view.record, lang),
        status: status.code(),
        tag: match status {
            RecordStatus::Claimed => "tag-warn",
            RecordStatus::Verified => "tag-good",
            RecordStatus::Returned => "tag-bad",
            RecordStatus::Withdrawn => "",
        },
        reversal: match view.reversal {
            Some(RecordStatus::Verified) => Some(true),
            Some(RecordStatus::Claimed) => Some(false),
            _ => None,
        },
        place: view
            .place_name
            .clone()
            .or_else(|| view.record.place.clone())
            .unwrap_or_default(),
        view,
    }
}

fn says(record: &Record, lang: Lang) -> String {
    let unit = record.unit.as_deref().unwrap_or_default();
    let amount = record.amount.map(|a| a.normalize());
    match (record.kind, amount) {
        (RecordKind::Amount, Some(amount)) if amount.is_sign_positive() => {
            format!("+{amount} {unit}")
        }
        (RecordKind::Amount | RecordKind::Reading, Some(amount)) => format!("{amount} {unit}"),
        (RecordKind::Milestone(index), _) => format!(
            "{} {}",
            word(lang, "record_kind.milestone"),
            u32::from(index) + 1
        ),
        (RecordKind::Reading, None) => word(lang, "record_kind.reading"),
        (RecordKind::Amount, None) => word(lang, "record_kind.amount"),
        (RecordKind::Note, _) => word(lang, "record_kind.note"),
    }
}
