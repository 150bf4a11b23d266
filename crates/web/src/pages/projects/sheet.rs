//! `/projects/plan` and `/projects/progress`: sheets in and out. As with every sheet, the dry run's page
//! carries the file, and what is applied must be what was shown.

use super::super::{Answer, html};
use super::asked::year as read_year;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::pages::carried::{self, Outcome, Shown};
use crate::pages::file::download;
use crate::pages::list::format;
use crate::pages::review::upload::{self, Upload};
use crate::problems::Problems;
use crate::state::Web;
use app::AppError;
use app::project::{self, PlanImport, ProgressImport};
use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use org::{Action, Resource};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "projects/plan.html")]
struct PlanPage {
    f: Frame,
    year: String,
    basis: String,
    reason: String,
    shown: Option<Shown<PlanImport>>,
    changed_meanwhile: bool,
    problems: Problems,
}

impl PlanPage {
    /// True where taking the sheet over changes something.
    fn changes(&self, diff: &PlanImport) -> bool {
        diff.lines.iter().any(|line| line.changes)
    }
}

#[derive(Template)]
#[template(path = "projects/progress.html")]
struct ProgressPage {
    f: Frame,
    year: String,
    month: String,
    note: String,
    shown: Option<Shown<ProgressImport>>,
    changed_meanwhile: bool,
    problems: Problems,
}

/// Of which year and month.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Of {
    year: String,
    month: String,
}

pub async fn ask_plan(State(web): State<Web>, viewer: Viewer) -> Answer {
    let page = plan_page(&web, &viewer, &Upload::default(), Problems::none())?;
    html(&page)
}

pub async fn ask_progress(State(web): State<Web>, viewer: Viewer) -> Answer {
    let page = progress_page(&web, &viewer, &Upload::default(), Problems::none())?;
    html(&page)
}

fn check(web: &Web, viewer: &Viewer) -> Result<(), Fault> {
    let own = [viewer.actor.unit.as_str()];
    match web
        .app()
        .may(&viewer.actor, Action::Import, Resource::Project, &own)
    {
        true => Ok(()),
        false => Err(AppError::forbidden("import project").into()),
    }
}

fn plan_page(
    web: &Web,
    viewer: &Viewer,
    form: &Upload,
    problems: Problems,
) -> Result<PlanPage, Fault> {
    check(web, viewer)?;
    let year = input::given(form.field("year"));
    Ok(PlanPage {
        f: Frame::of(viewer, "project.import_plan").under("/projects", "nav.projects"),
        year: year.unwrap_or_else(|| web.app().today().year().to_string()),
        basis: form.field("basis").to_owned(),
        reason: form.field("reason").to_owned(),
        shown: None,
        changed_meanwhile: false,
        problems,
    })
}

fn progress_page(
    web: &Web,
    viewer: &Viewer,
    form: &Upload,
    problems: Problems,
) -> Result<ProgressPage, Fault> {
    check(web, viewer)?;
    let last = web
        .app()
        .today()
        .first_of_month()
        .saturating_sub(jiff::ToSpan::day(1));
    let given = |name, usual: String| input::given(form.field(name)).unwrap_or(usual);
    Ok(ProgressPage {
        f: Frame::of(viewer, "project.import_progress").under("/projects", "nav.projects"),
        year: given("year", last.year().to_string()),
        month: given("month", last.month().to_string()),
        note: form.field("note").to_owned(),
        shown: None,
        changed_meanwhile: false,
        problems,
    })
}

/// `POST`: a dry run, or with `apply` and the digest of the difference shown, the step itself.
pub async fn plan(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let mut page = plan_page(&web, &viewer, &form, Problems::none())?;
    let (app, actor) = (web.app(), &viewer.actor);
    let words = (page.basis.clone(), page.reason.clone());
    let done = match read_year(&page.year) {
        Err(fault) => Err(fault),
        Ok(year) => {
            let year = year.unwrap_or_else(|| app.today().year());
            let import = |file, dry| {
                let words = (words.0.as_str(), words.1.as_str());
                project::import_plan(app, actor, (file, year), words, dry)
            };
            carried::step(form, |diff: &PlanImport| diff.faults.len(), import).await
        }
    };
    match done {
        Ok(Outcome::Applied(done)) => {
            let changed = done.lines.iter().filter(|l| l.changes).count();
            Ok(Flash::with("flash.project_planned", changed)
                .go("/projects", web.options().secure_cookies))
        }
        Ok(Outcome::Shown(shown, another)) => {
            page.shown = Some(shown);
            page.changed_meanwhile = another;
            html(&page)
        }
        Err(fault) => {
            page.problems = mendable(&viewer, &fault).ok_or(fault)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
    }
}

/// As [`plan`]; `sure` says yes to what is odd.
pub async fn progress(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let mut page = progress_page(&web, &viewer, &form, Problems::none())?;
    let (app, actor) = (web.app(), &viewer.actor);
    let (note, sure) = (page.note.clone(), form.field("sure") == "1");
    let month = page.month.parse().ok().filter(|m| (1..=12).contains(m));
    let month = month.ok_or_else(|| input::wrong("month", "input.month"));
    let done = match (read_year(&page.year), month) {
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
        (Ok(year), Ok(month)) => {
            let year = year.unwrap_or_else(|| app.today().year());
            let import = |file, dry| {
                let odd = (note.as_str(), sure);
                project::import_progress(app, actor, (file, year, month), odd, dry)
            };
            let blocks = |diff: &ProgressImport| diff.faults.len();
            carried::step(form, blocks, import).await
        }
    };
    match done {
        Ok(Outcome::Applied(done)) if done.applied => {
            Ok(Flash::with("flash.project_reported", done.lines.len())
                .go("/projects", web.options().secure_cookies))
        }
        Ok(Outcome::Applied(_)) => {
            let fault = input::wrong("sure", "input.sure");
            page.problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Ok(Outcome::Shown(shown, another)) => {
            page.shown = Some(shown);
            page.changed_meanwhile = another;
            html(&page)
        }
        Err(fault) => {
            page.problems = mendable(&viewer, &fault).ok_or(fault)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
    }
}

fn mendable(viewer: &Viewer, fault: &Fault) -> Option<Problems> {
    let mendable = fault.status == StatusCode::UNPROCESSABLE_ENTITY;
    mendable.then(|| Problems::of(viewer.visitor.prefs.lang, fault))
}

/// `GET /projects/plan/sheet/{csv|xlsx}?year=`.
pub async fn plan_out(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(of): Query<Of>,
) -> Answer {
    let year = read_year(&of.year)?.unwrap_or_else(|| web.app().today().year());
    let out = project::export_plan(web.app(), &viewer.actor, year, format(&code)?).await?;
    Ok(download(out))
}

/// `GET /projects/progress/sheet/{csv|xlsx}?year=&month=`.
pub async fn progress_out(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Query(of): Query<Of>,
) -> Answer {
    let year = read_year(&of.year)?.unwrap_or_else(|| web.app().today().year());
    let month = of.month.parse().ok().filter(|m| (1..=12).contains(m));
    let month = month.ok_or_else(|| input::wrong("month", "input.month"))?;
    let out =
        project::export_progress(web.app(), &viewer.actor, (year, month), format(&code)?).await?;
    Ok(download(out))
}
