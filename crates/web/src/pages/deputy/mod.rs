//! `/deputy`: a deputy's own snapshots (代表随手拍, F1-06): filed with a photograph and a place, followed,
//! and their answers rated.

mod one;

use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::{Frame, with_query};
use crate::pages::case::form::CaseForm;
use crate::pages::case::view::{RowView, rows};
use crate::pages::{Answer, html};
use crate::problems::Problems;
use crate::state::Web;
use app::case::TypeView;
use app::deputy::{self, Snapshot, Snapshots};
use askama::Template;
use axum::Router;
use axum::extract::{Multipart, Query, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;

pub fn router() -> Router<Web> {
    Router::new()
        .route("/deputy", get(show).post(file))
        .route("/deputy/{id}", get(one::show))
        .route("/deputy/{id}/rate", post(one::rate))
        .route("/deputy/{id}/again", post(one::again))
        .route("/deputy/{id}/add", post(one::add))
        .route("/deputy/{id}/photo/{hash}", get(one::photo))
}

#[derive(Template)]
#[template(path = "deputy/list.html")]
struct Page {
    f: Frame,
    /// The type that takes snapshots; none where the district has none.
    kind: Option<TypeView>,
    form: CaseForm,
    rows: Vec<RowView>,
    filed: i64,
    open: i64,
    to_rate: i64,
    next: Option<String>,
    problems: Problems,
}

impl Page {
    fn v(&self, name: &str) -> &str {
        self.form.text(name)
    }
    fn fv(&self, key: &str) -> &str {
        self.form.text(&format!("f_{key}"))
    }
    fn fis(&self, key: &str, code: &str) -> bool {
        self.fv(key) == code
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    after: String,
}

async fn show(State(web): State<Web>, viewer: Viewer, Query(asked): Query<Asked>) -> Answer {
    let after = crate::input::given(&asked.after);
    html(&page(&web, &viewer, after, CaseForm::default()).await?)
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    after: Option<String>,
    form: CaseForm,
) -> Result<Page, Fault> {
    let kind = match deputy::form(web.app(), &viewer.actor) {
        Ok(kind) => Some(kind),
        Err(error) if error.code() == "deputy.no_type" => None,
        Err(error) => return Err(error.into()),
    };
    let own: Snapshots = deputy::list(web.app(), &viewer.actor, after).await?;
    let f = Frame::of(viewer, "deputy.title");
    let mut lines = rows(&own.rows);
    for (line, row) in lines.iter_mut().zip(&own.rows) {
        line.href = format!("/deputy/{}", row.id);
    }
    Ok(Page {
        kind,
        form,
        rows: lines,
        filed: own.filed,
        open: own.open,
        to_rate: own.to_rate,
        next: own.next.map(|after| with_query(&f.here, "after", &after)),
        problems: Problems::none(),
        f,
    })
}

async fn file(State(web): State<Web>, viewer: Viewer, multipart: Multipart) -> Answer {
    let mut form = CaseForm::read(multipart).await?;
    let photos = std::mem::take(&mut form.files);
    let filed = match form.place() {
        Ok(place) => {
            let given = Snapshot {
                fields: form.fields(),
                place,
                photos: photos.into_iter().map(|piece| piece.file).collect(),
            };
            let filed = deputy::file(web.app(), &viewer.actor, given).await;
            filed.map_err(Fault::from)
        }
        Err(fault) => Err(fault),
    };
    match filed {
        Ok(case) => {
            let to = format!("/deputy/{}", case.value.id);
            let said = Flash::with("flash.snapshot_filed", &case.value.number);
            Ok(said.go(&to, web.options().secure_cookies))
        }
        Err(fault) => {
            let mendable = [
                StatusCode::UNPROCESSABLE_ENTITY,
                StatusCode::PAYLOAD_TOO_LARGE,
            ];
            if !mendable.contains(&fault.status) {
                return Err(fault);
            }
            let mut page = page(&web, &viewer, None, form).await?;
            page.problems = Problems::of(page.f.lang(), &fault);
            Ok((fault.status, html(&page)?).into_response())
        }
    }
}
