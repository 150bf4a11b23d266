//! A value that no list knows is refused by name, never answered with no rows.

use crate::everybody::everybody;
use crate::roles::call;
use crate::schema::operations;
use crate::stage::Stage;
use axum::http::StatusCode;
use serde_json::Value;

/// Parameters of lists whose values are words, days, numbers, or ids of the district's own data.
const FREE: [&str; 49] = [
    "period",
    "source",
    "id",
    "bureau",
    "category",
    "year",
    "month",
    "basis",
    "to_version",
    "q",
    "unit",
    "leader",
    "section",
    "report",
    "after",
    "limit",
    "type",
    "matter",
    "handler",
    "subdistrict",
    "community",
    "grid",
    "actor",
    "action",
    "place",
    "zoom",
    "bbox",
    "since",
    "version",
    "from",
    "to",
    "on",
    "day",
    "as_of",
    "in",
    "due_after",
    "due_before",
    "changed_since",
    "lon",
    "lat",
    "text",
    "explain",
    "area",
    "duty_hours",
    "close",
    "roll",
    "to_version",
    "key",
    "before",
];
/// Parameters with fixed codes: the refusal tells all of them.
const CODED: [&str; 30] = [
    "standing", "origin", "batch", "blocked", "cut", "light", "role", "kind", "open", "sort",
    "desc", "status", "state", "group", "late", "phase", "channel", "alarmed", "family", "format",
    "layer", "crs", "page", "follow", "view", "by", "rate", "side", "what", "cadence",
];

/// The address with a parameter set.
fn asked(path: &str, name: &str, value: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let others = query
        .split('&')
        .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
    let set = format!("{name}={value}");
    let query: Vec<&str> = others.chain([set.as_str()]).collect();
    format!("{path}?{}", query.join("&"))
}

fn parameters(operation: &Value) -> Vec<&str> {
    let all = operation["parameters"].as_array().into_iter().flatten();
    all.filter(|p| p["in"] == "query")
        .filter_map(|p| p["name"].as_str())
        .collect()
}

#[tokio::test]
async fn every_list_refuses_a_code_that_it_does_not_know() {
    let stage = Stage::set().await;
    let callers = everybody(&stage.api).await;
    let (mut coded, mut faults) = (0, vec![]);
    for (method, path, operation) in operations() {
        let op = operation["operationId"].as_str().expect("an id");
        for name in parameters(operation) {
            if method != "get" || FREE.contains(&name) {
                continue;
            }
            assert!(CODED.contains(&name), "{path}?{name}: coded or free?");
            let mut call = call(&stage, op, 0).await;
            call.path = asked(&call.path, name, "blue");
            let mut answer = stage.api.call(Some(&stage.office), call.clone()).await;
            for caller in callers.values() {
                if answer.status != StatusCode::FORBIDDEN {
                    break;
                }
                answer = stage.api.call(Some(caller), call.clone()).await;
            }
            let named = &answer.json["fields"][0];
            let told = named["detail"].as_str().unwrap_or_default();
            let tells = told.contains('：');
            if answer.status != 422 || named["field"] != name || !tells {
                faults.push(format!("{path}?{name}: {} {}", answer.status, answer.json));
            }
            coded += 1;
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(coded >= 60, "only {coded} parameters were tried");
}
