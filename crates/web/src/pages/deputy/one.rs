//! One snapshot: its way and clock, the answer, and the deputy's word on it.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::case::form::CaseForm;
use crate::pages::{Answer, file, html};
use crate::problems::Problems;
use crate::state::Web;
use app::case::{Effect, Tracked};
use app::deputy::{self, Word};
use askama::Template;
use axum::extract::{Form, Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "deputy/one.html")]
struct Page {
    f: Frame,
    t: Tracked,
    may_rate: bool,
    may_again: bool,
    /// Words that come back.
    said: String,
    problems: Problems,
    conflict: bool,
}

pub async fn show(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    html(&page(&web, &viewer, &id).await?)
}

async fn page(web: &Web, viewer: &Viewer, id: &str) -> Result<Page, Fault> {
    let t = deputy::show(web.app(), &viewer.actor, id).await?;
    let may = |effects: &[Effect]| t.offers.iter().any(|o| effects.contains(&o.effect));
    Ok(Page {
        f: Frame::new(&viewer.visitor)
            .titled(&t.title)
            .under("/deputy", "nav.deputy"),
        may_rate: may(&[Effect::Rate]),
        may_again: may(&[Effect::Rework, Effect::Reopen]),
        said: String::new(),
        problems: Problems::none(),
        conflict: false,
        t,
    })
}

#[derive(Deserialize)]
pub struct Rated {
    version: i64,
    #[serde(default)]
    solved: String,
    #[serde(default)]
    treated_well: String,
    #[serde(default)]
    score: String,
    #[serde(default)]
    text: String,
}

pub async fn rate(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Rated>,
) -> Answer {
    let yes = |said: &str| match said {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let word = Word {
        solved: yes(&form.solved),
        treated_well: yes(&form.treated_well),
        score: form.score.parse().ok(),
        text: crate::input::given(&form.text),
    };
    let done = deputy::rate(web.app(), &viewer.actor, &id, form.version, word).await;
    let done = done.map(|_| ());
    after(&web, &viewer, &id, done, "flash.snapshot_rated", form.text).await
}

#[derive(Deserialize)]
pub struct Again {
    version: i64,
    #[serde(default)]
    reason: String,
}

/// Not satisfied: done again.
pub async fn again(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    Form(form): Form<Again>,
) -> Answer {
    let (app, who) = (web.app(), &viewer.actor);
    let done = deputy::again(app, who, &id, form.version, &form.reason).await;
    let done = done.map(|_| ());
    after(
        &web,
        &viewer,
        &id,
        done,
        "flash.snapshot_again",
        form.reason,
    )
    .await
}

pub async fn add(
    State(web): State<Web>,
    viewer: Viewer,
    Path(id): Path<String>,
    multipart: Multipart,
) -> Answer {
    let form = CaseForm::read(multipart).await?;
    let (version, text) = (form.version()?, form.text("text").to_owned());
    let given = (text.as_str(), form.files);
    let done = deputy::add(web.app(), &viewer.actor, &id, version, given).await;
    let done = done.map(|_| ());
    after(&web, &viewer, &id, done, "flash.case_noted", text.clone()).await
}

async fn after(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    done: app::Result<()>,
    flash: &str,
    said: String,
) -> Answer {
    let Err(error) = done else {
        let to = format!("/deputy/{id}");
        return Ok(Flash::new(flash).go(&to, web.options().secure_cookies));
    };
    let fault = Fault::from(error);
    let mendable = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT];
    if !mendable.contains(&fault.status) {
        return Err(fault);
    }
    let mut page = page(web, viewer, id).await?;
    page.problems = Problems::of(page.f.lang(), &fault);
    page.conflict = fault.current_version.is_some();
    page.said = said;
    Ok((fault.status, html(&page)?).into_response())
}

pub async fn photo(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
) -> Answer {
    let out = deputy::photo(web.app(), &viewer.actor, &id, &hash).await?;
    Ok(file::look(out))
}
