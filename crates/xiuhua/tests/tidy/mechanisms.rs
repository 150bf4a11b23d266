//! The table of the report's mechanisms counts what it says, alike in both languages.

use crate::tree::{root, text};

#[derive(Debug, PartialEq)]
enum Status {
    Works,
    Part,
    NotYet,
}

/// `F1-01` and its status, of every row.
fn rows(readme: &str, [works, part, not_yet]: [&str; 3]) -> Vec<(String, Status)> {
    let rows = readme.lines().filter(|line| line.starts_with("| F"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let said = cells[2].trim_end_matches('|').trim();
        let status = match said {
            _ if said.starts_with(works) => Status::Works,
            _ if said.starts_with(part) => Status::Part,
            _ if said == not_yet => Status::NotYet,
            _ => panic!("no status: {line}"),
        };
        (cells[0].to_owned(), status)
    })
    .collect()
}

#[test]
fn the_mechanisms_are_counted_and_said_alike() {
    let english = text(&root().join("README.md"));
    let chinese = text(&root().join("README.zh-CN.md"));
    let said = rows(&english, ["**works**", "part: ", "not yet"]);
    assert_eq!(said, rows(&chinese, ["**可用**", "部分：", "未建"]));
    let count = |wanted| said.iter().filter(|(_, status)| *status == wanted).count();
    let (works, part, not_yet) = (
        count(Status::Works),
        count(Status::Part),
        count(Status::NotYet),
    );
    let counted = format!("{works} work, {part} work in part, {not_yet} are not built yet");
    assert!(english.contains(&counted), "README.md: {counted}");
    let counted = format!("{works} 项可用，{part} 项部分可用，{not_yet} 项未建");
    assert!(chinese.contains(&counted), "README.zh-CN.md: {counted}");
}
