//! How many open cases there are by what.

use super::ask::{Ask, Built};
use super::filter::CaseFilter;
use super::list::{Part, Ways};
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};

/// The most cases that are counted one by one.
pub const MAX_TALLIED: usize = 50_000;

/// What cases are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseDimension {
    /// Type.
    Type,
    /// State.
    State,
    /// Phase.
    Phase,
    /// The unit that owes the next act.
    Owner,
    /// The role that does.
    OwnerRole,
    /// The unit it is dispatched to.
    Handler,
    /// Matter.
    Matter,
    /// Subdistrict.
    Subdistrict,
    /// Community.
    Community,
    /// Grid.
    Grid,
    /// Channel.
    Channel,
}

impl CaseDimension {
    fn column(self) -> &'static str {
        match self {
            Self::Type => "case_type",
            Self::State => "state",
            Self::Phase => "phase",
            Self::Owner => "owner_unit",
            Self::OwnerRole => "owner_role",
            Self::Handler => "handler",
            Self::Matter => "matter",
            Self::Subdistrict => "subdistrict",
            Self::Community => "community",
            Self::Grid => "grid",
            Self::Channel => "channel",
        }
    }
}

impl Store {
    /// How many cases that meet the filter there are of each, counting at most
    /// [`MAX_TALLIED`] in all: one query. Meant for open cases; whole years are in the counters.
    pub async fn case_tally(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        by: CaseDimension,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let (text, params) = tally_query(district, filter, by)?;
        let rows = self.query_built(text, params).await?;
        let pair = |row: &crate::Row| Ok((row.text(0)?, row.int(1)?));
        rows.iter().map(pair).collect()
    }

    /// How many cases meet the filter, counted up to `max` (at most [`MAX_TALLIED`]): one query.
    pub async fn case_count_up_to(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        max: usize,
    ) -> Result<i64, StoreError> {
        let (text, params) = number_query(district, filter, max)?;
        let rows = self.query_built(text, params).await?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    }
}

pub(crate) fn tally_query(
    district: &DistrictId,
    filter: &CaseFilter,
    by: CaseDimension,
) -> Result<Built, StoreError> {
    let column = by.column();
    let mut ask = Ask::new(district);
    ask.say(&format!(
        "SELECT t.k, COUNT(*) FROM (SELECT COALESCE(c.{column}, '') AS k FROM case_row AS c \
         WHERE c.district_id = $1"
    ));
    filter.apply(&mut ask);
    filter.scope(&mut ask);
    ask.say(" LIMIT ").value(Value::I64(MAX_TALLIED as i64));
    ask.say(") AS t GROUP BY t.k ORDER BY t.k");
    ask.done()
}

pub(crate) fn number_query(
    district: &DistrictId,
    filter: &CaseFilter,
    max: usize,
) -> Result<Built, StoreError> {
    let max = Max {
        rows: max.clamp(1, MAX_TALLIED) as i64,
        open: filter.only_open(),
    };
    let mut ask = Ask::new(district);
    ask.say("SELECT COUNT(*) FROM (");
    match Ways::of(filter) {
        Some(ways) => {
            ask.say("SELECT k.id FROM (");
            ways.each(&mut ask, &max);
            ask.say(") AS k");
        }
        None => {
            ask.say("SELECT c.id FROM case_row AS c WHERE c.district_id = $1");
            filter.apply(&mut ask);
            filter.scope(&mut ask);
        }
    }
    max.cut(&mut ask);
    ask.say(") AS t");
    ask.done()
}

/// So many and no more.
struct Max {
    rows: i64,
    open: bool,
}

impl Max {
    fn cut(&self, ask: &mut Ask) {
        ask.say(" LIMIT ").value(Value::I64(self.rows));
    }
}

impl Part for Max {
    fn open(&self) -> bool {
        false
    }

    /// In the order of an index, as a list: a planner that does not know the values then looks each case
    /// up until there are enough, and does not join all that a unit ever had.
    fn end(&self, ask: &mut Ask, table: &str, id: &str) {
        if !self.open {
            ask.say(&format!(
                " ORDER BY {table}.reported_ms DESC, {table}.{id} DESC"
            ));
        }
        self.cut(ask);
    }
}
