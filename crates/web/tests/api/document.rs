//! The document itself: kept in the repository, complete, readable.

use crate::client::{Api, Call};
use crate::schema::{DOCUMENT, operations};
use std::collections::BTreeSet;
use std::path::Path;

/// Set to write the kept document anew.
const UPDATE: &str = "UPDATE_OPENAPI";

#[test]
fn the_kept_document_is_the_one_the_handlers_make() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi/xiuhua.json");
    let made = web::openapi();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&kept, &made).expect("written");
    }
    let text = std::fs::read_to_string(&kept).unwrap_or_default();
    assert!(
        text == made,
        "openapi/xiuhua.json is not what the handlers make; run the test again with {UPDATE}=1 and look at the difference"
    );
}

#[test]
fn every_operation_is_named_described_and_under_a_tag() {
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    let tags: BTreeSet<_> = DOCUMENT["tags"]
        .as_array()
        .expect("tags")
        .iter()
        .map(|t| t["name"].clone().to_string())
        .collect();
    let mut ids = BTreeSet::new();
    for (method, path, op) in operations() {
        assert!(
            ids.insert(op["operationId"].to_string()),
            "{method} {path}: its id is used twice"
        );
        assert!(
            op["summary"].as_str().is_some_and(|s| !s.is_empty()),
            "{method} {path}: no words"
        );
        assert!(
            tags.contains(&op["tags"][0].to_string()),
            "{method} {path}: no tag"
        );
        let places = path
            .split('/')
            .filter_map(|p| p.strip_prefix('{')?.strip_suffix('}'));
        let named = |name: &str| {
            op["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|p| p["name"] == name && p["in"] == "path"))
        };
        for place in places {
            assert!(named(place), "{method} {path}: {place} is not described");
        }
    }
}

/// The document knows schemas by name alone: of two types of one name the later would describe both.
#[test]
fn no_two_types_share_a_schema() {
    let mut seen = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                for name in schemas(&std::fs::read_to_string(&path).expect("a text")) {
                    assert!(seen.insert(name.clone()), "two schemas are named {name}");
                }
            }
        }
    }
    assert!(seen.len() > 50, "the derives are no longer found");
}

/// The names of the types that derive a schema.
fn schemas(source: &str) -> Vec<String> {
    let derives = source.split("#[derive(").skip(1);
    let with = derives.filter_map(|part| {
        let (derived, rest) = part.split_once(")]")?;
        derived.contains("ToSchema").then_some(rest)
    });
    with.filter_map(|rest| {
        let line = rest
            .lines()
            .map(|line| line.trim_start_matches("pub").trim())
            .find_map(|line| {
                let line = line
                    .trim_start_matches("(crate)")
                    .trim_start_matches("(super)");
                let line = line.trim();
                line.strip_prefix("struct ").or(line.strip_prefix("enum "))
            })?;
        let name = line
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()?;
        Some(name.to_owned())
    })
    .collect()
}

#[test]
fn every_reference_leads_somewhere() {
    let text = DOCUMENT.to_string();
    let references = text
        .split("\"$ref\":\"#")
        .skip(1)
        .filter_map(|r| r.split('"').next());
    let missing: BTreeSet<_> = references
        .filter(|r| DOCUMENT.pointer(r).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn the_document_and_its_page_are_served() {
    let api = Api::start().await;
    let answer = api.call(None, Call::get("/openapi.json")).await;
    assert_eq!(String::from_utf8_lossy(&answer.body), web::openapi());
    let office = api.person("office1").await;
    let mut page = Call::get("");
    page.path = "/api".into();
    let page = api.call(Some(&office), page).await;
    assert_eq!(page.status, 200);
    let text = String::from_utf8_lossy(&page.body).into_owned();
    for (_, path, op) in operations() {
        let id = op["operationId"].as_str().expect("an id");
        assert!(
            text.contains(&path) && text.contains(&format!("id=\"{id}\"")),
            "{path} is not on the page"
        );
    }
    assert!(
        !text.contains("<script>") && !text.contains("https://"),
        "nothing from elsewhere"
    );
}

/// A write that wants `If-Match` says so, and one that says so wants it.
#[tokio::test]
async fn versions_are_wanted_where_the_document_says() {
    let api = Api::start().await;
    let office = api.person("office1").await;
    for (method, path, op) in operations().into_iter().filter(|(m, ..)| m != "get") {
        let said = op["parameters"]
            .as_array()
            .is_some_and(|all| all.iter().any(|p| p["name"] == "If-Match"));
        let filled: Vec<_> = path
            .split('/')
            .map(|p| if p.starts_with('{') { "none" } else { p })
            .collect();
        let filled = filled.join("/");
        let call = Call::new(
            method.to_uppercase().parse().expect("a method"),
            filled.trim_start_matches("/api/v1"),
        );
        let answer = api.call(Some(&office), call).await;
        assert_eq!(
            answer.status == 428,
            said,
            "{method} {path}: {}",
            answer.json
        );
    }
}
