//! What programs send: reports and updates, with the token of a unit as `api_key`.

use super::answer::Node;
use super::args::{Args, missing, wrong};
use super::call::Call;
use crate::api::body::Form;
use crate::edge::csrf::{FORM_BYTES_MAX, UPLOAD_BYTES_MAX, announced};
use crate::edge::fault::Fault;
use crate::edge::load;
use crate::state::Web;
use crate::words::fill;
use app::open311::{Submit, UpdateIn};
use app::{Actor, FileIn};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use tokio::sync::OwnedSemaphorePermit;

/// A body as sent.
struct Sent {
    args: Args,
    files: Vec<FileIn>,
    /// The turn of a large one, given back with the answer.
    _turn: Option<OwnedSemaphorePermit>,
}

/// `POST requests`.
pub async fn create(State(web): State<Web>, call: Call, request: Request) -> Response {
    let sent = match read(&web, request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = created(&web, &call, sent).await;
    done.unwrap_or_else(IntoResponse::into_response)
}

async fn created(web: &Web, call: &Call, sent: Sent) -> Result<Response, Fault> {
    let args = &sent.args;
    let actor = actor(web, args).await?;
    let cmd = Submit {
        service: args.needed("service_code")?.to_owned(),
        description: args.text("description"),
        point: point(args)?,
        address: args.text("address_string"),
        name: name(args),
        phone: args.text("phone"),
        email: args.text("email"),
        media_url: args.get("media_url").map(str::to_owned),
        attributes: attributes(args)?,
        photos: sent.files,
    };
    let taken = app::open311::submit(web.app(), &actor, cmd).await?;
    let mut row = vec![];
    match (taken.told(), &taken.token) {
        (Some(number), _) => row.push(("service_request_id", Node::text(number))),
        (None, token) => row.push(("token", Node::maybe(token.as_deref()))),
    }
    let notice = fill(call.lang, "open311.notice", &[("code", &taken.code)]);
    row.push(("service_notice", Node::text(notice)));
    row.push(("account_id", Node::Null));
    let rows = vec![Node::Map(row)];
    Ok(call.answer("service_requests", &Node::List("request", rows)))
}

/// `POST servicerequestupdates`.
pub async fn add(State(web): State<Web>, call: Call, request: Request) -> Response {
    let sent = match read(&web, request).await {
        Ok(sent) => sent,
        Err(response) => return response,
    };
    let done = added(&web, &call, sent).await;
    done.unwrap_or_else(IntoResponse::into_response)
}

async fn added(web: &Web, call: &Call, sent: Sent) -> Result<Response, Fault> {
    let args = &sent.args;
    let actor = actor(web, args).await?;
    let cmd = UpdateIn {
        request: args.needed("service_request_id")?.to_owned(),
        id: args.get("update_id").map(str::to_owned),
        text: args.needed("description")?.to_owned(),
    };
    let id = app::open311::add_update(web.app(), &actor, cmd).await?;
    let rows = vec![Node::Map(vec![("update_id", Node::text(id))])];
    Ok(call.answer(
        "service_request_updates",
        &Node::List("request_update", rows),
    ))
}

/// The unit whose token `api_key` is; 403 without one, as the protocol has it.
async fn actor(web: &Web, args: &Args) -> Result<Actor, Fault> {
    app::open311::check_jurisdiction(web.app(), args.get("jurisdiction_id"))?;
    let unknown = || Fault::of(StatusCode::FORBIDDEN, "open311_key");
    let key = args.get("api_key").ok_or_else(unknown)?;
    let actor = app::session::by_api_token(web.app(), key).await?;
    actor.ok_or_else(unknown)
}

/// Reads a plain form, or one with pictures. Errors are ready to be answered.
async fn read(web: &Web, request: Request) -> Result<Sent, Response> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let files = match kind.as_str() {
        "multipart/form-data" => true,
        "application/x-www-form-urlencoded" => false,
        _ => {
            return Err(Fault::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type").into_response());
        }
    };
    let limit = if files {
        UPLOAD_BYTES_MAX
    } else {
        FORM_BYTES_MAX
    };
    let announced = announced(request.headers());
    if announced.is_some_and(|bytes| bytes > limit) {
        return Err(Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "too_large").into_response());
    }
    let turn = match files && announced.is_none_or(|bytes| bytes > FORM_BYTES_MAX) {
        true => Some(load::upload_turn(web, limit).await?),
        false => None,
    };
    let (parts, body) = request.into_parts();
    let pause = web.options().limits.body_pause;
    let bytes = load::whole(body, limit, pause).await;
    let bytes = bytes.map_err(IntoResponse::into_response)?;
    let (args, files) = match files {
        false => (Args::parse(&bytes), vec![]),
        true => {
            let whole = Request::from_parts(parts, Body::from(bytes));
            let form = Form::read(whole)
                .await
                .map_err(IntoResponse::into_response)?;
            let files = form.files.into_iter().map(|(_, file)| file);
            (Args::of(form.texts.into_iter()), files.collect())
        }
    };
    Ok(Sent {
        args: args.map_err(IntoResponse::into_response)?,
        files,
        _turn: turn,
    })
}

fn point(args: &Args) -> Result<Option<(f64, f64)>, Fault> {
    let degrees = |name: &str| {
        let Some(text) = args.get(name) else {
            return Ok(None);
        };
        let degrees = text.parse().ok().filter(|d: &f64| d.is_finite());
        degrees.map(Some).ok_or_else(|| wrong(name))
    };
    match (degrees("long")?, degrees("lat")?) {
        (Some(lon), Some(lat)) => Ok(Some((lon, lat))),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(missing("long")),
        (Some(_), None) => Err(missing("lat")),
    }
}

/// Family name first where it is written so, as in Chinese.
fn name(args: &Args) -> String {
    let (first, last) = (args.text("first_name"), args.text("last_name"));
    match first.is_ascii() && last.is_ascii() {
        true => format!("{first} {last}").trim().to_owned(),
        false => format!("{last}{first}"),
    }
}

/// `attribute[code]=value`; no attribute takes several values.
fn attributes(args: &Args) -> Result<BTreeMap<String, String>, Fault> {
    let mut all = BTreeMap::new();
    for (name, value) in args.iter() {
        let Some(code) = name.strip_prefix("attribute[") else {
            continue;
        };
        let code = code.strip_suffix("[]").unwrap_or(code);
        let code = code.strip_suffix(']').ok_or_else(|| wrong(name))?;
        if all.insert(code.to_owned(), value.to_owned()).is_some() {
            return Err(wrong(name));
        }
    }
    Ok(all)
}
