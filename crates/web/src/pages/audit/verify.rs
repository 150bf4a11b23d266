//! Checking the chains, and seals.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::pages::{Answer, html};
use crate::state::Web;
use crate::work::{End, Handle};
use app::Actor;
use app::audit;
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use org::{Action, Resource};
use serde::Deserialize;

/// Starts the check and shows how far it is.
pub async fn verify(State(web): State<Web>, viewer: Viewer) -> Answer {
    if !web
        .app()
        .may(&viewer.actor, Action::VerifyChain, Resource::Journal, &[])
    {
        return Err(Fault::of(StatusCode::FORBIDDEN, "forbidden"));
    }
    let handle = web.works().begin(&viewer.actor.person, "verify");
    let handle = handle.ok_or_else(|| Fault::of(StatusCode::SERVICE_UNAVAILABLE, "busy"))?;
    let page = format!("/work/{}", handle.id());
    tokio::spawn(check(web, viewer.actor, handle));
    Ok(Redirect::to(&page).into_response())
}

async fn check(web: Web, actor: Actor, handle: Handle) {
    let steps = handle.clone();
    let outcome = audit::verify(web.app(), &actor, &move |step| steps.step(step)).await;
    handle.end(match outcome {
        Ok(v) if v.sound => End::Done {
            location: "/audit".into(),
            flash: Flash::with("flash.chain_sound", v.entries),
        },
        Ok(v) => End::Done {
            location: "/audit".into(),
            flash: Flash::with("flash.chain_broken", v.fault_zh.unwrap_or_default()),
        },
        Err(error) => End::Failed(error.into()),
    });
}

#[derive(Template)]
#[template(path = "audit/seals.html")]
struct SealsPage {
    f: Frame,
    seals: Vec<SealLine>,
    may_seal: bool,
    today: String,
}

struct SealLine {
    number: i64,
    day: String,
    from: i64,
    to: i64,
    hash: String,
}

pub async fn seals(State(web): State<Web>, viewer: Viewer) -> Answer {
    let app = web.app();
    let seals = audit::seals(app, &viewer.actor).await?;
    html(&SealsPage {
        f: Frame::of(&viewer, "audit.seals").under("/audit", "nav.audit"),
        seals: seals
            .into_iter()
            .map(|s| SealLine {
                number: s.number,
                day: s.day,
                from: s.pos_from,
                to: s.pos_to,
                hash: s.hash,
            })
            .collect(),
        may_seal: app.may(&viewer.actor, Action::Seal, Resource::Seal, &[]),
        today: app.today().to_string(),
    })
}

#[derive(Deserialize)]
pub struct SealForm {
    day: String,
}

pub async fn seal(State(web): State<Web>, viewer: Viewer, Form(form): Form<SealForm>) -> Answer {
    let day = input::day("day", &form.day)?;
    audit::seal(web.app(), &viewer.actor, day).await?;
    Ok(Flash::with("flash.sealed", day).go("/audit/seals", web.options().secure_cookies))
}
