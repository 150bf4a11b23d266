//! What people do to a series: confirm, send back, take back, mark a break.

use super::super::Answer;
use crate::edge::fault::Fault;
use crate::edge::session::Viewer;
use crate::flash::Flash;
use crate::input;
use crate::retry::{Input, Retry};
use crate::state::Web;
use ::indicator::BreakKind;
use ::indicator::definition::MarkBreak;
use ::indicator::observation::{Reject, Withdraw};
use app::indicator::{self as indicators, CellEntry};
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use std::collections::HashMap;

/// Why a series may break.
const BREAKS: [&str; 5] = ["entry", "boundary", "census", "method", "meter"];

type Fields = HashMap<String, String>;

fn of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map(String::as_str).unwrap_or_default()
}

fn version(fields: &Fields) -> i64 {
    of(fields, "version").parse().unwrap_or_default()
}

/// `POST /indicators/{code}/values/{value}/{no}/{confirm|reject|withdraw}`.
pub async fn decide(
    State(web): State<Web>,
    viewer: Viewer,
    Path((code, value, no, verb)): Path<(String, String, u32, String)>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (app, actor) = (web.app(), &viewer.actor);
    let reason = of(&fields, "reason").to_owned();
    let on = (value.as_str(), version(&fields));
    let (done, flash) = match verb.as_str() {
        "confirm" => {
            let entry = CellEntry {
                cell: value.clone(),
                no,
            };
            let done = indicators::confirm_many(app, actor, &[entry]).await;
            (done.map(|_| ()), "flash.indicator_confirmed_one")
        }
        "reject" => {
            let done = indicators::reject(app, actor, on, Reject { no, reason }).await;
            (done.map(|_| ()), "flash.record_returned")
        }
        "withdraw" => {
            let done = indicators::withdraw(app, actor, on, Withdraw { no, reason }).await;
            (done.map(|_| ()), "flash.indicator_withdrawn")
        }
        _ => return Err(Fault::of(StatusCode::NOT_FOUND, "no_page")),
    };
    let back = format!("/indicators/{code}");
    match done {
        Ok(()) => Ok(Flash::new(flash).go(&back, web.options().secure_cookies)),
        Err(error) => Retry::to(format!("{back}/values/{value}/{no}/{verb}"), &back)
            .hidden("version", of(&fields, "version"))
            .long("reason", "form.reason", of(&fields, "reason"))
            .answer(&viewer, error.into()),
    }
}

/// `POST /indicators/{code}/break`.
pub async fn mark_break(
    State(web): State<Web>,
    viewer: Viewer,
    Path(code): Path<String>,
    Form(fields): Form<Fields>,
) -> Answer {
    let read = || -> Result<MarkBreak, Fault> {
        let kind = input::code("kind", of(&fields, "kind"), BREAKS)?;
        let kind = kind.and_then(BreakKind::from_code);
        let from = input::day("from", of(&fields, "from"))?;
        Ok(MarkBreak {
            new_id: format!("{code}-{from}"),
            from,
            place: None,
            kind: kind.ok_or_else(|| input::wrong("kind", "input.choice"))?,
            note: of(&fields, "note").to_owned(),
        })
    };
    let done = match read() {
        Ok(cmd) => {
            let on = (code.as_str(), version(&fields));
            let done = indicators::mark_break(web.app(), &viewer.actor, on, cmd).await;
            done.map_err(Into::into)
        }
        Err(fault) => Err(fault),
    };
    let back = format!("/indicators/{code}");
    match done {
        Ok(_) => Ok(Flash::new("flash.project_changed").go(&back, web.options().secure_cookies)),
        Err(fault) => Retry::to(format!("{back}/break"), &back)
            .hidden("version", of(&fields, "version"))
            .hidden("kind", of(&fields, "kind"))
            .field(
                "from",
                "indicator.break_from",
                of(&fields, "from"),
                Input::Day,
            )
            .long("note", "indicator.note", of(&fields, "note"))
            .answer(&viewer, fault),
    }
}
