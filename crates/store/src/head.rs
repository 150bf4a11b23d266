//! The heads a writer reads and moves.

use crate::sql::Sql;

pub(crate) static DISTRICT: Sql = Sql::new(
    "district_head.get",
    "SELECT next_pos, last_at_ms FROM district_head WHERE district_id = $1",
);
pub(crate) static NEW_DISTRICT: Sql = Sql::new(
    "district_head.new",
    "INSERT INTO district_head (district_id, next_pos, last_at_ms) VALUES ($1, 1, 0) \
     ON CONFLICT (district_id) DO NOTHING",
);
pub(crate) static MOVE_DISTRICT: Sql = Sql::new(
    "district_head.move",
    "UPDATE district_head SET next_pos = $2, last_at_ms = $3 WHERE district_id = $1",
);
/// The only statement that is about no district: it lists them, for maintenance.
pub(crate) static DISTRICTS: Sql = Sql::new(
    "district_head.list",
    "SELECT district_id FROM district_head ORDER BY district_id",
);
pub(crate) static SUBJECT: Sql = Sql::new(
    "subject.head",
    "SELECT seq, hash FROM subject WHERE district_id = $1 AND kind = $2 AND id = $3",
);
