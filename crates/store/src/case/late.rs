//! What is late of the open cases: kept in memory, and brought up to date by what the journal says of them.
//!
//! Which steps are late changes with every second, so no counter can hold it. The open cases are few beside all
//! that ever were; what is needed of each is kept, and before an answer the cases that moved since the last one
//! are read again. So the cost of an answer follows what changed, not what is open. The journal's position is
//! read before the rows: a row newer than it is read once more the next time, never kept too long, whoever wrote.
//! (A rebuild moves no journal: the process that does it lets go of what it kept, others when they start anew.)

use super::ask::{Ask, Built};
use super::counted::{Basis, CountAsk, CountBy, next, start};
use super::measure::{Mark, Step};
use crate::head;
use crate::select::MAX_IN;
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, kind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};

pub(crate) static MOVED_AFTER: Sql = Sql::new(
    "journal.moved_after",
    "SELECT pos, subject_kind, subject_id FROM journal WHERE district_id = $1 AND pos > $2 ORDER BY pos LIMIT $3",
);

/// Entries after which all open cases are read rather than those that moved: as many as one query names.
const MAX_MOVED: usize = MAX_IN;

/// What is needed of an open case.
#[derive(Debug)]
struct Open {
    case_type: Arc<str>,
    unit: Arc<str>,
    subdistrict: Arc<str>,
    community: Arc<str>,
    matter: Arc<str>,
    reported_ms: i64,
    due_ms: i64,
    marks: i64,
    /// When each step is or was due, ms UTC.
    dues: [Option<i64>; Step::ALL.len()],
}

/// The open cases of a district.
#[derive(Debug, Default)]
struct Kept {
    /// The position of the journal they are known up to; none before they were read.
    pos: Option<i64>,
    cases: HashMap<String, Open>,
    /// Codes that many cases share, each kept once.
    codes: HashSet<Arc<str>>,
}

/// The open cases of each district that was asked for.
#[derive(Debug, Default)]
pub(crate) struct OpenCases(Mutex<HashMap<DistrictId, Arc<tokio::sync::RwLock<Kept>>>>);

impl Store {
    /// How many cases of the period have a step owed, not done and past its due instant at `now_ms`
    /// (超期待处置 and its like), by step and key: one query where no case moved since it was last asked, two
    /// otherwise.
    ///
    /// What was due in a period is [`super::Measure::Done`] of the counters and these together: a
    /// case within its limit is not due, one whose clock stands still is neither.
    pub async fn case_late(
        &self,
        district: &DistrictId,
        asked: &CountAsk,
        now_ms: i64,
    ) -> Result<BTreeMap<(Step, String), i64>, StoreError> {
        let within = (start(asked.from)?, start(next(asked.to)?)?);
        let kept = self.open_cases().of(district)?;
        if let Some(pos) = kept.read().await.pos {
            let moved = self.moved_after(district, pos).await?;
            if moved.is_empty() {
                return Ok(kept.read().await.late(asked, within, now_ms));
            }
        }
        let mut kept = kept.write().await;
        self.bring_up(district, &mut kept).await?;
        Ok(kept.late(asked, within, now_ms))
    }

    /// Reads what moved since; all that is open the first time and after many moves.
    async fn bring_up(&self, district: &DistrictId, kept: &mut Kept) -> Result<(), StoreError> {
        let moved = match kept.pos {
            Some(pos) => self.moved_after(district, pos).await?,
            None => Moved::default(),
        };
        if kept.pos.is_none() || moved.entries > MAX_MOVED {
            let head = self.query(&head::DISTRICT, params![district]).await?;
            let next_pos = head.first().map_or(Ok(1), |row| row.int(0))?;
            let (text, params) = open_query(district, None)?;
            let rows = self.query_built(text, params).await?;
            // Only whole: after an error nothing is kept that was half read.
            *kept = Kept::default();
            rows.iter().try_for_each(|row| kept.put(row))?;
            kept.pos = Some(next_pos - 1);
            return Ok(());
        }
        if !moved.cases.is_empty() {
            let ids: Vec<String> = moved.cases.into_iter().collect();
            let (text, params) = open_query(district, Some(&ids))?;
            let rows = self.query_built(text, params).await?;
            for id in &ids {
                kept.cases.remove(id);
            }
            if let Err(error) = rows.iter().try_for_each(|row| kept.put(row)) {
                *kept = Kept::default();
                return Err(error);
            }
        }
        kept.pos = kept.pos.max(moved.pos);
        Ok(())
    }

    async fn moved_after(&self, district: &DistrictId, pos: i64) -> Result<Moved, StoreError> {
        let params = params![district, pos, MAX_MOVED as i64 + 1];
        let rows = self.query(&MOVED_AFTER, params).await?;
        let mut moved = Moved {
            entries: rows.len(),
            ..Moved::default()
        };
        for row in &rows {
            moved.pos = Some(row.int(0)?);
            if row.word(1)? == kind::CASE {
                moved.cases.insert(row.text(2)?);
            }
        }
        Ok(moved)
    }
}

/// What the journal says after a position.
#[derive(Debug, Default)]
struct Moved {
    entries: usize,
    pos: Option<i64>,
    cases: HashSet<String>,
}

impl Moved {
    fn is_empty(&self) -> bool {
        self.entries == 0
    }
}

impl OpenCases {
    /// Lets go of what is kept of a district: its rows were written anew.
    pub(crate) fn forget(&self, district: &DistrictId) {
        if let Ok(mut kept) = self.0.lock() {
            kept.remove(district);
        }
    }

    fn of(&self, district: &DistrictId) -> Result<Arc<tokio::sync::RwLock<Kept>>, StoreError> {
        let closed = |_| StoreError::Unavailable("数据库已关闭".to_owned());
        let mut kept = self.0.lock().map_err(closed)?;
        Ok(kept.entry(district.clone()).or_default().clone())
    }
}

impl Kept {
    fn put(&mut self, row: &Row) -> Result<(), StoreError> {
        let id = row.text(0)?;
        let mut dues = [None; Step::ALL.len()];
        for (at, due) in dues.iter_mut().enumerate() {
            *due = row.maybe_int(9 + at)?;
        }
        let open = Open {
            case_type: self.code(row, 1)?,
            unit: self.code(row, 2)?,
            subdistrict: self.code(row, 3)?,
            community: self.code(row, 4)?,
            matter: self.code(row, 5)?,
            reported_ms: row.int(6)?,
            due_ms: row.int(7)?,
            marks: row.int(8)?,
            dues,
        };
        self.cases.insert(id, open);
        Ok(())
    }

    fn code(&mut self, row: &Row, at: usize) -> Result<Arc<str>, StoreError> {
        let code = row.word(at)?;
        if let Some(known) = self.codes.get(code) {
            return Ok(known.clone());
        }
        let code: Arc<str> = code.into();
        self.codes.insert(code.clone());
        Ok(code)
    }

    fn late(
        &self,
        asked: &CountAsk,
        within: (i64, i64),
        now_ms: i64,
    ) -> BTreeMap<(Step, String), i64> {
        let mut late: HashMap<&str, [i64; Step::ALL.len()]> = HashMap::new();
        let meant = |case: &&Open| {
            // Its clock runs and is late, so the first clock of the case to run out is late too.
            case.due_ms < now_ms
                && (asked.types.is_empty() || asked.types.iter().any(|it| **it == *case.case_type))
                && (asked.basis == Basis::Due || is_within(case.reported_ms, within))
        };
        for case in self.cases.values().filter(meant) {
            for (at, step) in Step::ALL.into_iter().enumerate() {
                if case.is_late(at, step, asked.basis, within, now_ms) {
                    late.entry(case.key(asked.by)).or_default()[at] += 1;
                }
            }
        }
        let counts = late.into_iter().flat_map(|(key, counts)| {
            let steps = Step::ALL.into_iter().zip(counts);
            steps.map(move |(step, count)| ((step, key.to_owned()), count))
        });
        counts.filter(|(_, count)| *count > 0).collect()
    }
}

impl Open {
    /// The step is owed, not done, past its due instant, and of the period where that is told by it.
    fn is_late(
        &self,
        at: usize,
        step: Step,
        basis: Basis,
        within: (i64, i64),
        now_ms: i64,
    ) -> bool {
        let (owed, done) = (Mark::Owed(step).bit(), Mark::Done(step).bit());
        self.marks & (owed | done) == owed
            && self.dues[at].is_some_and(|due| {
                due < now_ms && (basis == Basis::Reported || is_within(due, within))
            })
    }

    fn key(&self, by: CountBy) -> &str {
        match by {
            CountBy::All => "",
            CountBy::Unit => &self.unit,
            CountBy::Subdistrict => &self.subdistrict,
            CountBy::Community => &self.community,
            CountBy::Matter => &self.matter,
        }
    }
}

fn is_within(at_ms: i64, (from, to): (i64, i64)) -> bool {
    (from..to).contains(&at_ms)
}

/// All open cases, or those of these that are open.
pub(crate) fn open_query(
    district: &DistrictId,
    ids: Option<&[String]>,
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say(
        "SELECT c.id, c.case_type, COALESCE(c.handler, c.owner_unit), COALESCE(c.subdistrict, ''), \
         COALESCE(c.community, ''), COALESCE(c.matter, ''), c.reported_ms, c.due_ms, c.marks",
    );
    for step in Step::ALL {
        ask.say(", ").say(step.due_column());
    }
    ask.say(" FROM case_row AS c WHERE c.district_id = $1 AND c.is_open = TRUE");
    if let Some(ids) = ids {
        ask.and_in("c.id", ids);
    }
    ask.done()
}
