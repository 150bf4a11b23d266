//! `/duty/{code}/entries`: an entry is added, changed or ended.

use super::super::{Answer, html};
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::problems::Problems;
use crate::state::Web;
use crate::units::Choice;
use app::AppError;
use app::duty::{EntryForm, EntryView, MatterDetail};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use duty::EntryKind;
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    id: String,
    unit: String,
    kind: String,
    /// Codes separated by commas, as one field, so that the form needs no script.
    places: String,
    counterpart: String,
    valid_from: String,
    valid_to: String,
    basis: String,
    reason: String,
}

impl Typed {
    fn of(version: i64, entry: &EntryView) -> Self {
        let codes: Vec<&str> = entry.places.iter().map(|p| p.code.as_str()).collect();
        Self {
            version,
            id: entry.id.clone(),
            unit: entry.unit.code.clone(),
            kind: entry.kind.code().to_owned(),
            places: codes.join("，"),
            counterpart: entry
                .counterpart
                .as_ref()
                .map(|u| u.code.clone())
                .unwrap_or_default(),
            valid_from: entry.valid_from.to_string(),
            valid_to: entry.valid_to.map(|d| d.to_string()).unwrap_or_default(),
            basis: entry.basis.clone(),
            reason: String::new(),
        }
    }

    fn form(&self) -> Result<EntryForm, Fault> {
        let kind = EntryKind::from_code(&self.kind);
        let places = self.places.split([',', '，', '、', ' ', ';', '；']);
        Ok(EntryForm {
            id: input::given(&self.id),
            unit: self.unit.clone(),
            kind: kind.ok_or_else(|| input::wrong("kind", "input.choice"))?,
            places: places.filter_map(input::given).collect(),
            counterpart: input::given(&self.counterpart),
            valid_from: input::day("valid_from", &self.valid_from)?,
            valid_to: input::day_or_none("valid_to", &self.valid_to)?,
            basis: self.basis.clone(),
        })
    }
}

#[derive(Template)]
#[template(path = "duty/put.html")]
struct Page {
    f: Frame,
    code: String,
    typed: Typed,
    units: Vec<Choice>,
    places: Vec<Choice>,
    problems: Problems,
}

/// A form for a new entry.
pub async fn ask(State(web): State<Web>, viewer: Viewer, Path(code): Path<String>) -> Answer {
    let it = editable(&web, &viewer, &code).await?;
    let typed = Typed {
        version: it.version,
        kind: "core".to_owned(),
        valid_from: web.app().today().to_string(),
        ..Typed::default()
    };
    page(&web, &viewer, &it, typed, Problems::none())
}

/// A form with an entry as it is.
pub async fn ask_change(
    State(web): State<Web>,
    viewer: Viewer,
    Path((code, id)): Path<(String, String)>,
) -> Answer {
    let it = editable(&web, &viewer, &code).await?;
    let entry = it.entries.iter().find(|e| e.id == id);
    let entry = entry.ok_or_else(|| Fault::of(StatusCode::NOT_FOUND, "no_page"))?;
    let typed = Typed::of(it.version, entry);
    page(&web, &viewer, &it, typed, Problems::none())
}

/// Puts it in the list.
pub async fn submit(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    let done = match typed.form() {
        Ok(form) => {
            let reason = &typed.reason;
            app::duty::put(
                web.app(),
                &viewer.actor,
                &code,
                typed.version,
                &form,
                reason,
            )
            .await
            .map_err(Fault::from)
        }
        Err(fault) => Err(fault),
    };
    match done {
        Ok(_) => {
            Ok(Flash::new("flash.duty_put")
                .go(&format!("/duty/{code}"), web.options().secure_cookies))
        }
        Err(fault)
            if matches!(
                fault.status,
                StatusCode::UNPROCESSABLE_ENTITY | StatusCode::CONFLICT
            ) =>
        {
            let it = editable(&web, &viewer, &code).await?;
            let problems = Problems::of(viewer.visitor.prefs.lang, &fault);
            let typed = Typed {
                version: it.version,
                ..typed
            };
            let page = page(&web, &viewer, &it, typed, problems)?;
            Ok((fault.status, page).into_response())
        }
        Err(fault) => Err(fault),
    }
}

async fn editable(web: &Web, viewer: &Viewer, code: &str) -> Result<MatterDetail, Fault> {
    let it = app::duty::show(web.app(), &viewer.actor, code, None).await?;
    if it.may.contains(&"edit") {
        return Ok(it);
    }
    Err(AppError::forbidden("edit duty_list").into())
}

fn page(web: &Web, viewer: &Viewer, it: &MatterDetail, typed: Typed, problems: Problems) -> Answer {
    let title = if typed.id.is_empty() {
        "duty.add"
    } else {
        "duty.change"
    };
    let code = it.matter.code.to_string();
    let mut f = Frame::of(viewer, title).under("/duty", "nav.duty");
    f.crumbs
        .push((format!("/duty/{code}"), it.matter.name.clone()));
    html(&Page {
        f,
        code,
        typed,
        units: super::units(web.app()),
        places: super::places(web.app()),
        problems,
    })
}
