//! Proposals beside cases: which cases still want one, which have moved on, and what they add up to.

use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError};

/// Most groups of [`Store::proposal_sums`].
pub const GROUPS_MAX: i64 = 50_000;
/// Most cases of one page here.
pub const PAGE_MAX: i64 = 200;

/// A case before its dispatch that wants a proposal, or whose dispatch is to be considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanting {
    /// The case.
    pub case: String,
    /// When it entered its state, ms UTC.
    pub entered_ms: i64,
}

/// Proposals that are alike in everything that is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalGroup {
    /// `2026-11`, of the proposal.
    pub month: String,
    /// The matter proposed.
    pub matter: String,
    /// The unit proposed; empty for none.
    pub unit: String,
    /// At or above the threshold.
    pub sure: bool,
    /// Dispatched by the platform itself.
    pub automatic: bool,
    /// Given back by the unit.
    pub returned: bool,
    /// The case ended in a way that says what was right.
    pub known: bool,
    /// The matter was as people confirmed it.
    pub matter_right: bool,
    /// The unit was.
    pub unit_right: bool,
    /// How many.
    pub cases: i64,
}

pub(crate) static NEW: Sql = Sql::new(
    "proposal.new",
    "SELECT c.id, c.entered_ms FROM case_row AS c LEFT JOIN proposal AS p \
     ON p.district_id = c.district_id AND p.case_id = c.id \
     WHERE c.district_id = $1 AND c.is_open = TRUE AND c.entered_ms >= $2 \
     AND (c.entered_ms > $2 OR c.id > $3) AND c.phase IN ('collect', 'register', 'dispatch') \
     AND (p.case_id IS NULL OR (c.phase = 'dispatch' AND p.considered = FALSE)) \
     ORDER BY c.entered_ms, c.id LIMIT $4",
);
pub(crate) static MOVED: Sql = Sql::new(
    "proposal.moved",
    "SELECT p.case_id FROM proposal AS p JOIN case_row AS c \
     ON c.district_id = p.district_id AND c.id = p.case_id \
     WHERE p.district_id = $1 AND p.settled = FALSE \
     AND (c.is_open = FALSE OR c.return_times > p.returns_seen) \
     ORDER BY p.at_ms, p.case_id LIMIT $2",
);
pub(crate) static SUMS: Sql = Sql::new(
    "proposal.sums",
    "SELECT month, matter, unit, sure, automatic, returned, valid, matter_right, unit_right, COUNT(*) \
     FROM proposal WHERE district_id = $1 AND month >= $2 \
     GROUP BY month, matter, unit, sure, automatic, returned, valid, matter_right, unit_right \
     ORDER BY month, matter, unit, sure, automatic, returned, valid, matter_right, unit_right LIMIT $3",
);
pub(crate) static RETURNED: Sql = Sql::new(
    "proposal.returned",
    "SELECT case_id, at_ms FROM proposal WHERE district_id = $1 AND returned = TRUE \
     AND (at_ms < $2 OR (at_ms = $2 AND case_id < $3)) ORDER BY at_ms DESC, case_id DESC LIMIT $4",
);

impl Store {
    /// Cases before their dispatch, entered after a moment, that want a proposal or a decision on
    /// it; the earliest first, at most [`PAGE_MAX`].
    pub async fn cases_wanting_proposal(
        &self,
        district: &DistrictId,
        after: &Wanting,
    ) -> Result<Vec<Wanting>, StoreError> {
        let params = params![district, after.entered_ms, &after.case, PAGE_MAX];
        let rows = self.query(&NEW, params).await?;
        let wanting = |row: &Row| {
            Ok(Wanting {
                case: row.text(0)?,
                entered_ms: row.int(1)?,
            })
        };
        rows.iter().map(wanting).collect()
    }

    /// Cases whose proposal does not know yet how they ended, or that they were given back; at most
    /// [`PAGE_MAX`].
    pub async fn proposals_moved(&self, district: &DistrictId) -> Result<Vec<String>, StoreError> {
        let rows = self.query(&MOVED, params![district, PAGE_MAX]).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Proposals from a month (`2026-11`) on, counted in groups; at most [`GROUPS_MAX`].
    pub async fn proposal_sums(
        &self,
        district: &DistrictId,
        from_month: &str,
    ) -> Result<Vec<ProposalGroup>, StoreError> {
        let params = params![district, from_month, GROUPS_MAX + 1];
        let rows = self.query(&SUMS, params).await?;
        if rows.len() as i64 > GROUPS_MAX {
            return Err(StoreError::Limit(format!("建议统计最多 {GROUPS_MAX} 组")));
        }
        rows.iter().map(group).collect()
    }

    /// Cases whose automatic dispatch was given back, the latest first, with what to hand in for the
    /// next page; at most `limit`, up to [`PAGE_MAX`].
    pub async fn proposals_returned(
        &self,
        district: &DistrictId,
        before: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let (at, case) = before.unwrap_or((i64::MAX, ""));
        let params = params![district, at, case, limit.clamp(1, PAGE_MAX)];
        let rows = self.query(&RETURNED, params).await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?)))
            .collect()
    }
}

fn group(row: &Row) -> Result<ProposalGroup, StoreError> {
    Ok(ProposalGroup {
        month: row.text(0)?,
        matter: row.text(1)?,
        unit: row.text(2)?,
        sure: row.flag(3)?,
        automatic: row.flag(4)?,
        returned: row.flag(5)?,
        known: row.flag(6)?,
        matter_right: row.flag(7)?,
        unit_right: row.flag(8)?,
        cases: row.int(9)?,
    })
}
