//! Every endpoint for every role: the answer is what the permission table says.

use crate::bulletin_calls;
use crate::case_calls;
use crate::client::{Call, Caller};
use crate::everybody::everybody;
use crate::indicator_calls;
use crate::project_calls;
use crate::rhythm_calls;
use crate::schema::operations;
use crate::stage::Stage;
use Action::*;
use Resource as R;
use org::{Action, Resource};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What a right is asked for.
#[derive(Clone, Copy)]
enum On {
    /// Everybody who is signed in.
    Anybody,
    /// The caller's own unit.
    Own,
    /// The units of the commitment of the stage, lead and supporting.
    Commitment,
    /// The unit that leads it.
    Works,
    /// The centre of the matter loop, whose the case of the stage is.
    Office,
    /// The whole district.
    District,
}

/// An endpoint with the right it needs.
struct Case {
    op: &'static str,
    right: (Action, Resource),
    on: On,
    /// A subject beyond one's reach is not said to exist: 404 in place of 403.
    hidden: bool,
}

const fn case(op: &'static str, action: Action, resource: Resource, on: On) -> Case {
    Case {
        op,
        right: (action, resource),
        on,
        hidden: false,
    }
}

const fn hidden(op: &'static str, action: Action, resource: Resource, on: On) -> Case {
    Case {
        hidden: true,
        ..case(op, action, resource, on)
    }
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("show_session", View, R::Unit, On::Anybody),
    case("list_units", List, R::Unit, On::District),
    case("show_unit", View, R::Unit, On::District),
    case("list_leaders", List, R::Unit, On::District),
    case("list_reports", List, R::Report, On::District),
    case("export_reports", Export, R::Report, On::District),
    case("import_report", Import, R::Report, On::District),
    case("show_report", View, R::Report, On::District),
    case("list_blockers", View, R::DraftItem, On::District),
    case("issue_report", Issue, R::DraftItem, On::District),
    case("list_drafts", List, R::DraftItem, On::Own),
    case("show_draft", View, R::DraftItem, On::Commitment),
    case("draft_since", View, R::DraftItem, On::Commitment),
    case("edit_draft", Edit, R::DraftItem, On::District),
    case("accept_draft", Accept, R::DraftItem, On::District),
    case("drop_draft", Drop, R::DraftItem, On::District),
    case("restore_draft", Drop, R::DraftItem, On::District),
    case("assign_draft", Assign, R::DraftItem, On::District),
    case("split_draft", Split, R::DraftItem, On::District),
    case("accept_drafts", Accept, R::DraftItem, On::District),
    case("merge_drafts", Merge, R::DraftItem, On::District),
    case("draft_changes", List, R::DraftItem, On::Own),
    case("note_presence", List, R::DraftItem, On::Own),
    case("export_sheet", Export, R::DraftItem, On::District),
    case("import_sheet", Import, R::DraftItem, On::District),
    case("list_ledger", List, R::Commitment, On::Own),
    case("show_overview", List, R::Commitment, On::Own),
    case("show_worklist", List, R::Commitment, On::Own),
    case("export_worklist", Export, R::Commitment, On::Own),
    case("export_ledger", Export, R::Commitment, On::Own),
    case("ask_question", List, R::Indicator, On::Own),
    case("search_cases", List, R::Case, On::Own),
    case("search_commitments", List, R::Commitment, On::Own),
    case("list_cases", List, R::Case, On::Own),
    case("export_cases", Export, R::Case, On::Own),
    case("follow_cases", List, R::Case, On::Own),
    case("export_all_cases", Export, R::Case, On::Own),
    case("list_case_types", List, R::CaseType, On::District),
    case("list_case_points", List, R::Case, On::Own),
    case("show_case_worklist", List, R::Case, On::Own),
    case("list_case_queue", List, R::Case, On::Own),
    case("suggest_case_matters", Create, R::Case, On::Own),
    case("open_case", Create, R::Case, On::Own),
    case("show_case", View, R::Case, On::Office),
    case("act_on_case", Act, R::Case, On::Office),
    case("approve_on_case", Act, R::Case, On::Office),
    case("note_on_case", Act, R::Case, On::Office),
    case("join_case", Act, R::Case, On::Office),
    case("unmask_case", Unmask, R::Case, On::Office),
    case("propose_units", View, R::Case, On::Office),
    case("get_case_evidence", View, R::Case, On::Office),
    case("ask_for_help", Act, R::Case, On::Office),
    case("finish_help", Act, R::Case, On::Office),
    case("withdraw_help", Act, R::Case, On::Office),
    case("blow_whistle", Act, R::Case, On::Office),
    case("arrive_at_whistle", Act, R::Case, On::Office),
    case("judge_whistle", Act, R::Case, On::Office),
    case("judge_response", Act, R::Case, On::Office),
    case("hand_over_case", Act, R::Case, On::Office),
    case("add_case_info", Act, R::Case, On::Office),
    case("list_to_dispatch", List, R::Case, On::Own),
    case("find_earlier_cases", Create, R::Case, On::Own),
    case("find_near_cases", List, R::Case, On::Own),
    case("import_cases", Import, R::Case, On::Own),
    case("list_type_versions", Edit, R::CaseType, On::District),
    case("preview_migration", Edit, R::CaseType, On::District),
    case("migrate_cases", Edit, R::CaseType, On::District),
    case("show_evaluation", List, R::Case, On::Own),
    case("list_evaluation_rows", List, R::Case, On::Own),
    case("list_messages", Create, R::Person, On::District),
    case("preview_messages", Create, R::Person, On::District),
    case("list_clusters", List, R::Case, On::Own),
    case("show_cluster", View, R::Case, On::Office),
    case("take_out_of_cluster", Split, R::Cluster, On::Office),
    case("add_to_cluster", Merge, R::Cluster, On::Office),
    case("dissolve_cluster", Split, R::Cluster, On::Office),
    case("restore_cluster", Merge, R::Cluster, On::Office),
    case("announce_to_cluster", Answer, R::Cluster, On::Office),
    case("list_repeated_reporters", Unmask, R::Case, On::District),
    case("list_hot_topics", List, R::Case, On::District),
    case("list_themes", List, R::Theme, On::District),
    case("show_theme", List, R::Theme, On::District),
    case("open_theme", Open, R::Theme, On::District),
    case("plan_theme", Edit, R::Theme, On::Works),
    case("close_theme", Close, R::Theme, On::Works),
    case("send_message_again", Create, R::Person, On::District),
    case("list_notices", View, R::Unit, On::Anybody),
    case("read_notices", View, R::Unit, On::Anybody),
    case("blacken_case_photo", Act, R::Case, On::Office),
    case("open_case_original", Unmask, R::Case, On::Office),
    case("list_snapshots", Rate, R::Case, On::Own),
    case("show_commitment", View, R::Commitment, On::Commitment),
    case("list_counted_cases", View, R::Commitment, On::Commitment),
    case("list_counted_projects", View, R::Commitment, On::Commitment),
    case("list_counted_series", View, R::Commitment, On::Commitment),
    case("claim_record", Claim, R::Record, On::Commitment),
    case("request_change", RequestChange, R::Commitment, On::Commitment),
    case("open_supervision", Open, R::Supervision, On::Commitment),
    case("list_to_verify", List, R::Record, On::Anybody),
    case("export_to_verify", Verify, R::Record, On::Own),
    case("verify_record", Verify, R::Record, On::Commitment),
    case("return_record", Return, R::Record, On::Commitment),
    case("withdraw_record", Claim, R::Record, On::Works),
    case("reverse_record", Reverse, R::Record, On::Works),
    case("get_evidence", View, R::Evidence, On::Commitment),
    case("list_requests", List, R::ChangeRequest, On::Own),
    case("export_requests", Export, R::ChangeRequest, On::Own),
    hidden("show_request", View, R::ChangeRequest, On::Commitment),
    case("approve_request", ApproveChange, R::ChangeRequest, On::Commitment),
    case("refuse_request", RefuseChange, R::ChangeRequest, On::Commitment),
    case("withdraw_request", RequestChange, R::Commitment, On::Commitment),
    case("list_supervision", List, R::Supervision, On::Own),
    case("export_supervision", Export, R::Supervision, On::Own),
    hidden("show_supervision", View, R::Supervision, On::Works),
    case("answer_supervision", Answer, R::Supervision, On::Works),
    case("close_supervision", Close, R::Supervision, On::Works),
    case("list_people", List, R::Person, On::Own),
    case("export_people", Export, R::Person, On::Own),
    hidden("show_person", List, R::Person, On::Works),
    case("create_person", Create, R::Person, On::District),
    case("disable_person", Disable, R::Person, On::District),
    case("enable_person", Edit, R::Person, On::District),
    case("set_roles", Grant, R::Role, On::District),
    case("reset_password", Revoke, R::Session, On::District),
    case("list_tokens", List, R::Token, On::Own),
    case("export_tokens", Export, R::Token, On::Own),
    case("create_token", Grant, R::Token, On::Works),
    case("revoke_token", Revoke, R::Token, On::Works),
    case("list_journal", List, R::Journal, On::District),
    case("export_journal", Export, R::Journal, On::District),
    case("show_history", View, R::Journal, On::District),
    case("verify_journal", VerifyChain, R::Journal, On::District),
    case("list_seals", List, R::Seal, On::District),
    case("make_seal", Seal, R::Seal, On::District),
    case("list_views", List, R::SavedView, On::Own),
    case("save_view", Create, R::SavedView, On::Own),
    case("delete_view", Drop, R::SavedView, On::Own),
    case("list_duties", List, R::DutyList, On::District),
    case("export_duties", Export, R::DutyList, On::District),
    case("import_duties", Import, R::DutyList, On::District),
    case("find_matters", View, R::DutyList, On::District),
    case("show_matter", View, R::DutyList, On::District),
    case("check_dispatch", View, R::DutyList, On::District),
    case("add_entry", Edit, R::DutyList, On::District),
    case("change_entry", Edit, R::DutyList, On::District),
    case("list_projects", List, R::Project, On::Own),
    case("export_projects", Export, R::Project, On::Own),
    case("sum_projects", List, R::Project, On::Own),
    case("list_fund_windows", List, R::Project, On::Own),
    case("list_project_claims", List, R::Project, On::Own),
    case("verify_project_claims", Verify, R::Project, On::Works),
    case("register_project", Create, R::Project, On::Works),
    case("export_project_plan", Export, R::Project, On::Own),
    case("import_project_plan", Import, R::Project, On::Own),
    case("export_project_progress", Export, R::Project, On::Own),
    case("import_project_progress", Import, R::Project, On::Own),
    hidden("get_project_file", View, R::Project, On::Works),
    hidden("show_project", View, R::Project, On::Works),
    case("report_investment", Claim, R::Project, On::Works),
    case("set_project_plan", Edit, R::Project, On::Works),
    case("set_project_total", Edit, R::Project, On::Works),
    case("claim_project_milestone", Claim, R::Project, On::Works),
    case("reverse_project_milestone", Reverse, R::Project, On::Works),
    case("decide_project_claim", Verify, R::Project, On::Works),
    case("enter_project_approval", Edit, R::Project, On::Works),
    case("open_project_blocker", Open, R::Project, On::Works),
    case("move_project_blocker", Open, R::Project, On::Works),
    case("close_project_blocker", Close, R::Project, On::Works),
    case("list_indicators", List, R::Indicator, On::Own),
    case("export_indicators", Export, R::Indicator, On::Own),
    case("list_indicator_entries", List, R::Indicator, On::Own),
    case("confirm_indicator_entries", Verify, R::Indicator, On::Works),
    case("import_indicator_sheet", Claim, R::Indicator, On::Own),
    case("confirm_indicator_sheet", Verify, R::Indicator, On::Works),
    hidden("show_indicator", View, R::Indicator, On::Works),
    case("enter_indicator_value", Claim, R::Indicator, On::Works),
    case("reject_indicator_entry", Verify, R::Indicator, On::Works),
    case("withdraw_indicator_entry", Claim, R::Indicator, On::Works),
    case("show_daily_board", View, R::Indicator, On::Own),
    case("list_meetings", List, R::Meeting, On::Own),
    case("show_next_agenda", View, R::Meeting, On::Own),
    case("freeze_agenda", Issue, R::Meeting, On::District),
    case("show_meeting", View, R::Meeting, On::Own),
    case("assign_meeting_line", Assign, R::Meeting, On::District),
    case("issue_minutes", Issue, R::Meeting, On::District),
    case("list_meeting_items", List, R::Meeting, On::Own),
    hidden("show_meeting_item", View, R::Meeting, On::Works),
    hidden("end_meeting_item", Close, R::Meeting, On::Works),
    hidden("explain_meeting_item", Answer, R::Meeting, On::Works),
    hidden("answer_meeting_item", Verify, R::Meeting, On::Works),
    case("list_ten_day_reviews", List, R::TenDayReview, On::Own),
    case("show_ten_day_review", View, R::TenDayReview, On::Own),
    case("issue_ten_day_review", Issue, R::TenDayReview, On::District),
    case("list_bulletins", List, R::Bulletin, On::District),
    case("draft_bulletin", View, R::Bulletin, On::District),
    case("issue_bulletin", Issue, R::Bulletin, On::District),
    case("show_bulletin", View, R::Bulletin, On::District),
    case("take_bulletin", View, R::Bulletin, On::District),
    case("list_rehearsals", List, R::Rehearsal, On::District),
    case("list_rule_texts", Create, R::Rehearsal, On::District),
    case("open_rehearsal", Create, R::Rehearsal, On::District),
    case("show_rehearsal", View, R::Rehearsal, On::District),
    case("list_rehearsed", View, R::Rehearsal, On::District),
    case("export_rehearsed", Export, R::Rehearsal, On::District),
    case("rehearse_again", Create, R::Rehearsal, On::District),
    case("publish_rehearsal", Issue, R::Rehearsal, On::District),
    case("drop_rehearsal", Drop, R::Rehearsal, On::District),
    case("show_learning", View, R::Learning, On::District),
    case("list_lessons", View, R::Learning, On::District),
    case("show_model", View, R::Learning, On::District),
    case("choose_threshold", Edit, R::Learning, On::District),
    case("switch_automatic", Edit, R::Learning, On::District),
    case("put_model_in_force", Edit, R::Learning, On::District),
    case("train_model", Edit, R::Learning, On::District),
    case("bring_labelled", Import, R::Learning, On::District),
    case("explain_due", View, R::CalendarNotice, On::District),
    case("show_day", View, R::CalendarNotice, On::District),
    case("draw_areas", View, R::Unit, On::District),
    case("resolve_place", View, R::Unit, On::District),
];

fn allowed(stage: &Stage, who: &Caller, case: &Case) -> bool {
    let (action, resource) = case.right;
    let own = [who.actor.unit.as_str()];
    let on: Vec<&str> = stage
        .commitment
        .lead
        .iter()
        .chain(&stage.commitment.supporting)
        .map(String::as_str)
        .collect();
    let units: &[&str] = match case.on {
        On::Anybody => return true,
        On::Own => &own,
        On::Commitment => &on,
        On::Works => &["works"],
        On::Office => &["office"],
        On::District => &[],
    };
    stage.api.app.may(&who.actor, action, resource, units)
}

/// A call that only the permission table can refuse with 403, on a subject of its own.
pub async fn call(stage: &Stage, op: &str, n: usize) -> Call {
    let (report, commitment) = (&stage.report, &stage.commitment.id);
    let why = json!({"reason": "试验"});
    let draft = |(id, version): (String, i64), verb: &str| {
        Call::post(&format!("/reports/{report}/drafts/{id}{verb}")).on(version)
    };
    let record = |id: &str, verb: &str, version: i64| {
        Call::post(&format!("/records/{id}/{verb}")).on(version)
    };
    match op {
        "show_session" => Call::get("/session"),
        "list_units" => Call::get("/units?kind=subdistrict"),
        "show_unit" => Call::get("/units/works"),
        "list_leaders" => Call::get("/leaders"),
        "list_reports" => Call::get("/reports"),
        "export_reports" => Call::get("/reports/export"),
        "import_report" => {
            let text = std::fs::read("../../profiles/lanting/demo/report.md").expect("the report");
            Call::post("/reports").form(&[("year", "2028")], &[("file", "report.md", &text)])
        }
        "show_report" => Call::get(&format!("/reports/{report}")),
        "list_blockers" => Call::get(&format!("/reports/{report}/blockers")),
        "issue_report" => Call::post(&format!("/reports/{report}/issue")).on(1),
        "list_drafts" => Call::get(&format!("/reports/{report}/drafts")),
        "show_draft" => Call::get(&format!(
            "/reports/{}/drafts/{commitment}",
            stage.commitment.report
        )),
        "draft_since" => Call::get(&format!(
            "/reports/{}/drafts/{commitment}/since?version=1",
            stage.commitment.report
        )),
        "edit_draft" => {
            let (id, version) = stage.draft().await;
            let patch = Call::new(
                "PATCH".parse().expect("a method"),
                &format!("/reports/{report}/drafts/{id}"),
            );
            patch.on(version).json(json!({"title": format!("题{n}")}))
        }
        "accept_draft" => draft(stage.draft().await, "/accept"),
        "drop_draft" => draft(stage.draft().await, "/drop").json(why),
        "restore_draft" => draft(stage.dropped().await, "/restore"),
        "assign_draft" => draft(stage.draft().await, "/assign").json(json!({"lead": "works"})),
        "split_draft" => {
            draft(stage.draft().await, "/split").json(json!({"at": 3, "target_in": "first"}))
        }
        "accept_drafts" | "merge_drafts" => {
            let two = stage
                .drafts(commitment::Status::Proposed)
                .await
                .into_iter()
                .take(2);
            let two: Vec<_> = two
                .map(|(id, version)| json!({"id": id, "version": version}))
                .collect();
            Call::post(if op == "merge_drafts" {
                "/drafts/merge"
            } else {
                "/drafts/accept"
            })
            .json(json!({ "drafts": two }))
        }
        "draft_changes" => Call::get(&format!("/reports/{report}/changes?since=0")),
        "note_presence" => {
            Call::post(&format!("/reports/{report}/presence")).json(json!({"looking_at": null}))
        }
        "export_sheet" => Call::get(&format!("/reports/{report}/sheet?format=csv")),
        "import_sheet" => {
            let sheet = app::sheet::export(
                &stage.api.app,
                &stage.office.actor,
                report,
                app::Format::Csv,
            )
            .await
            .expect("a sheet");
            Call::post(&format!("/reports/{report}/sheet?dry_run=true"))
                .form(&[], &[("file", "a.csv", &sheet.bytes)])
        }
        "list_ledger" => Call::get("/ledger?light=red,yellow,green,grey&sort=due&limit=5"),
        "show_overview" => Call::get("/ledger/overview"),
        "show_worklist" => Call::get("/ledger/worklist"),
        "export_worklist" => Call::get("/ledger/worklist/export"),
        "export_ledger" => Call::get("/ledger/export?format=xlsx"),
        "claim_record" => {
            let texts = [
                ("kind", "amount"),
                ("date", "2026-11-20"),
                ("amount", "1"),
                ("note", "一处"),
            ];
            Call::post(&format!("/commitments/{commitment}/records"))
                .form(&texts, &[("evidence", "a.png", crate::stage::PNG)])
        }
        "request_change" => {
            stage.no_request().await;
            let body = json!({"changes": {"deadline": "2026-12-30"}, "reason": "雨季停工"});
            Call::post(&format!("/commitments/{commitment}/change-requests"))
                .on(stage.version().await)
                .json(body)
        }
        "open_supervision" => {
            stage.no_item().await;
            Call::post(&format!("/commitments/{commitment}/supervision"))
                .json(json!({"due": "2026-12-01"}))
        }
        "list_to_verify" => Call::get("/records/to-verify"),
        "export_to_verify" => Call::get("/records/to-verify/export"),
        "verify_record" => {
            record(&stage.record().await.value.id, "verify", 1).json(json!({"remark": "已看"}))
        }
        "return_record" => record(&stage.record().await.value.id, "return", 1).json(why),
        "withdraw_record" => record(&stage.record().await.value.id, "withdraw", 1),
        "reverse_record" => {
            let verified = stage.verified().await;
            record(&verified.value.id, "reverse", verified.version).json(why)
        }
        "get_evidence" => {
            let record = stage.record().await.value;
            Call::get(&format!(
                "/records/{}/evidence/{}",
                record.id, record.evidence[0].hash
            ))
        }
        "list_requests" => Call::get("/change-requests?status=requested"),
        "export_requests" => Call::get("/change-requests/export?format=csv"),
        "show_request" => Call::get(&format!(
            "/change-requests/{}",
            stage.request().await.value.id
        )),
        "approve_request" => Call::post(&format!(
            "/change-requests/{}/approve",
            stage.request().await.value.id
        ))
        .on(1),
        "refuse_request" => Call::post(&format!(
            "/change-requests/{}/refuse",
            stage.request().await.value.id
        ))
        .on(1)
        .json(why),
        "withdraw_request" => Call::post(&format!(
            "/change-requests/{}/withdraw",
            stage.request().await.value.id
        ))
        .on(1),
        "list_supervision" => Call::get("/supervision"),
        "export_supervision" => Call::get("/supervision/export?format=csv"),
        "show_supervision" => Call::get(&format!("/supervision/{}", stage.item().await.value.id)),
        "answer_supervision" => {
            let item = stage.item().await;
            Call::post(&format!("/supervision/{}/answer", item.value.id))
                .on(item.version)
                .json(json!({"text": "已安排"}))
        }
        "close_supervision" => {
            let item = stage.answered().await;
            Call::post(&format!("/supervision/{}/close", item.value.id))
                .on(item.version)
                .json(why)
        }
        "list_duties" => Call::get("/duty-list?unit=works&kind=core&limit=5"),
        "export_duties" => Call::get("/duty-list/sheet?format=csv"),
        "import_duties" => {
            let sheet = "事项代码,责任单位,类型,起始日,依据\nT0104,区民生局,配合,2026-09-01,试行\n";
            Call::post("/duty-list/sheet?dry_run=true")
                .form(&[], &[("file", "a.csv", sheet.as_bytes())])
        }
        "find_matters" => Call::get("/matters?text=%E6%A0%91%E5%80%92%E4%BA%86"),
        "show_matter" => Call::get("/matters/T0103"),
        "check_dispatch" => Call::get("/matters/T0103/dispatch?unit=east&area=990101001"),
        "add_entry" => Call::post("/matters/T0104/entries")
            .on(stage.matter_version("T0104").await)
            .json(json!({"unit": "people", "kind": "assisting", "valid_from": format!("2026-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1), "valid_to": format!("2026-{:02}-{:02}", n / 28 % 12 + 1, n % 28 + 1), "basis": "试行", "reason": "试验"})),
        "change_entry" => {
            let call = Call::new("PUT".parse().expect("a method"), "/matters/T0102/entries/d-t0102-3");
            call.on(stage.matter_version("T0102").await)
                .json(json!({"unit": "works", "kind": "assisting", "valid_from": "2026-07-01", "basis": format!("试行{n}"), "reason": "试验"}))
        }
        "show_learning" => Call::get("/learning"),
        "list_lessons" => Call::get("/learning/lessons"),
        "show_model" => {
            stage.model().await;
            Call::get("/learning/models/1")
        }
        "choose_threshold" => {
            let version = stage.learning_version().await;
            Call::post("/learning/threshold")
                .json(json!({"version": version, "threshold": 900, "reason": "试验"}))
        }
        "switch_automatic" => {
            let version = stage.learning_version().await;
            Call::post("/learning/automatic")
                .json(json!({"version": version, "on": n.is_multiple_of(2), "reason": "试验"}))
        }
        "put_model_in_force" => {
            let version = stage.learning_version().await;
            Call::post("/learning/model")
                .json(json!({"version": version, "model": null, "reason": "试验"}))
        }
        "train_model" => {
            let version = stage.learning_version().await;
            Call::post("/learning/trainings").json(json!({"version": version}))
        }
        "bring_labelled" => {
            let version = stage.learning_version().await;
            Call::post(&format!("/learning/labelled?version={version}"))
                .form(&[], &[("file", "a.csv", "body,label\n树歪了,T0101\n".as_bytes())])
        }
        "list_people" => Call::get("/people"),
        "export_people" => Call::get("/people/export"),
        "show_person" => Call::get("/people/works2"),
        "create_person" => {
            let new = json!({"login": format!("new{n}"), "name": "虚构", "unit": "works", "password": "First-Pass-2026"});
            Call::post("/people").json(new)
        }
        "disable_person" => Call::post("/people/people1/disable")
            .on(stage.person_version("people1").await)
            .json(why),
        "enable_person" => {
            Call::post("/people/people1/enable").on(stage.person_version("people1").await)
        }
        "set_roles" => {
            let call = Call::new("PUT".parse().expect("a method"), "/people/people1/roles");
            call.on(stage.person_version("people1").await)
                .json(json!({"roles": ["department_clerk"]}))
        }
        "reset_password" => {
            let call = Call::new("PUT".parse().expect("a method"), "/people/people1/password");
            call.on(stage.person_version("people1").await)
                .json(json!({"password": "First-Pass-2026"}))
        }
        "list_tokens" => Call::get("/tokens"),
        "export_tokens" => Call::get("/tokens/export"),
        "create_token" => Call::post("/tokens").json(json!({"unit": "works", "name": "统计"})),
        "revoke_token" => {
            let security = stage.api.person("sec1").await.actor;
            let made = app::token::create(&stage.api.app, &security, "works", "试验")
                .await
                .expect("a token");
            Call::new(
                "DELETE".parse().expect("a method"),
                &format!("/tokens/{}", made.id),
            )
        }
        "list_journal" => Call::get("/journal?limit=3&kind=commitment"),
        "export_journal" => Call::get("/journal/export"),
        "show_history" => Call::get(&format!("/journal/commitment/{commitment}")),
        "verify_journal" => Call::post("/journal/verify"),
        "list_seals" => Call::get("/seals"),
        "make_seal" => Call::post("/seals").json(json!({"day": "2026-11-20"})),
        "list_views" => Call::get("/views?page=ledger"),
        "save_view" => Call::post("/views")
            .json(json!({"page": "ledger", "name": "红灯", "query": "light=red"})),
        "delete_view" => Call::new("DELETE".parse().expect("a method"), "/views/none"),
        "draw_areas" => Call::get("/areas?layer=grid&on=2026-11-23"),
        "resolve_place" => Call::get("/places/resolve?lon=150.007&lat=30.012"),
        "explain_due" => Call::get("/calendar/due?from=2026-09-24T16:30&limit=5wd"),
        "show_day" => Call::get("/calendar/days/2026-10-01"),
        // Each kept off the stack of the others.
        _ => {
            if let Some(call) = Box::pin(project_calls::call(stage, op)).await {
                return call;
            }
            if let Some(call) = Box::pin(bulletin_calls::call(stage, op)).await {
                return call;
            }
            if let Some(call) = Box::pin(rhythm_calls::call(stage, op)).await {
                return call;
            }
            match Box::pin(indicator_calls::call(stage, op)).await {
                Some(call) => call,
                None => Box::pin(case_calls::call(stage, op)).await,
            }
        }
    }
}

#[tokio::test]
async fn every_endpoint_answers_every_role_as_the_table_says() {
    let stage = Stage::set().await;
    let people = everybody(&stage.api).await;
    assert_eq!(people.len(), org::Role::ALL.len());
    let mut pinned = String::new();
    let mut wrong = vec![];
    for (n, case) in CASES.iter().enumerate() {
        let mut may = vec![];
        for (m, (role, who)) in people.iter().enumerate() {
            let request = Box::pin(call(&stage, case.op, n * 100 + m)).await;
            let answer = stage.api.call(Some(who), request).await;
            let status = answer.status.as_u16();
            let expected = allowed(&stage, who, case);
            let said_no = status == 403 || (case.hidden && status == 404);
            let said_yes = answer.status.is_success() || status == 422;
            if expected != said_yes || expected == said_no {
                wrong.push(format!(
                    "{} {role}: {status} {} where the table says {expected}",
                    case.op,
                    answer.code()
                ));
            }
            if expected {
                may.push(if status == 422 {
                    format!("{role} ({})", answer.code())
                } else {
                    (*role).to_owned()
                });
            }
        }
        writeln!(
            pinned,
            "{:<20} {} {}: {}",
            case.op,
            case.right.0,
            case.right.1,
            may.join(", ")
        )
        .expect("text");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    insta::assert_snapshot!("endpoint_roles", pinned);
}

#[test]
fn the_table_names_every_endpoint_once() {
    let named: Vec<_> = CASES.iter().map(|c| c.op).collect();
    let unique: BTreeSet<_> = named.iter().map(|op| op.to_string()).collect();
    let made: BTreeSet<_> = operations()
        .iter()
        .map(|(_, _, op)| op["operationId"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(unique.len(), named.len());
    assert_eq!(unique, made);
}

#[tokio::test]
async fn nobody_gets_in_without_a_session_or_a_token() {
    let stage = Stage::set().await;
    for (n, case) in CASES.iter().enumerate() {
        let request = Box::pin(call(&stage, case.op, n)).await;
        let answer = stage.api.call(None, request).await;
        let said = (answer.status.as_u16(), answer.header("www-authenticate"));
        assert_eq!(said, (401, "Bearer"), "{} {}", case.op, answer.json);
    }
    let wrong = Call::get("/session").with("authorization", "Bearer nonsense");
    assert_eq!(stage.api.call(None, wrong).await.code(), "token");
    let forged = Call::post("/views")
        .json(json!({"page": "ledger", "name": "x", "query": ""}))
        .with("x-csrf-token", "wrong");
    let mut cookie_only = stage.office.clone();
    cookie_only.without_csrf();
    assert_eq!(
        stage.api.call(Some(&cookie_only), forged).await.code(),
        "csrf"
    );
}
