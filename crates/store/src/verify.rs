//! Verification of a district's journal, heads, states and seals, while the store is in use.

use crate::history::entry;
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, Subject, head};
use journal::{Anchor, Checked, Entry, Fault, FaultKind, Verifier};

/// Entries read at a time.
const PAGE: i64 = 2_000;

/// An entry with what the store holds about its subject, read in one statement and so at one
/// moment; the state comes with the last entry alone.
pub(crate) static ENTRIES: Sql = Sql::new(
    "journal.verify",
    "SELECT j.subject_kind, j.subject_id, j.seq, j.pos, j.at_ms, j.actor, j.action, j.reason, \
     j.before, j.after, j.prev_hash, j.hash, j.algorithm, s.seq, s.hash, \
     CASE WHEN s.seq = j.seq THEN s.state END FROM journal AS j LEFT JOIN subject AS s \
     ON s.district_id = j.district_id AND s.kind = j.subject_kind AND s.id = j.subject_id \
     WHERE j.district_id = $1 AND (j.subject_kind, j.subject_id, j.seq) > ($2, $3, $4) \
     ORDER BY j.subject_kind, j.subject_id, j.seq LIMIT $5",
);
pub(crate) static BARE: Sql = Sql::new(
    "subject.without_entries",
    "SELECT s.kind, s.id FROM subject AS s WHERE s.district_id = $1 AND NOT EXISTS \
     (SELECT 1 FROM journal AS j WHERE j.district_id = $1 AND j.subject_kind = s.kind \
     AND j.subject_id = s.id) ORDER BY s.kind, s.id LIMIT 1",
);

/// What verification came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyOutcome {
    /// Everything fits.
    Sound(Checked),
    /// The first row that does not.
    Faulty(Fault),
}

/// How far a long run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Entries done.
    pub done: u64,
    /// Entries in all.
    pub total: u64,
}

impl Store {
    /// Checks every entry's hash and place, every subject's head and state, that no position
    /// is missing, and every seal; `progress` hears of each page.
    pub async fn verify(
        &self,
        district: &DistrictId,
        progress: impl FnMut(Progress),
    ) -> Result<VerifyOutcome, StoreError> {
        let last_pos = self.last_pos(district).await?;
        if let Some(row) = self.query(&BARE, params![district]).await?.first() {
            let subject = Subject::new(row.text(0)?, row.text(1)?);
            return Ok(VerifyOutcome::Faulty(bare(district, subject)));
        }
        let seals = self.seals(district).await?;
        let verifier = match Verifier::new(district.clone(), last_pos, seals) {
            Ok(verifier) => verifier,
            Err(fault) => return Ok(VerifyOutcome::Faulty(fault)),
        };
        let pass = Pass {
            store: self,
            district,
            verifier,
            current: None,
            progress,
            total: last_pos.max(0).unsigned_abs(),
            done: 0,
        };
        Ok(match pass.run().await? {
            Ok(checked) => VerifyOutcome::Sound(checked),
            Err(fault) => VerifyOutcome::Faulty(fault),
        })
    }

    /// The district's last journal position; 0 when it has none.
    pub async fn last_pos(&self, district: &DistrictId) -> Result<i64, StoreError> {
        let rows = self.query(&head::DISTRICT, params![district]).await?;
        rows.first().map_or(Ok(0), |row| Ok(row.int(0)? - 1))
    }

    /// Every district that has a journal.
    pub async fn districts(&self) -> Result<Vec<DistrictId>, StoreError> {
        let rows = self.query(&head::DISTRICTS, params![]).await?;
        rows.iter().map(|row| row.text(0).map(DistrictId)).collect()
    }
}

struct Current {
    subject: Subject,
    entries: Vec<Entry>,
    anchor: Option<Anchor>,
}

struct Pass<'a, P> {
    store: &'a Store,
    district: &'a DistrictId,
    verifier: Verifier,
    current: Option<Current>,
    progress: P,
    total: u64,
    done: u64,
}

impl<P: FnMut(Progress)> Pass<'_, P> {
    async fn run(mut self) -> Result<Result<Checked, Fault>, StoreError> {
        let mut after = (String::new(), String::new(), i64::MIN);
        loop {
            let params = params![self.district, &after.0, &after.1, after.2, PAGE];
            let rows = self.store.query(&ENTRIES, params).await?;
            let ended = (rows.len() as i64) < PAGE;
            if let Some(last) = rows.last() {
                after = (last.text(0)?, last.text(1)?, last.int(2)?);
            }
            self.grow(&rows).await?;
            for row in &rows {
                if let Err(fault) = self.take(row)? {
                    return Ok(Err(fault));
                }
            }
            self.done += rows.len() as u64;
            (self.progress)(Progress {
                done: self.done,
                total: self.total.max(self.done),
            });
            if ended {
                return Ok(self.close().and_then(|()| self.verifier.finish()));
            }
        }
    }

    /// Entries appended since the pass began are beyond the last position it knew.
    async fn grow(&mut self, rows: &[Row]) -> Result<(), StoreError> {
        let mut last = 0;
        for row in rows {
            last = last.max(row.int(3)?);
        }
        if last > 0 && last.unsigned_abs() > self.total {
            let now = self.store.last_pos(self.district).await?;
            self.verifier.grow(now);
        }
        Ok(())
    }

    fn take(&mut self, row: &Row) -> Result<Result<(), Fault>, StoreError> {
        let entry = match entry(self.district, row) {
            Ok(entry) => entry,
            Err(_) => return Ok(Err(unreadable(self.district, row)?)),
        };
        let fresh = self
            .current
            .as_ref()
            .is_none_or(|now| now.subject != entry.subject);
        if fresh && let Err(fault) = self.close() {
            return Ok(Err(fault));
        }
        let now = self.current.get_or_insert_with(|| Current {
            subject: entry.subject.clone(),
            entries: Vec::new(),
            anchor: None,
        });
        now.anchor = match row.maybe_int(13)? {
            Some(seq) => Some(Anchor {
                seq,
                hash: row.text(14)?,
                state: row.maybe_text(15)?.unwrap_or_default(),
            }),
            None => None,
        };
        now.entries.push(entry);
        Ok(Ok(()))
    }

    fn close(&mut self) -> Result<(), Fault> {
        match self.current.take() {
            Some(now) => self
                .verifier
                .subject(&now.subject, &now.entries, now.anchor.as_ref()),
            None => Ok(()),
        }
    }
}

fn bare(district: &DistrictId, subject: Subject) -> Fault {
    Fault {
        kind: FaultKind::Removed,
        district: district.as_str().into(),
        subject: Some(subject),
        seq: Some(1),
        pos: None,
        detail: "该主体没有任何日志".into(),
    }
}

fn unreadable(district: &DistrictId, row: &Row) -> Result<Fault, StoreError> {
    Ok(Fault {
        kind: FaultKind::Altered,
        district: district.as_str().into(),
        subject: Some(Subject::new(row.text(0)?, row.text(1)?)),
        seq: row.maybe_int(2)?,
        pos: row.maybe_int(3)?,
        detail: "摘要算法不认识".into(),
    })
}
