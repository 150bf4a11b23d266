//! What source files may hold and how long they may be.

use crate::tree::{code, crates, ending, files, none, root, short, sources, text};
use std::fs;
use std::path::Path;

/// Longest source file, in lines.
const LINES_MAX: usize = 500;
/// Where amounts are reckoned: exact decimals alone.
const EXACT: [&str; 7] = [
    "figure",
    "light",
    "commitment",
    "indicator",
    "project",
    "ask",
    "app",
];
/// A spreadsheet writes days as floating numbers, and coordinates are ones; no amount passes there.
/// A forecast is fitted by search and leaves its folder as an estimate, never as a figure.
const FLOAT_ALLOWED: &[&str] = &[
    "crates/indicator/src/forecast/back_test.rs",
    "crates/indicator/src/forecast/mod.rs",
    "crates/indicator/src/forecast/model.rs",
    "crates/app/src/sheet/xlsx.rs",
    "crates/app/src/place/find.rs",
    "crates/app/src/case/place_in.rs",
    "crates/app/src/case/bulk/parquet.rs",
    "crates/app/src/case/detail_view.rs",
    "crates/app/src/case/list.rs",
    "crates/app/src/case/points.rs",
    "crates/app/src/case/evidence.rs",
    "crates/app/src/demo/cases.rs",
    "crates/app/src/demo/incident.rs",
    "crates/app/src/open311/submit.rs",
    "crates/app/src/portal/kept.rs",
    "crates/app/src/portal/map.rs",
    "crates/app/src/portal/prepare.rs",
    "crates/app/src/portal/ticket.rs",
    "crates/app/src/cluster/near.rs",
    "crates/app/src/cluster/whereabouts.rs",
];
/// Folders that people and programs of one machine call their own.
const MACHINE_PATHS: [&str; 3] = ["/root/", "/home/", "/tmp/target"];

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
    let here = short(Path::new(env!("CARGO_MANIFEST_DIR"))) + "/tests/tidy/written.rs";
    for file in files(&root()).into_iter().filter(|f| short(f) != here) {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        // A checkout right below the root folder has a name that addresses may have too.
        let checkout = Some(root()).filter(|r| r.components().count() > 2);
        let checkout = checkout.map(|r| r.to_string_lossy().into_owned());
        let own = MACHINE_PATHS.iter().copied().chain(checkout.as_deref());
        wrong.extend(
            own.filter(|p| text.contains(p))
                .map(|p| format!("{}: {p}", short(&file))),
        );
        if file.file_name().is_some_and(|n| n == "package-lock.json") {
            let hosts = text.lines().filter(|l| l.contains("\"resolved\""));
            wrong.extend(hosts.map(|l| format!("{}: {}", short(&file), l.trim())));
        }
    }
    none(&wrong);
}
