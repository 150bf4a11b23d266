//! The present state of subjects.

use crate::sql::Sql;
use crate::value::{Value, params};
use crate::{DistrictId, Store, StoreError, Subject};
use serde::de::DeserializeOwned;

/// A subject's state as read, with the sequence to hand back when changing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T> {
    /// What it is.
    pub subject: Subject,
    /// The sequence of its last entry.
    pub seq: i64,
    /// Its state.
    pub state: T,
}

/// The most subjects loaded at once.
pub const MAX_LOAD: usize = 1_000;

pub(crate) static LOAD: Sql = Sql::new(
    "subject.load",
    "SELECT kind, id, seq, state FROM subject WHERE district_id = $1 AND kind = $2 AND id = $3",
)
.short();
pub(crate) static LOAD_PAGE: Sql = Sql::new(
    "subject.load_page",
    "SELECT kind, id, seq, state FROM subject WHERE district_id = $1 AND kind = $2 AND id > $3 \
     ORDER BY id LIMIT $4",
);

pub(crate) static LOAD_TWO: Sql = Sql::new(
    "subject.load_two",
    "SELECT kind, id, seq, state FROM subject WHERE district_id = $1 AND kind IN ($2, $3) AND id = $4",
);

pub(crate) static VERSIONS: Sql = Sql::new(
    "subject.versions",
    "SELECT id, seq FROM subject WHERE district_id = $1 AND kind = $2 ORDER BY id LIMIT $3",
);

pub(crate) static VERSIONS_IN: Sql = Sql::new(
    "subject.versions_in",
    "SELECT id, seq FROM subject WHERE district_id = $1 AND kind = $2 AND id >= $3 AND id < $4 \
     ORDER BY id LIMIT $5",
);

pub(crate) static LOAD_IN: Sql = Sql::new(
    "subject.load_in",
    "SELECT kind, id, seq, state FROM subject WHERE district_id = $1 AND kind = $2 AND id >= $3 \
     AND id < $4 ORDER BY id LIMIT $5",
);

impl Store {
    /// As [`Store::versions_of`], of the ids from one on and before another.
    pub async fn versions_in(
        &self,
        district: &DistrictId,
        kind: &str,
        (from, before): (&str, &str),
        limit: i64,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let params = params![district, kind, from, before, limit];
        let rows = self.query(&VERSIONS_IN, params).await?;
        let pair = |row: &crate::Row| Ok((row.text(0)?, row.int(1)?));
        rows.iter().map(pair).collect()
    }

    /// The subjects of a kind whose ids lie from one on and before another, by id, at most `limit`.
    pub async fn load_in<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        kind: &str,
        (from, before): (&str, &str),
        limit: i64,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let params = params![district, kind, from, before, limit];
        let rows = self.query(&LOAD_IN, params).await?;
        rows.iter().map(read).collect()
    }

    /// Id and sequence of the subjects of a kind in the order of their ids, at most `limit`: what a
    /// reader that keeps states in memory asks to learn which of them are old.
    pub async fn versions_of(
        &self,
        district: &DistrictId,
        kind: &str,
        limit: i64,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = self
            .query(&VERSIONS, params![district, kind, limit])
            .await?;
        let pair = |row: &crate::Row| Ok((row.text(0)?, row.int(1)?));
        rows.iter().map(pair).collect()
    }

    /// The subjects of two kinds that share an id, in one query.
    pub async fn load_two<A: DeserializeOwned, B: DeserializeOwned>(
        &self,
        district: &DistrictId,
        (first, second): (&str, &str),
        id: &str,
    ) -> Result<(Option<Loaded<A>>, Option<Loaded<B>>), StoreError> {
        let rows = self
            .query(&LOAD_TWO, params![district, first, second, id])
            .await?;
        let of = |kind: &str| rows.iter().find(|row| row.text(0).as_deref() == Ok(kind));
        Ok((
            of(first).map(read).transpose()?,
            of(second).map(read).transpose()?,
        ))
    }

    /// One subject, or `None`.
    pub async fn load<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        kind: &str,
        id: &str,
    ) -> Result<Option<Loaded<T>>, StoreError> {
        let rows = self.query(&LOAD, params![district, kind, id]).await?;
        rows.first().map(read).transpose()
    }

    /// Several subjects of a kind in the order of the ids asked for, at most [`MAX_LOAD`];
    /// an id that is not there is left out.
    pub async fn load_many<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        kind: &str,
        ids: &[String],
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        if ids.len() > MAX_LOAD {
            return Err(StoreError::Limit(format!("一次最多读取 {MAX_LOAD} 项")));
        }
        let mut params = params![district, kind];
        params.extend(ids.iter().map(Value::from));
        let rows = self.query_built(many(ids.len()), params).await?;
        let mut found = rows
            .iter()
            .map(read)
            .map(|loaded| loaded.map(|it: Loaded<T>| (it.subject.id.clone(), it)))
            .collect::<Result<std::collections::HashMap<_, _>, _>>()?;
        Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
    }

    /// The subjects of a kind in the order of their ids, after an id (empty for the first page),
    /// at most [`MAX_LOAD`].
    pub async fn load_page<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        kind: &str,
        after: &str,
        limit: usize,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let limit = limit.clamp(1, MAX_LOAD) as i64;
        let rows = self
            .query(&LOAD_PAGE, params![district, kind, after, limit])
            .await?;
        rows.iter().map(read).collect()
    }

    /// All subjects of a kind by id, page after page, at most `limit` of them.
    pub async fn all_of<T: DeserializeOwned>(
        &self,
        district: &DistrictId,
        kind: &str,
        limit: i64,
    ) -> Result<Vec<Loaded<T>>, StoreError> {
        let limit = usize::try_from(limit).unwrap_or(0);
        let mut all: Vec<Loaded<T>> = Vec::new();
        while all.len() < limit {
            let after = all
                .last()
                .map(|it| it.subject.id.clone())
                .unwrap_or_default();
            let wanted = (limit - all.len()).min(MAX_LOAD);
            let page = self.load_page(district, kind, &after, wanted).await?;
            let last = page.len() < wanted;
            all.extend(page);
            if last {
                break;
            }
        }
        Ok(all)
    }
}

/// The text of [`Store::load_many`] for so many ids: district, kind, then the ids.
pub fn many(count: usize) -> String {
    let list = (0..count).map(|n| format!("${}", n + 3));
    let list = list.collect::<Vec<_>>().join(", ");
    format!(
        "SELECT kind, id, seq, state FROM subject WHERE district_id = $1 AND kind = $2 AND id IN ({list})"
    )
}

pub(crate) fn read<T: DeserializeOwned>(row: &crate::Row) -> Result<Loaded<T>, StoreError> {
    let state = row.text(3)?;
    let subject = Subject::new(row.text(0)?, row.text(1)?);
    let state = serde_json::from_str(&state)
        .map_err(|error| StoreError::Corrupt(format!("{subject}: {error}")))?;
    Ok(Loaded {
        subject,
        seq: row.int(2)?,
        state,
    })
}
