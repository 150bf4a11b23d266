//! Cases by words, as far as lists show them to the asker.

use super::hit::{Hit, Marked};
use super::{After, HITS};
use crate::case::{CaseSort, Filter, Row, scope};
use crate::duty::in_force;
use crate::{Actor, App, Result, kinds};
use ::search::Query;
use casework::{Case, FieldValue};
use org::Action;
use std::collections::HashMap;
use store::Loaded;
use store::case::codes;
use store::search::SearchAsk;

/// Times that candidates are looked up for one page: the index may know of a case what a row does not.
const ROUNDS: usize = 3;

/// What is looked for among cases.
#[derive(Debug, Clone, Default)]
pub struct CaseAsked {
    /// Words.
    pub words: String,
    /// Only these: types, phases, states, `open`, matters, subdistricts, communities, units, channels,
    /// and when they were reported.
    pub filter: Filter,
    /// Where the last page ended.
    pub after: String,
}

/// What the asker may see and has narrowed it to, in both languages: the rows' and the index's.
pub(super) struct Ground {
    filter: Filter,
    codes: Query,
}

impl Ground {
    pub(super) fn new(app: &App, actor: &Actor, asked: &CaseAsked) -> Result<Self> {
        let filter = Filter {
            scope: scope(app, actor, &[Action::List])?,
            ..asked.filter.clone()
        };
        let codes = codes(&filter);
        Ok(Self { filter, codes })
    }
}

/// A page and where it ended, if there may be more.
pub(super) async fn page(
    app: &App,
    ground: &Ground,
    query: Query,
    mut after: Option<After>,
) -> Result<(Vec<Hit>, Option<After>)> {
    let (store, here) = (app.store(), app.district());
    let mut rows = vec![];
    for _ in 0..ROUNDS {
        let ask = SearchAsk {
            kind: kinds::CASE,
            words: &query,
            codes: &ground.codes,
            from: ground.filter.reported_from,
            to: ground.filter.reported_to,
            after: after.clone(),
            limit: 2 * HITS,
        };
        let found = store.search(here, &ask).await?;
        let more = found.len() == 2 * HITS;
        let Some(last) = found.last() else {
            after = None;
            break;
        };
        after = more.then(|| (last.sort_key, last.id.clone()));
        let filter = Filter {
            ids: found.into_iter().map(|it| it.id).collect(),
            ..ground.filter.clone()
        };
        let page = store
            .case_list(here, &filter, CaseSort::Reported, None, 2 * HITS)
            .await?;
        rows.extend(page.rows);
        if rows.len() > HITS || after.is_none() {
            break;
        }
    }
    if rows.len() > HITS {
        rows.truncate(HITS);
        after = rows.last().map(|row| (row.reported_ms, row.id.clone()));
    }
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let cases: Vec<Loaded<Case>> = store.load_many(here, kinds::CASE, &ids).await?;
    let cases: HashMap<&str, &Case> = cases
        .iter()
        .map(|case| (case.subject.id.as_str(), &case.state))
        .collect();
    let duties = in_force(app, app.today()).await?;
    let (profile, now) = (app.profile(), app.now());
    let hits = rows.iter().map(|row| {
        let line = Row::of(&profile, &duties, row, now);
        hit(&query, line, cases.get(row.id.as_str()).copied())
    });
    Ok((hits.collect(), after))
}

fn hit(query: &Query, line: Row, case: Option<&Case>) -> Hit {
    let title = Marked::of(query, &line.title);
    let extract = case.and_then(|case| extract(query, case, &title.text));
    Hit {
        kind: "case",
        number: Marked::of(query, &line.number),
        extract: extract.unwrap_or_default(),
        address: Marked::of(query, &line.address),
        state: line.state_name,
        matter: Marked::of(query, &line.matter_name.unwrap_or_default()),
        unit: Marked::of(query, &line.handler.unwrap_or(line.owner)),
        reported_at: Some(line.reported_at),
        ended: line.closed_at.is_some(),
        id: line.id,
        title,
    }
}

/// The first of the longer texts that the question met and that the title does not say already.
fn extract(query: &Query, case: &Case, title: &str) -> Option<Marked> {
    let fields = case.fields.values().filter_map(|value| match value {
        FieldValue::Text(text) => Some(text),
        _ => None,
    });
    let notes = case.notes.iter().rev().map(|note| &note.text);
    let texts = fields
        .chain(case.reply.iter().map(|reply| &reply.text))
        .chain(notes);
    let mut met = texts
        .map(|text| Marked::of(query, text))
        .filter(|it| it.text != title && !it.marks.is_empty());
    met.next().map(Marked::extract)
}
