//! `/m/`: the phone surface of grid workers and handlers. The page itself holds nothing personal and
//! works without signal; who it is and what they have to do comes from `/m/session.json`.

use super::{Answer, html};
use crate::assets;
use crate::edge::session::{Viewer, Visitor};
use crate::format;
use crate::frame::Frame;
use crate::state::Web;
use app::case::{NeedView, OfferView, WorkItem};
use askama::Template;
use axum::Json;
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Serialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/m", get(|| async { Redirect::permanent("/m/") }))
        .route("/m/", get(shell))
        .route("/m/session.json", get(session))
        .route("/m/manifest.webmanifest", get(manifest))
        .route("/m/worker.js", get(worker))
}

#[derive(Template)]
#[template(path = "phone/shell.html")]
struct Shell {
    f: Frame,
}

async fn shell(visitor: Visitor) -> Answer {
    html(&Shell {
        f: Frame::new(&visitor),
    })
}

/// Who is signed in, and what they have to do.
#[derive(Serialize)]
struct Session {
    person: String,
    name: String,
    csrf: String,
    case_type: String,
    work: Vec<Work>,
}

#[derive(Serialize)]
struct Work {
    id: String,
    version: i64,
    number: String,
    title: String,
    place: String,
    state: String,
    due: String,
    late: bool,
    next: String,
    offers: Vec<Offer>,
}

#[derive(Serialize)]
struct Offer {
    key: String,
    name: String,
    needs_reason: bool,
    needs_photo: bool,
    photo_kind: String,
    asks_approval: bool,
    /// What else has to be written or chosen.
    fields: Vec<Field>,
}

/// A field of an action. Words to the reporter have no key.
#[derive(Serialize)]
struct Field {
    key: String,
    label: String,
    kind: &'static str,
    choices: Vec<(String, String)>,
}

async fn session(State(web): State<Web>, viewer: Viewer) -> Answer {
    let list = app::case::worklist(web.app(), &viewer.actor).await?;
    let profile = web.app().profile();
    let usual = profile.district.casework.as_ref();
    let usual = usual.and_then(|c| c.public.clone());
    let f = Frame::new(&viewer.visitor);
    let all = list.now.into_iter().chain(list.waiting);
    let session = Session {
        person: viewer.actor.person.clone(),
        name: viewer.actor.name.clone(),
        csrf: viewer.visitor.csrf.clone().unwrap_or_default(),
        case_type: usual.unwrap_or_default(),
        work: all.map(|item| work(&f, item)).collect(),
    };
    Ok(Json(session).into_response())
}

/// Kinds of fields that a phone asks; the rest is done at a desk.
const KINDS: [&str; 7] = [
    "text", "longtext", "choice", "flag", "date", "integer", "decimal",
];

/// An action as the phone shows it; none where it needs more than a phone asks.
fn offer(f: &Frame, offer: OfferView) -> Option<Offer> {
    let asked = |need: &NeedView| match need.need {
        "reason" | "evidence" | "text" => true,
        "field" => KINDS.contains(&need.kind),
        _ => false,
    };
    if !offer.needs.iter().all(asked) {
        return None;
    }
    let fields = offer.needs.iter().filter_map(|need| match need.need {
        "text" => Some(Field {
            key: String::new(),
            label: f.t("case.reply_text"),
            kind: "longtext",
            choices: vec![],
        }),
        "field" => Some(Field {
            key: need.key.clone(),
            label: need.label.clone(),
            kind: need.kind,
            choices: need.choices.clone(),
        }),
        _ => None,
    });
    Some(Offer {
        fields: fields.collect(),
        needs_reason: offer.wants("reason"),
        needs_photo: offer.wants("evidence"),
        photo_kind: kind(&offer.needs),
        asks_approval: offer.asks_approval,
        key: offer.action,
        name: offer.name,
    })
}

fn work(f: &Frame, item: WorkItem) -> Work {
    let offers = item.offers.into_iter().filter_map(|one| offer(f, one));
    Work {
        offers: offers.collect(),
        id: item.row.id,
        version: item.row.version,
        number: item.row.number,
        title: item.row.title,
        place: item.row.address,
        state: item.row.state_name,
        due: item.row.due.map(format::instant).unwrap_or_default(),
        late: item.row.late,
        next: item.step,
    }
}

/// The kind of evidence that is asked; what was found, where none is.
fn kind(needs: &[NeedView]) -> String {
    let mut asked = needs.iter().filter(|need| need.need == "evidence");
    let asked = asked.next().map(|need| need.key.clone());
    asked.unwrap_or_else(|| "before_photo".to_owned())
}

/// What a phone installs.
async fn manifest(visitor: Visitor) -> Response {
    let f = Frame::new(&visitor);
    let words = serde_json::json!({
        "name": f.t("phone.title"),
        "short_name": f.t("phone.manifest"),
        "start_url": "/m/",
        "scope": "/m/",
        "display": "standalone",
        "background_color": "#f4f6f8",
        "theme_color": "#163d69",
        "icons": [{"src": assets::address("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    });
    let kind = (header::CONTENT_TYPE, "application/manifest+json");
    ([kind], words.to_string()).into_response()
}

/// The worker stands under the pages it serves.
async fn worker() -> Response {
    let found = assets::bytes("phone-worker.js");
    let kind = (header::CONTENT_TYPE, "text/javascript; charset=utf-8");
    found.map_or_else(
        || axum::http::StatusCode::NOT_FOUND.into_response(),
        |bytes| ([kind], bytes).into_response(),
    )
}
