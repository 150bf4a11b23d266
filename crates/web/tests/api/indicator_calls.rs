//! Calls on indicators that only the permission table can refuse with 403.

use crate::client::Call;
use crate::stage::Stage;
use ::indicator::definition::Define;
use ::indicator::{Access, Across, Better, Cadence, Flow, GrowthFrom, Price, Stage as Final};
use app::indicator::{EnterCmd, ImportCmd, define, enter, import};
use app::{Actor, FileIn};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

/// Makes each call its own indicator.
static MADE: AtomicU32 = AtomicU32::new(0);
/// A sheet of it, with the heading that a mapping is remembered for.
const SHEET: &str = "指标,累计（亿元）\n示例,5\n";

/// A new indicator of the unit of works, by its code.
async fn indicator(stage: &Stage) -> String {
    let code = format!("made{}", MADE.fetch_add(1, Ordering::Relaxed));
    let terms = Define {
        name: format!("示例{code}"),
        code: code.clone(),
        aliases: vec![],
        caliber: "示例".into(),
        unit: "亿元".into(),
        cadence: Cadence::Month,
        jan_feb_merged: true,
        flow: Flow::Cumulative,
        price: Price::Nominal,
        growth_from: GrowthFrom::Computed,
        source_unit: "works".into(),
        release_lag_days: 18,
        access: Access::UntilRelease,
        across: Across::None,
        better: Better::Higher,
        tiny_base: None,
        contributors_min: 0,
        formula: None,
        valid_from: jiff::civil::date(2024, 1, 1),
    };
    let made = define(&stage.api.app, &stage.office.actor, terms).await;
    made.expect("defined");
    code
}

async fn clerk(stage: &Stage) -> Actor {
    stage.api.person("works1").await.actor
}

/// A value that waits: its id, the number of the entry and the version.
async fn entry(stage: &Stage) -> (String, u32, i64) {
    let code = indicator(stage).await;
    let cmd = EnterCmd {
        period: "2026-03".parse().expect("a period"),
        value: 5.into(),
        unit: None,
        published_growth: None,
        comparable_base: None,
        contributors: None,
        stage: Final::Provisional,
        source: "示例月报".into(),
        file: None,
        note: String::new(),
        answers: BTreeMap::new(),
    };
    let done = enter(&stage.api.app, &clerk(stage).await, &code, cmd).await;
    let done = done.expect("entered");
    let shown = app::indicator::show(&stage.api.app, &stage.office.actor, &code, None).await;
    let cell = shown.expect("shown").periods[0].cell.clone();
    (
        cell,
        done.no.expect("a number"),
        done.version.expect("a version"),
    )
}

/// A sheet of the unit of works that waits, by its id.
async fn sheet(stage: &Stage) -> String {
    let (app, clerk) = (&stage.api.app, clerk(stage).await);
    let code = indicator(stage).await;
    let mut cmd = ImportCmd {
        file: FileIn {
            name: "月报.csv".into(),
            bytes: SHEET.into(),
        },
        period: Some("2026-03".parse().expect("a period")),
        stage: Final::Provisional,
        source: "示例月报".into(),
        note: String::new(),
        mapping: None,
        map: true,
        answers: vec![],
    };
    let look = import(app, &clerk, &cmd, true).await.expect("looked at");
    let mut mapping = look.look.expect("a proposal").mapping;
    mapping.rows.insert("示例".into(), code);
    cmd.mapping = Some(mapping);
    cmd.map = false;
    let done = import(app, &clerk, &cmd, false).await.expect("read");
    done.batch.expect("taken over")
}

/// A call of an endpoint of indicators, on an indicator of its own; none for other endpoints.
pub async fn call(stage: &Stage, op: &str) -> Option<Call> {
    Some(match op {
        "list_indicators" => {
            indicator(stage).await;
            Call::get("/indicators?cadence=month&sort=known&limit=3")
        }
        "export_indicators" => Call::get("/indicators/export?format=csv"),
        "list_indicator_entries" => {
            entry(stage).await;
            Call::get("/indicators/to-confirm")
        }
        "confirm_indicator_entries" => {
            let (cell, no, _) = entry(stage).await;
            let entries = json!({"entries": [{"cell": cell, "no": no}]});
            Call::post("/indicators/confirm").json(entries)
        }
        "import_indicator_sheet" => Call::post("/indicators/import?dry_run=true").form(
            &[("period", "2026-03"), ("stage", "provisional")],
            &[(
                "file",
                "a.csv",
                "指标,累计（亿元）,备注\n示例,5,\n".as_bytes(),
            )],
        ),
        "confirm_indicator_sheet" => {
            let id = sheet(stage).await;
            Call::post(&format!("/indicators/sheets/{id}/confirm"))
        }
        "show_indicator" => {
            let (cell, _, _) = entry(stage).await;
            let code = cell.split(':').nth(1).unwrap_or_default().to_owned();
            Call::get(&format!("/indicators/{code}?as_of=2026-11-20"))
        }
        "enter_indicator_value" => {
            let code = indicator(stage).await;
            let value = json!({"period": "2026-03", "value": "5.5", "stage": "provisional", "source": "示例月报"});
            Call::post(&format!("/indicators/{code}/values")).json(value)
        }
        "reject_indicator_entry" => {
            let (cell, no, version) = entry(stage).await;
            Call::post(&format!("/indicators/values/{cell}/reject"))
                .on(version)
                .json(json!({"no": no, "reason": "请附来源"}))
        }
        "withdraw_indicator_entry" => {
            let (cell, no, version) = entry(stage).await;
            Call::post(&format!("/indicators/values/{cell}/withdraw"))
                .on(version)
                .json(json!({"no": no, "reason": "填错"}))
        }
        _ => return None,
    })
}
