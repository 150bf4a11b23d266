//! `/search`: cases and commitments by words.

pub mod asked;

use super::case::list::subdistricts;
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::state::Web;
use crate::units::{self, Choice};
use app::case;
use app::search::{self, Found, Hit, WORDS_MAX};
use askama::Template;
use asked::SearchAsked;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use org::{Action, Resource};

pub fn router() -> Router<Web> {
    Router::new().route("/search", get(show))
}

/// A text in pieces, each with whether the question met it.
type Pieces = Vec<(String, bool)>;

/// What was found, for a page.
pub(in crate::pages) struct Line {
    pub href: String,
    pub number: Pieces,
    pub title: Pieces,
    pub extract: Pieces,
    pub address: Pieces,
    pub matter: Pieces,
    pub unit: Pieces,
    pub state: String,
    pub reported: Option<String>,
    pub ended: bool,
}

impl Line {
    pub(in crate::pages) fn of(hit: &Hit) -> Self {
        let place = match hit.kind {
            "case" => "cases",
            _ => "ledger",
        };
        Self {
            href: format!("/{place}/{}", hit.id),
            number: hit.number.pieces(),
            title: hit.title.pieces(),
            extract: hit.extract.pieces(),
            address: hit.address.pieces(),
            matter: hit.matter.pieces(),
            unit: hit.unit.pieces(),
            state: hit.state.clone(),
            reported: hit.reported_at.map(format::instant),
            ended: hit.ended,
        }
    }
}

#[derive(Template)]
#[template(path = "search/search.html")]
struct Page {
    f: Frame,
    asked: SearchAsked,
    /// Address of the same words among cases, and among commitments; none where they may not be listed.
    tabs: Vec<(&'static str, String, bool)>,
    of_cases: bool,
    lines: Vec<Line>,
    by_sound: bool,
    other_names: Vec<(String, String)>,
    next: Option<String>,
    first: Option<String>,
    types: Vec<Choice>,
    subdistricts: Vec<Choice>,
    units: Vec<Choice>,
    words_max: usize,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<SearchAsked>) -> Answer {
    let app = web.app();
    let own = [viewer.actor.unit.as_str()];
    let lists = |resource| app.may(&viewer.actor, Action::List, resource, &own);
    let sees_cases = lists(Resource::Case);
    let of_cases = asked.of_cases(sees_cases)?;
    let found: Found = if of_cases {
        search::cases(app, &viewer.actor, &asked.cases(app.now())?).await?
    } else {
        search::commitments(app, &viewer.actor, &asked.q, &asked.after).await?
    };
    let f = Frame::of(&viewer, "search.title");
    let here = with_query(&f.here, "after", "");
    let tab = |of| with_query(&here, "of", of);
    let mut tabs = vec![];
    if sees_cases {
        tabs.push(("search.cases", tab("cases"), of_cases));
    }
    if lists(Resource::Commitment) {
        tabs.push(("search.commitments", tab("commitments"), !of_cases));
    }
    let types = if of_cases {
        case::types(app, &viewer.actor)?
    } else {
        vec![]
    };
    let choice = |t: case::TypeView| Choice {
        code: t.id,
        name: t.name,
    };
    html(&Page {
        lines: found.hits.iter().map(Line::of).collect(),
        by_sound: found.by_sound,
        other_names: found.other_names,
        next: found.next.map(|after| with_query(&here, "after", &after)),
        first: (!asked.after.is_empty()).then(|| here.clone()),
        types: types.into_iter().map(choice).collect(),
        subdistricts: subdistricts(app),
        units: units::owners(app),
        words_max: WORDS_MAX,
        tabs,
        of_cases,
        asked,
        f,
    })
}
