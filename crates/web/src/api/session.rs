//! Who the caller is.

use super::answer::{Answer, json};
use super::caller::Caller;
use app::Via;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub fn router() -> OpenApiRouter<crate::state::Web> {
    OpenApiRouter::new().routes(routes!(show_session))
}

/// The caller.
#[derive(Serialize, ToSchema)]
struct Session {
    /// Person id, or `token-<id>` for a program.
    person: String,
    name: String,
    /// Unit code.
    unit: String,
    /// Role codes.
    roles: Vec<&'static str>,
    /// Units overseen, for leaders.
    oversees: Vec<String>,
    /// `session` or `token`.
    via: &'static str,
    /// To be sent as `X-CSRF-Token` with every write of a session; none with a token.
    csrf: Option<String>,
}

/// Who the caller is and how they came in.
#[utoipa::path(get, path = "/session", tag = "district", responses((status = 200, body = Session)))]
async fn show_session(caller: Caller) -> Answer {
    let actor = caller.actor;
    json(&Session {
        roles: actor.roles.iter().map(org::Role::code).collect(),
        oversees: actor
            .oversees
            .iter()
            .map(|u| u.as_str().to_owned())
            .collect(),
        via: if matches!(actor.via, Via::Token(_)) {
            "token"
        } else {
            "session"
        },
        person: actor.person,
        name: actor.name,
        unit: actor.unit.as_str().to_owned(),
        csrf: caller.csrf,
    })
}
