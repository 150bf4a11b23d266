//! Reports that everybody may read, and numbers for tokens.

use super::V2;
use super::answer::Node;
use super::args::{Args, wrong};
use super::call::Call;
use crate::edge::fault::Fault;
use crate::state::Web;
use app::open311::{PAGE_ROWS_MAX, Request, RequestAsk};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

/// The most pages that can be named; rows are bounded besides.
const PAGES_MAX: usize = 10_000;

/// `GET requests`.
pub async fn list(State(web): State<Web>, call: Call) -> Result<Response, Fault> {
    let ask = asked(&call.args)?;
    let found = app::open311::requests(web.app(), &ask).await?;
    let extended = extended(&call.args);
    let rows = found.rows.iter().map(|r| view(r, &web, extended)).collect();
    let mut response = call.answer("service_requests", &Node::List("request", rows));
    if found.more
        && let Some(link) = next(&call, ask.page + 1)
    {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

/// `GET requests/ID`: a list of one, as the protocol has it.
pub async fn one(
    State(web): State<Web>,
    call: Call,
    Path(file): Path<String>,
) -> Result<Response, Fault> {
    let found = app::open311::request(web.app(), call.named(&file)).await?;
    let rows = vec![view(&found, &web, extended(&call.args))];
    Ok(call.answer("service_requests", &Node::List("request", rows)))
}

/// `GET tokens/TOKEN`: a list of one.
pub async fn token(
    State(web): State<Web>,
    call: Call,
    Path(file): Path<String>,
) -> Result<Response, Fault> {
    let token = call.named(&file);
    let number = app::open311::number_of(web.app(), token).await?;
    let row = Node::Map(vec![
        ("service_request_id", Node::text(number)),
        ("token", Node::text(token)),
    ]);
    Ok(call.answer("service_requests", &Node::List("request", vec![row])))
}

fn asked(args: &Args) -> Result<RequestAsk, Fault> {
    let mut states = vec![];
    for word in args.list("status") {
        match word.to_ascii_lowercase().as_str() {
            "open" => states.push(true),
            "closed" => states.push(false),
            _ => return Err(wrong("status")),
        }
    }
    let both = states.contains(&true) && states.contains(&false);
    let usual = RequestAsk::default();
    Ok(RequestAsk {
        ids: args.list("service_request_id"),
        services: args.list("service_code"),
        from: args.instant("start_date")?,
        to: args.instant("end_date")?,
        open: states.first().copied().filter(|_| !both),
        updated_from: args.instant("updated_after")?,
        updated_to: args.instant("updated_before")?,
        page: args.count("page", 1, PAGES_MAX)?.unwrap_or(usual.page),
        page_size: args
            .count("page_size", 1, PAGE_ROWS_MAX)?
            .unwrap_or(usual.page_size),
    })
}

fn extended(args: &Args) -> bool {
    args.get("extensions")
        .is_some_and(|v| v.eq_ignore_ascii_case("true"))
}

/// Where the next page is, as `Link: <…>; rel="next"`.
fn next(call: &Call, page: usize) -> Option<HeaderValue> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(call.args.iter().filter(|(name, _)| *name != "page"));
    query.append_pair("page", &page.to_string());
    let suffix = match call.format.media_type() {
        "text/xml" => "xml",
        _ => "json",
    };
    let query = query.finish();
    let link = format!(
        "<{}{V2}/requests.{suffix}?{query}>; rel=\"next\"",
        call.base
    );
    HeaderValue::from_str(&link).ok()
}

fn view(it: &Request, web: &Web, extended: bool) -> Node {
    let coordinate = |millionths: Option<i64>| millionths.map_or(Node::Null, Node::degrees);
    let mut pairs = vec![
        ("service_request_id", Node::text(&it.id)),
        ("status", Node::text(status(it.open))),
        ("status_notes", Node::text(&it.state)),
        ("service_name", Node::text(&it.service_name)),
        ("service_code", Node::text(&it.service_code)),
        ("description", Node::text(&it.about)),
        ("agency_responsible", Node::maybe(it.agency.as_deref())),
        ("service_notice", Node::Null),
        ("requested_datetime", Node::text(it.requested.to_string())),
        ("updated_datetime", Node::text(it.updated.to_string())),
        (
            "expected_datetime",
            Node::maybe(it.expected.map(|at| at.to_string())),
        ),
        ("address", Node::maybe(it.address.as_deref())),
        ("address_id", Node::Null),
        ("zipcode", Node::Null),
        ("lat", coordinate(it.point_e6.map(|p| p.1))),
        ("long", coordinate(it.point_e6.map(|p| p.0))),
        ("media_url", Node::Null),
    ];
    if extended {
        let late = it.expected.is_some_and(|due| web.app().now() > due);
        let more = vec![
            ("phase", Node::text(&it.phase)),
            ("matter", Node::maybe(it.matter.as_deref())),
            ("joined", Node::Number(it.joined.into())),
            ("late", Node::Flag(late)),
        ];
        pairs.push(("extended_attributes", Node::Map(more)));
    }
    Node::Map(pairs)
}

/// The two states that the protocol knows.
pub fn status(open: bool) -> &'static str {
    if open { "open" } else { "closed" }
}
