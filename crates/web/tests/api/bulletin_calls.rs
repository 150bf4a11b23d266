//! Calls on bulletins that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use app::bulletin::{IssueCmd, draft, issue};
use app::list::Query;
use bulletin::Kind;
use serde_json::json;

/// The sealed brief of today; its id.
async fn sealed(stage: &Stage) -> String {
    let (app, office) = (&stage.api.app, &stage.office.actor);
    let all = app::bulletin::list(app, office, &Query::default()).await;
    if let Some(row) = all.expect("bulletins").rows.first() {
        return row.id.clone();
    }
    let period = app.today().to_string();
    let digest = Box::pin(digest(stage, &period)).await;
    let cmd = IssueCmd {
        kind: Kind::Daily,
        period,
        as_of: None,
        digest,
        base: String::new(),
        copies: String::new(),
    };
    Box::pin(issue(app, office, cmd))
        .await
        .expect("a bulletin")
        .id
}

async fn digest(stage: &Stage, period: &str) -> String {
    let (app, office) = (&stage.api.app, &stage.office.actor);
    let found = Box::pin(draft(app, office, (Kind::Daily, period), None)).await;
    found.expect("a draft").digest
}

/// A call of an endpoint of bulletins; none for other endpoints.
pub async fn call(stage: &Stage, op: &str) -> Option<Call> {
    let yesterday = stage
        .api
        .app
        .today()
        .yesterday()
        .expect("a day")
        .to_string();
    Some(match op {
        "list_bulletins" => Call::get("/bulletins?kind=daily&limit=3"),
        "draft_bulletin" => Call::get(&format!("/bulletins/draft?kind=daily&period={yesterday}")),
        "issue_bulletin" => {
            let digest = Box::pin(digest(stage, &yesterday)).await;
            let body = json!({"kind": "daily", "period": yesterday, "digest": digest});
            Call::post("/bulletins").json(body)
        }
        "show_bulletin" => Call::get(&format!("/bulletins/{}", Box::pin(sealed(stage)).await)),
        "take_bulletin" => Call::get(&format!(
            "/bulletins/{}/file",
            Box::pin(sealed(stage)).await
        )),
        _ => return None,
    })
}
