//! Every row of the permission table is asked for somewhere: a right that nothing asks is a promise
//! that nobody keeps, and misleads whoever reviews the table.

use super::tree::{ending, files, root};
use std::fs;

/// Rows that are asked through a helper which is handed the action or the resource.
const THROUGH_A_HELPER: [(&str, &str, &str); 8] = [
    ("Project", "Reverse", "app/src/project/step.rs: step"),
    ("Project", "Open", "app/src/project/step.rs: step"),
    ("Project", "Close", "app/src/project/step.rs: step"),
    ("DraftItem", "Edit", "app/src/review/mod.rs: one"),
    ("DraftItem", "Accept", "app/src/review/mod.rs: one"),
    ("DraftItem", "Assign", "app/src/review/mod.rs: one"),
    ("Unit", "View", "web/src/api/units.rs: allowed"),
    ("Unit", "List", "web/src/api/units.rs: allowed"),
];

/// Rows whose actions are being built; a resource alone stands for all its rows.
const BEING_BUILT: [(&str, &str); 4] = [
    ("Person", "Unmask"),
    ("Case", ""),
    ("DutyList", ""),
    ("CaseType", ""),
];

#[test]
fn every_row_of_the_permission_table_is_asked() {
    let table = fs::read_to_string(root().join("crates/org/src/permission.rs"));
    let rows = rows(&table.expect("the table"));
    assert!(rows.len() > 30, "the table was read: {rows:?}");
    let asked = asked();
    let dead: Vec<String> = rows
        .iter()
        .filter(|(resource, action)| {
            let strict = format!("Action::{action},Resource::{resource}");
            !asked.contains(&strict)
                && !THROUGH_A_HELPER
                    .iter()
                    .any(|(r, a, _)| (r, a) == (&resource.as_str(), &action.as_str()))
                && !BEING_BUILT
                    .iter()
                    .any(|(r, a)| r == resource && (a.is_empty() || a == action))
        })
        .map(|(resource, action)| format!("{resource}.{action}"))
        .collect();
    assert!(dead.is_empty(), "rows that nothing asks: {dead:#?}");
    for (resource, action, helper) in THROUGH_A_HELPER {
        let (file, _) = helper.split_once(": ").expect("a file and a function");
        let text = fs::read_to_string(root().join("crates").join(file)).expect(helper);
        let named = format!("Resource::{resource}");
        assert!(
            text.contains(&named),
            "{helper} no longer names {resource}.{action}"
        );
    }
}

/// Resource and action of each row, as the table writes them: `(R::Record, Claim, [...`.
fn rows(table: &str) -> Vec<(String, String)> {
    let row = |line: &str| {
        let (resource, rest) = line.trim().strip_prefix("(R::")?.split_once(',')?;
        let (action, _) = rest.split_once(',')?;
        Some((resource.trim().to_owned(), action.trim().to_owned()))
    };
    table.lines().filter_map(row).collect()
}

/// The sources that can ask, without white space.
fn asked() -> String {
    let folders = ["crates/app/src", "crates/web/src", "crates/xiuhua/src"];
    let all = folders
        .iter()
        .flat_map(|folder| ending(files(&root().join(folder)), "rs"));
    let mut text = String::new();
    for file in all {
        let source = fs::read_to_string(file).expect("a source");
        text.extend(source.chars().filter(|c| !c.is_whitespace()));
    }
    text
}
