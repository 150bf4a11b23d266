//! `/worklist`: what the actor's unit owes, and the one thing each item needs next.

pub mod asked;

use super::ledger::view::{self, RowView};
use super::list::{Bar, Input, Paging, format};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::state::Web;
use crate::units::Choice;
use crate::words::Lang;
use app::ledger::{self, WorkItem};
use app::list::DutyFilter;
use askama::Template;
use asked::Asked;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use org::{Action, Resource};

pub fn router() -> axum::Router<Web> {
    axum::Router::new()
        .route("/worklist", get(show))
        .route("/worklist/export/{format}", get(export))
}

#[derive(Template)]
#[template(path = "worklist/worklist.html")]
struct Page {
    f: Frame,
    bar: Bar,
    unit: String,
    now_total: i64,
    later_total: i64,
    done_total: i64,
    /// Unfolded: short, or nothing else is on the page.
    later_open: bool,
    done_open: bool,
    now: Vec<Item>,
    later: Vec<Item>,
    done: Vec<RowView>,
    /// Open items of the weekly coordination that the unit owes.
    items: Vec<app::meeting::ItemRow>,
}

/// One thing to do.
struct Item {
    row: RowView,
    step: String,
    href: String,
    due: String,
    leads: bool,
}

/// So many things that go as planned are shown without folding.
const UNFOLDED_MAX: usize = 5;

async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (app, lang) = (web.app(), viewer.visitor.prefs.lang);
    let list = ledger::worklist(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(&viewer, "nav.worklist");
    let own = [viewer.actor.unit.as_str()];
    let may = app.may(&viewer.actor, Action::Export, Resource::Commitment, &own);
    let role = |code: &str, key: &str| Choice {
        code: code.to_owned(),
        name: f.t(key),
    };
    let roles = vec![
        role("lead", "ledger.lead"),
        role("supporting", "worklist.supports"),
    ];
    let sorts = app::list::sorts::<DutyFilter>();
    let lights = ["red", "yellow", "red,yellow", "green", "grey"];
    let bar = Bar::of(&f, "/worklist", "worklist", sorts, &paging)
        .search(&f, &asked.q)
        .codes(
            &f,
            "group",
            "worklist.group",
            &asked.group,
            ("work_group", &asked::GROUPS),
        )
        .codes(
            &f,
            "light",
            "ledger.light",
            &asked.light,
            ("light_choice", &lights),
        )
        .field(
            "role",
            f.t("ledger.role"),
            &asked.role,
            Input::Choice(f.t("ledger.any_role"), roles),
        )
        .paged(
            list.next.as_deref(),
            Some(list.now_total + list.later_total + list.done_total),
        )
        .exported(may);
    html(&Page {
        items: app::meeting::of_unit(app, &viewer.actor).await?,
        unit: list.unit_name,
        now_total: list.now_total,
        later_total: list.later_total,
        done_total: list.done_total,
        later_open: list.now.is_empty() || list.later.len() <= UNFOLDED_MAX,
        done_open: list.now.is_empty() && list.later.is_empty(),
        now: list.now.iter().map(|i| item(i, lang)).collect(),
        later: list.later.iter().map(|i| item(i, lang)).collect(),
        done: view::rows(&list.done, lang, None),
        bar,
        f,
    })
}

async fn export(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let (query, format) = (asked.query(&paging)?, format(&code)?);
    let out = ledger::export_worklist(web.app(), &viewer.actor, &query, format).await?;
    Ok(file::download(out))
}

fn item(item: &WorkItem, lang: Lang) -> Item {
    let row = view::row(&item.row, lang, None);
    let href = match (item.step.code, &item.subject) {
        ("resubmit_returned", Some(record)) => format!("{}?resubmit={record}#claim", row.href),
        ("answer_supervision", _) => format!("{}#supervision", row.href),
        _ => format!("{}#claim", row.href),
    };
    Item {
        href,
        step: lang.pick(item.step.zh, item.step.en).to_owned(),
        due: item.due.map(|d| d.to_string()).unwrap_or_default(),
        leads: item.leads,
        row,
    }
}
