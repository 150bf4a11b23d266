//! `/bulletins`: what is sealed, drafts as known on any day, the file.

mod act;
pub mod asked;

use super::list::{Bar, Paging};
use super::{Answer, file, html};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, holds};
use crate::state::Web;
use ::bulletin::{Block, Bulletin, Kind, labelled};
use app::bulletin::{self as bulletins, BulletinView, Draft, SealedView};
use app::list::BulletinFilter;
use askama::Template;
use asked::{Asked, ToDraft};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use jiff::civil::Date;

pub use act::base;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/bulletins", get(list).post(act::issue))
        .route("/bulletins/draft", get(draft))
        .route("/bulletins/{id}", get(show))
        .route("/bulletins/{id}/file", get(docx))
}

#[derive(Template)]
#[template(path = "bulletins/list.html")]
struct ListPage {
    f: Frame,
    bar: Bar,
    rows: Vec<BulletinView>,
    today: Date,
}

impl ListPage {
    fn kinds(&self) -> &'static [Kind] {
        Kind::ALL
    }

    fn at(&self, at: &str) -> String {
        let at = at.parse().ok();
        at.map_or_else(String::new, format::instant)
    }
}

async fn list(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let page = bulletins::list(web.app(), &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(&viewer, "nav.bulletins");
    let sorts = app::list::sorts::<BulletinFilter>();
    let kinds: Vec<&str> = asked::codes().collect();
    let bar = Bar::of(&f, "/bulletins", "bulletins", sorts, &paging)
        .search(&f, &asked.q)
        .codes(
            &f,
            "kind",
            "bulletin.kind",
            &asked.kind,
            ("bulletin_kind", &kinds),
        )
        .paged(page.next.as_deref(), page.total);
    html(&ListPage {
        bar,
        rows: page.rows,
        today: web.app().today(),
        f,
    })
}

/// A bulletin on paper.
struct Paper {
    m: Bulletin,
}

impl Paper {
    fn blocks(&self) -> Vec<(String, &Block)> {
        labelled(&self.m.blocks)
    }

    fn issued(&self) -> String {
        let day = |on: Date| figure::Period::Day(on).to_chinese();
        self.m.issued_on.map_or_else(String::new, day)
    }

    /// The imprint, as in the file.
    fn copies(&self) -> String {
        format!("抄送：{}。", self.m.copies)
    }

    fn printed(&self) -> String {
        match self.m.issued_on {
            Some(_) => format!("{}印发", self.issued()),
            None => String::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "bulletins/draft.html")]
struct DraftPage {
    f: Frame,
    d: Draft,
    paper: Paper,
    asked: ToDraft,
    today: Date,
}

impl DraftPage {
    fn may(&self) -> bool {
        holds(&self.d.may, "issue")
    }
}

async fn draft(State(web): State<Web>, viewer: Viewer, Query(asked): Query<ToDraft>) -> Answer {
    let (kind, as_of) = (asked.kind()?, asked.as_of()?);
    let app = web.app();
    let d = bulletins::draft(app, &viewer.actor, (kind, &asked.period), as_of).await?;
    let past = Some(d.model.known_on).filter(|on| *on != app.today());
    let f = Frame::new(&viewer.visitor)
        .titled(&d.model.title)
        .under("/bulletins", "nav.bulletins")
        .shown_as_of(past);
    html(&DraftPage {
        paper: Paper { m: d.model.clone() },
        today: app.today(),
        asked,
        d,
        f,
    })
}

#[derive(Template)]
#[template(path = "bulletins/sealed.html")]
struct SealedPage {
    f: Frame,
    s: SealedView,
    paper: Paper,
}

impl SealedPage {
    fn at(&self) -> String {
        format::instant(self.s.issued_at)
    }
}

async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let s = bulletins::show(web.app(), &viewer.actor, &id).await?;
    let title = format!("{}{}", s.model.mark, s.model.number_zh());
    let f = Frame::new(&viewer.visitor)
        .titled(&title)
        .under("/bulletins", "nav.bulletins");
    html(&SealedPage {
        paper: Paper { m: s.model.clone() },
        s,
        f,
    })
}

async fn docx(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let out = bulletins::file(web.app(), &viewer.actor, &id).await?;
    Ok(file::download(out))
}
