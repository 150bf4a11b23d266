//! Issued commitments by words, as far as the ledger shows them to the asker.

use super::hit::{Hit, Marked};
use super::{After, HITS};
use crate::district::unit_name;
use crate::list::within as units_within;
use crate::{Actor, App, Result, kinds};
use ::search::{Facet, Query};
use commitment::{Commitment, Status};
use org::{Action, Resource};
use std::collections::HashMap;
use store::Loaded;
use store::search::SearchAsk;

/// The units that the asker sees; none mean the whole district.
pub(super) fn within(app: &App, actor: &Actor) -> Result<Vec<String>> {
    units_within(app, actor, &[(Action::List, Resource::Commitment)])
}

/// A page and where it ended, if there may be more.
pub(super) async fn page(
    app: &App,
    within: &[String],
    query: Query,
    after: Option<After>,
) -> Result<(Vec<Hit>, Option<After>)> {
    let mut codes = Query::default();
    codes.also([Facet::State.term("issued")]);
    if !within.is_empty() {
        codes.also(within.iter().map(|unit| Facet::Unit.term(unit)));
    }
    let ask = SearchAsk {
        kind: kinds::COMMITMENT,
        words: &query,
        codes: &codes,
        from: None,
        to: None,
        after,
        limit: HITS + 1,
    };
    let mut found = app.store().search(app.district(), &ask).await?;
    let more = found.len() > HITS;
    found.truncate(HITS);
    let after = found.last().filter(|_| more);
    let after = after.map(|last| (last.sort_key, last.id.clone()));
    let ids: Vec<String> = found.into_iter().map(|it| it.id).collect();
    let states: Vec<Loaded<Commitment>> = app
        .store()
        .load_many(app.district(), kinds::COMMITMENT, &ids)
        .await?;
    let states: HashMap<&str, &Commitment> = states
        .iter()
        .map(|it| (it.subject.id.as_str(), &it.state))
        .collect();
    let seen = |c: &Commitment| {
        let units = c.lead.iter().chain(&c.supporting);
        within.is_empty() || units.into_iter().any(|unit| within.contains(unit))
    };
    let hits = ids.iter().filter_map(|id| {
        let c = states.get(id.as_str())?;
        (c.status == Status::Issued && seen(c)).then(|| hit(app, &query, c))
    });
    Ok((hits.collect(), after))
}

fn hit(app: &App, query: &Query, c: &Commitment) -> Hit {
    let title = Marked::of(query, &c.title);
    let text = Marked::of(query, &c.text);
    let extract = if text.text == title.text {
        Marked::default()
    } else {
        text.extract()
    };
    let lead = c.lead.as_deref();
    let lead = lead.map(|unit| unit_name(&app.profile(), unit));
    Hit {
        kind: "commitment",
        id: c.id.to_string(),
        number: Marked::of(query, &c.no.to_string()),
        title,
        extract,
        address: Marked::default(),
        state: String::new(),
        matter: Marked::of(query, &c.source.section_title),
        unit: Marked::of(query, &lead.unwrap_or_default()),
        reported_at: None,
        ended: false,
    }
}
