//! `/indicators`: what is measured, by source unit, as known on any day; and one series with every entry.

mod act;
pub mod asked;
mod chart;
mod detail;
mod enter;
mod import;
mod spark;
mod verify;
pub mod words;

use super::list::{Bar, Input, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::units::Choice;
use app::indicator::{self as indicators, IndicatorRow, SORTS};
use askama::Template;
use asked::{Asked, CADENCES};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use jiff::civil::Date;
use org::{Action, Resource};
use words::{Shown, number, shown};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/indicators", get(show))
        .route("/indicators/export/{format}", get(export))
        .route("/indicators/verify", get(verify::show).post(verify::submit))
        .route("/indicators/import", get(import::ask).post(import::submit))
        .route(
            "/indicators/sheets/{id}",
            get(import::show_batch).post(import::confirm),
        )
        .route("/indicators/{code}", get(detail::show))
        .route(
            "/indicators/{code}/enter",
            get(enter::ask).post(enter::enter),
        )
        .route("/indicators/{code}/break", post(act::mark_break))
        .route("/indicators/{code}/documents/{hash}", get(detail::file))
        .route(
            "/indicators/{code}/values/{value}/{no}/{verb}",
            post(act::decide),
        )
}

#[derive(Template)]
#[template(path = "indicators/indicators.html")]
struct Page {
    f: Frame,
    bar: Bar,
    lines: Vec<Line>,
    on: Date,
    late: usize,
    arrived: usize,
    moved: usize,
    may: Vec<&'static str>,
}

/// A row with the heading of its source, where a new one begins.
struct Line {
    head: Option<String>,
    row: IndicatorRow,
    number: String,
    growth: Shown,
    spark: Option<spark::Spark>,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (app, actor) = (web.app(), &viewer.actor);
    let query = asked.query(&paging)?;
    let page = indicators::list(app, actor, &query).await?;
    let on = query.as_of.unwrap_or_else(|| app.today());
    let past = Some(on).filter(|on| *on != app.today());
    let f = Frame::of(&viewer, "nav.indicators").shown_as_of(past);
    let own = [actor.unit.as_str()];
    let rights = [
        (Action::Verify, "verify"),
        (Action::Claim, "import"),
        (Action::Export, "export"),
    ];
    let may: Vec<&'static str> = rights
        .into_iter()
        .filter(|(action, _)| app.may(actor, *action, Resource::Indicator, &own))
        .map(|(_, word)| word)
        .collect();
    let choices = indicators::choices(app, actor).await?;
    let bar = bar(&f, &asked, &paging, choices.sources)
        .paged(page.next.as_deref(), page.total)
        .exported(may.contains(&"export"));
    let by_source = !bar.by("name") && !bar.by("known");
    let count = |of: &dyn Fn(&IndicatorRow) -> bool| page.rows.iter().filter(|r| of(r)).count();
    let (late, moved) = (count(&|r| r.late.is_some()), count(&|r| r.moved.is_some()));
    let arrived = count(&|r| !r.arrived.is_empty());
    let mut source = String::new();
    let line = |row: IndicatorRow| {
        let new = by_source && row.source_name != source;
        source.clone_from(&row.source_name);
        Line {
            head: new.then(|| row.source_name.clone()),
            number: match &row.last {
                Some(last) => match &last.value {
                    Some(value) => number(value),
                    None => f.t("indicator.small"),
                },
                None => String::new(),
            },
            growth: shown(&f, &row.growth),
            spark: spark::draw(row.flow, &row.recent),
            row,
        }
    };
    html(&Page {
        lines: page.rows.into_iter().map(line).collect(),
        on,
        late,
        arrived,
        moved,
        bar,
        may,
        f,
    })
}

fn bar(f: &Frame, asked: &Asked, paging: &Paging, sources: Vec<(String, String)>) -> Bar {
    let choice = |(code, name)| Choice { code, name };
    let sources = sources.into_iter().map(choice).collect();
    let cadences = ("indicator.cadence", &CADENCES[..]);
    Bar::of(f, "/indicators", "indicators", SORTS.to_vec(), paging)
        .search(f, &asked.q)
        .units(f, "source", "indicator.source", &asked.source, sources)
        .codes(
            f,
            "cadence",
            "indicator.cadence_name",
            &asked.cadence,
            cadences,
        )
        .field(
            "late",
            f.t("indicator.only_late"),
            &asked.late,
            Input::Check,
        )
        .field(
            "as_of",
            f.t("indicator.as_of"),
            &asked.as_of,
            Input::Day(String::new()),
        )
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let query = asked.query(&paging)?;
    let out = indicators::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
}
