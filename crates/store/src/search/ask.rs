//! Which records meet a question, the newest first.
//!
//! Fresh rows are looked at one by one. Of the blocks, the newest are asked first and all others only if
//! those had too few; who may see is asked of those blocks alone that have the words.

use super::block::{damaged, id};
use crate::case::{Ask, Built};
use crate::select::MAX_IN;
use crate::value::Value;
use crate::{DistrictId, Store, StoreError};
use search::block::{bucket, find};
use search::{Clause, Hits, Query, Wanted};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Blocks asked first, then; the rest last.
const STEPS: [usize; 2] = [2, 14];
/// The most records found at once.
pub(crate) const MAX_FOUND: usize = 500;

/// A question of the index.
#[derive(Debug, Clone)]
pub struct SearchAsk<'a> {
    /// The kind of records.
    pub kind: &'a str,
    /// The words.
    pub words: &'a Query,
    /// Codes, all to be met: who may see, and what is filtered by.
    pub codes: &'a Query,
    /// Sort keys from here on.
    pub from: Option<i64>,
    /// Sort keys below.
    pub to: Option<i64>,
    /// The last record of the page before: its sort key and its id.
    pub after: Option<(i64, String)>,
    /// Records wanted, at most 500.
    pub limit: usize,
}

/// A record that meets the question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SearchFound {
    /// What it is sorted by, falling: instant of the report in ms UTC for cases.
    pub sort_key: i64,
    /// Its id.
    pub id: String,
}

impl SearchAsk<'_> {
    fn takes(&self, sort_key: i64, id: &str) -> bool {
        self.from.is_none_or(|from| sort_key >= from)
            && self.to.is_none_or(|to| sort_key < to)
            && self
                .after
                .as_ref()
                .is_none_or(|(key, last)| (sort_key, id) < (*key, last.as_str()))
    }
}

struct Head {
    block: i64,
    last_key: i64,
}

impl Store {
    /// The newest records that meet the question: at most `limit`, falling. Their number of queries does
    /// not grow with the records. Who may see is no more than what `codes` say: check each against its row.
    pub async fn search(
        &self,
        district: &DistrictId,
        ask: &SearchAsk<'_>,
    ) -> Result<Vec<SearchFound>, StoreError> {
        let limit = ask.limit.clamp(1, MAX_FOUND);
        let (text, params) = fresh_query(district, ask)?;
        let mut fresh = HashSet::new();
        let mut found = Vec::new();
        for row in self.query_built(text, params).await? {
            let it = SearchFound {
                id: row.text(0)?,
                sort_key: row.int(1)?,
            };
            fresh.insert(it.id.clone());
            if row.flag(2)? && ask.takes(it.sort_key, &it.id) {
                found.push(it);
            }
        }
        let (text, params) = blocks_query(district, ask)?;
        let heads = self.query_built(text, params).await?;
        let heads = heads
            .iter()
            .map(|row| {
                Ok(Head {
                    block: row.int(0)?,
                    last_key: row.int(1)?,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        let mut rest = heads.as_slice();
        for step in STEPS.into_iter().chain([usize::MAX]) {
            let (now, later) = rest.split_at(step.min(rest.len()));
            for some in now.chunks(MAX_IN) {
                let hits = self.hits(district, ask, some).await?;
                self.name(district, ask, (some, hits), &fresh, &mut found, limit)
                    .await?;
            }
            rest = later;
            if rest
                .first()
                .is_none_or(|next| enough(&mut found, limit, next.last_key))
            {
                break;
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.truncate(limit);
        Ok(found)
    }

    /// The records of some blocks that meet the question, by number.
    async fn hits(
        &self,
        district: &DistrictId,
        ask: &SearchAsk<'_>,
        heads: &[Head],
    ) -> Result<HashMap<i64, Hits>, StoreError> {
        let blocks: Vec<i64> = heads.iter().map(|head| head.block).collect();
        let mut hits = self
            .evaluated(district, ask.kind, ask.words, &blocks)
            .await?;
        if !ask.codes.is_empty() && !hits.is_empty() {
            let blocks: Vec<i64> = hits.keys().copied().collect();
            let mut seen = self
                .evaluated(district, ask.kind, ask.codes, &blocks)
                .await?;
            hits.retain(|block, of| {
                of.and(&seen.remove(block).unwrap_or(Hits::none()));
                !of.is_empty()
            });
        }
        Ok(hits)
    }

    async fn evaluated(
        &self,
        district: &DistrictId,
        kind: &str,
        query: &Query,
        blocks: &[i64],
    ) -> Result<HashMap<i64, Hits>, StoreError> {
        let (text, params) = postings_query(district, kind, query, blocks)?;
        let mut places: HashMap<(i64, i64), Vec<u8>> = HashMap::new();
        for row in self.query_built(text, params).await? {
            places.insert((row.int(0)?, row.int(1)?), row.blob(2)?);
        }
        let mut met = HashMap::new();
        for block in blocks {
            let mut wrong = false;
            let hits = query.evaluate(&mut |wanted: &Wanted| {
                let bytes = places.get(&(bucket(&wanted.term), *block));
                match bytes.map(|bytes| find(bytes, wanted)) {
                    Some(Ok(hits)) => hits,
                    None => Hits::none(),
                    Some(Err(_)) => {
                        wrong = true;
                        Hits::none()
                    }
                }
            });
            if wrong {
                return Err(damaged());
            }
            if !hits.is_empty() {
                met.insert(*block, hits);
            }
        }
        Ok(met)
    }

    /// Names the records that were met, block by block until there are enough.
    async fn name(
        &self,
        district: &DistrictId,
        ask: &SearchAsk<'_>,
        (heads, hits): (&[Head], HashMap<i64, Hits>),
        fresh: &HashSet<String>,
        found: &mut Vec<SearchFound>,
        limit: usize,
    ) -> Result<(), StoreError> {
        let met: Vec<&Head> = heads
            .iter()
            .filter(|it| hits.contains_key(&it.block))
            .collect();
        let mut rest = met.as_slice();
        while let Some(next) = rest.first() {
            if enough(found, limit, next.last_key) {
                break;
            }
            let (some, later) = rest.split_at(at_once(rest, &hits, limit));
            rest = later;
            let mut query = Ask::new(district);
            query.say("SELECT b.block, b.ids FROM search_block AS b WHERE b.district_id = $1");
            query.and("b.kind = ?", [Value::from(ask.kind)]);
            among(&mut query, "b.block", some.iter().map(|head| head.block));
            let (text, params) = query.done()?;
            for row in self.query_built(text, params).await? {
                let Some(of) = hits.get(&row.int(0)?) else {
                    continue;
                };
                let text = row.text(1)?;
                // Four thousand lines, of which few are met.
                let lines: Vec<&str> = text.lines().collect();
                let mut taken = 0;
                for line in of.falling().filter_map(|at| lines.get(at)) {
                    let (sort_key, id) = id(line).ok_or_else(damaged)?;
                    if taken < limit && ask.takes(sort_key, id) && !fresh.contains(id) {
                        taken += 1;
                        found.push(SearchFound {
                            sort_key,
                            id: id.to_owned(),
                        });
                    }
                }
            }
        }
        Ok(())
    }
}

/// How many of the next blocks are named at once: so many that they have enough between them.
fn at_once(rest: &[&Head], hits: &HashMap<i64, Hits>, limit: usize) -> usize {
    let mut met = 0;
    let few = rest.iter().take_while(|head| {
        let wanted = met < limit;
        met += hits.get(&head.block).map_or(0, Hits::count);
        wanted
    });
    few.count().clamp(1, MAX_IN)
}

/// Whether what was found cannot be changed by records whose keys are at most this.
fn enough(found: &mut [SearchFound], limit: usize, next_key: i64) -> bool {
    if found.len() < limit {
        return false;
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    found[limit - 1].sort_key > next_key
}

/// Every fresh row, and whether it meets the question.
pub(crate) fn fresh_query(district: &DistrictId, ask: &SearchAsk<'_>) -> Result<Built, StoreError> {
    let mut query = Ask::new(district);
    query.say("SELECT f.id, f.sort_key, CASE WHEN 1 = 1");
    for clause in ask.words.clauses().iter().chain(ask.codes.clauses()) {
        query.say(" AND (");
        one_of(&mut query, clause);
        query.say(")");
    }
    query.say(" THEN TRUE ELSE FALSE END FROM search_fresh AS f WHERE f.district_id = $1");
    query.and("f.kind = ?", [Value::from(ask.kind)]);
    query.done()
}

fn one_of(query: &mut Ask, clause: &Clause) {
    if clause.is_empty() {
        query.say("1 = 0");
    }
    for (number, all) in clause.iter().enumerate() {
        query.say(if number == 0 { "(" } else { " OR (" });
        for (number, wanted) in all.iter().enumerate() {
            if number > 0 {
                query.say(" AND ");
            }
            let end = if wanted.beginning { "" } else { " " };
            // Both databases look for bytes here; by LIKE they go from character to character.
            query
                .say("REPLACE(f.terms, ")
                .value(Value::from(format!(" {}{end}", wanted.term)))
                .say(", '') <> f.terms");
        }
        query.say(")");
    }
}

/// The blocks that may have what is asked for, the newest first.
pub(crate) fn blocks_query(
    district: &DistrictId,
    ask: &SearchAsk<'_>,
) -> Result<Built, StoreError> {
    let mut query = Ask::new(district);
    query.say("SELECT b.block, b.last_key FROM search_block AS b WHERE b.district_id = $1");
    query.and("b.kind = ?", [Value::from(ask.kind)]);
    query.and_some("b.last_key >= ?", ask.from);
    query.and_some("b.first_key < ?", ask.to);
    query.and_some("b.first_key <= ?", ask.after.as_ref().map(|after| after.0));
    query.say(" ORDER BY b.last_key DESC, b.block DESC");
    query.done()
}

/// The buckets of some blocks that a question's terms are in.
pub(crate) fn postings_query(
    district: &DistrictId,
    kind: &str,
    query: &Query,
    blocks: &[i64],
) -> Result<Built, StoreError> {
    let wanted = query.clauses().iter().flatten().flatten();
    let buckets: BTreeSet<i64> = wanted.map(|wanted| bucket(&wanted.term)).collect();
    let mut ask = Ask::new(district);
    ask.say("SELECT p.bucket, p.block, p.places FROM search_posting AS p WHERE p.district_id = $1");
    ask.and("p.kind = ?", [Value::from(kind)]);
    among(&mut ask, "p.bucket", buckets.into_iter());
    among(&mut ask, "p.block", blocks.iter().copied());
    ask.done()
}

fn among(ask: &mut Ask, column: &str, values: impl Iterator<Item = i64>) {
    ask.say(&format!(" AND {column} IN ("));
    let mut any = false;
    for value in values {
        if any {
            ask.say(", ");
        }
        ask.value(Value::I64(value));
        any = true;
    }
    ask.say(if any { ")" } else { "-1)" });
}
