//! Questions written before the reader was run on them.

use super::reading::{TODAY, dictionary};
use crate::ask;

const QUESTIONS: &str = include_str!("../../tests/held_back.tsv");

#[test]
fn held_back_questions_mean_what_they_should() {
    let dictionary = dictionary();
    let lines = QUESTIONS.lines().filter(|l| !l.starts_with('#'));
    let (mut all, mut wrong) = (0, vec![]);
    for line in lines.filter(|l| !l.is_empty()) {
        let (question, expected) = line.split_once('\t').expect(line);
        let got = match ask(&dictionary, question, TODAY) {
            Ok(query) => query.to_string(),
            Err(refused) => format!("!{}", refused.refusal.code),
        };
        all += 1;
        if got != expected {
            wrong.push(format!("{question}: {got}, not {expected}"));
        }
    }
    assert_eq!(all, 60);
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
