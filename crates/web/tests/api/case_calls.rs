//! Calls on cases, and on commitments they count for, that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use serde_json::json;

/// A write below a case of its own.
async fn on_case(stage: &Stage, verb: &str) -> Call {
    let id = stage.case().await.0;
    Call::post(&format!("/cases/{id}/{verb}")).on(1)
}

/// A write below a cluster of its own.
async fn on_cluster(stage: &Stage, verb: &str) -> Call {
    let (id, version, _) = stage.cluster().await;
    Call::post(&format!("/clusters/{id}/{verb}")).on(version)
}

/// A write on a rehearsal of its own, which has run.
async fn on_rehearsal(stage: &Stage, verb: &str) -> Call {
    let id = stage.rehearsal().await;
    Call::post(&format!("/rehearsals/{id}/{verb}")).on(2)
}

/// A call of an endpoint of cases, on a case of its own, or of the stage's commitment.
pub async fn call(stage: &Stage, op: &str) -> Call {
    let commitment = &stage.commitment.id;
    match op {
        "show_commitment" => Call::get(&format!("/commitments/{commitment}")),
        "list_counted_cases" => Call::get(&format!("/commitments/{}/cases", stage.commitment.id)),
        "list_counted_series" => Call::get(&format!("/commitments/{commitment}/series")),
        "list_counted_projects" => Call::get(&format!("/commitments/{commitment}/projects")),
        "ask_question" => Call::get("/ask?q=%E6%89%BF%E8%AF%BA%E6%9C%89%E5%87%A0%E6%9D%A1"),
        "search_cases" => Call::get("/search?q=jg&open=1"),
        "search_commitments" => Call::get("/search/commitments?q=jg"),
        "list_cases" => Call::get("/cases?open=1&sort=due&limit=3"),
        "export_cases" => Call::get("/cases/export?format=csv"),
        "follow_cases" => Call::get("/cases/events?follow=0"),
        "export_all_cases" => Call::get("/cases/bulk?format=geojson"),
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
        "ask_for_help" => on_case(stage, "help")
            .await
            .json(json!({"unit": "works", "task": "封闭车道"})),
        "finish_help" => on_case(stage, "help/none/done")
            .await
            .json(json!({"result": "已封闭"})),
        "withdraw_help" => on_case(stage, "help/none/withdraw")
            .await
            .json(json!({"reason": "不需要了"})),
        "blow_whistle" => on_case(stage, "whistles")
            .await
            .json(json!({"units": ["works"], "reason": "到场会商"})),
        "arrive_at_whistle" => on_case(stage, "whistles/none/arrive").await,
        "judge_whistle" => on_case(stage, "whistles/none/judge")
            .await
            .json(json!({"needed": true, "reason": "需要"})),
        "judge_response" => on_case(stage, "whistles/none/responses")
            .await
            .json(json!({"unit": "works", "response": "good"})),
        "hand_over_case" => on_case(stage, "hand-over")
            .await
            .json(json!({"person": "agent1", "reason": "换人"})),
        "add_case_info" => on_case(stage, "info")
            .await
            .json(json!({"text": "又看了一次"})),
        "list_to_dispatch" => Call::get("/cases/to-dispatch"),
        "find_earlier_cases" => Call::post("/cases/earlier").json(json!({"phone": "13900001234"})),
        "find_near_cases" => Call::post("/cases/near")
            .json(json!({"lon": 150.007, "lat": 30.012, "address": "", "how": "map"})),
        "import_cases" => {
            let tickets = "来源编号,标题\nA-1,路灯不亮\n";
            Call::post("/cases/import?dry_run=true").form(
                &[("system", "热线")],
                &[("file", "a.csv", tickets.as_bytes())],
            )
        }
        "list_type_versions" => Call::get("/case-types"),
        "preview_migration" => Call::get("/case-types/tree_risk/migration?to_version=1"),
        "migrate_cases" => {
            Call::post("/case-types/tree_risk/migration").json(json!({"to_version": 1}))
        }
        "show_evaluation" => Call::get("/evaluation?by=unit&view=due"),
        "list_evaluation_rows" => Call::get("/evaluation/rows?rate=handled&side=denominator"),
        "list_messages" => Call::get("/messages?status=sent"),
        "preview_messages" => Call::get("/messages/previews"),
        "send_message_again" => Call::post("/messages/none/again"),
        "list_notices" => Call::get("/notices"),
        "read_notices" => Call::post("/notices/read").json(json!({"up_to_ms": 1})),
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
        "list_clusters" => Call::get("/clusters?open=1"),
        "show_cluster" => Call::get(&format!("/clusters/{}", stage.cluster().await.0)),
        "take_out_of_cluster" => {
            let (id, version, case) = stage.cluster().await;
            Call::post(&format!("/clusters/{id}/take-out"))
                .on(version)
                .json(json!({"case": case, "reason": "另一处"}))
        }
        "add_to_cluster" => on_cluster(stage, "cases")
            .await
            .json(json!({"number": "none", "reason": "同一处"})),
        "dissolve_cluster" => on_cluster(stage, "dissolve")
            .await
            .json(json!({"reason": "不是一件事"})),
        "restore_cluster" => on_cluster(stage, "restore")
            .await
            .json(json!({"reason": "是一件事"})),
        "announce_to_cluster" => on_cluster(stage, "bulletins")
            .await
            .json(json!({"text": "今晚修好"})),
        "list_repeated_reporters" => Call::get("/cases/repeated-reporters"),
        "list_hot_topics" => Call::get("/topics"),
        "list_themes" => Call::get("/themes"),
        "show_theme" => Call::get(&format!("/themes/{}", stage.theme().await)),
        "open_theme" => Call::post("/themes")
            .json(json!({"title": "树木倒伏", "matter": "T0101", "owner": "works"})),
        "plan_theme" => Call::post(&format!("/themes/{}/plan", stage.theme().await))
            .on(1)
            .json(json!({"text": "汛期前修剪"})),
        "close_theme" => Call::post(&format!("/themes/{}/close", stage.theme().await))
            .on(1)
            .json(json!({"text": "已修剪"})),
        "list_rehearsals" => Call::get("/rehearsals?kind=dispatch"),
        "list_rule_texts" => Call::get("/rehearsals/beginnings"),
        "open_rehearsal" => Call::post("/rehearsals").form(
            &[
                ("kind", "dispatch"),
                ("title", "先试"),
                ("months", "3"),
                ("threshold", "950"),
                ("automatic", "1"),
            ],
            &[],
        ),
        "show_rehearsal" => Call::get(&format!("/rehearsals/{}", stage.rehearsal().await)),
        "list_rehearsed" => Call::get(&format!("/rehearsals/{}/changes", stage.rehearsal().await)),
        "export_rehearsed" => {
            let id = stage.rehearsal().await;
            Call::get(&format!("/rehearsals/{id}/changes/export?format=csv"))
        }
        "rehearse_again" => on_rehearsal(stage, "again")
            .await
            .json(json!({"months": 6})),
        "publish_rehearsal" => on_rehearsal(stage, "publish")
            .await
            .json(json!({"from": "2030-01-01", "reason": "已预演"})),
        "drop_rehearsal" => on_rehearsal(stage, "drop")
            .await
            .json(json!({"reason": "时机未到"})),
        "list_snapshots" => Call::get("/snapshots"),
        _ => panic!("no call for {op}"),
    }
}
