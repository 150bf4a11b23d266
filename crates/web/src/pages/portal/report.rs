//! `/p/report`: what, where, with photographs; a look at what is near; then sent or joined.

use super::map::{self, Pick};
use super::parts::{self, Portal, degrees};
use super::{Answer, html, limit};
use crate::api::body::Form as Parts;
use crate::edge::fault::Fault;
use crate::edge::remote::Remote;
use crate::edge::session::Visitor;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::problems::Problems;
use crate::state::Web;
use app::portal::{Kept, Prepare, Prepared, Send};
use askama::Template;
use axum::extract::{Form, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "portal/report.html")]
struct Page {
    f: Frame,
    p: Portal,
    problems: Problems,
    description: String,
    address: String,
    lon: String,
    lat: String,
    crs: String,
    how: String,
    challenge: String,
    token: String,
    /// Photographs of the page that came back.
    kept: Option<Kept>,
    /// The map to point on; none where the district has no areas.
    map: Option<Pick>,
}

pub async fn show(State(web): State<Web>, visitor: Visitor) -> Answer {
    page(&web, &visitor, &Parts::default(), None, None)
}

fn page(
    web: &Web,
    visitor: &Visitor,
    typed: &Parts,
    fault: Option<&Fault>,
    kept: Option<Kept>,
) -> Answer {
    let (f, p) = parts::framed(web, visitor, "portal.title.report");
    let asked = app::portal::challenge(web.app())?;
    let text = |name: &str| typed.texts.get(name).cloned().unwrap_or_default();
    let map = Pick::of(web.app());
    let policy = map::policy(map.as_ref());
    let answer = html(&Page {
        problems: fault.map(|x| Problems::of(f.lang(), x)).unwrap_or_default(),
        description: text("description"),
        address: text("address"),
        lon: text("lon"),
        lat: text("lat"),
        crs: text("crs"),
        how: text("how"),
        challenge: f.pick(&asked.zh, &asked.en).to_owned(),
        token: asked.token,
        kept,
        map,
        f,
        p,
    })?;
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], answer).into_response())
}

#[derive(Template)]
#[template(path = "portal/check.html")]
struct Check {
    f: Frame,
    p: Portal,
    problems: Problems,
    prepared: Prepared,
    matter: String,
    name: String,
    phone: String,
    hidden: bool,
}

pub async fn check(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    request: Request,
) -> Answer {
    limit(&web, &remote)?;
    let mut typed = Parts::read(request).await?;
    let photos = std::mem::take(&mut typed.files);
    let text = |name: &str| typed.texts.get(name).cloned().unwrap_or_default();
    let asked = Prepare {
        photos: photos.into_iter().map(|(_, file)| file).collect(),
        kept: match typed.texts.contains_key("without_kept") {
            true => String::new(),
            false => text("kept"),
        },
        description: text("description"),
        address: text("address"),
        lon: degrees(typed.texts.get("lon")),
        lat: degrees(typed.texts.get("lat")),
        crs: app::place::crs("crs", &text("crs"))?,
        on_map: text("how") == "map",
        token: text("token"),
        answer: text("answer"),
    };
    match app::portal::prepare(web.app(), &asked).await {
        Ok(prepared) => second(&web, &visitor, prepared, None),
        Err(error) => {
            let fault = mendable(error.into())?;
            let kept = app::portal::keep_photos(web.app(), asked.photos, &asked.kept).await?;
            let page = page(&web, &visitor, &typed, Some(&fault), kept)?;
            Ok((fault.status, page).into_response())
        }
    }
}

fn second(
    web: &Web,
    visitor: &Visitor,
    prepared: Prepared,
    again: Option<(&Sent, &Fault)>,
) -> Answer {
    let (f, p) = parts::framed(web, visitor, "portal.title.check");
    let first = prepared.matters.first().map(|m| m.code.clone());
    let problems = again.map(|(_, fault)| Problems::of(f.lang(), fault));
    let typed = again.map(|(typed, _)| typed);
    html(&Check {
        problems: problems.unwrap_or_default(),
        matter: typed.map_or(first.unwrap_or_default(), |t| t.matter.clone()),
        name: typed.map(|t| t.name.clone()).unwrap_or_default(),
        phone: typed.map(|t| t.phone.clone()).unwrap_or_default(),
        hidden: typed.is_some_and(|t| t.hidden.is_some()),
        prepared,
        f,
        p,
    })
}

#[derive(Deserialize)]
pub struct Sent {
    ticket: String,
    #[serde(default)]
    matter: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    hidden: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/filed.html")]
struct Filed {
    f: Frame,
    p: Portal,
    number: String,
    code: String,
}

pub async fn send(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Form(form): Form<Sent>,
) -> Answer {
    limit(&web, &remote)?;
    let asked = Send {
        ticket: form.ticket.clone(),
        matter: crate::input::given(&form.matter),
        name: crate::input::given(&form.name),
        phone: crate::input::given(&form.phone),
        hidden: form.hidden.is_some(),
    };
    match app::portal::send(web.app(), asked).await {
        Ok(filed) => {
            let (f, p) = parts::framed(&web, &visitor, "portal.filed");
            html(&Filed {
                number: filed.number,
                code: filed.code,
                f,
                p,
            })
        }
        Err(error) => {
            let fault = mendable(error.into())?;
            let prepared = app::portal::prepared(web.app(), &form.ticket).await?;
            let page = second(&web, &visitor, prepared, Some((&form, &fault)))?;
            Ok((fault.status, page).into_response())
        }
    }
}

#[derive(Deserialize)]
pub struct Join {
    ticket: String,
    number: String,
}

pub async fn join(
    State(web): State<Web>,
    Remote(remote): Remote,
    Form(form): Form<Join>,
) -> Result<Response, Fault> {
    limit(&web, &remote)?;
    let number = app::portal::join(web.app(), &form.ticket, &form.number).await?;
    let to = format!("/p/open/{number}");
    Ok(Flash::new("flash.portal_joined").go(&to, web.options().secure_cookies))
}

/// The fault where typing again helps; otherwise it is the answer.
fn mendable(fault: Fault) -> Result<Fault, Fault> {
    match fault.status {
        StatusCode::UNPROCESSABLE_ENTITY | StatusCode::PAYLOAD_TOO_LARGE => Ok(fault),
        _ => Err(fault),
    }
}
