//! `/projects`: key investment projects, their totals on any day, sheets, and one project.

mod act;
pub mod asked;
mod blocker;
mod chart;
mod detail;
mod money;
mod new;
mod row;
mod sheet;
mod verify;

use super::list::{Bar, Input, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::state::Web;
use crate::units::Choice;
use app::project::{self, Portfolio, SORTS, WindowView};
use askama::Template;
use asked::{Asked, BATCHES, COLOURS, CUTS};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use jiff::civil::Date;
use org::{Action, Resource};
use row::Line;

pub use money::{grouped, wan, yi};

pub fn router() -> Router<Web> {
    Router::new()
        .route("/projects", get(show))
        .route("/projects/export/{format}", get(export))
        .route("/projects/new", get(new::ask).post(new::register))
        .route("/projects/verify", get(verify::show).post(verify::submit))
        .route("/projects/plan", get(sheet::ask_plan).post(sheet::plan))
        .route("/projects/plan/sheet/{format}", get(sheet::plan_out))
        .route(
            "/projects/progress",
            get(sheet::ask_progress).post(sheet::progress),
        )
        .route(
            "/projects/progress/sheet/{format}",
            get(sheet::progress_out),
        )
        .route("/projects/{id}", get(detail::show))
        .route("/projects/{id}/evidence/{hash}", get(detail::file))
        .route("/projects/{id}/report", post(act::report))
        .route("/projects/{id}/plan", post(act::set_plan))
        .route("/projects/{id}/total", post(act::set_total))
        .route("/projects/{id}/milestone", post(act::milestone))
        .route("/projects/{id}/approval", post(act::approval))
        .route(
            "/projects/{id}/entries/{kind}/{no}/{verb}",
            post(act::decide),
        )
        .route("/projects/{id}/milestones/{no}/reverse", post(act::reverse))
        .route("/projects/{id}/blockers", post(blocker::block))
        .route(
            "/projects/{id}/blockers/{no}/move",
            post(blocker::move_blocker),
        )
        .route("/projects/{id}/blockers/{no}/close", post(blocker::close))
}

#[derive(Template)]
#[template(path = "projects/projects.html")]
struct Page {
    f: Frame,
    bar: Bar,
    lines: Vec<Line>,
    sums: Portfolio,
    cuts: Vec<(Choice, bool)>,
    cut_rows: Vec<CutRow>,
    windows: Vec<WindowView>,
    today: Date,
    may: Vec<&'static str>,
    batches: Vec<(String, String, u32)>,
}

/// A row of the cut, with the address of its projects.
struct CutRow {
    href: Option<String>,
    name: String,
    row: project::PortfolioRow,
}

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (app, actor) = (web.app(), &viewer.actor);
    let query = asked.query(&paging)?;
    let page = project::list(app, actor, &query).await?;
    let cut = asked.cut()?;
    let sums = project::portfolio(app, actor, cut, query.year, query.as_of).await?;
    let past = Some(sums.on).filter(|on| *on != app.today());
    let f = Frame::of(&viewer, "nav.projects").shown_as_of(past);
    let own = [actor.unit.as_str()];
    let allowed = |action| app.may(actor, action, Resource::Project, &own);
    let rights = [
        (Action::Create, "create"),
        (Action::Import, "import"),
        (Action::Verify, "verify"),
        (Action::Export, "export"),
    ];
    let may: Vec<&'static str> = rights
        .into_iter()
        .filter(|(action, _)| allowed(*action))
        .map(|(_, word)| word)
        .collect();
    let choices = project::choices(app, actor).await?;
    let bar = bar(&f, &asked, &paging, choices)
        .paged(page.next.as_deref(), page.total)
        .exported(may.contains(&"export"));
    let cut_row = |row: &project::PortfolioRow| CutRow {
        href: asked::condition_of(cut)
            .filter(|_| !row.sums.key.is_empty())
            .map(|name| with_query(&with_query(&f.here, name, &row.sums.key), "after", "")),
        name: match row.name.is_empty() {
            true => f.t("project.none"),
            false => row.name.clone(),
        },
        row: row.clone(),
    };
    let batch = |code: &&'static str| {
        let count = sums.whole.batches.iter().find(|(b, _)| b.code() == *code);
        let href = with_query(&with_query(&f.here, "batch", code), "after", "");
        (
            f.t_in("project.batch", code),
            href,
            count.map_or(0, |(_, n)| *n),
        )
    };
    html(&Page {
        lines: page
            .rows
            .into_iter()
            .map(|row| row::line(&f, row))
            .collect(),
        cuts: CUTS
            .iter()
            .map(|code| {
                let choice = Choice {
                    code: (*code).to_owned(),
                    name: f.t_in("project.cut", code),
                };
                (choice, *code == cut.code())
            })
            .collect(),
        cut_rows: sums.rows.iter().map(cut_row).collect(),
        batches: BATCHES.iter().map(batch).collect(),
        windows: project::windows(app, actor).await?,
        today: app.today(),
        bar,
        sums,
        may,
        f,
    })
}

fn bar(f: &Frame, asked: &Asked, paging: &Paging, choices: project::ProjectChoices) -> Bar {
    let pairs = |pairs: Vec<(String, String)>| {
        let choice = |(code, name)| Choice { code, name };
        pairs.into_iter().map(choice).collect()
    };
    let same = |words: Vec<String>| {
        let choice = |name: String| Choice {
            code: name.clone(),
            name,
        };
        words.into_iter().map(choice).collect()
    };
    let light = ("light", &COLOURS[..]);
    let batch = ("project.batch", &BATCHES[..]);
    let categories = Input::Choice(f.t("ledger.any"), same(choices.categories));
    Bar::of(f, "/projects", "projects", SORTS.to_vec(), paging)
        .search(f, &asked.q)
        .units(
            f,
            "bureau",
            "project.bureau",
            &asked.bureau,
            pairs(choices.bureaus),
        )
        .units(
            f,
            "place",
            "project.place",
            &asked.place,
            pairs(choices.places),
        )
        .field(
            "category",
            f.t("project.category"),
            &asked.category,
            categories,
        )
        .codes(f, "batch", "project.batch_name", &asked.batch, batch)
        .codes(f, "light", "ledger.light", &asked.light, light)
        .field(
            "blocked",
            f.t("project.blocked"),
            &asked.blocked,
            Input::Check,
        )
        .field(
            "as_of",
            f.t("project.as_of"),
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
    let out = project::export(web.app(), &viewer.actor, &query, format(&code)?).await?;
    Ok(file::download(out))
}
