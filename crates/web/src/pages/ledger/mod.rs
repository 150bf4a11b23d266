//! `/ledger`: the list and its files; `/ledger/{id}`: one commitment.

pub mod asked;
mod cases;
mod claim;
mod detail;
mod projects;
mod series;
pub mod view;

use super::list::{Bar, Input};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::units::{self, Choice};
use app::AsOf;
use askama::Template;
use asked::Asked;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use org::{Action, Resource};
use view::RowView;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/ledger", get(show))
        .route("/ledger/export/{format}", get(export))
        .route("/ledger/{id}", get(detail::show))
        .route("/ledger/{id}/cases", get(cases::show))
        .route("/ledger/{id}/projects", get(projects::show))
        .route("/ledger/{id}/series", get(series::show))
        .route("/ledger/{id}/records", post(claim::claim))
}

#[derive(Template)]
#[template(path = "ledger/ledger.html")]
struct Page {
    f: Frame,
    bar: Bar,
    rows: Vec<RowView>,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let lang = viewer.visitor.prefs.lang;
    let query = asked.query()?;
    let past = AsOf::past(query.as_of, app)?;
    let page = app::ledger::list(app, &viewer.actor, &query).await?;
    let f = Frame::of(&viewer, "nav.ledger").shown_as_of(past);
    let own = [viewer.actor.unit.as_str()];
    let may = app.may(&viewer.actor, Action::Export, Resource::Commitment, &own);
    html(&Page {
        rows: view::rows(&page.rows, lang, past),
        bar: bar(&web, &f, &asked)
            .paged(page.next.as_deref(), Some(page.tally.total))
            .exported(may),
        f,
    })
}

/// The conditions; those that other pages lead here with stand only while they are set.
fn bar(web: &Web, f: &Frame, asked: &Asked) -> Bar {
    let (app, any) = (web.app(), |key: &str| f.t(key));
    let codes = |group: &str, codes: &[&str]| {
        let choice = |code: &&str| Choice {
            code: (*code).to_owned(),
            name: f.t_in(group, code),
        };
        codes.iter().map(choice).collect::<Vec<_>>()
    };
    let kinds = ["quantified", "milestone", "continuing", "principle"];
    let kinds = Input::Choice(any("ledger.any_judged"), codes("kind", &kinds));
    let roles =
        [("lead", "ledger.lead"), ("supporting", "ledger.supporting")].map(|(code, key)| Choice {
            code: code.to_owned(),
            name: f.t(key),
        });
    let roles = Input::Choice(any("ledger.any_role"), roles.to_vec());
    let lights = ["red", "yellow", "red,yellow", "green", "grey"];
    let sorts = app::list::sorts::<app::list::LedgerFilter>();
    let mut bar = Bar::of(f, "/ledger", "ledger", sorts, &asked.paging())
        .search(f, &asked.q)
        .codes(
            f,
            "light",
            "ledger.light",
            &asked.light,
            ("light_choice", &lights),
        )
        .field("kind", f.t("ledger.kind"), &asked.kind, kinds)
        .units(f, "unit", "ledger.unit", &asked.unit, units::owners(app))
        .field("role", f.t("ledger.role"), &asked.role, roles)
        .units(
            f,
            "leader",
            "ledger.leader",
            &asked.leader,
            units::leaders(app),
        )
        .field(
            "due_before",
            f.t("ledger.due_before"),
            &asked.due_before,
            Input::Day(String::new()),
        )
        .field(
            "as_of",
            f.t("as_of.label"),
            &asked.as_of,
            Input::Day(app.today().to_string()),
        );
    if !asked.section.is_empty() {
        bar = bar.field(
            "section",
            f.t("ledger.section"),
            &asked.section,
            Input::Words,
        );
    }
    let days = [
        ("due_after", "ledger.due_after", &asked.due_after),
        (
            "changed_since",
            "ledger.changed_since",
            &asked.changed_since,
        ),
    ];
    for (name, key, value) in days.into_iter().filter(|(.., value)| !value.is_empty()) {
        bar = bar.field(name, f.t(key), value, Input::Day(String::new()));
    }
    bar.field("open", f.t("ledger.open"), &asked.open, Input::Check)
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(format): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let format = super::list::format(&format)?;
    let out = app::ledger::export(web.app(), &viewer.actor, &asked.query()?, format).await?;
    Ok(file::download(out))
}
