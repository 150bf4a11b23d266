//! `/cases/import`: another system's tickets come in: a file, a look at what it would do, the step.

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::held::Tried;
use crate::input::wrong;
use crate::pages::review::upload;
use crate::pages::work::follow::{Followed, follow};
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use crate::work::{End, Handle};
use app::App;
use app::case::{self, TicketFile};
use app::{Actor, FileIn};
use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use std::sync::Arc;

/// Columns that every file may have.
const COLUMNS: &str = "来源编号、案件类型、标题、内容、事项代码、等级、地址、经度、纬度、诉求人、联系电话、身份保密、受理时间、备注";

#[derive(Template)]
#[template(path = "case/import.html")]
struct Page {
    f: Frame,
    system: String,
    columns: &'static str,
    problems: Problems,
    /// Id and content of what was tried.
    tried: Option<(String, Arc<Tried>)>,
}

pub async fn show(State(web): State<Web>, viewer: Viewer) -> Answer {
    page(&web, &viewer, None, String::new(), Problems::none())
}

fn page(
    web: &Web,
    viewer: &Viewer,
    tried: Option<(String, Arc<Tried>)>,
    system: String,
    problems: Problems,
) -> Answer {
    case::may_import(web.app(), &viewer.actor)?;
    html(&Page {
        f: Frame::of(viewer, "tickets.title").under("/cases", "nav.cases"),
        system,
        columns: COLUMNS,
        problems,
        tried,
    })
}

/// `POST /cases/import`: tries the file; nothing is written.
pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    case::may_import(web.app(), &viewer.actor)?;
    let form = upload::read(form).await?;
    let system = form.field("system").trim().to_owned();
    let Some(file) = form.file else {
        let fault = wrong("file", "review.file_missing");
        return again(&web, &viewer, &fault, system);
    };
    let (on, actor, of) = (web.clone(), viewer.actor.clone(), system.clone());
    let work = |handle| async move { ended(try_file(&on, &actor, of, file, handle).await) };
    match follow(&web, &viewer, "tickets_try", work).await? {
        Followed::Answer(answer) => Ok(answer),
        Followed::Mend(fault) => again(&web, &viewer, &fault, system),
    }
}

fn again(web: &Web, viewer: &Viewer, fault: &Fault, system: String) -> Answer {
    let problems = Problems::of(viewer.visitor.prefs.lang, fault);
    let page = page(web, viewer, None, system, problems)?;
    Ok((fault.status, page).into_response())
}

fn ended(done: Result<End, Fault>) -> End {
    done.unwrap_or_else(End::Failed)
}

async fn try_file(
    web: &Web,
    actor: &Actor,
    system: String,
    file: FileIn,
    handle: Handle,
) -> Result<End, Fault> {
    let file = TicketFile::read(file).await?;
    let found = import(web.app(), actor, &system, &file, true, &handle).await?;
    let flash = Flash::with("flash.tickets_tried", found.lines);
    let id = web.held().put(Tried {
        person: actor.person.clone(),
        system,
        file,
        found,
    });
    let location = format!("/cases/import/{id}");
    Ok(End::Done { location, flash })
}

async fn import(
    app: &App,
    actor: &Actor,
    system: &str,
    file: &TicketFile,
    dry_run: bool,
    handle: &Handle,
) -> Result<case::Imported, Fault> {
    let tell = |step| handle.step(step);
    Ok(case::import(app, actor, system, file, dry_run, &tell).await?)
}

fn gone() -> Fault {
    Fault::of(StatusCode::NOT_FOUND, "tickets_gone")
}

/// `GET /cases/import/{id}`: what the file would do.
pub async fn look(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    let tried = web.held().get(&id, &viewer.actor.person).ok_or_else(gone)?;
    let system = tried.system.clone();
    page(&web, &viewer, Some((id, tried)), system, Problems::none())
}

/// `POST /cases/import/{id}`: the step.
pub async fn apply(State(web): State<Web>, viewer: Viewer, Path(id): Path<String>) -> Answer {
    case::may_import(web.app(), &viewer.actor)?;
    let tried = web.held().get(&id, &viewer.actor.person).ok_or_else(gone)?;
    let (on, actor) = (web.clone(), viewer.actor.clone());
    let work = |handle| async move { ended(write(&on, &actor, &id, &tried, handle).await) };
    match follow(&web, &viewer, "tickets_write", work).await? {
        Followed::Answer(answer) => Ok(answer),
        Followed::Mend(fault) => Err(fault),
    }
}

async fn write(
    web: &Web,
    actor: &Actor,
    id: &str,
    tried: &Tried,
    handle: Handle,
) -> Result<End, Fault> {
    let (system, file) = (&tried.system, &tried.file);
    let found = import(web.app(), actor, system, file, false, &handle).await?;
    if found.wrong == 0 {
        web.held().drop(id);
        return Ok(End::Done {
            location: "/cases?channel=import".to_owned(),
            flash: Flash::with("flash.tickets_imported", found.opened),
        });
    }
    // What was sound a moment ago no longer is; it is shown anew, and nothing was written.
    let id = web.held().put(Tried {
        person: actor.person.clone(),
        system: system.clone(),
        file: file.clone(),
        found,
    });
    Ok(End::Done {
        location: format!("/cases/import/{id}"),
        flash: Flash::new("flash.tickets_wrong"),
    })
}
