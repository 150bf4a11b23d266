//! `/indicators/import`: a sheet as the unit sends it. It is mapped once, asked about, and taken over as a
//! whole; `/indicators/sheets/{id}`: what came of one.
//!
//! As with every sheet, the page carries the file, and what is applied must be what was shown.

mod batch;
mod form;
mod view;

pub use batch::{confirm, show as show_batch};

use super::super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::pages::carried::{self, Outcome, Shown};
use crate::pages::review::upload::{self, Upload};
use crate::problems::Problems;
use crate::state::Web;
use app::AppError;
use app::indicator::{self as indicators, ImportCmd, SheetImport};
use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use org::{Action, Resource};
use view::{MapView, Periods, ReadView};

#[derive(Template)]
#[template(path = "indicators/import/import.html")]
struct Page {
    f: Frame,
    form: Upload,
    periods: Periods,
    map: Option<MapView>,
    read: Option<ReadView>,
    changed_meanwhile: bool,
    problems: Problems,
}

impl Page {
    fn value(&self, name: &str) -> &str {
        self.form.field(name)
    }

    fn stage(&self) -> &str {
        match self.form.field("stage") {
            "" => "provisional",
            typed => typed,
        }
    }
}

pub async fn ask(State(web): State<Web>, viewer: Viewer) -> Answer {
    html(&page(&web, &viewer, Upload::default())?)
}

fn page(web: &Web, viewer: &Viewer, form: Upload) -> Result<Page, Fault> {
    let own = [viewer.actor.unit.as_str()];
    let app = web.app();
    if !app.may(&viewer.actor, Action::Claim, Resource::Indicator, &own) {
        return Err(AppError::forbidden("claim indicator").into());
    }
    Ok(Page {
        f: Frame::of(viewer, "indicator.import").under("/indicators", "nav.indicators"),
        periods: Periods::until(app.today()),
        form,
        map: None,
        read: None,
        changed_meanwhile: false,
        problems: Problems::none(),
    })
}

/// `POST`: to be mapped, a dry run, or with `apply` and the digest of what was shown, the step itself.
pub async fn submit(State(web): State<Web>, viewer: Viewer, form: Multipart) -> Answer {
    let form = upload::read(form).await?;
    let kept = Upload {
        file: None,
        fields: form.fields.clone(),
    };
    let (app, actor) = (web.app(), &viewer.actor);
    let done = match form::read(&form) {
        Err(fault) => Err(fault),
        Ok(cmd) => {
            let import = |file, dry| {
                let cmd = ImportCmd {
                    file,
                    ..cmd.clone()
                };
                async move { indicators::import(app, actor, &cmd, dry).await }
            };
            let blocks = |done: &SheetImport| usize::from(!done.is_ready());
            carried::step(form, blocks, import).await
        }
    };
    match done {
        Ok(Outcome::Applied(done)) => {
            let to = done.batch.unwrap_or_default();
            Ok(
                Flash::with("flash.indicator_imported", done.lines.len()).go(
                    &format!("/indicators/sheets/{to}"),
                    web.options().secure_cookies,
                ),
            )
        }
        Ok(Outcome::Shown(shown, another)) => {
            let mut page = page(&web, &viewer, kept)?;
            page.changed_meanwhile = another;
            put(&mut page, shown);
            html(&page)
        }
        Err(fault) if fault.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let mut page = page(&web, &viewer, kept)?;
            page.problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            Ok((fault.status, html(&page)?).into_response())
        }
        Err(fault) => Err(fault),
    }
}

fn put(page: &mut Page, mut shown: Shown<SheetImport>) {
    match shown.diff.look.take() {
        Some(look) => page.map = Some(MapView::of(&page.f, look, shown)),
        None => page.read = Some(ReadView::of(&page.form, shown)),
    }
}
