//! A person's named filters of a list.

use crate::sql::{RowOp, Sql};
use crate::value::params;
use crate::{DistrictId, Store, StoreError};

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Its id.
    pub id: String,
    /// The person it belongs to.
    pub owner: String,
    /// The page it is for, a stable code.
    pub page: String,
    /// Its name.
    pub name: String,
    /// The page's query string.
    pub query: String,
}

pub(crate) static PUT: Sql = Sql::new(
    "saved_view.put",
    "INSERT INTO saved_view (district_id, owner, id, page, name, query) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (district_id, owner, id) DO UPDATE SET \
     page = excluded.page, name = excluded.name, query = excluded.query",
);
pub(crate) static DROP: Sql = Sql::new(
    "saved_view.drop",
    "DELETE FROM saved_view WHERE district_id = $1 AND owner = $2 AND id = $3",
);
pub(crate) static LIST: Sql = Sql::new(
    "saved_view.list",
    "SELECT id, owner, page, name, query FROM saved_view \
     WHERE district_id = $1 AND owner = $2 AND page = $3 ORDER BY name, id LIMIT 200",
);

pub(crate) fn put(district: &DistrictId, it: SavedView) -> RowOp {
    RowOp::new(
        &PUT,
        params![district, it.owner, it.id, it.page, it.name, it.query],
    )
}

pub(crate) fn drop(district: &DistrictId, owner: String, id: String) -> RowOp {
    RowOp::new(&DROP, params![district, owner, id])
}

impl Store {
    /// A person's views of a page by name, at most 200.
    pub async fn saved_views(
        &self,
        district: &DistrictId,
        owner: &str,
        page: &str,
    ) -> Result<Vec<SavedView>, StoreError> {
        let rows = self.query(&LIST, params![district, owner, page]).await?;
        let view = |row: &crate::Row| {
            Ok(SavedView {
                id: row.text(0)?,
                owner: row.text(1)?,
                page: row.text(2)?,
                name: row.text(3)?,
                query: row.text(4)?,
            })
        };
        rows.iter().map(view).collect()
    }
}
