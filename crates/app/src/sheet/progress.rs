//! The words of the 进展 column.

use crate::report::Marks;
use crate::{App, Result, ledger};
use commitment::record::reversal_status;
use commitment::{Commitment, Record, RecordKind, RecordStatus, Status};
use std::collections::HashMap;
use store::Loaded;

/// Most commitments looked up at once.
const AT_ONCE: usize = 500;

/// By id of each issued commitment: its verified total and ratio (`750户（50%）`), or the day of
/// its latest note where nothing is counted. Drafts have none.
pub(super) async fn of(
    app: &App,
    commitments: &[Loaded<Commitment>],
) -> Result<HashMap<String, String>> {
    let issued: Vec<String> = commitments
        .iter()
        .filter(|c| c.state.status == Status::Issued)
        .map(|c| c.state.id.clone())
        .collect();
    let mut words = HashMap::new();
    for ids in issued.chunks(AT_ONCE) {
        let records: Vec<Loaded<Record>> = app.store().records_of_many(app.district(), ids).await?;
        for row in ledger::rows(app, ids, &Marks::default()).await? {
            let said = match &row.progress {
                Some(progress) => total(progress),
                None => latest_note(&records, &row.id),
            };
            words.insert(row.id, said);
        }
    }
    Ok(words)
}

fn total(progress: &ledger::ProgressView) -> String {
    match progress.ratio_percent {
        Some(ratio) => format!("{}（{}%）", progress.total_words, ratio.normalize()),
        None => progress.total_words.clone(),
    }
}

fn latest_note(records: &[Loaded<Record>], commitment: &str) -> String {
    let records = records.iter().map(|r| &r.state);
    let own: Vec<Record> = records
        .filter(|r| r.commitment == commitment)
        .cloned()
        .collect();
    let counts = |r: &&Record| {
        r.kind == RecordKind::Note
            && matches!(r.status, RecordStatus::Claimed | RecordStatus::Verified)
            && r.reverses.is_none()
            && reversal_status(r, &own) != Some(RecordStatus::Verified)
    };
    let days = own.iter().filter(counts);
    days.map(|r| r.date)
        .max()
        .map(|day| day.to_string())
        .unwrap_or_default()
}
