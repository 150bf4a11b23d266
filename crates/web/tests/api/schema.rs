//! Holds answers and bodies that were taken to the OpenAPI document: every member known, every required one there, every type right.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&web::openapi()).expect("JSON"));

/// The operations: method, address with its places, description.
pub fn operations() -> Vec<(String, String, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().expect("paths");
    let of = |(path, item): (&String, &'static Value)| {
        let item = item.as_object().expect("an item");
        item.iter()
            .map(|(method, op)| (method.clone(), path.clone(), op))
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of).collect()
}

/// Panics where the answer is not as described.
pub fn hold(method: &str, path: &str, status: u16, json: Option<&Value>) {
    let Some((place, operation)) = described(method, path) else {
        return;
    };
    let response = &operation["responses"][status.to_string()];
    assert!(
        response.is_object(),
        "{method} {place}: {status} is not described"
    );
    let Some(schema) = of_json(&response["content"]) else {
        return;
    };
    let json = json.unwrap_or_else(|| panic!("{method} {place}: {status} without JSON"));
    let faults = faults(json, schema);
    assert!(
        faults.is_empty(),
        "{method} {place} {status}: {faults:#?}\n{json}"
    );
}

/// Panics where a body that was taken is not as described.
pub fn hold_sent(method: &str, path: &str, json: &Value) {
    let Some((place, operation)) = described(method, path) else {
        return;
    };
    let Some(schema) = of_json(&operation["requestBody"]["content"]) else {
        return;
    };
    let faults = faults(json, schema);
    assert!(
        faults.is_empty(),
        "{method} {place} took another body than is described: {faults:#?}\n{json}"
    );
}

/// The operation at an address, the one with the fewest places first.
fn described(method: &str, path: &str) -> Option<(String, &'static Value)> {
    let path = path.split('?').next().unwrap_or_default();
    let all = operations()
        .into_iter()
        .filter(|(m, p, _)| m.eq_ignore_ascii_case(method) && fits(p, path));
    let (_, place, operation) = all.min_by_key(|(_, p, _)| p.matches('{').count())?;
    Some((place, operation))
}

fn of_json(content: &'static Value) -> Option<&'static Value> {
    let mut contents = content.as_object().into_iter().flatten();
    let (_, content) = contents.find(|(kind, _)| kind.contains("json"))?;
    Some(&content["schema"])
}

fn faults(json: &Value, schema: &Value) -> Vec<String> {
    let mut faults = vec![];
    check(json, schema, "", &mut faults);
    faults
}

fn fits(template: &str, path: &str) -> bool {
    let (a, b): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    a.len() == b.len() && a.iter().zip(&b).all(|(t, p)| t.starts_with('{') || t == p)
}

fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str() {
        Some(reference) => resolved(
            DOCUMENT
                .pointer(reference.trim_start_matches('#'))
                .expect("a schema"),
        ),
        None => schema,
    }
}

fn check(value: &Value, schema: &Value, at: &str, faults: &mut Vec<String>) {
    let schema = resolved(schema);
    let known = parts(value, schema, at, faults);
    if let (Some(object), Some(known)) = (value.as_object(), known) {
        let unknown = object.keys().filter(|k| !known.contains(*k));
        faults.extend(unknown.map(|k| format!("{at}.{k}: not described")));
    }
}

/// Checks what the schema says; gives the members it describes, none where any are allowed.
fn parts(
    value: &Value,
    schema: &Value,
    at: &str,
    faults: &mut Vec<String>,
) -> Option<BTreeSet<String>> {
    let schema = resolved(schema);
    let mut known = BTreeSet::new();
    for part in schema["allOf"].as_array().into_iter().flatten() {
        known.extend(parts(value, part, at, faults)?);
    }
    for key in ["oneOf", "anyOf"] {
        let Some(choices) = schema[key].as_array() else {
            continue;
        };
        let tried = choices.iter().map(|c| {
            let mut own = vec![];
            let known = parts(value, c, at, &mut own);
            (own, known)
        });
        let (own, found) = tried.min_by_key(|(own, _)| own.len()).expect("a choice");
        faults.extend(own);
        known.extend(found?);
    }
    if let Some(codes) = schema["enum"].as_array()
        && !codes.contains(value)
    {
        faults.push(format!("{at}: {value} is none of {codes:?}"));
    }
    if !type_fits(value, &schema["type"]) {
        faults.push(format!("{at}: {value} is not {}", schema["type"]));
        return Some(known);
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        check(item, &schema["items"], &format!("{at}[{i}]"), faults);
    }
    let composed = schema["allOf"].is_array() || schema["oneOf"].is_array();
    let empty = Map::new();
    let members = schema["properties"].as_object();
    if let Some(object) = value.as_object() {
        let required = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        faults.extend(
            required
                .filter(|r| !object.contains_key(*r))
                .map(|r| format!("{at}.{r}: missing")),
        );
        for (name, member) in members.unwrap_or(&empty) {
            if let Some(inner) = object.get(name) {
                check(inner, member, &format!("{at}.{name}"), faults);
            }
        }
        if members.is_none() && !composed {
            return None;
        }
    }
    known.extend(members.unwrap_or(&empty).keys().cloned());
    Some(known)
}

fn type_fits(value: &Value, kind: &Value) -> bool {
    let one = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => true,
    };
    match kind {
        Value::String(kind) => one(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(one),
        _ => true,
    }
}

#[test]
fn the_holder_finds_what_is_wrong() {
    let schema = serde_json::json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"]}}});
    let faults = |value: Value| {
        let mut faults = vec![];
        check(&value, &schema, "", &mut faults);
        faults.len()
    };
    assert_eq!(faults(serde_json::json!({"a": 1, "b": null})), 0);
    assert_eq!(faults(serde_json::json!({"b": "x"})), 1);
    assert_eq!(faults(serde_json::json!({"a": "1"})), 1);
    assert_eq!(faults(serde_json::json!({"a": 1, "c": 1})), 1);
}
