//! The discovery document, the list of services, and what one asks for.

use super::V2;
use super::answer::Node;
use super::call::Call;
use crate::edge::fault::Fault;
use crate::state::Web;
use app::open311::{Attribute, ServiceView};
use axum::extract::{Path, State};
use axum::response::Response;

/// The specifications spoken here: GeoReport, and its extension for updates and finer states.
const SPECIFICATIONS: [&str; 2] = [
    "http://wiki.open311.org/GeoReport_v2",
    "https://github.com/mysociety/fixmystreet/wiki/Open311-FMS---Proposed-differences-to-Open311",
];

/// `GET discovery`.
pub async fn discovery(State(web): State<Web>, call: Call) -> Result<Response, Fault> {
    let own = app::open311::endpoint(web.app())?;
    let stage = if own.production { "production" } else { "test" };
    let formats = ["text/xml", "application/json"].map(Node::text).to_vec();
    let endpoint = |specification: &str| {
        Node::Map(vec![
            ("specification", Node::text(specification)),
            ("url", Node::text(format!("{}{V2}", call.base))),
            ("changeset", Node::text(&own.changeset)),
            ("type", Node::text(stage)),
            ("formats", Node::List("format", formats.clone())),
        ])
    };
    let endpoints = SPECIFICATIONS.map(endpoint).to_vec();
    let document = Node::Map(vec![
        ("changeset", Node::text(&own.changeset)),
        ("contact", Node::text(&own.contact)),
        ("key_service", Node::text(&own.key_service)),
        ("endpoints", Node::List("endpoint", endpoints)),
    ]);
    Ok(call.answer("discovery", &document))
}

/// `GET services`.
pub async fn services(State(web): State<Web>, call: Call) -> Result<Response, Fault> {
    let all = app::open311::services(web.app())?;
    let all = all.into_iter().map(service).collect();
    Ok(call.answer("services", &Node::List("service", all)))
}

fn service(it: ServiceView) -> Node {
    Node::Map(vec![
        ("service_code", Node::text(it.code)),
        ("service_name", Node::text(it.name)),
        ("description", Node::text(it.description)),
        ("metadata", Node::Flag(it.metadata)),
        ("type", Node::text(it.mode)),
        ("keywords", Node::text(it.keywords.join(","))),
        ("group", Node::maybe(it.group)),
    ])
}

/// `GET services/CODE`.
pub async fn definition(
    State(web): State<Web>,
    call: Call,
    Path(file): Path<String>,
) -> Result<Response, Fault> {
    let found = app::open311::definition(web.app(), call.named(&file)).await?;
    let attributes = (1u32..).zip(found.attributes).map(attribute).collect();
    let document = Node::Map(vec![
        ("service_code", Node::text(found.code)),
        ("attributes", Node::List("attribute", attributes)),
    ]);
    Ok(call.answer("service_definition", &document))
}

fn attribute((order, it): (u32, Attribute)) -> Node {
    let value = |(key, name): (String, String)| {
        Node::Map(vec![("key", Node::text(key)), ("name", Node::text(name))])
    };
    let mut pairs = vec![
        ("variable", Node::Flag(true)),
        ("code", Node::text(it.code)),
        ("datatype", Node::text(it.datatype)),
        ("required", Node::Flag(it.required)),
        ("datatype_description", Node::maybe(it.hint)),
        ("order", Node::Number(order.into())),
        ("description", Node::text(it.description)),
    ];
    if !it.values.is_empty() {
        let values = it.values.into_iter().map(value).collect();
        pairs.push(("values", Node::List("value", values)));
    }
    Node::Map(pairs)
}
