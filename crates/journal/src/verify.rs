//! Verification in one pass over the entries.
//!
//! Entries are fed in the order of (kind, id, seq), subject by subject, each subject with its
//! [`Anchor`]: the head and state the store holds. Memory is one bit per journal position and
//! the entries of one subject.

mod positions;
mod subject;

use crate::{DistrictId, Entry, Fault, FaultKind, Seal, SealBuilder, Subject};
use positions::Positions;

/// What the store holds about a subject beside its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The last sequence.
    pub seq: i64,
    /// The last hash.
    pub hash: String,
    /// The present state, a JSON object as stored.
    pub state: String,
}

/// What was checked and found right.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Entries.
    pub entries: u64,
    /// Subjects.
    pub subjects: u64,
    /// Seals.
    pub seals: u64,
    /// The last position; the first is 1. 0 for an empty journal.
    pub last_pos: i64,
    /// The instants of the first and the last entry, ms UTC.
    pub range_ms: Option<(i64, i64)>,
}

/// Verification of one district in the making.
#[derive(Debug)]
pub struct Verifier {
    district: DistrictId,
    last_pos: i64,
    seals: Vec<(Seal, SealBuilder)>,
    positions: Positions,
    before: Option<Subject>,
    checked: Checked,
}

impl Verifier {
    /// Begins a district whose journal should end at `last_pos` (at most 2^33 entries), with all
    /// its seals in order of number.
    pub fn new(district: DistrictId, last_pos: i64, seals: Vec<Seal>) -> Result<Self, Fault> {
        let mut verifier = Self {
            positions: Positions::new(last_pos),
            last_pos,
            seals: Vec::with_capacity(seals.len()),
            before: None,
            checked: Checked {
                last_pos,
                ..Checked::default()
            },
            district,
        };
        let mut last: Option<Seal> = None;
        for seal in seals {
            verifier.check_seal(last.as_ref(), &seal)?;
            let root = SealBuilder::new(seal.algorithm);
            verifier.seals.push((seal.clone(), root));
            last = Some(seal);
        }
        Ok(verifier)
    }

    /// Takes one subject's entries in order of sequence, and what the store holds about it;
    /// an absent anchor means the store knows no such subject.
    pub fn subject(
        &mut self,
        subject: &Subject,
        entries: &[Entry],
        anchor: Option<&Anchor>,
    ) -> Result<(), Fault> {
        if self.before.as_ref().is_some_and(|before| before >= subject) {
            return Err(self.fault(FaultKind::Reordered, subject, "主体次序不符"));
        }
        subject::check(&self.district, subject, entries, anchor)?;
        for entry in entries {
            self.take(entry)?;
        }
        self.seal_in(subject, entries);
        self.before = Some(subject.clone());
        self.checked.subjects += 1;
        Ok(())
    }

    /// Lets entries in that were appended since the pass began, up to a new last position;
    /// they need not all be seen.
    pub fn grow(&mut self, last_pos: i64) {
        self.last_pos = self.last_pos.max(last_pos);
    }

    /// Ends the pass: every position must have been seen once, every seal must fit.
    pub fn finish(self) -> Result<Checked, Fault> {
        if let Some(pos) = self.positions.first_missing() {
            return Err(Fault {
                kind: FaultKind::Removed,
                district: self.district.0.into(),
                subject: None,
                seq: None,
                pos: Some(pos),
                detail: format!("第 {pos} 号日志不存在").into(),
            });
        }
        let mut checked = self.checked;
        for (seal, root) in self.seals {
            let (root, heads) = root.root();
            if root != seal.root || heads != seal.heads {
                let detail = format!(
                    "第 {} 号封存（{}）与所封各链的末端不符",
                    seal.number, seal.day
                );
                return Err(seal_fault(&seal, detail));
            }
            checked.seals += 1;
        }
        Ok(checked)
    }

    fn take(&mut self, entry: &Entry) -> Result<(), Fault> {
        let grown = entry.pos > self.checked.last_pos && entry.pos <= self.last_pos;
        if !grown && !self.positions.mark(entry.pos) {
            let mut fault = self.fault(
                FaultKind::Inserted,
                &entry.subject,
                "日志编号重复或超出范围",
            );
            fault.seq = Some(entry.seq);
            fault.pos = Some(entry.pos);
            return Err(fault);
        }
        self.checked.entries += 1;
        let at = entry.at_ms;
        let (from, to) = self.checked.range_ms.unwrap_or((at, at));
        self.checked.range_ms = Some((from.min(at), to.max(at)));
        Ok(())
    }

    /// Adds the subject's head to every seal in whose range it moved. Positions grow with the
    /// sequence, so the last entry within a range is the head at its end.
    fn seal_in(&mut self, subject: &Subject, entries: &[Entry]) {
        let mut entries = entries.iter().peekable();
        while let Some(entry) = entries.next() {
            let at = self
                .seals
                .partition_point(|(seal, _)| seal.pos_to < entry.pos);
            let Some((seal, root)) = self.seals.get_mut(at) else {
                return;
            };
            if entries.peek().is_none_or(|next| next.pos > seal.pos_to) {
                root.head(subject, entry.seq, &entry.hash);
            }
        }
    }

    fn check_seal(&self, last: Option<&Seal>, seal: &Seal) -> Result<(), Fault> {
        let number = last.map_or(1, |last| last.number + 1);
        let from = last.map_or(1, |last| last.pos_to + 1);
        let genesis = seal.algorithm.genesis();
        let prev = last.map_or(&genesis, |last| &last.hash);
        let detail = if seal.number != number {
            format!("缺第 {number} 号封存")
        } else if seal.digest() != seal.hash || seal.district != self.district {
            format!("第 {number} 号封存的内容被改动")
        } else if seal.prev != *prev || seal.pos_from != from || seal.pos_to < from - 1 {
            format!("第 {number} 号封存与前一号不相接")
        } else if seal.pos_to > self.last_pos {
            format!(
                "第 {number} 号封存到第 {} 号日志，现只有 {} 号",
                seal.pos_to, self.last_pos
            )
        } else {
            return Ok(());
        };
        Err(seal_fault(seal, detail))
    }

    fn fault(&self, kind: FaultKind, subject: &Subject, detail: &str) -> Fault {
        Fault {
            kind,
            district: self.district.as_str().into(),
            subject: Some(subject.clone()),
            seq: None,
            pos: None,
            detail: detail.into(),
        }
    }
}

fn seal_fault(seal: &Seal, detail: String) -> Fault {
    Fault {
        kind: FaultKind::Seal,
        district: seal.district.as_str().into(),
        subject: None,
        seq: Some(seal.number),
        pos: Some(seal.pos_to),
        detail: detail.into(),
    }
}
