//! Every refusal of a question has its words, and every word is used.

use crate::messages::MESSAGES;
use std::collections::BTreeSet;

/// All sources that refuse questions; `answer.rs` refuses with the words of indicators.
const SOURCES: &str = concat!(
    include_str!("../lib.rs"),
    include_str!("../dictionary.rs"),
    include_str!("../id.rs"),
    include_str!("../query.rs"),
    include_str!("../resolve.rs"),
    include_str!("../span.rs"),
);

#[test]
fn every_refusal_has_words_and_every_word_a_refusal() {
    let known: BTreeSet<&str> = MESSAGES.iter().map(|(code, _, _)| *code).collect();
    assert_eq!(known.len(), MESSAGES.len(), "a code stands twice");
    let said = |start: &str| -> Vec<&str> {
        let after = SOURCES.split(start).skip(1);
        after.filter_map(|rest| rest.split('"').next()).collect()
    };
    let refused: BTreeSet<&str> = ["Refusal::new(\"", "refuse(\""]
        .iter()
        .flat_map(|s| said(s))
        .collect();
    let silent: Vec<_> = refused.difference(&known).collect();
    assert!(silent.is_empty(), "without words: {silent:?}");
    let literals: BTreeSet<&str> = SOURCES.split('"').skip(1).step_by(2).collect();
    let unused: Vec<_> = known.difference(&literals).collect();
    assert!(unused.is_empty(), "never refused: {unused:?}");
}

#[test]
fn both_languages_fill_in_the_same_names() {
    let names = |text: &str| -> BTreeSet<String> {
        let parts = text.split('{').skip(1);
        parts
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect()
    };
    for (code, zh, en) in MESSAGES {
        assert_eq!(names(zh), names(en), "{code}");
    }
}
