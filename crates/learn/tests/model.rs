//! A model from invented messages: reproducible, sure of what it saw, explained, whole or refused.

mod common;

use common::invented;
use learn::{
    Label, LearnError, Message, Model, Split, TrainOptions, cross_validate, evaluate, train,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static MODEL: LazyLock<Model> =
    LazyLock::new(|| train(&invented(90), &TrainOptions::default(), &|_| {}).unwrap());
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| MODEL.to_bytes());

fn message(text: &str) -> Message {
    Message {
        id: "x".into(),
        text: text.into(),
        tokenised: false,
        label: None,
    }
}

#[test]
fn equal_messages_and_seed_give_equal_bytes_whatever_the_hash_order() {
    let again = train(&invented(90), &TrainOptions::default(), &|_| {}).unwrap();
    assert_eq!(again.to_bytes(), *BYTES);
    let other = TrainOptions {
        seed: 2,
        ..TrainOptions::default()
    };
    let other = train(&invented(90), &other, &|_| {}).unwrap();
    assert_ne!(other.to_bytes(), *BYTES);
}

#[test]
fn each_level_answers_within_the_one_above() {
    let answers = MODEL.predict(&message("我们小区门口的路灯又不亮了"));
    let labels: Vec<&str> = answers.iter().map(|a| a.label.as_str()).collect();
    assert_eq!(labels, ["城建", "城建/路灯"]);
    assert!(answers[1].probability <= answers[0].probability);
    assert!(answers[0].probability > 0.6, "{answers:?}");
}

#[test]
fn unseen_messages_are_called_right() {
    let seen = train(&invented(60), &TrainOptions::default(), &|_| {}).unwrap();
    let (all, _) = evaluate(&seen, &invented(120)[60..], 1);
    assert!(all.unwrap().accuracy() > 0.95);
}

#[test]
fn the_words_that_decided_are_named() {
    let explained = MODEL
        .explain(&message("希望尽快处理公交车晚点的事"), 3)
        .unwrap();
    assert_eq!(explained.answer.label.as_str(), "交通");
    let words: Vec<&str> = explained
        .speak_for
        .iter()
        .map(|r| r.word.as_str())
        .collect();
    assert!(
        words.contains(&"公交车") || words.contains(&"公交"),
        "{words:?}"
    );
    assert!(explained.speak_for.iter().all(|r| r.weight > 0.0));
    assert!(explained.against.iter().all(|r| r.weight < 0.0));
}

#[test]
fn a_message_that_says_nothing_is_not_sure() {
    for text in ["", "……", "zzz qqq"] {
        let answers = MODEL.predict(&message(text));
        assert!(
            !answers[0].sure && answers[0].probability < 0.6,
            "{answers:?}"
        );
    }
}

#[test]
fn a_model_comes_back_from_its_bytes() {
    assert_eq!(Model::from_bytes(&BYTES).unwrap(), *MODEL);
}

#[test]
fn foreign_and_newer_files_are_refused_by_name() {
    let code = |bytes: &[u8]| Model::from_bytes(bytes).unwrap_err().code();
    assert_eq!(code(b""), "learn_model_foreign");
    assert_eq!(code(b"PK\x03\x04 something else"), "learn_model_foreign");
    let mut newer = BYTES.clone();
    newer[8] = 99;
    assert_eq!(code(&newer), "learn_model_version");
    assert_eq!(code(&BYTES[..12]), "learn_model_damaged");
}

#[test]
fn too_little_to_learn_from_is_said() {
    let code = |messages: &[Message]| {
        let refused = train(messages, &TrainOptions::default(), &|_| {});
        refused.unwrap_err().code()
    };
    assert_eq!(code(&invented(9)), "learn_too_few_messages");
    let mut same = invented(30);
    for m in &mut same {
        m.label = Label::read("一类", 1).unwrap();
    }
    assert_eq!(code(&same), "learn_classes");
    let options = TrainOptions {
        cost: f64::NAN,
        ..TrainOptions::default()
    };
    let refused = train(&invented(30), &options, &|_| {}).unwrap_err();
    assert!(matches!(refused, LearnError::Option { name: "cost", .. }));
}

#[test]
fn cross_validation_judges_every_message_once() {
    let how = (3, Split::CopiesTogether, 2);
    let got = cross_validate(&invented(90), &TrainOptions::default(), how, &|_| {}).unwrap();
    assert_eq!(got.all.count, 90);
    assert!(got.tokenised.is_none() && got.raw.is_some());
    assert!(
        got.all
            .curve
            .windows(2)
            .all(|w| w[0].threshold >= w[1].threshold)
    );
}

proptest! {
    #[test]
    fn any_changed_byte_is_found(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = BYTES.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(Model::from_bytes(&bytes).is_err());
    }

    #[test]
    fn any_cut_or_lengthened_file_is_refused(at in any::<prop::sample::Index>(), more in 1usize..9) {
        prop_assert!(Model::from_bytes(&BYTES[..at.index(BYTES.len())]).is_err());
        let mut long = BYTES.clone();
        long.resize(long.len() + more, 0);
        prop_assert!(Model::from_bytes(&long).is_err());
    }

    #[test]
    fn any_text_gets_an_answer_that_is_a_probability(text in "\\PC{0,60}") {
        for answer in MODEL.predict(&message(&text)) {
            prop_assert!((0.0..=1.0).contains(&answer.probability));
        }
        let _ = MODEL.explain(&message(&text), 5);
    }
}
