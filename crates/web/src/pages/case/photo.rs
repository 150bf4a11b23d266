//! `/cases/{id}/photos/{hash}`: areas of a photograph are blackened, by pointer or by numbers; what lies
//! under them is opened for a stated purpose.

use super::view::when;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::frame::Frame;
use crate::input;
use crate::pages::{Answer, file, html};
use crate::problems::Problems;
use crate::state::Web;
use app::case::{self, Area};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Most areas of one photograph.
const AREAS_MAX: usize = 50;
/// Empty rows offered beyond those in use.
const ROWS_MORE: usize = 5;
/// Names of the four numbers of an area; the number of its row follows.
const SIDES: [&str; 4] = ["x", "y", "w", "h"];

/// A row of the form: its number and four values as typed.
type Row = (usize, [String; 4]);

#[derive(Template)]
#[template(path = "case/photo.html")]
struct Page {
    f: Frame,
    id: String,
    version: i64,
    hash: String,
    kind: String,
    at: String,
    name: String,
    areas: Vec<Area>,
    rows: Vec<Row>,
    /// Something is sealed under what others see.
    sealed: bool,
    may_open: bool,
    purpose: String,
    problems: Problems,
    conflict: bool,
}

pub async fn show(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
) -> Answer {
    html(&page(&web, &viewer, &id, &hash, None).await?)
}

async fn page(
    web: &Web,
    viewer: &Viewer,
    id: &str,
    hash: &str,
    typed: Option<&BTreeMap<String, String>>,
) -> Result<Page, Fault> {
    let d = case::detail(web.app(), &viewer.actor, id, None).await?;
    let missing = || Fault::of(StatusCode::NOT_FOUND, "no_page");
    if !d.may.contains(&"redact") {
        return Err(app::AppError::forbidden("blacken a photograph").into());
    }
    let piece = d.evidence.iter().find(|e| e.file.sha256 == hash);
    let piece = piece.filter(|e| e.file.mime.starts_with("image/"));
    let piece = piece.ok_or_else(missing)?;
    let f = Frame::of(viewer, "blacken.title")
        .under("/cases", "nav.cases")
        .under_words(&format!("/cases/{id}"), &d.number);
    let typed = typed.map_or_else(|| stored(&piece.blackened), Clone::clone);
    Ok(Page {
        rows: rows(&typed),
        kind: f.t_in("evidence_kind", &piece.kind),
        at: when(Some(piece.at)),
        name: piece.file.name.clone(),
        areas: piece.blackened.clone(),
        sealed: piece.sealed_original.is_some(),
        may_open: d.may.contains(&"open_original"),
        purpose: typed.get("purpose").cloned().unwrap_or_default(),
        id: d.id,
        version: d.version,
        hash: hash.to_owned(),
        problems: Problems::none(),
        conflict: false,
        f,
    })
}

/// The areas as the form would send them.
fn stored(areas: &[Area]) -> BTreeMap<String, String> {
    let named = |(at, area): (usize, &Area)| {
        let numbers = [area.x, area.y, area.width, area.height];
        SIDES
            .into_iter()
            .zip(numbers)
            .map(move |(side, number)| (name(side, at + 1), number.to_string()))
    };
    areas.iter().enumerate().flat_map(named).collect()
}

fn name(side: &str, row: usize) -> String {
    format!("{side}{row}")
}

fn row(typed: &BTreeMap<String, String>, at: usize) -> [String; 4] {
    let value = |side: &str| {
        typed
            .get(&name(side, at))
            .map(|text| text.trim().to_owned())
    };
    SIDES.map(|side| value(side).unwrap_or_default())
}

fn used(row: &[String; 4]) -> bool {
    row.iter().any(|text| !text.is_empty())
}

/// The rows in use and some more.
fn rows(typed: &BTreeMap<String, String>) -> Vec<Row> {
    let last = (1..=AREAS_MAX).rfind(|at| used(&row(typed, *at)));
    let most = AREAS_MAX.min(last.unwrap_or(0) + ROWS_MORE);
    (1..=most).map(|at| (at, row(typed, at))).collect()
}

/// Whole thousandths; what is half filled in or no number is to be mended.
fn read(typed: &BTreeMap<String, String>) -> Result<Vec<Area>, Fault> {
    let numbers = (1..=AREAS_MAX).map(|at| row(typed, at)).filter(used);
    let area = |row: [String; 4]| {
        let number = |text: &String| text.parse::<u16>().ok();
        let read: Option<Vec<u16>> = row.iter().map(number).collect();
        match read.as_deref() {
            Some([x, y, width, height]) => Ok(Area {
                x: *x,
                y: *y,
                width: *width,
                height: *height,
            }),
            _ => Err(input::wrong("areas", "input.area")),
        }
    };
    numbers.map(area).collect()
}

/// Draws the copy that others see from now on.
pub async fn blacken(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Answer {
    let version = typed.get("version").and_then(|v| v.parse().ok());
    let version = version.ok_or_else(|| Fault::of(StatusCode::BAD_REQUEST, "unreadable"))?;
    let whole = typed.get("whole").is_some_and(|word| word == "1");
    let areas = if whole { Ok(vec![]) } else { read(&typed) };
    let done = match areas {
        Ok(areas) => case::redact(web.app(), &viewer.actor, &id, version, (&hash, areas))
            .await
            .map_err(Fault::from),
        Err(fault) => Err(fault),
    };
    match done {
        Ok(_) => {
            let to = format!("/cases/{id}#evidence");
            Ok(Flash::new("flash.case_blackened").go(&to, web.options().secure_cookies))
        }
        Err(fault) => again(&web, &viewer, (&id, &hash), &typed, fault).await,
    }
}

async fn again(
    web: &Web,
    viewer: &Viewer,
    (id, hash): (&str, &str),
    typed: &BTreeMap<String, String>,
    fault: Fault,
) -> Answer {
    let mendable = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::CONFLICT];
    if !mendable.contains(&fault.status) {
        return Err(fault);
    }
    let mut page = page(web, viewer, id, hash, Some(typed)).await?;
    page.problems = Problems::of(page.f.lang(), &fault);
    page.conflict = fault.current_version.is_some();
    Ok((fault.status, html(&page)?).into_response())
}

#[derive(Deserialize)]
pub struct PurposeForm {
    #[serde(default)]
    purpose: String,
}

/// The sealed file, in this answer alone; that it was opened is on record before.
pub async fn original(
    State(web): State<Web>,
    viewer: Viewer,
    Path((id, hash)): Path<(String, String)>,
    Form(form): Form<PurposeForm>,
) -> Answer {
    let asked = (hash.as_str(), form.purpose.as_str());
    match case::original(web.app(), &viewer.actor, &id, asked).await {
        Ok(out) => Ok(file::look(out)),
        Err(error) => {
            let mut page = page(&web, &viewer, &id, &hash, None).await?;
            let fault = Fault::from(error);
            if fault.status != StatusCode::UNPROCESSABLE_ENTITY {
                return Err(fault);
            }
            page.purpose = form.purpose;
            page.problems = Problems::of(page.f.lang(), &fault);
            Ok((fault.status, html(&page)?).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let own = pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        own.collect()
    }

    #[test]
    fn rows_are_read_empty_ones_passed_over_and_half_ones_refused() {
        let given = typed(&[
            ("x1", "0"),
            ("y1", "10"),
            ("w1", "500"),
            ("h1", " 20 "),
            ("x2", ""),
        ]);
        let areas = read(&given).unwrap();
        assert_eq!((areas.len(), areas[0].width, areas[0].height), (1, 500, 20));
        assert_eq!(stored(&areas).get("h1").map(String::as_str), Some("20"));
        assert!(read(&typed(&[("x1", "5")])).is_err());
        assert!(
            read(&typed(&[
                ("x3", "-1"),
                ("y3", "0"),
                ("w3", "1"),
                ("h3", "1")
            ]))
            .is_err()
        );
        assert_eq!(rows(&given).len(), 1 + ROWS_MORE);
        assert_eq!(rows(&typed(&[("w50", "1")])).len(), AREAS_MAX);
    }
}
