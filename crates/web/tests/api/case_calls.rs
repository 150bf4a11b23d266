//! Calls on cases that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use serde_json::json;

/// A call of an endpoint of cases, on a case of its own.
pub async fn call(stage: &Stage, op: &str) -> Call {
    match op {
        "list_cases" => Call::get("/cases?open=1&sort=due&limit=3"),
        "export_cases" => Call::get("/cases/export?format=csv"),
        "list_case_types" => Call::get("/cases/types"),
        "list_case_points" => Call::get("/cases/points?bbox=150,30,150.1,30.1&zoom=12&open=1"),
        "show_case_worklist" => Call::get("/cases/worklist"),
        "list_case_queue" => Call::get("/cases/queues/approve"),
        "suggest_case_matters" => {
            Call::post("/cases/suggest").json(json!({"text": "路边有棵树歪了，树要倒"}))
        }
        "open_case" => Call::post("/cases").json(json!({
            "channel": "desk", "matter": "T0101", "place": {"address": "某路"}
        })),
        "show_case" => Call::get(&format!("/cases/{}", stage.case().await.0)),
        "act_on_case" => Call::post(&format!("/cases/{}/act", stage.case().await.0))
            .on(1)
            .json(json!({"action": "send", "unit": "works"})),
        "approve_on_case" => Call::post(&format!("/cases/{}/approvals", stage.case().await.0))
            .on(1)
            .json(json!({"approval": "none", "allow": true})),
        "note_on_case" => Call::post(&format!("/cases/{}/notes", stage.case().await.0))
            .on(1)
            .json(json!({"text": "已看"})),
        "join_case" => Call::post(&format!("/cases/{}/join", stage.case().await.0)),
        "unmask_case" => Call::post(&format!("/cases/{}/unmask", stage.case().await.0))
            .json(json!({"purpose": "回访反映人"})),
        "propose_units" => Call::get(&format!("/cases/{}/proposals", stage.case().await.0)),
        "get_case_evidence" => {
            let (id, hash) = stage.case().await;
            Call::get(&format!("/cases/{id}/evidence/{hash}"))
        }
        "blacken_case_photo" => {
            let (id, hash) = stage.case().await;
            Call::post(&format!("/cases/{id}/evidence/{hash}/blacken"))
                .on(1)
                .json(json!({"areas": []}))
        }
        "open_case_original" => {
            let (id, hash) = stage.blackened().await;
            Call::post(&format!("/cases/{id}/evidence/{hash}/original"))
                .json(json!({"purpose": "核对现场"}))
        }
        "list_snapshots" => Call::get("/snapshots"),
        _ => panic!("no call for {op}"),
    }
}
