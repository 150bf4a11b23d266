//! `/api`: the document as a page, in our own style.

use super::document::operations;
use crate::edge::session::Viewer;
use crate::frame::Frame;
use crate::pages::{Answer, html};
use crate::state::Web;
use askama::Template;
use axum::Router;
use axum::routing::get;
use serde_json::Value;
use std::sync::Arc;
use utoipa::openapi::path::HttpMethod;
use utoipa::openapi::{OpenApi, RefOr};

/// One tag with its endpoints.
struct Group {
    name: String,
    words: String,
    endpoints: Vec<Endpoint>,
}

/// One operation.
struct Endpoint {
    id: String,
    method: &'static str,
    path: String,
    words: String,
    params: Vec<Param>,
    /// Media type and schema of bodies.
    bodies: Vec<(String, String)>,
    /// Status, description, schema.
    answers: Vec<(String, String, String)>,
}

/// One parameter.
struct Param {
    name: String,
    place: String,
    required: bool,
    words: String,
}

/// One schema.
struct Shape {
    name: String,
    words: String,
    /// Name, type, required, words.
    members: Vec<(String, String, bool, String)>,
    /// Type where there are no members.
    form: String,
}

/// What the page shows, made once.
struct Content {
    intro: Vec<String>,
    groups: Vec<Group>,
    shapes: Vec<Shape>,
}

#[derive(Template)]
#[template(path = "api/page.html")]
struct Page {
    f: Frame,
    c: Arc<Content>,
}

/// The page over a finished document.
pub fn routes(document: OpenApi) -> Router<Web> {
    let content = Arc::new(Content::of(document));
    let show = move |viewer: Viewer| async move { show(&viewer, content) };
    Router::new().route("/api", get(show))
}

fn show(viewer: &Viewer, c: Arc<Content>) -> Answer {
    html(&Page {
        f: Frame::of(viewer, "nav.api"),
        c,
    })
}

impl Content {
    fn of(mut document: OpenApi) -> Self {
        let described = document.info.description.clone().unwrap_or_default();
        let mut groups: Vec<Group> = document
            .tags
            .iter()
            .flatten()
            .map(|t| Group {
                name: t.name.clone(),
                words: t.description.clone().unwrap_or_default(),
                endpoints: vec![],
            })
            .collect();
        for (path, item) in &mut document.paths.paths {
            for (method, operation) in operations(item) {
                let value = serde_json::to_value(&*operation).unwrap_or_default();
                let tag = value["tags"][0].as_str().unwrap_or_default();
                if let Some(group) = groups.iter_mut().find(|g| g.name == tag) {
                    group
                        .endpoints
                        .push(endpoint(method_name(&method), path, &value));
                }
            }
        }
        let schemas = document.components.map(|c| c.schemas).unwrap_or_default();
        let shapes = schemas.iter().filter(|(_, s)| matches!(s, RefOr::T(_)));
        Self {
            intro: described
                .split("\n\n")
                .map(|p| p.replace(['*', '`'], ""))
                .collect(),
            groups,
            shapes: shapes
                .map(|(name, schema)| {
                    shape(name, &serde_json::to_value(schema).unwrap_or_default())
                })
                .collect(),
        }
    }
}

fn method_name(method: &HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Patch => "PATCH",
        HttpMethod::Delete => "DELETE",
        _ => "?",
    }
}

fn words(value: &Value) -> String {
    let both = [&value["summary"], &value["description"]];
    both.iter()
        .filter_map(|v| v.as_str())
        .collect::<Vec<_>>()
        .join(" ")
        .replace('`', "")
}

fn endpoint(method: &'static str, path: &str, value: &Value) -> Endpoint {
    let param = |p: &Value| Param {
        name: p["name"].as_str().unwrap_or_default().to_owned(),
        place: p["in"].as_str().unwrap_or_default().to_owned(),
        required: p["required"].as_bool().unwrap_or(false),
        words: words(p),
    };
    let contents = |v: &Value| -> Vec<(String, String)> {
        let found = v["content"].as_object();
        found
            .into_iter()
            .flatten()
            .map(|(kind, c)| (kind.clone(), form(&c["schema"])))
            .collect()
    };
    let answer = |(status, v): (&String, &Value)| {
        let (words, forms) = (words(v), contents(v));
        (
            status.clone(),
            words,
            forms.into_iter().map(|(_, f)| f).next().unwrap_or_default(),
        )
    };
    Endpoint {
        id: value["operationId"].as_str().unwrap_or_default().to_owned(),
        method,
        path: path.to_owned(),
        words: words(value),
        params: value["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .map(param)
            .collect(),
        bodies: contents(&value["requestBody"]),
        answers: value["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .map(answer)
            .collect(),
    }
}

fn shape(name: &str, value: &Value) -> Shape {
    let mut members = vec![];
    let parts = std::iter::once(value).chain(value["allOf"].as_array().into_iter().flatten());
    for part in parts {
        let required = |name: &str| {
            part["required"]
                .as_array()
                .is_some_and(|r| r.iter().any(|n| n == name))
        };
        for (name, member) in part["properties"].as_object().into_iter().flatten() {
            members.push((name.clone(), form(member), required(name), words(member)));
        }
    }
    let form = if members.is_empty() {
        form(value)
    } else {
        String::new()
    };
    Shape {
        name: name.to_owned(),
        words: words(value),
        members,
        form,
    }
}

/// A schema in a few characters: `Row[]`, `string?`, `red | green`.
fn form(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(codes) = schema["enum"].as_array() {
        return codes
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" | ");
    }
    for (key, between) in [("oneOf", " | "), ("anyOf", " | "), ("allOf", " + ")] {
        if let Some(parts) = schema[key].as_array() {
            return parts.iter().map(form).collect::<Vec<_>>().join(between);
        }
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => format!("{}[]", form(&schema["items"])),
        Value::String(kind) if kind == "object" && schema["properties"].is_object() => {
            members(schema)
        }
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) if kinds.iter().any(|k| k == "array") => {
            format!("{}[] | null", form(&schema["items"]))
        }
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" | "),
        _ => "any".to_owned(),
    }
}

fn members(schema: &Value) -> String {
    let all = schema["properties"].as_object();
    let inner: Vec<String> = all
        .into_iter()
        .flatten()
        .map(|(name, s)| format!("{name}: {}", form(s)))
        .collect();
    format!("{{ {} }}", inner.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn schemas_in_a_few_characters() {
        assert_eq!(
            form(&json!({"type": "array", "items": {"$ref": "#/components/schemas/Row"}})),
            "Row[]"
        );
        assert_eq!(
            form(&json!({"oneOf": [{"type": "null"}, {"$ref": "#/x/Day"}]})),
            "null | Day"
        );
        assert_eq!(form(&json!({"type": ["string", "null"]})), "string | null");
        assert_eq!(
            form(&json!({"type": "string", "enum": ["red", "green"]})),
            "red | green"
        );
    }
}
