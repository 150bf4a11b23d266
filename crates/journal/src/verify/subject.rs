//! One subject's chain.

use super::Anchor;
use crate::{
    DistrictId, Entry, Fault, FaultKind, Fields, Subject, content_digest, fold_into, link_digest,
};

/// How far around its place a row is looked for when it does not fit.
const NEAR: i64 = 64;
/// The same for positions of the district's journal.
const NEAR_POS: i64 = 1_024;

pub(super) fn check(
    district: &DistrictId,
    subject: &Subject,
    entries: &[Entry],
    anchor: Option<&Anchor>,
) -> Result<(), Fault> {
    let chain = Chain {
        district,
        subject,
        entries,
        anchor,
    };
    let mut state = Fields::new();
    for (index, entry) in entries.iter().enumerate() {
        chain.entry(index)?;
        match serde_json::from_str(&entry.after) {
            Ok(patch) => fold_into(&mut state, patch),
            Err(_) => return Err(chain.at(FaultKind::Altered, entry, "变更内容不是 JSON 对象")),
        }
    }
    chain.end(&state)
}

struct Chain<'a> {
    district: &'a DistrictId,
    subject: &'a Subject,
    entries: &'a [Entry],
    anchor: Option<&'a Anchor>,
}

impl Chain<'_> {
    fn entry(&self, index: usize) -> Result<(), Fault> {
        let entry = &self.entries[index];
        let expected = index as i64 + 1;
        if entry.seq > self.anchor.map_or(0, |anchor| anchor.seq) {
            return Err(self.at(FaultKind::Inserted, entry, "超出该主体的末端"));
        }
        if entry.seq < expected {
            return Err(self.at(FaultKind::Inserted, entry, "序号重复"));
        }
        if entry.seq > expected {
            return Err(self.missing(expected));
        }
        let before = index.checked_sub(1).map(|at| &self.entries[at]);
        if let Some(before) = before
            && (entry.pos <= before.pos || entry.at_ms < before.at_ms)
        {
            return Err(self.at(FaultKind::Reordered, entry, "编号或时间早于前一条"));
        }
        let genesis = entry.algorithm.genesis();
        let prev = before.map_or(&genesis, |before| &before.hash);
        let itself = digest(entry, entry.seq, entry.pos) == entry.hash;
        match (itself, entry.prev_hash == *prev) {
            (true, true) => Ok(()),
            (true, false) => Err(match before {
                Some(before) => self.at(FaultKind::Altered, before, "其后一条所记的摘要与它不符"),
                None => self.at(FaultKind::Altered, entry, "首条的前序摘要被改动"),
            }),
            (false, _) => Err(self.unfit(entry)),
        }
    }

    /// A row whose hash does not fit its words: moved, or altered.
    fn unfit(&self, entry: &Entry) -> Fault {
        let near = (entry.seq - NEAR).max(1)..=entry.seq + NEAR;
        let own = near
            .filter(|seq| *seq != entry.seq)
            .find(|seq| digest(entry, *seq, entry.pos) == entry.hash);
        if let Some(own) = own {
            let known = self
                .entries
                .iter()
                .any(|other| other.hash == entry.prev_hash);
            return if known || own == 1 {
                self.at(FaultKind::Reordered, entry, &format!("原为第 {own} 条"))
            } else {
                self.missing(entry.seq)
            };
        }
        let content = content_digest(entry);
        let near = (entry.pos - NEAR_POS).max(1)..=entry.pos + NEAR_POS;
        let moved = near.filter(|pos| *pos != entry.pos).find(|pos| {
            let link = link_digest(
                entry.algorithm,
                *pos,
                entry.at_ms,
                &entry.prev_hash,
                &content,
            );
            link == entry.hash
        });
        match moved {
            Some(pos) => self.at(FaultKind::Reordered, entry, &format!("原为第 {pos} 号日志")),
            None => self.at(FaultKind::Altered, entry, "内容与摘要不符"),
        }
    }

    fn end(&self, state: &Fields) -> Result<(), Fault> {
        let Some(anchor) = self.anchor else {
            return Ok(());
        };
        let last = self.entries.last();
        if anchor.seq > last.map_or(0, |last| last.seq) {
            return Err(self.missing(self.entries.len() as i64 + 1));
        }
        if let Some(last) = last
            && last.hash != anchor.hash
        {
            return Err(self.at(FaultKind::Altered, last, "与该主体末端所记的摘要不符"));
        }
        if serde_json::from_str::<Fields>(&anchor.state).ok().as_ref() != Some(state) {
            return Err(Fault {
                kind: FaultKind::State,
                district: self.district.as_str().into(),
                subject: Some(self.subject.clone()),
                seq: Some(anchor.seq),
                pos: None,
                detail: "当前状态不等于各条变更之和".into(),
            });
        }
        Ok(())
    }

    fn at(&self, kind: FaultKind, entry: &Entry, detail: &str) -> Fault {
        Fault {
            kind,
            district: self.district.as_str().into(),
            subject: Some(self.subject.clone()),
            seq: Some(entry.seq),
            pos: Some(entry.pos),
            detail: detail.into(),
        }
    }

    fn missing(&self, seq: i64) -> Fault {
        Fault {
            kind: FaultKind::Removed,
            district: self.district.as_str().into(),
            subject: Some(self.subject.clone()),
            seq: Some(seq),
            pos: None,
            detail: format!("缺第 {seq} 条").into(),
        }
    }
}

fn digest(entry: &Entry, seq: i64, pos: i64) -> String {
    let content = if seq == entry.seq {
        content_digest(entry)
    } else {
        let mut other = entry.clone();
        other.seq = seq;
        content_digest(&other)
    };
    link_digest(
        entry.algorithm,
        pos,
        entry.at_ms,
        &entry.prev_hash,
        &content,
    )
}
