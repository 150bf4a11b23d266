//! `/p/case/{number}/{code}`: the reporter's own page; `/p/open/{number}`: what everybody may know.

use super::parts::{self, Portal};
use super::{Answer, html, limit};
use crate::api::body::Form as Parts;
use crate::edge::fault::Fault;
use crate::edge::remote::Remote;
use crate::edge::session::Visitor;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::file;
use crate::problems::Problems;
use crate::state::Web;
use app::case::{Effect, EvidenceIn, Tracked};
use app::portal::Public;
use askama::Template;
use axum::extract::{Form, Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "portal/case.html")]
struct Page {
    f: Frame,
    p: Portal,
    problems: Problems,
    t: Tracked,
    code: String,
    /// The reporter may say whether it is solved, and ask for it to be done again.
    may_rate: bool,
    may_reopen: bool,
}

/// What starts the handling anew.
const AGAIN: [Effect; 2] = [Effect::Reopen, Effect::Rework];

type Key = Path<(String, String)>;

pub async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Path((number, code)): Key,
) -> Answer {
    limit(&web, &remote)?;
    page(&web, &visitor, &number, code, None).await
}

async fn page(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    code: String,
    fault: Option<&Fault>,
) -> Answer {
    let t = app::case::track(web.app(), number, &code).await?;
    let (f, p) = parts::framed(web, visitor, "portal.follow");
    let offers = |effects: &[Effect]| t.offers.iter().any(|o| effects.contains(&o.effect));
    html(&Page {
        may_rate: offers(&[Effect::Rate]),
        may_reopen: offers(&AGAIN),
        problems: fault.map(|x| Problems::of(f.lang(), x)).unwrap_or_default(),
        t,
        code,
        f,
        p,
    })
}

#[derive(Template)]
#[template(path = "portal/open.html")]
struct Open {
    f: Frame,
    p: Portal,
    t: Public,
}

pub async fn open(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Path(number): Path<String>,
) -> Answer {
    limit(&web, &remote)?;
    let t = app::portal::open(web.app(), &number).await?;
    let (f, p) = parts::framed(&web, &visitor, "portal.joined_title");
    html(&Open { f, p, t })
}

pub async fn add(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Path((number, code)): Key,
    request: Request,
) -> Answer {
    limit(&web, &remote)?;
    let form = Parts::read(request).await?;
    let text = form.texts.get("text").cloned().unwrap_or_default();
    let version = version(form.texts.get("version"));
    let photos = form.files.into_iter().map(|(_, file)| EvidenceIn {
        file,
        kind: "before_photo".to_owned(),
        at: None,
        at_place: None,
    });
    let of = (number.as_str(), code.as_str());
    let given = (text.as_str(), photos.collect());
    let done = app::case::add_info_as_reporter(web.app(), of, version, given).await;
    let done = done.map(|_| ());
    after(&web, &visitor, &number, code, done, "flash.portal_added").await
}

#[derive(Deserialize)]
pub struct Answered {
    version: i64,
    solved: Option<String>,
    treated_well: Option<String>,
    #[serde(default)]
    text: String,
}

/// Two separate answers at the end.
pub async fn answer(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Path((number, code)): Key,
    Form(form): Form<Answered>,
) -> Answer {
    limit(&web, &remote)?;
    let yes = |said: &Option<String>| said.as_deref().map(|said| said == "yes");
    let said = (
        yes(&form.solved),
        yes(&form.treated_well),
        None,
        crate::input::given(&form.text),
    );
    let of = (number.as_str(), code.as_str());
    let done = app::case::confirm(web.app(), of, form.version, said).await;
    let done = done.map(|_| ());
    after(&web, &visitor, &number, code, done, "flash.portal_rated").await
}

#[derive(Deserialize)]
pub struct Again {
    version: i64,
    #[serde(default)]
    reason: String,
}

/// It is not solved: handled again.
pub async fn reopen(
    State(web): State<Web>,
    visitor: Visitor,
    Remote(remote): Remote,
    Path((number, code)): Key,
    Form(form): Form<Again>,
) -> Answer {
    limit(&web, &remote)?;
    let of = (number.as_str(), code.as_str());
    let done = app::case::dispute(web.app(), of, form.version, &form.reason).await;
    let done = done.map(|_| ());
    after(&web, &visitor, &number, code, done, "flash.portal_reopened").await
}

fn version(text: Option<&String>) -> i64 {
    text.and_then(|t| t.parse().ok()).unwrap_or_default()
}

async fn after(
    web: &Web,
    visitor: &Visitor,
    number: &str,
    code: String,
    done: app::Result<()>,
    flash: &str,
) -> Answer {
    match done {
        Ok(()) => {
            let to = format!("/p/case/{number}/{code}");
            Ok(Flash::new(flash).go(&to, web.options().secure_cookies))
        }
        Err(error) => {
            let fault = Fault::from(error);
            if fault.status == StatusCode::NOT_FOUND {
                return Err(fault);
            }
            let page = page(web, visitor, number, code, Some(&fault)).await?;
            Ok((fault.status, page).into_response())
        }
    }
}

pub async fn photo(
    State(web): State<Web>,
    Path((number, code, hash)): Path<(String, String, String)>,
) -> Result<Response, Fault> {
    let out = app::portal::photo(web.app(), &number, &code, &hash).await?;
    Ok(file::look(out))
}
