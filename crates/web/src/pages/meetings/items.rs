//! `/meetings/items`: what was promised at meetings, and one item with how its number stands now.

use super::asked::{Asked, ORIGINS, STANDINGS};
use crate::edge::session::Viewer;
use crate::format;
use crate::frame::{Frame, with_query};
use crate::pages::indicators::words::said;
use crate::pages::list::Paging;
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::units::{self, Choice};
use app::meeting::{self as meetings, ItemRow, ItemView};
use askama::Template;
use axum::extract::{Path, Query, State};
use figure::Decimal;
use jiff::Timestamp;

#[derive(Template)]
#[template(path = "meetings/items.html")]
struct ListPage {
    f: Frame,
    asked: Asked,
    rows: Vec<ItemRow>,
    standings: Vec<Choice>,
    origins: Vec<Choice>,
    units: Vec<Choice>,
    next: Option<String>,
    total: Option<i64>,
}

pub async fn list(
    State(web): State<Web>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Answer {
    let app = web.app();
    let page = meetings::items(app, &viewer.actor, &asked.query(&paging)?).await?;
    let f = Frame::of(&viewer, "meeting.items").under("/meetings", "nav.meetings");
    let named = |group: &str, codes: &[&str]| -> Vec<Choice> {
        let choice = |code: &&str| Choice {
            code: (*code).to_owned(),
            name: f.t_in(group, code),
        };
        codes.iter().map(choice).collect()
    };
    html(&ListPage {
        standings: named("meeting_standing", &STANDINGS),
        origins: named("meeting_origin", &ORIGINS),
        units: units::owners(app),
        next: page.next.map(|after| with_query(&f.here, "after", &after)),
        total: page.total,
        rows: page.rows,
        asked,
        f,
    })
}

#[derive(Template)]
#[template(path = "meetings/item.html")]
struct OnePage {
    f: Frame,
    i: ItemView,
}

impl OnePage {
    fn may(&self, word: &str) -> bool {
        self.i.may.contains(&word)
    }

    fn at(&self, at: &Timestamp) -> String {
        format::instant(*at)
    }

    fn said(&self, value: &Decimal, unit: &str) -> String {
        said(&self.f, value, unit)
    }
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let item = meetings::show_item(web.app(), &viewer.actor, &id).await?;
    html(&OnePage {
        f: Frame::of(&viewer, "meeting.items")
            .titled(&item.row.title)
            .under("/meetings", "nav.meetings")
            .under("/meetings/items", "meeting.items"),
        i: item,
    })
}
