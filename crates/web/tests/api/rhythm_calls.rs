//! Calls on the weekly coordination and the ten-day review that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use app::meeting::{AssignCmd, FreezeCmd, ItemQuery, assign, freeze, items, list, show};
use app::project::{BlockerCmd, RegisterCmd, open_blocker, register};
use jiff::civil::date;
use serde_json::json;

/// This week's meeting, with a line that the commitment's leading unit owns: its week and version, the item.
async fn meeting(stage: &Stage) -> (String, i64, String) {
    let (app, office) = (&stage.api.app, &stage.office.actor);
    if list(app, office).await.expect("meetings").is_empty() {
        blocked(stage).await;
        let cmd = FreezeCmd::default();
        freeze(app, office, cmd).await.expect("an agenda");
    }
    let meetings = list(app, office).await.expect("meetings");
    let id = meetings[0].id.clone();
    let known = async || {
        items(app, office, &ItemQuery::default())
            .await
            .expect("items")
            .rows
    };
    if known().await.is_empty() {
        let found = show(app, office, &id).await.expect("a meeting");
        let cmd = AssignCmd {
            no: 1,
            unit: "works".into(),
            words: "推进".into(),
            due: date(2026, 12, 1),
            promised: None,
        };
        let done = assign(app, office, (&id, found.version), cmd).await;
        done.expect("an owner");
    }
    let version = show(app, office, &id).await.expect("a meeting").version;
    (id, version, known().await[0].id.clone())
}

/// A project with a blocker, so that there is something to meet about.
async fn blocked(stage: &Stage) {
    let (app, office) = (&stage.api.app, &stage.office.actor);
    let cmd = RegisterCmd {
        name: "示例堵点项目".into(),
        owner: "示例公司".into(),
        bureau: "works".into(),
        category: "市政".into(),
        total: 90_000_000.into(),
        basis: "示例".into(),
        ..RegisterCmd::default()
    };
    let made = register(app, office, cmd).await.expect("registered");
    let cmd = BlockerCmd {
        title: "管线迁改".into(),
        owner_unit: "works".into(),
        owner: "works1".into(),
        due: date(2026, 12, 10),
    };
    let done = open_blocker(app, office, &made.value.id, made.version, cmd).await;
    done.expect("a blocker");
}

async fn on_item(stage: &Stage, verb: &str) -> Call {
    let (_, _, item) = meeting(stage).await;
    Call::post(&format!("/meeting-items/{item}/{verb}")).on(1)
}

/// A call of an endpoint of the rhythm; none for other endpoints.
pub async fn call(stage: &Stage, op: &str) -> Option<Call> {
    Some(match op {
        "show_daily_board" => Call::get("/daily?since=2026-11-02"),
        "list_meetings" => Call::get("/meetings"),
        "show_next_agenda" => Call::get("/meetings/next"),
        "freeze_agenda" => {
            meeting(stage).await;
            Call::post("/meetings").json(json!({"leave_out": [], "why": ""}))
        }
        "show_meeting" => Call::get(&format!("/meetings/{}", meeting(stage).await.0)),
        "assign_meeting_line" => {
            let (id, version, _) = meeting(stage).await;
            let body = json!({"no": 1, "unit": "works", "words": "推进", "due": "2026-12-01"});
            Call::post(&format!("/meetings/{id}/assign"))
                .on(version)
                .json(body)
        }
        "issue_minutes" => {
            let (id, version, _) = meeting(stage).await;
            let body = json!({"chair": "区长", "words": ""});
            Call::post(&format!("/meetings/{id}/minutes"))
                .on(version)
                .json(body)
        }
        "list_meeting_items" => Call::get("/meeting-items?standing=open&limit=3"),
        "show_meeting_item" => Call::get(&format!("/meeting-items/{}", meeting(stage).await.2)),
        "end_meeting_item" => on_item(stage, "end").await,
        "explain_meeting_item" => on_item(stage, "explain")
            .await
            .json(json!({"why": "等批复", "learned": "提前报批"})),
        "answer_meeting_item" => on_item(stage, "answer")
            .await
            .json(json!({"accepted": true})),
        "list_ten_day_reviews" => Call::get("/ten-day-reviews"),
        "show_ten_day_review" => Call::get("/ten-day-reviews/2026-11-X1"),
        "issue_ten_day_review" => {
            Call::post("/ten-day-reviews/2026-11-X2").json(json!({"learned": "提前报批"}))
        }
        _ => return None,
    })
}
