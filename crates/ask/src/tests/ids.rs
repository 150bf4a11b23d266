//! An id says its query again, and nothing else is one.

use super::reading::{TODAY, dictionary};
use crate::{ask, id_of, read_id};
use jiff::Timestamp;
use proptest::prelude::*;

const AT: i64 = 1_795_400_000_123;

#[test]
fn every_answered_question_has_an_id_that_says_it_again() {
    let (dictionary, at) = (dictionary(), Timestamp::from_millisecond(AT).unwrap());
    let all = [
        include_str!("../../tests/questions.tsv"),
        include_str!("../../tests/held_back.tsv"),
    ];
    let mut answered = 0;
    for line in all.iter().flat_map(|text| text.lines()) {
        let question = line.split('\t').next().unwrap_or_default();
        if let Ok(query) = ask(&dictionary, question, TODAY) {
            let id = id_of(&query, at);
            assert_eq!(read_id(&id).unwrap(), (query, at), "{id}");
            answered += 1;
        }
    }
    assert!(answered > 150, "{answered}");
}

#[test]
fn what_no_answer_had_is_refused() {
    for id in [
        "",
        "fai",
        "fai growth latest",
        "fai growth latest @x",
        "fai growth latest  @1",
        "fai nothing latest @1",
        "fai growth sometime @1",
        "fai growth latest bottom1 each @1",
        "fai growth latest [batch=] [nothing=1] @1",
        "fai growth latest +whatever @1",
    ] {
        assert_eq!(read_id(id).unwrap_err().code, "query_unknown", "{id}");
    }
    let long = format!("fai growth latest at {} @1", "x".repeat(400));
    assert_eq!(read_id(&long).unwrap_err().code, "query_unknown");
}

proptest! {
    #[test]
    fn any_text_is_an_id_or_none(text in "\\PC{0,60}") {
        if let Ok((query, at)) = read_id(&text) {
            prop_assert_eq!(id_of(&query, at), text);
        }
    }
}
