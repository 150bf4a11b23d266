//! `/`: what is red and why, what turned, what is due, and the ledger cut three ways.

use super::ledger::view::{self, RowView, with_past};
use super::{Answer, html};
use crate::edge::session::Viewer;
use crate::frame::{Frame, with_query};
use crate::input;
use crate::nav;
use crate::state::Web;
use app::ledger::{self, Overview, Tally};
use app::{App, AsOf};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;
use org::{Action, Resource};
use serde::Deserialize;

pub fn router() -> axum::Router<Web> {
    axum::Router::new().route("/", get(show))
}

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct Page {
    f: Frame,
    day: String,
    today: String,
    tiles: Vec<Tile>,
    reds: Vec<RowView>,
    reds_more: i64,
    reds_href: String,
    moved: Vec<(&'static str, RowView)>,
    moved_href: Option<String>,
    due_soon: Vec<RowView>,
    due_href: String,
    due_days: i64,
    cuts: Vec<Cut>,
}

/// A number that opens to its rows.
struct Tile {
    words: String,
    colour: &'static str,
    count: i64,
    href: String,
}

/// The ledger cut one way.
struct Cut {
    key: &'static str,
    lines: Vec<Line>,
}

/// One slice of a cut.
struct Line {
    name: String,
    href: String,
    red: i64,
    yellow: i64,
    green: i64,
    grey: i64,
    total: i64,
}

impl Line {
    fn href(&self, colour: &str) -> String {
        with_query(&self.href, "light", colour)
    }
    fn counts(&self) -> [(&'static str, i64); 4] {
        [
            ("red", self.red),
            ("yellow", self.yellow),
            ("green", self.green),
            ("grey", self.grey),
        ]
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    as_of: String,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let app = web.app();
    let home = nav::home(app, &viewer.actor);
    if home != "/" {
        return Ok(Redirect::to(home).into_response());
    }
    let past = input::as_of_or_none("as_of", &asked.as_of)?;
    let overview = ledger::overview(app, &viewer.actor, past).await?;
    html(&page(app, &viewer, &overview))
}

fn page(app: &App, viewer: &Viewer, o: &Overview) -> Page {
    let past = o.as_of;
    let f = Frame::of(viewer, "nav.overview").shown_as_of(past);
    let lang = f.lang();
    let more = o.tally.red - i64::try_from(o.reds.len()).unwrap_or(0);
    let until = o
        .day
        .saturating_add(jiff::Span::new().days(o.due_soon_days));
    Page {
        tiles: tiles(app, viewer, &f, o, past),
        reds: view::rows(&o.reds, lang, past),
        reds_more: more.max(0),
        reds_href: with_past("/ledger?light=red&sort=due", past),
        moved: o
            .turned
            .iter()
            .map(|t| (t.from.code(), view::row(&t.row, lang, past)))
            .collect(),
        moved_href: (o.turned_total > o.turned.len())
            .then(|| with_past(&format!("/ledger?changed_since={}", o.since), past)),
        due_soon: view::rows(&o.due_soon, lang, past),
        due_href: with_past(
            &format!(
                "/ledger?open=1&sort=due&due_after={}&due_before={until}",
                o.day
            ),
            past,
        ),
        due_days: o.due_soon_days,
        cuts: cuts(o, past),
        day: o.day.to_string(),
        today: app.today().to_string(),
        f,
    }
}

/// The lights, and what waits in the whole district for those who see all of it.
fn tiles(app: &App, viewer: &Viewer, f: &Frame, o: &Overview, past: Option<AsOf>) -> Vec<Tile> {
    let colour = |colour: &'static str, count| Tile {
        words: String::new(),
        colour,
        count,
        href: with_past(&format!("/ledger?light={colour}"), past),
    };
    let plain = |key: &str, count, href: &str| Tile {
        words: f.t(key),
        colour: "",
        count,
        href: href.to_owned(),
    };
    let mut tiles = vec![
        colour("red", o.tally.red),
        colour("yellow", o.tally.yellow),
        colour("green", o.tally.green),
        colour("grey", o.tally.grey),
        plain("overview.all", o.tally.total, &with_past("/ledger", past)),
    ];
    let counts = [
        (
            "overview.awaiting",
            o.awaiting_verification,
            "/verify",
            (Action::Verify, Resource::Record),
        ),
        (
            "overview.requests",
            o.open_requests,
            "/changes",
            (Action::List, Resource::ChangeRequest),
        ),
        (
            "overview.supervision",
            o.open_supervision,
            "/supervision",
            (Action::List, Resource::Supervision),
        ),
    ];
    let seen = counts.into_iter().filter(|(.., (action, resource))| {
        past.is_none() && app.may(&viewer.actor, *action, *resource, &[])
    });
    tiles.extend(seen.map(|(key, count, href, _)| plain(key, count, href)));
    tiles
}

fn cuts(o: &Overview, past: Option<AsOf>) -> Vec<Cut> {
    let cut = |key, parameter: &str, of: &[ledger::Cut]| {
        let line = |c: &ledger::Cut| {
            let base = if parameter == "unit" {
                "/ledger?role=lead"
            } else {
                "/ledger"
            };
            line(
                c.name.clone(),
                with_past(&with_query(base, parameter, &c.key), past),
                &c.tally,
            )
        };
        Cut {
            key,
            lines: of.iter().map(line).collect(),
        }
    };
    vec![
        cut("section", "section", &o.by_section),
        cut("leader", "leader", &o.by_leader),
        cut("unit", "unit", &o.by_unit),
    ]
}

fn line(name: String, href: String, t: &Tally) -> Line {
    Line {
        name,
        href,
        red: t.red,
        yellow: t.yellow,
        green: t.green,
        grey: t.grey,
        total: t.total,
    }
}
