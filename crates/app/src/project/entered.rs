//! Files that come with an entry, and approvals as they are typed.

use crate::{FileIn, Result, evidence};
use jiff::civil::Date;
use project::{ApprovalState, Evidence, EvidenceKind};
use store::Write;

/// A file and what it proves.
#[derive(Debug, Clone)]
pub struct FileOf {
    /// What it proves.
    pub kind: EvidenceKind,
    /// The file.
    pub file: FileIn,
}

/// An approval as somebody types it.
#[derive(Debug, Clone)]
pub enum ApprovalCmd {
    /// It was given.
    Held {
        /// Number of the document.
        number: String,
        /// Day of issue.
        issued_on: Date,
        /// Last day.
        expires_on: Option<Date>,
        /// The document.
        file: Box<FileIn>,
    },
    /// None is needed.
    NotNeeded {
        /// Why.
        reason: String,
    },
}

/// The files of an entry, as the project names them and as the store keeps them.
pub(super) fn taken(files: Vec<FileOf>) -> Result<(Vec<Evidence>, Vec<Write>)> {
    let given = |f: &FileOf| !(f.file.bytes.is_empty() && f.file.name.is_empty());
    let files: Vec<FileOf> = files.into_iter().filter(given).collect();
    let kinds: Vec<EvidenceKind> = files.iter().map(|f| f.kind).collect();
    let (named, writes) = evidence::take(files.into_iter().map(|f| f.file).collect())?;
    let named = kinds.into_iter().zip(named);
    let named = named.map(|(kind, file)| Evidence {
        kind,
        hash: file.hash,
        name: file.name,
    });
    Ok((named.collect(), writes))
}

/// The state of an approval with its file kept.
pub(super) fn approval(cmd: ApprovalCmd) -> Result<(ApprovalState, Vec<Write>)> {
    match cmd {
        ApprovalCmd::NotNeeded { reason } => Ok((ApprovalState::NotNeeded { reason }, vec![])),
        ApprovalCmd::Held {
            number,
            issued_on,
            expires_on,
            file,
        } => {
            let kind = EvidenceKind::Other;
            let (named, writes) = taken(vec![FileOf { kind, file: *file }])?;
            let hash = named.into_iter().next().map(|f| f.hash);
            let state = ApprovalState::Held {
                number,
                issued_on,
                expires_on,
                hash: hash.unwrap_or_default(),
            };
            Ok((state, writes))
        }
    }
}
