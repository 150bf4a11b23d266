//! Every refusal in the code has its words with the numbers it is given, and every word is used. The
//! crate of projects asks the same of its own.

use crate::messages::MESSAGES;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("tests") {
            sources(&path, found);
        } else if path.is_file() && !path.ends_with("messages.rs") {
            found.push(std::fs::read_to_string(&path).expect("a source"));
        }
    }
}

fn all() -> Vec<String> {
    let mut found = vec![];
    // What every crate refuses alike stands beside.
    for folder in ["src", "../refusal/src"] {
        sources(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut found,
        );
    }
    found
}

fn between<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
    let after = text.split(start).skip(1);
    after
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect()
}

#[test]
fn every_refusal_has_words_and_every_word_a_refusal() {
    let (mut refused, mut literals) = (BTreeSet::new(), BTreeSet::new());
    for text in all() {
        for start in ["Refusal::new(", "Refusal::on(", "refuse("] {
            refused.extend(between(&text, start).into_iter().map(str::to_owned));
        }
        literals.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    let known: BTreeMap<&str, (&str, &str)> = MESSAGES
        .iter()
        .map(|(c, zh, en)| (*c, (*zh, *en)))
        .collect();
    assert_eq!(known.len(), MESSAGES.len(), "a code stands twice");
    assert!(
        refused.len() > super::REFUSALS_LEAST,
        "only {} codes found",
        refused.len()
    );
    let silent: Vec<_> = refused
        .iter()
        .filter(|c| !known.contains_key(c.as_str()))
        .collect();
    assert!(silent.is_empty(), "without words: {silent:?}");
    let unused: Vec<_> = known.keys().filter(|c| !literals.contains(**c)).collect();
    assert!(unused.is_empty(), "never refused: {unused:?}");
}

#[test]
fn both_languages_fill_in_the_same_names() {
    let names = |text: &str| -> BTreeSet<String> {
        let parts = text.split('{').skip(1);
        parts
            .filter_map(|r| Some(r.split_once('}')?.0.to_owned()))
            .collect()
    };
    for (code, zh, en) in MESSAGES {
        assert_eq!(names(zh), names(en), "{code}");
    }
}
