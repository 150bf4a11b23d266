//! The daily seal over all heads.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Row, Store, StoreError, Subject};
use journal::{Seal, SealBuilder};

/// Heads read at a time.
const PAGE: i64 = 50_000;

pub(crate) static LIST: Sql = Sql::new(
    "seal.list",
    "SELECT number, day, algorithm, pos_from, pos_to, heads, root, prev, hash FROM seal \
     WHERE district_id = $1 ORDER BY number",
);
pub(crate) static LAST: Sql = Sql::new(
    "seal.last",
    "SELECT number, day, algorithm, pos_from, pos_to, heads, root, prev, hash FROM seal \
     WHERE district_id = $1 ORDER BY number DESC LIMIT 1",
);
pub(crate) static PUT: Sql = Sql::new(
    "seal.put",
    "INSERT INTO seal (district_id, number, day, algorithm, pos_from, pos_to, heads, root, prev, hash) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);
pub(crate) static MOVED: Sql = Sql::new(
    "journal.moved_heads",
    "SELECT j.subject_kind, j.subject_id, j.seq, j.hash FROM \
     (SELECT subject_kind, subject_id, MAX(seq) AS seq FROM journal WHERE district_id = $1 \
     AND pos >= $2 AND pos <= $3 AND (subject_kind, subject_id) > ($4, $5) \
     GROUP BY subject_kind, subject_id ORDER BY subject_kind, subject_id LIMIT $6) AS moved \
     JOIN journal AS j ON j.district_id = $1 AND j.subject_kind = moved.subject_kind \
     AND j.subject_id = moved.subject_id AND j.seq = moved.seq \
     ORDER BY j.subject_kind, j.subject_id",
);

impl Store {
    /// Seals everything up to now under a civil day (`YYYY-MM-DD`); when nothing happened since
    /// a seal of that day, that seal comes back. The cost follows what moved since the last one.
    pub async fn seal_day(&self, district: &DistrictId, day: &str) -> Result<Seal, StoreError> {
        let last = self.query(&LAST, params![district]).await?;
        let last = last.first().map(|row| read(district, row)).transpose()?;
        let pos_to = self.last_pos(district).await?;
        if let Some(last) = &last
            && last.day == day
            && last.pos_to == pos_to
        {
            return Ok(last.clone());
        }
        let from = last.as_ref().map_or(1, |last| last.pos_to + 1);
        let mut root = SealBuilder::new(self.algorithm());
        let mut after = (String::new(), String::new());
        loop {
            let params = params![district, from, pos_to, &after.0, &after.1, PAGE];
            let rows = self.query(&MOVED, params).await?;
            for row in &rows {
                after = (row.text(0)?, row.text(1)?);
                let subject = Subject::new(after.0.clone(), after.1.clone());
                root.head(&subject, row.int(2)?, &row.text(3)?);
            }
            if (rows.len() as i64) < PAGE {
                break;
            }
        }
        let seal = root.seal(district, day, last.as_ref(), pos_to);
        self.run(vec![put(&seal)]).await?;
        Ok(seal)
    }

    /// All seals of a district in order.
    pub async fn seals(&self, district: &DistrictId) -> Result<Vec<Seal>, StoreError> {
        let rows = self.query(&LIST, params![district]).await?;
        rows.iter().map(|row| read(district, row)).collect()
    }
}

fn put(seal: &Seal) -> RowOp {
    RowOp::new(
        &PUT,
        params![
            &seal.district,
            seal.number,
            &seal.day,
            seal.algorithm.code(),
            seal.pos_from,
            seal.pos_to,
            seal.heads,
            &seal.root,
            &seal.prev,
            &seal.hash
        ],
    )
}

fn read(district: &DistrictId, row: &Row) -> Result<Seal, StoreError> {
    let algorithm = row.text(2)?.parse();
    Ok(Seal {
        district: district.clone(),
        number: row.int(0)?,
        day: row.text(1)?,
        algorithm: algorithm
            .map_err(|error: journal::UnknownAlgorithm| StoreError::Corrupt(error.to_string()))?,
        pos_from: row.int(3)?,
        pos_to: row.int(4)?,
        heads: row.int(5)?,
        root: row.text(6)?,
        prev: row.text(7)?,
        hash: row.text(8)?,
    })
}
