//! No source names the district, its subdistricts or its units: they are data.

mod common;

use org::UnitKind;
use std::fs;

const KINDS: [&str; 7] = ["rs", "html", "css", "ts", "js", "toml", "json"];
const NOT_SOURCE: [&str; 5] = ["tests", "fixtures", "snapshots", "benches", "target"];

#[test]
fn no_source_names_a_place_of_the_first_district() {
    let profile = common::load("yuexiu");
    let mut names = vec![profile.district.id.clone(), profile.district.name.clone()];
    names.push(profile.district.name.trim_end_matches('区').to_owned());
    let kept = |kind: UnitKind| {
        matches!(kind, UnitKind::Subdistrict | UnitKind::Branch) || is_bureau(kind)
    };
    names.extend(
        profile
            .directory
            .iter()
            .filter(|unit| kept(unit.kind))
            .map(|unit| unit.name.clone()),
    );
    let mut hits = Vec::new();
    let crates = common::root().join("crates");
    for path in common::walk(&crates) {
        let relative = path.strip_prefix(&crates).unwrap();
        let in_source = !relative
            .iter()
            .any(|part| NOT_SOURCE.iter().any(|skip| part == *skip));
        let named_tests = relative.file_stem().is_some_and(|stem| stem == "tests");
        let kind = path
            .extension()
            .and_then(|e| e.to_str())
            .unwrap_or_default();
        if !in_source || named_tests || !KINDS.contains(&kind) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let found = names
                .iter()
                .filter(|name| line.to_lowercase().contains(name.as_str()));
            hits.extend(found.map(|name| format!("{}:{}: {name}", relative.display(), number + 1)));
        }
    }
    assert!(
        hits.is_empty(),
        "place names in source:\n{}",
        hits.join("\n")
    );
}

fn is_bureau(kind: UnitKind) -> bool {
    kind == UnitKind::Department
}
