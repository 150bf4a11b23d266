//! The OpenAPI document: its head, and what every operation has in common.

use super::shape;
use axum::http::header;
use axum::response::IntoResponse;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{HttpMethod, Operation, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{
    ContentBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Required, Response as Described,
    ResponseBuilder, Type,
};
use utoipa::{OpenApi as _, ToSchema as _};

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Xiuhua API", description = include_str!("intro.md"), license(name = "Apache-2.0", identifier = "Apache-2.0")),
    components(schemas(shape::Problem, shape::Replayed)),
    tags(
        (name = "district", description = "The caller, units, leaders"),
        (name = "reports", description = "Work reports"),
        (name = "review", description = "Drafts under review, sheets"),
        (name = "ledger", description = "The ledger, overview, worklist, saved views"),
        (name = "records", description = "Claims, verification, evidence"),
        (name = "changes", description = "Requests to change what is frozen"),
        (name = "supervision", description = "Supervision items"),
        (name = "duty", description = "Matters, and whose they are"),
        (name = "indicators", description = "Indicators: series as known on any day, values confirmed by a second person, sheets as units send them"),
        (name = "projects", description = "Key projects: plans, two ledgers of investment, proofs, totals on any day"),
        (name = "rhythm", description = "Daily board, weekly coordination, ten-day review"),
        (name = "bulletins", description = "Bulletins: drafts as known on any day, sealed ones with their files"),
        (name = "ask", description = "Questions in Chinese, answered with a number or refused"),
        (name = "learning", description = "What proposes matters and units, and what became of it"),
        (name = "rehearsals", description = "Drafts of rules, tried on past cases before they hold"),
        (name = "cases", description = "Cases of the matter loop"),
        (name = "evaluation", description = "Rates of cases with their counts"),
        (name = "clusters", description = "Incidents that several cases tell of"),
        (name = "themes", description = "Hot topics of weeks, themes of months"),
        (name = "messages", description = "Messages on their way out, notices"),
        (name = "people", description = "Accounts, roles, tokens"),
        (name = "audit", description = "Journal, seals"),
        (name = "calendar", description = "Working time"),
        (name = "places", description = "Areas by date, points, addresses"),
    )
)]
struct Head;

/// The document before any endpoint.
pub fn head() -> OpenApi {
    Head::openapi()
}

/// Adds what all operations share: security, keys, versions, problems.
pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A unit's token"))
        .build();
    components.add_security_scheme("token", SecurityScheme::Http(bearer));
    let cookie = ApiKeyValue::with_description(
        "xh_session",
        "A session from /sign-in; writes send X-CSRF-Token, see /session",
    );
    components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    let none: [String; 0] = [];
    document.security = Some(vec![
        SecurityRequirement::new("token", none.clone()),
        SecurityRequirement::new("session", none),
    ]);
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let conditional = CONDITIONAL
                .iter()
                .any(|(m, end)| *m == method && path.ends_with(end));
            describe(operation, method, conditional);
        }
    }
}

/// Writes that name the version seen: method and end of the address. A test holds the handlers to it.
const CONDITIONAL: [(HttpMethod, &str); 62] = [
    (HttpMethod::Post, "/values/{value}/reject"),
    (HttpMethod::Post, "/values/{value}/withdraw"),
    (HttpMethod::Post, "/{meeting}/assign"),
    (HttpMethod::Post, "/{meeting}/minutes"),
    (HttpMethod::Post, "/{item}/end"),
    (HttpMethod::Post, "/{item}/explain"),
    (HttpMethod::Post, "/{rehearsal}/again"),
    (HttpMethod::Post, "/{rehearsal}/publish"),
    (HttpMethod::Post, "/{rehearsal}/drop"),
    (HttpMethod::Post, "/{project}/investments"),
    (HttpMethod::Post, "/{project}/plan"),
    (HttpMethod::Post, "/{project}/total"),
    (HttpMethod::Post, "/{project}/milestones"),
    (HttpMethod::Post, "/milestones/reverse"),
    (HttpMethod::Post, "/{project}/decide"),
    (HttpMethod::Post, "/{project}/approvals"),
    (HttpMethod::Post, "/{project}/blockers"),
    (HttpMethod::Post, "/blockers/move"),
    (HttpMethod::Post, "/blockers/close"),
    (HttpMethod::Post, "/{theme}/plan"),
    (HttpMethod::Post, "/{theme}/close"),
    (HttpMethod::Post, "/{cluster}/take-out"),
    (HttpMethod::Post, "/{cluster}/cases"),
    (HttpMethod::Post, "/{cluster}/dissolve"),
    (HttpMethod::Post, "/{cluster}/restore"),
    (HttpMethod::Post, "/{cluster}/bulletins"),
    (HttpMethod::Post, "/{case}/help"),
    (HttpMethod::Post, "/{part}/done"),
    (HttpMethod::Post, "/{part}/withdraw"),
    (HttpMethod::Post, "/{case}/whistles"),
    (HttpMethod::Post, "/{whistle}/arrive"),
    (HttpMethod::Post, "/{whistle}/judge"),
    (HttpMethod::Post, "/{whistle}/responses"),
    (HttpMethod::Post, "/{case}/hand-over"),
    (HttpMethod::Post, "/{case}/info"),
    (HttpMethod::Post, "/{case}/act"),
    (HttpMethod::Post, "/{case}/approvals"),
    (HttpMethod::Post, "/{case}/notes"),
    (HttpMethod::Post, "/{hash}/blacken"),
    (HttpMethod::Post, "/issue"),
    (HttpMethod::Patch, "/drafts/{draft}"),
    (HttpMethod::Post, "/{draft}/accept"),
    (HttpMethod::Post, "/{draft}/drop"),
    (HttpMethod::Post, "/{draft}/restore"),
    (HttpMethod::Post, "/{draft}/assign"),
    (HttpMethod::Post, "/{draft}/split"),
    (HttpMethod::Post, "/{commitment}/change-requests"),
    (HttpMethod::Post, "/{record}/verify"),
    (HttpMethod::Post, "/{record}/return"),
    (HttpMethod::Post, "/{record}/withdraw"),
    (HttpMethod::Post, "/{record}/reverse"),
    (HttpMethod::Post, "/{request}/approve"),
    (HttpMethod::Post, "/{request}/refuse"),
    (HttpMethod::Post, "/{request}/withdraw"),
    (HttpMethod::Post, "/{item}/answer"),
    (HttpMethod::Post, "/{item}/close"),
    (HttpMethod::Post, "/{matter}/entries"),
    (HttpMethod::Put, "/entries/{entry}"),
    (HttpMethod::Post, "/{login}/disable"),
    (HttpMethod::Post, "/{login}/enable"),
    (HttpMethod::Put, "/{login}/roles"),
    (HttpMethod::Put, "/{login}/password"),
];

/// The operations of an address, with their methods.
pub fn operations(item: &mut PathItem) -> Vec<(HttpMethod, &mut Operation)> {
    let all = [
        (HttpMethod::Get, item.get.as_mut()),
        (HttpMethod::Post, item.post.as_mut()),
        (HttpMethod::Put, item.put.as_mut()),
        (HttpMethod::Patch, item.patch.as_mut()),
        (HttpMethod::Delete, item.delete.as_mut()),
    ];
    all.into_iter()
        .filter_map(|(method, found)| Some((method, found?)))
        .collect()
}

fn describe(operation: &mut Operation, method: HttpMethod, conditional: bool) {
    let mut problems = vec![
        ("401", "Nobody signed in, or an unknown token"),
        (
            "403",
            "The permission table says no, or the forgery check failed",
        ),
        ("404", "Nothing there that the caller may see"),
        ("422", "Read, but against a rule; `code` says which"),
        ("503", "The store does not answer; try again"),
    ];
    if method != HttpMethod::Get {
        problems.extend([
            ("400", "The body cannot be read"),
            ("409", "Somebody else changed it first"),
            ("413", "Larger than a stated limit"),
            ("415", "A body of another media type"),
        ]);
    }
    if conditional {
        parameter(
            operation,
            "If-Match",
            true,
            "The version seen, in quotation marks: `\"3\"`",
        );
        problems.extend([
            (
                "412",
                "The version is no longer current; `current_version` is",
            ),
            ("428", "No `If-Match`"),
        ]);
    }
    if method == HttpMethod::Post {
        parameter(
            operation,
            "Idempotency-Key",
            false,
            "Names the request so that it is carried out once; 1 to 255 visible ASCII characters",
        );
    }
    for (status, words) in problems {
        operation
            .responses
            .responses
            .entry(status.to_owned())
            .or_insert_with(|| RefOr::T(problem(words)));
    }
    for (_, response) in operation.responses.responses.iter_mut() {
        let RefOr::T(response) = response else {
            continue;
        };
        if let Some(etag) = response.headers.get_mut("ETag") {
            *etag = RefOr::T(
                HeaderBuilder::new()
                    .description(Some("The version, for `If-Match`"))
                    .build(),
            );
        }
        if let Some(location) = response.headers.get_mut("Location") {
            *location = RefOr::T(
                HeaderBuilder::new()
                    .description(Some("Address of what was made"))
                    .build(),
            );
        }
    }
}

fn parameter(operation: &mut Operation, name: &str, required: bool, words: &str) {
    let parameter = ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(if required {
            Required::True
        } else {
            Required::False
        })
        .description(Some(words))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).build()))
        .build();
    operation
        .parameters
        .get_or_insert_default()
        .push(RefOr::T(parameter));
}

fn problem(words: &str) -> Described {
    let body = Ref::from_schema_name(shape::Problem::name());
    ResponseBuilder::new()
        .description(words)
        .content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(body)).build(),
        )
        .build()
}

/// The document as it is kept and sent.
pub fn text(document: &OpenApi) -> String {
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// The document as an answer; anybody may read it.
pub fn answer(text: &str) -> impl IntoResponse + use<> {
    (
        [(header::CONTENT_TYPE, "application/json")],
        text.to_owned(),
    )
}
