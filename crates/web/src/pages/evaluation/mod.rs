//! `/evaluation`: every rate of cases with its counts, by unit, place or matter; each opens to its rows.

mod figure;

use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::input;
use crate::state::Web;
use app::case::Row;
use app::evaluation::{Ask, By, Evaluation, Rate, Side, View};
use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::routing::get;
use figure::{Figure, Ratio, figures};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/evaluation", get(show))
        .route("/evaluation/rows", get(rows))
}

/// What is asked, as it stands in an address.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// First day; empty: the first of the month of `to`.
    from: String,
    /// Last day; empty: today.
    to: String,
    /// `reported` (where left out): the cases reported then. `due`: what was due then.
    view: String,
    /// `all`, `unit`, `subdistrict`, `community`, `matter`.
    by: String,
    /// Code of a case type; empty: all.
    #[serde(rename = "type")]
    case_type: String,
    /// As known at the end of this day; empty: now.
    as_of: String,
    /// For the rows: the code of a rate.
    pub rate: String,
    /// For the rows: `numerator` (where left out), `denominator`, `late`.
    pub side: String,
    /// For the rows: the line; left out: the whole.
    pub key: Option<String>,
    /// For the rows: where the last page ended.
    pub after: Option<String>,
}

impl Asked {
    /// The month so far where nothing was asked.
    pub fn ask(&self, today: Date) -> Result<Ask, crate::edge::fault::Fault> {
        let from = input::day_or_none("from", &self.from)?;
        let to = input::day_or_none("to", &self.to)?;
        let to = to.unwrap_or(today);
        let rates = Rate::ALL.iter().map(|rate| rate.code());
        input::code("rate", &self.rate, rates)?;
        input::code("side", &self.side, ["numerator", "denominator", "late"])?;
        input::code("view", &self.view, ["reported", "due"])?;
        input::code("by", &self.by, By::ALL.iter().map(|by| by.code()))?;
        Ok(Ask {
            from: from.unwrap_or_else(|| to.first_of_month()),
            to,
            view: View::parse(&self.view),
            by: By::parse(&self.by),
            case_type: input::given(&self.case_type),
            as_of: input::day_or_none("as_of", &self.as_of)?,
            known_at: None,
        })
    }
}

/// The query string of an ask, without what opens a figure.
fn query(ask: &Ask) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("from", &ask.from.to_string())
        .append_pair("to", &ask.to.to_string())
        .append_pair("view", ask.view.code())
        .append_pair("by", ask.by.code());
    if let Some(kind) = &ask.case_type {
        query.append_pair("type", kind);
    }
    if let Some(day) = ask.as_of {
        query.append_pair("as_of", &day.to_string());
    }
    query.finish()
}

#[derive(Template)]
#[template(path = "evaluation/evaluation.html")]
struct Page {
    f: Frame,
    e: Evaluation,
    query: String,
    types: Vec<(String, String, bool)>,
    whole: Vec<Figure>,
    per_residents: Option<Ratio>,
    /// Whether any line's residents are known.
    any_residents: bool,
    lines: Vec<LineView>,
}

struct LineView {
    key: String,
    name: String,
    figures: Vec<Figure>,
    per_residents: Option<Ratio>,
    score: Option<String>,
    grade: Option<&'static str>,
}

/// Rates shown for each line of a table; the rest is in the whole.
const SHOWN: [Rate; 8] = [
    Rate::HandledInTime,
    Rate::Handled,
    Rate::ClosedInTime,
    Rate::Rework,
    Rate::Responded,
    Rate::Reached,
    Rate::Solved,
    Rate::Satisfied,
];

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let ask = asked.ask(app.today())?;
    let e = app::evaluation::show(app, &viewer.actor, &ask).await?;
    let f = Frame::of(&viewer, "nav.evaluation").shown_as_of(ask.as_of);
    let profile = app.profile();
    let mut types: Vec<(String, String, bool)> = profile
        .case_types
        .iter()
        .map(|k| {
            let chosen = ask.case_type.as_ref() == Some(&k.id);
            (k.id.clone(), k.name.clone(), chosen)
        })
        .collect();
    types.dedup();
    let lines = e.lines.iter().map(|line| LineView {
        key: line.key.clone(),
        name: line.name.clone(),
        figures: SHOWN
            .iter()
            .filter_map(|rate| line.rates.iter().find(|v| v.rate == *rate))
            .map(Figure::of)
            .collect(),
        per_residents: line.per_residents.as_ref().map(Ratio::of),
        score: line.score.as_ref().and_then(|s| Some(s.score?.to_string())),
        grade: line.score.as_ref().and_then(|s| Some(s.grade?.letter())),
    });
    html(&Page {
        any_residents: e.lines.iter().any(|line| line.per_residents.is_some()),
        lines: lines.collect(),
        per_residents: e.whole.per_residents.as_ref().map(Ratio::of),
        whole: figures(&e.whole.rates),
        query: query(&ask),
        types,
        e,
        f,
    })
}

#[derive(Template)]
#[template(path = "evaluation/rows.html")]
struct RowsPage {
    f: Frame,
    rate: Rate,
    side: Side,
    rows: Vec<Row>,
    total: Option<i64>,
    next: Option<String>,
}

async fn rows(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let ask = asked.ask(app.today())?;
    let rate = Rate::from_code(&asked.rate).ok_or_else(|| input::wrong("rate", "input.code"))?;
    let side = Side::parse(&asked.side);
    let of = (&ask, asked.key.as_deref());
    let after = asked.after.clone();
    let page = app::evaluation::rows(app, &viewer.actor, of, (rate, side), after).await?;
    let back = format!("/evaluation?{}", query(&ask));
    let f = Frame::of(&viewer, "evaluation.rows")
        .under(&back, "nav.evaluation")
        .shown_as_of(ask.as_of);
    let next = page.next.map(|after| {
        let mut more = form_urlencoded::Serializer::new(query(&ask));
        more.append_pair("rate", rate.code())
            .append_pair("side", side.code())
            .append_pair("after", &after);
        if let Some(key) = &asked.key {
            more.append_pair("key", key);
        }
        format!("/evaluation/rows?{}", more.finish())
    });
    html(&RowsPage {
        rate,
        side,
        rows: page.rows,
        total: (ask.as_of.is_none() || next.is_none() && asked.after.is_none())
            .then_some(page.total),
        next,
        f,
    })
}
