//! Cases with words in their title, the newest first, by the index of words.
//!
//! The index names candidates; each is then asked of its row with all that is filtered by, the words in its
//! title among it. So what is found is what reading every title would find, but for personal data in a
//! title, which the index does not know.

use super::ask::{Ask, Built};
use super::filter::{CaseFilter, CaseScope};
use super::list::{CaseOrder, CaseSort};
use super::row::CaseRow;
use crate::search::{SearchAsk, SearchFound};
use crate::select::{Key, MAX_IN, Page, page_size, parse_cursor};
use crate::value::Value;
use crate::{DistrictId, Store, StoreError, kind};
use search::{Facet, Query};

/// Candidates of one round.
const CANDIDATES: usize = 500;
/// Rounds of a page; where they do not fill it, few candidates meet the filter and the rows are read.
const ROUNDS: usize = 16;

/// Those found so far, falling, and where the next round begins.
#[derive(Default)]
struct Met {
    ids: Vec<SearchFound>,
    after: Option<(i64, String)>,
    all: bool,
}

impl Store {
    /// A page of cases with words in their title, and how many there are up to `max`. `None` where the
    /// index cannot answer: no words in Chinese characters, another order than the newest first, or a
    /// filter that leaves too few of those with the words.
    pub async fn case_titled(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        order: CaseOrder,
        (after, limit): (Option<&str>, usize),
        max: usize,
    ) -> Result<Option<(Page<CaseRow>, i64)>, StoreError> {
        let Some(words) = filter.text.as_deref().and_then(Query::written) else {
            return Ok(None);
        };
        if order != CaseOrder::from(CaseSort::Reported) {
            return Ok(None);
        }
        let wanted = page_size(limit) + 1;
        let cursor = match parse_cursor(after, &[Key::Number, Key::Text])?.as_deref() {
            Some([Value::I64(ms), Value::Text(id)]) => Some((*ms, id.clone())),
            _ => None,
        };
        let ground = (filter, &words);
        let first = self
            .met(district, ground, None, |met| met.len() >= max)
            .await?;
        let Some(first) = first else {
            return Ok(None);
        };
        let behind = |it: &&SearchFound| {
            let cursor = cursor.as_ref();
            cursor.is_none_or(|(ms, id)| (it.sort_key, &it.id) < (*ms, id))
        };
        let mut page: Vec<SearchFound> = first
            .ids
            .iter()
            .filter(behind)
            .take(wanted)
            .cloned()
            .collect();
        if page.len() < wanted && !first.all {
            let more = self
                .met(district, ground, cursor, |met| met.len() >= wanted)
                .await?;
            let Some(more) = more else {
                return Ok(None);
            };
            page = more.ids;
            page.truncate(wanted);
        }
        let total = first.ids.len().min(max) as i64;
        let named = CaseFilter {
            ids: page.into_iter().map(|it| it.id).collect(),
            ..CaseFilter::default()
        };
        if named.ids.is_empty() {
            return Ok(Some((
                Page {
                    rows: vec![],
                    next: None,
                },
                total,
            )));
        }
        let page = self.case_list(district, &named, order, None, wanted - 1);
        Ok(Some((page.await?, total)))
    }

    /// Cases that meet the filter, from a place on, until there are enough; `None` where they are too rare
    /// among those with the words.
    async fn met(
        &self,
        district: &DistrictId,
        (filter, words): (&CaseFilter, &Query),
        after: Option<(i64, String)>,
        enough: impl Fn(&[SearchFound]) -> bool,
    ) -> Result<Option<Met>, StoreError> {
        let codes = codes(filter);
        let mut met = Met {
            after,
            ..Met::default()
        };
        for _ in 0..ROUNDS {
            let ask = SearchAsk {
                kind: kind::CASE,
                words,
                codes: &codes,
                from: filter.reported_from,
                to: filter.reported_to,
                after: met.after.take(),
                limit: CANDIDATES,
            };
            let found = self.search(district, &ask).await?;
            met.all = found.len() < CANDIDATES;
            met.after = found.last().map(|it| (it.sort_key, it.id.clone()));
            met.ids
                .extend(self.meeting(district, filter, &found).await?);
            if met.all || enough(&met.ids) {
                return Ok(Some(met));
            }
        }
        Ok(None)
    }

    /// Those of the candidates that meet the filter, in their order.
    async fn meeting(
        &self,
        district: &DistrictId,
        filter: &CaseFilter,
        candidates: &[SearchFound],
    ) -> Result<Vec<SearchFound>, StoreError> {
        let mut met = Vec::with_capacity(candidates.len());
        for some in candidates.chunks(MAX_IN) {
            let ids: Vec<String> = some.iter().map(|it| it.id.clone()).collect();
            let (text, params) = meeting_query(district, filter, &ids)?;
            for row in self.query_built(text, params).await? {
                met.push(SearchFound {
                    id: row.text(0)?,
                    sort_key: row.int(1)?,
                });
            }
        }
        met.sort_unstable_by(|a, b| b.cmp(a));
        Ok(met)
    }
}

pub(crate) fn meeting_query(
    district: &DistrictId,
    filter: &CaseFilter,
    ids: &[String],
) -> Result<Built, StoreError> {
    let mut ask = Ask::new(district);
    ask.say("SELECT c.id, c.reported_ms FROM case_row AS c WHERE c.district_id = $1");
    ask.and_in("c.id", ids);
    filter.apply(&mut ask);
    filter.scope(&mut ask);
    ask.done()
}

/// What a filter asks in codes of the index: who may see, and what is narrowed to. Never more than the
/// filter asks, so nothing that meets it is left out.
pub fn codes(filter: &CaseFilter) -> Query {
    let mut codes = Query::default();
    if let CaseScope::Within {
        units,
        subdistricts,
        communities,
    } = &filter.scope
    {
        let areas = subdistricts.iter().chain(communities);
        let areas = areas.map(|code| Facet::Area.term(code));
        codes.also(units.iter().map(|code| Facet::Unit.term(code)).chain(areas));
    }
    for (facet, wanted) in [
        (Facet::Type, &filter.types),
        (Facet::State, &filter.states),
        (Facet::Matter, &filter.matters),
        (Facet::Unit, &filter.units),
        (Facet::Area, &filter.subdistricts),
        (Facet::Area, &filter.communities),
    ] {
        if !wanted.is_empty() {
            codes.also(wanted.iter().map(|code| facet.term(code)));
        }
    }
    if filter.only_open() {
        codes.also([Facet::Open.term("1")]);
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::*;
    use search::Aliases;

    #[test]
    fn words_in_chinese_alone_are_asked_of_the_index() {
        assert!(Query::written("路灯 3号").is_some());
        for other in ["CG2026", "a-b", "  ", ""] {
            assert_eq!(Query::written(other), None, "{other}");
        }
        assert!(Query::read("路灯", &Aliases::default()).matches("示例：路灯不亮"));
    }
}
