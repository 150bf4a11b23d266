//! Calls on key projects that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use app::project::{RegisterCmd, register, report};
use serde_json::json;

/// A project of the commitment's leading unit, with an entry that waits; its id and version.
async fn project(stage: &Stage) -> (String, i64) {
    let app = &stage.api.app;
    let cmd = RegisterCmd {
        name: "示例项目".into(),
        owner: "示例公司".into(),
        bureau: "works".into(),
        category: "市政".into(),
        total: 90_000_000.into(),
        basis: "示例".into(),
        ..RegisterCmd::default()
    };
    let made = register(app, &stage.office.actor, cmd).await;
    let made = made.expect("registered");
    let month = ::project::Report {
        ledger: ::project::Ledger::Reported,
        year: 2026,
        month: 3,
        amount: ::project::Amount::Month(1_000_000.into()),
        note: String::new(),
    };
    let clerk = stage.api.person("works1").await.actor;
    let id = made.value.id;
    let done = report(app, &clerk, &id, made.version, month).await;
    (id, done.expect("reported").version)
}

async fn on(stage: &Stage, verb: &str) -> Call {
    let (id, version) = project(stage).await;
    Call::post(&format!("/projects/{id}/{verb}")).on(version)
}

/// A call of an endpoint of projects, on a project of its own; none for other endpoints.
pub async fn call(stage: &Stage, op: &str) -> Option<Call> {
    let sheet = "项目名称,报送累计（万元）\n无此项目,1\n".as_bytes();
    let plan = "项目名称,年度计划（万元）\n无此项目,1\n".as_bytes();
    Some(match op {
        "list_projects" => Call::get("/projects?light=red,yellow&sort=ahead&limit=3"),
        "export_projects" => Call::get("/projects/export?format=csv"),
        "sum_projects" => Call::get("/projects/totals?cut=category&year=2026"),
        "list_fund_windows" => Call::get("/projects/fund-windows"),
        "list_project_claims" => Call::get("/projects/to-verify"),
        "verify_project_claims" => {
            let (id, _) = project(stage).await;
            let entry = json!({"project": id, "kind": "investment", "no": 1});
            Call::post("/projects/verify").json(json!({"entries": [entry]}))
        }
        "register_project" => Call::post("/projects").json(json!({
            "name": "示例项目", "owner": "示例公司", "bureau": "works", "category": "市政",
            "total": "1000000", "basis": "示例", "funding": [{"source": "财政资金", "amount": "1000"}]
        })),
        "export_project_plan" => Call::get("/projects/plan?year=2026&format=csv"),
        "import_project_plan" => {
            Call::post("/projects/plan?year=2026").form(&[], &[("file", "a.csv", plan)])
        }
        "export_project_progress" => Call::get("/projects/progress?year=2026&month=9&format=csv"),
        "import_project_progress" => Call::post("/projects/progress?year=2026&month=9&dry_run=true")
            .form(&[], &[("file", "a.csv", sheet)]),
        "show_project" => Call::get(&format!("/projects/{}", project(stage).await.0)),
        "report_investment" => on(stage, "investments").await.json(json!({
            "ledger": "enrolled", "year": 2026, "month": 4, "year_to_date": "2000000"
        })),
        "set_project_plan" => on(stage, "plan").await.json(json!({
            "year": 2026, "amount": "5000000", "start_month": 3, "basis": "示例"
        })),
        "set_project_total" => on(stage, "total")
            .await
            .json(json!({"amount": "91000000", "basis": "示例"})),
        "claim_project_milestone" => on(stage, "milestones").await.form(
            &[("batch", "reserve"), ("date", "2026-02-03")],
            &[("reserve_decision", "a.png", b"no picture")],
        ),
        "reverse_project_milestone" => on(stage, "milestones/reverse")
            .await
            .json(json!({"no": 1, "reason": "证据有误"})),
        "decide_project_claim" => on(stage, "decide")
            .await
            .json(json!({"kind": "investment", "no": 1, "verified": false, "reason": "请附凭证"})),
        "enter_project_approval" => on(stage, "approvals").await.form(
            &[("item", "site"), ("state", "not_needed"), ("reason", "原址改造")],
            &[],
        ),
        "open_project_blocker" => on(stage, "blockers").await.json(json!({
            "title": "管线迁改", "owner_unit": "works", "owner": "works1", "due": "2026-12-10"
        })),
        "move_project_blocker" => on(stage, "blockers/move")
            .await
            .json(json!({"no": 1, "due": "2026-12-20", "reason": "等批复"})),
        "close_project_blocker" => on(stage, "blockers/close")
            .await
            .json(json!({"no": 1, "how": "另行选线"})),
        "get_project_file" => {
            let (id, version) = project(stage).await;
            let clerk = stage.api.person("works1").await.actor;
            let file = app::project::FileOf {
                kind: ::project::EvidenceKind::ReserveDecision,
                file: app::FileIn {
                    name: "入库.png".into(),
                    bytes: crate::stage::PNG.to_vec(),
                },
            };
            let cmd = app::project::MilestoneCmd {
                batch: ::project::Batch::Reserve,
                date: jiff::civil::date(2026, 2, 3),
                files: vec![file],
                note: String::new(),
            };
            let done = app::project::claim_milestone(&stage.api.app, &clerk, &id, version, cmd);
            let done = done.await.expect("claimed");
            let hash = &done.value.milestones[0].evidence[0].hash;
            Call::get(&format!("/projects/{id}/files/{hash}"))
        }
        _ => return None,
    })
}
