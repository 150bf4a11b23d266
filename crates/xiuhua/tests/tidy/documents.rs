//! Documents point at files that exist.

use crate::tree::{ending, files, none, root, short, text};

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
