//! House rules as tests: who may depend on whom, what the inner crates may not know, how long a
//! file may be, and that documents point at files that exist. Needs nothing but the source tree.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest source file, in lines.
const LINES_MAX: usize = 500;
/// Most files the tree may hold; a guard against walking a build folder.
const FILES_MAX: usize = 20_000;
/// Folders that are made, not written.
const MADE: [&str; 7] = [
    ".git",
    ".data",
    "target",
    "node_modules",
    "dist",
    "artefacts",
    ".cache",
];

/// What each crate may name among our own, inside first. A crate that is not here fails the test.
const LAYERS: [(&str, &[&str]); 13] = [
    ("calendar", &[]),
    ("figure", &[]),
    ("org", &[]),
    ("journal", &[]),
    ("document", &[]),
    ("light", &["figure"]),
    ("report", &["figure"]),
    ("commitment", &["calendar", "figure", "light", "report"]),
    ("profile", &["org", "light"]),
    ("store", &["journal"]),
    (
        "app",
        &[
            "calendar",
            "figure",
            "org",
            "journal",
            "light",
            "report",
            "document",
            "profile",
            "commitment",
            "store",
        ],
    ),
    (
        "web",
        &["app", "org", "figure", "light", "report", "commitment"],
    ),
    (
        "xiuhua",
        &[
            "app", "web", "calendar", "report", "document", "profile", "store", "journal",
        ],
    ),
];
/// What only tests may name besides.
const LAYERS_OF_TESTS: [(&str, &[&str]); 4] = [
    ("profile", &["report"]),
    ("store", &["store"]),
    ("app", &["store"]),
    ("web", &["profile", "journal", "store"]),
];
/// Pure crates: no input or output, no async, no clock, no chance.
const PURE: [&str; 9] = [
    "calendar",
    "figure",
    "org",
    "journal",
    "document",
    "light",
    "report",
    "commitment",
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
/// Where amounts are reckoned: exact decimals alone.
const EXACT: [&str; 4] = ["figure", "light", "commitment", "app"];
/// Operator commands that open the store without the rest (docs/decisions/0011).
const STORE_ALLOWED: [&str; 3] = [
    "crates/xiuhua/src/cmd/audit.rs",
    "crates/xiuhua/src/cmd/backup.rs",
    "crates/xiuhua/src/cmd/doctor.rs",
];
/// A spreadsheet writes days as floating numbers; no amount passes there.
const FLOAT_ALLOWED: [&str; 1] = ["crates/app/src/sheet/read.rs"];
/// Paths of one machine.
const MACHINE_PATHS: [&str; 5] = [
    "/work/main",
    "/work/shared",
    "/root/",
    "/home/",
    "/tmp/target",
];

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .nth(2)
        .expect("the workspace is two folders up")
        .to_path_buf()
}

/// All written files below a folder, by path.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (vec![], vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)
            .expect("a folder that can be read")
            .flatten()
        {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            match path.is_dir() {
                true if MADE.contains(&name.as_str()) => {}
                true => open.push(path),
                false => found.push(path),
            }
        }
        assert!(
            found.len() < FILES_MAX,
            "more than {FILES_MAX} files: is a build folder missing from MADE?"
        );
    }
    found.sort();
    found
}

fn ending(files: Vec<PathBuf>, end: &str) -> Vec<PathBuf> {
    files
        .into_iter()
        .filter(|f| f.extension().is_some_and(|e| e == end))
        .collect()
}

fn short(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .display()
        .to_string()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn crates() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("crates/")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// The names in one section of a crate's manifest (`dependencies`, `dev-dependencies`).
fn dependencies(name: &str, section: &str) -> BTreeSet<String> {
    let manifest = text(&root().join("crates").join(name).join("Cargo.toml"));
    let head = format!("[{section}]");
    let lines = manifest
        .lines()
        .skip_while(|l| l.trim() != head)
        .skip(1)
        .take_while(|l| !l.starts_with('['));
    let named = lines.filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    named
        .filter_map(|l| l.split(['.', '=', ' ']).next())
        .map(str::to_owned)
        .collect()
}

fn allowed<'a>(table: &[(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(n, _)| *n == name).map(|(_, may)| *may)
}

/// Source without comments; what follows `#[cfg(test)]` is left out.
fn code(path: &Path) -> Vec<(usize, String)> {
    let whole = text(path);
    let lines = whole
        .lines()
        .take_while(|l| l.trim() != "#[cfg(test)]")
        .enumerate();
    lines
        .map(|(n, l)| (n + 1, l.split("//").next().unwrap_or_default().to_owned()))
        .collect()
}

fn sources(name: &str) -> Vec<PathBuf> {
    let all = ending(files(&root().join("crates").join(name).join("src")), "rs");
    all.into_iter()
        .filter(|f| {
            !f.components()
                .any(|c| c.as_os_str() == "tests" || c.as_os_str() == "tests.rs")
        })
        .collect()
}

fn none(problems: &[String]) {
    assert!(
        problems.is_empty(),
        "{} against the house rules:\n{}",
        problems.len(),
        problems.join("\n")
    );
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
        let may = allowed(&LAYERS, name).unwrap_or_default();
        let tests_may = allowed(&LAYERS_OF_TESTS, name).unwrap_or_default();
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

#[test]
fn amounts_are_exact() {
    let mut wrong = vec![];
    for file in EXACT
        .iter()
        .flat_map(|name| sources(name))
        .filter(|f| !FLOAT_ALLOWED.contains(&short(f).as_str()))
    {
        let lines = code(&file)
            .into_iter()
            .filter(|(_, code)| code.contains("f64") || code.contains("f32"));
        wrong.extend(lines.map(|(line, _)| {
            format!(
                "{}:{line}: a floating number where amounts are reckoned",
                short(&file)
            )
        }));
    }
    none(&wrong);
}

#[test]
fn files_stay_short() {
    let all = crates()
        .into_iter()
        .flat_map(|name| ending(files(&root().join("crates").join(name).join("src")), "rs"));
    let long = all
        .map(|f| (text(&f).lines().count(), f))
        .filter(|(lines, _)| *lines > LINES_MAX);
    none(
        &long
            .map(|(lines, f)| format!("{}: {lines} lines, {LINES_MAX} at most", short(&f)))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn nothing_names_one_machine() {
    let mut wrong = vec![];
    let here = short(Path::new(env!("CARGO_MANIFEST_DIR"))) + "/tests/tidy.rs";
    for file in files(&root()).into_iter().filter(|f| short(f) != here) {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        let found = MACHINE_PATHS.iter().filter(|p| text.contains(**p));
        wrong.extend(found.map(|p| format!("{}: {p}", short(&file))));
        if file.file_name().is_some_and(|n| n == "package-lock.json") {
            let other = text.lines().filter(|l| {
                l.contains("\"resolved\"") && !l.contains("https://registry.npmjs.org/")
            });
            wrong.extend(other.map(|l| format!("{}: {}", short(&file), l.trim())));
        }
        if file.file_name().is_some_and(|n| n == "Cargo.lock") {
            let other = text.lines().filter(|l| {
                l.starts_with("source = ") && !l.contains("github.com/rust-lang/crates.io-index")
            });
            wrong.extend(other.map(|l| format!("{}: {l}", short(&file))));
        }
    }
    none(&wrong);
}

/// The targets of `[words](target)` and `![words](target)` outside of code blocks.
fn links(markdown: &str) -> Vec<String> {
    let mut found = vec![];
    let mut in_code = false;
    for line in markdown.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        let parts = line.split("](").skip(1);
        found.extend(
            parts
                .filter_map(|rest| rest.split(')').next())
                .map(str::to_owned),
        );
    }
    found
}

#[test]
fn documents_point_at_files_that_exist() {
    let mut wrong = vec![];
    for file in ending(files(&root()), "md") {
        let folder = file.parent().expect("a file is in a folder");
        for link in links(&text(&file)) {
            let path = link.split('#').next().unwrap_or_default();
            let elsewhere = path.is_empty() || path.contains("://") || path.starts_with("mailto:");
            if !elsewhere && !folder.join(path).exists() {
                wrong.push(format!("{}: {link}", short(&file)));
            }
        }
    }
    none(&wrong);
}

#[test]
fn decisions_are_numbered_without_gaps() {
    let names = ending(files(&root().join("docs/decisions")), "md");
    let numbers: Vec<usize> = names
        .iter()
        .filter_map(|f| f.file_name()?.to_str()?.get(..4)?.parse().ok())
        .collect();
    let wanted: Vec<usize> = (1..=names.len()).collect();
    assert_eq!(numbers, wanted, "docs/decisions is numbered 0001, 0002, …");
}
