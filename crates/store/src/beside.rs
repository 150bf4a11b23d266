//! What stands beside the journal: the triggers by which the database refuses to change it, and the
//! files, each under the digest of its bytes.

use crate::engine::Engine;
use crate::sql::Sql;
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use journal::{Algorithm, Fault, FaultKind};

/// Files looked up at a time.
const PAGE: i64 = 200;

pub(crate) static KEYS: Sql = Sql::new(
    "blob.keys",
    "SELECT hash FROM blob WHERE district_id = $1 AND hash > $2 ORDER BY hash LIMIT $3",
);

const SQLITE_TRIGGERS: &str = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
const SQLITE_GUARDS: &[&str] = &[
    "journal_no_update",
    "journal_no_delete",
    "seal_no_update",
    "seal_no_delete",
];
const POSTGRES_TRIGGERS: &str =
    "SELECT tgname::TEXT FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'";
const POSTGRES_GUARDS: &[&str] = &[
    "journal_no_change",
    "journal_no_truncate",
    "seal_no_change",
    "seal_no_truncate",
];

/// What was found in order beside the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// Files whose bytes have their digest.
    pub files: u64,
    /// Entries after the last seal.
    pub unsealed: i64,
}

impl Store {
    /// Checks that the guards of journal and seals stand, and the bytes of every file; the cost
    /// follows the bytes. What [`Store::verify`] checks is not repeated.
    pub async fn verify_beside(
        &self,
        district: &DistrictId,
    ) -> Result<Result<Beside, Fault>, StoreError> {
        let missing = self.missing_guards().await?;
        if !missing.is_empty() {
            let words = missing.join("、");
            return Ok(Err(fault(district, FaultKind::Unguarded, words)));
        }
        let (mut files, mut after) = (0, String::new());
        loop {
            let rows = self.query(&KEYS, params![district, &after, PAGE]).await?;
            for row in &rows {
                after = row.text(0)?;
                let found = self.blob(district, &after).await?;
                // Dropped since the keys were read: a staged file that nobody sent.
                let Some(blob) = found else { continue };
                if Algorithm::Sm3.hex(&blob.bytes) != blob.hash {
                    return Ok(Err(fault(district, FaultKind::File, blob.hash)));
                }
                files += 1;
            }
            if (rows.len() as i64) < PAGE {
                break;
            }
        }
        let sealed = self.seals(district).await?.last().map_or(0, |s| s.pos_to);
        let unsealed = (self.last_pos(district).await? - sealed).max(0);
        Ok(Ok(Beside { files, unsealed }))
    }

    async fn missing_guards(&self) -> Result<Vec<&'static str>, StoreError> {
        let (text, wanted) = match self.engine() {
            Engine::Sqlite(_) => (SQLITE_TRIGGERS, SQLITE_GUARDS),
            Engine::Postgres(_) => (POSTGRES_TRIGGERS, POSTGRES_GUARDS),
        };
        let rows = self.query_built(text.to_owned(), params![]).await?;
        let there: Vec<String> = rows.iter().map(|r| r.text(0)).collect::<Result<_, _>>()?;
        let gone = wanted
            .iter()
            .filter(|name| there.iter().all(|t| t != *name));
        Ok(gone.copied().collect())
    }
}

fn fault(district: &DistrictId, kind: FaultKind, detail: String) -> Fault {
    Fault {
        kind,
        district: district.as_str().into(),
        subject: None,
        seq: None,
        pos: None,
        detail: detail.into(),
    }
}
