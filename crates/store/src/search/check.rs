//! The index is what the records say: their terms are made anew and compared.

use super::gather::FRESH_PAGE;
use super::rebuild::Rebuilt;
use crate::projection::search::{KINDS, indexed};
use crate::rebuild::{MAX_MISMATCHES, Mismatch};
use crate::subject::LOAD_PAGE;
use crate::value::params;
use crate::{DistrictId, Store, StoreError};
use journal::Fields;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Records read at a time.
const PAGE: i64 = 1_000;

impl Store {
    /// Compares the search index with terms made anew from every record: at most 100 differences, and how
    /// much was compared. Keeps a digest of every record in memory. Meant for a store that nobody writes
    /// to meanwhile.
    pub async fn search_check(
        &self,
        district: &DistrictId,
    ) -> Result<(Rebuilt, Vec<Mismatch>), StoreError> {
        let (mut checked, mut found) = (Rebuilt::default(), Vec::new());
        for kind in KINDS {
            let mut index = self.digests(district, kind, &mut checked).await?;
            let mut after = String::new();
            loop {
                let params = params![district, kind, &after, PAGE];
                let rows = self.query(&LOAD_PAGE, params).await?;
                for row in &rows {
                    after = row.text(1)?;
                    let state: Fields = serde_json::from_str(&row.text(3)?)
                        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
                    let it = indexed(kind, &state);
                    let wanted = digest(it.sort_key, it.terms.iter().map(String::as_str));
                    let held = index.remove(&after);
                    checked.records += 1;
                    if held != Some(wanted) {
                        let expected = Some(it.terms.join(" "));
                        found.push(mismatch(kind, &after, expected, held));
                    }
                }
                if (rows.len() as i64) < PAGE || found.len() >= MAX_MISMATCHES {
                    break;
                }
            }
            let extra = index.iter().take(MAX_MISMATCHES);
            found.extend(extra.map(|(id, held)| mismatch(kind, id, None, Some(*held))));
            found.truncate(MAX_MISMATCHES);
        }
        Ok((checked, found))
    }

    /// What the index says of each record, as a digest.
    async fn digests(
        &self,
        district: &DistrictId,
        kind: &str,
        checked: &mut Rebuilt,
    ) -> Result<HashMap<String, u64>, StoreError> {
        let mut digests = HashMap::new();
        let mut number = 0;
        loop {
            let next = self
                .query(&super::NEXT, params![district, kind, number])
                .await?;
            let Some(row) = next.first() else {
                break;
            };
            number = row.int(0)?;
            let block = self.search_block(district, kind, number).await?;
            for entry in block.into_iter().flat_map(|block| block.entries) {
                let terms = entry.terms.iter().map(String::as_str);
                let twice = digests.insert(entry.id, digest(entry.sort_key, terms));
                if twice.is_some() {
                    return Err(super::block::damaged());
                }
            }
            checked.blocks += 1;
        }
        let all = params![district, kind, i64::MAX];
        for row in self.query(&FRESH_PAGE, all).await? {
            let terms = row.text(3)?;
            let digest = digest(row.int(1)?, terms.split_whitespace());
            digests.insert(row.text(0)?, digest);
        }
        Ok(digests)
    }
}

fn digest<'a>(sort_key: i64, terms: impl Iterator<Item = &'a str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    sort_key.hash(&mut hasher);
    terms.for_each(|term| term.hash(&mut hasher));
    hasher.finish()
}

fn mismatch(kind: &str, id: &str, expected: Option<String>, held: Option<u64>) -> Mismatch {
    Mismatch {
        table: format!("search {kind}"),
        id: id.to_owned(),
        expected,
        found: held.map(|digest| format!("digest {digest:016x}")),
    }
}
