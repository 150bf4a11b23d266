//! The extension *service request updates*: how reports moved, with finer states.

use super::answer::Node;
use super::call::Call;
use super::requests::status;
use crate::edge::fault::Fault;
use crate::state::Web;
use app::open311::Update;
use axum::extract::State;
use axum::response::Response;

/// `GET servicerequestupdates`.
pub async fn list(State(web): State<Web>, call: Call) -> Result<Response, Fault> {
    let args = &call.args;
    let within = (args.instant("start_date")?, args.instant("end_date")?);
    let ids = args.list("service_request_id");
    let found = app::open311::updates(web.app(), within, &ids).await?;
    let rows = found.iter().map(view).collect();
    Ok(call.answer(
        "service_request_updates",
        &Node::List("request_update", rows),
    ))
}

fn view(it: &Update) -> Node {
    Node::Map(vec![
        ("update_id", Node::text(&it.id)),
        ("service_request_id", Node::text(&it.request)),
        ("status", Node::text(status(it.open))),
        ("updated_datetime", Node::text(it.at.to_string())),
        ("description", Node::text(&it.state)),
        ("media_url", Node::Null),
        ("extended_status", Node::text(finer(it.phase))),
        ("external_status_code", Node::text(it.phase)),
    ])
}

/// The part of the loop in the words that clients of the extension know. None of them says that
/// something was fixed: that a case was closed is what we know.
fn finer(phase: &str) -> &'static str {
    match phase {
        "collect" => "open",
        "register" => "investigating",
        "dispatch" | "suspended" => "action_scheduled",
        "closed" => "closed",
        "void" => "no_further_action",
        _ => "in_progress",
    }
}
