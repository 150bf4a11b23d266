//! Who may depend on whom, and what the inner crates may not know.

use crate::tree::{code, crates, dependencies, none, short, sources};
use std::collections::BTreeSet;

/// What each crate may name among our own, inside first. A crate that is not here fails the test.
const LAYERS: &[(&str, &[&str])] = &[
    ("calendar", &[]),
    ("figure", &[]),
    ("org", &[]),
    ("duty", &["calendar", "org"]),
    ("privacy", &[]),
    ("journal", &[]),
    ("document", &[]),
    ("place", &[]),
    ("photo", &[]),
    ("evaluation", &[]),
    ("learn", &[]),
    ("search", &[]),
    ("cluster", &["place"]),
    ("light", &["figure"]),
    ("report", &["figure"]),
    ("commitment", &["calendar", "figure", "light", "report"]),
    ("casework", &["calendar", "org"]),
    ("refusal", &[]),
    ("indicator", &["calendar", "figure", "refusal"]),
    ("project", &["figure", "indicator", "light", "refusal"]),
    ("meeting", &["figure", "indicator", "light", "refusal"]),
    ("ask", &["calendar", "figure", "indicator", "refusal"]),
    ("bulletin", &["figure", "indicator", "meeting", "refusal"]),
    (
        "profile",
        &[
            "calendar",
            "figure",
            "org",
            "light",
            "place",
            "casework",
            "cluster",
            "duty",
            "indicator",
            "project",
            "ask",
        ],
    ),
    ("store", &["journal", "privacy", "search"]),
    (
        "app",
        &[
            "calendar",
            "figure",
            "org",
            "duty",
            "privacy",
            "journal",
            "light",
            "report",
            "document",
            "photo",
            "evaluation",
            "learn",
            "profile",
            "place",
            "cluster",
            "commitment",
            "casework",
            "refusal",
            "indicator",
            "project",
            "meeting",
            "ask",
            "bulletin",
            "search",
            "store",
        ],
    ),
    (
        "web",
        &[
            "app",
            "org",
            "figure",
            "light",
            "place",
            "report",
            "commitment",
            "casework",
            "duty",
            "privacy",
            "indicator",
            "project",
            "meeting",
            "ask",
            "bulletin",
        ],
    ),
    (
        "xiuhua",
        &[
            "app", "web", "org", "calendar", "report", "document", "learn", "place", "profile",
            "store", "journal",
        ],
    ),
];
/// What only tests may name besides.
const LAYERS_OF_TESTS: &[(&str, &[&str])] = &[
    ("profile", &["report"]),
    ("store", &["store"]),
    ("app", &["store"]),
    ("bulletin", &["journal"]),
    ("web", &["profile", "journal", "store"]),
];
/// Pure crates: no input or output, no async, no clock, no chance.
const PURE: &[&str] = &[
    "calendar",
    "figure",
    "org",
    "duty",
    "privacy",
    "journal",
    "document",
    "place",
    "photo",
    "evaluation",
    "learn",
    "search",
    "cluster",
    "light",
    "report",
    "commitment",
    "casework",
    "refusal",
    "indicator",
    "project",
    "meeting",
    "ask",
    "bulletin",
    "profile",
];
/// Crates that pure ones may not use.
const IMPURE_CRATES: [&str; 14] = [
    "tokio",
    "rusqlite",
    "tokio-postgres",
    "deadpool-postgres",
    "sqlx",
    "axum",
    "tower",
    "tower-http",
    "askama",
    "utoipa",
    "rand",
    "uuid",
    "clap",
    "tracing",
];
/// Words that pure code may not hold.
const IMPURE_WORDS: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
];
/// Operator commands that open the store without the rest (docs/decisions/0011).
const STORE_ALLOWED: [&str; 4] = [
    "crates/xiuhua/src/cmd/audit.rs",
    "crates/xiuhua/src/cmd/backup.rs",
    "crates/xiuhua/src/cmd/doctor.rs",
    "crates/xiuhua/src/cmd/search.rs",
];

fn allowed<'a>(table: &[(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(n, _)| *n == name).map(|(_, may)| *may)
}

#[test]
fn every_crate_has_its_layer() {
    let listed: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    let there = crates();
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    assert_eq!(there, listed, "crates/ and the table of layers");
}

#[test]
fn dependencies_point_inward() {
    let ours: BTreeSet<String> = crates().into_iter().collect();
    let mut wrong = vec![];
    for name in &ours {
        let may = allowed(LAYERS, name).unwrap_or_default();
        let tests_may = allowed(LAYERS_OF_TESTS, name).unwrap_or_default();
        let used = dependencies(name, "dependencies");
        wrong.extend(
            used.iter()
                .filter(|d| ours.contains(*d) && !may.contains(&d.as_str()))
                .map(|d| format!("{name} must not depend on {d}")),
        );
        let used = dependencies(name, "dev-dependencies");
        let beyond = |d: &&String| {
            ours.contains(*d) && !may.contains(&d.as_str()) && !tests_may.contains(&d.as_str())
        };
        wrong.extend(
            used.iter()
                .filter(beyond)
                .map(|d| format!("the tests of {name} must not depend on {d}")),
        );
    }
    none(&wrong);
}

#[test]
fn pure_crates_bring_no_world() {
    let mut wrong = vec![];
    for name in PURE {
        let used = dependencies(name, "dependencies");
        assert!(
            !used.is_empty(),
            "no dependencies read from crates/{name}/Cargo.toml"
        );
        wrong.extend(
            used.iter()
                .filter(|d| IMPURE_CRATES.contains(&d.as_str()))
                .map(|d| format!("{name} must not use {d}")),
        );
        for file in sources(name) {
            for (line, code) in code(&file) {
                let found = IMPURE_WORDS.iter().filter(|w| code.contains(**w));
                wrong.extend(found.map(|w| format!("{}:{line}: {w}", short(&file))));
            }
        }
    }
    none(&wrong);
}

#[test]
fn sql_and_http_stay_in_their_rings() {
    let mut wrong = vec![];
    for (name, kept_out) in [
        (
            "app",
            ["axum", "tower", "askama", "rusqlite", "tokio-postgres"],
        ),
        (
            "web",
            [
                "rusqlite",
                "tokio-postgres",
                "deadpool-postgres",
                "sqlx",
                "store",
            ],
        ),
    ] {
        let used = dependencies(name, "dependencies");
        wrong.extend(
            kept_out
                .iter()
                .filter(|d| used.contains(**d))
                .map(|d| format!("{name} must not use {d}")),
        );
    }
    none(&wrong);
}

#[test]
fn only_operator_commands_open_the_store() {
    let mut users: Vec<String> = vec![];
    for file in sources("xiuhua").into_iter().chain(sources("web")) {
        if code(&file).iter().any(|(_, code)| code.contains("store::")) {
            users.push(short(&file));
        }
    }
    assert_eq!(
        users, STORE_ALLOWED,
        "files of the outer ring that name the store"
    );
}
